package widget_test

import (
	"strings"
	"testing"

	"crosswalk/tui/widget"
)

func TestATrendShowsItsLimitsWithoutColour(t *testing.T) {
	limits := []widget.Limit{{At: 8, Name: "act 8"}, {At: 2, Name: "warn 2"}}
	got := strings.Join(widget.Trend([]float64{0, 1, 3, 5, 9, 10}, limits, 16, 4), "\n")
	want := strings.Join([]string{
		"act 8  ╌╌╌╌▄█╌╌",
		"           ██  ",
		"         ▂███  ",
		"warn 2 ▁▄████╌╌",
	}, "\n")
	if got != want {
		t.Errorf("it draws\n%s\nright is\n%s", got, want)
	}
}

func TestATrendDrawsTheLastValuesThatHaveRoomWhateverTheyAre(t *testing.T) {
	for _, values := range [][]float64{nil, {3}, {3, 3, 3}, {-1, 0, 1e300, -1e300}, make([]float64, 500)} {
		for _, line := range widget.Trend(values, []widget.Limit{{At: 3, Name: "act 3"}}, 20, 3) {
			if n := len([]rune(line)); n > 20 {
				t.Errorf("%d values make a line of %d cells: %q", len(values), n, line)
			}
		}
	}
}

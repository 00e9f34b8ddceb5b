package widget_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

func TestTheChosenLevelIsWholeWhereTheOthersHaveALine(t *testing.T) {
	s := widget.Scale{Chosen: 3, Parts: [6][]string{
		{"Nobody asks."},
		{"Somebody asks now and then, and nobody writes it down."},
		{"Some of it."},
		{"Each group is named.", "Safeguards answer them.", "They are judged again."},
		{"It is measured."},
		{"It changed something."},
	}}
	all := []string{
		" 0  Nobody asks.", " 1  Somebody asks now and", "    then, and nobody", "    writes it down.", " 2  Some of it.", "▐3▌ Each group is named.",
		"  · Safeguards answer", "    them.", "  · They are judged", "    again.", " 4  It is measured.", " 5  It changed something.",
	}
	for name, c := range map[string]struct {
		h, most int
		want    []string
	}{
		"where all have room":     {12, 12, all},
		"where they have none":    {10, 10, []string{all[0], " 1  Somebody asks now an…", all[4], all[5], all[6], all[7], all[8], all[9], all[10], all[11]}},
		"where it has too little": {6, 8, []string{all[0], " 1  Somebody asks now an…", all[4], "▐3▌ Each group is named.", "    Safeguards answer", "    them. They are judge…", all[10], all[11]}},
		"where each has one":      {6, 6, []string{all[0], " 1  Somebody asks now an…", all[4], "▐3▌ Each group is nam… +2", all[10], all[11]}},
	} {
		var got []string
		for _, l := range s.Lines(style.New(style.Auto, true), 25, c.h, c.most) {
			got = append(got, strings.TrimRight(ansi.Strip(l.Text), " "))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\n\nwanted\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestEachLineOfAScaleKnowsItsLevel(t *testing.T) {
	s := widget.Scale{Chosen: -1, Parts: [6][]string{{"a"}, {"b", "c"}, {"d"}, {"e"}, {"f"}, {"g"}}}
	var of []int
	for _, l := range s.Lines(style.New(style.Auto, true), 20, 9, 9) {
		of = append(of, l.Level)
	}
	if len(of) != 7 || of[1] != 1 || of[2] != 1 || of[6] != 5 {
		t.Errorf("the lines are of levels %v", of)
	}
}

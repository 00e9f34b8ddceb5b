package screen_test

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

func TestTheWayOutIsNamedHoweverNarrowTheFooter(t *testing.T) {
	var footer []key.Binding
	for _, k := range []string{"enter", "ctrl+s", "esc", "x"} {
		footer = append(footer, key.NewBinding(key.WithKeys(k), key.WithHelp(k, "does it")))
	}
	off := key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "nothing now"), key.WithDisabled())
	for room, want := range map[int]string{
		200: "enter ctrl+s esc x", 59: "enter ctrl+s esc x", 58: "enter ctrl+s esc", 47: "enter ctrl+s esc", 46: "enter esc", 20: "esc", 5: "esc",
	} {
		var got []string
		for _, b := range screen.Hinted(append([]key.Binding{off}, footer...), room) {
			got = append(got, b.Help().Key)
		}
		if words := strings.Join(got, " "); words != want {
			t.Errorf("in %d cells the footer names %q, not %q", room, words, want)
		}
	}
}

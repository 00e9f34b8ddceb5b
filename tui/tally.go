package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
	"crosswalk/tui/vote"
)

// tally is the entry of the palette for a show of hands that is typed there, as
// "tally 2x3 3x6": from any screen, where only one has a keyboard.
func (a *App) tally(text string) (entry, bool) {
	verb, hands, _ := strings.Cut(strings.TrimSpace(text), " ")
	if verb != "tally" || a.open == "" || !a.s.Role().Leads() {
		return entry{}, false
	}
	e := entry{label: "Count the hands " + hands, note: "room", do: func() tea.Cmd { return vote.Tally(a.s, a.open, hands) }}
	switch t, err := workshop.ParseTally(hands); {
	case strings.TrimSpace(hands) == "":
		e.label = "Count hands: tally 2x3 3x6 ax1, three for 2, six for 3, one abstains"
	case err != nil:
		e.label = screen.Sentence(err, false)
	default:
		e.note = fmt.Sprintf("%d hands", t.Total())
	}
	return e, true
}

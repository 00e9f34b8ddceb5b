package walk

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/tui/dialog"
)

// unsettle asks before one key overwrites what a room agreed on.
func (w *Screen) unsettle(it *catalog.Item, what string, then func() tea.Cmd) tea.Cmd {
	settled, ok := w.now.Assessment.SettledAt(w.focus())
	if !ok {
		return then()
	}
	question := fmt.Sprintf("The room voted on %s and settled on %d. Whoever leads is told, and the minutes will say both.", it.Number, settled.Level)
	return w.s.Open(dialog.NewConfirm(w.s, it.Number+" was settled by a vote", question, what, then))
}

// rateOver rates, and asks first where that overwrites what was settled.
func (w *Screen) rateOver(it *catalog.Item, level int) tea.Cmd {
	if settled, ok := w.now.Assessment.SettledAt(w.focus()); ok && settled.Level == level {
		return nil // it stands
	}
	return w.unsettle(it, fmt.Sprintf("rate it %d", level), func() tea.Cmd { return w.rate(it, level) })
}

// settledOnes is how many of the answers that a rating for all AI systems would
// replace were settled by votes, in words; empty: none.
func (w *Screen) settledOnes(it *catalog.Item) string {
	n := 0
	for _, x := range w.now.Assessment.Answers[it.ID] {
		if _, ok := w.now.Assessment.SettledAt(x.Key); ok && x.System != "" {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 was settled by a vote; "
	}
	return fmt.Sprintf("%d were settled by votes; ", n)
}

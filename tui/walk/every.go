package walk

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// ownOnes are the AI systems in scope whose own answer stands before the one for
// all of them, where that is every one; else none.
func ownOnes(it *catalog.Item, a *assess.Assessment) []assess.System {
	systems := a.InScope()
	for _, s := range systems {
		if assess.StandFor(it, a, s.ID).State == assess.Unanswered {
			return nil
		}
	}
	return systems
}

// rate saves a rating. One for all AI systems counts for none where each has an
// answer of its own: so it asks which is meant.
func (w *Screen) rate(it *catalog.Item, level int) tea.Cmd {
	at := w.focus()
	n := len(ownOnes(it, w.now.Assessment))
	switch {
	case n == 0 || at.System != "" || !it.PerSystem():
		return w.rateAt(at, level, false, "")
	case at.Question != "":
		return w.rateAt(at, level, false, "It counts for no AI system: each has its own answer. s chooses one.")
	}
	options := func() []dialog.Option {
		return []dialog.Option{
			{Label: fmt.Sprintf("Replace the %d answers by %d", n, level), Note: w.settledOnes(it) + "u brings them back", Pick: func() tea.Cmd { return w.rateAt(at, level, true, "") }},
			{Label: fmt.Sprintf("Keep them; %d for systems to come", level), Note: "counts for none", Pick: func() tea.Cmd { return w.rateAt(at, level, false, "") }},
		}
	}
	title := it.Number + " for all counts for no AI system: each has its own answer"
	return w.s.Open(dialog.NewChoice(w.s, title, "", options))
}

// rating decides on a level; alone takes away, in the same act, what the AI
// systems in scope have of their own.
func rating(cat *catalog.Catalog, at assess.Key, level int, reason string, alone bool) screen.Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		changes, err := assess.Rate(cat, a, at, level, reason)
		if err != nil || !alone {
			return changes, err
		}
		for _, x := range a.Answers[at.Item] {
			if s, ok := a.System(x.System); !ok || s.Removed || !s.InScope {
				continue
			}
			cleared, err := assess.Clear(cat, a, x.Key)
			if err != nil {
				return nil, err
			}
			changes = append(changes, cleared...)
		}
		return changes, nil
	}
}

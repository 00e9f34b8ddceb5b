package walk

import (
	"encoding/json"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
)

// settledAt is the level that a room settled on here and that still stands.
func (w *Screen) settledAt(at assess.Key) (level int, ok bool) {
	for _, v := range w.now.Assessment.Votes {
		var r struct{ Level int }
		if v.Key() == at && json.Unmarshal(v.Record, &r) == nil {
			level, ok = r.Level, true // the newest is the last
		}
	}
	rating := w.now.Assessment.Answer(at).Rating
	return level, ok && rating.Is(assess.Rated) && rating.Level == level
}

// unsettle asks before one key overwrites what a room agreed on.
func (w *Screen) unsettle(it *catalog.Item, what string, then func() tea.Cmd) tea.Cmd {
	level, ok := w.settledAt(w.focus())
	if !ok {
		return then()
	}
	question := fmt.Sprintf("The room voted on %s and settled on %d. Whoever leads is told, and the minutes will say both.", it.Number, level)
	return w.s.Open(dialog.NewConfirm(w.s, it.Number+" was settled by a vote", question, what, then))
}

// rateOver rates, and asks first where that overwrites what was settled.
func (w *Screen) rateOver(it *catalog.Item, level int) tea.Cmd {
	if now, ok := w.settledAt(w.focus()); ok && now == level {
		return nil // it stands
	}
	return w.unsettle(it, fmt.Sprintf("rate it %d", level), func() tea.Cmd { return w.rate(it, level) })
}

package walk

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/filter"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

func (w *Screen) facts() filter.Facts { return w.s.Facts(w.now, w.room, w.kept) }

// is a filter of one word.
func is(word string) filter.Filter { return filter.Of(filter.Term{Word: word}) }

// choose are the ids of the items that a filter lets through now.
func (w *Screen) choose(f filter.Filter) map[string]bool {
	ids := map[string]bool{}
	for _, it := range w.facts().Choose(f, w.items) {
		ids[it.ID] = true
	}
	return ids
}

// look takes what the room votes on, which is in no filter by how it stands.
func (w *Screen) look(room screen.Room) {
	was := w.room.Veiled()
	w.room = room
	if room.Veiled() != was && w.now.Assessment != nil {
		w.shown, w.rows = w.choose(w.filter), nil
	}
}

// judge takes what follows from the records; the cursor stays on its item.
func (w *Screen) judge(kept screen.Kept) {
	w.kept = kept
	w.against, w.stale = w.choose(is("contradicted")), w.choose(is("stale"))
	w.shown, w.rows = w.choose(w.filter), nil
	w.unmark()
}

// mineFirst shows what this person took on, once, where the work is shared out, and
// they neither narrowed the Walk to something else nor were led to another item.
func (w *Screen) mineFirst() tea.Cmd {
	if w.shared || w.kept.Ruling == nil {
		return nil
	}
	w.shared = true
	took := w.kept.Took(w.s.Actor.Name)
	_, session := w.inSession()
	it := w.current()
	if session || len(w.filter) > 0 || !slices.ContainsFunc(w.items, took) || it != nil && it != w.items[0] && !took(it) {
		return nil
	}
	return tea.Batch(w.setFilter(is("mine")), screen.Tell("What you took on is shown first; esc shows all."))
}

func (w *Screen) chooseFilter() tea.Cmd {
	return w.s.Open(dialog.NewFilters(w.s, dialog.Filtered{
		Standard: catalog.AIMS, Holds: w.filter, Facts: w.facts, Items: func() []*catalog.Item { return w.items }, Set: w.setFilter,
	}))
}

// setFilter stands on the first item that is shown, where the one under the
// cursor is not; where none is, that one stays, and it is said why.
func (w *Screen) setFilter(f filter.Filter) tea.Cmd {
	w.filter, w.shown, w.rows, w.question = f, w.choose(f), nil, -1
	w.unmark()
	if it := w.current(); it != nil && w.shows(it) {
		return nil
	}
	for _, it := range w.items {
		if w.shows(it) {
			w.moveTo(it)
			return w.at()
		}
	}
	return screen.Tell(screen.NoneLeft(w.facts(), f, w.items))
}

// treeHead says above the tree what it is narrowed to. Where that has too little
// room the count comes first.
func (w *Screen) treeHead(width int) []string {
	if r, is := w.inSession(); is && len(w.filter) == 0 {
		return []string{w.s.Theme.Warn.Render(widget.Fit("items of "+w.kept.Numbers[r.ID], width))}
	}
	if len(w.filter) == 0 {
		return nil
	}
	words := widget.Line(w.filter.Words())
	line := fmt.Sprintf("%s %d of %d", words, len(w.shown), len(w.items))
	if ansi.StringWidth(line) > width {
		line = fmt.Sprintf("%d of %d: %s", len(w.shown), len(w.items), words)
	}
	return []string{w.s.Theme.Warn.Render(widget.Fit(line, width))}
}

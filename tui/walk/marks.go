package walk

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/answer"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// one is the answer at a key alone.
func (w *Screen) one(at assess.Key) answer.On {
	return answer.On{
		S: w.s, Now: func() *assess.Assessment { return w.now.Assessment }, Room: w.room, Marks: w.marks, At: []assess.Key{at},
	}
}

// on is what a key is about: the answers of the marked items, else the one at a
// key.
func (w *Screen) on(at assess.Key) answer.On {
	o := w.one(at)
	if w.marks.Len() == 0 {
		return o
	}
	o.At = nil
	for _, it := range w.items {
		if w.marks.Has(it.ID) {
			o.At = append(o.At, w.placeOf(it))
		}
	}
	return o
}

// mark takes the keys that mark items. A mark is on an item, so they leave its
// questions.
func (w *Screen) mark(msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	shown := w.visible()
	ids := make([]string, len(shown))
	for i, it := range shown {
		ids[i] = it.ID
	}
	at := slices.Index(ids, w.item)
	on, taken := w.marks.Key(msg, ids, at, func(i int) bool { return shown[i].Set.ID == shown[at].Set.ID })
	if !taken {
		return nil, false
	}
	w.question = -1
	if on {
		return w.step(1), true
	}
	return w.at(), true
}

// unmark takes the marks away from what is shown no more.
func (w *Screen) unmark() {
	if w.marks.Len() == 0 {
		return
	}
	shown := w.visible()
	w.marks.Keep(func(id string) bool {
		return slices.ContainsFunc(shown, func(it *catalog.Item) bool { return it.ID == id })
	})
}

// waits says that the room votes on what a key is about.
func (w *Screen) waits(why string) tea.Cmd {
	if w.marks.Len() == 0 {
		why += " V takes you to the vote."
	}
	return screen.Tell(why)
}

// signs lead an item in the tree: the cursor, and a mark beside it.
func (w *Screen) signs(it *catalog.Item) string {
	switch here, marked := it.ID == w.item, w.marks.Has(it.ID); {
	case here && marked:
		return "  ▸" + list.Marked
	case here:
		return "  ▸ "
	case marked:
		return "   " + w.s.Theme.Accent.Render(list.Marked)
	}
	return "    "
}

// beforeTitle stands before the title of a clause or section: the sign of a mark
// where one of its items has one, so that it is seen while they are folded.
func (w *Screen) beforeTitle(s *catalog.Clause) string {
	if slices.ContainsFunc(s.Items, func(it *catalog.Item) bool { return w.marks.Has(it.ID) }) {
		return list.Marked
	}
	return " "
}

// treeRows is how many lines of the tree are rows; below them it says what is out of
// sight and how many items are marked.
func (w *Screen) treeRows() int {
	rows := w.h - len(w.treeHead(w.treeWidth()))
	if w.marks.Len() > 0 || len(w.tree()) > rows {
		rows--
	}
	return rows
}

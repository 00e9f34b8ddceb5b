// Package history shows who changed what and when, and brings earlier values
// back. Its one rule: it reads a page at a time, newest first, and what it
// restores is a new act: nothing in the history is ever rewritten.
package history

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// pageSize is how many acts are read at once.
const pageSize = 50

// Screen is the History.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	room   screen.Room
	kept   screen.Kept             // what follows from the records
	acts   *list.Table[*store.Act] // newest first, as far back as somebody looked
	whole  bool                    // the first act of all is among them
	filter filter

	reading bool // a page was asked for
	stale   bool // and there were news since
	turn    int  // counts the filters, so that a page for an earlier one is dropped

	known  map[string]*assess.Revision // by id: all revisions that were read
	sought map[string]bool             // acts whose earlier values were looked for
	told   map[string]telling          // what acts did, in words

	wanted *screen.Place // asked for before the first news
}

// New makes the History for a session.
func New(s *screen.Session) *Screen {
	h := &Screen{
		s: s, keys: newKeys(), acts: list.NewTable(s, func(x *store.Act) string { return x.ID }),
		known: map[string]*assess.Revision{}, sought: map[string]bool{}, told: map[string]telling{},
	}
	h.acts.Words = func(x *store.Act) string { return h.tell(x).words }
	h.acts.Columns, h.acts.None = h.columns, h.none
	return h
}

// Update takes keys and news.
func (h *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		return h.know(msg)
	case screen.Room:
		return h.look(msg)
	case screen.Kept:
		h.kept = msg
	case page:
		return h.take(msg)
	case found:
		return h.remember(msg)
	case screen.Go:
		if msg.Route == screen.History {
			return h.goTo(msg.Place)
		}
	case screen.Click:
		return h.acts.Click(msg, h.moved, h.open)
	case screen.Wheel:
		h.acts.Move(msg.Lines)
		return h.moved()
	case tea.PasteMsg:
		if h.Typing() {
			return h.search(msg)
		}
	case tea.KeyPressMsg:
		return h.key(msg)
	}
	return nil
}

func (h *Screen) know(msg screen.Changed) tea.Cmd {
	first := h.now.Assessment == nil
	h.now = msg
	clear(h.told) // a system may have another name now
	if first && h.wanted != nil {
		return h.goTo(*h.wanted)
	}
	return h.read("")
}

// look takes what the room votes on: the history is read anew, since it is
// given without what was said of that.
func (h *Screen) look(room screen.Room) tea.Cmd {
	was := h.room.Veiled()
	h.room = room
	if room.Veiled() == was || h.now.Assessment == nil {
		return nil
	}
	clear(h.told)
	clear(h.known)
	return h.setFilter(h.filter)
}

// goTo shows the history of one item.
func (h *Screen) goTo(p screen.Place) tea.Cmd {
	if h.now.Assessment == nil {
		h.wanted = &p
		return nil
	}
	if p.Disputed {
		return h.openDisputed()
	}
	if it, ok := assess.Item(h.s.Catalog, h.now.Assessment, p.Item); ok {
		return h.setFilter(filter{item: it.ID, name: it.Number})
	}
	if _, ok := h.s.Catalog.Baseline(p.Item); ok {
		return h.setFilter(filter{subject: assess.BaselineSubject(p.Item), name: "ISMS " + p.Item})
	}
	return nil
}

// current is the act under the cursor, nil where none is shown.
func (h *Screen) current() *store.Act {
	x, _ := h.acts.Current()
	return x
}

// moved looks for what the act under the cursor replaced, and reads on where the
// end comes near.
func (h *Screen) moved() tea.Cmd {
	near := 10
	if h.acts.Find.On() {
		near = 1
	}
	if all := h.acts.All(); !h.whole && len(all) > 0 && h.acts.At() >= len(h.acts.Rows())-near {
		return tea.Batch(h.seek(), h.read(all[len(all)-1].ID))
	}
	return h.seek()
}

// Resize keeps the space.
func (h *Screen) Resize(w, height int) { h.w, h.h = w, height }

// Typing is true while words are typed to narrow the list.
func (h *Screen) Typing() bool { return h.acts.Find.Typing() }

func (h *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if h.now.Assessment == nil {
		return nil
	}
	if h.Typing() {
		return h.search(msg)
	}
	if h.acts.Key(msg) {
		return h.moved()
	}
	switch k := h.keys; {
	case key.Matches(msg, k.Filter):
		return h.chooseFilter()
	case key.Matches(msg, k.Need):
		return h.openDisputed()
	case key.Matches(msg, k.Back):
		return h.back()
	case h.current() == nil:
		return screen.Tell("No act is shown; esc shows all again.")
	case key.Matches(msg, k.Open):
		return h.open()
	case key.Matches(msg, k.Walk):
		return h.walk()
	case key.Matches(msg, k.Restore):
		return h.restoreBefore()
	}
	return nil
}

func (h *Screen) search(msg tea.Msg) tea.Cmd {
	return tea.Batch(h.acts.Search(msg), h.seek())
}

// back leaves one thing after the other: the words, the filter.
func (h *Screen) back() tea.Cmd {
	if h.acts.Back() || h.filter == (filter{}) {
		return nil
	}
	return h.setFilter(filter{})
}

// walk goes to what the act was about first: an item, or one of the ISMS in its
// own table.
func (h *Screen) walk() tea.Cmd {
	for _, r := range h.current().Revisions {
		if id, isms := strings.CutPrefix(string(r.Subject), string(assess.BaselineSubject(""))); isms {
			return h.s.Ask(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: id}})
		}
		if k, err := r.Subject.Key(); err == nil {
			return h.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: k.Item, System: k.System, Question: k.Question}})
		}
		for _, it := range assess.Items(h.s.Catalog, h.now.Assessment) {
			if h.now.Assessment.Touches(r, it.ID) {
				return h.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID}})
			}
		}
	}
	return screen.Tell("This act was about no item.")
}

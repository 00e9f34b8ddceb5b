// Package history shows who changed what and when, and brings earlier values
// back. Its one rule: it reads a page at a time, newest first, and what it
// restores is a new act: nothing in the history is ever rewritten.
package history

import (
	"slices"

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
	acts   []store.Act // newest first, as far back as somebody looked
	whole  bool        // the first act of all is among them
	filter filter
	find   *list.Find

	reading bool // a page was asked for
	stale   bool // and there were news since
	turn    int  // counts the filters, so that a page for an earlier one is dropped

	known  map[string]*assess.Revision // by id: all revisions that were read
	sought map[string]bool             // acts whose earlier values were looked for
	told   map[string]telling          // what acts did, in words

	act    string // id of the act under the cursor
	shown  []int  // places in acts that the words let through
	cursor list.Cursor
	tops   int // rows drawn above the list, for the mouse
	table  int // cells of the list's width, for the mouse

	wanted *screen.Place // asked for before the first news
}

// New makes the History for a session.
func New(s *screen.Session) *Screen {
	return &Screen{
		s: s, keys: newKeys(), find: list.NewFind(s),
		known: map[string]*assess.Revision{}, sought: map[string]bool{}, told: map[string]telling{},
	}
}

// Update takes keys and news.
func (h *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		return h.know(msg)
	case screen.Room:
		return h.look(msg)
	case page:
		return h.take(msg)
	case found:
		return h.remember(msg)
	case screen.Go:
		if msg.Route == screen.History {
			return h.goTo(msg.Place)
		}
	case screen.Click:
		return h.click(msg)
	case screen.Wheel:
		h.cursor.Move(msg.Lines, len(h.shown))
		return h.moved()
	case tea.PasteMsg:
		if h.find.Typing() {
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
	if it, ok := assess.Item(h.s.Catalog, h.now.Assessment, p.Item); ok {
		return h.setFilter(filter{item: it.ID, name: it.Number})
	}
	if _, ok := h.s.Catalog.Baseline(p.Item); ok {
		return h.setFilter(filter{subject: assess.BaselineSubject(p.Item), name: "ISMS " + p.Item})
	}
	return nil
}

// arrange makes the rows anew; the cursor stays on its act.
func (h *Screen) arrange() {
	h.shown = h.shown[:0]
	for i := range h.acts {
		if len(h.find.Words()) == 0 || h.find.Match(h.tell(&h.acts[i]).words) {
			h.shown = append(h.shown, i)
		}
	}
	at := slices.IndexFunc(h.shown, func(i int) bool { return h.acts[i].ID == h.act })
	if at >= 0 {
		h.cursor.At = at
		return
	}
	h.cursor.Move(0, len(h.shown))
	if x := h.current(); x != nil {
		h.act = x.ID
	}
}

// current is the act under the cursor, nil where none is shown.
func (h *Screen) current() *store.Act {
	if h.cursor.At < len(h.shown) {
		return &h.acts[h.shown[h.cursor.At]]
	}
	return nil
}

// moved notes the act under the cursor, looks for what it replaced, and reads
// on where the end comes near.
func (h *Screen) moved() tea.Cmd {
	if x := h.current(); x != nil {
		h.act = x.ID
	}
	near := 10
	if h.find.On() {
		near = 1
	}
	if !h.whole && len(h.acts) > 0 && h.cursor.At >= len(h.shown)-near {
		return tea.Batch(h.seek(), h.read(h.acts[len(h.acts)-1].ID))
	}
	return h.seek()
}

// Resize keeps the space.
func (h *Screen) Resize(w, height int) { h.w, h.h = w, height }

// Typing is true while words are typed to narrow the list.
func (h *Screen) Typing() bool { return h.find.Typing() }

func (h *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if h.now.Assessment == nil {
		return nil
	}
	if h.find.Typing() {
		return h.search(msg)
	}
	if h.cursor.Key(msg, h.keys.Moves, len(h.shown)) {
		return h.moved()
	}
	switch k := h.keys; {
	case key.Matches(msg, h.find.Begin):
		h.find.Open()
	case key.Matches(msg, k.Filter):
		return h.chooseFilter()
	case key.Matches(msg, k.Back):
		return h.back()
	case h.current() == nil:
		return screen.Tell("No act is shown; esc shows all again.")
	case key.Matches(msg, k.Open):
		return h.open()
	case key.Matches(msg, k.Restore):
		return h.restoreBefore()
	}
	return nil
}

func (h *Screen) search(msg tea.Msg) tea.Cmd {
	changed, cmd := h.find.Update(msg)
	if !changed {
		return cmd
	}
	h.arrange()
	return tea.Batch(cmd, h.seek())
}

// back leaves one thing after the other: the words, the filter.
func (h *Screen) back() tea.Cmd {
	switch {
	case h.find.On():
		h.find.Clear()
		h.arrange()
	case h.filter != filter{}:
		return h.setFilter(filter{})
	}
	return nil
}

// click selects a row; a click on the selected one opens it.
func (h *Screen) click(msg screen.Click) tea.Cmd {
	at := h.cursor.Line(msg.Y-h.tops, len(h.shown))
	switch {
	case at < 0 || msg.X >= h.table:
		return nil
	case at == h.cursor.At:
		return h.open()
	}
	h.cursor.At = at
	return h.moved()
}

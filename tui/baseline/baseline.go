// Package baseline is the ISMS side: clauses 4-10 and the 93 controls of
// ISO/IEC 27001 as one table that is filled at the speed of typing. Its one
// rule: a digit rates and moves on, and what is marked is rated as one act.
package baseline

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the Baseline.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	room   screen.Room
	items  []*catalog.Item
	words  map[string]string // item id -> its own text in small letters
	filter filter.Filter
	lets   func(*catalog.Item) bool // the filter, as of the newest news
	rows   *list.Table[*catalog.Item]
}

// New makes the Baseline for a session.
func New(s *screen.Session) *Screen {
	b := &Screen{s: s, keys: newKeys(), items: s.Catalog.Foundation().Items(), words: map[string]string{}}
	b.rows = list.NewTable(s, func(it *catalog.Item) string { return it.ID })
	b.rows.Words = b.text
	b.rows.Lets = func(it *catalog.Item) bool { return b.lets(it) }
	b.rows.Keeps = true
	b.rows.Group = func(it *catalog.Item) string { return it.Set.ID + " " + it.Set.Title }
	b.rows.Marks, b.rows.Kin = list.NewMarks("the whole clause or theme"), func(it *catalog.Item) string { return it.Set.ID }
	b.rows.Columns, b.rows.None = b.columns, b.none
	for _, it := range b.items {
		b.words[it.ID] = strings.ToLower(it.ID + " " + it.Title + " " + it.Ask + " " + it.Implemented)
	}
	return b
}

// Update takes keys and news.
func (b *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		return b.know(msg)
	case screen.Room:
		b.room = msg
	case screen.Go:
		if msg.Route == screen.Baseline {
			return b.goTo(msg.Place)
		}
	case screen.Click:
		return b.rows.Click(msg, b.moved, b.about)
	case screen.Wheel:
		b.rows.Move(msg.Lines)
		return b.moved()
	case tea.PasteMsg:
		if b.Typing() {
			return b.search(msg)
		}
	case tea.KeyPressMsg:
		return b.key(msg)
	}
	return nil
}

// know takes news; the cursor stays on its item and its line.
func (b *Screen) know(msg screen.Changed) tea.Cmd {
	first := b.now.Assessment == nil
	fell := !first && msg.Saved && len(msg.Synergy.Stale) > len(b.now.Synergy.Stale)
	b.now = msg
	b.lets = b.facts().Lets(b.filter)
	b.rows.Set(b.items)
	if !fell {
		return nil
	}
	if n := len(msg.Synergy.Stale); n > 1 {
		return screen.Tell(fmt.Sprintf("%d answers rest on what fell, and are stale: ! in the Walk lists them.", n))
	}
	return screen.Tell("An answer rests on what fell, and is stale: ! in the Walk shows it.")
}

// place is where an item stands among those shown, -1 where it is not.
func (b *Screen) place(id string) int {
	return slices.IndexFunc(b.rows.Rows(), func(it *catalog.Item) bool { return it.ID == id })
}

// current is the item under the cursor, nil where none is shown.
func (b *Screen) current() *catalog.Item {
	it, _ := b.rows.Current()
	return it
}

func (b *Screen) rating(it *catalog.Item) assess.Rating {
	return b.now.Assessment.Baseline[it.ID].Rating
}

// goTo moves to a place, and shows all where the filter would hide it.
func (b *Screen) goTo(p screen.Place) tea.Cmd {
	if _, ok := b.s.Catalog.Baseline(p.Item); !ok {
		return nil
	}
	if !b.rows.Stand(p.Item) && b.now.Assessment != nil {
		b.filter, b.lets = nil, b.facts().Lets(nil)
		b.rows.ShowAll()
	}
	return b.moved()
}

func (b *Screen) moved() tea.Cmd {
	if it, ok := b.rows.Moved(); ok {
		return b.s.Ask(screen.At{Route: screen.Baseline, Place: screen.Place{Item: it.ID}})
	}
	return nil
}

// nextOpen goes to the next item without an answer, around the end.
func (b *Screen) nextOpen(by int) tea.Cmd {
	n := len(b.items)
	at := slices.IndexFunc(b.items, func(it *catalog.Item) bool { return it.ID == b.rows.Here() })
	for step := 1; step <= n; step++ {
		it := b.items[((at+by*step)%n+n)%n]
		if !b.rating(it).Is(assess.Unanswered) {
			continue
		}
		if it.ID == b.rows.Here() {
			return screen.Tell("This is the only item still open.")
		}
		return b.goTo(screen.Place{Item: it.ID})
	}
	return screen.Tell("Every item of the ISMS has an answer. Gaps shows what that leaves to do.")
}

// Resize keeps the space.
func (b *Screen) Resize(w, h int) { b.w, b.h = w, h }

// Typing is true while words are typed to narrow the table.
func (b *Screen) Typing() bool { return b.rows.Find.Typing() }

func (b *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if b.now.Assessment == nil {
		return nil
	}
	if b.Typing() {
		return b.search(msg)
	}
	if b.rows.Key(msg) {
		return b.moved()
	}
	switch k := b.keys; {
	case key.Matches(msg, k.Filter):
		return b.chooseFilter()
	case key.Matches(msg, k.Import):
		return dialog.TakeIn(b.s, screen.TakeIn{From: screen.Baseline}, b.now.Assessment.ID)
	case key.Matches(msg, k.Back):
		return b.back()
	case key.Matches(msg, k.Next):
		return b.nextOpen(1)
	case key.Matches(msg, k.Prev):
		return b.nextOpen(-1)
	case b.current() == nil:
		return screen.Tell("No item is shown; esc shows all again.")
	}
	return b.act(msg)
}

func (b *Screen) search(msg tea.Msg) tea.Cmd {
	return tea.Batch(b.rows.Search(msg), b.moved())
}

// back leaves one thing after the other: the marks, the words, the filter.
func (b *Screen) back() tea.Cmd {
	if b.rows.Back() || len(b.filter) == 0 {
		return nil
	}
	return b.setFilter(nil)
}

// Package baseline is the ISMS side: clauses 4-10 and the 93 controls of
// ISO/IEC 27001 as one table that is filled at the speed of typing. Its one
// rule: a digit rates and moves on, and a range is one act.
package baseline

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
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
	filter filter
	find   *list.Find

	item   string          // id of the item under the cursor, or the last that was
	shown  []*catalog.Item // what the filter lets through, the item under the cursor always
	rows   []row           // the same with a heading before each clause or theme
	lines  []int           // place in shown -> place in rows
	cursor list.Cursor     // over shown
	mark   mark

	wanted *screen.Place // asked for before the first news
	tops   int           // rows drawn above the table, for the mouse
	table  int           // cells of the table's width, for the mouse
}

// row is a line of the table: a clause or theme, or one of its items.
type row struct {
	set  *catalog.Clause
	item *catalog.Item
}

// mark is what a digit rates at once: from an item to the cursor, or a theme.
type mark struct{ from, theme string }

// New makes the Baseline for a session.
func New(s *screen.Session) *Screen {
	b := &Screen{s: s, keys: newKeys(), items: s.Catalog.Foundation().Items(), find: list.NewFind(s), words: map[string]string{}}
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
		return b.click(msg)
	case screen.Wheel:
		return b.move(msg.Lines)
	case tea.PasteMsg:
		if b.find.Typing() {
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
	b.arrange(!first)
	if first && b.wanted != nil {
		b.stand(*b.wanted)
	}
	if !fell {
		return nil
	}
	if n := len(msg.Synergy.Stale); n > 1 {
		return screen.Tell(fmt.Sprintf("%d answers rest on what fell, and are stale: ! in the Walk lists them.", n))
	}
	return screen.Tell("An answer rests on what fell, and is stale: ! in the Walk shows it.")
}

// arrange makes the rows anew. With keep the item under the cursor stays even
// where the filter no longer lets it through; without, the first that is shown
// takes its place. Where none is shown it is remembered.
func (b *Screen) arrange(keep bool) {
	was := b.line()
	b.shown, b.rows, b.lines = b.shown[:0], b.rows[:0], b.lines[:0]
	for _, it := range b.items {
		if !(keep && it.ID == b.item) && !b.lets(it) {
			continue
		}
		if n := len(b.rows); n == 0 || b.rows[n-1].set != it.Set {
			b.rows = append(b.rows, row{set: it.Set})
		}
		b.lines = append(b.lines, len(b.rows))
		b.rows = append(b.rows, row{it.Set, it})
		b.shown = append(b.shown, it)
	}
	if b.place(b.item) < 0 && len(b.shown) > 0 {
		b.item = b.shown[0].ID
	}
	b.cursor.At = max(0, b.place(b.item))
	if keep {
		b.cursor.Scroll(b.line() - was)
	}
	if b.mark.from != "" && b.place(b.mark.from) < 0 {
		b.mark = mark{}
	}
}

// place is where an item stands among those shown, -1 where it is not.
func (b *Screen) place(id string) int {
	return slices.IndexFunc(b.shown, func(it *catalog.Item) bool { return it.ID == id })
}

// line is the cursor's line in the table; the first item takes its heading
// along.
func (b *Screen) line() int {
	if b.cursor.At >= len(b.lines) {
		return 0
	}
	return b.lines[b.cursor.At]
}

// current is the item under the cursor, nil where none is shown.
func (b *Screen) current() *catalog.Item {
	if b.cursor.At < len(b.shown) && b.now.Assessment != nil {
		return b.shown[b.cursor.At]
	}
	return nil
}

func (b *Screen) rating(it *catalog.Item) assess.Rating {
	return b.now.Assessment.Baseline[it.ID].Rating
}

func (b *Screen) goTo(p screen.Place) tea.Cmd {
	if b.now.Assessment == nil {
		b.wanted = &p
		return nil
	}
	b.stand(p)
	return b.at()
}

// stand moves to a place, and shows all where the filter would hide it.
func (b *Screen) stand(p screen.Place) {
	it, ok := b.s.Catalog.Baseline(p.Item)
	if !ok {
		return
	}
	if !b.lets(it) {
		b.filter = filter{}
		b.find.Clear()
	}
	b.mark, b.item = mark{}, it.ID
	b.arrange(false)
}

func (b *Screen) at() tea.Cmd {
	return b.s.Ask(screen.At{Route: screen.Baseline, Place: screen.Place{Item: b.item}})
}

// move goes some items down; what the filter no longer lets through goes once
// it is left.
func (b *Screen) move(by int) tea.Cmd {
	b.cursor.Move(by, len(b.shown))
	return b.moved()
}

func (b *Screen) moved() tea.Cmd {
	it := b.current()
	if it == nil || it.ID == b.item {
		return nil
	}
	b.item = it.ID
	b.arrange(true)
	return b.at()
}

// nextOpen goes to the next item without an answer, around the end.
func (b *Screen) nextOpen(by int) tea.Cmd {
	n := len(b.items)
	at := slices.IndexFunc(b.items, func(it *catalog.Item) bool { return it.ID == b.item })
	for step := 1; step <= n; step++ {
		it := b.items[((at+by*step)%n+n)%n]
		if !b.rating(it).Is(assess.Unanswered) {
			continue
		}
		if it.ID == b.item {
			return screen.Tell("This is the only item still open.")
		}
		b.stand(screen.Place{Item: it.ID})
		return b.at()
	}
	return screen.Tell("Every item of the ISMS has an answer. Gaps shows what that leaves to do.")
}

// Resize keeps the space.
func (b *Screen) Resize(w, h int) { b.w, b.h = w, h }

// Typing is true while words are typed to narrow the table.
func (b *Screen) Typing() bool { return b.find.Typing() }

func (b *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if b.now.Assessment == nil {
		return nil
	}
	if b.find.Typing() {
		return b.search(msg)
	}
	if b.cursor.Key(msg, b.keys.Moves, len(b.shown)) {
		return b.moved()
	}
	switch k := b.keys; {
	case key.Matches(msg, b.find.Begin):
		b.find.Open()
	case key.Matches(msg, k.Filter):
		return b.chooseFilter()
	case key.Matches(msg, k.Import):
		return dialog.TakeIn(b.s, screen.Baseline, b.now.Assessment.ID)
	case key.Matches(msg, k.Back):
		return b.back()
	case key.Matches(msg, k.Next):
		return b.nextOpen(1)
	case key.Matches(msg, k.Prev):
		return b.nextOpen(-1)
	case b.current() == nil:
		return screen.Tell("No item is shown; esc shows all again.")
	default:
		return b.act(msg)
	}
	return nil
}

func (b *Screen) search(msg tea.Msg) tea.Cmd {
	changed, cmd := b.find.Update(msg)
	if !changed {
		return cmd
	}
	b.mark = mark{}
	b.arrange(false)
	return tea.Batch(cmd, b.at())
}

// back leaves one thing after the other: the range, the words, the filter.
func (b *Screen) back() tea.Cmd {
	switch {
	case b.mark != (mark{}):
		b.mark = mark{}
	case b.find.On():
		b.find.Clear()
		b.arrange(false)
	case b.filter != (filter{}):
		b.filter = filter{}
		b.arrange(false)
	}
	return nil
}

// click selects a row; a click on the selected one opens it.
func (b *Screen) click(msg screen.Click) tea.Cmd {
	line := b.cursor.Line(msg.Y-b.tops, len(b.rows))
	if line < 0 || msg.X >= b.table || b.rows[line].item == nil {
		return nil
	}
	if b.rows[line].item.ID == b.item {
		return b.about()
	}
	b.cursor.At = slices.Index(b.lines, line)
	return b.moved()
}

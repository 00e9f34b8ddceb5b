// Package gaps is the list of what does not conform yet: what is missing, who
// sees to it and by when. Its one rule: it shows and assigns; an item is judged
// in the Walk, one key away, and here only where it is marked.
package gaps

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/filter"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the Gaps.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	kept   screen.Kept
	room   screen.Room
	filter filter.Filter
	lets   func(*catalog.Item) bool // the filter, as of the newest news
	order  order
	gaps   *list.Table[*gap] // by priority
}

// New makes the Gaps for a session.
func New(s *screen.Session) *Screen {
	g := &Screen{s: s, keys: newKeys(), gaps: list.NewTable(s, func(x *gap) string { return x.ID })}
	g.gaps.Words = func(x *gap) string { return x.text }
	g.gaps.Lets = func(x *gap) bool { return !g.fresh() && g.lets(x.Item) }
	g.gaps.Compare = func(a, b *gap) int { return g.order.compare(a, b) }
	g.gaps.Marks, g.gaps.Kin = list.NewMarks("the whole clause or section"), func(x *gap) string { return x.Item.Set.ID }
	g.gaps.Columns, g.gaps.None = g.columns, g.none
	return g
}

// Update takes keys and news.
func (g *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		g.know(msg)
	case screen.Kept:
		g.kept = msg
		g.renew()
	case screen.Room:
		g.look(msg)
	case screen.Go:
		if msg.Route == screen.Gaps {
			return g.goTo(msg.Place)
		}
	case screen.Click:
		return g.gaps.Click(msg, g.moved, g.walk)
	case screen.Wheel:
		g.gaps.Move(msg.Lines)
		return g.moved()
	case tea.PasteMsg:
		if g.Typing() {
			return g.gaps.Search(msg)
		}
	case tea.KeyPressMsg:
		return g.key(msg)
	}
	return nil
}

// know takes news. Where the item under the cursor is no gap any more, the next
// one takes its place.
func (g *Screen) know(msg screen.Changed) {
	g.now = msg
	g.renew()
}

// look takes what the room votes on.
func (g *Screen) look(room screen.Room) {
	was := g.room.Veiled()
	g.room = room
	if room.Veiled() != was && g.now.Assessment != nil {
		g.renew()
	}
}

func (g *Screen) renew() {
	g.lets = g.facts().Lets(g.filter)
	g.gaps.Set(read(g.s, g.now, g.room))
}

func (g *Screen) facts() filter.Facts { return g.s.Facts(g.now, g.room, g.kept) }

// fresh reports whether nothing was said yet, so that a list would only repeat
// the standard.
func (g *Screen) fresh() bool {
	return len(g.now.Assessment.Answers) == 0 && len(g.now.Assessment.Findings) == 0
}

// current is the gap under the cursor, nil where none is shown.
func (g *Screen) current() *gap {
	x, _ := g.gaps.Current()
	return x
}

// goTo moves to an item, where it is a gap or before that is known, and shows
// all where the filter would hide it.
func (g *Screen) goTo(p screen.Place) tea.Cmd {
	isGap := slices.ContainsFunc(g.gaps.All(), func(x *gap) bool { return x.ID == p.Item })
	if g.now.Assessment != nil && !isGap {
		return nil
	}
	if !g.gaps.Stand(p.Item) && isGap {
		g.filter, g.lets = nil, g.facts().Lets(nil)
		g.gaps.ShowAll()
	}
	return nil
}

func (g *Screen) moved() tea.Cmd {
	if x, ok := g.gaps.Moved(); ok {
		return g.s.Ask(screen.At{Route: screen.Gaps, Place: screen.Place{Item: x.ID}})
	}
	return nil
}

// Resize keeps the space.
func (g *Screen) Resize(w, h int) { g.w, g.h = w, h }

// Typing is true while words are typed to narrow the list.
func (g *Screen) Typing() bool { return g.gaps.Find.Typing() }

func (g *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if g.now.Assessment == nil {
		return nil
	}
	if g.Typing() {
		return g.gaps.Search(msg)
	}
	if g.gaps.Key(msg) {
		return g.moved()
	}
	switch k := g.keys; {
	case key.Matches(msg, k.Filter):
		return g.chooseFilter()
	case key.Matches(msg, k.Sort):
		return g.sort()
	case key.Matches(msg, k.Back):
		return g.back()
	case key.Matches(msg, k.Walk):
		return g.walk()
	case key.Matches(msg, k.Side):
		return g.s.Ask(screen.SideBySide{From: screen.Gaps, Place: screen.Place{Item: g.gaps.Here()}})
	case g.current() == nil:
		return screen.Tell("No gap is shown; esc shows all again.")
	case key.Matches(msg, k.About):
		return g.about()
	}
	return g.act(msg)
}

// sort takes the next order, and shows what comes first in it.
func (g *Screen) sort() tea.Cmd {
	g.order = (g.order + 1) % orders
	g.gaps.Arrange()
	g.gaps.Move(-len(g.gaps.Rows()))
	return tea.Batch(g.moved(), screen.Tell("Sorted "+g.order.String()+"."))
}

// back leaves one thing after the other: the marks, the words, the filter.
func (g *Screen) back() tea.Cmd {
	if g.gaps.Back() || len(g.filter) == 0 {
		return nil
	}
	return g.setFilter(nil)
}

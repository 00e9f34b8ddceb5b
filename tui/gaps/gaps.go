// Package gaps is the list of what does not conform yet: what is missing, who
// sees to it and by when. Its one rule: it shows and assigns; an item is judged
// in the Walk, one key away.
package gaps

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the Gaps.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	room   screen.Room
	all    []gap // by priority
	filter filter
	order  order
	find   *list.Find

	item   string // id of the item under the cursor
	shown  []*gap // what the filter lets through, in order
	cursor list.Cursor
	drawn  map[string]string // rows by item id, until news, another size or theme

	wanted *screen.Place // asked for before the first news
}

// New makes the Gaps for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys(), find: list.NewFind(s), drawn: map[string]string{}}
}

// Update takes keys and news.
func (g *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		g.know(msg)
	case screen.Room:
		g.look(msg)
	case screen.Restyle:
		clear(g.drawn)
	case screen.Go:
		if msg.Route == screen.Gaps {
			return g.goTo(msg.Place)
		}
	case screen.Click:
		return g.click(msg)
	case screen.Wheel:
		g.cursor.Move(msg.Lines, len(g.shown))
		return g.moved()
	case tea.PasteMsg:
		if g.find.Typing() {
			return g.search(msg)
		}
	case tea.KeyPressMsg:
		return g.key(msg)
	}
	return nil
}

// know takes news; the cursor stays on its item and its line.
func (g *Screen) know(msg screen.Changed) {
	first := g.now.Assessment == nil
	g.now = msg
	g.renew()
	if first && g.wanted != nil {
		g.stand(*g.wanted)
	}
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
	was := g.cursor.At
	g.all = read(g.s, g.now, g.room)
	clear(g.drawn)
	g.arrange()
	g.cursor.Scroll(g.cursor.At - was)
}

// arrange filters and sorts anew. Where the item under the cursor is no gap any
// more, the next one takes its place.
func (g *Screen) arrange() {
	g.shown = g.shown[:0]
	for i := range g.all {
		if x := &g.all[i]; !g.fresh() && g.filter.lets(x, g.s.Actor.Name) && g.find.Match(x.text) {
			g.shown = append(g.shown, x)
		}
	}
	slices.SortStableFunc(g.shown, g.order.compare)
	at := slices.IndexFunc(g.shown, func(x *gap) bool { return x.ID == g.item })
	if at < 0 {
		g.cursor.Move(0, len(g.shown))
		g.moved()
		return
	}
	g.cursor.At = at
}

// fresh reports whether nothing was said yet, so that a list would only repeat
// the standard.
func (g *Screen) fresh() bool {
	return len(g.now.Assessment.Answers) == 0 && len(g.now.Assessment.Findings) == 0
}

// current is the gap under the cursor, nil where none is shown.
func (g *Screen) current() *gap {
	if g.cursor.At < len(g.shown) {
		return g.shown[g.cursor.At]
	}
	return nil
}

func (g *Screen) goTo(p screen.Place) tea.Cmd {
	if g.now.Assessment == nil {
		g.wanted = &p
		return nil
	}
	g.stand(p)
	return nil
}

// stand moves to an item, where it is a gap, and shows all where the filter
// would hide it.
func (g *Screen) stand(p screen.Place) {
	i := slices.IndexFunc(g.all, func(x gap) bool { return x.ID == p.Item })
	if i < 0 {
		return
	}
	if !g.filter.lets(&g.all[i], g.s.Actor.Name) || !g.find.Match(g.all[i].text) {
		g.filter = every
		g.find.Clear()
	}
	g.item = p.Item
	g.arrange()
}

func (g *Screen) moved() tea.Cmd {
	x := g.current()
	if x == nil || x.ID == g.item {
		return nil
	}
	g.item = x.ID
	return g.s.Ask(screen.At{Route: screen.Gaps, Place: screen.Place{Item: g.item}})
}

// Resize keeps the space.
func (g *Screen) Resize(w, h int) {
	g.w, g.h = w, h
	clear(g.drawn)
}

// Typing is true while words are typed to narrow the list.
func (g *Screen) Typing() bool { return g.find.Typing() }

func (g *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if g.now.Assessment == nil {
		return nil
	}
	if g.find.Typing() {
		return g.search(msg)
	}
	if g.cursor.Key(msg, g.keys.Moves, len(g.shown)) {
		return g.moved()
	}
	switch k := g.keys; {
	case key.Matches(msg, g.find.Begin):
		g.find.Open()
	case key.Matches(msg, k.Filter):
		return g.chooseFilter()
	case key.Matches(msg, k.Sort):
		return g.sort()
	case key.Matches(msg, k.Back):
		return g.back()
	case key.Matches(msg, k.Walk):
		return g.walk()
	case g.current() == nil:
		return screen.Tell("No gap is shown; esc shows all again.")
	case key.Matches(msg, k.Assign):
		return g.assign()
	case key.Matches(msg, k.Flag):
		return g.flag()
	}
	return nil
}

// sort takes the next order, and shows what comes first in it.
func (g *Screen) sort() tea.Cmd {
	g.order = (g.order + 1) % orders
	g.arrange()
	g.cursor.Move(-len(g.shown), len(g.shown))
	return tea.Batch(g.moved(), screen.Tell("Sorted "+g.order.String()+"."))
}

func (g *Screen) search(msg tea.Msg) tea.Cmd {
	changed, cmd := g.find.Update(msg)
	if changed {
		g.arrange()
	}
	return cmd
}

// back leaves one thing after the other: the words, the filter.
func (g *Screen) back() tea.Cmd {
	switch {
	case g.find.On():
		g.find.Clear()
		g.arrange()
	case g.filter != every:
		g.filter = every
		g.arrange()
	}
	return nil
}

// click selects a row; a click on the selected one walks there.
func (g *Screen) click(msg screen.Click) tea.Cmd {
	at := g.cursor.Line(msg.Y-headRows, len(g.shown))
	switch {
	case at < 0:
		return nil
	case at == g.cursor.At:
		return g.walk()
	}
	g.cursor.At = at
	return g.moved()
}

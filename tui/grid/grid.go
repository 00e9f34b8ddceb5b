// Package grid is the items about AI systems beside each other for every system in
// scope, as in a spreadsheet. Its one rule: a cell is an answer of the Walk, judged
// by the same keys in the same acts.
package grid

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/tui/answer"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Screen is the grid.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now     screen.Changed
	kept    screen.Kept
	room    screen.Room
	from    string // name of the screen that it stands over
	filter  filter.Filter
	lets    func(*catalog.Item) bool
	rows    *list.Table[*catalog.Item]
	systems []assess.System   // in scope, a column each
	names   map[string]string // id of a system -> its name in the headings
	wide    int               // cells of each column
	stale   map[assess.Key]bool
	stood   map[string]stood // item id -> how it stands, once it was in sight

	system string // id of the one under the cursor
	left   int    // the first column in sight
	frame  frame  // of the last drawing
	wanted screen.Place
}

// stood is how an item stands for each system, and for all together. It is read once
// between two pieces of news: with 300 systems that is dearer than all the drawing.
type stood struct {
	each  []assess.Standing
	whole assess.Standing
}

// New makes the grid for a session.
func New(s *screen.Session) *Screen {
	g := &Screen{s: s, keys: newKeys(), rows: list.NewTable(s, func(it *catalog.Item) string { return it.ID })}
	g.rows.Words = func(it *catalog.Item) string {
		return strings.ToLower(it.Number + " " + it.Title + " " + s.Lang.Item(it).Title)
	}
	g.rows.Lets = func(it *catalog.Item) bool { return g.lets(it) }
	g.rows.Marks, g.rows.Kin = list.NewMarks("the whole clause or section"), func(it *catalog.Item) string { return it.Set.ID }
	g.rows.None = g.none
	return g
}

// Update takes keys and news.
func (g *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		g.now = msg
		g.renew()
	case screen.Kept:
		g.kept = msg
		g.renew()
	case screen.Room:
		g.room = msg
		if g.now.Assessment != nil {
			g.renew()
		}
	case screen.SideBySide:
		g.from, g.wanted = msg.From, msg.Place
		g.stand()
	case screen.Click:
		g.click(msg)
	case screen.Wheel:
		g.rows.Move(msg.Lines)
	case tea.PasteMsg:
		if g.Typing() {
			return g.rows.Search(msg)
		}
	case tea.KeyPressMsg:
		return g.key(msg)
	}
	return nil
}

// renew takes news; the cursor stays on its cell.
func (g *Screen) renew() {
	g.systems = g.now.Assessment.InScope()
	g.name()
	g.stood = map[string]stood{}
	g.stale = map[assess.Key]bool{}
	for _, s := range g.now.Synergy.Stale {
		g.stale[assess.Key{Item: s.Key.Item, System: s.Key.System}] = true
	}
	g.lets = g.facts().Lets(g.filter)
	g.rows.Set(g.items())
	if g.column() < 0 && len(g.systems) > 0 {
		g.system = g.systems[0].ID
	}
	g.stand()
}

// items are those about AI systems.
func (g *Screen) items() []*catalog.Item {
	var some []*catalog.Item
	for _, it := range assess.Items(g.s.Catalog, g.now.Assessment) {
		if it.PerSystem() {
			some = append(some, it)
		}
	}
	return some
}

// stand goes to the cell that was asked for, once it is known.
func (g *Screen) stand() {
	if g.now.Assessment == nil || g.wanted == (screen.Place{}) {
		return
	}
	if slices.ContainsFunc(g.rows.All(), func(it *catalog.Item) bool { return it.ID == g.wanted.Item }) && !g.rows.Stand(g.wanted.Item) {
		g.setFilter(nil)
		g.rows.ShowAll()
	}
	if slices.ContainsFunc(g.systems, func(s assess.System) bool { return s.ID == g.wanted.System }) {
		g.system = g.wanted.System
	}
	g.wanted = screen.Place{}
}

func (g *Screen) facts() filter.Facts { return g.s.Facts(g.now, g.room, g.kept) }

// column is the place of the AI system under the cursor, -1 where there is none.
func (g *Screen) column() int {
	return slices.IndexFunc(g.systems, func(s assess.System) bool { return s.ID == g.system })
}

// Resize keeps the space.
func (g *Screen) Resize(w, h int) { g.w, g.h = w, h }

// Typing is true while words are typed to narrow the rows.
func (g *Screen) Typing() bool { return g.rows.Find.Typing() }

func (g *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if g.now.Assessment == nil {
		return nil
	}
	if g.Typing() {
		return g.rows.Search(msg)
	}
	if g.rows.Key(msg) {
		return nil
	}
	switch k := g.keys; {
	case key.Matches(msg, k.Left):
		g.sideways(-1)
	case key.Matches(msg, k.Right):
		g.sideways(1)
	case key.Matches(msg, k.Filter):
		return g.chooseFilter()
	case key.Matches(msg, k.Back):
		return g.back()
	default:
		return g.act(msg)
	}
	return nil
}

func (g *Screen) sideways(by int) {
	if at := g.column(); at >= 0 {
		g.system = g.systems[max(0, min(at+by, len(g.systems)-1))].ID
	}
}

// act takes the keys that are about the cell under the cursor, or in its column
// about the marked rows.
func (g *Screen) act(msg tea.KeyPressMsg) tea.Cmd {
	it, ok := g.rows.Current()
	if !ok || len(g.systems) == 0 {
		return screen.Tell("There is no cell here. esc shows all again, or leaves.")
	}
	k, on := g.keys, g.on()
	switch {
	case key.Matches(msg, k.Walk):
		return g.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID, System: g.system}})
	case key.Matches(msg, k.About):
		return reading.Item{S: g.s, Now: g.now, Kept: g.kept, Room: g.room, It: it}.Open(nil)
	case key.Matches(msg, k.Next):
		return g.next(1)
	case key.Matches(msg, k.Prev):
		return g.next(-1)
	case on.Waits() != "":
		return screen.Tell(on.Waits())
	case key.Matches(msg, k.Rate):
		return on.Rate(int(msg.Code - '0'))
	case key.Matches(msg, k.NA):
		return on.Exclude()
	case key.Matches(msg, k.Clear):
		return on.Clear()
	case key.Matches(msg, k.Assign):
		return on.Assign()
	case key.Matches(msg, k.Flag):
		return on.Flag(answer.Here)
	case key.Matches(msg, k.Evidence):
		return on.Evidence()
	}
	return nil
}

// on are the answers that a key is about.
func (g *Screen) on() answer.On {
	o := answer.On{S: g.s, Now: func() *assess.Assessment { return g.now.Assessment }, Room: g.room, Marks: g.rows.Marks}
	for _, it := range g.rows.Chosen() {
		o.At = append(o.At, assess.Key{Item: it.ID, System: g.system})
	}
	return o
}

// next goes to the next cell that is not answered whole: along the row, then down,
// and around the end.
func (g *Screen) next(by int) tea.Cmd {
	rows, n := g.rows.Rows(), len(g.systems)
	all := len(rows) * n
	at := g.rows.At()*n + g.column()
	for step := 1; step <= all; step++ {
		to := ((at+by*step)%all + all) % all
		it := rows[to/n]
		if st := assess.StandIn(it, g.now.Assessment, g.systems[to%n].ID); st.State == assess.Unanswered || st.State == assess.Partial {
			g.rows.Stand(it.ID)
			g.system = g.systems[to%n].ID
			return nil
		}
	}
	return screen.Tell("Every cell here is answered.")
}

func (g *Screen) chooseFilter() tea.Cmd {
	return g.s.Open(dialog.NewFilters(g.s, dialog.Filtered{
		Standard: catalog.AIMS, Holds: g.filter, Facts: g.facts, Items: g.items, Set: g.setFilter,
	}))
}

func (g *Screen) setFilter(f filter.Filter) tea.Cmd {
	g.filter, g.lets = f, g.facts().Lets(f)
	g.rows.Arrange()
	return nil
}

// back leaves one thing after the other: the marks, the words, the filter, the grid.
func (g *Screen) back() tea.Cmd {
	switch {
	case g.rows.Back():
	case len(g.filter) > 0:
		return g.setFilter(nil)
	default:
		return g.s.Ask(screen.Go{Route: g.from, Place: screen.Place{Item: g.rows.Here(), System: g.system}})
	}
	return nil
}

// click stands on the cell under the mouse.
func (g *Screen) click(msg screen.Click) {
	if _, ok := g.rows.Pick(msg); !ok {
		return
	}
	if at := g.frame.columnAt(msg.X); at >= 0 {
		g.system = g.systems[at].ID
	}
}

// none is what stands in place of the rows.
func (g *Screen) none(width int) []string {
	why := "No item has these words. esc shows all again."
	if !g.rows.Find.On() {
		why = screen.NoneLeft(g.facts(), g.filter, g.rows.All())
	}
	return widget.Indent(widget.Wrap(why, width-2), " ", " ")
}

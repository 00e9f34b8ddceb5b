// Package carry is the Synergy screen: what the ISMS carries, set by set and
// item by item, beside what was published about it. Its one rule: every figure
// opens to the terms it was made of, and every published one to what was wrong
// with it.
package carry

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// view is what the screen compares.
type view int

const (
	sets      view = iota // clauses and sections, with their items where opened
	printed               // the published table of controls
	quadrants             // the items by kind of work
	matrix                // both standards, set against set
)

// Screen is the Synergy screen.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now   screen.Changed
	room  screen.Room
	other synergy.Synergy // on the basis that the profile does not name
	basis string          // the one that is shown; empty before the first news
	view  view
	open  map[string]bool // sets whose items are shown
	rows  *list.Table[row]
	cell  struct{ row, column int } // of the matrix
	tops  int                       // lines above its rows, for the mouse
}

// row is a line that can stand under the cursor.
type row struct {
	kind    kind
	set     *catalog.Clause
	item    *catalog.Item
	printed int // place in the published table
	quad    synergy.Quadrant
}

type kind int

const (
	ofAll kind = iota
	ofSet
	ofItem
	ofPrinted
	ofQuadrant
)

// New makes the screen for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys(), open: map[string]bool{}, rows: list.NewTable(s, row.id)}
}

// Update takes keys and news.
func (c *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		c.know(msg)
	case screen.Room:
		c.room = msg
		if c.now.Assessment != nil {
			c.arrange()
		}
	case screen.Click:
		return c.click(msg)
	case screen.Wheel:
		c.rows.Move(msg.Lines)
	case tea.KeyPressMsg:
		if c.now.Assessment != nil {
			return c.key(msg)
		}
	}
	return nil
}

// know takes news; the cursor stays on its row.
func (c *Screen) know(msg screen.Changed) {
	if c.basis == "" {
		c.basis = msg.Synergy.Basis
	}
	c.now = msg
	other := synergy.Published
	if msg.Synergy.Basis == synergy.Published {
		other = synergy.Corrected
	}
	c.other = synergy.Of(c.s.Catalog, msg.Assessment, msg.Score, other)
	c.arrange()
}

// figures are the ones on the basis that is shown.
func (c *Screen) figures() *synergy.Synergy {
	if c.basis == c.now.Synergy.Basis {
		return &c.now.Synergy
	}
	return &c.other
}

// arrange makes the rows anew and stays on the one under the cursor, or on the
// set it belongs to.
func (c *Screen) arrange() {
	var rows []row
	switch c.view {
	case printed:
		for i := range c.s.Catalog.Published().Rows {
			rows = append(rows, row{kind: ofPrinted, printed: i})
		}
	case quadrants:
		rows = c.byQuadrant()
	default:
		rows = c.bySet()
	}
	if was, ok := c.rows.Current(); ok && !slices.ContainsFunc(rows, func(r row) bool { return r.id() == was.id() }) {
		c.rows.Stand(row{kind: ofSet, set: was.set}.id())
	}
	c.rows.Set(rows)
}

// id tells rows of all views apart.
func (r row) id() string {
	id := fmt.Sprintf("%d %d %s ", r.kind, r.printed, r.quad)
	if r.set != nil {
		id += r.set.ID
	}
	if r.item != nil {
		id += " " + r.item.ID
	}
	return id
}

func (c *Screen) bySet() []row {
	rows := []row{{kind: ofAll}}
	for _, s := range c.figures().Sets {
		rows = append(rows, row{kind: ofSet, set: s.Set})
		if !c.open[s.Set.ID] {
			continue
		}
		for _, it := range s.Set.Items {
			rows = append(rows, row{kind: ofItem, set: s.Set, item: it})
		}
	}
	return rows
}

func (c *Screen) byQuadrant() []row {
	var rows []row
	for _, q := range synergy.Quadrants {
		rows = append(rows, row{kind: ofQuadrant, quad: q})
		for _, i := range c.ofKind(q) {
			rows = append(rows, row{kind: ofItem, set: i.Item.Set, item: i.Item, quad: q})
		}
	}
	return rows
}

// ofKind are the items of a kind of work, without the one that the room votes
// on: that it stands among them would tell how it was judged.
func (c *Screen) ofKind(q synergy.Quadrant) []*synergy.ItemSynergy {
	var all []*synergy.ItemSynergy
	for n := range c.figures().Items {
		if i := &c.figures().Items[n]; i.Quadrant == q && !c.room.Veils(i.Item.ID) {
			all = append(all, i)
		}
	}
	return all
}

// Resize keeps the space.
func (c *Screen) Resize(w, h int) { c.w, c.h = w, h }

// Typing is never true: nothing is typed here.
func (c *Screen) Typing() bool { return false }

func (c *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	k := c.keys
	switch {
	case c.view == matrix && c.cellKey(msg):
		return nil
	case c.view != matrix && c.rows.Key(msg):
		return nil
	case key.Matches(msg, k.Why):
		return c.why()
	case key.Matches(msg, k.Basis):
		return c.toggleBasis()
	case key.Matches(msg, k.Keep):
		return c.keepBasis()
	case key.Matches(msg, k.View):
		return c.chooseView()
	case key.Matches(msg, k.Open):
		return c.unfold(true)
	case key.Matches(msg, k.Shut):
		return c.unfold(false)
	case key.Matches(msg, k.Rests):
		return c.rests()
	case key.Matches(msg, k.Walk):
		return c.walk()
	case key.Matches(msg, k.Back):
		return c.back()
	}
	return nil
}

// chooseView offers the views of the same figures.
func (c *Screen) chooseView() tea.Cmd {
	names := []string{sets: "clauses and sections, with what carries them", printed: "the published table of controls", quadrants: "the four kinds of work", matrix: "both standards, set against set"}
	d := dialog.NewChoice(c.s, "Which view", "", func() []dialog.Option {
		options := make([]dialog.Option, len(names))
		for v, name := range names {
			options[v] = dialog.Option{Label: name, Pick: func() tea.Cmd { c.show(view(v)); return nil }}
		}
		return options
	})
	return c.s.Open(d.At(int(c.view)))
}

// show turns to a view.
func (c *Screen) show(v view) {
	c.view = v
	c.rows = list.NewTable(c.s, row.id)
	c.arrange()
}

func (c *Screen) back() tea.Cmd {
	if c.view != sets {
		c.show(sets)
	}
	return nil
}

// unfold shows the items of the set under the cursor, or hides them.
func (c *Screen) unfold(open bool) tea.Cmd {
	r, ok := c.rows.Current()
	switch {
	case !ok || c.view != sets || r.set == nil:
		if r.kind == ofAll && c.view == sets {
			for _, s := range c.figures().Sets {
				c.open[s.Set.ID] = open
			}
			c.arrange()
			return nil
		}
		return screen.Tell("Only a clause or a section opens to its items.")
	case !open && r.kind == ofItem:
		c.rows.Stand(row{kind: ofSet, set: r.set}.id())
	}
	c.open[r.set.ID] = open
	c.arrange()
	return nil
}

// toggleBasis shows the figures as published, or as corrected.
func (c *Screen) toggleBasis() tea.Cmd {
	if c.basis == synergy.Published {
		c.basis = synergy.Corrected
	} else {
		c.basis = synergy.Published
	}
	c.arrange()
	return nil
}

// keepBasis makes the basis that is shown the one of all figures of the
// assessment.
func (c *Screen) keepBasis() tea.Cmd {
	basis := c.basis
	if basis == c.now.Assessment.Profile.Basis {
		return screen.Tell("The assessment's figures are " + synergy.BasisWords(basis) + " already.")
	}
	return c.s.ActSaying(c.now.Assessment.ID, "All figures of the assessment are "+synergy.BasisWords(basis)+" now; u takes it back.",
		func(a *assess.Assessment) ([]assess.Change, error) {
			p, err := a.Profile.With("basis", basis)
			return assess.SetProfile(a, p), err
		})
}

// walk goes to the item under the cursor.
func (c *Screen) walk() tea.Cmd {
	r, ok := c.rows.Current()
	id := ""
	switch {
	case c.view == matrix || !ok:
	case r.item != nil:
		id = r.item.ID
	case r.kind == ofPrinted:
		id = c.s.Catalog.Published().Rows[r.printed].Corrected[0].Item
	case r.set != nil && len(r.set.Items) > 0:
		id = r.set.Items[0].ID
	}
	if id == "" {
		return screen.Tell("Choose an item to walk to.")
	}
	return c.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: id}})
}

// click selects a row; a click on the selected one opens its explanation.
func (c *Screen) click(msg screen.Click) tea.Cmd {
	if c.now.Assessment == nil || msg.X >= c.main() {
		return nil
	}
	if c.view == matrix {
		return c.clickCell(msg)
	}
	return c.rows.Click(msg, nil, c.why)
}

// main is the width of the list: on a wide screen the explanation stands beside.
func (c *Screen) main() int {
	if c.w < wide {
		return c.w
	}
	return max(80, c.w*3/5)
}

// View fills the space with the list, and on a wide screen with the explanation
// of what is under the cursor.
func (c *Screen) View() string {
	if c.now.Assessment == nil {
		return widget.Pane(nil, c.w, c.h)
	}
	main := c.main()
	left := c.list(main)
	if c.w < wide {
		return left
	}
	title, lines := c.explanation(min(c.w-main-4, measure))
	lines = append([]string{c.s.Theme.Strong.Render(title), ""}, lines...)
	if len(lines) > c.h {
		lines = append(lines[:c.h-1], c.s.Theme.Dim.Render("↓ more: enter"))
	}
	gap := " " + c.s.Theme.Faint.Render("│") + " "
	return widget.Beside(left, gap, widget.Pane(lines, c.w-main-3, c.h))
}

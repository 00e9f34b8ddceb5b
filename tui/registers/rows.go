package registers

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// arrangement is which records of a kind are shown, and in which order.
type arrangement struct {
	only  filter.Filter
	order int // index into the orders of the kind
	cell  *cellOf
}

// order is a way to sort.
type order struct {
	name    string
	compare func(a, b *row) int
}

// orders are the ways to sort the records of a kind: by number, by need, and by each
// column of its list.
func (g *Screen) orders(k *catalog.Register) []order {
	all := []order{
		{"by number", nil},
		{"by need", func(a, b *row) int { return cmp.Compare(b.worst, a.worst) }},
	}
	for _, column := range k.Columns {
		all = append(all, order{"by " + strings.ToLower(k.ColumnLabel(column)), g.byColumn(k, column)})
	}
	return all
}

// byColumn sorts by what stands in a column: states in their order, levels the highest
// first, and what says nothing last.
func (g *Screen) byColumn(k *catalog.Register, column string) func(a, b *row) int {
	f, _ := k.Field(column)
	switch {
	case column == catalog.RecordState:
		return func(a, b *row) int { return cmp.Compare(k.StateAt(a.State()), k.StateAt(b.State())) }
	case f == nil:
		return func(a, b *row) int { return cmp.Compare(b.band(column), a.band(column)) }
	case f.Type == "level" || f.Type == "number":
		return func(a, b *row) int { return cmp.Compare(figureOf(b, column), figureOf(a, column)) }
	case f.Type == "date":
		return func(a, b *row) int { return emptyLast(a.Text(column), b.Text(column)) }
	}
	return func(a, b *row) int {
		return emptyLast(assess.FoldName(g.shelf.Says(a.Record, column)), assess.FoldName(g.shelf.Says(b.Record, column)))
	}
}

// figureOf is a field that is a figure; what is none is below all others.
func figureOf(r *row, field string) float64 {
	n, err := strconv.ParseFloat(string(r.Value(field)), 64)
	if err != nil {
		return math.Inf(-1)
	}
	return n
}

func emptyLast(a, b string) int {
	if (a == "") != (b == "") {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

// register is the kind whose records are listed; nil where none is.
func (g *Screen) register() *catalog.Register {
	if k, ok := g.kinds.Current(); ok && k.route == "" {
		return k.Register
	}
	return nil
}

func (g *Screen) arrangement() arrangement {
	if k := g.register(); k != nil {
		return g.how[k.ID]
	}
	return arrangement{}
}

func (g *Screen) setArrangement(to arrangement) {
	if k := g.register(); k != nil {
		g.how[k.ID] = to
		g.arrangeRows()
	}
}

// arrangeRows lists the records of the kind under the cursor.
func (g *Screen) arrangeRows() {
	k := g.register()
	if k == nil || g.shelf == nil {
		g.rows.Set(nil)
		return
	}
	g.rows.Compare = g.orders(k)[g.how[k.ID].order].compare
	g.rows.Set(g.shelf.rows[k.ID])
	g.preview()
}

// lets is the filter of the list.
func (g *Screen) lets(r *row) bool {
	how := g.arrangement()
	if how.cell != nil && !slices.Contains(how.cell.ids, r.ID) {
		return false
	}
	return len(how.only) == 0 || g.facts(g.register()).Lets(how.only, r.Record)
}

// facts are what the records of a kind are chosen by.
func (g *Screen) facts(k *catalog.Register) *filter.RecordFacts {
	return &filter.RecordFacts{Case: g.shelf.Case, Register: k, Worst: g.shelf.worst, Person: g.s.Actor.Name}
}

// words are what a record is found by.
func (g *Screen) words(r *row) string {
	all := []string{r.number}
	for field := range r.Values.All() {
		all = append(all, g.shelf.Says(r.Record, field))
	}
	return strings.ToLower(strings.Join(all, "\n"))
}

// sort takes the next order that the kind has.
func (g *Screen) sort() tea.Cmd {
	how, orders := g.arrangement(), g.orders(g.register())
	how.order = (how.order + 1) % len(orders)
	g.setArrangement(how)
	g.rows.Move(-len(g.rows.Rows()))
	g.preview()
	return tea.Batch(g.moved(), screen.Tell("Sorted "+orders[how.order].name+"."))
}

func has(k *catalog.Register, field string) bool {
	_, has := k.Field(field)
	return has
}

// turnNeed shows only what needs somebody, or all again.
func (g *Screen) turnNeed() tea.Cmd {
	g.turn(filter.Term{Word: "needs"})
	return g.moved()
}

// turn adds a term to the filter, or takes it away.
func (g *Screen) turn(t filter.Term) {
	how := g.arrangement()
	how.only = how.only.Toggle(t)
	g.setArrangement(how)
}

// chooseRows offers the other view of the kind, and what the records that are shown
// must have.
func (g *Screen) chooseRows() tea.Cmd {
	k := g.register()
	options := func() []dialog.Option {
		var all []dialog.Option
		if k.ID == riskKind {
			all = append(all, dialog.Option{Label: "the map: how likely and how bad, now and after", Note: "view", Pick: g.openHeat})
		}
		if k.ID == register.KindAudit {
			all = append(all, dialog.Option{Label: "the programme: areas and items by audits, and what is covered", Note: "view", Pick: g.openProgramme})
		}
		all = append(all, dialog.Option{Label: "all", Note: counted(len(g.rows.All())), Pick: func() tea.Cmd {
			how := g.arrangement()
			how.only, how.cell = nil, nil
			g.setArrangement(how)
			return g.moved()
		}})
		facts := g.facts(k)
		for _, t := range facts.Terms() {
			all = append(all, g.option(facts, t))
		}
		return all
	}
	return g.s.Open(dialog.NewChoice(g.s, "Which records", "", options))
}

func (g *Screen) option(facts *filter.RecordFacts, t filter.Term) dialog.Option {
	n, alone := 0, filter.Of(t)
	for _, r := range g.rows.All() {
		if facts.Lets(alone, r.Record) {
			n++
		}
	}
	sign := "  "
	if g.arrangement().only.Has(t) {
		sign = "● "
	}
	return dialog.Option{Label: sign + widget.Line(alone.RecordsShown(facts.Register)), Note: counted(n), Pick: func() tea.Cmd {
		g.turn(t)
		return g.moved()
	}}
}

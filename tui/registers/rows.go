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
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// arrangement is which records of a kind are shown, and in which order.
type arrangement struct {
	only  []only
	order int // index into the orders of the kind
	cell  *cellOf
}

// only is one thing that the records that are shown have. Several of one word are
// joined by or, different ones by and, as everywhere in filters.
type only struct {
	word, value string // no value where the word says it all
	lets        func(*shelf, *row) bool
}

func (o only) String() string { return strings.TrimSpace(o.word + " " + o.value) }

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
	for i, o := range how.only {
		if i > 0 && how.only[i-1].word == o.word {
			continue // the first of its word asked for all of them
		}
		if !slices.ContainsFunc(how.only, func(other only) bool { return other.word == o.word && other.lets(g.shelf, r) }) {
			return false
		}
	}
	return true
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

// needy is the word of the filter that has a key of its own.
const needy = "needs somebody"

// turnNeed shows only what needs somebody, or all again.
func (g *Screen) turnNeed() tea.Cmd {
	g.turn(only{needy, "", func(_ *shelf, r *row) bool { return r.worst > 0 }})
	return g.moved()
}

// turn adds a word to the filter, or takes it away.
func (g *Screen) turn(o only) {
	how := g.arrangement()
	same := func(x only) bool { return x.word == o.word && x.value == o.value }
	if slices.ContainsFunc(how.only, same) {
		how.only = slices.DeleteFunc(slices.Clone(how.only), same)
	} else {
		how.only = append(slices.Clone(how.only), o)
		slices.SortStableFunc(how.only, func(a, b only) int { return strings.Compare(a.word, b.word) })
	}
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
		for _, o := range g.filters(k) {
			all = append(all, g.option(o))
		}
		return all
	}
	return g.s.Open(dialog.NewChoice(g.s, "Which records", "", options))
}

func (g *Screen) option(o only) dialog.Option {
	n := 0
	for _, r := range g.rows.All() {
		if o.lets(g.shelf, r) {
			n++
		}
	}
	label := "  " + widget.Line(o.String())
	if slices.ContainsFunc(g.arrangement().only, func(x only) bool { return x.word == o.word && x.value == o.value }) {
		label = "● " + widget.Line(o.String())
	}
	return dialog.Option{Label: label, Note: counted(n), Pick: func() tea.Cmd {
		g.turn(o)
		return g.moved()
	}}
}

// filters are the words that a kind can be narrowed by.
func (g *Screen) filters(k *catalog.Register) []only {
	me := assess.FoldName(g.s.Actor.Name)
	all := []only{{needy, "", func(_ *shelf, r *row) bool { return r.worst > 0 }}}
	if has(k, catalog.RecordOwner) {
		all = append(all,
			only{"mine", "", func(_ *shelf, r *row) bool { return assess.FoldName(r.Text(catalog.RecordOwner)) == me }},
			only{"no owner", "", func(_ *shelf, r *row) bool { return r.Text(catalog.RecordOwner) == "" }})
	}
	if has(k, catalog.RecordDue) {
		all = append(all, only{"overdue", "", func(sh *shelf, r *row) bool {
			due := r.Text(catalog.RecordDue)
			return due != "" && due < sh.Today.Format("2006-01-02") && !k.Final(r.State())
		}})
	}
	for _, state := range k.States {
		all = append(all, only{"state", state.Name, func(_ *shelf, r *row) bool { return r.State() == state.Name }})
	}
	return append(all, g.filtersOfFields(k)...)
}

// filtersOfFields are those by an AI system and by the words of a choice.
func (g *Screen) filtersOfFields(k *catalog.Register) []only {
	var all []only
	for _, f := range k.Fields {
		switch f.Type {
		case "systems":
			for _, s := range g.shelf.Assessment.ActiveSystems() {
				all = append(all, only{"system", s.Name, func(_ *shelf, r *row) bool { return slices.Contains(r.List(f.Name), s.ID) }})
			}
		case "choice", "choices", "yesno":
			for _, word := range g.shelf.Offers(&f) {
				all = append(all, only{strings.ToLower(f.Label), word, func(_ *shelf, r *row) bool {
					return r.Text(f.Name) == word || slices.Contains(r.List(f.Name), word)
				}})
			}
		}
	}
	return all
}

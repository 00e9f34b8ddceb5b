package registers

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

// shelf is all records as they stood when they were read, and what follows from
// them. It is made in a command, and never changes.
type shelf struct {
	register.Case
	rows    map[string][]*row            // by kind
	byID    map[string]*row              // of all kinds
	below   map[string][]*row            // by the id of the record above
	tallies map[string]tally             // by kind
	marks   map[string][]register.Mark   // by id of the record
	worst   map[string]register.Degree   // of them, by id of the record
	whole   map[string][]register.Mark   // by kind: those of the register as a whole
	named   map[string][]register.Naming // by id of the record that is named
	library map[string][]register.Row    // by kind: what it can be begun with
	strange []string                     // kinds that the catalogue does not know
	method  register.Method              // what risks are rated by

	disputes map[assess.Place]store.Conflict // the fields that copies disagree on
}

// row is a record in a list.
type row struct {
	register.Record
	number string
	worst  register.Degree

	now, after int // the bands of a risk, from 1
}

// band is that of a column.
func (r *row) band(column string) int {
	if column == catalog.RecordBandAfter {
		return r.after
	}
	return r.now
}

// unread says that the records could not be read.
type unread struct{ err error }

// read asks for the records. While a reading is under way news only make it be
// done once more.
func (g *Screen) read() tea.Cmd {
	if g.asking {
		g.stale = true
		return nil
	}
	g.asking = true
	c := register.Case{Catalog: g.s.Catalog, Assessment: g.now.Assessment, Today: g.s.Now()}
	return g.s.Job(func(ctx context.Context) tea.Msg {
		book, err := g.s.DB.RecordsReadBy(ctx, g.s.Actor, c.Assessment.ID)
		if err != nil {
			return unread{err}
		}
		c.Book = book
		read := newShelf(c)
		if len(c.Assessment.Conflicts) == 0 {
			return read
		}
		all, _, err := g.s.Conflicts(c.Assessment.ID)
		if err != nil {
			return unread{err}
		}
		for _, one := range all {
			read.disputes[one.Place] = one
		}
		return read
	})
}

func newShelf(c register.Case) *shelf {
	sh := &shelf{
		Case: c, rows: map[string][]*row{}, byID: map[string]*row{}, tallies: map[string]tally{}, below: map[string][]*row{}, whole: map[string][]register.Mark{},
		marks: map[string][]register.Mark{}, worst: map[string]register.Degree{}, named: register.NamedBy(c), library: map[string][]register.Row{}, method: c.Method(),
		disputes: map[assess.Place]store.Conflict{},
	}
	for _, k := range c.Catalog.Registers() {
		if rows := register.Library(c, k.ID); len(rows) > 0 {
			sh.library[k.ID] = rows
		}
	}
	for _, m := range register.Judge(c) {
		if m.ID == "" {
			sh.whole[m.Kind] = append(sh.whole[m.Kind], m)
			continue
		}
		sh.marks[m.ID] = append(sh.marks[m.ID], m)
		sh.worst[m.ID] = max(sh.worst[m.ID], m.Degree)
	}
	for _, marks := range sh.marks { // the worst first
		slices.SortStableFunc(marks, func(a, b register.Mark) int { return cmp.Compare(b.Degree, a.Degree) })
	}
	numbers := c.Book.Numbers(c.Catalog)
	sh.strange = c.Strange()
	for _, kind := range c.Book.Kinds() {
		for _, r := range c.Book.Of(kind) {
			x := &row{Record: r, number: numbers[r.ID], worst: sh.worst[r.ID]}
			if kind == riskKind {
				x.now, x.after = sh.method.BandsOf(r)
			}
			sh.rows[kind], sh.byID[r.ID] = append(sh.rows[kind], x), x
			if above := r.Text(catalog.RecordParent); above != "" {
				sh.below[above] = append(sh.below[above], x)
			}
		}
		sh.tallies[kind] = tallyOf(sh.rows[kind], sh.whole[kind])
	}
	return sh
}

// kind is a register of the catalogue, or what is kept of one that it does not
// know.
func (sh *shelf) kind(id string) (*catalog.Register, bool) {
	_, known := sh.Catalog.Register(id)
	return sh.Shape(id), known || slices.Contains(sh.strange, id)
}

// record finds a record that was not removed.
func (sh *shelf) record(kind, id string) (*row, bool) {
	r, known := sh.byID[id]
	return r, known && r.Kind == kind
}

// tally is how many records of a kind there are, and how many of them need somebody
// to act or to look; the register as a whole counts as one of them.
type tally struct{ n, act, look int }

func tallyOf(rows []*row, whole []register.Mark) tally {
	t := tally{n: len(rows)}
	all := register.OK
	for _, m := range whole {
		all = max(all, m.Degree)
	}
	t.count(all)
	for _, r := range rows {
		t.count(r.worst)
	}
	return t
}

func (t *tally) count(worst register.Degree) {
	switch worst {
	case register.Act:
		t.act++
	case register.Look:
		t.look++
	}
}

// kind is a line of the kinds: a register, or what has a screen of its own.
type kind struct {
	*catalog.Register
	tally
	clause string // the heading that it stands under
	shown  bool   // also where not all kinds are
	route  string // of the screen of its own; empty: it has none
}

func (k *kind) heading() string { return k.clause }

// children are the kinds of the catalogue that stand below one.
func (sh *shelf) children(kind string) []*catalog.Register {
	var all []*catalog.Register
	registers := sh.Catalog.Registers()
	for i := range registers {
		if registers[i].ChildOf == kind {
			all = append(all, &registers[i])
		}
	}
	return all
}

// arrangeKinds makes the lines of the kinds anew: the AI systems first, then what
// the catalogue knows by clause, then what it does not know.
func (g *Screen) arrangeKinds() {
	systems := &catalog.Register{
		ID: screen.Systems, Title: "AI systems", Singular: "AI system",
		Purpose: "Which AI systems the organisation makes, offers or uses, what each is for, and who answers for it.",
	}
	all := []*kind{{Register: systems, clause: "Inventory", tally: tally{n: len(g.now.Assessment.ActiveSystems())}, shown: true, route: screen.Systems}}
	next := g.nextStage()
	registers := g.s.Catalog.Registers()
	for i := range registers {
		if r := &registers[i]; r.ChildOf == "" {
			k := &kind{Register: r, clause: g.clause(r.Clause)}
			g.fill(k, next)
			all = append(all, k)
		}
	}
	if g.shelf != nil {
		for _, id := range g.shelf.strange {
			r, _ := g.shelf.kind(id)
			k := &kind{Register: r, clause: "Not in this catalogue"}
			g.fill(k, next)
			all = append(all, k)
		}
	}
	g.kinds.Set(all)
}

// fill counts the records of a kind, and says whether it is shown.
func (g *Screen) fill(k *kind, next string) {
	if g.shelf != nil {
		k.tally = g.shelf.tallies[k.ID]
	}
	k.shown = k.n > 0 || k.Need == "stage 1" || k.Need == next
}

// nextStage is stage 1 until each register that it needs holds something; then it
// is stage 2.
func (g *Screen) nextStage() string {
	for _, r := range g.s.Catalog.Registers() {
		if r.Need == "stage 1" && r.ChildOf == "" && (g.shelf == nil || len(g.shelf.rows[r.ID]) == 0) {
			return "stage 1"
		}
	}
	return "stage 2"
}

// clause is the heading of a clause: its number and title.
func (g *Screen) clause(n int) string {
	id := strconv.Itoa(n)
	for _, set := range g.s.Catalog.Requirements().Clauses {
		if set.ID == id {
			return id + " " + cmp.Or(set.Short, set.Title)
		}
	}
	return id
}

package report

import (
	"cmp"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/soa"
)

// KindSoA is the name by which the Statement of Applicability is asked for.
const KindSoA = assess.DocumentSoA

// statement is a Statement of Applicability on its way to a document.
type statement struct {
	*draft
	*soa.Statement
}

// applicability is the Statement of Applicability. What goes to a certification
// body has no ratings in it, nor what follows from them.
func applicability(d *draft) error {
	x := statement{d, d.Statement()}
	d.doc.Title, d.doc.Subtitle, d.doc.Facts = x.title(), d.Assessment.Profile.Organisation, x.head()
	d.text(x.extent())
	for _, s := range x.standards() {
		x.controls(s)
	}
	x.both()
	if d.Internal {
		x.check()
	}
	return x.changes("soa.control")
}

// Statement is what a Statement of Applicability says.
func (in Input) Statement() *soa.Statement {
	s := soa.Compile(in.Catalog, in.Assessment, in.Day, in.standard())
	if in.Book != nil {
		s.Take(in.Case())
	}
	return s
}

// standard says whose controls are in it.
func (in Input) standard() string { return cmp.Or(in.Standard, soa.AIMS) }

// title names the document and what it is of.
func (x statement) title() string {
	var names []string
	for _, s := range x.standards() {
		names = append(names, s.Name)
	}
	return x.doc.Title + ", " + strings.Join(names, " "+x.say("soa.and")+" ")
}

func (x statement) standards() []*catalog.Standard {
	switch x.Standard {
	case soa.AIMS:
		return []*catalog.Standard{x.Catalog.Requirements()}
	case soa.ISMS:
		return []*catalog.Standard{x.Catalog.Foundation()}
	}
	return []*catalog.Standard{x.Catalog.Requirements(), x.Catalog.Foundation()}
}

func (x statement) head() []Fact {
	p := x.Assessment.Profile
	var systems, roles []string
	for _, s := range x.Assessment.InScope() {
		systems = append(systems, s.Name)
		roles = append(roles, s.Roles...)
	}
	slices.Sort(roles)
	roles = slices.Compact(roles)
	for i, r := range roles {
		roles[i] = x.Words.Of("role", r)
	}
	return append([]Fact{
		x.fact("head.organisation", x.or(p.Organisation)),
		x.fact("head.scope", x.or(p.Scope)),
		x.fact("soa.roles", x.or(strings.Join(roles, ", "))),
		x.fact("soa.covered", x.or(strings.Join(systems, ", "))),
		x.fact("assessed.sites", x.listed(p.Sites)),
		x.fact("soa.date", x.Words.Day(cmp.Or(x.Approval.On, x.On()))),
	}, x.approval()...)
}

// extent counts what the statement holds.
func (x statement) extent() string {
	n, key := len(x.Lines), "soa.extent.other"
	if n == 1 {
		key = "soa.extent.one"
	}
	text := x.say(key, "n", n, "out", x.Excluded()) + x.without() + "."
	if x.Standard != soa.ISMS {
		text += " " + x.say("soa.practice")
	}
	return text
}

// controls is the table of one standard with its heading.
func (x statement) controls(s *catalog.Standard) {
	t := Table{Columns: x.columns(), Wide: true}
	set := ""
	for _, l := range x.Lines {
		if _, isms := assess.BaselineOf(l.Ref); isms != (s.Name == catalog.ISMS) {
			continue
		}
		if l.Item.Set.ID != set {
			set = l.Item.Set.ID
			t.Rows = append(t.Rows, Row{ID: "set-" + set, Head: true, Cells: []Cell{text(set + " " + l.Item.Set.Title)}})
		}
		t.Rows = append(t.Rows, Row{ID: l.Ref, Cells: x.cells(l)})
		for i := range l.Systems {
			t.Rows = append(t.Rows, Row{ID: l.Ref + "/" + l.Systems[i].System.ID, Cells: x.systemCells(l, &l.Systems[i])})
		}
	}
	x.part("", x.say("soa.controls", "standard", s.Name))
	x.table("", t, x.say("none"))
}

func (x statement) columns() []Column {
	cols := []Column{
		x.column("soa.control", CellText, 2), x.column("item.title", CellText, 4), x.column("soa.applicable", CellText, 2),
		x.column("soa.why_in", CellText, 4), x.column("soa.drivers", CellText, 3), x.column("soa.why_out", CellText, 4),
		x.column("soa.declared", CellText, 3), x.column("soa.how", CellText, 3), x.column("soa.described", CellText, 3),
		x.column("item.owner", CellText, 3), x.column("item.due", CellDate, 2), x.column("evidence.what", CellText, 9), x.column("soa.looked_at", CellDate, 2),
	}
	if x.Internal {
		cols = append(cols, x.column("item.rating", CellRating, 1), x.column("soa.differs", CellText, 3))
	}
	return cols
}

func (x statement) cells(l *soa.Line) []Cell {
	cells := []Cell{
		text(l.Number()), text(l.Item.Title), text(x.applicable(l.Excluded)), text(x.whyIn(l)), text(x.driven(l)), text(x.whyOut(l.Out)), text(x.status(l)),
		text(l.How), text(l.Described), text(l.Owner), x.day(l.Due), text(x.shown(l.Evidence)), x.day(l.LookedAt),
	}
	if x.Internal {
		cells = append(cells, ratingCell(l.Standing, l.Rating()), text(x.differs(l)))
	}
	return cells
}

func (x statement) systemCells(l *soa.Line, s *soa.SystemLine) []Cell {
	cells := make([]Cell, len(x.columns()))
	cells[0], cells[1] = text(l.Number()), text(x.say("soa.for_system", "system", s.System.Name))
	cells[2], cells[5] = text(x.applicable(s.Excluded)), text(x.whyOut(s.Out))
	cells[9], cells[11] = text(s.Owner), text(x.shown(s.Evidence))
	if x.Internal {
		cells[13] = ratingCell(s.Standing, s.Rating())
	}
	return cells
}

func ratingCell(st assess.Standing, text string) Cell {
	c := Cell{Text: text}
	if st.State == assess.Rated {
		n := float64(st.Level)
		c.Number = &n
	}
	return c
}

// applicable is yes or no.
func (d *draft) applicable(excluded bool) string {
	if excluded {
		return d.say("word.no")
	}
	return d.say("word.yes")
}

func (x statement) whyIn(l *soa.Line) string {
	if l.Excluded {
		return ""
	}
	return l.WhyIn
}

// driven says what drives a control; one that applies and that no risk, law or
// contract drives says so.
func (x statement) driven(l *soa.Line) string {
	words := x.DrivenWords(l, func(w string) string { return x.Words.Of("driver", w) })
	switch {
	case l.Excluded:
		return ""
	case l.HasDriver("risk", "law", "contract"):
		return words
	case words == "":
		return x.say("soa.undriven")
	}
	return x.say("soa.weak", "drivers", words)
}

func (x statement) whyOut(o soa.Out) string {
	if !o.Excluded {
		return ""
	}
	lines := []string{o.WhyOut}
	if o.Risk != "" {
		lines = append(lines, x.say("soa.risk", "risk", o.Risk))
	}
	if o.ApprovedBy != "" {
		lines = append(lines, join(", ", x.say("soa.approved", "by", o.ApprovedBy), x.Words.Day(o.ApprovedOn)))
	}
	return strings.Join(lines, "\n")
}

func (x statement) status(l *soa.Line) string {
	if l.Excluded {
		return ""
	}
	return x.Words.Of("declared", cmp.Or(l.Declared, "undeclared"))
}

// differs says where the rating and what is declared disagree.
func (x statement) differs(l *soa.Line) string {
	if x.Differs(l) == "" {
		return ""
	}
	return x.say("soa.differs.words", "declared", x.status(l), "level", l.Rating())
}

// shown lists pieces of evidence, a line each, with their dates.
func (x statement) shown(all []assess.Evidence) string {
	var lines []string
	for _, e := range all {
		lines = append(lines, join(", ", e.What, e.Version, x.Words.Day(e.Date)))
	}
	return strings.Join(lines, "\n")
}

// both says what one control does for both standards, where both are in it.
func (x statement) both() {
	if x.Standard != soa.Both {
		return
	}
	t := Table{Columns: []Column{x.column("soa.control", CellText, 2), x.column("item.title", CellText, 4), x.column("soa.also", CellText, 6)}}
	for _, l := range x.Lines {
		if _, isms := assess.BaselineOf(l.Ref); isms && len(l.Also) > 0 {
			t.Rows = append(t.Rows, Row{Cells: []Cell{text(l.Number()), text(l.Item.Title), text(AlsoWords(x.Catalog, x.Assessment, l, x.Words))}})
		}
	}
	x.part("", x.say("soa.both"))
	x.table("", t, x.say("none"))
}

// AlsoWords name what a control serves in the other standard, with how much of it
// the ISMS carries.
func AlsoWords(cat *catalog.Catalog, a *assess.Assessment, l *soa.Line, w *Words) string {
	var names []string
	for _, x := range l.Also {
		name := x.Ref
		if _, isms := assess.BaselineOf(x.Ref); !isms {
			name = assess.RefName(cat, a, x.Ref)
		}
		names = append(names, name+" "+w.Of("carry", x.Level))
	}
	return strings.Join(names, ", ")
}

// check is what an auditor would ask, for those who can still mend it.
func (x statement) check() {
	t := Table{Caption: x.say("soa.check.table"), Columns: []Column{x.column("soa.control", CellText, 2), x.column("soa.question", CellText, 10)}}
	for _, r := range soa.Check(x.Statement) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{text(r.Line.Number()), text(r.Says)}})
	}
	x.part("", x.say("soa.check"))
	x.table("", t, x.say("soa.check.none"))
}

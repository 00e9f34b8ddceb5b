package report

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/soa"
)

// KindSoA is the name by which the Statement of Applicability is asked for.
const KindSoA = "soa"

// Approval is what the head of a document says of it. The zero Approval is a draft.
type Approval struct {
	Version string
	By, On  string // On is YYYY-MM-DD
	Place   string // where the approval can be seen
	Rests   string // the risk and impact assessments it rests on, with their versions
	Class   string // who may read it
}

// SoA is what the document of a Statement of Applicability is made of.
type SoA struct {
	Catalog    *catalog.Catalog
	Assessment *assess.Assessment
	Statement  *soa.Statement
	// Internal shows ratings, disagreements and what the check asks. What goes to a
	// certification body has none of them.
	Internal bool
	Approval
	Before *Document // the version it replaces; nil: there is none
	Source Provenance
}

// Document arranges the statement.
func (x SoA) Document() *Document {
	d := &Document{
		Kind: KindSoA, Lang: "en", Title: x.Title(), Subtitle: x.Assessment.Profile.Organisation, Class: x.Class,
		Facts: x.head(), Source: x.Source,
	}
	d.Blocks = append(d.Blocks, Block{Is: IsParagraph, Text: x.extent()})
	for _, standard := range x.standards() {
		d.Blocks = append(d.Blocks, x.standard(standard)...)
	}
	d.Blocks = append(d.Blocks, x.both()...)
	if x.Internal {
		d.Blocks = append(d.Blocks, x.check()...)
	}
	d.Blocks = append(d.Blocks, x.changes(d)...)
	return d
}

// Title names the document and what it is of.
func (x SoA) Title() string {
	var names []string
	for _, s := range x.standards() {
		names = append(names, s.Name)
	}
	return "Statement of Applicability, " + strings.Join(names, " and ")
}

func (x SoA) standards() []*catalog.Standard {
	switch x.Statement.Standard {
	case soa.AIMS:
		return []*catalog.Standard{x.Catalog.Requirements()}
	case soa.ISMS:
		return []*catalog.Standard{x.Catalog.Foundation()}
	}
	return []*catalog.Standard{x.Catalog.Requirements(), x.Catalog.Foundation()}
}

// unsaid stands where a head has a line and nobody has said it.
const unsaid = "not recorded"

func (x SoA) head() []Fact {
	p := x.Assessment.Profile
	var systems, roles []string
	for _, s := range x.Assessment.InScope() {
		systems = append(systems, s.Name)
		roles = append(roles, s.Roles...)
	}
	slices.Sort(roles)
	facts := []Fact{
		{"Organisation", p.Organisation},
		{"Scope", p.Scope},
		{"Roles", strings.Join(slices.Compact(roles), ", ")},
		{"AI systems covered", strings.Join(systems, ", ")},
		{"Version", draftOr(x.Version)},
		{"Date", day.Show(x.date())},
		{"Replaces", x.replaces()},
		{"Approved by", approved(x.Approval)},
		{"Approval can be seen", x.Place},
		{"Risk and impact assessments it rests on", x.Rests},
	}
	for i := range facts {
		if facts[i].Value == "" {
			facts[i].Value = unsaid
		}
	}
	return facts
}

func draftOr(version string) string {
	if version == "" {
		return "draft, not issued"
	}
	return version
}

func (x SoA) date() string {
	if x.On != "" {
		return x.On
	}
	return x.Statement.Day.Format("2006-01-02")
}

func approved(a Approval) string {
	if a.By == "" {
		return "nobody yet"
	}
	return a.By + ", " + day.Show(a.On)
}

// versionOf is the version that the head of a document says.
func versionOf(d *Document) string {
	for _, f := range d.Facts {
		if f.Label == "Version" {
			return f.Value
		}
	}
	return ""
}

func (x SoA) replaces() string {
	if x.Before == nil {
		return "no earlier version"
	}
	return "version " + versionOf(x.Before)
}

// extent counts what the statement holds.
func (x SoA) extent() string {
	n, out := len(x.Statement.Lines), x.Statement.Excluded()
	text := fmt.Sprintf("%d controls, %d of them excluded.", n, out)
	if x.Statement.Standard != soa.ISMS {
		text += " ISO/IEC 42001 does not ask for the status of a control in this statement; it is given here as ISO/IEC 27001 asks for it."
	}
	return text
}

// standard is the table of one standard with its heading.
func (x SoA) standard(s *catalog.Standard) []Block {
	t := &Table{Caption: "Controls of " + s.Name, Columns: x.columns(), Wide: true}
	set := ""
	for _, l := range x.Statement.Lines {
		if _, isms := assess.BaselineOf(l.Ref); isms != (s.Name == catalog.ISMS) {
			continue
		}
		if l.Item.Set.ID != set {
			set = l.Item.Set.ID
			t.Rows = append(t.Rows, Row{Head: true, Cells: []Cell{{Text: set + " " + l.Item.Set.Title}}})
		}
		t.Rows = append(t.Rows, Row{ID: l.Ref, Cells: x.cells(l)})
		for i := range l.Systems {
			t.Rows = append(t.Rows, Row{ID: l.Ref + "/" + l.Systems[i].System.ID, Cells: x.systemCells(l, &l.Systems[i])})
		}
	}
	return []Block{{Is: IsHeading, Level: 1, Text: "Controls of " + s.Name}, {Is: IsTable, Table: t}}
}

func (x SoA) columns() []Column {
	cols := []Column{
		{Title: "Control", Is: CellText, Parts: 2},
		{Title: "Title", Is: CellText, Parts: 4},
		{Title: "Applicable", Is: CellText, Parts: 2},
		{Title: "Why included", Is: CellText, Field: assess.FieldWhyIn, Parts: 4},
		{Title: "Driven by", Is: CellText, Field: assess.FieldDrivers, Parts: 3},
		{Title: "Why excluded", Is: CellText, Parts: 4},
		{Title: "Status", Is: CellText, Field: assess.FieldDeclared, Parts: 3},
		{Title: "How it is done", Is: CellText, Field: assess.FieldHow, Parts: 4},
		{Title: "Described in", Is: CellText, Field: assess.FieldDescribed, Parts: 3},
		{Title: "Owner", Is: CellText, Field: assess.FieldOwner, Parts: 2},
		{Title: "Due", Is: CellDate, Field: assess.FieldDue, Parts: 2},
		{Title: "Evidence", Is: CellText, Parts: 4},
		{Title: "Looked at", Is: CellDate, Field: assess.FieldLookedAt, Parts: 2},
	}
	for _, w := range assess.DeclaredWords {
		cols[6].Words = append(cols[6].Words, soa.DeclaredWord(w))
	}
	if x.Internal {
		cols = append(cols, Column{Title: "Rating", Is: CellRating, Parts: 1}, Column{Title: "Disagrees", Is: CellText, Parts: 3})
	}
	return cols
}

func (x SoA) cells(l *soa.Line) []Cell {
	cells := []Cell{
		{Text: l.Number()},
		{Text: l.Item.Title},
		{Text: applies(l.Excluded)},
		{Text: whyIn(l)},
		{Text: driven(l)},
		{Text: whyOut(l.Out)},
		{Text: status(l)},
		{Text: l.How},
		{Text: l.Described},
		{Text: l.Owner},
		{Text: l.Due},
		{Text: shown(l.Evidence)},
		{Text: l.LookedAt},
	}
	if x.Internal {
		cells = append(cells, ratingCell(l.Standing, l.Rating()), Cell{Text: x.Statement.Differs(l)})
	}
	return cells
}

func (x SoA) systemCells(l *soa.Line, s *soa.SystemLine) []Cell {
	cells := make([]Cell, len(x.columns()))
	cells[0], cells[1] = Cell{Text: l.Number()}, Cell{Text: "for " + s.System.Name}
	cells[2], cells[5] = Cell{Text: applies(s.Excluded)}, Cell{Text: whyOut(s.Out)}
	cells[9], cells[11] = Cell{Text: s.Owner}, Cell{Text: shown(s.Evidence)}
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

func applies(excluded bool) string {
	if excluded {
		return "no"
	}
	return "yes"
}

func whyIn(l *soa.Line) string {
	if l.Excluded {
		return ""
	}
	return l.WhyIn
}

// driven says what drives a control; one that applies and that no risk, law or
// contract drives says so.
func driven(l *soa.Line) string {
	switch {
	case l.Excluded:
		return ""
	case l.HasDriver("risk", "law", "contract"):
		return soa.DriverWords(l.Drivers)
	case l.Drivers == "":
		return "nothing is named"
	}
	return soa.DriverWords(l.Drivers) + "; no risk, law or contract"
}

func whyOut(o soa.Out) string {
	if !o.Excluded {
		return ""
	}
	text := o.WhyOut
	if o.Risk != "" {
		text += "\nRisk: " + o.Risk
	}
	if o.ApprovedBy != "" {
		text += "\nApproved by " + o.ApprovedBy
		if o.ApprovedOn != "" {
			text += ", " + day.Show(o.ApprovedOn)
		}
	}
	return text
}

func status(l *soa.Line) string {
	if l.Excluded {
		return ""
	}
	return soa.DeclaredWord(l.Declared)
}

// shown lists pieces of evidence, a line each, with their dates.
func shown(all []assess.Evidence) string {
	var lines []string
	for _, e := range all {
		text := e.What
		if e.Version != "" {
			text += ", " + e.Version
		}
		if e.Date != "" {
			text += ", " + day.Show(e.Date)
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

// both says what one control does for both standards, where both are in it.
func (x SoA) both() []Block {
	if x.Statement.Standard != soa.Both {
		return nil
	}
	t := &Table{Caption: "What one control does for both standards", Columns: []Column{
		{Title: "Control", Is: CellText, Parts: 2},
		{Title: "Title", Is: CellText, Parts: 4},
		{Title: "Serves also", Is: CellText, Parts: 6},
	}}
	for _, l := range x.Statement.Lines {
		if _, isms := assess.BaselineOf(l.Ref); isms && len(l.Also) > 0 {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: l.Number()}, {Text: l.Item.Title}, {Text: AlsoWords(x.Catalog, x.Assessment, l)}}})
		}
	}
	return []Block{{Is: IsHeading, Level: 1, Text: "What one control does for both standards"}, {Is: IsTable, Table: t}}
}

// AlsoWords name what a control serves in the other standard, with how much of it
// the ISMS carries.
func AlsoWords(cat *catalog.Catalog, a *assess.Assessment, l *soa.Line) string {
	var names []string
	for _, x := range l.Also {
		name := x.Ref
		if _, isms := assess.BaselineOf(x.Ref); !isms {
			name = assess.RefName(cat, a, x.Ref)
		}
		names = append(names, name+" "+x.Level)
	}
	return strings.Join(names, ", ")
}

// check is what an auditor would ask, for those who can still mend it.
func (x SoA) check() []Block {
	remarks := soa.Check(x.Statement)
	blocks := []Block{{Is: IsHeading, Level: 1, Text: "What an auditor would ask"}}
	if len(remarks) == 0 {
		return append(blocks, Block{Is: IsParagraph, Text: "The check finds nothing to ask."})
	}
	t := &Table{Caption: "Open questions of the check", Columns: []Column{{Title: "Control", Is: CellText, Parts: 2}, {Title: "Question", Is: CellText, Parts: 10}}}
	for _, r := range remarks {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: r.Line.Number()}, {Text: r.Says}}})
	}
	return append(blocks, Block{Is: IsTable, Table: t})
}

// changes is the foot: what is other than in the version before.
func (x SoA) changes(d *Document) []Block {
	blocks := []Block{{Is: IsHeading, Level: 1, Text: "Changes since the last version"}}
	if x.Before == nil {
		return append(blocks, Block{Is: IsParagraph, Text: "This is the first version."})
	}
	all := Compare(x.Before, d)
	if len(all) == 0 {
		return append(blocks, Block{Is: IsParagraph, Text: "No line differs from version " + versionOf(x.Before) + "."})
	}
	t := &Table{Caption: "Changes since version " + versionOf(x.Before), Columns: []Column{
		{Title: "Control", Is: CellText, Parts: 4}, {Title: "What", Is: CellText, Parts: 2}, {Title: "Was", Is: CellText, Parts: 4}, {Title: "Is", Is: CellText, Parts: 4},
	}}
	for _, c := range all {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: c.Name}, {Text: c.Column}, {Text: c.Was}, {Text: c.Is}}})
	}
	return append(blocks, Block{Is: IsTable, Table: t})
}

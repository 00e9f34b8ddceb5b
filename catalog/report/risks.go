package report

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// The register of risks, and what a risk says that is over.
const (
	kindRisk   = "risk"
	riskClosed = "closed"
)

// risks is the risk assessment: how risks are rated, up to where they are taken, where
// they stand, and each one whole.
func risks(d *draft) error {
	d.method()
	d.chapter("risk-criteria", "title", "limit", "accepts", "statement", "approved_by", "approved_on", catalog.RecordState)
	d.riskMaps()
	d.risksByLevel()
	all := d.of(kindRisk)
	if len(all) > 0 {
		d.part("risks-whole", d.say("risks.whole"))
	}
	for _, r := range all {
		d.section("record-"+r.ID, d.called(r))
		d.facts(append(d.levelFacts(r), d.recordFacts(r)...)...)
	}
	return nil
}

// method is what risks are rated by: who approved it, its steps, and its table.
func (d *draft) method() {
	d.part("method", d.titleOf("risk-method"))
	t := d.recordTable("risk-method", d.of("risk-method"), "title", "taken_from", catalog.RecordOwner, "approved_by", "approved_on", catalog.RecordState)
	d.table("risk-method", t, d.say("risks.usual"))
	m := d.records.Method()
	table := Table{Caption: d.say("risks.matrix"), Columns: []Column{d.column("risks.likelihood", CellText, 4)}}
	for i, word := range m.Consequence {
		table.Columns = append(table.Columns, Column{Title: step(i+1, word), Is: CellText, Parts: 3})
	}
	for i, word := range slices.Backward(m.Likelihood) {
		row := Row{ID: fmt.Sprintf("likelihood-%d", i+1), Cells: []Cell{text(step(i+1, word))}}
		for j := range m.Consequence {
			row.Cells = append(row.Cells, text(m.Bands[m.Level(i+1, j+1)-1]))
		}
		table.Rows = append(table.Rows, row)
	}
	d.table("matrix", table, "")
	d.text(d.say("risks.highest"))
}

// step is a level with its word.
func step(n int, word string) string { return fmt.Sprintf("%d %s", n, word) }

// riskMaps are the table of the method as counts, now and after the treatment.
func (d *draft) riskMaps() {
	h := register.HeatOf(d.records)
	if len(h.Now) == 0 {
		return
	}
	d.part("where", d.say("risks.where"))
	d.figure(d.riskMap(h.Method, h.Now, "risks.now"))
	if len(h.After) > 0 {
		d.figure(d.riskMap(h.Method, h.After, "risks.after"))
	}
	if h.Unrated > 0 {
		d.text(d.Words.Count("risks.unrated", h.Unrated))
	}
}

// riskMap is one of them: the likeliest on top, the shade by the level.
func (d *draft) riskMap(m register.Method, at map[register.Cell][]string, key string) Figure {
	f := Figure{Is: FigureHeat, Title: d.say(key)}
	counts := make([]int, len(m.Bands))
	for j, word := range m.Consequence {
		f.Heads = append(f.Heads, step(j+1, word))
	}
	for i, word := range slices.Backward(m.Likelihood) {
		var row []Heat
		for j := range m.Consequence {
			level, n := m.Level(i+1, j+1), len(at[register.Cell{Likelihood: i + 1, Consequence: j + 1}])
			counts[level-1] += n
			h := Heat{Value: float64(level) / float64(len(m.Bands)), Text: "–"}
			if n > 0 {
				h.Text = fmt.Sprint(n)
			}
			row = append(row, h)
		}
		f.Rows, f.Cells = append(f.Rows, step(i+1, word)), append(f.Cells, row)
	}
	f.Alt = d.say("risks.alt", "counts", bandCounts(m, counts))
	return f
}

// bandCounts says how many there are of each level, the highest first.
func bandCounts(m register.Method, counts []int) string {
	var all []string
	for i, band := range slices.Backward(m.Bands) {
		all = append(all, fmt.Sprintf("%d %s", counts[i], band))
	}
	return strings.Join(all, ", ")
}

// risksByLevel is a table for each level, the highest first, then those that are not
// rated, opportunities, and what is closed.
func (d *draft) risksByLevel() {
	d.part("by-level", d.say("risks.by_level"))
	all, m := d.of(kindRisk), d.records.Method()
	if len(all) == 0 {
		d.text(d.noneOf(kindRisk))
		return
	}
	levels := map[int][]register.Record{}
	var chances, closed []register.Record
	for _, r := range all {
		k := register.As[register.Risk](r)
		switch {
		case r.State() == riskClosed:
			closed = append(closed, r)
		case k.Chance():
			chances = append(chances, r)
		default:
			levels[k.Counts(r, m)] = append(levels[k.Counts(r, m)], r)
		}
	}
	for i, band := range slices.Backward(m.Bands) {
		d.riskList(fmt.Sprintf("level-%d", i+1), d.say("risks.level", "band", band), levels[i+1])
	}
	d.riskList("level-0", d.say("risks.no_level"), levels[0])
	d.riskList("opportunities", d.say("risks.opportunities"), chances)
	d.riskList("closed", d.say("risks.closed"), closed)
}

// levelFacts are the levels of a risk, and up to where risks of its category are taken.
func (d *draft) levelFacts(r register.Record) []Fact {
	m, k := d.records.Method(), register.As[register.Risk](r)
	limit := ""
	if !k.Chance() {
		limit = m.Name(d.records.Limit(k.Category))
	}
	return []Fact{d.fact("risks.level_now", m.Name(k.Level(m))), d.fact("risks.level_after", m.Name(k.After(m))), d.fact("risks.limit", limit)}
}

// riskColumns are those of a list of risks beside their levels.
var riskColumns = []string{"title", "systems", "treatment", "to_come", "action", catalog.RecordOwner, catalog.RecordDue, catalog.RecordState}

// riskList is a part of them, where there are some.
func (d *draft) riskList(id, title string, all []register.Record) {
	if len(all) == 0 {
		return
	}
	d.section(id, title)
	d.table("risks-"+id, d.riskTable(all, riskColumns), "")
}

// riskTable is a row for each risk, with its levels behind its title.
func (d *draft) riskTable(all []register.Record, columns []string) Table {
	m := d.records.Method()
	t := d.recordTable(kindRisk, all, columns...)
	t.Wide = len(columns) > 6
	t.Columns = slices.Insert(t.Columns, 2, d.column("risks.level_now", CellText, 2), d.column("risks.level_after", CellText, 2))
	for i, r := range all {
		k := register.As[register.Risk](r)
		t.Rows[i].Cells = slices.Insert(t.Rows[i].Cells, 2, text(m.Name(k.Level(m))), text(m.Name(k.After(m))))
	}
	t.dropUnsaid(3)
	return t
}

// treatment is one plan for risks and for harms to people, and who accepted what is
// left.
func treatment(d *draft) error {
	all := register.TreatmentPlan(d.records)
	d.text(d.say("treatment.about"))
	d.part("plan", d.say("treatment.plan"))
	d.table("treatment", d.planTable(all), d.noPlan())
	d.part("accepted", d.say("treatment.accepted"))
	d.accepted()
	return nil
}

// noPlan says why the plan has no line.
func (d *draft) noPlan() string {
	switch {
	case len(d.of(kindRisk)) == 0:
		return d.noneOf(kindRisk)
	case len(d.of(register.KindAssessment)) == 0:
		return d.noneOf(register.KindAssessment)
	}
	return d.say("treatment.none")
}

func (d *draft) planTable(all []register.PlanLine) Table {
	t := Table{Wide: true, Columns: []Column{
		d.column("record.number", CellNumber, 1), d.column("treatment.source", CellText, 3), d.column("record.entry", CellRef, 2), d.column("treatment.what", CellText, 6),
		d.column("question.about", CellText, 3), d.column("risks.level_now", CellText, 2), d.column("treatment.treatment", CellText, 2), d.column("treatment.controls", CellText, 3),
		d.column("treatment.action", CellText, 7), d.column("item.owner", CellText, 3), d.column("item.due", CellDate, 2), d.column("risks.level_after", CellText, 2), d.column("item.state", CellText, 2),
	}}
	for _, l := range all {
		source := l.Source
		if k, known := d.Catalog.Register(source); known {
			source = k.Singular
		}
		t.Rows = append(t.Rows, Row{ID: l.Record.ID, Cells: []Cell{
			d.count(l.Number), text(source),
			{Text: d.numbers[l.Record.ID], Ref: "record-" + l.Record.ID},
			text(l.Record.Title()), text(d.systemsOf(l.Record)),
			text(l.Level), text(l.Treatment), text(d.controls(l.Controls)), text(l.Action), text(l.Owner), d.day(l.Due), text(l.After), text(l.Record.State()),
		}})
	}
	return t
}

// systemsOf are the AI systems that a record is about; an impact is about those of its
// assessment.
func (d *draft) systemsOf(r register.Record) string {
	if parent, ok := d.records.Book.Record(register.KindAssessment, r.Text(catalog.RecordParent)); ok {
		r = parent
	}
	return d.says(r, "systems")
}

// controls are the numbers of items.
func (d *draft) controls(refs []string) string {
	var all []string
	for _, ref := range refs {
		all = append(all, d.numberOf(ref))
	}
	return strings.Join(all, ", ")
}

// accepted is what somebody took as it is left, and until when.
func (d *draft) accepted() {
	m := d.records.Method()
	t := Table{Columns: append(d.columns("record.entry", CellText, "treatment.what", CellText, "treatment.left", CellText, "treatment.by", CellText), d.columns("treatment.until", CellDate)...)}
	add := func(r register.Record, left string) {
		if by := r.Text("accepted_by"); by != "" {
			t.Rows = append(t.Rows, Row{ID: r.ID, Cells: []Cell{text(d.numbers[r.ID]), text(r.Title()), text(left), text(by), d.day(r.Text("accepted_until"))}})
		}
	}
	for _, r := range d.of(kindRisk) {
		k := register.As[register.Risk](r)
		add(r, m.Name(k.Counts(r, m)))
	}
	for _, r := range d.of(register.KindImpact) {
		_, left := d.said(r, "severity_after|severity")
		add(r, left)
	}
	d.table("accepted-table", t, d.say("treatment.nothing_accepted"))
}

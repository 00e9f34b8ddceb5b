package report

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/soa"
)

// KindWorkbook is the name by which the workbook is asked for, and taken in.
const KindWorkbook = "workbook"

// workbook is what a client goes on working in: a table for each thing there is to
// work on. A field of an answer may be edited in one of them alone, so that what
// comes back never says two things of it.
func workbook(d *draft) error {
	d.doc.Subtitle = d.or(d.Assessment.Profile.Organisation)
	d.lead(d.verdict())
	d.note(d.say("workbook.use", "drivers", strings.Join(assess.DriverWords, ", "), "declared", strings.Join(assess.DeclaredWords, ", ")))
	d.resultInWords()
	d.figure(d.metBars())
	d.figure(d.shareBars())
	d.planOnOnePage()
	for _, s := range []struct {
		name  string
		of    func() Table
		empty string
	}{
		{"items", d.itemTable, "none"},
		{"questions", d.questionTable, "none"},
		{"baseline", d.baselineTable, "none"},
		{"soa-aims", func() Table { return d.statementTable(soa.AIMS) }, "none"},
		{"soa-isms", func() Table { return d.statementTable(soa.ISMS) }, "none"},
		{"gaps", d.priorities, "gaps.none"},
		{"phases", func() Table { return d.phaseTable(d.Plan()) }, "none"},
		{"tasks", d.taskTable, "plan.nothing"},
		{"synergy", d.carriedTable, "none"},
		{"findings", d.findingsSheet, "findings.none"},
		{"evidence", d.evidenceTable, "none"},
	} {
		t := s.of()
		t.Caption, t.Wide = d.say("sheet."+s.name), true
		d.part("on-"+s.name, t.Caption)
		d.text(d.say("sheet." + s.name + ".about"))
		d.table(s.name, t, d.say(s.empty))
	}
	return nil
}

// column is one of a table to work in, so many parts wide.
func (d *draft) column(key, is string, parts int) Column {
	return Column{Title: d.say(key), Is: is, Parts: parts}
}

// naming is a column that says which row it is.
func (d *draft) naming(key, is string, parts int) Column {
	return Column{Title: d.say(key), Is: is, Parts: parts, Names: true}
}

// edited is a column of a field that comes back.
func (d *draft) edited(key, field string, parts int) Column {
	c := Column{Title: d.say(key), Is: CellText, Field: field, Parts: parts}
	switch field {
	case assess.FieldRating:
		c.Is, c.Words = CellRating, assess.RatingWords
	case assess.FieldDeclared:
		c.Words = assess.DeclaredWords
	case assess.FieldDue, assess.FieldLookedAt:
		c.Is = CellDate
	}
	return c
}

// cells are what the fields of an answer say, in the order of the columns that may
// be edited; the others are filled by what is handed in, in their order.
func (d *draft) cells(columns []Column, x assess.Answer, others ...Cell) []Cell {
	all := make([]Cell, len(columns))
	for i, c := range columns {
		switch {
		case c.Field == "":
			all[i], others = others[0], others[1:]
		case c.Is == CellDate:
			all[i] = d.day(assess.CellSays(c.Field, x))
		case c.Is == CellRating && x.Rating.Is(assess.Rated):
			all[i] = level(x.Rating.Level)
		default:
			all[i] = text(assess.CellSays(c.Field, x))
		}
	}
	return all
}

// itemTable is a row for each item, and where it is about AI systems one for each in
// scope below it.
func (d *draft) itemTable() Table {
	t := Table{Columns: []Column{
		d.naming("item.number", CellRef, 1), d.column("item.title", CellText, 7), d.naming("question.about", CellText, 4),
		d.column("item.state", CellText, 4), d.column("workbook.stands", CellRating, 1),
		d.edited("item.rating", assess.FieldRating, 1), d.edited("item.reason", assess.FieldReason, 9), d.edited("item.note", assess.FieldNote, 16),
		d.edited("item.owner", assess.FieldOwner, 4), d.edited("item.due", assess.FieldDue, 2), d.column("workbook.pieces", CellNumber, 1),
	}}
	in := d.Assessment.InScope()
	for _, i := range d.Score.Items {
		all := text("")
		if i.Item.PerSystem() {
			all = text(d.say("workbook.all"))
		}
		t.Rows = append(t.Rows, d.itemRow(t.Columns, assess.Key{Item: i.Item.ID}, item(i.Item), text(i.Item.Title), all, text(d.state(i)), d.levelCell(i.Standing), d.count(i.Evidence)))
		for n, x := range i.Systems {
			t.Rows = append(t.Rows, d.itemRow(t.Columns, assess.Key{Item: i.Item.ID, System: in[n].ID}, item(i.Item), text(i.Item.Title), text(in[n].Name), text(d.stateFor(i, n)), d.levelCell(x.Standing), text("")))
		}
	}
	return t
}

func (d *draft) itemRow(columns []Column, k assess.Key, others ...Cell) Row {
	return Row{ID: string(k.Subject()), Cells: d.cells(columns, d.Assessment.Answer(k), others...)}
}

// questionTable is a row for each question, and for each AI system for which it was
// answered.
func (d *draft) questionTable() Table {
	t := Table{Columns: []Column{
		d.column("item.number", CellRef, 1), d.column("workbook.question", CellText, 1), d.column("question.ask", CellText, 20), d.column("workbook.tests", CellText, 3),
		d.column("question.about", CellText, 4), d.column("item.rating", CellRating, 1), d.column("item.reason", CellText, 8), d.column("item.note", CellText, 12),
	}}
	for _, i := range d.Score.Items {
		for _, q := range i.Item.Questions {
			t.Rows = append(t.Rows, d.questionRow(i.Item, q, ""))
			for _, x := range d.Assessment.Answers[i.Item.ID] {
				if x.Question == q.ID && x.System != "" && d.systemName(x.System) != "" {
					t.Rows = append(t.Rows, d.questionRow(i.Item, q, x.System))
				}
			}
		}
	}
	return t
}

func (d *draft) questionRow(it *catalog.Item, q catalog.Question, system string) Row {
	k := assess.Key{Item: it.ID, System: system, Question: q.ID}
	x := d.Assessment.Answer(k)
	return Row{ID: string(k.Subject()), Cells: []Cell{
		item(it), text(q.ID), text(q.Ask), text(d.Words.Of("tests", q.Tests)), text(d.systemName(system)), d.rating(x.Rating), text(x.Rating.Reason), text(x.Note),
	}}
}

// baselineTable is a row for each item of the ISMS.
func (d *draft) baselineTable() Table {
	t := Table{Columns: []Column{
		d.naming("item.number", CellRef, 1), d.column("item.title", CellText, 10),
		d.edited("item.rating", assess.FieldRating, 1), d.edited("item.reason", assess.FieldReason, 9), d.edited("item.note", assess.FieldNote, 16),
		d.edited("item.owner", assess.FieldOwner, 4), d.edited("item.due", assess.FieldDue, 2), d.column("isms.carries", CellText, 8),
	}}
	for _, set := range d.Catalog.Foundation().Clauses {
		for _, it := range set.Items {
			t.Rows = append(t.Rows, Row{
				ID:    string(assess.BaselineSubject(it.ID)),
				Cells: d.cells(t.Columns, d.Assessment.Baseline[it.ID], text(it.Number), text(it.Title), text(d.restsOn(it.ID))),
			})
		}
	}
	return t
}

// statementTable is a row for each control of a standard. Its rating, owner and date
// are edited where the item is.
func (d *draft) statementTable(standard string) Table {
	t := Table{Columns: []Column{
		d.naming("item.number", CellRef, 1), d.column("item.title", CellText, 8), d.column("soa.applicable", CellText, 2),
		d.edited("soa.why_in", assess.FieldWhyIn, 9), d.edited("soa.drivers", assess.FieldDrivers, 4), d.column("soa.why_out", CellText, 8),
		d.edited("soa.declared", assess.FieldDeclared, 3), d.edited("soa.how", assess.FieldHow, 9), d.edited("soa.described", assess.FieldDescribed, 6),
		d.edited("soa.looked_at", assess.FieldLookedAt, 2), d.column("item.owner", CellText, 4), d.column("workbook.stands", CellRating, 1),
	}}
	for _, l := range soa.Compile(d.Catalog, d.Assessment, d.Day, standard).Lines {
		s := assess.Key{Item: l.Item.ID}.Subject()
		if isms, ok := assess.BaselineOf(l.Ref); ok {
			s = assess.BaselineSubject(isms)
		}
		t.Rows = append(t.Rows, Row{ID: string(s), Cells: d.cells(t.Columns, assess.Answer{Statement: l.Statement},
			text(l.Item.Number), text(l.Item.Title), text(d.applicable(l.Excluded)), text(l.WhyOut), text(l.Owner), d.levelCell(l.Standing))})
	}
	return t
}

// taskTable are the tasks and actions of all phases.
func (d *draft) taskTable() Table {
	t := Table{Columns: append(d.columns("plan.phase", CellText), d.taskColumns()...)}
	for n, parts := range []int{4, 1, 16, 2, 1, 4, 2, 10} {
		t.Columns[n].Parts = parts
	}
	for _, x := range d.Plan().Roadmap.Phases {
		for _, r := range d.taskRows(x) {
			r.Cells = append([]Cell{text(phaseName(x))}, r.Cells...)
			t.Rows = append(t.Rows, r)
		}
	}
	return t
}

// evidenceTable are the pieces of both standards.
func (d *draft) evidenceTable() Table {
	t := Table{Columns: d.evidenceColumns()}
	for _, set := range d.Score.Sets {
		t.Rows = append(t.Rows, d.evidenceRows(set.Set, d.Assessment.EvidenceFor)...)
	}
	for _, set := range d.Catalog.Foundation().Clauses {
		for _, r := range d.evidenceRows(set, d.Assessment.EvidenceOnBaseline) {
			r.ID, r.Cells[0] = assess.BaselineRef(r.ID), text(assess.BaselineRef(r.Cells[0].Text))
			t.Rows = append(t.Rows, r)
		}
	}
	return t
}

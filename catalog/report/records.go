package report

import (
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
)

// Case is what is looked at where a document tells of records. What only readers see
// stands in no document.
func (in Input) Case() register.Case {
	book := in.Book
	if book == nil {
		book = &register.Book{}
	}
	return register.Case{Catalog: in.Catalog, Assessment: in.Assessment, Book: book.ReadBy(in.Catalog, ""), Today: in.Day}
}

// Plan is the plan, with what records say of it.
func (in Input) Plan() figures.Plan { return in.PlanWith(OfPlan(in.Case())) }

// OfPlan is what records say of a plan.
func OfPlan(c register.Case) roadmap.Kept {
	kept := roadmap.Kept{Dues: map[string]string{}, Scopes: register.Scopes(c), ScopesSaid: register.ScopesSaid(c)}
	if ce, is := c.Certification(); is {
		kept.Certification = certified(c, ce)
	}
	for item, d := range register.Dues(c) {
		kept.Dues[item] = d.On
	}
	return kept
}

// certified is what a record of a certification says of the plan's milestones.
func certified(c register.Case, ce register.Record) roadmap.Certification {
	all := roadmap.Certification{Number: c.Book.Number(c.Catalog, ce), Planned: map[string]string{}, Held: map[string]string{}}
	for _, x := range []struct{ id, planned, held string }{
		{roadmap.Stage1, "stage_1", "stage_1_held"},
		{roadmap.Stage2, "stage_2", "stage_2_held"},
		{roadmap.Decision, "decision", "decided_on"},
		{roadmap.Surveillance, "surveillance", "surveillance_held"},
		{roadmap.Recertificate, "recertification", ""},
	} {
		planned, held := ce.Text(x.planned), ce.Text(x.held)
		if x.id == roadmap.Surveillance && planned > held {
			held = "" // the next one is to come
		}
		all.Planned[x.id], all.Held[x.id] = planned, held
	}
	return all
}

// outlook is what stands in the way of a certification, by the answers and the records.
func (d *draft) outlook() score.Outlook {
	return score.OutlookOf(d.Catalog, d.Assessment, d.Score, register.Recorded(d.records))
}

// of are the records of a kind.
func (d *draft) of(kind string) []register.Record { return d.records.Book.Of(kind) }

// below are the records of a kind that stand below one.
func (d *draft) below(kind string, parent register.Record) []register.Record {
	return picked(d.of(kind), func(r register.Record) bool { return r.Text(catalog.RecordParent) == parent.ID })
}

// picked are the records of which something holds.
func picked(all []register.Record, holds func(register.Record) bool) []register.Record {
	return slices.DeleteFunc(slices.Clone(all), func(r register.Record) bool { return !holds(r) })
}

// in and names ask of a record whether it is in one of some states, and whether a
// field names something.
func in(states ...string) func(register.Record) bool {
	return func(r register.Record) bool { return slices.Contains(states, r.State()) }
}

func names(field, id string) func(register.Record) bool {
	return func(r register.Record) bool { return slices.Contains(r.List(field), id) }
}

func not(holds func(register.Record) bool) func(register.Record) bool {
	return func(r register.Record) bool { return !holds(r) }
}

// called is a record with its number; of none it is empty.
func (d *draft) called(r register.Record) string { return join(" ", d.numbers[r.ID], r.Title()) }

// recordNamed is called by the id of a record.
func (d *draft) recordNamed(id string) string {
	for _, kind := range d.records.Book.Kinds() {
		if r, known := d.records.Book.Record(kind, id); known && !r.Removed() {
			return d.called(r)
		}
	}
	if t, known := d.records.Thing(id); known && !t.Removed {
		return join(" ", t.Number, t.Title)
	}
	return ""
}

// says is what a person reads of a field of a record. A document stands alone, so
// that what a field leads to is named.
func (d *draft) says(r register.Record, field string) string {
	is := ""
	if k, known := d.Catalog.Register(r.Kind); known {
		if f, has := k.Field(field); has {
			is = f.Type
		}
	}
	switch is {
	case "date":
		return d.Words.Day(r.Text(field))
	case "time":
		on, at, _ := strings.Cut(r.Text(field), "T")
		return join(" ", d.Words.Day(on), at)
	case "yesno":
		if said := r.Text(field); said != "" {
			return d.say("word." + said)
		}
		return ""
	case "record":
		if named := d.recordNamed(r.Text(field)); named != "" {
			return named
		}
	case "records":
		var all []string
		for _, id := range r.List(field) {
			all = append(all, d.recordNamed(id))
		}
		return join(", ", all...)
	}
	return d.records.Says(r, field)
}

// said is the first of some fields that says something; a column is one of them, or
// several with a stroke between, such as the theme of an issue by its side.
func (d *draft) said(r register.Record, column string) (field, says string) {
	for _, field = range strings.Split(column, "|") {
		if says = d.says(r, field); says != "" {
			return field, says
		}
	}
	return field, ""
}

// cellOf is what a column says of a record.
func (d *draft) cellOf(r register.Record, column string) Cell {
	switch column {
	case catalog.RecordState:
		return text(r.State())
	case catalog.RecordParent:
		return text(d.recordNamed(r.Text(column)))
	}
	field, says := d.said(r, column)
	k, _ := d.Catalog.Register(r.Kind)
	switch f, _ := k.Field(field); {
	case f == nil:
		return text(d.records.Column(r, column))
	case f.Type == "date":
		return d.day(r.Text(field))
	case f.Type == "number":
		if n, err := strconv.ParseFloat(says, 64); err == nil {
			return d.number(n)
		}
	}
	return text(says)
}

// broad is how wide columns want to be, by the type of their field.
var broad = map[string]int{"line": 5, "text": 8, "date": 2, "time": 2, "yesno": 1, "number": 1, "period": 1, "level": 2, "choice": 2, "person": 3}

// recordColumn is the column of fields of a kind; of one that the kind does not have
// there is none.
func (d *draft) recordColumn(kind, column string) (Column, bool) {
	switch column {
	case catalog.RecordState:
		return d.column("item.state", CellText, 2), true
	case catalog.RecordParent:
		return d.column("record.of", CellText, 4), true
	}
	k, known := d.Catalog.Register(kind)
	if !known {
		return Column{}, false
	}
	f, has := k.Field(strings.Split(column, "|")[0])
	switch {
	case has:
	case k.ColumnLabel(column) == "":
		return Column{}, false
	case column == catalog.RecordBand:
		return d.column("risks.level_now", CellText, 2), true
	default:
		return d.column("risks.level_after", CellText, 2), true
	}
	c := Column{Title: f.Label, Is: CellText, Parts: 4}
	if wide, given := broad[f.Type]; given {
		c.Parts = wide
	}
	switch f.Type {
	case "date":
		c.Is = CellDate
	case "number":
		c.Is = CellNumber
	}
	return c, true
}

// recordTable is a row for each record, its number first, and its title where that is
// asked for. Other columns of which no record says anything are left out.
func (d *draft) recordTable(kind string, records []register.Record, columns ...string) Table {
	t := Table{Wide: len(columns) > 7, Columns: []Column{{Title: d.say("record.number"), Is: CellRef, Parts: 2}}}
	columns = slices.DeleteFunc(slices.Clone(columns), func(column string) bool {
		c, has := d.recordColumn(kind, column)
		if !has {
			return true
		}
		silent := column != catalog.RecordTitle && len(records) > 0 && !slices.ContainsFunc(records, func(r register.Record) bool { return d.cellOf(r, column).Text != "" })
		if !silent {
			t.Columns = append(t.Columns, c)
		}
		return silent
	})
	for _, r := range records {
		cells := []Cell{{Text: d.numbers[r.ID], Ref: "record-" + r.ID}}
		for _, column := range columns {
			cells = append(cells, d.cellOf(r, column))
		}
		t.Rows = append(t.Rows, Row{ID: r.ID, Cells: cells})
	}
	return t
}

// register puts a table of all records of a kind, or says what is missing.
func (d *draft) register(kind string, columns ...string) {
	d.table(kind, d.recordTable(kind, d.of(kind), columns...), d.noneOf(kind))
}

// noneOf says where the records of a kind are, where none is here: kept elsewhere,
// or not written down yet, and then how the first one is made.
func (d *draft) noneOf(kind string) string {
	k, known := d.Catalog.Register(kind)
	if !known {
		return d.say("none")
	}
	if e := d.records.Elsewhere(kind); e.Where != "" {
		return d.say("record.elsewhere", "title", k.Title, "where", d.unlessAnonymous(e.Where), "on", d.Words.Day(e.Checked), "by", e.By)
	}
	return d.say("record.none", "title", k.Title, "kind", k.ID)
}

// unlessAnonymous is a text, or that it is not said here.
func (d *draft) unlessAnonymous(text string) string {
	if d.IsAnonymous {
		return d.say("anonymous.unsaid")
	}
	return text
}

// recordFacts are what is said of a record, field by field, its title left out.
func (d *draft) recordFacts(r register.Record, without ...string) []Fact {
	k, known := d.Catalog.Register(r.Kind)
	if !known {
		return nil
	}
	var all []Fact
	if s := r.State(); s != "" && !slices.Contains(without, catalog.RecordState) {
		all = append(all, Fact{d.say("item.state"), s})
	}
	for _, f := range register.Asked(k, r) {
		if f.Name != catalog.RecordTitle && !slices.Contains(without, f.Name) {
			all = append(all, Fact{f.Label, d.says(r, f.Name)})
		}
	}
	return all
}

// record tells of one record: every field that says something, and what stands below
// it.
func (d *draft) record(r register.Record) {
	d.section("record-"+r.ID, d.called(r))
	d.facts(d.recordFacts(r)...)
	registers := d.Catalog.Registers()
	for i := range registers {
		if k := &registers[i]; k.ChildOf == r.Kind && !k.Restricted {
			d.children(k, r)
		}
	}
}

// children is a table of what stands below a record; none where nothing does.
func (d *draft) children(k *catalog.Register, r register.Record, columns ...string) {
	if len(columns) == 0 {
		columns = listed(k)
	}
	t := d.recordTable(k.ID, d.below(k.ID, r), columns...)
	t.Caption = k.Title
	if len(t.Rows) > 0 {
		d.table(k.ID+"-"+r.ID, t, "")
	}
}

// listed are the columns of a register in its list, with the state at the end.
func listed(k *catalog.Register) []string {
	all := slices.DeleteFunc(slices.Clone(k.Columns), func(c string) bool { return c == catalog.RecordState })
	if len(k.States) > 0 {
		all = append(all, catalog.RecordState)
	}
	return all
}

// chapter is a register as a part of a document.
func (d *draft) chapter(kind string, columns ...string) {
	d.part("part-"+kind, d.titleOf(kind))
	d.register(kind, columns...)
}

// chapterWhole is a chapter with each record whole behind its table.
func (d *draft) chapterWhole(kind string, columns ...string) {
	d.chapter(kind, columns...)
	for _, r := range d.of(kind) {
		d.record(r)
	}
}

// titleOf is what a register is called.
func (d *draft) titleOf(kind string) string {
	if k, known := d.Catalog.Register(kind); known {
		return k.Title
	}
	return kind
}

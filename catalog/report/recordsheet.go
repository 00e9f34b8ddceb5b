package report

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// RecordSheet is some records of a register as a table to work in, in the words in
// which they are typed: edited, it comes back. People are those whom a field may name;
// spare rows below the records have the lists of words at hand for new ones.
func RecordSheet(c register.Case, k *catalog.Register, records []register.Record, people []string, spare int, source Provenance) *Document {
	w := InEnglish() // in which the fields are labelled and typed
	t := Table{Caption: k.Title, Wide: true, Columns: []Column{{Title: w.Say("record.number"), Is: CellText, Names: true, Parts: 2}}}
	if k.ChildOf != "" {
		t.Columns = append(t.Columns, Column{Title: w.Say("record.of"), Is: CellText, Field: catalog.RecordParent, Parts: 2})
	}
	if len(k.States) > 0 {
		t.Columns = append(t.Columns, Column{Title: w.Say("item.state"), Is: CellText, Field: catalog.RecordState, Words: k.StateNames(), Parts: 4})
	}
	for i := range k.Fields {
		t.Columns = append(t.Columns, recordColumn(c, &k.Fields[i], people))
	}
	numbers := c.Book.Numbers(c.Catalog)
	for _, r := range records {
		t.Rows = append(t.Rows, recordRow(c, k, r, t.Columns, numbers))
	}
	for range spare {
		t.Rows = append(t.Rows, Row{Cells: make([]Cell, len(t.Columns))})
	}
	return &Document{
		Kind: k.ID, Lang: English, Title: k.Title, Subtitle: c.Assessment.Name, Source: source,
		Blocks: []Block{{Is: IsParagraph, Text: k.Purpose}, {Is: IsTable, ID: k.ID, Table: &t}},
	}
}

func recordColumn(c register.Case, f *catalog.RegisterField, people []string) Column {
	col := Column{Title: f.Label, Is: CellText, Field: f.Name, Words: c.Offers(f), Parts: 4}
	switch f.Type {
	case "date":
		col.Is, col.Parts = CellDate, 2
	case "text":
		col.Parts = 16
	case "line":
		col.Parts = 8
	case "person", "persons":
		col.Words = people
	case "systems":
		for _, s := range c.Assessment.ActiveSystems() {
			col.Words = append(col.Words, s.Name)
		}
	}
	return col
}

func recordRow(c register.Case, k *catalog.Register, r register.Record, columns []Column, numbers map[string]string) Row {
	row := Row{ID: string(r.Subject()), Cells: []Cell{{Text: numbers[r.ID]}}}
	for _, col := range columns[1:] {
		said := ""
		switch f, has := k.Field(col.Field); {
		case has:
			said = c.Typed(r, f)
		case col.Field == catalog.RecordState:
			said = r.State()
		default:
			said = numbers[r.Text(catalog.RecordParent)]
		}
		row.Cells = append(row.Cells, Cell{Text: said})
	}
	return row
}

// SheetSource is where a sheet of records comes from.
func SheetSource(c register.Case, program, head string, acts int, made time.Time) Provenance {
	p := Provenance{
		Program: program, Catalogue: c.Catalog.Requirements().Name, Hash: HashOf(c.Catalog), Made: made.UTC().Truncate(time.Second),
		Assessment: c.Assessment.Name, Head: head, Acts: acts, Basis: c.Assessment.Profile.Basis,
	}
	w := InEnglish()
	p.Lines = []string{
		w.Say("source.program", "program", p.Program, "catalogue", p.Catalogue, "hash", p.Hash),
		w.Say("source.assessment", "name", p.Assessment, "date", w.Date(made), "head", p.Head, "acts", p.Acts),
	}
	return p
}

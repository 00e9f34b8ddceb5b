package report

import (
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// suppliers are those of AI systems, and of each what it is marked with and who
// answers for what.
func suppliers(d *draft) error {
	d.chapter("supplier", "title", "supplies", "systems", "contract", "criticality", catalog.RecordOwner, "exit_tried", "reviewed", catalog.RecordDue, catalog.RecordState)
	for _, r := range d.of("supplier") {
		d.section("record-"+r.ID, d.called(r))
		d.facts(d.recordFacts(r)...)
		if k, known := d.Catalog.Register("supplier-mark"); known {
			d.children(k, r, "respect", "mark", "title", "action", catalog.RecordOwner, catalog.RecordDue, catalog.RecordState)
		}
		d.answering(r)
	}
	return nil
}

// answering is the matrix of responsibilities with a supplier: a row for each task, a
// column for each who may answer for it.
func (d *draft) answering(r register.Record) {
	k, known := d.Catalog.Register("responsibility")
	if !known {
		return
	}
	who, has := k.Field("who")
	all := d.below(k.ID, r)
	if !has || len(all) == 0 {
		return
	}
	t := d.recordTable(k.ID, all, "activity", "title")
	t.Caption, t.Columns = k.Title, t.Columns[1:] // its rows are called by what is to be done
	for _, word := range who.Words {
		t.Columns = append(t.Columns, Column{Title: word, Is: CellText, Parts: 2})
	}
	t.Columns = append(t.Columns, d.column("suppliers.person", CellText, 3), d.column("suppliers.agreed", CellText, 4))
	for i, one := range all {
		t.Rows[i].Cells = t.Rows[i].Cells[1:]
		answers := one.List("who")
		for n, word := range who.Words {
			said := ""
			switch {
			case slices.Contains(answers, word):
				said = d.say("word.yes")
			case len(answers) == 0 && n == 0:
				said = d.say("suppliers.nobody")
			}
			t.Rows[i].Cells = append(t.Rows[i].Cells, text(said))
		}
		t.Rows[i].Cells = append(t.Rows[i].Cells, text(one.Text(catalog.RecordOwner)), text(one.Text("agreed")))
	}
	d.table("matrix-"+r.ID, t, "")
}

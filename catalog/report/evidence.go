package report

import (
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// evidence is the index of an auditor's day: item by item what can be seen, then
// what has nothing yet.
func evidence(d *draft) error {
	d.part("aims", d.Catalog.Requirements().Name)
	for _, set := range d.Score.Sets {
		d.evidenceOf(set.Set, d.Assessment.EvidenceFor)
	}
	d.part("without", d.say("evidence.without"))
	d.unseen()
	if !slices.ContainsFunc(d.Catalog.Foundation().Items(), func(it *catalog.Item) bool { return len(d.Assessment.EvidenceOnBaseline(it.ID)) > 0 }) {
		return nil
	}
	d.part("isms", d.Catalog.Foundation().Name)
	for _, set := range d.Catalog.Foundation().Clauses {
		d.evidenceOf(set, d.Assessment.EvidenceOnBaseline)
	}
	return nil
}

// evidenceOf is a table of the pieces of a set; none where it has none.
func (d *draft) evidenceOf(set *catalog.Clause, of func(item string) []assess.Evidence) {
	t := Table{Wide: true, Caption: set.ID + " " + set.Title, Columns: d.evidenceColumns(), Rows: d.evidenceRows(set, of)}
	if len(t.Rows) > 0 {
		d.table("evidence-"+set.Standard+"-"+set.ID, t, "")
	}
}

func (d *draft) evidenceColumns() []Column {
	return d.columns("item.number", CellRef, "evidence.what", CellText, "evidence.version", CellText, "evidence.kind", CellText,
		"evidence.place", CellText, "evidence.date", CellDate, "evidence.seen_by", CellText, "evidence.seen_on", CellDate, "evidence.site", CellText, "question.about", CellText)
}

// evidenceRows are the pieces of a set, item by item.
func (d *draft) evidenceRows(set *catalog.Clause, of func(item string) []assess.Evidence) []Row {
	var rows []Row
	for _, it := range set.Items {
		for _, e := range of(it.ID) {
			rows = append(rows, Row{ID: it.ID + "/" + e.ID, Cells: []Cell{
				text(it.Number), text(e.What), text(e.Version), text(d.Words.Of("evidence", e.Kind)), text(e.Place), d.day(e.Date), text(e.SeenBy), d.day(e.SeenDay()), text(e.Site), text(d.systemName(e.System)),
			}})
		}
	}
	return rows
}

// unseen are the applicable items with no piece of evidence, and what to ask for.
func (d *draft) unseen() {
	t := Table{Columns: d.columns("item.number", CellRef, "item.title", CellText, "item.state", CellText, "item.owner", CellText, "evidence.ask", CellText)}
	for _, i := range d.Score.Items {
		if !i.Applicable() || i.Evidence > 0 {
			continue
		}
		owner, _ := d.ownerOf(i.Item.ID)
		t.Rows = append(t.Rows, Row{ID: i.Item.ID, Cells: []Cell{item(i.Item), text(i.Item.Title), text(d.state(i)), text(owner), text(join("; ", i.Item.Evidence...))}})
	}
	d.table("without-evidence", t, d.say("evidence.all"))
}

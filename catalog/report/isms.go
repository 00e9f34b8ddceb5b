package report

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/synergy"
)

// isms is the baseline for its owner: clause by clause and theme by theme, then
// what is under 3 and carries something, with what falls.
func isms(d *draft) error {
	d.part("baseline", d.say("isms.baseline"))
	d.baseline()
	d.part("weak", d.say("isms.weak"))
	d.weak()
	return nil
}

func (d *draft) baseline() {
	for _, set := range d.Catalog.Foundation().Clauses {
		t := Table{Wide: true, Caption: set.ID + " " + set.Title, Columns: d.columns("item.number", CellRef, "item.title", CellText, "item.rating", CellRating, "item.reason", CellText,
			"item.note", CellText, "item.owner", CellText, "item.due", CellDate, "isms.carries", CellText)}
		for _, it := range set.Items {
			x := d.Assessment.Baseline[it.ID]
			t.Rows = append(t.Rows, Row{ID: it.ID, Cells: []Cell{
				text(it.Number), text(it.Title), d.rating(x.Rating), text(x.Rating.Reason), text(x.Note), text(x.Owner), d.day(x.Due), text(d.restsOn(it.ID)),
			}})
		}
		d.table("baseline-"+set.ID, t, d.say("none"))
	}
}

// restsOn are the numbers of what rests on an item of the ISMS.
func (d *draft) restsOn(baseline string) string {
	var all []string
	for _, r := range d.Catalog.Carries(baseline) {
		all = append(all, d.numberOf(r.Item))
	}
	return strings.Join(all, ", ")
}

// weak are the items of the ISMS that are not in place and carry something: what
// each tie carries of it as it is rated.
func (d *draft) weak() {
	t := Table{Columns: d.columns("isms.item", CellRef, "item.rating", CellRating, "isms.falls", CellText, "level.title", CellText, "isms.inherited", CellShare, "isms.without", CellShare)}
	for _, set := range d.Catalog.Foundation().Clauses {
		for _, it := range set.Items {
			x := d.Assessment.Baseline[it.ID].Rating
			if x.Is(assess.NA) || x.Is(assess.Rated) && x.Level >= d.Catalog.Method.InPlace && !d.Assessment.NonconformityOn(it.ID) {
				continue
			}
			for _, i := range synergy.ImpactOf(d.Catalog, d.Assessment, d.Synergy.Basis, it.ID) {
				t.Rows = append(t.Rows, Row{ID: it.ID + "/" + i.Item.ID, Cells: []Cell{
					text(named(it)), d.rating(x), text(named(i.Item)), text(d.Words.Of("level", d.Catalog.Level(i.Item.ID))), d.share(&i.Inherited), d.share(&i.Without),
				}})
			}
		}
	}
	d.table("weak-table", t, d.say("isms.strong"))
}

// extension is for the team of the ISMS: document by document what carries over and
// what is added to it.
func extension(d *draft) error {
	d.part("extended", d.say("extension.extended"))
	d.extended()
	d.part("documents", d.say("extension.title"))
	d.text(d.say("extension.words"))
	for _, set := range d.Catalog.Foundation().Clauses {
		for _, b := range set.Items {
			if rests := d.mainlyOn(b); len(rests) > 0 {
				d.extend(b, rests)
			}
		}
	}
	d.section("new", d.say("extension.new"))
	t := d.additions()
	for i := range d.Synergy.Items {
		if s := d.Synergy.Items[i]; s.Applicable && d.mainOf(s.Item.ID) == "" {
			t.Rows = append(t.Rows, d.addition(s, s.Item.Deliverable))
		}
	}
	d.table("new-table", t, d.say("none"))
	return nil
}

// extended are the documents of the AIMS that add to one of the ISMS, with what was
// added.
func (d *draft) extended() {
	all := d.of("document")
	if len(all) == 0 {
		d.text(d.noneOf("document"))
		return
	}
	t := d.recordTable("document", picked(all, func(r register.Record) bool { return r.Text("extends") != "" }),
		"extends", "title", "added", "items", "version", catalog.RecordOwner, "approved_by", catalog.RecordDue, catalog.RecordState)
	d.table("extended-table", t, d.say("none"))
}

// mainOf is the item of the ISMS that an item mainly rests on; empty: none.
func (d *draft) mainOf(item string) string {
	if r, ok := d.Catalog.Primary(item); ok && d.Catalog.Level(item) != "none" {
		return r.Baseline
	}
	return ""
}

// mainlyOn are the applicable items that mainly rest on one of the ISMS.
func (d *draft) mainlyOn(b *catalog.Item) []synergy.ItemSynergy {
	var all []synergy.ItemSynergy
	for _, r := range d.Catalog.Carries(b.ID) {
		if s, ok := d.Synergy.Item(r.Item); ok && s.Applicable && d.mainOf(r.Item) == b.ID {
			all = append(all, s)
		}
	}
	return all
}

func (d *draft) additions() Table {
	t := Table{Wide: true, Columns: d.columns("item.number", CellRef, "item.title", CellText, "level.title", CellText, "isms.inherited", CellShare, "extension.add", CellText, "plan.days", CellNumber, "item.owner", CellText)}
	t.widths(2, 5, 4, 3, 14, 3, 4)
	return t
}

func (d *draft) addition(s synergy.ItemSynergy, add string) Row {
	owner, _ := d.ownerOf(s.Item.ID)
	return Row{ID: s.Item.ID, Cells: []Cell{
		item(s.Item), text(s.Item.Title), text(d.Words.Of("level", s.Level)), d.share(&s.Inherited), text(add), d.number(s.Days), text(owner),
	}}
}

// extend tells of one document of the ISMS, or where nobody recorded it of the item
// that it serves.
func (d *draft) extend(b *catalog.Item, rests []synergy.ItemSynergy) {
	d.section("base-"+b.ID, "ISMS "+named(b))
	var documents []string
	for _, e := range d.Assessment.EvidenceOnBaseline(b.ID) {
		if e.Kind == assess.EvidenceDocument {
			documents = append(documents, join(", ", e.What, e.Version, e.Place))
		}
	}
	x := d.Assessment.Baseline[b.ID].Rating
	d.facts(d.fact("extension.document", d.or(strings.Join(documents, "; "))), d.fact("item.rating", d.or(d.rating(x).Text)))
	t := d.additions()
	for _, s := range rests {
		t.Rows = append(t.Rows, d.addition(s, strings.Join(s.Item.Extend, " ")))
	}
	d.table(fmt.Sprintf("extend-%s", b.ID), t, "")
}

package report

import (
	"cmp"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// What a request says of itself in each of the lists.
var requestColumns = []string{"title", catalog.RecordOwner, catalog.RecordDue, "place|evidence", "asked_by", "asked_at", "answered_at", catalog.RecordState}

// requests are what auditors asked to see: in the order in which an auditor goes
// through the items, and by who fetches it.
func requests(d *draft) error {
	all := d.of(register.KindRequest)
	if len(all) == 0 {
		d.text(d.noneOf(register.KindRequest))
		return nil
	}
	n := d.records.Requested()
	d.lead(d.say("requests.lead", "all", n.All, "answered", n.Answered, "open", n.Open(), "late", n.Late, "missing", n.Missing))
	d.part("by-item", d.say("requests.by_item"))
	d.grouped("requests-by-item", all, func(r register.Record) (rank int, id, title string) {
		for i, it := range d.auditOrder() {
			if ref := assess.RefOf(it); slices.Contains(r.List(catalog.RecordItems), ref) {
				return i, ref, d.numberOf(ref) + " " + it.Title
			}
		}
		return len(d.auditOrder()), "no-item", d.say("requests.no_item")
	})
	d.part("by-person", d.say("requests.by_person"))
	d.grouped("requests-by-person", all, func(r register.Record) (rank int, id, title string) {
		name := d.records.Names().Called(r.Text(catalog.RecordOwner))
		if name == "" {
			return 1, "nobody", d.say("requests.nobody")
		}
		return 0, assess.FoldName(name), name
	})
	return nil
}

// auditOrder are the items in the order in which an auditor asks: the clauses, Annex A,
// own controls, then the ISMS.
func (d *draft) auditOrder() []*catalog.Item {
	return slices.Concat(assess.Items(d.Catalog, d.Assessment), d.Catalog.Foundation().Items())
}

// grouped is a table of records below a row for each group, by its rank, then its name.
func (d *draft) grouped(id string, all []register.Record, group func(register.Record) (rank int, id, title string)) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b register.Record) int {
		rankA, nameA, _ := group(a)
		rankB, nameB, _ := group(b)
		return cmp.Or(cmp.Compare(rankA, rankB), strings.Compare(nameA, nameB), strings.Compare(a.Text(catalog.RecordDue), b.Text(catalog.RecordDue)))
	})
	t := d.recordTable(register.KindRequest, all, requestColumns...)
	var rows []Row
	last := ""
	for i, r := range all {
		if _, group, title := group(r); group != last {
			rows, last = append(rows, Row{ID: id + "-" + group, Head: true, Cells: []Cell{text(title)}}), group
		}
		t.Rows[i].ID = id + "-" + r.ID
		rows = append(rows, t.Rows[i])
	}
	t.Rows = rows
	d.table(id, t, "")
}

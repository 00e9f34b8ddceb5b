package report

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/score"
)

// evening is what was brought together: who brought what, and what became otherwise.
func evening(d *draft) error {
	if d.Came == nil {
		d.lead(d.say("evening.nothing"))
		return nil
	}
	m := figures.Meet(d.Catalog, d.Came.Before, d.Came.After, d.Came.People, d.Day)
	lead := d.Words.Count("evening.lead", len(m.Answered)+len(m.Changed))
	if len(m.Moved) > 0 && m.Moved[0].Set == nil {
		lead += " " + d.say("evening.progress", "was", d.share(m.Moved[0].Was.Progress).Text, "is", d.share(m.Moved[0].Is.Progress).Text)
	}
	d.lead(lead)
	d.part("people", d.say("evening.people"))
	d.broughtBy(m.People)
	d.part("items", d.say("evening.items"))
	d.turned(slices.Concat(m.Answered, m.Changed))
	d.pieces(m)
	d.places("evening.conflicts", m.Conflicts)
	d.places("evening.settled", m.Settled)
	var clashes []string
	for _, x := range d.Came.Clashes {
		clashes = append(clashes, x.Words(d.Catalog, d.Came.After)+".")
	}
	d.lines("evening.clashes", clashes)
	d.wentStale(m)
	d.part("moved", d.say("evening.moved"))
	d.moved(m.Moved)
	return nil
}

// broughtBy is a row for each person and copy.
func (d *draft) broughtBy(people []assess.Arrival) {
	t := Table{Wide: true, Columns: d.columns("evening.who", CellText, "evening.acts", CellNumber, "evening.from", CellText, "evening.to", CellText, "evening.on", CellText)}
	for _, p := range people {
		items := p.Answers()
		for i, id := range items {
			items[i] = d.numberOf(id)
		}
		t.Rows = append(t.Rows, Row{ID: p.Copy + "/" + p.Author, Cells: []Cell{
			text(p.Author), d.count(p.Acts), text(p.First.Format(day.Form + " 15:04")), text(p.Last.Format(day.Form + " 15:04")), text(strings.Join(items, ", ")),
		}})
	}
	t.widths(3, 1, 3, 3, 6)
	d.table("people-table", t, d.say("none"))
}

// turned are the items that stand otherwise, in catalogue order where both lists are.
func (d *draft) turned(all []figures.Turn) {
	t := Table{Columns: d.columns("item.number", CellRef, "item.title", CellText, "evening.was", CellText, "evening.is", CellText)}
	for _, x := range all {
		t.Rows = append(t.Rows, Row{ID: x.Item.ID, Cells: []Cell{item(x.Item), text(x.Item.Title), text(d.level(x.Was)), text(d.level(x.Is))}})
	}
	t.widths(1, 6, 2, 2)
	d.table("items-table", t, d.say("evening.none"))
}

// level is how an item stands, as short as can be.
func (d *draft) level(s assess.Standing) string {
	switch s.State {
	case assess.Rated:
		return level(s.Level).Text
	case assess.NA:
		return d.say("state.na.short")
	case assess.Partial:
		return d.say("state.partial")
	}
	return d.say("state.unanswered")
}

// pieces are the evidence and the findings that were not there before.
func (d *draft) pieces(m figures.Meeting) {
	after := d.Came.After
	var evidence, findings []string
	for _, e := range m.Evidence {
		evidence = append(evidence, join(" · ", after.EvidenceNumber(e), e.What, e.Place, e.Site))
	}
	for _, f := range m.Findings {
		findings = append(findings, join(" · ", after.FindingNumber(f), d.Words.Of("finding", f.Grade), f.Statement))
	}
	d.lines("evening.evidence", evidence)
	d.lines("evening.findings", findings)
}

// places are the fields that people disagree on, or did.
func (d *draft) places(key string, all []assess.Place) {
	var lines []string
	for _, p := range all {
		if name := d.placeName(p); name != "" {
			lines = append(lines, name)
		}
	}
	d.lines(key, lines)
}

func (d *draft) wentStale(m figures.Meeting) {
	var lines []string
	for _, s := range m.Stale {
		lines = append(lines, d.numberOf(s.Key.Item)+": "+s.Why())
	}
	d.lines("evening.stale", lines)
}

// moved are the figures that are others now: the progress of a set, and where that is
// the same its mean rating.
func (d *draft) moved(all []figures.Move) {
	t := Table{Columns: d.columns("evening.figure", CellText, "evening.was", CellText, "evening.is", CellText, "evening.because", CellText)}
	for _, x := range all {
		row := Row{ID: "all", Cells: d.movedCells(d.say("evening.all"), x)}
		if x.Set != nil {
			row = Row{ID: x.Set.Standard + "-" + x.Set.ID, Cells: append(d.movedCells(x.Set.ID+" "+x.Set.Title, x)[:3], text(itemNumbers(x.Because)))}
		}
		t.Rows = append(t.Rows, row)
	}
	t.widths(5, 2, 2, 4)
	d.table("moved-table", t, d.say("evening.still"))
}

func (d *draft) movedCells(set string, x figures.Move) []Cell {
	was, is := d.share(x.Was.Progress), d.share(x.Is.Progress)
	if was.Text != is.Text {
		return []Cell{text(d.say("evening.progress_of", "set", set)), text(was.Text), text(is.Text), text("")}
	}
	return []Cell{text(d.say("evening.maturity_of", "set", set)), d.mean(x.Was), d.mean(x.Is), text("")}
}

func (d *draft) mean(s score.Score) Cell {
	if s.Maturity == nil {
		return text("–")
	}
	return d.number(*s.Maturity)
}

func itemNumbers(items []*catalog.Item) string {
	var all []string
	for _, it := range items {
		all = append(all, it.Number)
	}
	return strings.Join(all, ", ")
}

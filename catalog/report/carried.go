package report

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/synergy"
)

// carried is what the ISMS carries, beside what was published about it: as printed,
// as corrected, and as this assessment has it.
func carried(d *draft) error {
	if s := d.Synergy.Overall; s != nil {
		d.lead(d.say("synergy.lead", "share", d.Words.Percent(s.Realised), "potential", d.Words.Percent(s.Potential), "days", d.Synergy.Saved) + d.without() + ".")
	}
	d.figure(d.shareBars())
	d.part("sets", d.say("synergy.sets"))
	d.carriedBySet()
	d.part("rows", d.say("synergy.rows"))
	d.printedRows()
	d.part("diverge", d.say("synergy.diverge"))
	d.diverge()
	d.note(d.Catalog.Published().Notice)
	return nil
}

// shareBars are the three parts of each set.
func (d *draft) shareBars() Figure {
	f := Figure{Is: FigureBars, Title: d.say("synergy.bars"), Alt: d.say("none_applicable"), Series: []string{d.say("share.done"), d.say("share.reuse"), d.say("share.build")}}
	if s := d.Synergy.Overall; s != nil {
		f.Alt = d.say("synergy.bars.alt", "parts", d.parts(s)) + d.without() + "."
	}
	for _, s := range d.Synergy.Sets {
		if s.Shares != nil {
			f.Parts = append(f.Parts, Part{Label: s.Set.ID + " " + s.Set.Short, Ref: "set-" + s.Set.ID, Values: []float64{s.Shares.Done, s.Shares.Reuse, s.Shares.Build}, Text: d.parts(s.Shares)})
		}
	}
	return f
}

// parts are the three shares in words; they add up to 100.
func (d *draft) parts(s *synergy.Shares) string {
	p := s.Percents()
	return d.say("share.parts", "done", p[0], "reuse", p[1], "build", p[2])
}

// carriedBySet are the two published tables of sets beside the assessment's own
// figures, on both bases.
func (d *draft) carriedBySet() { d.table("sets-table", d.carriedTable(), d.say("none")) }

func (d *draft) carriedTable() Table {
	corrected, published := d.on(synergy.Corrected), d.on(synergy.Published)
	t := Table{Wide: true, Columns: d.columns("set.title", CellText, "synergy.printed", CellText, "synergy.corrected", CellShare, "synergy.published", CellShare,
		"synergy.realised", CellShare, "share.done", CellShare, "share.reuse", CellShare, "share.build", CellShare, "plan.days", CellNumber, "synergy.errata", CellText)}
	for n, s := range d.Synergy.Sets {
		printed, errata := "–", ""
		if f, ok := d.Catalog.Published().Figure(s.Set.ID); ok {
			printed, errata = f.Printed, strings.Join(f.Errata, ", ")
		}
		row := Row{ID: s.Set.ID, Cells: []Cell{text(s.Set.ID + " " + s.Set.Title), text(printed), d.potential(corrected.Sets[n].Shares), d.potential(published.Sets[n].Shares)}}
		if s.Shares == nil {
			row.Cells = append(row.Cells, text("–"), text("–"), text("–"), text("–"))
		} else {
			row.Cells = append(append(row.Cells, d.share(&s.Shares.Realised)), thirds(s.Shares)...)
		}
		row.Cells = append(row.Cells, d.number(s.Days), text(errata))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// thirds are the three shares, in whole per cents that add up to 100.
func thirds(s *synergy.Shares) []Cell {
	p := s.Percents()
	var all []Cell
	for n, f := range []float64{s.Done, s.Reuse, s.Build} {
		all = append(all, Cell{Text: fmt.Sprintf("%d %%", p[n]), Number: &f})
	}
	return all
}

// on is the picture on a basis.
func (d *draft) on(basis string) synergy.Synergy {
	if basis == d.Synergy.Basis {
		return d.Synergy
	}
	return figures.On(d.Catalog, d.Assessment, d.Day, basis).Synergy
}

func (d *draft) potential(s *synergy.Shares) Cell {
	if s == nil {
		return text("–")
	}
	return d.share(&s.Potential)
}

// printedRows are the published table of controls, as printed and as corrected.
func (d *draft) printedRows() {
	t := Table{Wide: true, Columns: d.columns("synergy.row", CellNumber, "synergy.item", CellText, "synergy.text", CellText, "synergy.cites", CellText, "level.title", CellText,
		"synergy.right_item", CellText, "synergy.right_cites", CellText, "synergy.right", CellText, "isms.inherited", CellShare, "synergy.errata", CellText)}
	for _, p := range d.Catalog.Published().Rows {
		items, base := corrections(p)
		inherited := text("–")
		if s, ok := d.Synergy.Item(p.Corrected[0].Item); ok && s.Applicable {
			inherited = d.share(&s.Inherited)
		}
		t.Rows = append(t.Rows, Row{ID: fmt.Sprintf("row-%d", p.Row), Cells: []Cell{
			d.count(p.Row), text(p.Item), text(p.Text), text(cited(p.Baseline)), text(d.Words.Of("level", p.Level)),
			text(strings.Join(items, ", ")), text(strings.Join(base, ", ")), text(d.Words.Of("level", p.Right)), inherited, text(strings.Join(p.Errata, ", ")),
		}})
	}
	d.table("rows-table", t, d.say("none"))
}

// corrections are the items and baseline items that a printed row stands for.
func corrections(p catalog.PublishedRow) (items, base []string) {
	for _, r := range p.Corrected {
		items = append(items, r.Item)
		base = append(base, r.Baseline...)
	}
	return once(items), once(base)
}

func cited(all []catalog.Cited) string {
	var out []string
	for _, c := range all {
		out = append(out, c.ID+" "+c.Title)
	}
	return strings.Join(out, "; ")
}

// diverge are the sections in which the two standards part: what is new in each
// item.
func (d *draft) diverge() {
	for _, set := range d.Catalog.Requirements().Clauses {
		if !slices.Contains(d.Catalog.Method.Strategy.NewSections, set.ID) {
			continue
		}
		d.section("new-"+set.ID, set.ID+" "+set.Title)
		for _, it := range set.Items {
			if l := d.Catalog.Level(it.ID); l == "none" || l == "low" {
				d.topic("new-"+it.ID, named(it))
				d.text(d.carriesOver(it))
				d.text(it.Intent)
			}
		}
	}
}

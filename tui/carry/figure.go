package carry

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/synergy"
)

// published is the printed figure with all that was found wrong with it.
func (p *page) published(set *catalog.Clause, figure catalog.Figure) {
	c := p.c
	p.part("As published")
	cites := ""
	if len(figure.Cites) > 0 {
		cites = ", citing ISO/IEC 27001 " + strings.Join(figure.Cites, ", ")
	}
	p.under("Printed: " + figure.Printed + cites + ".")
	if c.basis == synergy.Published && len(set.Items) > 0 {
		x := synergy.Explain(c.s.Catalog, c.now.Assessment, synergy.Published, set.Items[0])
		if x.Mean > 0 {
			p.under(fmt.Sprintf("An item's potential is %s × the factor of its level / %.2f, the mean factor of the set; at most %s.", percent(figure.Share), x.Mean, percent(c.s.Catalog.Method.Synergy.PublishedCap)))
		} else {
			p.under("No item of the set has a counterpart, so nothing is carried whatever was printed.")
		}
	}
	p.errata(figure.Errata)
}

// errata says of each correction what was printed, what is right and why.
func (p *page) errata(ids []string) {
	for _, e := range p.c.s.Catalog.Errata() {
		for _, id := range ids {
			if e.ID != id {
				continue
			}
			grade := e.Grade
			if g, ok := p.c.s.Catalog.Reference().Corrections.Grade(e.Grade); ok {
				grade += ", " + g.Means
			}
			p.part("Erratum " + e.ID)
			p.under("Printed: " + e.Published)
			p.under("Right: " + e.Corrected)
			p.under("Why: " + e.Why)
			p.under("Proof " + grade)
		}
	}
}

func (p *page) printedRows(it *catalog.Item) {
	for _, row := range p.c.s.Catalog.Published().RowsOf(it.ID) {
		p.part(fmt.Sprintf("Row %d of the published table", row.Row))
		p.printedRow(row)
	}
}

func (p *page) ofPrinted(row catalog.PublishedRow) string {
	p.say(row.Text + ".")
	p.gap()
	p.printedRow(row)
	return fmt.Sprintf("Row %d of the published table · %s", row.Row, row.Item)
}

// printedRow is a row as printed, as corrected, and what is wrong with it.
func (p *page) printedRow(row catalog.PublishedRow) {
	cites := make([]string, len(row.Baseline))
	for i, b := range row.Baseline {
		cites[i] = b.ID + " " + b.Title
	}
	p.under(fmt.Sprintf("As printed: %s, carried by %s: %s.", row.Item, strings.Join(cites, "; "), row.Level))
	for i, r := range row.Corrected {
		lead := "As corrected: "
		if i > 0 {
			lead = "or: "
		}
		title := ""
		if it, ok := p.c.s.Catalog.Item(r.Item); ok {
			title = " " + it.Title
		}
		p.under(fmt.Sprintf("%s%s%s, carried by %s: %s.", lead, r.Item, title, strings.Join(r.Baseline, ", "), row.Right))
	}
	for _, problem := range row.Problems {
		p.under("· " + problem)
	}
	p.errata(row.Errata)
}

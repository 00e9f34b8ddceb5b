package catalog

import (
	"slices"
	"strconv"
)

// Published is the published comparison of both standards: its author's opinion,
// kept as printed, with what public sources say instead.
type Published struct {
	Notice   string         `json:"notice" yaml:"notice"` // whose opinion it is, in a sentence
	Clauses  []Figure       `json:"clauses" yaml:"clauses"`
	Sections []Figure       `json:"sections" yaml:"sections"`
	Rows     []PublishedRow `json:"rows" yaml:"rows"`
}

// Figure is how much of a clause, or of a section of Annex A, an ISMS is said to
// carry.
type Figure struct {
	Set     string   `json:"set" yaml:"set"`
	Share   float64  `json:"share" yaml:"share"`     // 0 to 1
	Printed string   `json:"printed" yaml:"printed"` // the figure as it stands there
	Cites   []string `json:"cites,omitempty" yaml:"cites"`
	Errata  []string `json:"errata,omitempty" yaml:"errata"`
}

// PublishedRow is a row of the published table of controls: as printed, and as
// public sources have it.
type PublishedRow struct {
	Row       int       `json:"row" yaml:"row"`   // from 1, in the printed order
	Item      string    `json:"item" yaml:"item"` // the printed number
	Text      string    `json:"text" yaml:"text"` // what the row describes
	Baseline  []Cited   `json:"baseline" yaml:"baseline"`
	Level     string    `json:"level" yaml:"level"`
	Corrected []Reading `json:"corrected" yaml:"corrected"` // two where the row can be read in two ways
	Right     string    `json:"right" yaml:"right"`         // the corrected level
	Problems  []string  `json:"problems,omitempty" yaml:"problems"`
	Errata    []string  `json:"errata,omitempty" yaml:"errata"`
}

// Cited is a number and a title of ISO/IEC 27001 as printed; neither need exist.
type Cited struct {
	ID    string `json:"id" yaml:"id"`
	Title string `json:"title" yaml:"title"`
}

// Reading is what a printed row stands for.
type Reading struct {
	Item     string   `json:"item" yaml:"item"`
	Baseline []string `json:"baseline" yaml:"baseline"`
}

// Figure finds the published figure of a clause or a section of Annex A.
func (p *Published) Figure(set string) (Figure, bool) {
	for _, f := range slices.Concat(p.Clauses, p.Sections) {
		if f.Set == set {
			return f, true
		}
	}
	return Figure{}, false
}

// RowsOf are the printed rows that stand for an item once they are corrected.
func (p *Published) RowsOf(item string) []PublishedRow {
	var found []PublishedRow
	for _, row := range p.Rows {
		if slices.ContainsFunc(row.Corrected, func(r Reading) bool { return r.Item == item }) {
			found = append(found, row)
		}
	}
	return found
}

func (l *loader) checkPublished(f *file, p Published, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the comparison", "notice", p.Notice)
	for i, fig := range p.Clauses {
		l.checkFigure(f, fig, f.line("clauses", i), k)
	}
	for i, fig := range p.Sections {
		l.checkFigure(f, fig, f.line("sections", i), k)
	}
	for i, row := range p.Rows {
		l.checkPublishedRow(f, row, f.line("rows", i), i+1, k)
	}
}

func (l *loader) checkFigure(f *file, fig Figure, line int, k numbers) {
	l.once(f, "", line, "published "+fig.Set)
	l.refuseUnknown(f, line, "the figure", []string{fig.Set}, k.setsAIMS, AIMS)
	l.refuseEmpty(f, line, fig.Set, "printed", fig.Printed)
	if !(fig.Share >= 0 && fig.Share <= 1) {
		l.refuse(f.name, "", line, "%s: share is %g; it is 0 to 1", fig.Set, fig.Share)
	}
}

func (l *loader) checkPublishedRow(f *file, row PublishedRow, line, place int, k numbers) {
	what := "row " + strconv.Itoa(row.Row)
	if row.Row != place {
		l.refuse(f.name, "", line, "%s stands at place %d; rows are counted in order, from 1", what, place)
	}
	l.refuseEmpty(f, line, what, "item", row.Item, "text", row.Text)
	for _, level := range []string{row.Level, row.Right} {
		if !slices.Contains(levels, level) {
			l.refuse(f.name, "", line, "%s: level is %q; it is one of high, medium, low, none", what, level)
		}
	}
	if len(row.Baseline) == 0 || len(row.Corrected) == 0 {
		l.refuse(f.name, "", line, "%s has no baseline or no corrected reading; it has one of each at least", what)
	}
	for _, r := range row.Corrected {
		l.refuseUnknown(f, line, what, []string{r.Item}, k.aims, AIMS)
		l.refuseUnknown(f, line, what, r.Baseline, k.isms, ISMS)
	}
}

// checkCitedErrata: a figure or row names only errata that stand in the list.
func (l *loader) checkCitedErrata(f *file, r *Reference) {
	known := map[string]bool{}
	for _, e := range r.Corrections.Errata {
		known[e.ID] = true
	}
	cited := func(list string, i int, ids []string) {
		for _, id := range ids {
			if !known[id] {
				l.refuse(f.name, "", f.line(list, i), "the list of errata has no %q", id)
			}
		}
	}
	for i, fig := range r.Published.Clauses {
		cited("clauses", i, fig.Errata)
	}
	for i, fig := range r.Published.Sections {
		cited("sections", i, fig.Errata)
	}
	for i, row := range r.Published.Rows {
		cited("rows", i, row.Errata)
	}
}

package intake

import (
	"cmp"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// finder looks for the headings of a sheet.
type finder struct {
	cat    *catalog.Catalog
	as     As
	layout Layout
	sheets *catalog.Sheets
	tool   *catalog.Tool
	own    bool // the file is one of this program's
}

// find is the heading of a sheet. A table of revisions above has a row that
// looks like one as well; the one is meant that most items stand below, before
// the next table begins.
func (f *finder) find(rows []row) (heading, bool) {
	if f.layout.Heading > 0 {
		at, err := rowNamed(rows, f.layout.Heading)
		if err != nil {
			return heading{}, false
		}
		h := f.best(rows, at)
		return h, len(h.columns) > 0
	}
	var found []heading
	for at, r := range rows {
		if r.n > headingRows {
			break
		}
		if f.itemsInRow(r) > 0 {
			continue // a row of the table
		}
		h := f.best(rows, at)
		if _, item := h.columns[fItem]; !item || len(h.columns)+len(h.marks) < 2 {
			continue
		}
		if len(found) == 0 || !sameColumns(h, found[len(found)-1]) {
			found = append(found, h)
		}
	}
	return f.mostItems(rows, found)
}

func sameColumns(a, b heading) bool {
	if len(a.columns) != len(b.columns) {
		return false
	}
	for f, column := range a.columns {
		if other, there := b.columns[f]; !there || other != column {
			return false
		}
	}
	return true
}

// mostItems is the heading that most items stand below, and of those the one
// that more of its columns are known by.
func (f *finder) mostItems(rows []row, found []heading) (heading, bool) {
	if len(found) == 0 {
		return heading{}, false
	}
	for n := range found {
		end := len(rows)
		if n+1 < len(found) {
			end = max(found[n+1].at, found[n].first)
		}
		below := rows[min(found[n].first, end):end]
		found[n].items = f.itemsIn(below, found[n].columns[fItem])
	}
	return slices.MaxFunc(found, func(a, b heading) int {
		return cmp.Or(cmp.Compare(a.items, b.items), -cmp.Compare(len(a.asked), len(b.asked)), cmp.Compare(len(a.columns), len(b.columns)), -cmp.Compare(a.at, b.at))
	}), true
}

// best is the heading that begins in a row: the row alone, or with the one
// below, where that names more columns and no item.
func (f *finder) best(rows []row, at int) heading {
	one := f.read(rows, at, 1)
	if at+1 >= len(rows) || rows[at+1].n != rows[at].n+1 || rows[at+1].n > headingRows || f.itemsInRow(rows[at+1]) > 0 {
		return one
	}
	two := f.read(rows, at, 2)
	if len(two.columns) > len(one.columns) && len(two.asked) <= len(one.asked) {
		return two
	}
	return one
}

// read takes one or two rows for the headings.
func (f *finder) read(rows []row, at, n int) heading {
	h := heading{row: rows[at].n, rows: n, columns: map[field]int{}, marks: map[int]string{}, why: map[int]string{}, asked: map[field]bool{}}
	h.settle(rows)
	h.texts, h.other = headTexts(rows[at : at+n])
	below := rows[h.first:]
	c := f.contents(below[:min(len(below), rowsLooked)], len(h.texts))
	f.said(&h)
	f.byHeading(&h, c)
	f.byContent(&h, c)
	f.byMarks(&h, c)
	return h
}

// headTexts are the texts of one or two rows of headings: the lower one, and
// what stands above it. A text above that is alone in its block counts for the
// columns to its right as well, as a merged cell does.
func headTexts(rows []row) (texts, above []string) {
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r.cells))
	}
	texts, above = make([]string, wide), make([]string, wide)
	last := rows[len(rows)-1]
	for column := range wide {
		if c := last.at(column); c.kind == text {
			texts[column] = c.text
		}
	}
	if len(rows) == 1 {
		return texts, above
	}
	over := ""
	for column := range wide {
		if c := rows[0].at(column); !c.blank() && c.kind == text {
			over = c.text
		}
		if strings.TrimSpace(texts[column]) == "" {
			if c := rows[0].at(column); c.kind == text {
				texts[column] = c.text
			}
			continue
		}
		above[column] = over
	}
	return texts, above
}

package intake

import (
	"fmt"
	"strings"

	"crosswalk/catalog/visible"
)

// passedOver are rows that say nothing: without a value in a column that is
// read, a title between the rows, or the headings again.
func (r *reader) passedOver(at int) bool {
	row := r.t.rows[at]
	values, again := 0, true
	for f, column := range r.head.columns {
		c := row.at(column)
		if f != fItem && f != fTitle && !c.blank() {
			values++
		}
		again = again && plainHeading(c.text) == plainHeading(r.head.texts[column])
	}
	for column := range r.head.marks {
		if !row.at(column).blank() {
			values++
		}
	}
	if values > 0 {
		return again || comment(row) || r.closing(at)
	}
	i, ok := r.idAt(at)
	if !ok {
		return true
	}
	it, heading, _ := r.find(i)
	if it == nil && r.edition == Edition2013 {
		return true
	}
	if it != nil {
		r.seen++
		r.groups = append(r.groups, RowSeen{Sheet: visible.Line(r.t.name), Row: row.n, Item: it.Number, Group: RowSilent})
	}
	return heading || it != nil
}

// comment is a row of remarks on the columns, as some programs write below their
// headings.
func comment(row row) bool {
	for _, c := range row.cells {
		if s := strings.TrimSpace(c.text); s != "" && !strings.HasPrefix(s, "#") {
			return false
		}
	}
	return true
}

func hasFigure(c cell) bool { return c.kind == number || strings.ContainsAny(c.text, "0123456789") }

// closing are totals and signatures below the last item: a text without a figure
// where the number would be, and nothing that rates.
func (r *reader) closing(at int) bool {
	row := r.t.rows[at]
	item := row.at(r.head.columns[fItem])
	if at <= r.last || r.last < r.head.first || item.blank() || item.kind != text {
		return false
	}
	for _, f := range []field{fRating, fStatus} {
		if c, there := r.cellOf(row, f); there && r.words.sure(c) {
			return false
		}
	}
	if r.closed++; r.closed == 1 {
		r.first = fmt.Sprintf("%s in row %d", short(item.text), row.n)
	}
	return true
}

package intake

import (
	"fmt"
	"strings"
)

// passedOver are rows that say nothing: without a value in a column that is
// read, a title between the rows, or the headings again.
func (r *reader) passedOver(at int) bool {
	row, head := r.t.rows[at], r.t.rows[r.t.head.at]
	values, again := 0, true
	for f, column := range r.t.head.columns {
		c := row.at(column)
		if f != fItem && !c.blank() {
			values++
		}
		again = again && plainHeading(c.text) == plainHeading(head.at(column).text)
	}
	if values > 0 {
		return again || r.closing(at)
	}
	i, ok := parseID(row.at(r.t.head.columns[fItem]))
	if !ok {
		return true
	}
	it, heading, _ := r.find(i)
	if it != nil {
		r.seen++
		r.silent++
	}
	return heading || it != nil
}

func hasFigure(c cell) bool { return c.kind == number || strings.ContainsAny(c.text, "0123456789") }

// closing are totals and signatures below the last item: a text without a figure
// where the number would be, and nothing that rates.
func (r *reader) closing(at int) bool {
	row := r.t.rows[at]
	item := row.at(r.t.head.columns[fItem])
	if at <= r.last || r.last <= r.t.head.at || item.blank() || item.kind != text {
		return false
	}
	if column, there := r.t.head.columns[fRating]; there {
		if m, err := parseRating(row.at(column)); err == nil && m.said {
			return false
		}
	}
	if r.closed++; r.closed == 1 {
		r.firstClosed = fmt.Sprintf("%s in row %d", short(item.text), row.n)
	}
	return true
}

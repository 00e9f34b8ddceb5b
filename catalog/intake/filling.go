package intake

import (
	"fmt"
	"slices"
)

// filling is a table while it is read. It keeps what is wanted and counts all
// that it is given, so that no file makes a table larger than it may be.
type filling struct {
	t     *table
	most  int                   // the last row that is read
	keep  func(column int) bool // nil where all columns are kept
	row   row                   // its cells are those so far
	read  int                   // cells with a value
	slots int                   // cells of all rows, with those that stand empty between
	far   string                // the first cell beyond the columns that are read
	wide  map[int]int           // rows of texts by their number of fields, where that is asked
}

// begin starts a row, whose number is larger than the one before.
func (in *filling) begin(n int, hidden bool) {
	in.row = row{n: n, hidden: hidden, cells: in.row.cells[:0]}
}

func (in *filling) put(column int, c cell) error {
	if c.kind == empty {
		return nil
	}
	if in.read++; in.read > maxCells {
		return tooMany()
	}
	if column >= maxColumns {
		if in.far == "" {
			in.far = cellName(column, in.row.n)
		}
		return nil
	}
	if in.keep != nil && !in.keep(column) {
		return nil
	}
	if len(c.text) > maxText {
		return sentence{fmt.Sprintf("the text in cell %s is longer than a spreadsheet can hold; shorten it", cellName(column, in.row.n))}
	}
	for len(in.row.cells) <= column {
		in.row.cells = append(in.row.cells, cell{})
	}
	in.row.cells[column] = c
	return nil
}

func tooMany() error {
	return sentence{fmt.Sprintf("the sheet has more than %d cells with a value; keep the table alone", maxCells)}
}

// end keeps the row where something stands in it.
func (in *filling) end() error {
	if len(in.row.cells) == 0 {
		return nil
	}
	if in.slots += len(in.row.cells); in.slots > maxSlots {
		return sentence{fmt.Sprintf("the sheet is too wide for its many rows, with more than %d cells up to the last column; keep the table alone", maxSlots)}
	}
	kept := in.row
	kept.cells = slices.Clone(kept.cells)
	in.t.rows = append(in.t.rows, kept)
	in.row.cells = in.row.cells[:0]
	return nil
}

func (in *filling) merge(a area) error {
	if len(in.t.merged) == maxMerged {
		return sentence{fmt.Sprintf("the sheet has more than %d merged cells; unmerge them", maxMerged)}
	}
	in.t.merged = append(in.t.merged, a)
	return nil
}

// hide notes that columns are hidden, each of them once.
func (in *filling) hide(from, to int) {
	if n := len(in.t.hidden); n > 0 {
		from = max(from, in.t.hidden[n-1]+1)
	}
	for c := from; c <= min(to, maxColumns-1); c++ {
		in.t.hidden = append(in.t.hidden, c)
	}
}

// whole is the table once all is read.
func (in *filling) whole() *table {
	if in.far != "" {
		in.t.remarks = append(in.t.remarks, fmt.Sprintf("values beyond the %d columns that are read were passed over, the first in cell %s", maxColumns, in.far))
	}
	return in.t
}

package intake

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"crosswalk/catalog/visible"
)

// table is a sheet as it stands in the file, before anybody asks what it means.
// Rows without a value are left out.
type table struct {
	name     string
	csv      bool // text only: numbers lost nothing, formulas were marked inert
	own      bool // written by this program: every text stands as it is
	rows     []row
	merged   []area
	hidden   []int // columns from 0
	from1904 bool  // days are counted from 1904, as on old Macs
	remarks  []string
}

type row struct {
	n      int    // from 1, as a spreadsheet counts
	cells  []cell // from column A
	open   int    // fields of a last CSV row that has no line end, else 0
	hidden bool   // by hand or by a filter
}

// at is the cell of a column, counted from 0; the empty cell beyond the row.
func (r row) at(column int) cell {
	if column < 0 || column >= len(r.cells) {
		return cell{}
	}
	return r.cells[column]
}

type kind uint8

const (
	empty   kind = iota
	text         // as typed
	number       // as a spreadsheet keeps numbers and days
	truth        // TRUE or FALSE
	fault        // #N/A and its like
	unknown      // a formula whose value was not stored
)

// cell is what stands in a cell: for a number what lies behind it, and the form
// in which its style shows that.
type cell struct {
	kind kind
	text string
	form form
}

func (c cell) blank() bool {
	return c.kind == empty || c.kind == text && strings.TrimSpace(c.text) == ""
}

// area is a block of merged cells; columns from 0, rows from 1.
type area struct {
	left, top, right, bottom int
}

// cellName is what a spreadsheet calls a cell: column from 0, row from 1.
func cellName(column, row int) string {
	name := ""
	for c := column; c >= 0; c = c/26 - 1 {
		name = string(rune('A'+c%26)) + name
	}
	return fmt.Sprintf("%s%d", name, row)
}

// short is a stranger's text for a sentence.
func short(s string) string {
	const most = 40
	s = strings.TrimSpace(s)
	if r := []rune(s[:min(len(s), 4*most+4)]); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return `"` + visible.Line(s) + `"`
}

// pattern is compiled when it is first used: most starts of the program read
// no sheet.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

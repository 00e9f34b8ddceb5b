package intake

import (
	"bytes"
	"errors"
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
	from1904 bool // days are counted from 1904, as on old Macs
	head     heading
}

type row struct {
	n     int    // from 1, as a spreadsheet counts
	cells []cell // from column A
	open  int    // fields of a last CSV row that has no line end, else 0
}

// at is the cell of a column, counted from 0; the empty cell beyond the row.
func (r row) at(column int) cell {
	if column < 0 || column >= len(r.cells) {
		return cell{}
	}
	return r.cells[column]
}

type kind int

const (
	empty   kind = iota
	text         // as typed
	number       // as a spreadsheet keeps numbers and days
	truth        // TRUE or FALSE
	fault        // #N/A and its like
	unknown      // a formula whose value was not stored
)

type cell struct {
	kind kind
	text string
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

// open finds out what the bytes are, reads them and finds the headings.
func open(name, sheet string, raw []byte, fields []field) (*table, error) {
	switch {
	case len(raw) == 0:
		return nil, errors.New("the file is empty")
	case len(raw) > maxFile:
		return nil, fmt.Errorf("the file has %d MiB; at most %d are read", (len(raw)+1<<20-1)>>20, maxFile>>20)
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("PK\x05\x06")):
		return openWorkbook(sheet, raw, fields)
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0")):
		return nil, errors.New("the file is protected by a password or in the old XLS form; save it as XLSX without a password")
	case bytes.HasPrefix(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), []byte("<?xml")) && bytes.Contains(raw[:min(len(raw), 4096)], []byte("opendocument")):
		return nil, errOpenDocument
	case bytes.HasPrefix(raw, []byte("%PDF")):
		return nil, errors.New("the file is a PDF; a CSV or XLSX file can be read")
	case sheet != "":
		return nil, fmt.Errorf("a CSV file has no sheet %s; leave the sheet out", short(sheet))
	}
	return openCSV(name, raw, fields)
}

func noHeadings(fields []field) error {
	names := make([]string, 0, len(fields))
	for _, f := range fields {
		names = append(names, string(f))
	}
	return fmt.Errorf("no row among the first %d has headings that can be read; one column is headed item, and others %s",
		headingRows, strings.Join(names[1:], ", "))
}

// pattern is compiled when it is first used: most starts of the program read
// no sheet.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

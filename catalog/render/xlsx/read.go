package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/base"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// Read gives back what the workbook says: each text in front as a paragraph, each
// other sheet as a table with the sheet's name. Numbers and days are as the cells
// keep them.
func Read(raw []byte) (*report.Document, error) {
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("the file is no workbook: %w", err)
	}
	defer f.Close()
	d := &report.Document{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		switch {
		case err != nil:
			return nil, fmt.Errorf("the sheet %s can't be read: %w", name, err)
		case name == front:
			d.Blocks = append(d.Blocks, frontTexts(rows)...)
		case name != base.Sheet:
			d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, Table: tableOf(name, rows)})
		}
	}
	if len(d.Blocks) == 0 {
		return nil, errors.New("the workbook is empty")
	}
	return d, nil
}

func frontTexts(rows [][]string) []report.Block {
	var all []report.Block
	for _, r := range rows {
		for _, text := range r {
			if text != "" {
				all = append(all, report.Block{Is: report.IsParagraph, Text: text})
			}
		}
	}
	return all
}

// tableOf joins the columns in which texts go on, and leaves out the one that says
// what a row is about.
func tableOf(name string, rows [][]string) *report.Table {
	t := &report.Table{Caption: name}
	if len(rows) == 0 {
		return t
	}
	var of []int
	for _, title := range rows[0] {
		n := len(t.Columns) - 1
		switch {
		case title == base.RowHead:
			n = -1
		case n < 0 || !goesOn(t.Columns[n].Title, title):
			t.Columns = append(t.Columns, report.Column{Title: title})
			n++
		}
		of = append(of, n)
	}
	for _, r := range rows[1:] {
		row := report.Row{Cells: make([]report.Cell, len(t.Columns))}
		for i, text := range r {
			if i < len(of) && of[i] >= 0 {
				row.Cells[of[i]].Text += text
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// goesOn reports whether a heading is that of the column where the texts of another
// go on.
func goesOn(heading, next string) bool {
	rest, ok := strings.CutPrefix(next, heading+" (")
	n, err := strconv.Atoi(strings.TrimSuffix(rest, ")"))
	return ok && err == nil && n > 1 && base.Continued(heading, n) == next
}

// Verify reads the workbook back and says what of the document is not in it.
func Verify(d *report.Document, raw []byte) error {
	got, err := Read(raw)
	if err != nil {
		return err
	}
	tables := 0
	for _, b := range got.Blocks {
		if b.Is == report.IsTable {
			tables++
		}
	}
	rest := got.Blocks[len(got.Blocks)-tables:]
	words := *d
	words.Blocks = nil
	for _, b := range d.Blocks {
		if b.Is != report.IsTable {
			words.Blocks = append(words.Blocks, b)
			continue
		}
		if len(rest) == 0 {
			return fmt.Errorf("the table %q is not in the workbook", b.Table.Caption)
		}
		if err := sameTable(b.Table, rest[0].Table); err != nil {
			return err
		}
		rest = rest[1:]
	}
	return inFront(&words, got.Blocks[:len(got.Blocks)-tables])
}

// inFront looks for every text among those of the sheet in front, in whatever order.
func inFront(d *report.Document, blocks []report.Block) error {
	there := map[string]bool{}
	for _, b := range blocks {
		there[b.Text] = true
	}
	for _, text := range d.Texts() {
		for _, piece := range base.Pieces(visible.Text(text)) {
			if !there[piece] {
				return fmt.Errorf("the sheet in front does not say %q", piece)
			}
		}
	}
	return nil
}

func sameTable(want, got *report.Table) error {
	if len(got.Rows) != len(want.Rows) || len(got.Columns) != len(want.Columns) {
		return fmt.Errorf("the sheet %s has %d rows and %d columns; the document has %d and %d", got.Caption, len(got.Rows), len(got.Columns), len(want.Rows), len(want.Columns))
	}
	for i, r := range want.Rows {
		for c, of := range want.Columns {
			if r.Head && c > 0 {
				break
			}
			is, said := stored(of, cellAt(r, c), r.Head), got.Rows[i].Cells[c].Text
			if is != said {
				return fmt.Errorf("the sheet %s says %q in row %d where the document says %q", got.Caption, said, i+2, is)
			}
		}
	}
	return nil
}

// stored is a cell as the workbook keeps it.
func stored(c report.Column, one report.Cell, head bool) string {
	if c.Is == report.CellDate && !head {
		if day, err := time.Parse(time.DateOnly, one.Date()); err == nil {
			return strconv.Itoa(int(day.Sub(epoch) / (24 * time.Hour)))
		}
	}
	if n, ok := value(column{Column: c}, one).(float64); ok && !head {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return visible.Text(one.Text)
}

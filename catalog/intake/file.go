package intake

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// File is a sheet file that was opened. Reading it changes nothing in it.
type File struct {
	name    string
	form    string
	sheets  []SheetInfo
	remarks []string
	source  sheetFile
}

// SheetInfo is a sheet of a file as its list of sheets shows it.
type SheetInfo struct {
	Name   string
	Hidden bool
}

// sheetFile is one form of file. The sheet counts from 0, rows up to the most are
// read, and only columns that are to be kept stay in memory.
type sheetFile interface {
	read(sheet, most int, keep func(column int) bool) (*table, error)
}

// Grid is the first rows of a sheet as a person sees them. Rows without a value
// are left out.
type Grid struct {
	Sheet  string
	Rows   []GridRow
	Wide   int   // columns
	Hidden []int // columns that are hidden, from 0
}

// GridRow is one row of a grid, its cells from column A.
type GridRow struct {
	N      int // from 1, as a spreadsheet counts
	Hidden bool
	Cells  []string
}

// Open finds out what the bytes are. Nothing of what the sheets say is read yet
// beyond what is needed for that. The error is one sentence.
func Open(name string, raw []byte) (*File, error) {
	text := bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
	head := string(bytes.ToLower(bytes.TrimSpace(text[:min(len(text), 4096)])))
	switch {
	case len(raw) == 0:
		return nil, errors.New("the file is empty")
	case len(raw) > maxFile:
		return nil, fmt.Errorf("the file has %d MiB; at most %d are read", (len(raw)+1<<20-1)>>20, maxFile>>20)
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("PK\x05\x06")):
		return openZip(name, raw)
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0")):
		return nil, errors.New("the file is protected by a password or in the old XLS form; save it as XLSX without a password")
	case strings.HasPrefix(head, "<?xml") && strings.Contains(head, "opendocument"):
		return openDocument(name, flat(raw))
	case strings.HasPrefix(head, "<?xml"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<!doctype"), strings.HasPrefix(head, "<table"):
		return nil, errors.New("the file is a web page or an XML file, whatever its name says; open it in a spreadsheet and save it as XLSX")
	case bytes.HasPrefix(raw, []byte("%PDF")):
		return nil, errors.New("the file is a PDF; an XLSX, ODS or CSV file can be read")
	}
	return openText(name, raw)
}

func openZip(name string, raw []byte) (*File, error) {
	p, err := unzip(raw)
	if err != nil {
		return nil, err
	}
	if p.has("content.xml") || p.has("encrypted-package") {
		return openDocument(name, p)
	}
	w, err := newWorkbook(p)
	if err != nil {
		return nil, err
	}
	f := &File{name: name, form: "XLSX", source: w}
	for _, s := range w.sheets {
		f.sheets = append(f.sheets, SheetInfo{s.name, s.hidden})
	}
	return f, nil
}

// Name is the name of the file as it was given.
func (f *File) Name() string { return f.name }

// Form is XLSX, ODS or CSV, which stands for every text with columns.
func (f *File) Form() string { return f.form }

// Sheets are the sheets in the order of the file; a text file has one, named as
// the file is.
func (f *File) Sheets() []SheetInfo { return slices.Clone(f.sheets) }

// Remarks say how the file was read where that is not plain, a sentence each.
func (f *File) Remarks() []string { return slices.Clone(f.remarks) }

// Grid is the first rows of a sheet, up to the row of that number.
func (f *File) Grid(sheet string, most int) (Grid, error) {
	t, err := f.table(sheet, most, nil)
	if err != nil {
		return Grid{}, err
	}
	g := Grid{Sheet: sheet, Hidden: t.hidden}
	for _, r := range t.rows {
		one := GridRow{N: r.n, Hidden: r.hidden, Cells: make([]string, len(r.cells))}
		for column, c := range r.cells {
			one.Cells[column] = c.shown(t.from1904)
		}
		g.Rows, g.Wide = append(g.Rows, one), max(g.Wide, len(r.cells))
	}
	return g, nil
}

// table is a sheet up to the row of a number, with the columns that are to be
// kept; all where no function says which.
func (f *File) table(sheet string, most int, keep func(column int) bool) (*table, error) {
	i := slices.IndexFunc(f.sheets, func(s SheetInfo) bool { return s.Name == sheet })
	switch {
	case i < 0 && f.form == "CSV":
		return nil, fmt.Errorf("a CSV file has no sheet %s; leave the sheet out", short(sheet))
	case i < 0:
		all := make([]string, len(f.sheets))
		for n, s := range f.sheets {
			all[n] = short(s.Name)
		}
		return nil, fmt.Errorf("the workbook has no sheet %s; it has %s", short(sheet), strings.Join(all, ", "))
	}
	t, err := f.source.read(i, most, keep)
	if err != nil && f.form != "CSV" {
		return nil, fmt.Errorf("sheet %s: %w", short(sheet), err)
	}
	return t, err
}

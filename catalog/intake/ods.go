package intake

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An OpenDocument sheet holds all its tables in one part, and says of rows and
// cells how often they come: a sheet with five values may have a million rows.
// Like the reader of workbooks, this one looks at each once and keeps values.

// odsFile is an opened OpenDocument sheet.
type odsFile struct {
	from   content
	sheets []SheetInfo
}

// content is where its XML stands: in a part of a zipped file, or flat.
type content interface {
	stream(part string, most int64, element func(*markup) (bool, error)) error
}

type flat []byte

func (f flat) stream(part string, most int64, element func(*markup) (bool, error)) error {
	if err := elements(&measured{r: bytes.NewReader(f), left: most, most: most}, element); err != nil {
		return damaged(part, err)
	}
	return nil
}

const contentPart = "content.xml"

func openDocument(name string, from content) (*File, error) {
	d := &odsFile{from: from}
	if p, zipped := from.(parts); zipped && p.locked() {
		return nil, errors.New("the file is protected by a password; save it without one")
	}
	if err := d.list(); err != nil {
		return nil, err
	}
	if len(d.sheets) == 0 {
		return nil, errors.New("the file is an OpenDocument file without a sheet; save the sheet as XLSX, ODS or CSV")
	}
	return &File{name: name, form: "ODS", sheets: d.sheets, source: d}, nil
}

// locked reports whether the parts of an OpenDocument file are encrypted.
func (p parts) locked() bool {
	if p.has("encrypted-package") {
		return true
	}
	locked := false
	if p.has("META-INF/manifest.xml") {
		_ = p.stream("META-INF/manifest.xml", maxPart, func(m *markup) (bool, error) {
			locked = locked || m.name == "encryption-data"
			return !locked, nil
		}) // a damaged list of parts is no reason not to read the one that counts
	}
	return locked
}

// list finds the tables, and which of them a style hides.
func (d *odsFile) list() error {
	style, hidden := "", map[string]bool{}
	return d.from.stream(contentPart, maxSheet, func(m *markup) (bool, error) {
		switch m.name {
		case "style":
			style = m.attr("style:name")
		case "table-properties":
			if m.attr("table:display") == "false" && len(hidden) < maxSheets {
				hidden[style] = true
			}
		case "table":
			d.sheets = append(d.sheets, SheetInfo{m.attr("table:name"), hidden[m.attr("table:style-name")]})
			return len(d.sheets) < maxSheets, m.skip()
		}
		return true, nil
	})
}

var errEnough = errors.New("the rest is not wanted")

func (d *odsFile) read(sheet, most int, keep func(column int) bool) (*table, error) {
	in := &documentReader{filling: filling{t: &table{name: d.sheets[sheet].Name}, most: most, keep: keep}}
	err := d.from.stream(contentPart, maxSheet, func(m *markup) (bool, error) {
		switch {
		case m.name != "table":
			return true, nil
		case sheet > 0:
			sheet--
			return true, m.skip()
		}
		err := m.each(func(p piece) error { return in.take(m, p) })
		if errors.Is(err, errEnough) {
			err = nil
		}
		return false, err
	})
	if err != nil {
		return nil, err
	}
	return in.whole(), nil
}

type documentReader struct {
	filling
	rows    int // so far, with those that are repeated
	columns int // described so far
	next    int // column of the next cell
	said    []byte
}

// groups hold rows and columns that belong together; all else in a table is
// none of its values.
var groups = []string{"table-rows", "table-row-group", "table-header-rows", "table-columns", "table-column-group", "table-header-columns"}

func (in *documentReader) take(m *markup, p piece) error {
	switch {
	case p != begins || slices.Contains(groups, m.name):
		return nil
	case m.name == "table-row":
		return in.takeRow(m)
	case m.name == "table-column":
		from := in.columns
		if in.columns += m.times("table:number-columns-repeated", maxRow); unseen(m) {
			in.hide(from, in.columns-1)
		}
	}
	return m.skip()
}

// unseen reports whether a row or a column is hidden, by hand or by a filter.
func unseen(m *markup) bool {
	v := m.attr("table:visibility")
	return v == "collapse" || v == "filter"
}

func (in *documentReader) takeRow(m *markup) error {
	n, times := in.rows+1, m.times("table:number-rows-repeated", maxRow)
	if in.rows += times; n > min(in.most, maxRow) {
		return errEnough
	}
	in.begin(n, unseen(m))
	in.next = 0
	before, rows := in.read, len(in.t.rows)
	err := m.each(func(p piece) error {
		switch {
		case p != begins:
			return nil
		case m.name == "table-cell" || m.name == "covered-table-cell":
			return in.takeCell(m)
		}
		return m.skip()
	})
	if err != nil {
		return err
	}
	if err := in.end(); err != nil || len(in.t.rows) == rows {
		return err
	}
	return in.repeat(min(times, in.most-n+1)-1, in.read-before)
}

// repeat adds the row so many times more. They share their cells, which nobody
// changes.
func (in *documentReader) repeat(times, values int) error {
	for ; times > 0; times-- {
		if in.read += values; in.read > maxCells {
			return tooMany()
		}
		again := in.t.rows[len(in.t.rows)-1]
		again.n++
		in.t.rows = append(in.t.rows, again)
	}
	return nil
}

func (in *documentReader) takeCell(m *markup) error {
	column, times := in.next, m.times("table:number-columns-repeated", maxRow)
	in.next += times
	wide, high := m.times("table:number-columns-spanned", maxRow), m.times("table:number-rows-spanned", maxRow)
	if wide > 1 || high > 1 {
		if err := in.merge(area{column, in.row.n, column + wide - 1, in.row.n + high - 1}); err != nil {
			return err
		}
	}
	c, err := in.value(m)
	if err != nil || c.kind == empty {
		return err
	}
	for ; times > 0; times-- {
		if err := in.put(column, c); err != nil {
			return err
		}
		column++
	}
	return nil
}

// value is what stands in a cell, and takes the cell to its end.
func (in *documentReader) value(m *markup) (cell, error) {
	kind, special := m.attr("office:value-type"), m.attr("calcext:value-type")
	stored := m.attr(map[string]string{
		"date": "office:date-value", "boolean": "office:boolean-value", "string": "office:string-value", "time": "office:time-value",
	}[kind])
	if kind == "float" || kind == "currency" || kind == "percentage" {
		stored = m.attr("office:value")
	}
	formula := m.attr("table:formula") != ""
	said, err := in.paragraphs(m)
	switch {
	case err != nil:
		return cell{}, err
	case special == "error":
		return cell{kind: fault, text: said}, nil
	case kind == "" && said == "" && formula:
		return cell{kind: unknown}, nil
	case kind == "string" && said == "":
		return textCell(stored), nil
	case stored == "" || kind == "string" || kind == "time":
		return textCell(said), nil
	case kind == "boolean":
		return cell{kind: truth, text: map[bool]string{true: "1", false: "0"}[stored == "true"]}, nil
	case kind == "percentage":
		return percentCell(stored), nil
	case kind == "date":
		return storedDay(stored), nil
	}
	return shownNumber(stored, said), nil
}

// storedDay is a day as other workbooks keep it, by its number; of those before
// 1900 March, on which they do not agree, it is the text.
func storedDay(s string) cell {
	for _, form := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04", time.RFC3339} {
		d, err := time.Parse(form, s)
		if days := d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24; err == nil && days > 60 {
			return cell{number, strconv.FormatFloat(days, 'f', -1, 64), asDay}
		}
	}
	return textCell(s)
}

var shownDecimals = pattern(`^-?\d+[.,](\d{1,9})$`)

// shownNumber is a number with as many figures behind the point as the person
// sees of it, where these are its own.
func shownNumber(stored, said string) cell {
	f, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return textCell(stored)
	}
	decimals := shownDecimals().FindStringSubmatch(said)
	if decimals == nil {
		return cell{kind: number, text: stored}
	}
	if g, err := strconv.ParseFloat(strings.Replace(said, ",", ".", 1), 64); err != nil || g != f {
		return cell{kind: number, text: stored}
	}
	return cell{number, stored, asDecimals + form(len(decimals[1]))}
}

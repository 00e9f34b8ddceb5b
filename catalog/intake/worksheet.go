package intake

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// read reads the first rows of a sheet, whatever their cells look like, and
// where cells are merged.
func (w *workbook) read(s sheetRef, most int) (*table, error) {
	in := &sheetReader{w: w, most: most, t: &table{name: s.name, from1904: w.from1904}}
	if err := w.stream(s.part, in.element); err != nil {
		return nil, fmt.Errorf("sheet %s: %w", short(s.name), err)
	}
	in.endRow()
	return in.t, nil
}

type sheetReader struct {
	w     *workbook
	t     *table
	most  int
	row   row
	cells int // with a value, so far
	next  int // column of a cell that does not say where it stands
}

func (in *sheetReader) element(d *xml.Decoder, e xml.StartElement) (bool, error) {
	switch e.Name.Local {
	case "row":
		return in.beginRow(e)
	case "c":
		return true, in.cell(d, e)
	case "mergeCell":
		return true, in.merge(attribute(e, "ref"))
	}
	return true, nil
}

func attribute(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}

func (in *sheetReader) beginRow(e xml.StartElement) (bool, error) {
	was := in.row.n
	in.endRow()
	in.row, in.next = row{n: was + 1}, 0
	if r := attribute(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n <= was || n > maxRow {
			return false, sentence{fmt.Sprintf("the workbook is damaged: after row %d comes a row numbered %s; save it again as XLSX", was, short(r))}
		}
		in.row.n = n
	}
	return in.row.n <= in.most, nil
}

func (in *sheetReader) endRow() {
	if len(in.row.cells) > 0 {
		in.t.rows = append(in.t.rows, in.row)
	}
	in.row.cells = nil
}

// storedCell is a cell as it stands in the file: R says where, T of what kind,
// S in which style, V is its value, F its formula and IS a text kept in place.
type storedCell struct {
	R  string    `xml:"r,attr"`
	T  string    `xml:"t,attr"`
	S  string    `xml:"s,attr"`
	F  *string   `xml:"f"`
	V  *string   `xml:"v"`
	IS *richText `xml:"is"`
}

func (in *sheetReader) cell(d *xml.Decoder, e xml.StartElement) error {
	var s storedCell
	if err := d.DecodeElement(&s, &e); err != nil {
		return err
	}
	column := in.next
	if s.R != "" {
		c, r, ok := parseCellName(s.R)
		if !ok || r != in.row.n {
			return sentence{fmt.Sprintf("the workbook is damaged: in row %d stands a cell named %s; save it again as XLSX", in.row.n, short(s.R))}
		}
		column = c
	}
	in.next = column + 1
	c, err := in.value(s)
	if err != nil || c.kind == empty {
		return err
	}
	if len(c.text) > maxText {
		return sentence{fmt.Sprintf("the text in cell %s is longer than a spreadsheet can hold; shorten it", cellName(column, in.row.n))}
	}
	if in.cells++; column >= maxColumns || in.cells > maxCells {
		return sentence{tooMuch(column, in.row.n).Error()}
	}
	in.row.put(column, c)
	return nil
}

// value is what a person sees in the cell, for numbers what lies behind it. A
// formula counts with the value that was stored when the file was saved.
func (in *sheetReader) value(s storedCell) (cell, error) {
	v := ""
	if s.V != nil {
		v = *s.V
	}
	if s.F != nil && v == "" && (s.V == nil || s.T != "str") {
		return cell{kind: unknown}, nil
	}
	switch s.T {
	case "inlineStr":
		if s.IS == nil {
			return cell{}, nil
		}
		return textCell(s.IS.String()), nil
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if v == "" {
			return cell{}, nil
		}
		if err != nil || n < 0 || n >= len(in.w.shared) {
			return cell{}, sentence{fmt.Sprintf("the workbook is damaged: row %d refers to a text that is not there; save it again as XLSX", in.row.n)}
		}
		return textCell(in.w.shared[n]), nil
	case "str", "d":
		return textCell(plainEscapes(v)), nil
	}
	v = strings.TrimSpace(v)
	kinds := map[string]kind{"b": truth, "e": fault, "n": number, "": number}
	k, known := kinds[s.T]
	switch {
	case v == "":
		return cell{}, nil
	case !known:
		return textCell(v), nil
	case k == number:
		return in.w.shown(s.S, v), nil
	}
	return cell{k, v}, nil
}

func textCell(s string) cell {
	if s == "" {
		return cell{}
	}
	return cell{text, s}
}

// parseCellName reads "B7" as column 1, row 7.
func parseCellName(s string) (column, row int, ok bool) {
	i := 0
	for ; i < len(s) && i < 4 && s[i] >= 'A' && s[i] <= 'Z'; i++ {
		column = column*26 + int(s[i]-'A') + 1
	}
	row, err := strconv.Atoi(s[i:])
	return column - 1, row, i > 0 && i < 4 && err == nil && row > 0 && row <= maxRow && s[i] != '+'
}

func (in *sheetReader) merge(ref string) error {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		return nil
	}
	left, top, ok1 := parseCellName(from)
	right, bottom, ok2 := parseCellName(to)
	if !ok1 || !ok2 || left > right || top > bottom {
		return sentence{fmt.Sprintf("the workbook is damaged: %s are no cells that can be merged; save it again as XLSX", short(ref))}
	}
	if len(in.t.merged) == maxMerged {
		return sentence{fmt.Sprintf("the sheet has more than %d merged cells; unmerge them", maxMerged)}
	}
	in.t.merged = append(in.t.merged, area{left, top, right, bottom})
	return nil
}

package intake

import (
	"fmt"
	"strconv"
	"strings"
)

// read reads the first rows of a sheet, whatever their cells look like, and
// where cells are merged. Of the first rows alone the part is no large one.
func (w *workbook) read(sheet, most int, keep func(column int) bool) (*table, error) {
	s := w.sheets[sheet]
	in := &sheetReader{filling{t: &table{name: s.name, from1904: w.from1904}, most: most, keep: keep}, w, 0}
	bytes := int64(maxSheet)
	if most < maxRow {
		bytes = maxPart
	}
	if err := w.parts.stream(s.part, bytes, in.element); err != nil {
		return nil, err
	}
	return in.whole(), nil
}

type sheetReader struct {
	filling
	w    *workbook
	next int // column of a cell that does not say where it stands
}

func (in *sheetReader) element(m *markup) (bool, error) {
	switch m.name {
	case "col":
		if m.yes("hidden") {
			in.hide(m.times("min", maxColumns)-1, m.times("max", maxColumns)-1)
		}
	case "row":
		return in.takeRow(m)
	case "mergeCell":
		return true, in.mergeCell(m.attr("ref"))
	}
	return true, nil
}

func (in *sheetReader) takeRow(m *markup) (bool, error) {
	was, n := in.row.n, in.row.n+1
	if r := m.attr("r"); r != "" {
		var err error
		if n, err = strconv.Atoi(r); err != nil || n <= was || n > maxRow {
			return false, sentence{fmt.Sprintf("the workbook is damaged: after row %d comes a row numbered %s; save it again as XLSX", was, short(r))}
		}
	}
	if n > in.most {
		return false, nil
	}
	in.begin(n, m.yes("hidden"))
	in.next = 0
	err := m.each(func(p piece) error {
		if p == begins && m.name == "c" {
			return in.takeCell(m)
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	return true, in.end()
}

// storedCell is a cell as it stands in the file: of what kind, in which style,
// its value, whether there is a value and a formula, and a text kept in place.
type storedCell struct {
	kind, style, value string
	valued, formula    bool
	inPlace            string
}

func (in *sheetReader) takeCell(m *markup) error {
	column := in.next
	if name := m.attr("r"); name != "" {
		c, r, ok := parseCellName(name)
		if !ok || r != in.row.n {
			return sentence{fmt.Sprintf("the workbook is damaged: in row %d stands a cell named %s; save it again as XLSX", in.row.n, short(name))}
		}
		column = c
	}
	in.next = column + 1
	s := storedCell{kind: m.attr("t"), style: m.attr("s")}
	err := m.each(func(p piece) (err error) {
		if p != begins {
			return nil
		}
		switch m.name {
		case "v":
			s.valued = true
			s.value, err = m.inside()
		case "f":
			s.formula = true
			err = m.skip()
		case "is":
			s.inPlace, err = m.rich()
		}
		return err
	})
	if err != nil {
		return err
	}
	c, err := in.value(s)
	if err != nil {
		return err
	}
	return in.put(column, c)
}

// value is what a person sees in the cell, for numbers what lies behind it. A
// formula counts with the value that was stored when the file was saved.
func (in *sheetReader) value(s storedCell) (cell, error) {
	if s.formula && s.value == "" && (!s.valued || s.kind != "str") {
		return cell{kind: unknown}, nil
	}
	v := strings.TrimSpace(s.value)
	switch s.kind {
	case "inlineStr":
		return textCell(s.inPlace), nil
	case "str", "d":
		return textCell(plainEscapes(s.value)), nil
	}
	switch {
	case v == "":
		return cell{}, nil
	case s.kind == "s":
		return in.sharedText(v)
	case s.kind == "b":
		return cell{kind: truth, text: v}, nil
	case s.kind == "e":
		return cell{kind: fault, text: v}, nil
	case s.kind == "n", s.kind == "":
		return in.w.styled(s.style, v), nil
	}
	return textCell(v), nil
}

func (in *sheetReader) sharedText(v string) (cell, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n >= len(in.w.shared) {
		return cell{}, sentence{fmt.Sprintf("the workbook is damaged: row %d refers to a text that is not there; save it again as XLSX", in.row.n)}
	}
	return textCell(in.w.shared[n]), nil
}

func textCell(s string) cell {
	if s == "" {
		return cell{}
	}
	return cell{kind: text, text: s}
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

func (in *sheetReader) mergeCell(ref string) error {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		return nil
	}
	left, top, ok1 := parseCellName(from)
	right, bottom, ok2 := parseCellName(to)
	if !ok1 || !ok2 || left > right || top > bottom {
		return sentence{fmt.Sprintf("the workbook is damaged: %s are no cells that can be merged; save it again as XLSX", short(ref))}
	}
	return in.merge(area{left, top, right, bottom})
}

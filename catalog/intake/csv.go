package intake

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// openCSV reads comma, semicolon or tab separated text, whichever of these
// gives the most headings.
func openCSV(name string, raw []byte, fields []field) (*table, error) {
	s, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	if isOwn(s) {
		return openOwn(name, s, fields)
	}
	separators, skip := []rune{',', ';', '\t'}, 0
	if first, _, _ := strings.Cut(s, "\n"); strings.HasPrefix(first, "sep=") && len(strings.TrimRight(first, "\r")) == 5 {
		separators, skip = []rune{rune(first[4])}, 1
	}
	var best heading
	var with rune
	var broken error
	for _, sep := range separators {
		rows, err := parseCSV(s, sep, headingRows)
		if len(rows) == 0 && broken == nil {
			broken = err
		}
		if h, ok := findHeading(rows[min(skip, len(rows)):], fields); ok && len(h.columns) > len(best.columns) {
			best, with = h, sep
		}
	}
	switch {
	case best.columns == nil && broken != nil:
		return nil, broken
	case best.columns == nil:
		return nil, noHeadings(fields)
	}
	rows, err := parseCSV(s, with, maxRow)
	if err != nil {
		return nil, err
	}
	t := &table{name: name, csv: true, rows: rows[min(skip, len(rows)):]}
	t.head, _ = findHeading(t.rows, fields)
	return t, t.cutOff()
}

// cutOff refuses a file whose last row has no line end and fewer fields than the
// headings: the rest went astray on the way, and rows that are not there are
// missed by nobody. A whole row without a line end is what many programs write.
func (t *table) cutOff() error {
	last, headings := t.rows[len(t.rows)-1], len(t.rows[t.head.at].cells)
	if last.open == 0 || last.open >= headings || !slices.ContainsFunc(last.cells, func(c cell) bool { return !c.blank() }) {
		return nil
	}
	return fmt.Errorf("row %d is the last and ends after %d of %d fields without a line end, as if the file were cut off; get it once more, or end the row if it is whole", last.n, last.open, headings)
}

// decodeText makes UTF-8 of the file: UTF-8 with or without a byte order mark,
// and UTF-16, which shows itself.
func decodeText(raw []byte) (string, error) {
	s := string(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")))
	switch {
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return decodeUTF16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return decodeUTF16(raw[2:], binary.BigEndian)
	}
	if order := unmarked(raw); order != nil {
		return decodeUTF16(raw, order)
	}
	for line, rest := 1, s; rest != ""; line++ {
		one, after, _ := strings.Cut(rest, "\n")
		if strings.ContainsRune(one, 0) {
			return "", fmt.Errorf("line %d holds a NUL character, so this is neither CSV nor XLSX; save the sheet as one of them", line)
		}
		if !utf8.ValidString(one) {
			return "", fmt.Errorf("line %d is not valid UTF-8; save the sheet as UTF-8 (in Excel: \"CSV UTF-8\") and try again", line)
		}
		rest = after
	}
	return oneLineEnd(s)
}

// unmarked is the order of the bytes in UTF-16 without a mark: every other byte
// of its first letters is zero.
func unmarked(raw []byte) binary.ByteOrder {
	zeros := [2]int{}
	head := raw[:min(len(raw), 64)&^1]
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case half < 4 || zeros[0]+zeros[1] < half:
		return nil
	case zeros[0] == 0:
		return binary.LittleEndian
	case zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(raw []byte, order binary.ByteOrder) (string, error) {
	units := make([]uint16, len(raw)/2)
	replaced := 0
	for i := range units {
		if units[i] = order.Uint16(raw[2*i:]); units[i] == utf8.RuneError {
			replaced++
		}
	}
	s := string(utf16.Decode(units))
	if len(raw)%2 != 0 || strings.Count(s, string(utf8.RuneError)) != replaced {
		return "", errors.New("the file is damaged UTF-16; save the sheet as UTF-8 and try again")
	}
	if strings.ContainsRune(s, 0) {
		return "", errors.New("the file holds a NUL character, so this is neither CSV nor XLSX; save the sheet as one of them")
	}
	return oneLineEnd(s)
}

// oneLineEnd takes the lines of an old Mac, which end in CR alone.
func oneLineEnd(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", errors.New("the file is empty")
	}
	if !strings.Contains(s, "\n") {
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return s, nil
}

// parseCSV reads at most so many rows. Rows are numbered as a spreadsheet
// numbers them: an empty line is one, a quoted text of several lines is not
// several. What was read before an error is given too.
func parseCSV(s string, separator rune, most int) ([]row, error) {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator, -1, true
	r.LazyQuotes = separator == '\t' // a quote inside a field needs no quoting there: 17" rack
	var rows []row
	cells, n := 0, 0
	for from := int64(0); n < most; {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil && r.InputOffset() == int64(len(s)) && unended(s) && strings.Count(s[from:], `"`)%2 == 1 {
			return rows, fmt.Errorf("row %d is the last and ends inside a text in quotes, as if the file were cut off; get it once more, or close the quotes", n+emptyLines(s[from:])+1)
		}
		if err != nil {
			return rows, plainCSV(err)
		}
		n += emptyLines(s[from:]) + 1
		from = r.InputOffset()
		one := row{n: n, cells: make([]cell, 0, min(len(record), maxColumns))}
		if from == int64(len(s)) && unended(s) {
			one.open = len(record)
		}
		for column, v := range record {
			if v == "" {
				continue
			}
			if cells++; column >= maxColumns || cells > maxCells {
				return rows, tooMuch(column, n)
			}
			one.put(column, cell{text, v})
		}
		if len(one.cells) > 0 {
			rows = append(rows, one)
		}
	}
	return rows, nil
}

// unended reports whether the last line has no line end.
func unended(s string) bool { return !strings.HasSuffix(s, "\n") && !strings.HasSuffix(s, "\r") }

func (r *row) put(column int, c cell) {
	for len(r.cells) <= column {
		r.cells = append(r.cells, cell{})
	}
	r.cells[column] = c
}

func tooMuch(column, row int) error {
	if column >= maxColumns {
		return fmt.Errorf("there is a value in cell %s, beyond the %d columns that are read; take what lies beside the table away", cellName(column, row), maxColumns)
	}
	return fmt.Errorf("the sheet has more than %d cells with a value; keep the table alone", maxCells)
}

// emptyLines counts the empty lines at the start, which the reader skips.
func emptyLines(s string) int {
	n := 0
	for {
		rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "\r"), "\n")
		if !ok {
			return n
		}
		n, s = n+1, rest
	}
}

func plainCSV(err error) error {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return err
	}
	return fmt.Errorf(`line %d: the quotes are broken; a text with quotes in it stands between quotes and doubles its own: "say ""yes"""`, at.StartLine)
}

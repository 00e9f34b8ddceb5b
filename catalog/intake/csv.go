package intake

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// textFile is a text with columns.
type textFile struct {
	name      string
	s         string
	decoded   string // how it was, where that did not show
	columns   separation
	could     []separation // that agree about as well
	separated int          // rows at the top that only name the separator
}

func openText(name string, raw []byte) (*File, error) {
	s, decoded, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	t := &textFile{name: name, s: s, decoded: decoded}
	t.lay()
	f := &File{name: name, form: "CSV", sheets: []SheetInfo{{Name: name}}, source: t}
	f.remarks = t.remarks()
	return f, nil
}

// settle lets the reader of what the columns mean decide where several
// separators agree about as well: the one whose first rows score highest. It is
// the one thing that changes a file, and so comes before it is read.
func (f *File) settle(score func(rows []row) int) {
	t, is := f.source.(*textFile)
	if !is || len(t.could) < 2 {
		return
	}
	best := -1
	for _, l := range t.could {
		in := &filling{t: &table{}, most: headingRows}
		_ = l.parse(in, t.s) // what was read before an error counts
		if got := score(in.t.rows); got > best {
			best, t.columns = got, l
		}
	}
	f.remarks = t.remarks()
}

func (t *textFile) remarks() []string {
	return slices.DeleteFunc([]string{t.decoded, t.columns.remark}, func(s string) bool { return s == "" })
}

func (t *textFile) read(_, most int, keep func(column int) bool) (*table, error) {
	in := &filling{t: &table{name: t.name, csv: true, own: t.columns.own}, most: most, keep: keep}
	if err := t.columns.parse(in, t.s); err != nil {
		return nil, err
	}
	in.t.rows = in.t.rows[min(t.separated, len(in.t.rows)):]
	return in.whole(), nil
}

// cutOff refuses a file whose last row has no line end and fewer fields than the
// headings: the rest went astray on the way, and rows that are not there are
// missed by nobody. A whole row without a line end is what many programs write.
func (t *table) cutOff(headings int) error {
	last := t.rows[len(t.rows)-1]
	if last.open == 0 || last.open >= headings || !slices.ContainsFunc(last.cells, func(c cell) bool { return !c.blank() }) {
		return nil
	}
	return fmt.Errorf("row %d is the last and ends after %d of %d fields without a line end, as if the file were cut off; get it once more, or end the row if it is whole", last.n, last.open, headings)
}

// parseCSV reads the rows. They are numbered as a spreadsheet numbers them: an
// empty line is one, a quoted text of several lines is not several. What was
// read before an error is there too.
func parseCSV(in *filling, s string, separator rune) error {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator, -1, true
	r.LazyQuotes = separator == '\t' // a quote inside a field needs no quoting there: 17" rack
	for n, from := 0, int64(0); n < in.most; {
		record, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && r.InputOffset() == int64(len(s)) && unended(s) && strings.Count(s[from:], `"`)%2 == 1:
			return fmt.Errorf("row %d is the last and ends inside a text in quotes, as if the file were cut off; get it once more, or close the quotes", n+emptyLines(s[from:])+1)
		case err != nil:
			return plainCSV(err)
		}
		n += emptyLines(s[from:]) + 1
		from = r.InputOffset()
		open := 0
		if from == int64(len(s)) && unended(s) {
			open = len(record)
		}
		if err := in.fields(n, open, record); err != nil {
			return err
		}
	}
	return nil
}

// fields is a row of texts.
func (in *filling) fields(n, open int, texts []string) error {
	in.begin(n, false)
	in.row.open = open
	if in.wide != nil {
		in.wide[len(texts)]++
	}
	for column, v := range texts {
		if err := in.put(column, textCell(v)); err != nil {
			return err
		}
	}
	return in.end()
}

// unended reports whether the last line has no line end.
func unended(s string) bool { return !strings.HasSuffix(s, "\n") && !strings.HasSuffix(s, "\r") }

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

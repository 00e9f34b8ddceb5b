package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// JSON is the document itself; what a terminal would act on or hide is written as
// \uXXXX.
func JSON(d *report.Document) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(d); err != nil {
		return nil, err
	}
	return visible.JSON(b.Bytes()), nil
}

// checkJSON takes the bytes for a document and writes it again.
func checkJSON(d *report.Document, raw []byte) error {
	var back report.Document
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&back); err != nil {
		return err
	}
	again, err := JSON(&back)
	if err != nil {
		return err
	}
	if !bytes.Equal(raw, again) {
		return errors.New("it says something else when it is read")
	}
	return Compare(Pieces(d), Pieces(&back))
}

// CSV writes the longest table of a document, every cell in quotation marks. What a
// spreadsheet would calculate has ' in front and stays a text.
func CSV(d *report.Document) ([]byte, error) {
	t := longest(d)
	if t == nil {
		return nil, errors.New("it has no table; choose another format")
	}
	var b bytes.Buffer
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Title
	}
	writeRow(&b, heads)
	for _, r := range t.Rows {
		if begins(r) {
			continue
		}
		cells := cellsOf(t, r)
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = c.Text
		}
		writeRow(&b, texts)
	}
	return b.Bytes(), nil
}

// longest is the table with most rows; nil where there is none.
func longest(d *report.Document) *report.Table {
	var most *report.Table
	for _, b := range d.Blocks {
		if b.Is == report.IsTable && len(b.Table.Columns) > 0 && (most == nil || len(b.Table.Rows) > len(most.Rows)) {
			most = b.Table
		}
	}
	return most
}

func writeRow(b *bytes.Buffer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + strings.ReplaceAll(inert(c), `"`, `""`) + `"`)
	}
	b.WriteByte('\n')
}

// live is where a spreadsheet might begin to calculate: at the beginning of a cell,
// and behind what it may take for the end of one.
var live = regexp.MustCompile(`((?:^|[;\n])[\s\x{3000}]*)([=+\-@＝＋－＠])`)

// number is what begins like a formula and is none.
var number = regexp.MustCompile(`^-?\d+(?:[.,]\d+)?(?: ?%)?$`)

func inert(s string) string {
	s = visible.Text(s)
	if number.MatchString(s) {
		return s
	}
	return live.ReplaceAllString(s, "$1'$2")
}

func checkCSV(d *report.Document, raw []byte) error {
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return err
	}
	t := longest(d)
	var want, got pieces
	for _, c := range t.Columns {
		want.add(PieceColumn, inert(c.Title))
	}
	for _, r := range t.Rows {
		if begins(r) {
			continue
		}
		for _, c := range cellsOf(t, r) {
			want.add(PieceCell, inert(c.Text))
		}
	}
	for i, row := range rows {
		for _, c := range row {
			got.add(map[bool]string{true: PieceColumn, false: PieceCell}[i == 0], c)
		}
	}
	return Compare(want, got)
}

// lacksCSV names all but the one table.
func lacksCSV(d *report.Document) []string {
	only := longest(d)
	lacks := []string{"title, texts and provenance"}
	figures, groups := 0, false
	for _, b := range d.Blocks {
		switch {
		case b.Is == report.IsFigure:
			figures++
		case b.Is == report.IsTable && b.Table != only:
			lacks = append(lacks, "the table "+tableName(b.Table))
		case b.Is == report.IsTable:
			for _, r := range b.Table.Rows {
				groups = groups || begins(r)
			}
		}
	}
	if groups {
		lacks = append(lacks, "headings of groups of rows")
	}
	if figures > 0 {
		lacks = append(lacks, fmt.Sprintf("%d figures", figures))
	}
	return lacks
}

// tableName is what a table is called in a sentence.
func tableName(t *report.Table) string {
	if t.Caption != "" {
		return strconv.Quote(visible.Line(t.Caption))
	}
	var heads []string
	for _, c := range t.Columns {
		heads = append(heads, c.Title)
	}
	return strconv.Quote(visible.Line(strings.Join(heads, ", ")))
}

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
	"sync"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// JSON is the document itself; what a terminal would act on or hide is written as
// \uXXXX. Blocks are written one by one: a large document is not held several times.
func JSON(d *report.Document) ([]byte, error) {
	frame := *d
	if len(d.Blocks) > 0 {
		frame.Blocks = []report.Block{}
	}
	var b bytes.Buffer
	if err := writeJSON(&b, "", frame); err != nil || len(d.Blocks) == 0 {
		return b.Bytes(), err
	}
	before, after, _ := bytes.Cut(bytes.Clone(b.Bytes()), []byte("]"+afterBlocks))
	b.Reset()
	b.Write(before)
	for i, block := range d.Blocks {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		if err := writeJSON(&b, "    ", block); err != nil {
			return nil, err
		}
		b.Truncate(b.Len() - 1) // the end of a line
	}
	b.WriteString("\n  ]" + afterBlocks)
	b.Write(after)
	return b.Bytes(), nil
}

// afterBlocks stands behind the list of blocks. In a text its marks would be escaped.
const afterBlocks = ",\n  \"provenance\": {"

func writeJSON(b *bytes.Buffer, prefix string, v any) error {
	var one bytes.Buffer
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Write(visible.JSON(one.Bytes()))
	return nil
}

// checkJSON takes the bytes for a document and compares it with the one that was
// written, block by block.
func checkJSON(d *report.Document, raw []byte) error {
	var back struct {
		report.Document
		Blocks []json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(raw, &back); err != nil { // a decoder would hold it all again
		return err
	}
	frame := *d
	frame.Blocks = nil
	if err := sameJSON(frame, back.Document); err != nil {
		return err
	}
	for i, raw := range back.Blocks {
		var b report.Block
		if err := strictly(raw, &b); err != nil {
			return err
		}
		if i >= len(d.Blocks) {
			return fmt.Errorf("it has %d blocks; the document has %d", len(back.Blocks), len(d.Blocks))
		}
		if err := Compare(Pieces(&report.Document{Blocks: d.Blocks[i : i+1]}), Pieces(&report.Document{Blocks: []report.Block{b}})); err != nil {
			return err
		}
		if err := sameJSON(d.Blocks[i], b); err != nil {
			return err
		}
	}
	if len(back.Blocks) < len(d.Blocks) {
		return fmt.Errorf("it has %d blocks; the document has %d", len(back.Blocks), len(d.Blocks))
	}
	return nil
}

func strictly(raw []byte, to any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(to)
}

func sameJSON(want, got any) error {
	x, wrong1 := json.Marshal(want)
	y, wrong2 := json.Marshal(got)
	if err := errors.Join(wrong1, wrong2); err != nil {
		return err
	}
	if !bytes.Equal(x, y) {
		return errors.New("it says something else when it is read")
	}
	return nil
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
var live = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`((?:^|[;\n])[\s\x{3000}]*)([=+\-@＝＋－＠])`) })

// number is what begins like a formula and is none.
var number = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?\d+(?:[.,]\d+)?(?: ?%)?$`) })

func inert(s string) string {
	s = visible.Text(s)
	if number().MatchString(s) {
		return s
	}
	return live().ReplaceAllString(s, "$1'$2")
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

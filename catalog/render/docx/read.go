package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"crosswalk/catalog/report"
)

// Read gives back what the file says: title, facts, headings, texts, lists, tables
// and the rows of figures, with their texts as they are shown. What only looks are
// and what a text file of Word has no place for is not in it.
func Read(raw []byte) (*report.Document, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("the file is no DOCX: %w", err)
	}
	f, err := z.Open(bodyPart)
	if err != nil {
		return nil, errors.New("the file is no DOCX: it has no text")
	}
	defer f.Close()
	r := &reader{d: &report.Document{}, x: xml.NewDecoder(f)}
	if err := r.all(); err != nil {
		return nil, fmt.Errorf("the text of the DOCX is damaged: %w", err)
	}
	return r.d, nil
}

// reader goes through the body once. A paragraph and a cell are whole when they end.
type reader struct {
	d       *report.Document
	x       *xml.Decoder
	style   string
	said    strings.Builder
	label   string // what stands before the tab of a fact
	goesOn  bool
	table   *report.Table
	row     report.Row
	cell    *report.Cell
	drawing bool     // the table is a figure
	waiting string   // a caption whose table or figure has not begun
	legend  []string // of a figure that has not begun
}

func (r *reader) all() error {
	for {
		t, err := r.x.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = r.begin(t)
		case xml.EndElement:
			r.end(t.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

func (r *reader) begin(t xml.StartElement) error {
	switch t.Name.Local {
	case "p":
		r.style, r.label, r.goesOn = "", "", false
		r.said.Reset()
	case "pStyle":
		r.style = value(t)
	case "contextualSpacing":
		r.goesOn = true
	case "br":
		r.said.WriteByte('\n')
	case "tab":
		r.tab()
	case "t":
		var text string
		err := r.x.DecodeElement(&text, &t)
		r.said.WriteString(text)
		return err
	case "tbl":
		r.table = &report.Table{Caption: r.waiting}
		r.waiting = ""
	case "tblStyle":
		r.drawing = value(t) == "Drawing"
	case "tr":
		r.row = report.Row{}
	case "tc":
		r.cell = &report.Cell{}
	}
	return nil
}

// tab ends the label of a fact, the mark of a list, or a name in a legend.
func (r *reader) tab() {
	before := r.said.String()
	switch r.style {
	case "FactLine", "Bulleted":
		r.label = before
	case "Legend":
		r.legend = append(r.legend, strings.TrimPrefix(before, "■ "))
	default:
		return
	}
	r.said.Reset()
}

func value(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

func (r *reader) end(name string) {
	switch name {
	case "p":
		r.paragraph(r.said.String())
	case "tc":
		r.row.Cells = append(r.row.Cells, *r.cell)
		r.cell = nil
	case "tr":
		r.endRow()
	case "tbl":
		r.endTable()
	}
}

// endRow takes the first row as the headings, and a row of one cell as the
// beginning of a group.
func (r *reader) endRow() {
	if len(r.table.Columns) == 0 && !r.drawing {
		for _, c := range r.row.Cells {
			r.table.Columns = append(r.table.Columns, report.Column{Title: c.Text})
		}
		return
	}
	r.row.Head = len(r.row.Cells) == 1 && len(r.table.Columns) > 1
	r.table.Rows = append(r.table.Rows, r.row)
}

func (r *reader) endTable() {
	b := report.Block{Is: report.IsTable, Table: r.table}
	if r.drawing {
		b = report.Block{Is: report.IsFigure, Figure: &report.Figure{Title: r.table.Caption, Series: append(r.legend, words(r.table)...)}}
	}
	r.d.Blocks = append(r.d.Blocks, b)
	r.table, r.drawing, r.legend = nil, false, nil
}

// words are the texts of a drawing, row by row.
func words(t *report.Table) []string {
	var all []string
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			all = append(all, c.Text)
		}
	}
	return all
}

func (r *reader) paragraph(text string) {
	switch {
	case r.cell != nil:
		r.cell.Text += text
	case r.goesOn:
		r.goOn(text)
	case r.style == "Title":
		r.d.Title = text
	case r.style == "Subtitle":
		r.d.Subtitle = text
	case r.style == "Caption":
		r.waiting = text
	case r.style == "FigureText":
		r.figureText(text)
	case r.style == "Provenance":
		r.d.Source.Lines = append(r.d.Source.Lines, text)
	case r.style == "FactLine":
		r.fact(report.Fact{Label: r.label, Value: text})
	case r.style == "Bulleted":
		r.item(text)
	default:
		r.block(text)
	}
}

// figureText ends a figure, also one that had nothing to draw.
func (r *reader) figureText(text string) {
	if r.waiting != "" || r.newest().Figure == nil {
		r.d.Blocks = append(r.d.Blocks, report.Block{Is: report.IsFigure, Figure: &report.Figure{Title: r.waiting, Series: r.legend}})
		r.waiting, r.legend = "", nil
	}
	f := r.newest().Figure
	if f.Alt != "" {
		f.Series = append(f.Series, f.Alt)
	}
	f.Alt = text
}

// kinds are the styles of plain blocks.
var kinds = map[string]report.Block{
	"Heading1": {Is: report.IsHeading, Level: 1}, "Heading2": {Is: report.IsHeading, Level: 2}, "Heading3": {Is: report.IsHeading, Level: 3},
	"Lead": {Is: report.IsLead}, "Normal": {Is: report.IsParagraph}, "Note": {Is: report.IsNote},
}

func (r *reader) block(text string) {
	b, ok := kinds[r.style]
	if !ok {
		return
	}
	b.Text = text
	r.d.Blocks = append(r.d.Blocks, b)
}

func (r *reader) newest() *report.Block {
	if len(r.d.Blocks) == 0 {
		return &report.Block{}
	}
	return &r.d.Blocks[len(r.d.Blocks)-1]
}

// fact belongs to the head until a block has begun.
func (r *reader) fact(f report.Fact) {
	b := r.newest()
	switch {
	case len(r.d.Blocks) == 0:
		r.d.Facts = append(r.d.Facts, f)
	case b.Is == report.IsFacts:
		b.Facts = append(b.Facts, f)
	default:
		r.d.Blocks = append(r.d.Blocks, report.Block{Is: report.IsFacts, Facts: []report.Fact{f}})
	}
}

func (r *reader) item(text string) {
	if b := r.newest(); b.Is == report.IsList {
		b.Items = append(b.Items, text)
		return
	}
	r.d.Blocks = append(r.d.Blocks, report.Block{Is: report.IsList, Items: []string{text}})
}

// Verify reads the file back and says what of the document is not in it.
func Verify(d *report.Document, raw []byte) error {
	got, err := Read(raw)
	if err != nil {
		return err
	}
	want := d.Texts()
	for i, text := range want {
		want[i] = shown(text)
	}
	return report.Missing(want, got.Texts())
}

// goOn joins a text that was too long for one paragraph.
func (r *reader) goOn(text string) {
	switch b := r.newest(); {
	case r.style == "FactLine" && b.Is == report.IsFacts:
		b.Facts[len(b.Facts)-1].Value += text
	case r.style == "FactLine" && len(r.d.Facts) > 0:
		r.d.Facts[len(r.d.Facts)-1].Value += text
	case r.style == "Bulleted":
		b.Items[len(b.Items)-1] += text
	default:
		b.Text += text
	}
}

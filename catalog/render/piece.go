package render

import (
	"fmt"
	"strings"

	"crosswalk/catalog/day"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// Piece is a text that a reader finds in a document: what is read back from a file
// is compared piece by piece.
type Piece struct {
	Is   string // one of the piece words
	Text string
}

// What a piece is.
const (
	PieceTitle   = "title"
	PieceHeading = "heading"
	PieceColumn  = "column"
	PieceCell    = "cell"
	PieceText    = "text"
)

// String names the piece in a sentence.
func (p Piece) String() string {
	if p.Is == PieceTitle {
		return "the title"
	}
	text := []rune(visible.Line(p.Text))
	if len(text) > 40 {
		text = append(text[:40], '…')
	}
	return fmt.Sprintf("the %s %q", p.Is, string(text))
}

// pieces gathers them.
type pieces []Piece

// add leaves out a text that is empty, but for a cell and its column, which are counted.
func (p *pieces) add(is, text string) {
	if is == PieceCell || is == PieceColumn || shown(text) != "" {
		*p = append(*p, Piece{is, text})
	}
}

// Pieces are all texts of a document in the order in which they are read.
func Pieces(d *report.Document) []Piece {
	var p pieces
	p.add(PieceTitle, d.Title)
	p.add(PieceText, d.Class)
	p.add(PieceText, d.Header)
	p.add(PieceText, d.Subtitle)
	p.facts(d.Facts)
	for _, b := range d.Blocks {
		p.block(b)
	}
	for _, line := range d.Source.Lines {
		p.add(PieceText, line)
	}
	return p
}

func (p *pieces) block(b report.Block) {
	switch b.Is {
	case report.IsHeading:
		p.add(PieceHeading, b.Text)
	case report.IsLead, report.IsParagraph, report.IsNote:
		p.add(PieceText, b.Text)
	case report.IsList:
		for _, item := range b.Items {
			p.add(PieceText, item)
		}
	case report.IsFacts:
		p.facts(b.Facts)
	case report.IsTable:
		p.table(b.Table)
	case report.IsFigure:
		p.figure(b.Figure)
	}
}

func (p *pieces) facts(all []report.Fact) {
	for _, f := range all {
		p.add(PieceText, f.Label)
		p.add(PieceText, f.Value)
	}
}

func (p *pieces) table(t *report.Table) {
	p.add(PieceText, t.Caption)
	for _, c := range t.Columns {
		p.add(PieceColumn, c.Title)
	}
	for _, r := range t.Rows {
		for _, c := range cellsOf(t, r) {
			p.add(PieceCell, c.Text)
		}
	}
}

// cellsOf are the cells of a row that count: of one that begins a group the first,
// of any other as many as there are columns.
func cellsOf(t *report.Table, r report.Row) []report.Cell {
	n := len(t.Columns)
	if begins(r) {
		n = min(n, 1)
	}
	all := make([]report.Cell, n)
	copy(all, r.Cells)
	return all
}

// begins reports whether a row begins a group.
func begins(r report.Row) bool { return r.Head && len(r.Cells) > 0 && shown(r.Cells[0].Text) != "" }

func (p *pieces) figure(f *report.Figure) {
	p.add(PieceText, f.Title)
	p.add(PieceText, f.Alt)
	if f.Is == report.FigureHeat {
		p.table(heatTable(f))
		return
	}
	for _, l := range legend(f) {
		p.add(PieceText, l.Label)
		p.add(PieceText, l.Text)
	}
}

// said is a line of what a figure shows, in words.
type said struct{ Label, Text, Ref string }

// legend tells in words what stands in a figure, a line each.
func legend(f *report.Figure) []said {
	var all []said
	for _, p := range f.Parts {
		all = append(all, said{p.Label, p.Text, p.Ref})
	}
	for _, s := range f.Spans {
		all = append(all, said{s.Label, day.Show(s.From) + " – " + day.Show(s.To), ""})
	}
	for _, m := range f.Marks {
		all = append(all, said{m.Label, day.Show(m.Day), ""})
	}
	return all
}

// heatTable is a heat map as the table that it is without its colours.
func heatTable(f *report.Figure) *report.Table {
	t := &report.Table{Columns: []report.Column{{Is: report.CellText}}}
	for _, head := range f.Heads {
		t.Columns = append(t.Columns, report.Column{Title: head, Is: report.CellText})
	}
	for i, name := range f.Rows {
		row := report.Row{Cells: []report.Cell{{Text: name}}}
		if i < len(f.Cells) {
			for _, h := range f.Cells[i] {
				row.Cells = append(row.Cells, report.Cell{Text: h.Text})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// checked compares what a reader finds in the bytes with the document.
func checked(read func([]byte) ([]Piece, error)) func(*report.Document, []byte) error {
	return func(d *report.Document, raw []byte) error {
		got, err := read(raw)
		if err != nil {
			return err
		}
		return Compare(Pieces(d), got)
	}
}

// Compare names the first piece that is missing, is another or is too much. Blanks
// at the ends of lines and between words do not count.
func Compare(want, got []Piece) error {
	for i, w := range want {
		if i >= len(got) {
			return fmt.Errorf("it ends before %s; %d of %d texts are there", w, i, len(want))
		}
		if g := got[i]; g.Is != w.Is || g.shown() != w.shown() {
			return fmt.Errorf("where %s belongs stands %s", w, g)
		}
	}
	if len(got) > len(want) {
		return fmt.Errorf("%s is in no place of the document", got[len(want)])
	}
	return nil
}

// shown is the text as formats show it; what stands above others is one line in some.
func (p Piece) shown() string {
	if p.Is == PieceCell || p.Is == PieceText {
		return shown(p.Text)
	}
	return strings.Join(strings.Fields(visible.Text(p.Text)), " ")
}

// shown is a text as formats show it: visible, without blanks that say nothing.
func shown(s string) string {
	lines := strings.Split(strings.TrimSpace(visible.Text(s)), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

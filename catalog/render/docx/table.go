package docx

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"crosswalk/catalog/report"
)

func (w *writer) table(t *report.Table) {
	if t.Caption != "" {
		w.text("Caption", t.Caption)
	}
	widths, head := measure(t, w.width())
	w.begin("Grid", "", widths)
	w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		w.cell(widths[i], 1, w.tint, paragraph(looks{style: "TableText", keep: true, align: align(c)}, shown(c.Title), head))
	}
	w.b.WriteString("</w:tr>")
	for _, r := range t.Rows {
		w.row(t, r, widths)
	}
	w.end()
}

// begin opens a table of fixed columns; what it shows is said to those who can't
// see it.
func (w *writer) begin(style, alt string, widths []int) {
	sum := 0
	for _, one := range widths {
		sum += one
	}
	fmt.Fprintf(w.b, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>`, style, sum)
	if alt != "" {
		w.b.WriteString(`<w:tblDescription w:val="` + escape(line(alt)) + `"/>`)
	}
	w.b.WriteString("</w:tblPr><w:tblGrid>")
	for _, one := range widths {
		fmt.Fprintf(w.b, `<w:gridCol w:w="%d"/>`, one)
	}
	w.b.WriteString("</w:tblGrid>")
}

// end closes a table: two that touch would become one.
func (w *writer) end() {
	w.b.WriteString(`</w:tbl><w:p><w:pPr><w:spacing w:after="60" w:line="120" w:lineRule="exact"/></w:pPr></w:p>`)
}

const (
	headFill  = "E6F2F1"
	groupFill = "F1F5F9"
)

func (w *writer) row(t *report.Table, r report.Row, widths []int) {
	if r.Head {
		w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		sum := 0
		for _, one := range widths {
			sum += one
		}
		w.cell(sum, len(widths), groupFill, paragraph(looks{style: "TableText", keep: true}, shown(cellAt(r, 0).Text), bold))
		w.b.WriteString("</w:tr>")
		return
	}
	w.b.WriteString("<w:tr>" + keepTogether(r))
	for i, c := range t.Columns {
		one := cellAt(r, i)
		in := plain
		if one.Ref != "" {
			in = func(s string) string { return w.link(one.Ref, s) }
		}
		w.cell(widths[i], 1, fill(c, one), paragraph(looks{style: "TableText", align: align(c)}, shown(one.Text), in))
	}
	w.b.WriteString("</w:tr>")
}

// keepTogether holds a row on one page; one that is longer than a page would be cut
// off there.
func keepTogether(r report.Row) string {
	for _, c := range r.Cells {
		if utf8.RuneCountInString(c.Text) > 600 || strings.Count(c.Text, "\n") > 12 {
			return ""
		}
	}
	return "<w:trPr><w:cantSplit/></w:trPr>"
}

func cellAt(r report.Row, i int) report.Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return report.Cell{}
}

func (w *writer) cell(width, span int, fill, inside string) {
	fmt.Fprintf(w.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if span > 1 {
		fmt.Fprintf(w.b, `<w:gridSpan w:val="%d"/>`, span)
	}
	if fill != "" {
		w.b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + fill + `"/>`)
	}
	w.b.WriteString("</w:tcPr>" + inside + "</w:tc>")
}

func align(c report.Column) string {
	switch c.Is {
	case report.CellNumber, report.CellShare:
		return "right"
	case report.CellRating:
		return "center"
	}
	return ""
}

// fill tints a rating: its digit says the same.
func fill(c report.Column, one report.Cell) string {
	if c.Is != report.CellRating || one.Number == nil {
		return ""
	}
	switch {
	case *one.Number >= 3:
		return "DDF1EC"
	case *one.Number >= 2:
		return "FDF0D0"
	}
	return "FBE1DE"
}

// How wide a character of a table is at the most and one of a head in small letters,
// what a cell keeps free beside its text, and the most that one long word may ask for:
// in twentieths of a point.
const (
	character      = 105
	smallCharacter = 80
	beside         = 190
	mostWord       = 2200
)

// small are the letters of a head where there are many columns.
func small(text string) string { return run(text, `<w:b/><w:sz w:val="14"/><w:szCs w:val="14"/>`) }

// The share of a column is counted in characters; a long text folds.
const widest = 36

// measure shares the width out among the columns: each has room for its longest word,
// and the rest goes as they want it or as their texts are long. Where there is not so
// much, the words of the heads have it first, in small letters if need be.
func measure(t *report.Table, width int) (widths []int, head func(string) string) {
	widths, wants := make([]int, len(t.Columns)), make([]int, len(t.Columns))
	sum, all := 0, 0
	for i, c := range t.Columns {
		widths[i] = min(wordsWide(t, i)*character+beside, mostWord)
		wants[i] = c.Parts
		if c.Parts == 0 {
			wants[i] = min(max(typical(t, i)-longestWord(c.Title), 1), widest)
		}
		sum, all = sum+widths[i], all+wants[i]
	}
	if sum > width {
		return squeeze(t, widths, width)
	}
	for i := range widths {
		widths[i] += wants[i] * (width - sum) / max(all, 1)
	}
	return widths, bold
}

// squeeze makes columns narrower that want more than the width.
func squeeze(t *report.Table, widths []int, width int) ([]int, func(string) string) {
	least, head, letter := make([]int, len(widths)), bold, character
	fill := func() (heads, beyond int) {
		for i, c := range t.Columns {
			least[i] = min(longestWord(c.Title)*letter+beside, widths[i])
			heads, beyond = heads+least[i], beyond+widths[i]-least[i]
		}
		return heads, beyond
	}
	heads, beyond := fill()
	if heads > width {
		head, letter = small, smallCharacter
		heads, beyond = fill()
	}
	for i := range widths {
		if heads > width {
			widths[i] = least[i] * width / heads
		} else {
			widths[i] = least[i] + (widths[i]-least[i])*(width-heads)/max(beyond, 1)
		}
	}
	return widths, head
}

// wordsWide is the length of the longest word of a column.
func wordsWide(t *report.Table, column int) int {
	most := longestWord(t.Columns[column].Title)
	for _, r := range t.Rows {
		if text := cellAt(r, column).Text; !r.Head && len(text) < 2000 {
			most = max(most, longestWord(text))
		}
	}
	return most
}

// typical is the length that nine of ten texts of a column keep to.
func typical(t *report.Table, column int) int {
	lengths := []int{0}
	for _, r := range t.Rows {
		if !r.Head {
			lengths = append(lengths, min(utf8.RuneCountInString(cellAt(r, column).Text), 200))
		}
	}
	slices.Sort(lengths)
	return lengths[len(lengths)*9/10] + 2
}

func longestWord(s string) int {
	most := 0
	for _, word := range strings.Fields(s) {
		most = max(most, utf8.RuneCountInString(word))
	}
	return most
}

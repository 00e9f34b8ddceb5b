package render

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// The gap between columns, and the least that a column of long texts is given: with
// less a table is told row by row.
const (
	columnGap   = 2
	leastColumn = 14
)

// table stands in columns where there is room for them, else each row is told as
// what it has under which heading.
func (p *paper) table(t *report.Table) {
	if len(t.Columns) == 0 {
		return
	}
	p.gap()
	widths, ok := p.columns(t)
	if !ok {
		p.told(t)
		return
	}
	heads := make([]report.Cell, len(t.Columns))
	for i, c := range t.Columns {
		heads[i].Text = c.Title
	}
	p.row(t, heads, widths)
	p.rule(widths)
	for _, r := range t.Rows {
		if begins(r) {
			p.gap()
			p.hang("", r.Cells[0].Text)
			continue
		}
		p.row(t, cellsOf(t, r), widths)
	}
}

// columns are the widths of all columns, those of long texts by the room that the
// others leave.
func (p *paper) columns(t *report.Table) (widths []int, ok bool) {
	widths = make([]int, len(t.Columns))
	total := columnGap * (len(widths) - 1)
	for i, c := range t.Columns {
		widths[i] = widest(c.Title)
		for _, r := range t.Rows {
			if !begins(r) && i < len(r.Cells) {
				widths[i] = max(widths[i], widest(r.Cells[i].Text))
			}
		}
		total += widths[i]
	}
	for ; total > p.width; total-- {
		most := 0
		for i := range widths {
			if widths[i] > widths[most] {
				most = i
			}
		}
		if widths[most] -= 1; widths[most] < leastColumn {
			return nil, false
		}
	}
	return widths, true
}

// widest is the longest line of a text, at most the measure.
func widest(s string) int {
	n := 0
	for l := range strings.SplitSeq(visible.Text(s), "\n") {
		if len(l) > 4*Measure {
			return Measure // no sign has more bytes
		}
		n = max(n, ansi.StringWidth(l))
	}
	return min(n, Measure)
}

func (p *paper) rule(widths []int) {
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat("─", w)
	}
	p.lines = append(p.lines, strings.Join(parts, strings.Repeat(" ", columnGap)))
}

// row writes cells side by side, each folded in its column.
func (p *paper) row(t *report.Table, cells []report.Cell, widths []int) {
	folded, high := make([][]string, len(widths)), 0
	for i, c := range cells {
		folded[i] = wrapped(c.Text, widths[i])
		high = max(high, len(folded[i]))
	}
	for at := range high {
		var b strings.Builder
		for i, w := range widths {
			text := ""
			if at < len(folded[i]) {
				text = folded[i][at]
			}
			pad := strings.Repeat(" ", max(0, w-ansi.StringWidth(text)))
			if toTheRight(t.Columns[i].Is) {
				text, pad = pad, text
			}
			b.WriteString(text + pad + strings.Repeat(" ", columnGap))
		}
		p.lines = append(p.lines, strings.TrimRight(b.String(), " "))
	}
}

// told tells each row by its first cells, and below it what it has under the other
// headings.
func (p *paper) told(t *report.Table) {
	widest := 0
	for _, c := range t.Columns {
		widest = max(widest, min(p.width/3, ansi.StringWidth(visible.Line(c.Title))))
	}
	said := make([]bool, len(t.Columns)) // the heading, which is part of the document where nothing stands under it too
	for n, r := range t.Rows {
		p.gap()
		if begins(r) {
			p.hang("", r.Cells[0].Text)
			continue
		}
		for i, c := range cellsOf(t, r) {
			if seen(c.Text) != "" || n == len(t.Rows)-1 && !said[i] {
				p.labelled(t.Columns[i].Title, c.Text, widest)
				said[i] = true
			}
		}
	}
}

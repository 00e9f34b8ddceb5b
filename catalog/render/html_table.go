package render

import (
	"fmt"
	"strings"

	"crosswalk/catalog/report"
)

// grid is a table as the page has it.
type grid struct {
	ID, Name, Caption string
	Wide              bool
	Span              int
	Columns           []gridColumn
	Groups            []gridGroup
}

type gridColumn struct {
	Text, Class string
	Share       int // of the width, in per cent; 0: as its text
}

// gridGroup is rows below a heading of their own, or without one.
type gridGroup struct {
	Head string
	Rows []gridRow
}

type gridRow struct {
	ID    string
	Cells []gridCell
}

type gridCell struct {
	Head             bool // it says what the row is about
	Text, Class, Ref string
	Bar              *drawing
}

// long is from how many letters on a column wants to be wide.
const long = 60

// longNumber is how many letters the longest number of an item has, one of its own
// included.
const longNumber = 16

func (l *layout) grid(t *report.Table, block, id string) *grid {
	g := &grid{ID: id, Caption: seen(t.Caption), Name: nameOf(t), Wide: t.Wide, Span: len(t.Columns)}
	parts := 0
	for _, c := range t.Columns {
		parts += c.Parts
	}
	for i, c := range t.Columns {
		one := gridColumn{Text: seen(c.Title), Class: classOf(t, i)}
		if parts > 0 {
			one.Share = 100 * c.Parts / parts
		}
		g.Columns = append(g.Columns, one)
	}
	g.Groups = append(g.Groups, gridGroup{})
	for _, r := range t.Rows {
		if begins(r) {
			g.Groups = append(g.Groups, gridGroup{Head: seen(r.Cells[0].Text)})
			continue
		}
		group := &g.Groups[len(g.Groups)-1]
		group.Rows = append(group.Rows, l.gridRow(t, r, block, g.Columns))
	}
	if len(g.Groups) > 1 && len(g.Groups[0].Rows) == 0 {
		g.Groups = g.Groups[1:]
	}
	return g
}

// nameOf is what is said of a table to who can't see it.
func nameOf(t *report.Table) string {
	if name := seen(t.Caption); name != "" {
		return name
	}
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = seen(c.Title)
	}
	return strings.Join(heads, ", ")
}

// classOf is the class of a column's cells: what they are, and whether they want room.
func classOf(t *report.Table, column int) string {
	is, most := t.Columns[column].Is, 0
	for _, r := range t.Rows {
		if !begins(r) && column < len(r.Cells) {
			most = max(most, len(r.Cells[column].Text))
		}
	}
	switch {
	case is == report.CellRef && most > longNumber:
		return "text" // with a title behind the number
	case is == report.CellText && most > long:
		return "text long"
	}
	return is
}

func (l *layout) gridRow(t *report.Table, r report.Row, block string, columns []gridColumn) gridRow {
	row := gridRow{Cells: make([]gridCell, 0, len(columns))}
	if r.ID != "" && block != "" {
		row.ID = l.place(RowRef(block, r.ID))
	}
	for i, c := range cellsOf(t, r) {
		one := gridCell{Head: i == 0, Text: seen(c.Text)}
		if t.Columns[i].Is != report.CellText { // of texts the head of the column says how wide
			one.Class = columns[i].Class
		}
		if c.Ref != "" {
			one.Ref = l.lead(c.Ref)
		}
		if c.Number != nil {
			switch t.Columns[i].Is {
			case report.CellShare:
				one.Bar = shareBar(*c.Number)
			case report.CellRating:
				one.Class += fmt.Sprintf(" r%d", max(0, min(int(*c.Number+0.5), 5)))
			}
		}
		row.Cells = append(row.Cells, one)
	}
	return row
}

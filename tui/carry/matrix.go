package carry

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

func widthOf(s string) int { return ansi.StringWidth(s) }

// cellWidth is how wide a cell of the matrix is; nameWidth what stands before.
const (
	cellWidth = 5
	nameWidth = 20
)

// grid are the sets of both standards, without the organisation's own.
func (c *Screen) grid() (rows, columns []*catalog.Clause) {
	return c.s.Catalog.Requirements().Clauses, c.s.Catalog.Foundation().Clauses
}

// edges are the relationships between two sets.
func (c *Screen) edges(from, to *catalog.Clause) []catalog.Relationship {
	var all []catalog.Relationship
	for _, it := range from.Items {
		for _, r := range c.s.Catalog.Edges(it.ID) {
			if b, ok := c.s.Catalog.Baseline(r.Baseline); ok && b.Set.ID == to.ID {
				all = append(all, r)
			}
		}
	}
	return all
}

// credit is how far the baseline items at the far ends are in place, 0-1.
func (c *Screen) credit(all []catalog.Relationship) float64 {
	sum := 0.0
	for _, r := range all {
		if x := c.now.Assessment.Baseline[r.Baseline].Rating; x.Is(assess.Rated) {
			sum += float64(min(x.Level, c.s.Catalog.Method.InPlace)) / float64(c.s.Catalog.Method.InPlace)
		}
	}
	return sum / float64(max(1, len(all)))
}

// matrix shows how many ties lead from each set to each set of the ISMS, and how
// far what they lead to is in place; below, those of the cell under the cursor.
func (c *Screen) matrix(w int) string {
	t := c.s.Theme
	rows, columns := c.grid()
	head := "  " + widget.Fit("", nameWidth)
	for _, s := range columns {
		head += widget.FitRight(s.ID, cellWidth)
	}
	c.tops = 2
	height := max(3, c.h-c.tops-4)
	from, to := widget.Window(c.cell.row-height+1, c.cell.row, len(rows), height)
	lines := []string{
		c.title("ISO/IEC 42001 down, ISO/IEC 27001 across", list.More(from, len(rows)-to), w),
		t.Dim.Render(widget.Fit(head, w)),
	}
	for i := from; i < to; i++ {
		line := widget.Fit(fmt.Sprintf("%4s %s", rows[i].ID, rows[i].Short), nameWidth)
		if i == c.cell.row {
			line = "▸ " + t.Strong.Render(line)
		} else {
			line = "  " + line
		}
		for j, s := range columns {
			line += c.cellText(rows[i], s, i == c.cell.row && j == c.cell.column)
		}
		lines = append(lines, line)
	}
	lines = append(lines, t.Dim.Render(widget.Fit("  ties, and how far what they lead to is in place: █ mostly  ▒ partly  ░ hardly", w)))
	lines = append(lines, c.cellLines(w)...)
	return widget.Pane(lines, w, c.h)
}

func (c *Screen) cellText(from, to *catalog.Clause, here bool) string {
	t := c.s.Theme
	all := c.edges(from, to)
	if len(all) == 0 {
		if here {
			return widget.Blank(cellWidth-2) + t.Cursor.Render("· ")
		}
		return t.Faint.Render(widget.FitRight("· ", cellWidth))
	}
	glyph, style := string(widget.BuildGlyph), t.Build
	switch credit := c.credit(all); {
	case credit >= 2.0/3:
		glyph, style = string(widget.DoneGlyph), t.Done
	case credit >= 1.0/3:
		glyph, style = string(widget.ReuseGlyph), t.Reuse
	}
	number := fmt.Sprint(len(all))
	blank := widget.Blank(cellWidth - len(number) - 1)
	if here {
		return blank + t.Cursor.Render(number+glyph)
	}
	return blank + number + style.Render(glyph)
}

// cellLines name the ties of the cell under the cursor.
func (c *Screen) cellLines(w int) []string {
	rows, columns := c.grid()
	from, to := rows[c.cell.row], columns[c.cell.column]
	all := c.edges(from, to)
	title := fmt.Sprintf(" %s %s → ISMS %s %s", from.ID, from.Title, to.ID, to.Title)
	lines := []string{"", c.s.Theme.Strong.Render(widget.Fit(title, w))}
	if len(all) == 0 {
		return append(lines, c.s.Theme.Dim.Render(" Nothing leads from one to the other."))
	}
	words := ""
	for i, r := range all {
		if i > 0 {
			words += " · "
		}
		words += r.Item + " → " + r.Baseline
	}
	return append(lines, " "+c.s.Theme.Dim.Render(widget.Fit(words, w-1)))
}

// cellKey moves over the cells.
func (c *Screen) cellKey(msg tea.KeyPressMsg) bool {
	rows, columns := c.grid()
	k := c.keys
	switch {
	case key.Matches(msg, c.rows.Keys.Down):
		c.cell.row++
	case key.Matches(msg, c.rows.Keys.Up):
		c.cell.row--
	case key.Matches(msg, k.Open):
		c.cell.column++
	case key.Matches(msg, k.Shut):
		c.cell.column--
	case key.Matches(msg, c.rows.Keys.First):
		c.cell.row = 0
	case key.Matches(msg, c.rows.Keys.Last):
		c.cell.row = len(rows) - 1
	default:
		return false
	}
	c.cell.row = max(0, min(c.cell.row, len(rows)-1))
	c.cell.column = max(0, min(c.cell.column, len(columns)-1))
	return true
}

func (c *Screen) clickCell(msg screen.Click) tea.Cmd {
	rows, columns := c.grid()
	column := (msg.X - 2 - nameWidth) / cellWidth
	height := max(3, c.h-c.tops-4)
	from, _ := widget.Window(c.cell.row-height+1, c.cell.row, len(rows), height)
	at := from + msg.Y - c.tops
	if msg.X < 2+nameWidth || column >= len(columns) || msg.Y < c.tops || at >= len(rows) {
		return nil
	}
	c.cell.row, c.cell.column = at, column
	return nil
}

package list

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// Column is a part of every row.
type Column[R any] struct {
	Title string
	Gap   int  // blank cells before it
	Width int  // its cells, or the least where Most or Fill let it have more
	Most  int  // it grows with its longest text up to this; 0: it does not
	Fill  int  // it takes so many parts of the cells that are left over; 0: none
	Right bool // heading and text stand at the right end

	// Text is what a row says in it. It is inked with the theme that is handed in,
	// which has no inks where the whole row is inked at once.
	Text func(r R, t *style.Theme) string
}

// Columns are the parts of a row, from the left.
type Columns[R any] []Column[R]

// Widths are the cells of each column in a width. All rows count, so that nothing
// moves when they are narrowed. Where there is too little room, the column that
// has most above its least gives way first; one that fills, but would have less
// than its least, is left out, and so is its gap: its width is 0.
func (cs Columns[R]) Widths(all []R, width int) []int {
	widths := make([]int, len(cs))
	left, parts := width, 0
	for i, c := range cs {
		if c.Fill == 0 {
			widths[i] = c.wants(all)
		}
		left -= c.Gap + widths[i]
		parts += c.Fill
	}
	for ; left < 0 && cs.giveWay(widths); left++ {
	}
	for i := len(cs) - 1; i >= 0; i-- { // the first of them has what is left after all
		c := cs[i]
		if c.Fill == 0 {
			continue
		}
		if widths[i] = max(0, left*c.Fill/parts); widths[i] < c.Width {
			widths[i], left = 0, left+c.Gap
		}
		left, parts = left-widths[i], parts-c.Fill
	}
	return widths
}

// wants is the width that shows the longest text, as far as the column may grow.
func (c Column[R]) wants(all []R) int {
	want := c.Width
	if c.Most > c.Width {
		want = max(want, ansi.StringWidth(c.Title))
		for _, r := range all {
			want = max(want, min(c.Most, ansi.StringWidth(c.Text(r, &style.Theme{}))))
		}
	}
	return want
}

// giveWay takes a cell from the column that has most above its least.
func (cs Columns[R]) giveWay(widths []int) bool {
	most := -1
	for i, c := range cs {
		if over := widths[i] - c.Width; c.Fill == 0 && over > 0 && (most < 0 || over > widths[most]-cs[most].Width) {
			most = i
		}
	}
	if most >= 0 {
		widths[most]--
	}
	return most >= 0
}

// Heads are the headings over their columns, as wide as the columns may be.
func (cs Columns[R]) Heads(widths []int, width int) string {
	return cs.join(widths, width, func(c Column[R]) string { return c.Title })
}

// Row is what a row says, each part in its column.
func (cs Columns[R]) Row(r R, widths []int, width int, t *style.Theme) string {
	return cs.join(widths, width, func(c Column[R]) string { return c.Text(r, t) })
}

// join measures no cell twice: every row of every screen goes through it at every
// key.
func (cs Columns[R]) join(widths []int, width int, text func(Column[R]) string) string {
	var b strings.Builder
	used := 0
	for i, c := range cs {
		if widths[i] == 0 {
			continue
		}
		b.WriteString(widget.Blank(c.Gap))
		if c.Right {
			b.WriteString(widget.FitRight(text(c), widths[i]))
		} else {
			b.WriteString(widget.Fit(text(c), widths[i]))
		}
		used += c.Gap + widths[i]
	}
	if used > width {
		return widget.Fit(b.String(), width)
	}
	return b.String() + widget.Blank(width-used)
}

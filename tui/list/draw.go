package list

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// Head is what stands above a table: what it holds, the filter that holds, and
// what else is worth a word, which is the first to be cut.
type Head struct {
	What   string
	Filter string // its name; empty where all rows are let through
	More   string // begins with its own separator
}

// View draws the head, the headings, and the rows around the cursor in w x h
// cells.
func (t *Table[R]) View(w, h int, head Head) string {
	lead := t.lead()
	cols := t.Columns(w - lead)
	widths := cols.Widths(t.all, w-lead)
	heads := []string{"", t.s.Theme.Dim.Render(widget.Blank(lead) + cols.Heads(widths, w-lead))}
	t.See(h - len(heads))
	heads[0] = t.Head(w, head)
	return t.Draw(w, h, heads, func(r R, here bool) string { return t.row(r, cols, widths, here, w) })
}

// lead is how many cells there are before the columns: for the cursor, and for a
// mark beside it.
func (t *Table[R]) lead() int {
	if t.Marks != nil {
		return 2
	}
	return 1
}

// row is a row of columns. It is reversed as a whole under the cursor, and led by
// a sign there and where it is marked, so that both are seen without colour.
func (t *Table[R]) row(r R, cols Columns[R], widths []int, here bool, w int) string {
	theme, lead := t.s.Theme, t.lead()
	marked := t.Marks != nil && t.Marks.Has(t.id(r))
	sign := widget.Blank(lead - 1)
	if marked {
		sign = Marked
	}
	switch {
	case here && t.Away:
		return theme.Accent.Render("▸"+sign) + theme.Strong.Render(cols.Row(r, widths, w-lead, &style.Theme{}))
	case here:
		return theme.Cursor.Render("▸" + sign + cols.Row(r, widths, w-lead, &style.Theme{}))
	case marked:
		return " " + theme.Accent.Render(sign) + theme.Strong.Render(cols.Row(r, widths, w-lead, &style.Theme{}))
	}
	return " " + sign + cols.Row(r, widths, w-lead, theme)
}

// See chooses the rows that are in sight in h lines. The heading of the first row
// is in sight with it.
func (t *Table[R]) See(h int) {
	h = max(1, h/t.tall())
	if t.cursor.At == 0 {
		t.cursor.Window(0, len(t.lines), h)
	}
	line := t.lineOf(t.cursor.At)
	if from, _ := t.cursor.Window(line, len(t.lines), h); t.Group != nil && from == line && line > 0 && h > 1 {
		t.cursor.Scroll(-1) // the first line is its heading's
		t.cursor.Window(line, len(t.lines), h)
	}
}

// sticks reports whether the first line in sight is of a row whose heading is out of
// sight: then the heading stands in its place, where a row follows.
func (t *Table[R]) sticks() bool {
	from, to := t.cursor.Seen(len(t.lines))
	return t.Group != nil && to-from > 1 && t.lines[from] >= 0 && t.lines[from+1] >= 0
}

// Head is a line that says what a table holds, how much of it is shown, and at
// its end what is not in sight.
func (t *Table[R]) Head(w int, head Head) string {
	theme := t.s.Theme
	line := theme.Strong.Render(" "+head.What) + t.marked()
	words := strings.Join(t.Find.Words(), " ")
	if words != "" {
		words = "“" + words + "”"
	}
	by := strings.Trim(head.Filter+", "+words, ", ")
	if by != "" {
		line += theme.Warn.Render(fmt.Sprintf(" · %d of %d shown: %s", len(t.rows), len(t.all), by))
	}
	more := theme.Dim.Render(t.More())
	return widget.Fit(line+head.More, w-ansi.StringWidth(more)) + more
}

// marked says how many rows are.
func (t *Table[R]) marked() string {
	if t.Marks == nil || t.Marks.Len() == 0 {
		return ""
	}
	return t.s.Theme.Accent.Render(" · " + t.Marks.Words())
}

// More counts the rows above and below those in sight; it is empty where all
// are.
func (t *Table[R]) More() string {
	from, to := t.Sight()
	return More(from, len(t.rows)-to)
}

// Sight are the places of the rows that See chose, from..to.
func (t *Table[R]) Sight() (from, to int) {
	first, last := t.cursor.Seen(len(t.lines))
	if t.sticks() {
		first++
	}
	from, _ = slices.BinarySearch(t.line, first)
	to, _ = slices.BinarySearch(t.line, last)
	return from, to
}

// More says how many rows are out of sight, in words that stand at the end of a
// line.
func More(above, below int) string {
	switch {
	case above > 0 && below > 0:
		return fmt.Sprintf("  ↑ %d ↓ %d more", above, below)
	case above > 0:
		return fmt.Sprintf("  ↑ %d more", above)
	case below > 0:
		return fmt.Sprintf("  ↓ %d more", below)
	}
	return ""
}

// Draw fills w x h cells with heads and, below them, the rows that See chose. All
// of these are w cells wide.
func (t *Table[R]) Draw(w, h int, heads []string, row func(r R, here bool) string) string {
	t.width, t.top = w, len(heads)
	lines := append(make([]string, 0, h), heads...)
	from, to := t.cursor.Seen(len(t.lines))
	for i, at := range t.lines[from:to] {
		if i == 0 && t.sticks() {
			at = ^at
		}
		if at < 0 {
			lines = append(lines, t.s.Theme.Strong.Render(widget.Fit(" "+t.Group(t.rows[^at]), w)))
			continue
		}
		lines = append(lines, row(t.rows[at], at == t.cursor.At))
		if t.Below != nil {
			lines = append(lines, t.Below(t.rows[at], w))
		}
	}
	drawn := strings.Join(lines, "\n")
	if left := h - len(lines); left > 0 {
		var none []string
		if len(t.rows) == 0 && t.None != nil {
			none = t.None(w)
		}
		drawn += "\n" + widget.Pane(none, w, left)
	}
	return drawn
}

// Foot is the line of words below everything, where it is on the screen, and how
// many of h lines are left above it.
func (t *Table[R]) Foot(w, h int) (foot string, above int) {
	if !t.Find.On() {
		return "", h
	}
	return "\n" + t.Find.Line(w, fmt.Sprintf("%d found", len(t.rows))), h - 1
}

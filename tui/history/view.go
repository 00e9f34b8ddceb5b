package history

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// View is the list, and below it, or beside it on a wide screen, the act.
func (h *Screen) View() string {
	if h.now.Assessment == nil {
		return widget.Pane(nil, h.w, h.h)
	}
	height, foot := h.h, ""
	if h.find.On() {
		height--
		foot = "\n" + h.find.Line(h.w, fmt.Sprintf("%d found in %d read", len(h.shown), len(h.acts)))
	}
	if h.w >= 120 {
		side := min(64, max(46, h.w*2/5))
		gap := " " + h.s.Theme.Faint.Render("│") + " "
		return widget.Beside(h.tableView(h.w-side-3, height), gap, h.pane(side, height)) + foot
	}
	below := max(5, min(height/3, 12))
	return h.tableView(h.w, height-below-1) + "\n" +
		h.s.Theme.Faint.Render(widget.Rule(h.w)) + "\n" + h.pane(h.w, below) + foot
}

const whenWidth = 12

func (h *Screen) tableView(width, height int) string {
	h.table, h.tops = width, 2
	t := h.s.Theme
	who := 14
	if width >= 100 {
		who = 20
	}
	lines := make([]string, 0, height)
	lines = append(lines, h.head(width), t.Dim.Render(widget.Fit(
		"  "+widget.Fit("When", whenWidth)+"  "+widget.Fit("Who", who)+"  What", width)))
	if len(h.shown) == 0 {
		return widget.Pane(append(lines, h.empty(width)...), width, height)
	}
	from, to := h.cursor.Window(h.cursor.At, len(h.shown), height-len(lines))
	for i := from; i < to; i++ {
		lines = append(lines, h.row(&h.acts[h.shown[i]], who, width, i == h.cursor.At))
	}
	return widget.Pane(lines, width, height)
}

func (h *Screen) row(x *store.Act, who, width int, here bool) string {
	when, author := widget.Fit(h.when(x.At), whenWidth), widget.Fit(widget.Line(x.Author), who)
	line := h.tell(x).line
	if here {
		return h.s.Theme.Cursor.Render(widget.Fit("▸ "+when+"  "+author+"  "+line, width))
	}
	t := h.s.Theme
	if x.Kind != assess.Do {
		line = t.Warn.Render(line[:len("undo:")]) + line[len("undo:"):]
	}
	return widget.Fit("  "+t.Dim.Render(when)+"  "+author+"  "+line, width)
}

// head says how much of the history is read, and which part.
func (h *Screen) head(width int) string {
	t := h.s.Theme
	line := t.Strong.Render(fmt.Sprintf(" %d acts", len(h.acts)))
	if len(h.acts) == 1 {
		line = t.Strong.Render(" 1 act")
	}
	switch n := len(h.acts); {
	case h.whole && n > 0:
		line += " · all since " + h.acts[n-1].At.In(h.s.Now().Location()).Format("2 Jan 2006")
	case n > 0:
		line += " read · older ones follow at the end"
	}
	if h.filter != (filter{}) {
		line += t.Warn.Render(" · shown: " + h.filter.name)
	}
	return widget.Fit(line, width)
}

// empty teaches where nothing is shown.
func (h *Screen) empty(width int) []string {
	text := "Nothing was changed yet. Every act stands here from the moment it is saved: who, when, and what was before."
	switch {
	case h.reading:
		text = "The history is being read."
	case h.find.On() && h.whole:
		text = "No act has these words. esc shows all again."
	case h.find.On():
		text = "No act that was read so far has these words; the end key reads further back. esc shows all again."
	case h.filter.author != "":
		text = "You have changed nothing in this assessment yet. esc shows what others did."
	case h.filter != filter{}:
		text = "Nothing was said about " + h.filter.name + " yet. esc shows all acts."
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
}

// pane is the act under the cursor: each field with what it was and what it is.
func (h *Screen) pane(width, height int) string {
	x := h.current()
	if x == nil {
		return widget.Pane(nil, width, height)
	}
	text := min(width-1, measure)
	lines := []string{h.s.Theme.Strong.Render(widget.Fit(h.title(x), text))}
	for _, r := range x.Revisions {
		if len(lines) > height {
			break
		}
		lines = append(lines, h.change(r, text)...)
	}
	if len(lines) > height {
		lines = append(lines[:height-1], h.s.Theme.Dim.Render("… enter shows all"))
	}
	return widget.Pane(widget.Indent(lines, " ", " "), width, height)
}

// title is when an act was done, by whom, and whether it took another back.
func (h *Screen) title(x *store.Act) string {
	title := x.At.In(h.s.Now().Location()).Format("2 Jan 2006 15:04:05") + " · " + widget.Line(x.Author)
	switch x.Kind {
	case assess.Undo:
		title += " · took an act back"
	case assess.Redo:
		title += " · did it again"
	}
	return title
}

// change is one field: on a line where both values are short.
func (h *Screen) change(r assess.Revision, width int) []string {
	t := h.s.Theme
	name, was, is := h.fieldName(r), h.was(r), h.value(r)
	if !strings.Contains(was+is, "\n") {
		line := name + "   " + widget.Line(was) + " → " + widget.Line(is)
		if ansi.StringWidth(line) <= width {
			return []string{t.Dim.Render(name) + "   " + widget.Line(was) + " → " + t.Strong.Render(widget.Line(is))}
		}
	}
	return []string{
		t.Dim.Render(widget.Fit(name, width)),
		widget.Fit(t.Dim.Render("  was  ")+widget.FirstLine(was), width),
		widget.Fit(t.Dim.Render("  is   ")+widget.FirstLine(is), width),
	}
}

package history

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/store"
	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// View is the list, and below it, or beside it on a wide screen, the act.
func (h *Screen) View() string {
	if h.now.Assessment == nil {
		return widget.Pane(nil, h.w, h.h)
	}
	foot, height := h.acts.Foot(h.w, h.h)
	if h.w >= 120 {
		side := min(64, max(46, h.w*2/5))
		gap := " " + h.s.Theme.Faint.Render("│") + " "
		return widget.Beside(h.table(h.w-side-3, height), gap, h.pane(side, height)) + foot
	}
	below := max(5, min(height/3, 12))
	return h.table(h.w, height-below-1) + "\n" +
		h.s.Theme.Faint.Render(widget.Rule(h.w)) + "\n" + h.pane(h.w, below) + foot
}

const whenWidth = 12

func (h *Screen) table(width, height int) string {
	if h.current() == nil {
		return h.acts.Draw(width, height, []string{h.acts.Head(width, h.head())}, nil)
	}
	return h.acts.View(width, height, h.head())
}

func (h *Screen) columns(width int) list.Columns[*store.Act] {
	who := 14
	if width >= 99 {
		who = 20
	}
	return list.Columns[*store.Act]{
		{Title: "When", Gap: 1, Width: whenWidth, Text: func(x *store.Act, t *style.Theme) string { return t.Dim.Render(h.when(x.At)) }},
		{Title: "Who", Gap: 2, Width: who, Text: func(x *store.Act, _ *style.Theme) string { return widget.Line(x.Author) }},
		{Title: "What", Gap: 2, Fill: 1, Text: h.what},
	}
}

func (h *Screen) what(x *store.Act, t *style.Theme) string {
	kind := kindWord(x.Kind)
	return t.Warn.Render(kind) + h.tell(x).line[len(kind):]
}

// head says how much of the history is read, and which part.
func (h *Screen) head() list.Head {
	all := h.acts.All()
	head := list.Head{What: fmt.Sprintf("%d acts", len(all))}
	if len(all) == 1 {
		head.What = "1 act"
	}
	if h.filter != (filter{}) { // the store was asked for these alone
		head.More = h.s.Theme.Warn.Render(" · only " + h.filter.name)
	}
	switch n := len(all); {
	case h.whole && n > 0:
		head.More += " · all since " + all[n-1].At.In(h.s.Now().Location()).Format(day.Form)
	case n > 0:
		head.What += " read"
		head.More += " · older ones follow at the end"
	}
	return head
}

// none teaches where nothing is shown.
func (h *Screen) none(width int) []string {
	text := "Nothing was changed yet. Every act stands here from the moment it is saved: who, when, and what was before."
	switch {
	case h.reading:
		text = "The history is being read."
	case h.acts.Find.On() && h.whole:
		text = "No act has these words. esc shows all again."
	case h.acts.Find.On():
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
	title := x.At.In(h.s.Now().Location()).Format(day.Form+" 15:04:05") + " · " + widget.Line(x.Author)
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

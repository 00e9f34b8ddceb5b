package walk

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable; from wide on there is room for a
// third pane.
const (
	measure = 88
	wide    = 120
)

// View is the tree, the item, and on a wide screen the levels beside it.
func (w *Screen) View() string {
	it := w.s.Lang.Item(w.current())
	if it == nil {
		return widget.Pane(nil, w.w, w.h)
	}
	tree := w.treeWidth()
	gap := " " + w.s.Theme.Faint.Render("│") + " "
	rest := w.w - tree - 3
	left := w.treeView(tree, w.h)
	if w.w < wide {
		return widget.Beside(left, gap, w.detail(it, rest, w.h, w.levels))
	}
	side := min(56, max(36, rest*2/5))
	main := rest - side - 3
	middle := w.detail(it, main, w.h, false)
	return widget.Beside(widget.Beside(left, gap, middle), gap, w.side(it, side))
}

// side is the third pane, as much of it as fits; a mark says where all of it is.
func (w *Screen) side(it *catalog.Item, width int) string {
	lines := w.beside(it, width)
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) > w.h {
		lines = append(lines[:w.h-1], w.s.Theme.Dim.Render("↓ more: i"))
	}
	return widget.Pane(lines, width, w.h)
}

// detail is the item: its title above, its answer below, and between them what
// is read, as much as fits.
func (w *Screen) detail(it *catalog.Item, width, height int, levels bool) string {
	text := min(width, measure)
	if w.room.Veils(it.ID) {
		return widget.Pane(w.blind(it, text), width, height)
	}
	head := w.head(it, text)
	foot := w.answer(it, text)
	room := max(1, height-len(head)-len(foot))
	body, focus := w.body(it, text, levels)
	w.pageLines, w.pageRows = len(body), room
	w.keepInView(focus)
	to := min(len(body), w.scroll+room)
	lines := append(head, body[w.scroll:to]...)
	if to < len(body) {
		lines[len(lines)-1] = w.s.Theme.Dim.Render(widget.Fit(w.more(levels), text))
	}
	for len(lines) < height-len(foot) {
		lines = append(lines, "")
	}
	return widget.Pane(append(lines, foot...), width, height)
}

// blind is an item on which the room votes: what is asked, and nothing of what
// anybody said of it before.
func (w *Screen) blind(it *catalog.Item, width int) []string {
	lines := append(w.head(it, width), widget.Wrap(it.Intent, width)...)
	lines = append(lines, "", w.s.Theme.Warn.Render(widget.Fit("The room votes on it; its answers are hidden.", width)), "")
	for i, q := range it.Questions {
		lead := fmt.Sprintf("%d  ", i+1)
		lines = append(lines, widget.Indent(widget.Wrap(q.Ask, width-3), lead, "   ")...)
	}
	return lines
}

// more says what stands below.
func (w *Screen) more(levels bool) string {
	if levels {
		return "↓ more, and the levels: pgdn"
	}
	return "↓ more: pgdn"
}

// span is the first and the last line of the question in focus.
type span struct{ from, to int }

// keepInView scrolls so that the question in focus is seen whole.
func (w *Screen) keepInView(focus span) {
	if w.question >= 0 {
		if focus.to >= w.scroll+w.pageRows-1 {
			w.scroll = focus.to - w.pageRows + 2
		}
		w.scroll = min(w.scroll, max(0, focus.from))
	}
	w.scroll = max(0, min(w.scroll, w.pageLines-w.pageRows))
}

func (w *Screen) head(it *catalog.Item, width int) []string {
	t := w.s.Theme
	flag := "  "
	if w.now.Assessment.Answer(w.place()).Flag {
		flag = " ⚑ "
	}
	title := widget.Wrap(it.Number+flag+it.Title, width)
	for i := range title {
		title[i] = t.Strong.Render(title[i])
	}
	if it.PerSystem() && !w.room.Veils(it.ID) {
		title = append(title, w.systemLine(it, width))
	}
	return append(title, "")
}

// systemLine says which AI system the answer is about, the one in a box, and how
// the item stands for each; * marks what comes from the answer for all.
func (w *Screen) systemLine(it *catalog.Item, width int) string {
	t := w.s.Theme
	a := w.now.Assessment
	systems := a.InScope()
	if len(systems) == 0 {
		return t.Dim.Render(widget.Fit("about AI systems · none in scope yet, one answer for all", width))
	}
	st := w.scoreOf(it).Standing
	all := assess.StandFor(it, a, "")
	line := t.Dim.Render(fmt.Sprintf("Systems %d/%d ", st.Answered, st.Of)) + w.systemBox("", "all", all, "")
	for _, s := range systems {
		own, from := assess.StandFor(it, a, s.ID), ""
		if own.State == assess.Unanswered && all.State != assess.Unanswered {
			own, from = all, "*"
		}
		line += w.systemBox(s.ID, initials(s.Name), own, from)
	}
	return widget.Fit(line, width)
}

func (w *Screen) systemBox(id, name string, st assess.Standing, from string) string {
	text := name + " " + screen.Sign(st.State)
	if st.State == assess.Rated {
		text += strconv.Itoa(st.Level)
	}
	text += from
	if id == w.system {
		return w.s.Theme.Box(text)
	}
	return " " + text + " "
}

// initials is the first word of a system's name, short enough for a row.
func initials(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(widget.Line(name)), " ")
	if r := []rune(first); len(r) > 10 {
		return string(r[:9]) + "…"
	}
	return first
}

// body is what is read: the intent, or on a narrow screen without the levels what
// the ISMS carries; the questions; and the levels where they are asked for. It
// tells the lines of the question in focus.
func (w *Screen) body(it *catalog.Item, width int, levels bool) ([]string, span) {
	t := w.s.Theme
	var lines []string
	if !levels && w.w < wide {
		lines = w.carried(it, width)
	} else if it.Intent != "" {
		for _, l := range widget.Wrap(it.Intent, width) {
			lines = append(lines, t.Dim.Render(l))
		}
		lines = append(lines, "")
	}
	var focus span
	for i := range it.Questions {
		if w.hidden(it, i) {
			continue
		}
		from := len(lines)
		lines = append(lines, w.questionLines(it, i, width)...)
		if i == w.question {
			focus = span{from, len(lines) - 1}
		}
	}
	lines = append(lines, w.settledLine(it, width)...)
	if levels {
		lines = append(append(lines, ""), w.levelLines(it, width)...)
	}
	return lines, focus
}

// questionLines is a question with its mark before it and its rating behind.
// The one in focus has its number reversed, so that it shows without colour.
func (w *Screen) questionLines(it *catalog.Item, i, width int) []string {
	t := w.s.Theme
	q := it.Questions[i]
	k := w.place()
	k.Question = q.ID
	x := w.now.Assessment.Answer(k)
	mark, value := screen.Sign(x.Rating.State), "·"
	switch {
	case x.Rating.Is(assess.Rated):
		value = strconv.Itoa(x.Rating.Level)
	case x.Rating.Is(assess.NA):
		value = screen.SignNone
	}
	if x.Note != "" {
		value += " ✎"
	}
	number, style := fmt.Sprintf("  %d %s ", i+1, mark), t.Text
	if i == w.question {
		number, style = t.Cursor.Render(fmt.Sprintf("▸ %d %s", i+1, mark))+" ", t.Strong
	}
	ask := q.Ask
	if q.Tests == catalog.Maturity {
		ask += " (maturity)"
	}
	lines := widget.Wrap(ask, width-11)
	for j, l := range lines {
		lead, end := "      ", ""
		if j == 0 {
			lead = number
		}
		if j == len(lines)-1 {
			end = value
		}
		lines[j] = lead + style.Render(widget.Fit(l, width-11)) + " " + widget.FitRight(end, 4)
	}
	if i == w.question && q.Good != "" {
		lines = append(lines, widget.Indent(widget.Wrap(q.Good, width-15), t.Dim.Render("      at 3  "), widget.Blank(12))...)
	}
	return lines
}

// levelLines describe 0 to 5 for the item, in its own words where the catalogue
// has them, the standing one marked.
func (w *Screen) levelLines(it *catalog.Item, width int) []string {
	t := w.s.Theme
	chosen := w.chosen(it)
	lines := []string{t.Dim.Render("Levels")}
	for level := range 6 {
		lead, style := fmt.Sprintf("  %d  ", level), t.Dim
		if chosen.Is(assess.Rated) && chosen.Level == level {
			lead, style = fmt.Sprintf("▸ %d  ", level), t.Text
		}
		for _, l := range widget.Parts(catalog.Conditions(w.anchor(it, level)), width-1, lead, "   · ") {
			lines = append(lines, style.Render(l))
		}
	}
	return lines
}

// anchor is what a level looks like in this item.
func (w *Screen) anchor(it *catalog.Item, level int) string {
	if text, ok := it.Levels[level]; ok {
		return text
	}
	return w.s.Lang.ScaleWord(w.s.Catalog, level)
}

// chosen is the rating that stands where a digit would rate, none of an item that
// the room votes on.
func (w *Screen) chosen(it *catalog.Item) assess.Rating {
	at := w.focus()
	if w.room.Veils(it.ID) {
		return assess.Rating{}
	}
	if at.Question != "" {
		return w.now.Assessment.Answer(at).Rating
	}
	st := assess.StandFor(it, w.now.Assessment, at.System)
	switch st.State {
	case assess.Rated:
		return assess.Rating{State: assess.Rated, Level: st.Level}
	case assess.NA:
		return w.now.Assessment.Answer(at).Rating
	}
	return assess.Rating{}
}

package walk

import (
	"fmt"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

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
	w.panes = w.panes[:0]
	left := w.treeView(tree, w.h)
	if w.w < wide {
		return widget.Beside(left, gap, w.pane(w.w-rest, rest, w.detail(it, rest, w.h)))
	}
	side := min(56, max(36, rest*2/5))
	main := rest - side - 3
	middle := w.pane(tree+3, main, w.detail(it, main, w.h))
	return widget.Beside(widget.Beside(left, gap, middle), gap, w.pane(w.w-side, side, w.side(it, side)))
}

// pane draws lines from a column on, and remembers where they are for the mouse.
func (w *Screen) pane(x, width int, lines []line) string {
	w.panes = append(w.panes, pane{x, lines})
	texts := make([]string, len(lines))
	for i := range lines {
		texts[i] = lines[i].text
	}
	return widget.Pane(texts, width, w.h)
}

// pane is what was drawn from a column on.
type pane struct {
	x     int
	lines []line
}

// side is the third pane, as much of it as fits; a mark says where all of it is.
func (w *Screen) side(it *catalog.Item, width int) []line {
	var lines []line
	if w.levels || w.room.Veils(it.ID) {
		lines = append(lines, line{text: w.s.Theme.Strong.Render("Levels")})
		lines = append(append(lines, w.scale(it, width, w.h, w.h)...), line{})
	}
	x := w.about(it)
	lines = append(lines, plain(slices.Concat(x.Standard(width), x.Carried(width), x.Changes(width, 3), x.Guidance(width)))...)
	for len(lines) > 0 && lines[len(lines)-1].text == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) > w.h {
		more := w.s.Theme.Dim.Render("↓ more: i")
		lines = append(lines[:w.h-1], line{more, func(int) tea.Cmd { return w.press("i") }})
	}
	return lines
}

// line is a line of the item, and what a click on it does; nil: nothing.
type line struct {
	text  string
	click func(x int) tea.Cmd
}

// plain are lines that take no click.
func plain(texts []string) []line {
	lines := make([]line, len(texts))
	for i, text := range texts {
		lines[i].text = text
	}
	return lines
}

// detail is the item: its title above, its rating and what belongs to it below, and
// between them what is read, as much as fits.
func (w *Screen) detail(it *catalog.Item, width, height int) []line {
	text := min(width, measure)
	if w.room.Veils(it.ID) {
		return plain(w.blind(it, text))
	}
	scale := w.levels && w.w < wide
	head := plain(w.head(it, text, height))
	rating := w.strip(it, text)
	if scale {
		rating = plain(w.state(it, text))
	}
	const rule, note, evidence = 1, 1, 1
	against := w.contradicts(it, text)
	free := height - len(head) - rule - len(rating) - note - evidence - len(against)
	if scale {
		free -= levels
	}
	body, focus := w.body(it, text, free)
	if scale {
		stays := least
		switch {
		case height >= tight:
		case w.question < 0 && w.chosen(it).Is(assess.Rated):
			stays = 1 // what was judged gives way to what the judgement says
		default:
			stays = 3 // a question of the usual length
		}
		drawn := w.scale(it, text, levels+free-len(body), levels+free-min(len(body), stays))
		free -= len(drawn) - levels
		rating = append(rating, drawn...)
	}
	w.pageLines, w.pageRows = len(body), max(1, free)
	w.keepInView(focus)
	lines := append(head, body[w.scroll:min(len(body), w.scroll+w.pageRows)]...)
	said := append(against, w.said(it, text, 1+max(0, free-len(body)))...)
	for len(lines) < height-rule-len(rating)-len(said) {
		lines = append(lines, line{})
	}
	lines = append(lines, line{text: w.rule(it, text, scale)})
	return append(append(lines, rating...), said...)
}

// levels is how many there are; least is how many lines of what is read stay beside
// them.
const (
	levels = 6
	least  = 4
)

// blind is an item on which the room votes: what is asked, and nothing of what
// anybody said of it before.
func (w *Screen) blind(it *catalog.Item, width int) []string {
	lines := append(w.head(it, width, w.h), widget.Wrap(it.Intent, width)...)
	lines = append(lines, "", w.s.Theme.Warn.Render(widget.Fit("The room votes on it; its answers are hidden.", width)), "")
	for i, q := range it.Questions {
		lead := fmt.Sprintf("%d  ", i+1)
		lines = append(lines, widget.Indent(widget.Wrap(q.Ask, width-3), lead, "   ")...)
	}
	return lines
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

// head is the number and the title, cut to one line where there are few, and which
// AI system the answer is about.
func (w *Screen) head(it *catalog.Item, width, height int) []string {
	t := w.s.Theme
	flag := "  "
	if w.now.Assessment.Answer(w.place()).Flag {
		flag = " ⚑ "
	}
	title := widget.Wrap(it.Number+flag+it.Title, width)
	if height < tight && len(title) > 1 {
		title = []string{widget.Fit(it.Number+flag+widget.Line(it.Title), width)}
	}
	for i := range title {
		title[i] = t.Strong.Render(title[i])
	}
	title = append(w.sessionLine(width), title...)
	if it.PerSystem() && !w.room.Veils(it.ID) {
		title = append(title, w.systemLine(it, width))
	}
	if height >= roomy {
		title = append(title, "")
	}
	return title
}

// From how many lines on a title has as many as it needs, and there is one for air.
const (
	tight = 18
	roomy = 24
)

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
	at := slices.IndexFunc(systems, func(s assess.System) bool { return s.ID == w.system })
	return line + widget.Row(t.Dim, width-ansi.StringWidth(line), len(systems), at, func(i int) string {
		own, from := assess.StandFor(it, a, systems[i].ID), ""
		if own.State == assess.Unanswered && all.State != assess.Unanswered {
			own, from = all, "*"
		}
		return w.systemBox(systems[i].ID, w.names[systems[i].ID], own, from)
	})
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

// body is what is read: what the item is about, its questions, and what the ISMS
// settles of them. It tells the lines of the question in focus.
func (w *Screen) body(it *catalog.Item, width, room int) ([]line, span) {
	var asked []line
	var focus span
	for i := range it.Questions {
		if w.hidden(it, i) {
			continue
		}
		from := len(asked)
		for _, text := range w.questionLines(it, i, width) {
			asked = append(asked, line{text, func(int) tea.Cmd { return w.ask(i) }})
		}
		if i == w.question {
			focus = span{from, len(asked) - 1}
		}
	}
	asked = append(asked, plain(w.settledLine(it, width))...)
	above := plain(w.above(it, width, room, len(asked)))
	return append(above, asked...), span{focus.from + len(above), focus.to + len(above)}
}

// above is what the ISMS carries where that is asked for, else what the item is
// about: whole at the first visit, then on a line, so that the levels have the room.
func (w *Screen) above(it *catalog.Item, width, room, asked int) []string {
	if !w.levels && w.w < wide {
		return w.about(it).Carried(width)
	}
	if it.Intent == "" {
		return nil
	}
	about := widget.Wrap(it.Intent, width)
	whole := len(about)+1+min(asked, 3) <= room
	if w.read {
		whole = w.w >= wide && len(about)+1+asked <= room
	}
	if !whole && w.read && w.h < tight && asked > 0 {
		return nil // i tells it; the levels have the line
	}
	if !whole {
		about = []string{widget.Fit(widget.Line(it.Intent), width)}
	}
	for i := range about {
		about[i] = w.s.Theme.Dim.Render(about[i])
	}
	if whole || len(about)+1+asked <= room {
		about = append(about, "")
	}
	return about
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

// scale is the levels 0 to 5 in the item's own words, the standing one in a box: all
// whole in h lines, that one whole in most, where that can be. A click on one rates.
func (w *Screen) scale(it *catalog.Item, width, h, most int) []line {
	var lines []line
	for _, l := range w.about(it).Scale(w.chosen(it)).Lines(w.s.Theme, width, h, most) {
		lines = append(lines, line{l.Text, func(int) tea.Cmd { return w.press(strconv.Itoa(l.Level)) }})
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

package overview

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/tui/list"
	"crosswalk/tui/widget"
)

// View is the headline, the bar of the whole, the clauses and sections in two
// columns, and on a wide screen the terms of the figure under the cursor.
func (o *Screen) View() string {
	if o.now.Assessment == nil {
		return widget.Pane(nil, o.w, o.h)
	}
	if o.w < 120 {
		return widget.Pane(o.page(o.w, o.h), o.w, o.h)
	}
	main := o.main()
	side := o.w - main - 3
	id := ""
	title := "The whole"
	if s, ok := o.set(); ok {
		id, title = s.Set.ID, s.Set.ID+"  "+widget.Line(s.Set.Title)
	}
	lines := append([]string{"", o.s.Theme.Strong.Render(title), ""}, o.terms(id, min(side-1, 88))...)
	if len(lines) > o.h {
		lines = append(lines[:o.h-1], o.s.Theme.Dim.Render("… enter shows all"))
	}
	gap := " " + o.s.Theme.Faint.Render("│") + " "
	return widget.Beside(widget.Pane(o.page(main, o.h), main, o.h), gap, widget.Pane(lines, side, o.h))
}

// page is head, rows, figures and foot.
func (o *Screen) page(w, h int) []string {
	has := o.layout()
	lines := o.head(w, has.large)
	steps := o.stepLines(w)
	foot := steps
	if has.next {
		foot = append(o.next(w), steps...)
	}
	var below []string
	if has.charts {
		below = append([]string{""}, o.charts(w)...)
	}
	if has.lines {
		below = append(below, o.spread(w), o.work(w))
	}
	if has.air {
		below = append(below, "")
	}
	rows := o.setRows()
	room := max(1, h-len(lines)-1-len(below)-len(foot))
	cursor := o.at - 1
	if left := o.left(); cursor >= left {
		cursor -= left
	}
	from, to := widget.Window(o.top, max(0, min(cursor, len(rows)-1)), len(rows), room)
	o.top, o.rows, o.shown = from, len(lines)+1, to-from
	more := o.s.Theme.Dim.Render(list.More(o.setsIn(0, from), o.setsIn(to, len(rows))))
	lines = append(lines, widget.Fit(o.setHead(), w-ansi.StringWidth(more))+more)
	lines = append(append(append(lines, rows[from:to]...), below...), foot...)
	o.steps = len(lines) - len(steps)
	return lines
}

// layout is what a page has beside its head, its sets and the lines that lead on.
type layout struct {
	best   int  // how many of the next best
	next   bool // what comes before them
	law    int  // how many of the duties ahead
	large  bool // the headline in large digits
	charts bool // ratings, what the ISMS carries and the kinds of work, as figures
	lines  bool // ratings and work on a line each
	air    bool // a blank line above the foot
}

// What takes how many lines.
const (
	headHeight   = 5 // with the headline on one line
	largeHeight  = 3 // more for large digits
	chartsHeight = 8
)

// layout gives the space that the sets leave to what is worth most.
func (o *Screen) layout() layout {
	sets := max(o.left(), len(o.sets)-o.left())
	left := o.h - headHeight - sets - len(o.leads(0))
	takes := func(n int) bool {
		if left < n {
			return false
		}
		left -= n
		return true
	}
	has := layout{best: min(1, len(o.best))}
	left -= has.best
	has.next = len(o.next(o.w)) > 0 && (takes(1) || has.best == 0)
	if o.kept.Ruling != nil {
		for has.law < min(len(o.kept.Ahead), mostLaw) && takes(1) {
			has.law++
		}
	}
	for has.best < min(len(o.best), nextBest) && takes(1) {
		has.best++
	}
	has.large = takes(largeHeight)
	has.charts = takes(chartsHeight)
	has.lines = !has.charts && takes(2)
	has.air = takes(1)
	for has.best < len(o.best) && takes(1) {
		has.best++
	}
	return has
}

// column is the width of one of the two columns of sets.
func (o *Screen) column() int {
	return (o.main() - 3) / 2
}

// main is the width of the page: on a wide screen it leaves room for the terms.
func (o *Screen) main() int {
	if o.w < 120 {
		return o.w
	}
	return min(max(o.w*3/5, 84), 100)
}

// next says what comes before the next best gaps: what is open is to be answered.
func (o *Screen) next(w int) []string {
	open := 0
	for i := range o.now.Score.Items {
		if s := o.now.Score.Items[i].Standing.State; s == assess.Unanswered || s == assess.Partial {
			open++
		}
	}
	text := fmt.Sprintf("%s open; w walks to the first.", items(open))
	switch {
	case open == len(o.now.Score.Items):
		text = "Nothing is answered yet; w begins the Walk."
	case o.now.Score.Overall.Conforming == o.now.Score.Overall.Applicable:
		text = "Every item conforms. Keep the evidence current."
	case open == 0:
		return nil
	}
	return []string{" " + o.labelled("Next") + widget.Fit(text, w-labelWidth-1)}
}

func items(n int) string {
	if n == 1 {
		return "1 item is"
	}
	return fmt.Sprintf("%d items are", n)
}

// share is a per cent, or a dash where there is no figure.
func share(f *float64) string {
	if f == nil {
		return "–"
	}
	return fmt.Sprintf("%d %%", score.Percent(*f))
}

// reach is progress with its ceiling, which meet when all is answered.
func reach(sc score.Score) string {
	if sc.Progress == nil || score.Percent(*sc.Progress) == score.Percent(*sc.Ceiling) {
		return share(sc.Progress)
	}
	return share(sc.Progress) + " … " + share(sc.Ceiling)
}

func decimal(f *float64) string {
	if f == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f", *f)
}

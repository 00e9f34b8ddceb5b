package overview

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
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
	gap := " " + o.s.Theme.Faint.Render("│") + " "
	return widget.Beside(widget.Pane(o.page(main, o.h), main, o.h), gap, widget.Pane(lines, side, o.h))
}

// page is head, rows and foot. What is least needed goes first where they don't
// all fit: the empty lines, then the kinds of work; then the rows scroll.
func (o *Screen) page(w, h int) []string {
	head := []string{o.headline(o.now.Score.Overall, w), o.bar(o.now.Synergy.Overall, w-2, o.at == 0), o.legend(w - 2), o.spread(w)}
	rows := o.setRows()
	steps := o.stepLines(w)
	foot := append(o.next(w), steps...)
	spare := h - len(head) - len(rows) - len(foot)
	if spare > 2 {
		foot = append([]string{o.work(w)}, foot...)
		spare--
	}
	if spare > 0 {
		foot = append([]string{""}, foot...)
	}
	if spare > 1 {
		head = append(head, o.setHead())
	}
	room := max(1, h-len(head)-len(foot))
	cursor := o.at - 1
	if left := o.left(); cursor >= left {
		cursor -= left
	}
	from, to := widget.Window(o.top, max(0, min(cursor, len(rows)-1)), len(rows), room)
	o.top, o.rows, o.shown, o.steps = from, len(head), to-from, len(head)+to-from+len(foot)-len(steps)
	more := o.s.Theme.Dim.Render(list.More(from, len(rows)-to))
	head[3] = widget.Fit(head[3], w-ansi.StringWidth(more)) + more
	return append(append(head, rows[from:to]...), foot...)
}

// headline is what conforms, how many AI systems are ready, progress and what is
// answered. What does not fit falls off the end.
func (o *Screen) headline(sc score.Score, w int) string {
	t := o.s.Theme
	parts := []string{t.Strong.Render(fmt.Sprintf("Conforming %d of %d", sc.Conforming, sc.Applicable)) + t.Dim.Render(fmt.Sprintf(" (%d verified)", sc.Verified))}
	if card := o.now.Score; card.Systems > 0 {
		words := "Ready "
		if w >= 100 {
			words = "Systems ready "
		}
		parts = append(parts, t.Dim.Render(words)+fmt.Sprintf("%d/%d", card.Ready, card.Systems))
	}
	parts = append(parts, t.Dim.Render("Progress ")+reach(sc), t.Dim.Render("Answered ")+fmt.Sprintf("%d/%d", sc.Answered, sc.Applicable))
	used := 0
	for n, p := range parts {
		if used += ansi.StringWidth(p); used+2*n > w-2 {
			used -= ansi.StringWidth(p)
			parts = parts[:n]
			break
		}
	}
	gap := widget.Blank(max(2, (w-2-used)/max(2, len(parts)-1)))
	return widget.Fit(" "+strings.Join(parts, gap), w)
}

// bar is the three parts of the work: done, reuse, build.
func (o *Screen) bar(s *synergy.Shares, w int, here bool) string {
	lead := " "
	if here {
		lead = "▸"
	}
	if s == nil {
		return lead + o.s.Theme.Dim.Render(widget.Fit("no figure: nothing here is applicable", w))
	}
	return lead + widget.Split{Done: s.Done, Reuse: s.Reuse, Build: s.Build}.Bar(o.s.Theme, w)
}

func (o *Screen) legend(w int) string {
	s := o.now.Synergy.Overall
	if s == nil {
		return ""
	}
	return " " + widget.Split{Done: s.Done, Reuse: s.Reuse, Build: s.Build, Percents: s.Percents()}.Legend(o.s.Theme, w)
}

// work counts the items of each kind of work.
func (o *Screen) work(w int) string {
	t := o.s.Theme
	n := map[synergy.Quadrant]int{}
	for _, i := range o.now.Synergy.Items {
		n[i.Quadrant]++
	}
	line := " " + t.Dim.Render(widget.Fit("Work", labelWidth))
	for _, q := range synergy.Quadrants {
		line += fmt.Sprintf("%s %d   ", t.Dim.Render(string(q)), n[q])
	}
	if stale := len(o.now.Synergy.Stale); stale > 0 {
		line += t.Warn.Render(fmt.Sprintf("! %d stale", stale))
	}
	return widget.Fit(line, w)
}

// spread is how many items stand at each rating, with maturity and evidence.
func (o *Screen) spread(w int) string {
	t := o.s.Theme
	var n [6]int
	for _, it := range o.now.Score.Items {
		if it.Standing.State == assess.Rated {
			n[it.Standing.Level]++
		}
	}
	var b strings.Builder
	b.WriteString(t.Dim.Render(" Ratings "))
	for level, count := range n {
		fmt.Fprintf(&b, " %s%d", t.Dim.Render(fmt.Sprintf("%d:", level)), count)
	}
	sc := o.now.Score.Overall
	fmt.Fprintf(&b, "   %s %s %s   %s %s", t.Dim.Render("Maturity"), decimal(sc.Maturity),
		t.Dim.Render(fmt.Sprintf("(target %d)", o.now.Assessment.Profile.Target)), t.Dim.Render("Evidenced"), share(sc.Evidenced))
	return widget.Fit(b.String(), w)
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

// setRows are the clauses beside the sections of Annex A.
func (o *Screen) setRows() []string {
	left := o.left()
	sets := o.now.Score.Sets
	w := o.column()
	var rows []string
	for i := range max(left, len(sets)-left) {
		a, b := widget.Blank(w), ""
		if i < left {
			a = o.setRow(i, w)
		}
		if left+i < len(sets) {
			b = o.setRow(left+i, w)
		}
		rows = append(rows, a+"   "+b)
	}
	return rows
}

// setHead says what the figures behind a set are.
func (o *Screen) setHead() string {
	head := widget.FitRight("progress, conforming", o.column())
	return o.s.Theme.Dim.Render(head + "   " + head)
}

func (o *Screen) setRow(i, w int) string {
	t := o.s.Theme
	s := o.now.Score.Sets[i]
	name, title := 18, s.Set.Short
	if w >= 56 {
		name, title = 30, s.Set.Title
	}
	name = min(name, w-12)
	label := widget.Fit(fmt.Sprintf("%4s %s", s.Set.ID, widget.Line(title)), name)
	figure := widget.FitRight(share(s.Progress), 6) + widget.FitRight(fmt.Sprintf("%d/%d", s.Conforming, s.Applicable), 4)
	bar := o.bar(o.now.Synergy.Sets[i].Shares, max(0, w-name-1-10-1), false)
	if o.at == i+1 {
		return "▸" + t.Cursor.Render(label) + bar + t.Strong.Render(figure)
	}
	return " " + label + bar + figure
}

// next says what comes before the next best gaps: what is open is to be answered.
func (o *Screen) next(w int) []string {
	open := 0
	for i := range o.now.Score.Items {
		if s := o.now.Score.Items[i].Standing.State; s == assess.Unanswered || s == assess.Partial {
			open++
		}
	}
	text := fmt.Sprintf("%s still open; w walks to the first of them.", items(open))
	switch {
	case open == len(o.now.Score.Items):
		text = "Nothing is answered yet: w opens the Walk at the first question."
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

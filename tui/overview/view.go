package overview

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/widget"
)

// headRows are the lines above the sets.
const headRows = 5

// footRows are those below them.
const footRows = 4

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

func (o *Screen) page(w, h int) []string {
	sc := o.now.Score.Overall
	lines := []string{o.headline(sc, w), o.bar(o.now.Synergy.Overall, w-2, o.at == 0), o.legend(w - 2), o.spread(w), ""}
	rows := o.setRows(w)
	room := h - headRows - footRows
	cursor := o.at - 1
	if left := o.left(); cursor >= left {
		cursor -= left
	}
	from, to := widget.Window(o.top, max(0, cursor), len(rows), max(1, room))
	o.top = from
	lines = append(lines, rows[from:to]...)
	return append(lines, "", o.work(w), o.certification(w), o.next(w))
}

func (o *Screen) headline(sc score.Score, w int) string {
	t := o.s.Theme
	parts := []string{
		t.Strong.Render(fmt.Sprintf("Conforming %d of %d", sc.Conforming, sc.Applicable)) + t.Dim.Render(fmt.Sprintf(" (%d verified)", sc.Verified)),
		t.Dim.Render("Progress ") + reach(sc),
		t.Dim.Render("Answered ") + fmt.Sprintf("%d/%d", sc.Answered, sc.Applicable),
	}
	used := 0
	for _, p := range parts {
		used += ansi.StringWidth(p)
	}
	gap := widget.Blank(max(2, (w-2-used)/2))
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
	days := 0.0
	for _, i := range o.now.Synergy.Items {
		n[i.Quadrant]++
		days += i.Days
	}
	line := " " + t.Dim.Render("Work  ")
	for _, q := range synergy.Quadrants {
		line += fmt.Sprintf("%s %d   ", t.Dim.Render(string(q)), n[q])
	}
	line += t.Dim.Render("left ") + fmt.Sprintf("%.0f days", days)
	if stale := len(o.now.Synergy.Stale); stale > 0 {
		line += t.Warn.Render(fmt.Sprintf("   ! %d stale", stale))
	}
	return widget.Fit(line, w)
}

// certification counts what stands in the way of each stage.
func (o *Screen) certification(w int) string {
	t := o.s.Theme
	line := " " + t.Dim.Render("Certification  stage 1: ") + blockers(len(o.outlook.Stage1)) + t.Dim.Render("   stage 2: ") + blockers(len(o.outlook.Stage2))
	return widget.Fit(line+"   "+t.Key.Render("c")+t.Dim.Render(" lists them"), w)
}

func blockers(n int) string {
	switch n {
	case 0:
		return "no blocker found"
	case 1:
		return "1 blocker"
	}
	return fmt.Sprintf("%d blockers", n)
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
func (o *Screen) setRows(int) []string {
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

func (o *Screen) setRow(i, w int) string {
	t := o.s.Theme
	s := o.now.Score.Sets[i]
	name, title := 18, s.Set.Short
	if w >= 56 {
		name, title = 30, s.Set.Title
	}
	label := widget.Fit(fmt.Sprintf("%4s %s", s.Set.ID, widget.Line(title)), name)
	figure := widget.FitRight(share(s.Progress), 6) + widget.FitRight(fmt.Sprintf("%d/%d", s.Conforming, s.Applicable), 4)
	bar := o.bar(o.now.Synergy.Sets[i].Shares, w-name-1-10-1, false)
	if o.at == i+1 {
		return "▸" + t.Cursor.Render(label) + bar + t.Strong.Render(figure)
	}
	return " " + label + bar + figure
}

// next says what to do next, in a sentence.
func (o *Screen) next(w int) string {
	open, gap := 0, 0
	for _, it := range o.now.Score.Items {
		switch {
		case it.Standing.State == assess.Unanswered || it.Standing.State == assess.Partial:
			open++
		case it.Applicable() && !it.Conforming:
			gap++
		}
	}
	text := "Every item conforms. Keep the evidence current."
	switch {
	case open == len(o.now.Score.Items):
		text = "Nothing is answered yet: w opens the Walk at the first question."
	case open > 0:
		text = fmt.Sprintf("Next: %s still open; w walks to the first of them.", items(open))
	case gap > 0:
		text = fmt.Sprintf("Everything is answered; %s to close, listed under Gaps.", items(gap))
	}
	return widget.Fit(" "+o.s.Theme.Dim.Render(text), w)
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

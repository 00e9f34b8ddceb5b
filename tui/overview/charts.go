package overview

import (
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/widget"
)

// ratings counts the items at each rating.
func (o *Screen) ratings() (n [6]int) {
	for _, it := range o.now.Score.Items {
		if it.Standing.State == assess.Rated {
			n[it.Standing.Level]++
		}
	}
	return n
}

// spread is how many items stand at each rating, on a line.
func (o *Screen) spread(w int) string {
	t := o.s.Theme
	line := " " + o.labelled("Ratings")
	for level, count := range o.ratings() {
		line += fmt.Sprintf("%s%d   ", t.Dim.Render(fmt.Sprintf("%d:", level)), count)
	}
	return widget.Fit(line, w)
}

// kinds counts the items of each kind of work.
func (o *Screen) kinds() map[synergy.Quadrant]int {
	n := map[synergy.Quadrant]int{}
	for _, i := range o.now.Synergy.Items {
		n[i.Quadrant]++
	}
	return n
}

// work is how many items are of each kind of work, on a line.
func (o *Screen) work(w int) string {
	t, n := o.s.Theme, o.kinds()
	line := " " + o.labelled("Work")
	for _, q := range synergy.Quadrants {
		line += fmt.Sprintf("%s %d   ", t.Dim.Render(string(q)), n[q])
	}
	return widget.Fit(line+o.stale(), w)
}

func (o *Screen) stale() string {
	if n := len(o.now.Synergy.Stale); n > 0 {
		return o.s.Theme.Warn.Render(fmt.Sprintf("! %d stale", n))
	}
	return ""
}

// charts are the ratings as a histogram, and beside it what the ISMS carries and the
// kinds of work.
func (o *Screen) charts(w int) []string {
	column := o.column()
	left, right := o.histogram(column), o.carried(w-column-3)
	lines := make([]string, max(len(left), len(right)))
	for i := range lines {
		lines[i] = widget.Fit(left[i], column) + "   " + right[i]
	}
	return lines
}

// histogram has a row for each rating, and a mark at the target.
func (o *Screen) histogram(w int) []string {
	t, n := o.s.Theme, o.ratings()
	most, target := 1, o.now.Assessment.Profile.Target
	for _, count := range n {
		most = max(most, count)
	}
	room := w - len("  0 ") - len(" 000 ◂ target")
	lines := []string{t.Dim.Render("  Ratings")}
	for level, count := range n {
		ink, mark := t.Open, ""
		if level >= o.s.Catalog.Method.InPlace {
			ink = t.Done
		}
		if level == target {
			mark = " ◂ target"
		}
		line := ""
		if count > 0 {
			line = ink.Render(strings.TrimRight(widget.Heavy(room, float64(count)/float64(most)), " ")) + " "
		}
		lines = append(lines, fmt.Sprintf("  %d %s%d", level, line, count)+t.Dim.Render(mark))
	}
	return lines
}

// carried is what the ISMS carries, in share and days, with a tick at what it could;
// below it the kinds of work.
func (o *Screen) carried(w int) []string {
	t, n, s := o.s.Theme, o.kinds(), o.now.Synergy.Overall
	kind := func(q synergy.Quadrant) string {
		return t.Dim.Render(widget.Fit(string(q), 10)) + widget.Fit(fmt.Sprint(n[q]), 5)
	}
	lines := []string{t.Dim.Render("  What the ISMS carries"), "", "", "", t.Dim.Render("  Work, in items")}
	if s != nil {
		lines[1] = "  " + widget.Meter(t, w-3, s.Realised, s.Potential)
		lines[2] = fmt.Sprintf("  %d %%", score.Percent(s.Realised)) + t.Dim.Render(fmt.Sprintf(" of the work, %d %% at best", score.Percent(s.Potential)))
		lines[3] = fmt.Sprintf("  %.0f person-days", o.now.Synergy.Saved) + t.Dim.Render(" that it saves, an estimate")
	}
	return append(lines,
		"  "+kind(synergy.QuickWin)+kind(synergy.Leverage)+o.stale(),
		"  "+kind(synergy.NewBuild)+kind(synergy.InPlace))
}

package due

import (
	"fmt"

	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// below is how many lines tell of the row under the cursor.
const below = 3

// View is the list with what is under the cursor, or the calendar.
func (d *Screen) View() string {
	switch {
	case d.now.Assessment == nil || d.kept.Ruling == nil:
		return widget.Pane(nil, d.w, d.h)
	case d.calendar:
		return d.months()
	}
	foot, height := d.dates.Foot(d.w, d.h)
	r, ok := d.dates.Current()
	if !ok {
		return d.dates.Draw(d.w, height, []string{d.dates.Head(d.w, d.head())}, nil) + foot
	}
	return d.dates.View(d.w, height-below-1, d.head()) + "\n" + d.s.Theme.Faint.Render(widget.Rule(d.w)) + "\n" +
		widget.Pane(d.detail(r), d.w, below) + foot
}

// columns are what a row tells. How wide the widest are was measured when they came:
// thousands of them can't be at every key.
func (d *Screen) columns(width int) list.Columns[*row] {
	t := d.s.Theme
	of, what := 12, 11
	if width >= 100 {
		of, what = 18, 18
	}
	cols := list.Columns[*row]{
		{Title: "On", Width: 11, Text: func(r *row, _ *style.Theme) string { return day.Show(r.On) }},
		{Width: 1, Gap: 1, Text: func(r *row, t *style.Theme) string { return r.sign(t) }},
		{Title: "Of", Gap: 1, Width: min(max(8, d.ofs), of), Text: func(r *row, _ *style.Theme) string { return widget.Line(r.Of) }},
		{Title: "Title", Gap: 1, Fill: 4, Width: 12, Text: func(r *row, _ *style.Theme) string { return widget.Line(r.Title) }},
	}
	if width >= 70 {
		cols = append(cols, list.Column[*row]{Title: "What", Gap: 1, Width: min(max(11, d.reasons), what), Text: func(r *row, _ *style.Theme) string { return widget.Line(r.What) }})
	}
	return append(cols, list.Column[*row]{Title: "Owner", Gap: 1, Fill: 2, Width: 9, Text: func(r *row, _ *style.Theme) string {
		if r.Owner == "" {
			return t.Dim.Render("·")
		}
		return widget.Line(r.Owner)
	}})
}

// sign says without colour what a day is: late, or of law.
func (r *row) sign(t *style.Theme) string {
	switch {
	case r.Begins:
		return t.Dim.Render(signLaw)
	case r.span == register.Late:
		return t.Warn.Render(signLate)
	}
	return ""
}

// The signs of dates.
const (
	signLate  = "!"
	signDue   = "·"
	signLaw   = "§"
	signToday = "›"
)

// head counts what is late and what comes soon.
func (d *Screen) head() list.Head {
	p := d.press
	h := list.Head{What: fmt.Sprintf("%d dates", len(d.dates.All())), Filter: widget.Line(d.need.says())}
	if len(d.dates.All()) == 1 {
		h.What = "1 date"
	}
	if p.Late > 0 {
		h.More = d.s.Theme.Warn.Render(fmt.Sprintf(" · %d overdue", p.Late))
	}
	h.More += fmt.Sprintf(" · %d in 30 days", p.Soon)
	return h
}

// none teaches where nothing is shown.
func (d *Screen) none(width int) []string {
	text := "Nothing has a day yet. Answers get an owner and a due date in the Walk with o, records in the Registers, tasks in the Roadmap; what has one stands here until it is done."
	switch {
	case d.dates.Find.On():
		text = "No date has these words in its number, its title or its owner. esc shows all again."
	case d.need.late:
		text = "Nothing is overdue. esc shows all again."
	case d.need != need{}:
		text = "Nothing that has a day " + d.need.says() + " any more. esc shows all again."
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
}

// detail is the row under the cursor in full.
func (d *Screen) detail(r *row) []string {
	width := min(d.w-2, measure)
	lines := widget.Wrap(r.Of+"  "+r.Title, width)
	if len(lines) > below-1 {
		lines = append(lines[:below-2], widget.Fit(lines[below-2]+"…", width))
	}
	lines[0] = d.s.Theme.Strong.Render(lines[0])
	return widget.Indent(append(lines, d.s.Theme.Dim.Render(widget.Fit(d.when(r), width))), " ", " ")
}

// when says how far away it is, what is on that day and whose it is.
func (d *Screen) when(r *row) string {
	words := r.What + " " + day.Show(r.On)
	if away := day.Away(r.On, d.kept.Today); away != "" {
		words += ", " + away
	}
	if r.span == register.Late {
		words += ", overdue"
	}
	switch {
	case r.Begins:
		return words + ": " + r.ID
	case r.Owner == "":
		return words + " · nobody is named"
	}
	return words + " · " + widget.Line(r.Owner)
}

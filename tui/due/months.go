package due

import (
	"fmt"
	"time"

	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/widget"
)

// A month is a grid of weeks from Monday on; a day has five cells: its cursor, its
// number, what is on it, and how much.
const (
	dayWide   = 5
	monthWide = 7 * dayWide
	monthHigh = 8 // its name, the names of the days, and six weeks
)

// tally is what there is on a day.
type tally struct {
	n         int
	late, law bool
}

// months are one month with the days' list beside it, or from 120 columns three with
// the list below.
func (d *Screen) months() string {
	t := d.s.Theme
	on := d.tallies()
	head := d.heading()
	legend := t.Dim.Render(widget.Fit(" "+signDue+" due  "+signLate+" overdue  "+signLaw+" law begins  "+signToday+" today", d.w))
	if d.w < 120 {
		list := d.w - monthWide - 3
		left := append(d.month(d.on, on), "")
		grid := widget.Pane(left, monthWide+1, d.h-2)
		return head + "\n" + widget.Beside(grid, t.Faint.Render("│")+" ", widget.Pane(d.dayList(list, d.h-2), list, d.h-2)) + "\n" + legend
	}
	first := time.Date(d.on.Year(), d.on.Month(), 1, 0, 0, 0, 0, time.UTC)
	rows := make([]string, monthHigh)
	for i := range 3 {
		for at, line := range d.month(first.AddDate(0, i, 0), on) {
			rows[at] += line + widget.Blank(3)
		}
	}
	lines := append([]string{head}, rows...)
	lines = append(lines, legend, t.Faint.Render(widget.Rule(d.w)))
	left := d.h - len(lines)
	return widget.Pane(append(lines, d.dayList(d.w-1, left)...), d.w, d.h)
}

// heading says how much is shown; the days say what is out of sight.
func (d *Screen) heading() string {
	h := d.head()
	line := d.s.Theme.Strong.Render(" " + h.What)
	if h.Filter != "" {
		line += d.s.Theme.Warn.Render(" · " + h.Filter)
	}
	return widget.Fit(line+h.More, d.w)
}

// tallies are what there is on each day.
func (d *Screen) tallies() map[string]tally {
	all := map[string]tally{}
	for _, r := range d.dates.Rows() {
		x := all[r.On]
		all[r.On] = tally{x.n + 1, x.late || r.span == register.Late, (x.n == 0 || x.law) && r.Begins}
	}
	return all
}

// month is the grid of one.
func (d *Screen) month(of time.Time, on map[string]tally) []string {
	t := d.s.Theme
	first := time.Date(of.Year(), of.Month(), 1, 0, 0, 0, 0, time.UTC)
	heads := ""
	for _, name := range []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"} {
		heads += widget.Fit(" "+name, dayWide)
	}
	lines := []string{t.Strong.Render(widget.Fit(" "+first.Format("January 2006"), monthWide)), t.Dim.Render(heads)}
	at := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	for range monthHigh - 2 {
		week := ""
		for range 7 {
			if at.Month() == first.Month() {
				week += d.day(at, on[at.Format(time.DateOnly)])
			} else {
				week += widget.Blank(dayWide)
			}
			at = at.AddDate(0, 0, 1)
		}
		lines = append(lines, week)
	}
	return lines
}

// day is one of a month.
func (d *Screen) day(at time.Time, x tally) string {
	t := d.s.Theme
	lead, number := " ", fmt.Sprintf("%2d", at.Day())
	if at.Equal(d.today()) {
		lead = signToday
	}
	count := ""
	switch {
	case x.n == 0:
	case x.late:
		count = signLate
	case x.law:
		count = signLaw
	default:
		count = signDue
	}
	if x.n > 9 {
		count += "+"
	} else if x.n > 0 {
		count += fmt.Sprint(x.n)
	}
	switch {
	case at.Equal(d.on):
		return t.Cursor.Render("▸" + number + widget.Fit(count, 2))
	case x.late:
		return lead + number + t.Warn.Render(widget.Fit(count, 2))
	case x.n > 0:
		return lead + number + t.Accent.Render(widget.Fit(count, 2))
	}
	return lead + t.Dim.Render(number) + widget.Blank(2)
}

// dayList is what is on the day under the cursor, and then what follows, as much as
// there is room for.
func (d *Screen) dayList(w, h int) []string {
	t := d.s.Theme
	here := d.on.Format(time.DateOnly)
	lines := []string{t.Strong.Render(widget.Fit(day.Show(here)+d.whatDay(here), w))}
	last, rest := here, 0
	for _, r := range d.dates.Rows() {
		if r.On < here {
			continue
		}
		if r.On > here && last == here && len(lines) == 1 {
			lines = append(lines, t.Dim.Render("Nothing is due on this day."))
		}
		need := 1
		if r.On != last {
			need = 3
		}
		if len(lines)+need >= h || rest > 0 {
			rest++
			continue
		}
		if r.On != last {
			lines = append(lines, "", t.Strong.Render(day.Show(r.On)))
			last = r.On
		}
		lines = append(lines, d.dayLine(r, w))
	}
	switch {
	case rest > 0:
		lines = append(lines, t.Dim.Render(fmt.Sprintf("↓ %d more later", rest)))
	case len(lines) == 1:
		lines = append(lines, t.Dim.Render("Nothing is due on this day or later."))
	}
	return lines
}

// whatDay says which day of the week it is, and how far away.
func (d *Screen) whatDay(on string) string {
	words := " " + d.on.Format("Monday")
	if d.on.Equal(d.today()) {
		return words + ", today"
	}
	if away := day.Away(on, d.kept.Today); away != "" {
		words += ", " + away
	}
	return words
}

// dayLine is one thing of a day.
func (d *Screen) dayLine(r *row, w int) string {
	t := d.s.Theme
	sign := r.sign(t)
	if sign == "" {
		sign = signDue
	}
	owner := ""
	if room := w / 3; r.Owner != "" && w >= 60 {
		owner = "  " + t.Dim.Render(widget.Fit(widget.Line(r.Owner), room-2))
		w -= room
	}
	return sign + " " + widget.Fit(widget.Line(r.Of)+"  "+widget.Line(r.Title), w-2) + owner
}

package due

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/day"
	"crosswalk/tui/screen"
)

// calendarKey takes the keys of the calendar.
func (d *Screen) calendarKey(msg tea.KeyPressMsg) tea.Cmd {
	k, move := d.keys, d.dates.Keys
	switch {
	case key.Matches(msg, k.NextDay):
		d.goTo(d.on.AddDate(0, 0, 1))
	case key.Matches(msg, k.DayBefore):
		d.goTo(d.on.AddDate(0, 0, -1))
	case key.Matches(msg, move.Down):
		d.goTo(d.on.AddDate(0, 0, 7))
	case key.Matches(msg, move.Up):
		d.goTo(d.on.AddDate(0, 0, -7))
	case key.Matches(msg, k.Later, move.PageDown):
		d.goTo(day.Months(d.on, 1))
	case key.Matches(msg, k.Sooner, move.PageUp):
		d.goTo(day.Months(d.on, -1))
	case key.Matches(msg, move.First):
		d.goTo(d.today())
	case key.Matches(msg, move.Last):
		return d.toLast()
	case key.Matches(msg, k.Ahead):
		return d.toDate(1)
	case key.Matches(msg, k.Behind):
		return d.toDate(-1)
	case key.Matches(msg, k.Open):
		return d.openDay()
	case key.Matches(msg, d.dates.Find.Begin):
		d.calendar = false
		d.dates.Find.Open()
	}
	return nil
}

// goTo stands on a day that a calendar may hold.
func (d *Screen) goTo(on time.Time) {
	if day.Within(on) {
		d.on = on
	}
}

// toLast goes to the last day that has something.
func (d *Screen) toLast() tea.Cmd {
	rows := d.dates.Rows()
	if len(rows) == 0 {
		return screen.Tell("Nothing that is shown has a day.")
	}
	return d.stand(rows[len(rows)-1].On)
}

// toDate goes to the next day that has something, or to the one before.
func (d *Screen) toDate(by int) tea.Cmd {
	here, found := d.on.Format(time.DateOnly), ""
	for _, r := range d.dates.Rows() {
		switch {
		case by > 0 && r.On > here:
			return d.stand(r.On)
		case by < 0 && r.On < here:
			found = r.On
		}
	}
	if found != "" {
		return d.stand(found)
	}
	return screen.Tell("No other day that way has something.")
}

func (d *Screen) stand(on string) tea.Cmd {
	if at, err := time.Parse(time.DateOnly, on); err == nil {
		d.on = at
	}
	return nil
}

// openDay shows the list at the day under the cursor.
func (d *Screen) openDay() tea.Cmd {
	here := d.on.Format(time.DateOnly)
	for _, r := range d.dates.Rows() {
		if r.On == here {
			d.calendar = false
			d.dates.Stand(r.id)
			return nil
		}
	}
	return screen.Tell("Nothing that is shown is due on " + day.Show(here) + "; tab goes to the next date.")
}

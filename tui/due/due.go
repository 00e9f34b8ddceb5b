// Package due is all that has a day: what is late, what comes soon, who is waited for,
// as a list and as a calendar of months. Its one rule: what has a day, and until when,
// is said by package register; here it is shown, and each thing opens where it is done.
package due

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Screen is the list, and the calendar in its place.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now   screen.Changed
	kept  screen.Kept
	from  string // name of the screen that it stands over
	need  need
	dates *list.Table[*row]

	press   register.Pressing // of all that has a day
	ofs     int               // the cells of the longest number
	reasons int               // the cells of the longest word on what is on a day

	calendar bool      // the months are shown
	on       time.Time // the day under the cursor of the calendar
}

// row is something with a day.
type row struct {
	register.Dated
	id   string
	span register.Span
	text string // what words are looked for in
}

// need is whose and which of all that has a day are shown; its zero value lets all
// through.
type need struct {
	late  bool
	named bool // only what waits for who
	who   string
}

// New makes the list for a session.
func New(s *screen.Session) *Screen {
	d := &Screen{s: s, keys: newKeys(), dates: list.NewTable(s, func(r *row) string { return r.id })}
	d.dates.Words = func(r *row) string { return r.text }
	d.dates.Lets = func(r *row) bool { return d.need.lets(r) }
	d.dates.Group = func(r *row) string { return r.span.String() }
	d.dates.Columns, d.dates.None = d.columns, d.none
	return d
}

func (n need) lets(r *row) bool {
	switch {
	case n.late:
		return r.span == register.Late
	case n.named:
		return !r.Begins && assess.FoldName(r.Owner) == assess.FoldName(n.who)
	}
	return true
}

// Update takes keys and news.
func (d *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.ShowDue:
		d.from = msg.From
	case screen.Changed:
		d.now = msg
	case screen.Kept:
		d.kept = msg
		d.renew()
	case screen.Click:
		if !d.calendar {
			return d.dates.Click(msg, nil, d.open)
		}
	case screen.Wheel:
		if !d.calendar {
			d.dates.Move(msg.Lines)
		}
	case tea.PasteMsg:
		if d.Typing() {
			return d.dates.Search(msg)
		}
	case tea.KeyPressMsg:
		return d.key(msg)
	}
	return nil
}

// renew makes the rows of what the records and answers say.
func (d *Screen) renew() {
	var all []*row
	d.ofs, d.reasons = 0, 0
	if d.kept.Ruling != nil {
		d.press = register.Press(d.kept.Agenda, d.kept.Today)
		for _, x := range d.kept.Agenda {
			d.ofs, d.reasons = max(d.ofs, ansi.StringWidth(widget.Line(x.Of))), max(d.reasons, ansi.StringWidth(widget.Line(x.What)))
			words := []string{x.Of, x.Title, x.What, x.Owner, x.On}
			all = append(all, &row{
				Dated: x, id: strings.Join([]string{x.Of, x.What, x.ID, x.On}, "|"), span: x.Span(d.kept.Today),
				text: strings.ToLower(strings.Join(words, " ")),
			})
		}
	}
	d.dates.Set(all)
	if d.on.IsZero() && d.kept.Ruling != nil {
		d.on = d.today()
	}
}

// today is the day on which it is looked at.
func (d *Screen) today() time.Time {
	y, m, day := d.kept.Today.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// shown is what the list has, in its order.
func (d *Screen) shown() []register.Dated {
	var all []register.Dated
	for _, r := range d.dates.Rows() {
		all = append(all, r.Dated)
	}
	return all
}

// Resize keeps the space.
func (d *Screen) Resize(w, h int) { d.w, d.h = w, h }

// Typing is true while words are typed to narrow the list.
func (d *Screen) Typing() bool { return d.dates.Find.Typing() }

// Waits reports that the records were not read yet.
func (d *Screen) Waits() bool { return d.kept.Ruling == nil }

func (d *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch k := d.keys; {
	case d.Typing():
		return d.dates.Search(msg)
	case key.Matches(msg, k.Back):
		return d.back()
	case d.now.Assessment == nil || d.Waits():
		return nil
	case key.Matches(msg, k.View):
		d.turn()
	case key.Matches(msg, k.Need):
		return d.choose()
	case key.Matches(msg, k.Letter):
		return d.letter()
	case key.Matches(msg, k.HandOver):
		return d.handOver()
	case key.Matches(msg, k.WriteOut):
		return d.writeOut()
	case d.calendar:
		return d.calendarKey(msg)
	case d.dates.Key(msg):
	case key.Matches(msg, k.Open):
		return d.open()
	case key.Matches(msg, d.onDays()...):
		return screen.Tell("This key goes through the days of the calendar; v shows it.")
	}
	return nil
}

// turn shows the calendar at the day of the row, or the list at the day under the
// cursor.
func (d *Screen) turn() {
	d.calendar = !d.calendar
	if r, ok := d.dates.Current(); ok && d.calendar {
		if on, err := time.Parse(time.DateOnly, r.On); err == nil {
			d.on = on
		}
	}
}

// back leaves one thing after the other: the words, what is left out, the calendar,
// the screen.
func (d *Screen) back() tea.Cmd {
	switch {
	case d.dates.Back():
	case d.need != need{}:
		return d.only(need{})
	case d.calendar:
		d.calendar = false
	default:
		return d.s.Ask(screen.Go{Route: d.from})
	}
	return nil
}

// only narrows the list.
func (d *Screen) only(n need) tea.Cmd {
	d.need = n
	d.dates.Arrange()
	return nil
}

// says is what is shown, in words; empty where that is all.
func (n need) says() string {
	switch {
	case n.late:
		return "overdue"
	case n.named && n.who == "":
		return "nobody is named"
	case n.named:
		return fmt.Sprintf("waits for %s", n.who)
	}
	return ""
}

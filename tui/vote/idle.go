package vote

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// wide is the width from which those who are here have a column of their own.
const wide, column = 110, 40

// idle is the room between two votes: what comes next and what was done, how the
// time goes, and who is here.
func (v *Screen) idle() []string {
	if v.w >= wide && v.s.Seat != nil {
		left := widget.Pane(v.between(v.w-column-2, nil), v.w-column-2, v.h)
		right := widget.Pane(v.people(column, v.h), column, v.h)
		return strings.Split(widget.Beside(left, "  ", right), "\n")
	}
	var below []string
	if v.s.Seat != nil {
		below = v.people(v.w, max(3, v.h-4-min(len(v.rows)+2, v.h-8)))
	}
	return v.between(v.w, below)
}

// between is the list with what stands over and below it.
func (v *Screen) between(w int, below []string) []string {
	lines := v.opening(w)
	if len(v.rows) > 0 {
		lines = append(lines, "")
		room := v.h - len(lines)
		if len(below) > 0 {
			room -= len(below) + 1
		}
		rows, places := v.list(w, max(2, room))
		for y, place := range places {
			v.spots[len(lines)+y] = spot{w, func() tea.Cmd { return v.pick(place) }}
		}
		lines = append(lines, rows...)
	}
	if len(below) > 0 {
		lines = append(append(lines, ""), below...)
	}
	return lines
}

// opening says how the room stands: by its agenda, or what to do without one.
func (v *Screen) opening(w int) []string {
	t, measured := v.s.Theme, min(w-2, measure)
	if v.room.Agenda.Empty() {
		words := "No vote is under way. A facilitator opens one; it shows here at once, and in a notice wherever you are."
		if v.s.Role().Leads() {
			words = "No vote is under way. V opens one, here and in the Walk, and L makes an agenda of many. " +
				"Everybody votes blind, from a window of their own or by a show of hands."
		}
		return widget.Indent(widget.Wrap(words, measured), " ", " ")
	}
	lines := []string{widget.Fit(" "+v.progress(), w)}
	if words := v.outlook(); words != "" {
		for _, l := range widget.Wrap(words, measured) {
			lines = append(lines, " "+t.Warn.Render(l))
		}
	}
	return lines
}

// progress is the agenda and its clock in a line.
func (v *Screen) progress() string {
	t, g, p := v.s.Theme, v.room.Agenda, v.pace
	parked := v.parked()
	parts := []string{fmt.Sprintf("%d of %d done", len(g.Keys)-len(p.Left)-parked, len(g.Keys))}
	if parked > 0 {
		parts = append(parts, fmt.Sprintf("%d parked", parked))
	}
	clock := fmt.Sprintf("%d min gone", whole(p.Gone))
	if p.Given > 0 {
		clock = fmt.Sprintf("%d of %d min gone", whole(p.Gone), whole(p.Given))
	}
	switch {
	case g.Began.IsZero() && p.Given > 0:
		clock = fmt.Sprintf("%d min, not begun", whole(p.Given))
	case g.Began.IsZero():
		clock = "not begun"
	case g.Since.IsZero():
		clock += ", clock stopped"
	}
	parts = append(parts, clock)
	if each, ok := p.PerItem(); ok {
		parts = append(parts, fmt.Sprintf("%d min an item", max(1, whole(each))))
	}
	return t.Strong.Render("Agenda") + "  " + strings.Join(parts, t.Dim.Render(" · "))
}

// parked are those of the agenda.
func (v *Screen) parked() int {
	n := 0
	for _, r := range v.rows {
		if r.planned && r.vote != nil && r.vote.Vote.State == workshop.Parked {
			n++
		}
	}
	return n
}

// outlook warns of what the time does not reach; empty where nothing is to be
// said.
func (v *Screen) outlook() string {
	wont, ok := v.pace.WontFit()
	switch {
	case !ok || len(wont) == 0:
		return ""
	case v.pace.Gone >= v.pace.Given:
		return fmt.Sprintf("The time is over, and %s left.", count(len(wont), "item is", "items are"))
	case len(wont) == len(v.pace.Left):
		return "At this pace nothing more will fit in the time left."
	}
	return fmt.Sprintf("At this pace the last %s will not fit in the time left.", plural(len(wont), "item", "items"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprint(n) + " " + many
}

// whole are the minutes of a time, begun ones left out.
func whole(d time.Duration) int { return int(d / time.Minute) }

// pick stands on a row; a second click there is enter.
func (v *Screen) pick(place int) tea.Cmd {
	if v.picked && v.cursor.At == place {
		return v.press("enter")
	}
	v.cursor.At, v.picked = place, true
	return nil
}

// list is the agenda and what else was voted on, in h lines, and which row stands on
// a line.
func (v *Screen) list(w, h int) (drawn []string, places map[int]int) {
	t := v.s.Theme
	var lines []string
	at := map[int]int{}
	cursor := 0
	heads := "Settled  Rounds  Spread"
	title := "   On the agenda"
	if len(v.room.Agenda.Keys) == 0 {
		title = "   Voted on"
	}
	for i, r := range v.rows {
		if i > 0 && !r.planned && v.rows[i-1].planned {
			lines = append(lines, t.Dim.Render(widget.Fit("   Voted on besides", w)))
		}
		if i == v.cursor.At {
			cursor = len(lines)
		}
		at[len(lines)] = i
		lines = append(lines, v.rowLine(r, i == v.cursor.At, w))
	}
	from, to := v.cursor.Window(cursor, len(lines), h-1)
	places = map[int]int{}
	for y, place := range at {
		if y >= from && y < to {
			places[y-from+1] = place
		}
	}
	return append([]string{t.Dim.Render(widget.Fit(title, w-len(heads)-1) + heads + " ")}, lines[from:to]...), places
}

func (v *Screen) rowLine(r row, here bool, w int) string {
	t := v.s.Theme
	end := strings.Repeat(" ", 23)
	switch {
	case r.vote != nil:
		end = figuresOf(r.vote.Vote)
	case r.late:
		end = widget.Fit("will not fit", 23)
	case r.next:
		end = widget.Fit("next", 23)
	}
	mark := screen.SignEmpty
	if r.vote != nil {
		mark = screen.SignHalf
		if r.vote.Vote.State == workshop.Settled {
			mark = screen.SignFull
		}
	}
	title := v.titled(r.key)
	if r.key.Question != "" {
		title = "question " + v.place(r.key) + " · " + title
	}
	text := widget.Fit(mark+" "+widget.Fit(v.item(r.key).Number, 8)+" "+title, w-len([]rune(end))-5)
	if here {
		return " ▸" + t.Cursor.Render(" "+text+" "+end+" ")
	}
	if r.late {
		end = t.Warn.Render(end)
	} else if r.vote == nil {
		end = t.Dim.Render(end)
	}
	return "   " + text + " " + end + " "
}

// figuresOf says in the columns of the list how a vote ended.
func figuresOf(x workshop.Vote) string {
	settled, spread := "parked", "–"
	if x.State == workshop.Settled {
		settled = fmt.Sprint(x.Settlement.Level)
	}
	if result, err := x.Result(); err == nil && result.Voted > 0 {
		spread = fmt.Sprint(result.Spread)
	}
	return widget.FitRight(settled, 7) + widget.FitRight(fmt.Sprint(x.Round), 8) + widget.FitRight(spread, 8)
}

// people are those who are in the room, each with where they are, in h lines.
func (v *Screen) people(w, h int) []string {
	t := v.s.Theme
	all := v.s.Seat.Here()
	lines := []string{" " + t.Dim.Render(count(len(all), "person is here", "people are here"))}
	for i, p := range all {
		if left := len(all) - i; len(lines) == h-1 && left > 1 {
			return append(lines, t.Dim.Render(fmt.Sprintf("   and %d more", left)))
		}
		lines = append(lines, v.personLine(p, w))
	}
	return lines
}

func (v *Screen) personLine(p screen.Present, w int) string {
	where := p.At.Route
	if p.At.Item != "" {
		where += " " + v.item(assess.Key{Item: p.At.Item}).Number
	}
	if w < 60 { // a column of its own
		mark := " "
		if p.Role.Leads() {
			mark = "◆"
		}
		const places = 14
		return "  " + mark + " " + widget.Fit(widget.Line(p.Name), w-places-5) + " " + v.s.Theme.Dim.Render(widget.Fit(where, places))
	}
	name := widget.Fit(widget.Line(p.Name), min(28, w-34))
	return widget.Fit("   "+name+" "+v.s.Theme.Dim.Render(widget.Fit(string(p.Role), 12)+" "+where), w)
}

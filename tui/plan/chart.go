package plan

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// leastRows is how many lines of phases and tasks stay in sight before the forecast
// below them gives way.
const leastRows = 6

// headLines are those above the rows: strategy, dates, years, months.
const headLines = 4

// chart is the head, the rows over their months, and the forecast.
func (p *Screen) chart(h int) string {
	l := p.timeline()
	years, months := l.Heads()
	t := p.s.Theme
	lines := append(p.head(), t.Dim.Render(widget.Blank(2+p.nameWidth()+1)+p.today(l, years)), "")
	foot := p.foot(l)
	foot = foot[:max(min(1, len(foot)), min(len(foot), h-headLines-min(p.height(), leastRows)))]
	from, to := p.see(h - headLines - len(foot))
	lines[headLines-1] = t.Dim.Render(widget.Fit(list.More(p.hidden(from, to)), 2+p.nameWidth()) + " " + months)
	for i, r := range p.rows {
		if p.lines[i+1] > from && p.lines[i+1] <= to {
			lines = append(lines, p.line(r, i == p.cursor.At, l)[max(0, from-p.lines[i]):]...)
		}
	}
	for len(lines) < h-len(foot) && to < p.height() {
		lines = append(lines, "") // where a row is not whole in sight
	}
	return widget.Pane(append(lines, foot...), p.w, h)
}

// measure counts the lines of the rows, which their names need.
func (p *Screen) measure() {
	p.lines = append(p.lines[:0], 0)
	for _, r := range p.rows {
		p.lines = append(p.lines, p.height()+len(p.names(r)))
	}
}

// height is the lines of all rows.
func (p *Screen) height() int { return p.lines[len(p.lines)-1] }

// see chooses the lines in sight in h lines: the row under the cursor is whole.
func (p *Screen) see(h int) (from, to int) {
	if len(p.rows) == 0 {
		return 0, 0
	}
	p.cursor.Window(p.lines[p.cursor.At+1]-1, p.height(), max(1, h))
	return p.cursor.Window(p.lines[p.cursor.At], p.height(), max(1, h))
}

// hidden counts the rows that are not whole in sight.
func (p *Screen) hidden(from, to int) (above, below int) {
	for i := range p.rows {
		switch {
		case p.lines[i] < from:
			above++
		case p.lines[i+1] > to:
			below++
		}
	}
	return above, below
}

// nameWidth is that of the names: a phase is named whole from 80 columns on.
func (p *Screen) nameWidth() int {
	if p.w < 80 {
		return 30
	}
	return max(38, min(64, p.w*2/5))
}

// timeline shows the months from the start to the last of what may come.
func (p *Screen) timeline() widget.Timeline {
	plan := p.shown()
	last := plan.Roadmap.End
	if p95 := plan.Forecast.P[95]; p95.After(last) {
		last = p95
	}
	l := widget.NewTimeline(p.begins(), last, p.skip, p.w-2-p.nameWidth()-1)
	l.Today = p.day()
	p.skip = l.Skip
	return l
}

// begins is a day of the month that the timeline begins with: that of today, or of
// the start.
func (p *Screen) begins() time.Time {
	today := p.day()
	if start := p.shown().Roadmap.Start; start.Before(today) || start.Sub(today) > 200*24*time.Hour {
		return start
	}
	return today
}

// day is the day it is where the clock stands, as all days are kept: in UTC.
func (p *Screen) day() time.Time {
	y, m, d := p.s.Now().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// today marks the day it is in the line of the years.
func (p *Screen) today(l widget.Timeline, years string) string {
	cells := []rune(years)
	for at := l.At(p.day()); at >= 0 && at < len(cells); at++ {
		if cells[at] == ' ' {
			cells[at] = '▾'
			break
		}
	}
	return string(cells)
}

// foot is the forecast under the months, and what is to know beside it, the least
// needed last.
func (p *Screen) foot(l widget.Timeline) []string {
	t := p.s.Theme
	if p.shown().Roadmap.Finished() {
		return nil
	}
	lines := []string{p.ranks(l)}
	if f := p.shown().Forecast; !f.First.Equal(f.Last) {
		lines = append(lines, p.spread(l))
	}
	if d := p.shown().Roadmap.Deadline; d != nil {
		lines = append(lines, p.deadline(d, l))
	}
	stages, said := p.stages(l)
	if said {
		lines = append(lines, stages...)
	}
	lines = append(lines, p.beside(p.w-1)...)
	signs := " █ minimum ▓ plan ╱ P80 ◆ due ┊ today · days are the project's own assumption"
	lines = append(lines, t.Dim.Render(widget.Fit(signs, p.w)))
	if !said {
		lines = append(lines, stages...)
	}
	return lines
}

// ranks mark the days by which half, four of five and nearly all draws are ready.
func (p *Screen) ranks(l widget.Timeline) string {
	t, f := p.s.Theme, p.shown().Forecast
	words := " ready in every draw on " + f.Last.Format(day.Form)
	var spans []widget.Span
	if !f.First.Equal(f.Last) {
		words = ""
		spans = append(spans, widget.Span{From: f.First, To: f.Last, Glyph: '─', Ink: t.Faint})
		for _, rank := range []struct {
			of    int
			glyph rune
		}{{50, '┴'}, {95, '┴'}, {80, '┻'}} {
			on := f.P[rank.of]
			spans = append(spans, widget.Span{From: on, To: on.AddDate(0, 0, 1), Glyph: rank.glyph, Ink: t.Strong})
		}
		words = p.rankWords(50, 80, 95)
		if ansi.StringWidth(words) > 2+p.nameWidth() {
			words = p.rankWords(50, 95) // the head has P80
		}
	}
	return t.Text.Render(widget.Fit(words, 2+p.nameWidth())) + " " + l.Bar(spans...)
}

// rankWords are the days of some ranks.
func (p *Screen) rankWords(of ...int) string {
	words, f := "", p.shown().Forecast
	for _, rank := range of {
		words += fmt.Sprintf(" P%d %s", rank, short(f.P[rank], f.P[80]))
	}
	return words
}

// spread is how many draws are ready when.
func (p *Screen) spread(l widget.Timeline) string {
	t, f := p.s.Theme, p.shown().Forecast
	words := " " + short(f.First, f.Last) + " … " + f.Last.Format(day.Form)
	if ready := " ready "; ansi.StringWidth(ready+words) <= 2+p.nameWidth() {
		words = ready + words
	}
	return t.Dim.Render(widget.Fit(words, 2+p.nameWidth())) + " " + t.Accent.Render(l.Spark(f.First, f.Step, f.Spread))
}

// beside are the sentences beside a forecast: what is not answered, and what it was
// drawn around.
func (p *Screen) beside(w int) []string {
	t, plan := p.s.Theme, p.shown()
	var lines []string
	if words := plan.Roadmap.OpenWords(plan.Input); words != "" {
		lines = append(lines, " "+t.Warn.Render(widget.Fit(words, w)))
	}
	if r := plan.Forecast.Record; r != nil {
		lines = append(lines, " "+t.Text.Render(widget.Fit(r.Words(), w)))
	}
	return lines
}

// deadline says whether the day by which it has to be done is met, and marks it among
// the months, as far as the words leave room.
func (p *Screen) deadline(d *roadmap.Deadline, l widget.Timeline) string {
	words, lead := " "+p.met(d), 2+p.nameWidth()+1
	bar := l.Bar(p.milestone(d.By, p.inkOf(d)))
	over := max(0, ansi.StringWidth(words)+1-lead)
	return widget.Fit(words, lead+over) + ansi.TruncateLeft(bar, over, "")
}

// stages are the two stages of the certification that are still to come, marked among
// the months, and whether a record says one of their days.
func (p *Screen) stages(l widget.Timeline) (lines []string, said bool) {
	t, sign, ink := p.s.Theme, " ", p.s.Theme.Text
	var words []string
	var spans []widget.Span
	for _, m := range p.shown().Milestones() {
		if m.Held || m.ID != roadmap.Stage1 && m.ID != roadmap.Stage2 {
			continue
		}
		mark := t.Text
		if m.Late {
			mark, ink, sign = t.Warn, t.Warn, "!"
		}
		said = said || m.Of != ""
		words = append(words, strings.ToLower(m.Name)+" "+short(m.On, p.shown().Forecast.P[80]))
		spans = append(spans, widget.Span{From: m.On, To: m.On.AddDate(0, 0, 1), Glyph: '◆', Ink: mark})
	}
	if len(words) == 0 {
		return nil, false
	}
	return []string{widget.Fit(ink.Render(sign+strings.Join(words, " · ")), 2+p.nameWidth()+1) + l.Bar(spans...)}, said
}

func (p *Screen) inkOf(d *roadmap.Deadline) style.Ink {
	if d.Met {
		return p.s.Theme.Good
	}
	return p.s.Theme.Warn
}

func (p *Screen) met(d *roadmap.Deadline) string {
	t, word := p.s.Theme, "met"
	if !d.Met {
		word = "not met"
	}
	words := p.inkOf(d).Render("by " + d.By.Format(day.Form) + ": " + word)
	if d.FTE == 0 {
		return words + t.Dim.Render(fmt.Sprintf(", nor with %g people", d.Most))
	}
	return words + t.Dim.Render(", "+roadmap.People(d.FTE)+" would do")
}

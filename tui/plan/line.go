package plan

import (
	"fmt"
	"math"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// line is a row: its name, on as many lines as it needs, beside its months.
func (p *Screen) line(r row, here bool, l widget.Timeline) []string {
	names, spans, lead := p.names(r), p.spans(r), "  "
	if here {
		lead = "▸ "
	}
	lines := make([]string, len(names))
	for i, name := range names {
		if here {
			name = p.s.Theme.Cursor.Render(name)
		}
		lines[i] = lead + name + " " + l.Bar(spans...)
		lead, spans = "  ", nil
	}
	return lines
}

func (p *Screen) names(r row) []string {
	phase := &p.phases()[r.phase]
	switch {
	case r.task >= 0:
		return p.taskName(&phase.Tasks[r.task])
	case r.action >= 0:
		return p.actionName(&phase.Actions[r.action])
	}
	return p.phaseName(r.phase, phase)
}

func (p *Screen) spans(r row) []widget.Span {
	phase := &p.phases()[r.phase]
	switch {
	case r.task >= 0:
		return p.due(phase.Tasks[r.task].Due)
	case r.action >= 0:
		return p.due(phase.Actions[r.action].Due)
	}
	return p.phaseSpans(r.phase, phase)
}

// name is what a row is called, with a word at the right end of its first line. Where
// there is room for a chart beside it a long one has a second line.
func (p *Screen) name(lead, words, tail string) []string {
	under := widget.Blank(len([]rune(lead)))
	room := p.nameWidth() - len(under) - len([]rune(tail))
	all := widget.Wrap(words, room)
	if len(all) == 1 || p.w < 80 {
		return []string{lead + widget.Fit(widget.Line(words), room) + tail}
	}
	rest := strings.TrimSpace(strings.TrimPrefix(widget.Line(words), all[0]))
	return []string{lead + widget.Fit(all[0], room) + tail, under + widget.Fit(rest, p.nameWidth()-len(under))}
}

func (p *Screen) phaseName(i int, phase *roadmap.Phase) []string {
	sign := "▹"
	if p.open[i] {
		sign = "▿"
	}
	tail := fmt.Sprintf("%.0f d", phase.Days)
	switch {
	case phase.Done:
		tail = "done"
	case phase.Long:
		tail += " !"
	}
	return p.name(fmt.Sprintf("%s %d ", sign, phase.Number), phase.Name, widget.FitRight(tail, max(8, len(tail)+1)))
}

// phaseSpans are the published minimum, the plan, and what four of five draws need,
// with the day that they end.
func (p *Screen) phaseSpans(i int, phase *roadmap.Phase) []widget.Span {
	t := p.s.Theme
	if phase.Done {
		return nil
	}
	least := phase.Start.AddDate(0, 0, int(math.Ceil(phase.Least*p.s.Catalog.Method.Plan.MonthDays)))
	if least.After(phase.End) {
		least = phase.End
	}
	p80 := p.shown().Forecast.Phases[i][80]
	return []widget.Span{
		{From: phase.Start, To: p80, Glyph: '╱', Ink: t.Reuse, Says: p80.Format("2 Jan")},
		{From: phase.Start, To: phase.End, Glyph: '▓', Ink: t.Accent},
		{From: phase.Start, To: least, Glyph: '█', Ink: t.Done},
	}
}

var statusGlyphs = map[string]string{assess.TaskOpen: screen.SignEmpty, assess.TaskStarted: screen.SignHalf, assess.TaskDone: screen.SignFull}

func (p *Screen) taskName(x *roadmap.Task) []string {
	glyph, said := statusGlyphs[x.Status], " "
	switch {
	case p.veils(x.Items...):
		glyph = screen.Veil
	case x.Status != x.Derived:
		said = "*" // somebody's own word
	}
	return p.name(fmt.Sprintf("  %s%s%s ", glyph, said, x.ID), x.Name, "")
}

func (p *Screen) actionName(x *roadmap.Action) []string {
	glyph, said, days := statusGlyphs[actionStatus(x)], " ", fmt.Sprintf("%.1f d", x.Days)
	switch {
	case p.veils(x.Item.ID):
		glyph, days = screen.Veil, screen.Veil
	case x.Status != "":
		said = "*"
	}
	return p.name(fmt.Sprintf("  %s%s%-7s ", glyph, said, x.Item.Number), x.Item.Title, widget.FitRight(days, 7))
}

// due marks a due date among the months.
func (p *Screen) due(due string) []widget.Span {
	on, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return nil
	}
	ink := p.s.Theme.Text
	if on.Before(p.day()) {
		ink = p.s.Theme.Warn
	}
	return []widget.Span{p.milestone(on, ink)}
}

// milestone marks a day, and says which.
func (p *Screen) milestone(on time.Time, ink style.Ink) widget.Span {
	return widget.Span{From: on, To: on.AddDate(0, 0, 1), Glyph: '◆', Ink: ink, Says: on.Format("2 Jan")}
}

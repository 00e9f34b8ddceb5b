package plan

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// chart is the head, the rows over their months, and the forecast.
func (p *Screen) chart(h int) string {
	head := p.head()
	line := p.timeline()
	years, months := line.Heads()
	name := widget.Blank(2 + p.nameWidth())
	t := p.s.Theme
	lines := append(head, t.Dim.Render(name+p.today(line, years)), "")
	foot := p.foot()
	p.tops = len(lines)
	from, to := p.cursor.Window(p.cursor.At, len(p.rows), max(1, h-len(lines)-len(foot)))
	lines[p.tops-1] = t.Dim.Render(widget.Fit(list.More(from, len(p.rows)-to), 2+p.nameWidth()) + months)
	for i := from; i < to; i++ {
		lines = append(lines, p.line(p.rows[i], i == p.cursor.At, line))
	}
	for len(lines) < h-len(foot) {
		lines = append(lines, "")
	}
	return widget.Pane(append(lines, foot...), p.w, h)
}

func (p *Screen) nameWidth() int {
	if p.w >= 120 {
		return 48
	}
	return 30
}

// timeline shows the months from the start to the last of what may come.
func (p *Screen) timeline() widget.Timeline {
	plan := p.shown()
	last := plan.Roadmap.End
	if p80 := plan.Forecast.P[80]; p80.After(last) {
		last = p80
	}
	line := widget.NewTimeline(p.first(), last, p.skip, p.w-2-p.nameWidth()-1)
	p.skip = line.Skip
	return line
}

// first is the month the timeline begins with: that of today, or of the start.
func (p *Screen) first() time.Time {
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

// head says the strategy and why, and the dates, or what a look would change.
func (p *Screen) head() []string {
	t := p.s.Theme
	plan := p.shown()
	return []string{widget.Fit(" "+p.strategyLine(plan.Ranking), p.w), t.Text.Render(widget.Fit(" "+p.dates(plan), p.w))}
}

func (p *Screen) strategyLine(r roadmap.Ranking) string {
	t := p.s.Theme
	best, ok := r.Best()
	if !ok {
		return ""
	}
	words := t.Strong.Render(best.Name)
	switch {
	case r.Chosen != "":
		words += t.Dim.Render(chosen(r.Why)) + widget.FirstLine(r.Why)
	case len(best.Reasons) == 0:
		words += t.Dim.Render(" · nothing speaks for any yet, " + fmt.Sprintf("%d answers are missing: s", len(r.Missing)))
	default:
		words += t.Dim.Render(fmt.Sprintf(" recommended, %d points", best.Points))
	}
	if best.Warning != "" {
		words += t.Warn.Render(" · " + best.Warning)
		return words
	}
	for _, c := range r.Choices {
		if c.RuledOut != "" {
			words += t.Dim.Render(" · " + strings.ToLower(c.Name[:1]) + c.Name[1:] + " ruled out: " + c.RuledOut)
		}
	}
	return words
}

func (p *Screen) dates(plan *figures.Plan) string {
	t := p.s.Theme
	r, f := plan.Roadmap, plan.Forecast
	if p.what != nil {
		return p.difference()
	}
	if r.Finished() {
		return roadmap.NothingToDo
	}
	left := fmt.Sprintf("%s · %s · %.0f d", r.Start.Format(day.Form), roadmap.People(r.FTE), r.Days)
	p80 := f.P[80]
	return left + t.Dim.Render("   P50 ") + short(f.P[50], p80) + t.Dim.Render("  P80 ") + t.Strong.Render(p80.Format(day.Form)) + t.Dim.Render("  P95 ") + short(f.P[95], p80)
}

// short is a day, with its year only where that is not the other one's.
func short(t, beside time.Time) string {
	if t.Year() == beside.Year() {
		return t.Format("2 Jan")
	}
	return t.Format(day.Form)
}

// difference says what a look at other answers would change.
func (p *Screen) difference() string {
	t := p.s.Theme
	words := t.Warn.Render("What if ") + strings.Join(p.changes(), ", ")
	if p.what.plan == nil {
		return words + t.Dim.Render(" …")
	}
	was, is := p.plan.Forecast.P[80], p.what.plan.Forecast.P[80]
	return words + t.Dim.Render(": P80 ") + was.Format(day.Form) + " → " + t.Strong.Render(is.Format(day.Form)) + ", " + apart(was, is)
}

// changes name what the look changes in the profile.
func (p *Screen) changes() []string {
	var words []string
	was, is := p.now.Assessment.Profile, p.what.profile
	for _, k := range assess.ProfileKeys {
		if was.Get(k.Name) == is.Get(k.Name) {
			continue
		}
		switch k.Name {
		case "fte":
			words = append(words, roadmap.People(is.FTE))
		case "strategy_reason":
		default:
			words = append(words, strings.ReplaceAll(k.Name, "_", " ")+" "+is.Get(k.Name))
		}
	}
	if len(words) == 0 {
		return []string{"all stays as it is"}
	}
	return words
}

func apart(was, is time.Time) string {
	days := int(is.Sub(was).Hours() / 24)
	switch {
	case days == 0:
		return "the same day"
	case days < 0:
		return fmt.Sprintf("%d days earlier", -days)
	}
	return fmt.Sprintf("%d days later", days)
}

// foot is the forecast as a picture, and what the signs mean.
func (p *Screen) foot() []string {
	t := p.s.Theme
	plan := p.shown()
	f := plan.Forecast
	if plan.Roadmap.Finished() {
		return nil
	}
	spread := " " + t.Dim.Render("ready  ") + t.Accent.Render(widget.Spark(f.Spread)) + t.Dim.Render("  "+short(f.First, f.Last)+" … "+f.Last.Format(day.Form))
	if f.First.Equal(f.Last) {
		spread = " " + t.Dim.Render("ready  in every draw on ") + f.Last.Format(day.Form)
	}
	lines := []string{spread}
	if d := plan.Roadmap.Deadline; d != nil {
		if both := spread + "   " + p.deadline(d); ansi.StringWidth(both) <= p.w {
			lines = []string{both}
		} else {
			lines = append(lines, " "+p.deadline(d))
		}
	}
	if words := plan.Roadmap.OpenWords(plan.Input); words != "" {
		lines = append(lines, " "+t.Warn.Render(words))
	}
	if r := f.Record; r != nil {
		lines = append(lines, " "+t.Text.Render(widget.Fit(r.Words(), p.w-1)))
	}
	signs := " █ minimum ▓ plan ┄ P80 ◆ due ▾ today · days are the project's own assumption"
	return append(lines, t.Dim.Render(widget.Fit(signs, p.w)))
}

func (p *Screen) deadline(d *roadmap.Deadline) string {
	t := p.s.Theme
	words := t.Good.Render("by " + d.By.Format(day.Form) + ": met")
	if !d.Met {
		words = t.Warn.Render("by " + d.By.Format(day.Form) + ": not met")
	}
	if d.FTE == 0 {
		return words + t.Dim.Render(fmt.Sprintf(", nor with %g people", d.Most))
	}
	return words + t.Dim.Render(", "+roadmap.People(d.FTE)+" would do")
}

func (p *Screen) line(r row, here bool, l widget.Timeline) string {
	phase := &p.phases()[r.phase]
	w := p.nameWidth()
	lead := "  "
	if here {
		lead = "▸ "
	}
	name, bar := "", ""
	switch {
	case r.task >= 0:
		x := &phase.Tasks[r.task]
		name, bar = p.taskName(x, w), p.due(x.Due, phase, l)
	case r.action >= 0:
		x := &phase.Actions[r.action]
		name, bar = p.actionName(x, w), p.due(x.Due, phase, l)
	default:
		name, bar = p.phaseName(r.phase, phase, w), p.phaseBar(r.phase, phase, l)
	}
	if here {
		name = p.s.Theme.Cursor.Render(name)
	}
	return lead + name + " " + bar
}

func (p *Screen) phaseName(i int, phase *roadmap.Phase, w int) string {
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
	return widget.Fit(fmt.Sprintf("%s %d %s", sign, phase.Number, phase.Name), w-8) + widget.FitRight(tail, 8)
}

// phaseBar is the published minimum, the plan, and what four of five draws need.
func (p *Screen) phaseBar(i int, phase *roadmap.Phase, l widget.Timeline) string {
	t := p.s.Theme
	if phase.Done {
		return l.Bar()
	}
	least := phase.Start.AddDate(0, 0, int(math.Ceil(phase.Least*p.s.Catalog.Method.Plan.MonthDays)))
	if least.After(phase.End) {
		least = phase.End
	}
	spans := []widget.Span{
		{From: phase.Start, To: p.shown().Forecast.Phases[i][80], Glyph: '┄', Ink: t.Reuse},
		{From: phase.Start, To: phase.End, Glyph: '▓', Ink: t.Accent},
		{From: phase.Start, To: least, Glyph: '█', Ink: t.Done},
	}
	return l.Bar(spans...)
}

var statusGlyphs = map[string]string{assess.TaskOpen: screen.SignEmpty, assess.TaskStarted: screen.SignHalf, assess.TaskDone: screen.SignFull}

func (p *Screen) taskName(x *roadmap.Task, w int) string {
	glyph, said := statusGlyphs[x.Status], " "
	switch {
	case p.veils(x.Items...):
		glyph = screen.Veil
	case x.Status != x.Derived:
		said = "*" // somebody's own word
	}
	return widget.Fit(fmt.Sprintf("  %s%s%s %s", glyph, said, x.ID, x.Name), w)
}

func (p *Screen) actionName(x *roadmap.Action, w int) string {
	glyph, said, days := statusGlyphs[actionStatus(x)], " ", fmt.Sprintf("%.1f d", x.Days)
	switch {
	case p.veils(x.Item.ID):
		glyph, days = screen.Veil, screen.Veil
	case x.Status != "":
		said = "*"
	}
	name := fmt.Sprintf("  %s%s%-7s %s", glyph, said, x.Item.Number, widget.Line(x.Item.Title))
	return widget.Fit(name, w-7) + widget.FitRight(days, 7)
}

// due marks a due date on the timeline, over the faint stretch of its phase.
func (p *Screen) due(due string, phase *roadmap.Phase, l widget.Timeline) string {
	t := p.s.Theme
	spans := []widget.Span{{From: phase.Start, To: phase.End, Glyph: '·', Ink: t.Faint}}
	if on, err := time.Parse(time.DateOnly, due); err == nil {
		ink := t.Text
		if on.Before(p.day()) {
			ink = t.Warn
		}
		spans = append(spans, widget.Span{From: on, To: on.AddDate(0, 0, 1), Glyph: '◆', Ink: ink})
	}
	return l.Bar(spans...)
}

// detail is what is under the cursor, in a few lines.
func (p *Screen) detail(h int) []string {
	w := min(p.w-2, measure)
	var lines []string
	switch {
	case p.task() != nil:
		lines = p.taskLines(p.task(), w)
	case p.action() != nil:
		lines = p.actionLines(p.action(), w)
	default:
		r, _ := p.current()
		lines = p.phaseLines(r.phase, w)
	}
	if len(lines) > h {
		lines = append(lines[:h-1], p.s.Theme.Dim.Render("… enter shows all"))
	}
	return widget.Indent(lines, " ", " ")
}

func (p *Screen) phaseLines(i int, w int) []string {
	phase := &p.phases()[i]
	lines := []string{p.s.Theme.Strong.Render(widget.Fit(fmt.Sprintf("%d  %s", phase.Number, phase.Name), w))}
	lines = append(lines, widget.Wrap(phase.About, w)...)
	return append(lines, widget.Wrap(p.load(i), w)...)
}

// load says why a phase takes as long as it does.
func (p *Screen) load(i int) string {
	phase := &p.phases()[i]
	if phase.Done {
		return "Done: its items conform and its tasks are done, so it takes no time."
	}
	r := p.shown().Roadmap
	needs := phase.Days / (r.FTE * p.s.Catalog.Method.Plan.DaysPerMonth)
	words := fmt.Sprintf("%.1f person-days with %s at %g days a month are %.1f months; published are %d to %d. ",
		phase.Days, roadmap.People(r.FTE), p.s.Catalog.Method.Plan.DaysPerMonth, needs, phase.MinMonths, phase.MaxMonths)
	switch {
	case phase.Long:
		words += "So it takes longer than was published: more people or less to build shorten it."
	case phase.Months > phase.Least:
		words += "So the work sets its length."
	case phase.Least < float64(phase.MinMonths):
		words += fmt.Sprintf("So what is left of the published minimum sets its length: %.1f months.", phase.Least)
	default:
		words += fmt.Sprintf("So the published minimum of %s sets its length.", months(phase.MinMonths))
	}
	if phase.Began != "" {
		words += " It is under way since " + day.Show(phase.Began) + "."
	}
	return words + fmt.Sprintf(" %s to %s, in four of five draws by %s.", phase.Start.Format(day.Form), phase.End.Format(day.Form), p.shown().Forecast.Phases[i][80].Format(day.Form))
}

func months(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}

func (p *Screen) labelled(label, text string, w int) []string {
	const lead = 9
	return widget.Indent(widget.Wrap(text, w-lead), p.s.Theme.Dim.Render(widget.Fit(label, lead)), widget.Blank(lead))
}

// chosen says that somebody kept a strategy; to keep the recommended one needs
// no reason.
func chosen(why string) string {
	if why == "" {
		return " chosen"
	}
	return " chosen: "
}

package plan

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

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
	left := fmt.Sprintf("%s · %s · %.0f days", r.Start.Format(day.Form), roadmap.People(r.FTE), r.Days)
	return left + t.Dim.Render("   P80 ") + t.Strong.Render(f.P[80].Format(day.Form))
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

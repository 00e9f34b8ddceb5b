package overview

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// step is a line below the figures that leads somewhere.
type step struct {
	does string // what enter does there, in two or three words
	open func() tea.Cmd
	line func(w int) string // without its first cell, which is the cursor's
}

// nextSteps are the next best gaps to close, by the priority of the plan, the
// forecast, and what stands in the way of a certification.
func (o *Screen) nextSteps() []step {
	var all []step
	has := o.layout()
	for i, g := range o.best[:has.best] {
		label := ""
		if i == 0 {
			label = "Next best"
		}
		all = append(all, step{"walk to it", func() tea.Cmd {
			return o.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: g.Item.ID}})
		}, func(w int) string { return o.labelled(label) + o.gap(g, w-labelWidth) }})
	}
	return append(all, o.leads(has.law)...)
}

// leads are the lines below the gaps, which are always there; of law ahead as many as
// there is room for.
func (o *Screen) leads(law int) []step {
	return slices.Concat(o.disputeSteps(), o.dueSteps(law), o.recordSteps(), []step{
		{"to the Roadmap", func() tea.Cmd { return o.s.Ask(screen.Go{Route: screen.Roadmap}) }, o.forecast},
		{"what stands in the way", o.blockers, o.certification},
	})
}

// gap is what closes one, in how many days, and what that adds to the progress of
// the whole.
func (o *Screen) gap(g roadmap.Gap, w int) string {
	made := o.s.Lang.Item(g.Item).Deliverable
	if made == "" {
		made = widget.Line(g.Item.Title)
	}
	gain := fmt.Sprintf("%5.1f days, +%.1f %% progress", g.Days, 100*g.Item.W()*g.Closes()/o.weight())
	if o.w >= 80 {
		gain += fmt.Sprintf("  %-9s", g.Quadrant)
	}
	return widget.Fit(g.Item.Number, 8) + widget.Fit(made, w-8-2-len(gain)-1) + "  " + o.s.Theme.Dim.Render(gain)
}

// weight is that of all items that apply.
func (o *Screen) weight() float64 {
	all := 0.0
	for i := range o.now.Score.Items {
		if it := &o.now.Score.Items[i]; it.Applicable() {
			all += it.Item.W()
		}
	}
	return all
}

// step is the one under the cursor.
func (o *Screen) step() (step, bool) {
	i, all := o.at-len(o.sets)-1, o.nextSteps()
	if i < 0 || i >= len(all) {
		return step{}, false
	}
	return all[i], true
}

// open shows the terms of the figure under the cursor, or goes where the step
// leads.
func (o *Screen) open() tea.Cmd {
	if x, ok := o.step(); ok {
		return x.open()
	}
	return o.why()
}

// stepLines draw them; the one under the cursor is led by a sign, so that it is
// seen without colour.
func (o *Screen) stepLines(w int) []string {
	var lines []string
	for i, x := range o.nextSteps() {
		lead := " "
		if o.at == len(o.sets)+1+i {
			lead = o.s.Theme.Accent.Render("▸")
		}
		lines = append(lines, lead+widget.Fit(x.line(w), w-1))
	}
	return lines
}

// labelWidth is the width of the words that begin the lines of the foot.
const labelWidth = 11

func (o *Screen) labelled(words string) string {
	return o.s.Theme.Dim.Render(widget.Fit(words, labelWidth))
}

// forecast is what is left, and by when it may be done.
func (o *Screen) forecast(w int) string {
	t := o.s.Theme
	line := o.labelled("Forecast")
	switch {
	case o.plan == nil:
		return line + t.Dim.Render("…")
	case o.plan.Roadmap.Finished():
		return line + "all phases are done; nothing is left to plan"
	}
	line += t.Dim.Render("P80 ") + t.Strong.Render(o.plan.Forecast.P[80].Format(day.Form))
	line += fmt.Sprintf("   %.0f person-days", o.plan.Roadmap.Days)
	if w >= 72 {
		line += t.Dim.Render(", an estimate")
	}
	if missing := len(o.plan.Ranking.Missing); missing > 0 {
		line += t.Warn.Render(fmt.Sprintf("   p: %d unsaid", missing))
	}
	return line
}

// certification counts what stands in the way of each stage.
func (o *Screen) certification(w int) string {
	t := o.s.Theme
	line := o.labelled("Audit") + t.Dim.Render("stage 1: ") + blockers(len(o.outlook.Stage1)) + t.Dim.Render("   stage 2: ") + blockers(len(o.outlook.Stage2))
	if lists := "   " + t.Key.Render(o.keys.Blockers.Help().Key) + t.Dim.Render(" lists them"); ansi.StringWidth(line+lists) <= w {
		line += lists
	}
	return line
}

func blockers(n int) string {
	switch n {
	case 0:
		return "no blocker found"
	case 1:
		return "1 blocker"
	}
	return fmt.Sprintf("%d blockers", n)
}

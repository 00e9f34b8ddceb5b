package overview

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// mostLaw is how many duties of laws ahead have a line of their own where there is
// room; the list of what is due has all of them.
const mostLaw = 3

// dueSteps are the line about what has a day, and below it the duties of laws that
// begin soon, at most so many.
func (o *Screen) dueSteps(law int) []step {
	if o.kept.Ruling == nil || len(o.kept.Agenda) == 0 {
		return nil
	}
	all := []step{{"all that is due", func() tea.Cmd { return o.s.Ask(screen.ShowDue{From: screen.Overview}) }, func(int) string { return o.due(law) }}}
	for i, d := range o.kept.Ahead[:law] {
		label := []string{"Law", ""}[min(i, 1)]
		all = append(all, step{"what the law asks", o.regulatory, func(int) string { return o.labelled(label) + o.duty(d) }})
	}
	return all
}

// due counts what is late and what comes soon, and names what comes next; of law only
// where it has no line of its own.
func (o *Screen) due(law int) string {
	t := o.s.Theme
	p := register.Press(o.kept.Agenda, o.kept.Today)
	line := o.labelled("Due")
	if p.Late > 0 {
		line += t.Warn.Render(fmt.Sprintf("%d overdue", p.Late)) + ", "
	}
	line += fmt.Sprintf("%d in 30 days", p.Soon)
	if more := len(o.kept.Ahead) - law; more > 0 {
		line += t.Dim.Render(fmt.Sprintf("   law ahead: %d", more))
	}
	if p.Next.On != "" {
		line += t.Dim.Render("   next ") + day.Show(p.Next.On) + " " + p.Next.Of + " " + widget.Line(p.Next.Title)
	}
	return line
}

// duty is what a law begins to ask, of which AI systems, from when.
func (o *Screen) duty(d register.Duty) string {
	return o.s.Theme.Strong.Render(widget.Line(strings.Join(d.Systems, ", "))) + " from " + day.Show(d.On) + ": " + d.Place.Ref + ", " + d.To
}

// regulatory shows what laws ask, by AI system and article.
func (o *Screen) regulatory() tea.Cmd {
	return dialog.ShowDocument(o.s, "regulatory", "", o.now.Assessment)
}

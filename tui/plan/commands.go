package plan

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// act takes the keys that are about the task or action under the cursor.
func (p *Screen) act(msg tea.KeyPressMsg) tea.Cmd {
	k := p.keys
	id := p.taskID()
	switch {
	case key.Matches(msg, k.Status):
		return p.nextStatus(id)
	case key.Matches(msg, k.Assign):
		return p.assign(id)
	case key.Matches(msg, k.Walk):
		return p.walk()
	}
	return nil
}

// taskID is the task or action under the cursor, empty for a phase.
func (p *Screen) taskID() string {
	if t := p.task(); t != nil {
		return t.ID
	}
	if a := p.action(); a != nil {
		return a.Item.ID
	}
	return ""
}

const needsTask = "→ opens a phase to its tasks and actions; choose one of them."

// form is the draft of a form about something of the plan.
func (p *Screen) form(name string, about assess.Subject) screen.Draft {
	return dialog.FormOf(p.now.Assessment.ID, name, about)
}

// walk goes to the item under the cursor.
func (p *Screen) walk() tea.Cmd {
	it := p.itemOf()
	if it == nil {
		return screen.Tell("It is tied to no item. " + needsTask)
	}
	return p.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID}})
}

// askWhat looks at other answers: people, start, target and strategy.
func (p *Screen) askWhat() tea.Cmd {
	profile := p.profile()
	fte, start, target, strategy := profile.Get("fte"), profile.Start, profile.Get("target"), profile.Strategy
	valid := func(name string) func(string) error {
		return func(s string) error {
			_, err := profile.With(name, s)
			return err
		}
	}
	var strategies []huh.Option[string]
	strategies = append(strategies, huh.NewOption("the recommended one", ""))
	for _, s := range p.s.Catalog.Strategies() {
		strategies = append(strategies, huh.NewOption(s.Name, s.ID))
	}
	done := func() tea.Cmd {
		for _, set := range [][2]string{{"fte", fte}, {"start", start}, {"target", target}, {"strategy", strategy}} {
			next, err := profile.With(set[0], set[1])
			if err != nil {
				return screen.Send(screen.Failed{Err: err})
			}
			profile = next
		}
		if strategy != p.now.Assessment.Profile.Strategy && strategy != "" && profile.StrategyReason == p.now.Assessment.Profile.StrategyReason {
			profile.StrategyReason = "Chosen in the plan."
		}
		return p.look(profile)
	}
	return p.s.Open(dialog.NewForm(p.s, p.form("what if", assess.KindAssessment), "What if · nothing is kept before y", done, dialog.Ask(
		huh.NewInput().Title("People on the work").Description("full-time equivalents").Value(&fte).Validate(valid("fte")),
		dialog.Day(p.s, "Start", "start", "empty: the first day of the assessment", &start),
		huh.NewSelect[string]().Title("Target level").Description("colours maturity; the plan always goes to 3").Inline(true).Options(huh.NewOptions("3", "4", "5")...).Value(&target),
		huh.NewSelect[string]().Title("Strategy").Inline(true).Options(strategies...).Value(&strategy),
	)))
}

// strategies shows the three side by side, and chooses one.
func (p *Screen) strategies() tea.Cmd {
	r := p.shown().Ranking
	choose := dialog.Extra{
		Binding: bind.Yes.To("choose one"), Asks: p.s.Leads, Closes: true,
		Do: func(int) tea.Cmd { return p.chooseStrategy(r) },
	}
	ask := dialog.Extra{
		Binding: bind.Profile.To("answer what is missing"), Asks: p.s.Leads, Closes: true,
		Do: func(int) tea.Cmd { return dialog.AskProfile(p.s, p.now.Assessment, p.shown().Input.Kept.ScopesSaid) },
	}
	return p.s.Open(dialog.NewPage(p.s, "The three strategies", func(w int) []string { return p.strategyLines(r, w) }).With(choose, ask))
}

func (p *Screen) chooseStrategy(r roadmap.Ranking) tea.Cmd {
	list := func() []dialog.Option {
		options := []dialog.Option{{Label: "the recommended one", Note: r.Choices[0].Name, Pick: func() tea.Cmd { return p.saveStrategy("", "", "") }}}
		for _, c := range r.Choices {
			note := points(c.Points)
			if c.RuledOut != "" {
				note = "ruled out"
			}
			options = append(options, dialog.Option{Label: c.Name, Note: note, Pick: func() tea.Cmd {
				if c.ID == r.Recommended() { // to keep it needs no reason
					return p.saveStrategy(c.ID, c.ID, "")
				}
				return p.whyStrategy(c)
			}})
		}
		return options
	}
	return p.s.Open(dialog.NewChoice(p.s, "Which strategy", "", list))
}

func (p *Screen) whyStrategy(c roadmap.Choice) tea.Cmd {
	var reason string
	in := huh.NewInput().Title("Why this one?").Description("the reason is kept beside the choice").Value(&reason).CharLimit(assess.MaxNote).Validate(func(s string) error {
		if strings.TrimSpace(s) == "" {
			return errors.New("say why")
		}
		return assess.CheckText("reason", s, assess.MaxNote)
	})
	return p.s.Open(dialog.NewForm(p.s, p.form("strategy", assess.KindAssessment), c.Name, func() tea.Cmd { return p.saveStrategy("", c.ID, reason) }, dialog.Ask(in)))
}

func (p *Screen) saveStrategy(recommended, strategy, reason string) tea.Cmd {
	return p.s.Act(p.now.Assessment.ID, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.ChooseStrategy(a, recommended, strategy, reason)
	})
}

func points(n int) string {
	if n == 1 || n == -1 {
		return strconv.Itoa(n) + " point"
	}
	return strconv.Itoa(n) + " points"
}

// strategyLines are the strategies with what speaks for and against each.
func (p *Screen) strategyLines(r roadmap.Ranking, w int) []string {
	t := p.s.Theme
	var lines []string
	say := func(lead, text string) {
		lines = append(lines, widget.Indent(widget.Wrap(text, w-len([]rune(lead))), lead, widget.Blank(len([]rune(lead))))...)
	}
	for i, c := range r.Choices {
		mark := ""
		switch {
		case c.ID == r.Chosen:
			mark = " · chosen"
		case i == 0 && r.Chosen == "":
			mark = " · recommended"
		case i == 0:
			mark = " · would be recommended"
		}
		lines = append(lines, t.Strong.Render(c.Name)+t.Accent.Render(mark)+t.Dim.Render(" · "+points(c.Points)))
		if c.ID == r.Chosen {
			say("  ", "Why: "+r.Why)
		}
		say("  ", c.About)
		say("  ", c.Asks)
		if c.RuledOut != "" {
			say("  ! ", "Ruled out: "+c.RuledOut+".")
		}
		if c.Unjudged != "" {
			say("  ? ", "Can't be judged before it is known "+c.Unjudged+".")
		}
		for _, reason := range c.Reasons {
			say(fmt.Sprintf("  %+d ", reason.Points), reason.Words)
		}
		if c.Warning != "" {
			say("  ! ", c.Warning)
		}
		lines = append(lines, "")
	}
	if len(r.Missing) > 0 {
		names := make([]string, len(r.Missing))
		for i, key := range r.Missing {
			names[i] = strings.ReplaceAll(key, "_", " ")
		}
		say("", "Not said yet, so their rules are silent: "+strings.Join(names, ", ")+".")
	}
	return lines
}

// why opens all about what is under the cursor.
func (p *Screen) why() tea.Cmd {
	r, ok := p.current()
	if !ok {
		return nil
	}
	title := p.phases()[r.phase].Name
	if id := p.taskID(); id != "" {
		title = id
		if it, ok := assess.Item(p.s.Catalog, p.now.Assessment, id); ok {
			title = it.Number + "  " + widget.Line(it.Title)
		}
	}
	return p.s.Open(dialog.NewPage(p.s, title, func(w int) []string { return p.whole(r.phase, w) }))
}

// milestoneLines are the days of the certification, which the last phase ends with.
func (p *Screen) milestoneLines(phase, w int) []string {
	all := p.shown().Milestones()
	if phase != len(p.phases())-1 || len(all) == 0 {
		return nil
	}
	t := p.s.Theme
	lines := []string{"", t.Strong.Render("Days of the certification")}
	for _, m := range all {
		sign := "  ◆ "
		if m.Late {
			sign = "  ! "
		}
		lines = append(lines, widget.Indent(widget.Wrap(m.Words(), w-4), sign, "    ")...)
	}
	return append(lines, widget.Wrap(roadmap.Assumed(all), w)...)
}

// whole is everything about the row under the cursor.
func (p *Screen) whole(phase, w int) []string {
	switch {
	case p.task() != nil:
		return p.taskLines(p.task(), w)
	case p.action() != nil:
		lines := p.actionLines(p.action(), w)
		lines = append(lines, "")
		for _, step := range p.s.Lang.Item(p.action().Item).Extend {
			lines = append(lines, widget.Indent(widget.Wrap(step, w-2), "- ", "  ")...)
		}
		return lines
	}
	lines := append(p.phaseLines(phase, w), p.milestoneLines(phase, w)...)
	lines = append(lines, "", p.s.Theme.Strong.Render("What the work is made of"))
	x := &p.phases()[phase]
	if phase == 0 && x.Open > 0 {
		lines = append(lines, fmt.Sprintf("  %6.1f  judging %d unanswered items", p.s.Catalog.Method.Plan.DaysPerAnswer*float64(x.Open), x.Open))
	}
	for _, a := range x.Agreements {
		lines = append(lines, widget.Fit(fmt.Sprintf("  %6.1f  %s, between the two systems", a.Days, a.ID), w))
	}
	for _, t := range x.Tasks {
		if t.Left > 0 {
			lines = append(lines, widget.Fit(fmt.Sprintf("  %6.1f  %s %s", t.Left, t.ID, t.Name), w))
		}
	}
	for _, a := range x.Actions {
		lines = append(lines, widget.Fit(p.daysOf(a.Item.ID, a.Days)+"  "+a.Item.Number+" "+widget.Line(a.Item.Title), w))
	}
	if d := p.shown().Roadmap.Deadline; d != nil {
		lines = append(lines, "", p.met(d))
	}
	if r := p.shown().Forecast.Record; r != nil {
		lines = append(append(lines, ""), widget.Wrap(r.Words()+" "+r.Figures(), w)...)
	}
	return append(lines, p.largest(w)...)
}

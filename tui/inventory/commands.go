package inventory

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

func (x *Screen) act(said string, decide screen.Decide) tea.Cmd {
	return x.s.ActSaying(x.now.Assessment.ID, said, decide)
}

// add asks about a new system; the cursor goes to it.
func (x *Screen) add() tea.Cmd {
	sys := assess.System{ID: x.s.DB.NewID(), Stage: assess.Stages[0], RiskClass: assess.RiskClasses[0], InScope: true}
	return x.form("A new AI system", sys, func(sys assess.System) tea.Cmd {
		x.systems.Stand(sys.ID)
		return x.act("", func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutSystem(a, sys) })
	})
}

func (x *Screen) edit(was assess.System) tea.Cmd {
	return x.form(widget.Line(was.Name), was, func(is assess.System) tea.Cmd { return x.put(was, is, "") })
}

// put saves what was changed, and leaves what others changed meanwhile.
func (x *Screen) put(was, is assess.System, said string) tea.Cmd {
	return x.act(said, func(a *assess.Assessment) ([]assess.Change, error) {
		now, ok := a.System(was.ID)
		if !ok || now.Removed {
			return nil, fmt.Errorf("%s was taken out of the inventory meanwhile; nothing was changed", was.Name)
		}
		return assess.PutSystem(a, assess.Rebase(was, is, now))
	})
}

// form asks for everything about a system on two pages; only the name is
// needed.
func (x *Screen) form(title string, was assess.System, done func(assess.System) tea.Cmd) tea.Cmd {
	is := was
	is.Roles = slices.Clone(was.Roles)
	purpose := dialog.OneLine(was.Purpose)
	save := func() tea.Cmd {
		if purpose != dialog.OneLine(was.Purpose) {
			is.Purpose = purpose
		}
		if len(is.Roles) == 0 {
			is.Roles = nil
		}
		return done(is)
	}
	checkName := func(name string) error {
		_, err := assess.PutSystem(x.now.Assessment, assess.System{ID: was.ID, Name: name})
		return err
	}
	first := dialog.Ask(
		huh.NewInput().Title("Name").Value(&is.Name).Validate(checkName),
		huh.NewInput().Title("What is it for?").Description("c on the list writes it as a longer text").Value(&purpose).CharLimit(assess.MaxNote).
			Validate(func(s string) error { return assess.CheckText("purpose", s, assess.MaxNote) }),
		huh.NewInput().Title("Owner").Description("who answers for it").Value(&is.Owner).
			Validate(func(s string) error { return assess.CheckLine("owner", s) }),
	)
	second := dialog.Ask(
		huh.NewMultiSelect[string]().Title("What is the organisation to it?").Options(huh.NewOptions(assess.AIRoles...)...).Filterable(false).Height(len(assess.AIRoles)+1).Value(&is.Roles),
		huh.NewSelect[string]().Title("Stage of its life").Inline(true).Options(options(assess.Stages, is.Stage)...).Value(&is.Stage),
		huh.NewSelect[string]().Title("Risk class").Inline(true).Options(options(assess.RiskClasses, is.RiskClass)...).Value(&is.RiskClass),
		huh.NewConfirm().Title("Is the assessment about it?  ").Inline(true).Affirmative("in scope").Negative("out of scope").Value(&is.InScope),
		huh.NewInput().Title("Family").Description("one name for systems of one model and use, which take fewer days").Value(&is.Family).
			Validate(func(s string) error { return assess.CheckLine("family of systems", s) }),
	)
	draft := x.fresh()
	if _, known := x.now.Assessment.System(was.ID); known {
		draft = dialog.FormOfRecord(x.now.Assessment.ID, assess.KindSystem, was.ID)
	}
	return x.s.Open(dialog.NewForm(x.s, draft, title, save, first, second))
}

// fresh is the draft of a new system.
func (x *Screen) fresh() screen.Draft {
	return dialog.FormOfNew(x.now.Assessment.ID, assess.KindSystem, "")
}

// options are a closed list; a system that never said keeps the right to that.
func options(words []string, chosen string) []huh.Option[string] {
	all := huh.NewOptions(words...)
	if chosen == "" {
		all = append([]huh.Option[string]{huh.NewOption("not said", "")}, all...)
	}
	return all
}

// purpose edits the purpose as a text of several lines.
func (x *Screen) purpose(was assess.System) tea.Cmd {
	d := screen.Draft{Assessment: x.now.Assessment.ID, Subject: assess.RecordSubject(assess.KindSystem, was.ID), Field: "purpose"}
	return x.s.Open(dialog.NewNote(x.s, "What "+widget.Line(was.Name)+" is for", was.Purpose, d, func(text string) tea.Cmd {
		is := was
		is.Purpose = text
		return x.put(was, is, "")
	}))
}

// scope takes a system in or out. Its answers stay either way.
func (x *Screen) scope(was assess.System) tea.Cmd {
	is := was
	is.InScope = !was.InScope
	said := widget.Line(was.Name) + " is in scope: the items about AI systems are answered for it too."
	if was.InScope {
		said = widget.Line(was.Name) + " is out of scope: its answers stay and count no more."
	}
	return x.put(was, is, said)
}

// remove asks first, and says what happens with the answers.
func (x *Screen) remove(s assess.System) tea.Cmd {
	name := widget.Line(s.Name)
	return x.s.Open(dialog.NewConfirm(x.s, "Remove "+name+"?", x.removal(s), "remove it", func() tea.Cmd {
		return x.act(name+" is out of the inventory. u brings it back with its answers.", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.RemoveSystem(a, s.ID)
		})
	}))
}

func (x *Screen) removal(s assess.System) string {
	answers := 0
	for k, answer := range x.now.Assessment.Answers.All() {
		if k.System == s.ID && !answer.IsZero() {
			answers++
		}
	}
	var say strings.Builder
	switch answers {
	case 0:
		say.WriteString("It has no answers of its own, so none are lost.")
	case 1:
		say.WriteString("One answer was given for it. It counts no more, and stays in the history.")
	default:
		fmt.Fprintf(&say, "%d answers were given for it. They count no more, and stay in the history.", answers)
	}
	if scope := x.now.Assessment.InScope(); len(scope) == 1 && scope[0].ID == s.ID {
		say.WriteString(" It is the only one in scope: items about AI systems have one answer for all again.")
	}
	say.WriteString(" u brings everything back. To keep it in the list and only leave it out of the assessment, press esc, then i.")
	return say.String()
}

func (x *Screen) walk(r row) tea.Cmd {
	if !r.InScope {
		return screen.Tell(widget.Line(r.Name) + " is out of scope, so nothing is answered for it. i takes it into scope.")
	}
	place := screen.Place{System: r.ID}
	switch {
	case len(r.open) > 0:
		place.Item = r.open[0].ID
	case len(r.low) > 0:
		place.Item = r.low[0].item.ID
	}
	return x.s.Ask(screen.Go{Route: screen.Walk, Place: place})
}

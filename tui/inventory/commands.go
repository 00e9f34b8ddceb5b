package inventory

import (
	"slices"

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
		now, err := still(a, was)
		if err != nil {
			return nil, err
		}
		return assess.PutSystem(a, assess.Rebase(was, is, now))
	})
}

// form asks for everything about a system, what is known first on the first pages;
// only the name is needed.
func (x *Screen) form(title string, was assess.System, done func(assess.System) tea.Cmd) tea.Cmd {
	is := was
	is.Roles = slices.Clone(was.Roles)
	ask := dialog.NewTexts(x.s, assess.SystemFields, was, &is)
	save := func() tea.Cmd {
		ask.Take()
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
		ask.Text("purpose").Title("What is it for?").Description("c on the list writes it as a longer text"),
		huh.NewInput().Title("Owner").Description("who answers for it").Value(&is.Owner).
			Validate(dialog.Line("owner")),
	)
	second := dialog.Ask(
		huh.NewMultiSelect[string]().Title("What is the organisation to it?").Options(huh.NewOptions(assess.AIRoles...)...).Filterable(false).Height(len(assess.AIRoles)+1).Value(&is.Roles),
		huh.NewSelect[string]().Title("Stage of its life").Inline(true).Options(dialog.Words(assess.Stages, is.Stage)...).Value(&is.Stage),
		huh.NewSelect[string]().Title("Risk class").Inline(true).Options(dialog.Words(assess.RiskClasses, is.RiskClass)...).Value(&is.RiskClass),
		huh.NewConfirm().Title("Is the assessment about it?  ").Inline(true).Affirmative("in scope").Negative("out of scope").Value(&is.InScope),
		huh.NewInput().Title("Family").Description("one name for systems of one model and use, which take fewer days").Value(&is.Family).
			Validate(dialog.Line("family of systems")),
	)
	draft := x.fresh()
	if _, known := x.now.Assessment.System(was.ID); known {
		draft = dialog.FormOfRecord(x.now.Assessment.ID, assess.KindSystem, was.ID)
	}
	return x.s.Open(dialog.NewForm(x.s, draft, title, save, append([]dialog.Part{first, second}, ask.Pages(pages)...)...))
}

// fresh is the draft of a new system.
func (x *Screen) fresh() screen.Draft {
	return dialog.FormOfNew(x.now.Assessment.ID, assess.KindSystem, "")
}

// purpose edits the purpose as a text of several lines.
func (x *Screen) purpose(was assess.System, outside bool) tea.Cmd {
	d := screen.Draft{Assessment: x.now.Assessment.ID, Subject: assess.RecordSubject(assess.KindSystem, was.ID), Field: "purpose"}
	return x.s.Open(dialog.NewNote(x.s, "What "+widget.Line(was.Name)+" is for", was.Purpose, d, func(text string) tea.Cmd {
		is := was
		is.Purpose = text
		return x.put(was, is, "")
	}).AtOnce(outside))
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

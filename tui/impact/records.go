package impact

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// addImpact asks about a new impact. Where a prompt asks for effects it is the answer
// to that; elsewhere a harm to single persons that came up there.
func (x *Screen) addImpact() tea.Cmd {
	k, known := x.s.Catalog.Register(register.KindImpact)
	if !known {
		return screen.Tell("This catalogue has no register of impacts.")
	}
	said := map[string]string{"parent": x.number(x.ia), "on": "individuals", "side": "harm"}
	if p, ok := x.current(); ok {
		said["prompt"] = p.ID
		if p.Answer == catalog.AnswerEffects {
			said["on"], said["side"] = x.form().Part(p.Part).On, p.Side
		}
	}
	fresh := register.Record{Kind: k.ID, ID: x.s.DB.NewID()}
	for _, name := range []string{"on", "side"} {
		f, _ := k.Field(name)
		value, _ := x.c.Read(f, said[name])
		fresh.Values = fresh.Values.With(name, value)
	}
	form := x.asking(k, fresh)
	save := func() tea.Cmd {
		for name, text := range form.Changed() {
			said[name] = text
		}
		return x.act("", func(c register.Case) ([]assess.Change, error) { return register.Put(c, k.ID, fresh.ID, said) })
	}
	pages := append([]dialog.Part{{Title: said["side"] + " to " + said["on"], Fields: form.Fields("title", "who", "happens")}}, ratings(form, said["side"])...)
	pages = append(pages, dialog.Ask(form.Fields("rests_on")...))
	draft := dialog.FormOfNew(x.now.Assessment.ID, "impact", x.ia.ID+" "+x.here())
	return x.s.Open(dialog.NewForm(x.s, draft, "A new impact", save, pages...))
}

// ratings are the pages by which a harm is rated, a scale each, in its words; a
// benefit has none.
func ratings(form *dialog.Asking, side string) []dialog.Part {
	if side != "harm" {
		return nil
	}
	var pages []dialog.Part
	for _, name := range []string{"severity", "reach", "likelihood", "repair"} {
		pages = append(pages, dialog.Ask(form.Fields(name)...))
	}
	return pages
}

// guarded are the pages about what protects people from a harm, behind what comes first
// on them.
func guarded(form *dialog.Asking, first ...string) []dialog.Part {
	return []dialog.Part{
		{Title: "safeguards", Fields: form.Fields(append(first, "safeguards", "action")...)},
		{Title: "safeguards", Fields: form.Fields("owner", "due", "seen_by")},
	}
}

// after are the pages by which a harm is rated as it is with its safeguards.
func after(form *dialog.Asking) []dialog.Part {
	var pages []dialog.Part
	for _, name := range []string{"severity_after", "likelihood_after", "repair_after"} {
		pages = append(pages, dialog.Part{Title: "with the safeguards", Fields: form.Fields(name)})
	}
	return pages
}

// stays is the page about what stays of a harm.
func stays(form *dialog.Asking) []dialog.Part {
	return []dialog.Part{{Title: "what stays", Fields: form.Fields("why_stays", "accepted_by", "at_top", "accepted_until")}}
}

// editImpact asks for everything about an impact; where a prompt is made from the
// impacts, for what that prompt tells of it.
func (x *Screen) editImpact(r register.Record) tea.Cmd {
	k, _ := x.s.Catalog.Register(register.KindImpact)
	form := x.asking(k, r)
	var pages []dialog.Part
	p, _ := x.current()
	switch p.Answer {
	case catalog.AnswerSafeguards:
		pages = append(guarded(form), after(form)...)
	case catalog.AnswerRemaining:
		pages = stays(form)
	case catalog.AnswerRisks:
		pages = []dialog.Part{dialog.Ask(form.Fields("no_risk")...)}
	default:
		pages = append([]dialog.Part{{Title: "what happens", Fields: form.Fields("title", "who", "happens", "on", "side")}}, ratings(form, r.Text("side"))...)
		pages = append(pages, guarded(form, "rests_on")...)
		if r.Text("side") == "harm" {
			pages = append(append(pages, after(form)...), stays(form)...)
			pages = append(pages, dialog.Ask(form.Fields("no_risk")...))
		}
	}
	save := func() tea.Cmd {
		return x.act("", func(c register.Case) ([]assess.Change, error) { return register.Set(c, k.ID, r.ID, form.Changed()) })
	}
	draft := dialog.FormOf(x.now.Assessment.ID, "impact", r.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, x.named(r), save, pages...))
}

// makeRisk makes the impact in focus a risk for the organisation.
func (x *Screen) makeRisk() tea.Cmd {
	r, ok := x.focused()
	switch {
	case !ok:
		return screen.Tell("→ goes into the impacts of the prompt; r makes the one under the cursor a risk.")
	case r.Text("risk") != "":
		return screen.Tell(x.number(r) + " is the risk " + x.c.Says(r, "risk") + " in the register of risks.")
	}
	risk := x.s.DB.NewID()
	return x.act(x.number(r)+" is in the register of risks now, where the organisation rates it.", func(c register.Case) ([]assess.Change, error) {
		return register.FromImpact(c, r.ID, risk)
	})
}

// nextState puts the assessment into its next state; of an impact it asks which one.
func (x *Screen) nextState() tea.Cmd {
	if r, ok := x.focused(); ok {
		return x.s.Open(x.statesOf(r))
	}
	k, _ := x.s.Catalog.Register(register.KindAssessment)
	at := k.StateAt(x.ia.State()) + 1
	if at >= len(k.States) {
		return screen.Tell("The assessment is " + x.ia.State() + "; no state follows.")
	}
	return x.moveTo(x.ia, k.States[at].Name)
}

func (x *Screen) moveTo(r register.Record, state string) tea.Cmd {
	return x.act(x.number(r)+" is "+state+" now.", func(c register.Case) ([]assess.Change, error) {
		return register.Move(c, r.Kind, r.ID, state)
	})
}

// statesOf is the choice of the states of an impact, the one after its own first in
// sight.
func (x *Screen) statesOf(r register.Record) *dialog.Choice {
	k, _ := x.s.Catalog.Register(register.KindImpact)
	at := min(k.StateAt(r.State())+1, len(k.States)-1)
	return dialog.NewChoice(x.s, x.number(r)+" · "+r.State(), "", func() []dialog.Option {
		var all []dialog.Option
		for _, s := range k.States {
			all = append(all, dialog.Option{Label: widget.Line(s.Name), Pick: func() tea.Cmd { return x.moveTo(r, s.Name) }})
		}
		return all
	}).At(at).Picked(x.s.Writes)
}

// decide asks for the decision.
func (x *Screen) decide() tea.Cmd {
	k, _ := x.s.Catalog.Register(register.KindAssessment)
	form := x.asking(k, x.ia)
	id := x.ia.ID
	save := func() tea.Cmd {
		return x.act("", func(c register.Case) ([]assess.Change, error) {
			return register.Set(c, register.KindAssessment, id, form.Changed())
		})
	}
	draft := dialog.FormOf(x.now.Assessment.ID, "decision", x.ia.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, x.number(x.ia)+" · decision", save,
		dialog.Ask(form.Fields("decision", "conditions", "decided_why")...),
		dialog.Part{Title: "by whom", Fields: form.Fields("assessors", "approved_by", "approved_on")},
		dialog.Part{Title: "from then on", Fields: form.Fields("told", "next_on", "kept_until")}))
}

package review

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// kinds are what can be decided, in the words of who decides.
var kinds = []struct{ what, label, note string }{
	{register.DecideTask, "a task", "somebody does something until a day"},
	{register.DecideImprovement, "an improvement", "it is made in the register of improvements"},
	{register.DecideResources, "people and money", "what is given, for what"},
	{register.DecideAcceptance, "an acceptance", "a risk, or an impact on people, is accepted until a day"},
	{register.DecideSystem, "an AI system", "it goes on, is limited, paused or stopped"},
}

// decide asks what is decided where one stands.
func (x *Screen) decide() tea.Cmd {
	input := "no input"
	in, ok := x.current()
	if ok {
		input = in.ID + " " + in.Input
	}
	return x.s.Open(dialog.NewChoice(x.s, "What is decided? · "+input, "", func() []dialog.Option {
		var all []dialog.Option
		for _, k := range kinds {
			all = append(all, dialog.Option{Label: k.label, Note: k.note, Pick: func() tea.Cmd { return x.decideOn(k.what, k.label) }})
		}
		return all
	}).Picked(x.s.Writes))
}

// decideOn asks for a decision of a kind, and makes what follows from it.
func (x *Screen) decideOn(what, label string) tea.Cmd {
	if what == register.DecideAcceptance {
		if why := x.s.Role().MayLead(); why != nil {
			return screen.Tell(screen.Said(why.Error()))
		}
	}
	in, _ := x.current()
	k, _ := x.s.Catalog.Register(register.KindDecision)
	fresh := register.Record{Kind: k.ID}
	if f, has := k.Field("what"); has {
		said, _ := x.c.Read(f, what)
		fresh.Values = fresh.Values.With("what", said)
	}
	form := dialog.NewAsking(x.s, x.c, k, fresh, nil)
	benefit, of, accepts := "", "", ""
	page := dialog.Ask(form.Fields(catalog.RecordTitle)...)
	switch what {
	case register.DecideImprovement:
		page.Fields = append(page.Fields, huh.NewInput().Title("Expected benefit").Description("what gets better, for whom; with it, an owner and a day it is agreed").Value(&benefit))
	case register.DecideResources:
		page.Fields = append(page.Fields, form.Fields("amount")...)
	case register.DecideAcceptance:
		options := x.acceptable()
		if len(options) == 0 {
			return screen.Tell("No risk and no impact is open that could be accepted.")
		}
		page.Fields = append([]huh.Field{huh.NewSelect[string]().Title("What is accepted").Options(options...).Height(8).Value(&of)}, page.Fields...)
	case register.DecideSystem:
		page.Fields = append(page.Fields, form.Fields("systems", "verdict")...)
	}
	var who dialog.Part
	switch what {
	case register.DecideAcceptance:
		accepts = x.mr.Text("chair")
		in := huh.NewInput().Title("Accepted by").Description("who takes what is left").Value(&accepts).Validate(dialog.Needed("a name"))
		who = dialog.Ask(append([]huh.Field{in}, form.Fields("accepted_until")...)...)
	case register.DecideTask:
		who = dialog.Ask(form.Fields(catalog.RecordOwner, catalog.RecordDue, catalog.RecordItems)...)
	default:
		who = dialog.Ask(form.Fields(catalog.RecordOwner, catalog.RecordDue)...)
	}
	review, id, made := x.mr.ID, x.s.DB.NewID(), x.s.DB.NewID()
	save := func() tea.Cmd {
		fields := form.Changed()
		fields["what"], fields["input"] = what, in.ID
		if what == register.DecideImprovement {
			fields[register.Benefit] = strings.TrimSpace(benefit)
		}
		if kind, one, is := strings.Cut(of, "/"); is {
			fields[kind], fields[catalog.RecordOwner] = one, accepts
		}
		return x.act("Decided; u takes it back.", func(c register.Case) ([]assess.Change, error) {
			return register.Decide(c, review, id, made, fields)
		})
	}
	draft := dialog.FormOfNew(x.now.Assessment.ID, "decision", x.mr.ID+" "+in.ID+" "+what)
	return x.s.Open(dialog.NewForm(x.s, draft, "Decided: "+label, save, page, who))
}

// acceptable are the risks and impacts that are not over, those that need an acceptance
// first.
func (x *Screen) acceptable() []huh.Option[string] {
	needs := map[string]bool{}
	for _, m := range register.Judge(x.c) {
		needs[m.ID] = needs[m.ID] || m.Degree == register.Act
	}
	var first, then []huh.Option[string]
	for _, kind := range []string{"risk", register.KindImpact} {
		for _, r := range x.c.Book.Of(kind) {
			o := huh.NewOption(x.named(r)+" · "+widget.Line(r.State()), kind+"/"+r.ID)
			switch {
			case r.State() == "closed" || r.State() == "no longer arises" || r.Text("kind") == "opportunity" || r.Text("side") == "benefit":
			case needs[r.ID]:
				first = append(first, o)
			default:
				then = append(then, o)
			}
		}
	}
	return append(first, then...)
}

// editDecision asks for what a decision says, and what came of it.
func (x *Screen) editDecision(d register.Decision) tea.Cmd {
	k, _ := x.s.Catalog.Register(register.KindDecision)
	form := dialog.NewAsking(x.s, x.c, k, d.Record, nil)
	first := []string{catalog.RecordTitle}
	switch d.Text("what") {
	case register.DecideResources:
		first = append(first, "amount")
	case register.DecideSystem:
		first = append(first, "verdict")
	case register.DecideTask:
		first = append(first, catalog.RecordItems)
	}
	pages := []dialog.Part{dialog.Ask(form.Fields(first...)...)}
	if d.Made.ID == "" {
		pages = append(pages, dialog.Ask(form.Fields(catalog.RecordOwner, catalog.RecordDue)...))
	}
	pages = append(pages, dialog.Part{Title: "what came of it", Fields: form.Fields("done_on", "result")})
	save := func() tea.Cmd {
		return x.act("", func(c register.Case) ([]assess.Change, error) { return register.Set(c, d.Kind, d.ID, form.Changed()) })
	}
	draft := dialog.FormOf(x.now.Assessment.ID, "decision", d.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, x.named(d.Record), save, pages...))
}

// turn asks for the state of a decision, the one after its own first in sight.
func (x *Screen) turn(r register.Record) tea.Cmd {
	k, _ := x.s.Catalog.Register(r.Kind)
	at := min(k.StateAt(r.State())+1, len(k.States)-1)
	return x.s.Open(dialog.NewChoice(x.s, x.number(r)+" · "+r.State(), "", func() []dialog.Option {
		var all []dialog.Option
		for _, s := range k.States {
			all = append(all, dialog.Option{Label: widget.Line(s.Name), Pick: func() tea.Cmd {
				return x.act(x.number(r)+" is "+s.Name+" now.", func(c register.Case) ([]assess.Change, error) {
					return register.Move(c, r.Kind, r.ID, s.Name)
				})
			}})
		}
		return all
	}).At(at).Picked(x.s.Writes))
}

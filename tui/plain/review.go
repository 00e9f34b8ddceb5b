package plain

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
)

// review walks a management review input by input, collects its inputs, or writes down
// what is decided.
func (t *talk) review(text string) {
	c, ok := t.shelf()
	if !ok {
		return
	}
	verb, behind, _ := strings.Cut(text, " ")
	switch assess.FoldName(verb) {
	case "open":
		if mr, ok := t.reviewNumbered(c, behind); ok {
			t.openReview(c, mr)
		}
	case "decide":
		t.decideOn(c, behind)
	default:
		if mr, ok := t.reviewNumbered(c, verb); ok {
			t.walkReview(c, mr, strings.TrimSpace(behind))
		}
	}
}

func (t *talk) reviewNumbered(c register.Case, number string) (register.Record, bool) {
	mr, ok := t.recordNumbered(c, strings.TrimSpace(number))
	if ok && mr.Kind != register.KindReview {
		t.refuse(fmt.Errorf("%s is no management review; records review lists them", number))
		return mr, false
	}
	return mr, ok
}

// openReview collects the inputs; it asks where that was done before.
func (t *talk) openReview(c register.Case, mr register.Record) {
	number := c.Book.Number(c.Catalog, mr)
	if on := c.Says(mr, "opened_on"); on != "" && !t.sure("The inputs were collected on "+on+". What stands of the AIMS gives way. Collect them again?") {
		return
	}
	if t.actOnRecords(func(c register.Case) ([]assess.Change, error) { return register.OpenReview(c, mr.ID) }) {
		t.say("review %s walks them.", number)
	}
}

// walkReview says each input, from one on where that is named, with what is known of
// it, and asks for what lacks and for what is said.
func (t *talk) walkReview(c register.Case, mr register.Record, from string) {
	number, inputs := c.Book.Number(c.Catalog, mr), c.Inputs(mr)
	t.say("%s, %s: %s", number, mr.State(), mr.Title())
	if on := c.Says(mr, "opened_on"); on != "" {
		t.say("Collected on %s", on)
	} else {
		t.say("Nothing is collected yet; review open %s collects what the registers hold today.", number)
	}
	writes := t.s.Role().MayWrite() == nil
	for i := range inputs {
		if inputs[i].ID < from {
			continue
		}
		t.sayInput(c, mr, &inputs[i], len(inputs))
		if writes && !t.fillInput(c, mr, &inputs[i]) {
			t.say("review %s %s goes on there.", number, inputs[i].ID)
			return
		}
	}
	for _, d := range c.Decisions(mr) {
		t.sayDecision(c, d)
	}
	t.say("review decide %s and the number of an input writes down what is decided; record set %s asks for the conclusion; record state %s holds it.", number, number, number)
}

func (t *talk) sayInput(c register.Case, mr register.Record, in *register.Input, of int) {
	t.say("Input %s of %d, %s: %s", in.ID, of, in.Input, in.Ask)
	t.sayText("AIMS", in.AIMS)
	t.sayText("ISMS", in.ISMS)
	t.sayText("Source", in.Source)
	t.sayText("Said", in.Said)
	for _, d := range c.DecisionsOn(mr, in.ID) {
		t.sayDecision(c, d)
	}
	if in.Lacks != "" {
		t.say("Not complete: %s", in.Lacks)
	}
}

// sayDecision says who does it by when, and what became of it.
func (t *talk) sayDecision(c register.Case, d register.Decision) {
	words := []string{d.Text("what")}
	for _, w := range []string{d.Owner, day.Show(d.Due), d.Became} {
		if w != "" {
			words = append(words, w)
		}
	}
	t.say("Decided, %s, %s: %s", c.Book.Number(c.Catalog, d.Record), d.Title(), strings.Join(words, ", "))
}

// fillInput asks for the texts of an input that lack, and for what is said; false: the
// walk is left.
func (t *talk) fillInput(c register.Case, mr register.Record, in *register.Input) bool {
	var names []string
	var fields []*field
	add := func(text, label, is string) {
		names, fields = append(names, in.Field(text)), append(fields, &field{label: label, is: is})
	}
	k := c.Shape(mr.Kind)
	for _, f := range c.Fields(k, mr) {
		switch {
		case f.Name == in.Field(catalog.ReviewAIMS) && in.AIMS == "":
			add(catalog.ReviewAIMS, "AIMS", "")
		case f.Name == in.Field(catalog.ReviewISMS) && in.ISMS == "":
			add(catalog.ReviewISMS, "ISMS", "")
		case f.Name == in.Field(catalog.ReviewSource) && in.Source == "":
			add(catalog.ReviewSource, "Source of the ISMS", "")
		case f.Name == in.Field(catalog.ReviewSaid) && in.Said == "":
			add(catalog.ReviewSaid, "Said", "")
		}
	}
	if len(fields) == 0 {
		return true
	}
	return t.fill(dialog.FormOf(t.id, "input "+in.ID, mr.Subject()), "What lacks is asked; an empty line goes on.", fields, func() bool {
		said := typedInto(names, fields)
		return len(said) == 0 || t.actOnRecords(func(c register.Case) ([]assess.Change, error) { return register.Set(c, mr.Kind, mr.ID, said) })
	})
}

// decideOn asks for a decision on an input: which review, which input, which kind.
func (t *talk) decideOn(c register.Case, text string) {
	words := strings.Fields(text)
	if len(words) != 3 || !t.may() {
		if len(words) != 3 {
			t.say("Say the review, the input and the kind, as review decide MR-2 10 task. Kinds are task, improvement, resources, acceptance and system.")
		}
		return
	}
	mr, ok := t.reviewNumbered(c, words[0])
	if !ok {
		return
	}
	what, fresh := words[2], register.Record{Kind: register.KindDecision}
	k := c.Shape(register.KindDecision)
	names, fields := []string{"what", "input"}, []*field{{is: what}, {is: words[1]}}
	var asked []*field
	for _, name := range decidedBy(what) {
		of := k
		if name == register.Benefit {
			of = c.Shape("improvement")
		}
		if f, has := of.Field(name); has {
			one := t.fieldOf(c, f, c.Typed(fresh, f))
			one.hint = f.Help
			names, fields, asked = append(names, name), append(fields, one), append(asked, one)
		}
	}
	id, made := t.s.DB.NewID(), t.s.DB.NewID()
	t.fill(dialog.FormOfNew(t.id, "decision", mr.ID+" "+words[1]+" "+what), "Decided: "+what+".", asked, func() bool {
		return t.actOnRecords(func(c register.Case) ([]assess.Change, error) {
			return register.Decide(c, mr.ID, id, made, typedInto(names, fields))
		})
	})
}

// decidedBy are the fields that a decision of a kind is asked by.
func decidedBy(what string) []string {
	switch what {
	case register.DecideImprovement:
		return []string{catalog.RecordTitle, register.Benefit, catalog.RecordOwner, catalog.RecordDue}
	case register.DecideResources:
		return []string{catalog.RecordTitle, "amount", catalog.RecordOwner, catalog.RecordDue}
	case register.DecideAcceptance:
		return []string{catalog.RecordTitle, "risk", "impact", catalog.RecordOwner, "accepted_until"}
	case register.DecideSystem:
		return []string{catalog.RecordTitle, "systems", "verdict", catalog.RecordOwner, catalog.RecordDue}
	}
	return []string{catalog.RecordTitle, catalog.RecordOwner, catalog.RecordDue, catalog.RecordItems}
}

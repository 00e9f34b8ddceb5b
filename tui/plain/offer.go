package plain

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/dialog"
)

// putAway says no to the draft, or brings it back.
func (t *talk) putAway() {
	_, offered := t.draft()
	switch {
	case !t.isms() && (offered || t.focus().Question == "" && t.answer().Declined):
		if t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Decline(t.s.Catalog, a, t.key(), offered)
		}) && offered {
			t.say("x brings the draft back, a digit rates.")
		}
	case !t.isms() && t.focus().Question == "" && t.standing().State == assess.Rated:
		t.say("Nothing was rated here directly; the rating comes from the questions or from single AI systems.")
	default:
		t.say("There is no rating here to clear.")
	}
}

// yes confirms what is offered: that a stale answer still holds, that the ISMS
// settles questions, or that its draft covers the AI systems.
func (t *talk) yes(string) {
	if !t.may() || t.veiled() {
		return
	}
	cat, at := t.s.Catalog, t.key()
	if stale := t.staleHere(); len(stale) > 0 {
		t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Each(stale, func(s synergy.Stale) ([]assess.Change, error) { return assess.Confirm(cat, a, s.Key) })
		})
		return
	}
	if t.delta && !t.isms() && len(synergy.OpenSettled(cat, t.now.Assessment, at)) > 0 {
		t.seenWhere(func(a *assess.Assessment, where, evidence string) ([]assess.Change, error) {
			return synergy.AdoptQuestions(cat, a, at, where, evidence)
		})
		return
	}
	if _, ok := t.draft(); !ok {
		t.say("There is no draft to confirm here; a digit rates.")
		return
	}
	basis := t.now.Synergy.Basis
	t.seenWhere(func(a *assess.Assessment, where, evidence string) ([]assess.Change, error) {
		return synergy.Adopt(cat, a, basis, at, where, evidence)
	})
}

// seenWhere asks the one thing that makes a draft an answer.
func (t *talk) seenWhere(adopt func(a *assess.Assessment, where, evidence string) ([]assess.Change, error)) {
	about := "the AI systems in scope"
	if sys, ok := t.now.Assessment.System(t.key().System); ok {
		about = said(sys.Name)
	}
	where := &field{label: "Where can it be seen", hint: "a document, a record, a place: evidence, claimed until it is seen", check: dialog.Needed("where it can be seen")}
	t.fill(dialog.FormOf(t.id, "where", t.key().Subject()), "The ISMS covers "+about+".", []*field{where}, func() bool {
		id := t.s.DB.NewID()
		return t.act(func(a *assess.Assessment) ([]assess.Change, error) { return adopt(a, where.is, id) })
	})
}

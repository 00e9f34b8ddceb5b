package synergy

import (
	"errors"
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// Proposal is a draft of an answer that the ISMS offers for an item nobody has
// judged. It counts nothing until somebody adopts it.
type Proposal struct {
	Key       assess.Key // the item, for all AI systems or one
	Level     int        // the rating it offers
	Inherited float64    // 0-1, what that comes from
	Rests     []assess.Rest
	Note      string   // what to write beside the rating
	Evidence  []string // what to ask to see
	Steps     []string // how to extend what there is
}

// Propose is the draft for an item at one place: for the organisation, for all
// AI systems, or for one. There is none where the place has an answer, where
// the ISMS carries too little, or where somebody put it away.
func Propose(cat *catalog.Catalog, a *assess.Assessment, basis string, k assess.Key) (Proposal, bool) {
	it, ok := cat.Item(k.Item)
	if !ok || k.Question != "" || a.Answer(k).Declined || assess.StandIn(it, a, k.System).State != assess.Unanswered {
		return Proposal{}, false
	}
	return draft(cat, a, basis, k, it)
}

// draft is what the ISMS offers for an item, whatever was said about it.
func draft(cat *catalog.Catalog, a *assess.Assessment, basis string, k assess.Key, it *catalog.Item) (Proposal, bool) {
	s := Inherited(cat, a, basis, it)
	rests := a.BasisOf(carriers(cat, it.ID)...).Rests()
	if score.Round(s) < score.Round(cat.Method.Synergy.Proposal) || len(rests) == 0 {
		return Proposal{}, false
	}
	return Proposal{
		Key: k, Inherited: s, Level: int(float64(3*s) + 1e-9), Rests: rests,
		Note: draftNote(cat, it, rests), Evidence: it.Evidence, Steps: it.Extend,
	}, true
}

// carriers are the baseline items an item rests on.
func carriers(cat *catalog.Catalog, item string) []string {
	edges := cat.Edges(item)
	ids := make([]string, len(edges))
	for i, r := range edges {
		ids[i] = r.Baseline
	}
	return ids
}

// Inherited is what the ISMS carries of one item as it is rated, 0-1.
func Inherited(cat *catalog.Catalog, a *assess.Assessment, basis string, it *catalog.Item) float64 {
	c := carrier{cat: cat, a: a, published: basis == Published}
	c.enter(it.Set)
	return c.inherited(it.ID, c.potential(it.ID))
}

// draftNote says what the draft rests on and what is still to do.
func draftNote(cat *catalog.Catalog, it *catalog.Item, rests []assess.Rest) string {
	var b strings.Builder
	b.WriteString("Taken over from the ISMS: ")
	for i, r := range rests {
		if i > 0 {
			b.WriteString(", ")
		}
		title := ""
		if on, ok := cat.Baseline(r.Baseline); ok {
			title = " " + on.Title
		}
		fmt.Fprintf(&b, "%s%s (%d)", r.Baseline, title, r.Level)
	}
	b.WriteString(".")
	if len(it.Extend) > 0 {
		b.WriteString("\nTo extend:")
	}
	for _, step := range it.Extend {
		b.WriteString("\n- " + step)
	}
	return b.String()
}

// Adopt makes the draft an answer: somebody confirmed that what the ISMS does
// covers the AI systems, and named where that can be seen. That place becomes a
// piece of evidence that nobody has seen yet; a note is written where there is
// none.
func Adopt(cat *catalog.Catalog, a *assess.Assessment, basis string, k assess.Key, where, evidenceID string) ([]assess.Change, error) {
	p, ok := Propose(cat, a, basis, k)
	if !ok {
		return nil, errors.New("there is no draft here any more; it was answered, put away, or the ISMS carries less than before")
	}
	rests := make([]string, len(p.Rests))
	for i, r := range p.Rests {
		rests[i] = r.Baseline
	}
	changes, err := assess.Adopt(cat, a, k, p.Level, where, rests...)
	if err == nil && a.Answer(k).Note == "" {
		changes, err = also(changes)(assess.Note(cat, a, k, p.Note))
	}
	if err != nil {
		return nil, err
	}
	return also(changes)(evidence(cat, a, k, where, evidenceID))
}

// also adds what a further decision changes to one act.
func also(changes []assess.Change) func([]assess.Change, error) ([]assess.Change, error) {
	return func(more []assess.Change, err error) ([]assess.Change, error) {
		if err != nil {
			return nil, err
		}
		return append(changes, more...), nil
	}
}

func evidence(cat *catalog.Catalog, a *assess.Assessment, k assess.Key, where, id string) ([]assess.Change, error) {
	return assess.PutEvidence(cat, a, assess.Evidence{ID: id, What: where, System: k.System, Items: []string{k.Item}})
}

// Settled reports whether the ISMS settles a question: all that carries it is
// in place, and no nonconformity is open there. A delta question, which nothing
// carries, it never settles.
func Settled(cat *catalog.Catalog, a *assess.Assessment, q *catalog.Question) bool {
	for _, id := range q.CarriedBy {
		if r := a.Baseline[id].Rating; !r.Is(assess.Rated) || r.Level < cat.Method.InPlace || a.NonconformityOn(id) {
			return false
		}
	}
	return len(q.CarriedBy) > 0
}

// AdoptQuestions rates the questions of an item that the ISMS settles and
// nobody has answered: in place, resting on what carries each.
func AdoptQuestions(cat *catalog.Catalog, a *assess.Assessment, k assess.Key, where, evidenceID string) ([]assess.Change, error) {
	open := OpenSettled(cat, a, k)
	if len(open) == 0 {
		return nil, fmt.Errorf("no open question of %s is carried by the ISMS any more", k.Item)
	}
	var changes []assess.Change
	for _, q := range open {
		at := k
		at.Question = q.ID
		var err error
		if changes, err = also(changes)(assess.Adopt(cat, a, at, cat.Method.InPlace, where, q.CarriedBy...)); err != nil {
			return nil, err
		}
	}
	return also(changes)(evidence(cat, a, k, where, evidenceID))
}

// OpenSettled are the questions of an item, at one place, that the ISMS settles
// and nobody has answered.
func OpenSettled(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) []*catalog.Question {
	it, ok := cat.Item(k.Item)
	if !ok {
		return nil
	}
	var open []*catalog.Question
	for i := range it.Questions {
		q := &it.Questions[i]
		at := k
		if at.Question = q.ID; a.Answer(at).Rating.Is(assess.Unanswered) && Settled(cat, a, q) {
			open = append(open, q)
		}
	}
	return open
}

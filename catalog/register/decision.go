package register

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// What a decision of a review is.
const (
	DecideTask        = "task"
	DecideImprovement = "improvement"
	DecideResources   = "resources"
	DecideAcceptance  = "acceptance"
	DecideSystem      = "system"
)

// Benefit is what is said with a decision of the improvement that is made of it.
const Benefit = "benefit"

const (
	fieldWhat          = "what"
	fieldInput         = "input"
	fieldAcceptedBy    = "accepted_by"
	fieldAcceptedUntil = "accepted_until"
)

// Decision is what a review decided, with what became of it.
type Decision struct {
	Record
	Made       Record // the improvement that was made of it; its zero value: none
	Owner, Due string // its own, else those of the improvement
	Became     string // the state of the improvement where there is one, else its own
}

// Decisions are those of a review, oldest first.
func (c Case) Decisions(review Record) []Decision {
	return c.decided(c.children(KindDecision, review.ID))
}

// DecisionsOn are the decisions of a review that one of its inputs led to.
func (c Case) DecisionsOn(review Record, input string) []Decision {
	return c.decided(those(c.children(KindDecision, review.ID), is(fieldInput, input)))
}

// allDecisions are those of all reviews of which something holds.
func (c Case) allDecisions(holds func(Decision) bool) []Decision {
	var all []Decision
	for _, d := range c.decided(c.Book.Of(KindDecision)) {
		if holds(d) {
			all = append(all, d)
		}
	}
	return all
}

func (c Case) decided(records []Record) []Decision {
	all := make([]Decision, len(records))
	for i, r := range records {
		all[i] = c.Decision(r)
	}
	return all
}

// Decision is a decision with what became of it.
func (c Case) Decision(r Record) Decision {
	d := Decision{Record: r, Owner: r.Text(fieldOwner), Due: r.Text(fieldDue), Became: r.State()}
	if made, known := c.Book.Record(improvementKind, r.Text(DecideImprovement)); known && !made.Removed() {
		d.Made = made
		d.Owner, d.Due = cmp.Or(d.Owner, made.Text(fieldOwner)), cmp.Or(d.Due, made.Text(fieldDue))
		d.Became = made.State()
	}
	return d
}

// nobodys reports whether a decision that is open names nobody who sees to it, or no
// day.
func (d Decision) nobodys() bool { return d.State() == "open" && (d.Owner == "" || d.Due == "") }

// nobodySeesTo: a decision that is open has an owner and a day, its own or those of the
// improvement that was made of it.
func nobodySeesTo(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	d := c.Decision(r)
	switch {
	case !d.nobodys():
		return OK, ""
	case d.Owner == "" && d.Due == "":
		return Look, "not filled in: " + label(k, fieldOwner) + ", " + label(k, fieldDue)
	case d.Owner == "":
		return Look, "not filled in: " + label(k, fieldOwner)
	}
	return Look, "not filled in: " + label(k, fieldDue)
}

// Decide makes a decision of a review, with what follows from it in the same act. Said
// are its fields as people type them, and the benefit of an improvement, which is made
// with the id in made. What is accepted is accepted from then on, by the owner of the
// decision.
func Decide(c Case, review, id, made string, said map[string]string) ([]assess.Change, error) {
	_, mr, err := c.known(KindReview, review)
	if err != nil {
		return nil, err
	}
	said = maps.Clone(said)
	said[fieldParent] = review
	switch said[fieldWhat] {
	case DecideImprovement:
		return c.decideImprovement(mr, id, made, said)
	case DecideAcceptance:
		return c.decideAcceptance(mr, id, said)
	}
	return Put(c, KindDecision, id, said)
}

// decideImprovement makes the improvement and the decision that leads to it. Who does
// it and by when stands in the improvement alone.
func (c Case) decideImprovement(mr Record, id, made string, said map[string]string) ([]assess.Change, error) {
	of := map[string]string{
		catalog.RecordTitle: said[catalog.RecordTitle], "from": KindReview, fieldFor: mr.Text(fieldFor), "systems": said["systems"], fieldItems: c.itemsOf(said),
		Benefit: said[Benefit], fieldOwner: said[fieldOwner], fieldDue: said[fieldDue],
	}
	changes, err := Put(c, improvementKind, made, of)
	if err == nil {
		c.Book, err = Foresee(c.Book, changes)
	}
	if err != nil {
		return nil, err
	}
	k, _ := c.Catalog.Register(improvementKind)
	im, _ := c.Book.Record(improvementKind, made)
	if len(Lacks(k, im, "agreed")) == 0 { // top management has just agreed
		agreed, err := Move(c, improvementKind, made, "agreed")
		if err != nil {
			return nil, err
		}
		changes = append(changes, agreed...)
	}
	said[DecideImprovement] = made
	for _, name := range []string{Benefit, fieldOwner, fieldDue} {
		delete(said, name)
	}
	more, err := Put(c, KindDecision, id, said)
	return append(changes, more...), err
}

// itemsOf are the items that a decision says, else those that its input is about.
func (c Case) itemsOf(said map[string]string) string {
	for _, in := range c.Catalog.ReviewForm().Inputs {
		if in.ID == said[fieldInput] && said[fieldItems] == "" {
			return strings.Join(in.From, ", ")
		}
	}
	return said[fieldItems]
}

// decideAcceptance makes the decision, which is done with that, and writes into the
// risk or the impact who accepted it until when.
func (c Case) decideAcceptance(mr Record, id string, said map[string]string) ([]assess.Change, error) {
	kind, of := riskKind, said[riskKind]
	if of == "" {
		kind, of = KindImpact, said[KindImpact]
	}
	switch {
	case of == "":
		return nil, errors.New("an acceptance says which risk or impact is accepted")
	case strings.TrimSpace(said[fieldOwner]) == "" || strings.TrimSpace(said[fieldAcceptedUntil]) == "":
		return nil, errors.New("an acceptance says who accepts and until when")
	}
	r, err := c.Book.Find(c.Catalog, of)
	if err == nil && r.Kind != kind {
		err = fmt.Errorf("%s is no %s; name one", of, c.singular(kind))
	}
	if err != nil {
		return nil, err
	}
	said["done_on"] = c.today()
	changes, err := Put(c, KindDecision, id, said)
	if err == nil {
		c.Book, err = Foresee(c.Book, changes)
	}
	if err != nil {
		return nil, err
	}
	done, err := Move(c, KindDecision, id, "done")
	if err != nil {
		return nil, err
	}
	accepted, err := c.accept(mr, r, said)
	return append(append(changes, done...), accepted...), err
}

// accept writes into a risk or an impact that it is accepted. A risk under treatment,
// or treated, stays so; one on which nothing is done is retained.
func (c Case) accept(mr, r Record, said map[string]string) ([]assess.Change, error) {
	fields := map[string]string{fieldAcceptedBy: said[fieldOwner], fieldAcceptedUntil: said[fieldAcceptedUntil]}
	to := r.State()
	switch {
	case r.Kind == KindImpact:
		fields["at_top"], to = mr.Text("top"), "accepted"
	case to == "identified" || to == "assessed":
		to = "retained"
	}
	if to == r.State() {
		return Set(c, r.Kind, r.ID, fields)
	}
	return MoveSaying(c, r.Kind, r.ID, to, fields)
}

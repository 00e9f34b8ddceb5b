package assess

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog"
)

// Conflict is a field of which several values stand that disagree, with all that a
// person needs to settle it.
type Conflict struct {
	Place
	Sides []Revision // each with another value, the one that was said first in front
	Said  []Revision // of each side the revision that said it first: who did, and when
	Base  Revision   // what all sides go on from; the zero one: nothing was said before
	Shown Revision   // what is shown until it is settled
}

// ConflictIn is the conflict in a field, given all its revisions; false where its
// values do not disagree.
func ConflictIn(line []Revision) (Conflict, bool) {
	shown, conflict := Shown(line)
	if !conflict {
		return Conflict{}, false
	}
	sides := standing(distinct(Heads(line)), line)
	age := map[string]string{}
	for i, r := range origins(sides, line) {
		age[sides[i].ID] = r.ID
	}
	slices.SortFunc(sides, func(a, b Revision) int { return cmp.Compare(age[a.ID], age[b.ID]) })
	said := origins(sides, line)
	return Conflict{Place: Place{shown.Subject, shown.Field}, Sides: sides, Said: said, Base: parting(said, line), Shown: shown}, true
}

// ErrNoBoth says that of a field one value alone can stand.
var ErrNoBoth = errors.New("only texts can be kept both; take one side, what stood before, or say something else")

// Value is the value that one of the sides said, as its author said it.
func (c Conflict) Value(revision string) (json.RawMessage, error) {
	i := slices.IndexFunc(c.Sides, func(r Revision) bool { return r.ID == revision })
	if i < 0 {
		return nil, fmt.Errorf("%q is none of the %d values that disagree", revision, len(c.Sides))
	}
	return c.Sides[i].again()
}

// Before is the value that all sides go on from.
func (c Conflict) Before() (json.RawMessage, error) {
	if c.Base.ID == "" {
		return null, nil
	}
	return c.Base.again()
}

// Both are the values of all sides, of a text.
func (c Conflict) Both() (json.RawMessage, error) {
	if !c.Texts() {
		return nil, ErrNoBoth
	}
	return both(c.Sides).Value, nil
}

// Texts reports whether all sides say texts that are shown one below the other.
func (c Conflict) Texts() bool {
	if c.Subject.Kind() == KindAssessment || string(c.Shown.Value) == string(newest(c.Sides).Value) {
		return false // one of them is shown
	}
	return !slices.ContainsFunc(c.Sides, func(r Revision) bool { var s string; return json.Unmarshal(r.Value, &s) != nil })
}

// again is the value that says what a revision said.
func (r Revision) again() (json.RawMessage, error) {
	if r.Erased() {
		return nil, errors.New("what it said was erased")
	}
	return Restored(r)
}

// Settlement says why conflicts were settled as they were.
type Settlement struct {
	ID     string
	Places []string // subject and field, a blank between
	Reason string
}

// Path names the field as a settlement does.
func (p Place) Path() string { return string(p.Subject) + " " + p.Field }

// Changes say what was settled, and why.
func (s Settlement) Changes() []Change {
	return differ(RecordSubject(KindSettlement, s.ID), new(Settlement).fields(), s.fields())
}

// ReasonFor is why a field was settled as it was, the last time; empty where nobody
// said so.
func (a *Assessment) ReasonFor(p Place) string {
	for _, s := range slices.Backward(a.Settlements) {
		if slices.Contains(s.Places, p.Path()) {
			return s.Reason
		}
	}
	return ""
}

// SaidIn is what a revision says, for somebody who lays it beside others: of a rating
// also why, and of words that were taken away that they were.
func SaidIn(cat *catalog.Catalog, a *Assessment, r Revision) string {
	if r.Erased() {
		return "erased"
	}
	if r.Field != FieldRating {
		return ValueOf(cat, a, r)
	}
	rating, err := ParseRating(r)
	switch {
	case err != nil || rating.Is(Unanswered):
		return ""
	case rating.Is(NA):
		return "not applicable: " + rating.Reason
	case rating.Reason != "":
		return ValueOf(cat, a, r) + ": " + rating.Reason
	}
	return ValueOf(cat, a, r)
}

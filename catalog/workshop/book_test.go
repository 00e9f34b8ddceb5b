package workshop_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// failing is what *testing.T and *rapid.T share.
type failing interface {
	Helper()
	Fatalf(format string, args ...any)
}

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// room is a vote that acts are made in, none of which may be refused.
type room struct {
	t failing
	v workshop.Vote
}

func roomFor(t failing, named bool) *room {
	t.Helper()
	v, err := workshop.OpenVote(assess.Key{Item: "A.5.2"}, workshop.DefaultTolerance, named)
	r := &room{t: t}
	return r.take(v, err)
}

func (r *room) take(v workshop.Vote, err error) *room {
	r.t.Helper()
	if err != nil {
		r.t.Fatalf("the act was refused: %v", err)
	}
	r.v = v
	return r
}

func (r *room) cast(person string, level int) *room {
	r.t.Helper()
	return r.take(r.v.Cast(vote(person, level)))
}

func (r *room) reveal() *room { r.t.Helper(); return r.take(r.v.Reveal()) }
func (r *room) again() *room  { r.t.Helper(); return r.take(r.v.Again()) }
func (r *room) park() *room   { r.t.Helper(); return r.take(r.v.Park()) }

func (r *room) settle(level int, reason string) *room {
	r.t.Helper()
	return r.take(r.v.Settle(level, reason, "Fay", noon))
}

func vote(person string, level int) workshop.Ballot {
	return workshop.Ballot{Person: person, Level: level, Confidence: workshop.MediumConfidence}
}

// votes are ballots of persons a, b, c … for these levels.
func votes(levels ...int) []workshop.Ballot {
	var all []workshop.Ballot
	for i, level := range levels {
		all = append(all, vote(string(rune('a'+i)), level))
	}
	return all
}

// ballots are those of up to twelve persons, some of whom abstain.
func ballots() *rapid.Generator[[]workshop.Ballot] {
	return rapid.Custom(func(t *rapid.T) []workshop.Ballot {
		var all []workshop.Ballot
		for i := range rapid.IntRange(1, 12).Draw(t, "persons") {
			all = append(all, ballotOf(t, fmt.Sprintf("p%02d", i)))
		}
		return all
	})
}

func ballotOf(t *rapid.T, person string) workshop.Ballot {
	b := workshop.Ballot{
		Person: person, Confidence: rapid.SampledFrom(workshop.Confidences).Draw(t, "confidence"),
		Reason: rapid.SampledFrom([]string{"", "we do", "only for one"}).Draw(t, "reason"),
	}
	if b.Abstain = rapid.IntRange(0, 5).Draw(t, "abstains") == 0; !b.Abstain {
		b.Level = rapid.IntRange(0, 5).Draw(t, "level")
	}
	return b
}

// sameBallots compares two lists without their order.
func sameBallots(a, b []workshop.Ballot) bool {
	rest := slices.Clone(b)
	for _, x := range a {
		i := slices.Index(rest, x)
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return len(rest) == 0
}

func jsonOf(t failing, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(raw)
}

package assess_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

// A person who marks rows and presses one key says what they would have said row
// by row.
func TestOneActAboutSeveralSaysWhatOneActEachWouldSay(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := open(t, cat)
		b.systems("s1", "s2")
		b.rate("5.2-1", rapid.IntRange(0, 5).Draw(t, "question"))
		b.rate("A.5.4@s1", 2)
		places := rapid.SliceOfDistinct(rapid.SampledFrom([]string{"5.2", "6.1.4", "A.5.2", "A.5.4", "A.5.4@s1", "A.5.4@s2"}), rapid.ID).Draw(t, "places")
		level := rapid.IntRange(0, 5).Draw(t, "level")
		said := rapid.SampledFrom([]string{"rate", "exclude", "clear", "assign", "flag"}).Draw(t, "said")
		decide := func(a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
			switch said {
			case "rate":
				return assess.Rate(cat, a, k, level, "")
			case "exclude":
				return assess.Exclude(cat, a, k, reason)
			case "clear":
				return assess.Clear(cat, a, k)
			case "assign":
				return assess.Assign(cat, a, k, "Ada", "2027-03-15")
			}
			return assess.Flag(cat, a, k, true)
		}
		single, refusal := open(t, cat), error(nil)
		single.a, single.acts = b.a, b.acts
		for _, place := range places {
			changes, err := decide(single.a, at(place))
			if refusal = err; err != nil {
				break
			}
			single.do(changes, nil)
		}
		changes, err := assess.Each(places, func(place string) ([]assess.Change, error) { return decide(b.a, at(place)) })
		if refusal != nil {
			if err == nil || err.Error() != refusal.Error() || changes != nil {
				t.Fatalf("one of them is refused with %q, all of them with %v and %d changes", refusal, err, len(changes))
			}
			return
		}
		b.do(changes, err)
		for _, place := range places {
			if one, all := saidAt(single.a, place), saidAt(b.a, place); one != all {
				t.Fatalf("%s at %s gives %+v, with all of them %+v", said, place, one, all)
			}
		}
	})
}

// saidAt is an answer whenever it was given.
func saidAt(a *assess.Assessment, place string) assess.Answer {
	x := a.Answer(at(place))
	x.Rating.At, x.Rating.Order = time.Time{}, ""
	return x
}

package synergy_test

import (
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestTheThreeSharesSumToOneAndNoneIsNegative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		s := b.on(rapid.SampledFrom([]string{synergy.Corrected, synergy.Published}).Draw(t, "basis"))
		check := func(what string, done, reuse, build float64) {
			if done < 0 || reuse < 0 || build < 0 || !near(done+reuse+build, 1) {
				t.Fatalf("%s: done %v, reuse %v, build %v", what, done, reuse, build)
			}
		}
		for _, i := range s.Items {
			if !i.Applicable {
				if i.Done != 0 || i.Reuse != 0 || i.Build != 0 || i.Days != 0 || i.Quadrant != "" {
					t.Fatalf("the excluded %s has figures: %+v", i.Item.ID, i)
				}
				continue
			}
			check(i.Item.ID, i.Done, i.Reuse, i.Build)
			if i.Inherited < 0 || i.Inherited > i.Potential+1e-9 || i.Potential > 0.95+1e-9 || i.Days < 0 || i.Quadrant == "" {
				t.Fatalf("%+v", i)
			}
		}
		for _, set := range s.Sets {
			if set.Shares != nil {
				check(set.Set.ID, set.Shares.Done, set.Shares.Reuse, set.Shares.Build)
			}
		}
		check("overall", s.Overall.Done, s.Overall.Reuse, s.Overall.Build)
	})
}

func TestOnThePublishedBasisASetHasThePublishedPotential(t *testing.T) {
	b := open(t)
	s := b.on(synergy.Published)
	met := 0
	for _, set := range s.Sets {
		figure, ok := b.cat.Published().Figure(set.Set.ID)
		if !ok {
			t.Errorf("no figure was published for %s", set.Set.ID)
			continue
		}
		sum, capped := 0.0, false
		for _, it := range set.Set.Items {
			x := synergy.Explain(b.cat, b.a, synergy.Published, it)
			sum += x.Factor
			capped = capped || x.Capped
		}
		switch {
		case sum == 0 && set.Shares.Potential != 0:
			t.Errorf("%s: nothing of it has a counterpart, and its potential is %v", set.Set.ID, set.Shares.Potential)
		case sum > 0 && !capped && !near(set.Shares.Potential, figure.Share):
			t.Errorf("%s: potential %v, published %v", set.Set.ID, set.Shares.Potential, figure.Share)
		case sum > 0 && !capped:
			met++
		case sum > 0 && set.Shares.Potential > figure.Share:
			t.Errorf("%s: the cap lifted the potential to %v, published %v", set.Set.ID, set.Shares.Potential, figure.Share)
		}
	}
	if met < 8 {
		t.Errorf("only %d sets meet the published figure", met)
	}
}

func TestRaisingABaselineRatingNeverLowersWhatIsInherited(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		basis := rapid.SampledFrom([]string{synergy.Corrected, synergy.Published}).Draw(t, "basis")
		on := rapid.SampledFrom(b.cat.Foundation().Items()).Draw(t, "raised")
		r := b.a.Baseline[on.ID].Rating
		if r.Is(assess.Rated) && r.Level == 5 {
			return
		}
		before := b.on(basis)
		level := 0
		if r.Is(assess.Rated) {
			level = r.Level + 1
		}
		b.base(on.ID, level)
		after := b.on(basis)
		for i := range before.Items {
			if after.Items[i].Inherited < before.Items[i].Inherited-1e-12 || after.Items[i].Potential != before.Items[i].Potential {
				t.Fatalf("%s rated %d: %s inherited %v and now %v", on.ID, level, before.Items[i].Item.ID, before.Items[i].Inherited, after.Items[i].Inherited)
			}
		}
		if after.Overall.Realised < before.Overall.Realised-1e-12 || after.Overall.Build > before.Overall.Build+1e-12 {
			t.Fatalf("overall %+v became %+v", before.Overall, after.Overall)
		}
	})
}

func TestTheOrderOfTheInputNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type say struct {
			id    string
			level int
		}
		var says []say
		for _, on := range open(t).cat.Foundation().Items() {
			if rapid.Bool().Draw(t, on.ID) {
				says = append(says, say{on.ID, rapid.IntRange(0, 5).Draw(t, "level")})
			}
		}
		one, two := open(t), open(t)
		for _, s := range says {
			one.base(s.id, s.level)
		}
		for _, s := range rapid.Permutation(says).Draw(t, "order") {
			two.base(s.id, s.level)
		}
		for _, basis := range []string{synergy.Corrected, synergy.Published} {
			a, b := one.on(basis), two.on(basis)
			if !reflect.DeepEqual(a.Items, b.Items) || !reflect.DeepEqual(a.Overall, b.Overall) {
				t.Fatalf("another order gave other figures")
			}
		}
	})
}

func TestReuseNeverChangesTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		before := score.Of(b.cat, b.a, today)
		on := rapid.SampledFrom(b.cat.Foundation().Items()).Draw(t, "on")
		b.base(on.ID, 5)
		if after := score.Of(b.cat, b.a, today); !reflect.DeepEqual(before.Overall, after.Overall) {
			t.Fatalf("a baseline rating moved the score: %+v became %+v", before.Overall, after.Overall)
		}
	})
}

// What is kept from before an act is what would be worked out anew.
func TestFiguresAfterAnActAreThoseOfTheWholeAssessment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		was := synergy.Before{}
		for range rapid.IntRange(1, 12).Draw(t, "acts after") {
			basis := rapid.SampledFrom([]string{synergy.Corrected, synergy.Published}).Draw(t, "basis")
			card := was.Before.After(b.cat, b.a, today)
			syn := was.After(b.cat, b.a, card, basis)
			whole := score.Of(b.cat, b.a, today)
			if !reflect.DeepEqual(card, whole) {
				t.Fatalf("the card after an act is\n%+v, that of the whole\n%+v", card, whole)
			}
			if want := synergy.Of(b.cat, b.a, whole, basis); !reflect.DeepEqual(syn, want) {
				t.Fatalf("the synergy after an act is\n%+v, that of the whole\n%+v", syn, want)
			}
			was = synergy.Before{Before: score.Before{Assessment: b.a, Card: card, Day: today.Format(time.DateOnly)}, Synergy: syn}
			b.act(t)
		}
	})
}

// Of an item that an act said nothing of, the figures are the very same.
func TestAnActLeavesTheFiguresOfOtherItemsWhereTheyAre(t *testing.T) {
	b := open(t)
	b.systems("s1", "s2")
	var items []string
	for _, it := range b.cat.Requirements().Items() {
		if it.PerSystem() && len(items) < 2 {
			b.do(assess.Rate(b.cat, b.a, assess.Key{Item: it.ID, System: "s1"}, 3, ""))
			items = append(items, it.ID)
		}
	}
	was := score.Before{Assessment: b.a, Card: score.Of(b.cat, b.a, today), Day: today.Format(time.DateOnly)}
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: items[0], System: "s1"}, 1, ""))
	now := was.After(b.cat, b.a, today)
	for n, id := range items {
		before, _ := was.Card.Item(id)
		after, _ := now.Item(id)
		if kept := &before.Systems[0] == &after.Systems[0]; kept != (n == 1) {
			t.Errorf("%s is kept: %v", id, kept)
		}
	}
}

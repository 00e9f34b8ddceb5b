package score_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

var (
	itemIDs   = []string{"5.2", "5.3", "6.1.4", "A.5.2", "A.5.4"}
	systemIDs = []string{"s1", "s2", "s3"}
)

// try makes the act, or lets it be where it is refused.
func (b *book) try(changes []assess.Change, err error) {
	if err == nil {
		b.do(changes, nil)
	}
}

// place draws a key: an item or one of its questions, for all systems or one.
func place(t *rapid.T, items []string) assess.Key {
	k := assess.Key{Item: rapid.SampledFrom(items).Draw(t, "item")}
	if k.Item == "A.5.4" {
		k.System = rapid.SampledFrom(append([]string{""}, systemIDs...)).Draw(t, "system")
	}
	if q := rapid.SampledFrom([]string{"", "-1", "-2", "-3"}).Draw(t, "question"); q != "" {
		k.Question = k.Item + q
	}
	return k
}

// anything makes some acts of all kinds; refused ones are left out.
func (b *book) anything(t *rapid.T, acts int) {
	for range rapid.IntRange(0, acts).Draw(t, "acts") {
		k := place(t, itemIDs)
		switch rapid.IntRange(0, 9).Draw(t, "act") {
		case 0, 1, 2, 3, 4:
			b.try(assess.Rate(b.cat, b.a, k, rapid.IntRange(0, 5).Draw(t, "level"), "seen"))
		case 5:
			b.try(assess.Exclude(b.cat, b.a, k, assess.Exclusion{Reason: "none here"}))
		case 6:
			b.try(assess.Clear(b.cat, b.a, k))
		case 7:
			s := assess.System{ID: rapid.SampledFrom(systemIDs).Draw(t, "id"), InScope: rapid.Bool().Draw(t, "in scope")}
			s.Name = s.ID
			b.try(assess.PutSystem(b.a, s))
		case 8:
			b.try(assess.PutEvidence(b.cat, b.a, assess.Evidence{
				ID: rapid.SampledFrom([]string{"e1", "e2"}).Draw(t, "id"), What: "Policy", System: k.System,
				SeenBy: rapid.SampledFrom([]string{"", "Ada"}).Draw(t, "seen by"), SeenOn: rapid.SampledFrom([]string{"", "2025-01-01", "2026-01-01"}).Draw(t, "seen on"), Items: []string{k.Item},
			}))
		case 9:
			b.try(assess.PutFinding(b.cat, b.a, assess.Finding{
				ID: rapid.SampledFrom([]string{"f1", "f2"}).Draw(t, "id"), Item: k.Item, System: k.System, Statement: "No record.",
				Grade: rapid.SampledFrom(assess.Grades).Draw(t, "grade"),
			}))
		}
	}
}

func anyBook(t *rapid.T, cat *catalog.Catalog) *book {
	b := open(t, cat)
	b.systems("s1", "s2")
	b.anything(t, 40)
	return b
}

func scores(card score.Scorecard) []score.Score {
	all := []score.Score{card.Overall}
	for _, s := range card.Sets {
		all = append(all, s.Score)
	}
	return all
}

func TestProgressNeverStandsAboveItsCeiling(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		card := anyBook(t, cat).score()
		for _, i := range card.Items {
			if score.Round(i.Credit) > score.Round(i.Ceiling) || i.Credit < 0 || i.Ceiling > 1 {
				t.Fatalf("%s has credit %v and ceiling %v", i.Item.ID, i.Credit, i.Ceiling)
			}
		}
		for _, s := range scores(card) {
			if (s.Progress == nil) != (s.Applicable == 0) || (s.Ceiling == nil) != (s.Applicable == 0) {
				t.Fatalf("figures without applicable items, or none with them: %+v", s)
			}
			if s.Progress != nil && score.Round(*s.Progress) > score.Round(*s.Ceiling) {
				t.Fatalf("progress %v, ceiling %v", *s.Progress, *s.Ceiling)
			}
			if s.Applicable > 0 && s.Answered == s.Applicable && score.Round(*s.Progress) != score.Round(*s.Ceiling) {
				t.Fatalf("all is answered, progress %v and ceiling %v do not meet", *s.Progress, *s.Ceiling)
			}
			if s.Verified > s.Conforming || s.Conforming > s.Answered || s.Answered > s.Applicable {
				t.Fatalf("counts out of order: %+v", s)
			}
		}
	})
}

// counting are the keys whose ratings make their item's level at their place:
// the direct rating, or the requirement questions where no direct one stands.
func counting(b *book) []assess.Key {
	var keys []assess.Key
	for k, x := range b.a.Answers.All() {
		it, ok := assess.Item(b.cat, b.a, k.Item)
		if !ok || !x.Rating.Is(assess.Rated) || x.Rating.Level == 5 {
			continue
		}
		st := assess.StandFor(it, b.a, k.System)
		q, _ := it.Question(k.Question)
		byQuestion := k.Question != "" && q.Tests == catalog.Requirement && !st.Direct
		if byQuestion || k.Question == "" && st.Direct {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b assess.Key) int { return cmp.Compare(a.Subject(), b.Subject()) })
	return keys
}

func TestRaisingARatingThatCountsLowersNothing(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		keys := counting(b)
		if len(keys) == 0 {
			return
		}
		before := b.score()
		k := rapid.SampledFrom(keys).Draw(t, "key")
		_, err := assess.Rate(b.cat, b.a, k, b.a.Answer(k).Rating.Level+1, "better")
		if err != nil {
			return // for a system that has left the scope since
		}
		b.rate(k, b.a.Answer(k).Rating.Level+1)
		after := scores(b.score())
		for i, was := range scores(before) {
			is := after[i]
			if is.Conforming < was.Conforming || below(is.Progress, was.Progress) || below(is.Maturity, was.Maturity) {
				t.Fatalf("raising %+v: %+v became %+v", k, was, is)
			}
		}
	})
}

func below(is, was *float64) bool {
	return was != nil && (is == nil || score.Round(*is) < score.Round(*was))
}

func TestWhatIsSaidOfAnExcludedItemChangesNoFigure(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		id := rapid.SampledFrom([]string{"A.5.2", "A.5.4"}).Draw(t, "excluded")
		b.exclude(assess.Key{Item: id})
		for _, s := range b.a.InScope() {
			if id == "A.5.4" {
				b.exclude(assess.Key{Item: id, System: s.ID})
			}
		}
		before := scores(b.score())
		if i := b.item(id); i.Applicable() || i.Conforming || i.Credit != 0 {
			t.Fatalf("the excluded item counts: %+v", i)
		}
		b.finding("f9", id, "", assess.GradeMajor)
		b.evidence("e9", "", "Ada", id)
		b.do(assess.Note(b.cat, b.a, assess.Key{Item: id}, "still looked at"))
		if after := scores(b.score()); !reflect.DeepEqual(before, after) {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

func TestAMaturityQuestionChangesNoFigure(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		before := scores(b.score())
		k := place(t, itemIDs)
		k.Question = k.Item + "-3"
		b.try(assess.Rate(b.cat, b.a, k, rapid.IntRange(0, 5).Draw(t, "level"), ""))
		b.try(assess.Clear(b.cat, b.a, k))
		b.try(assess.Rate(b.cat, b.a, k, rapid.IntRange(0, 5).Draw(t, "level"), ""))
		if after := scores(b.score()); !reflect.DeepEqual(before, after) {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// act is one that no other act of the same test is about, so that their order
// must not matter.
type act func(b *book)

func independent(t *rapid.T) []act {
	var acts []act
	for _, id := range itemIDs {
		level := rapid.IntRange(-1, 5).Draw(t, "direct "+id)
		if level >= 0 {
			acts = append(acts, func(b *book) { b.rateItem(id, level) })
		}
		inform := rapid.IntRange(0, 5).Draw(t, "maturity "+id)
		note := rapid.String().Draw(t, "note "+id)
		seenBy := rapid.SampledFrom([]string{"", "Ada"}).Draw(t, "seen by "+id)
		acts = append(acts,
			func(b *book) { b.rate(assess.Key{Item: id, Question: id + "-3"}, inform) },
			func(b *book) { b.try(assess.Note(b.cat, b.a, assess.Key{Item: id}, note)) },
			func(b *book) { b.evidence("evidence-"+id, "", seenBy, id) },
		)
		if rapid.Bool().Draw(t, "finding "+id) {
			grade := rapid.SampledFrom(assess.Grades).Draw(t, "grade "+id)
			acts = append(acts, func(b *book) { b.finding("finding-"+id, id, "", grade) })
		}
	}
	return acts
}

func TestTheOrderOfIndependentActsDoesNotMatter(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		acts := independent(t)
		one, other := open(t, cat), open(t, cat)
		for _, do := range acts {
			do(one)
		}
		for _, do := range rapid.Permutation(acts).Draw(t, "order") {
			do(other)
		}
		if a, b := one.score(), other.score(); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\nin another order\n%+v", a, b)
		}
	})
}

func TestTheSameAnswersGiveTheSameBits(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		if one, two := b.score(), b.score(); !reflect.DeepEqual(one, two) {
			t.Fatalf("%+v\nthen\n%+v", one, two)
		}
	})
}

func TestPercentsAddUpTo100AndNoneIsFarOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 8).Draw(t, "shares")
		sum := 0.0
		for _, s := range shares {
			sum += s
		}
		if score.Round(sum) == 0 {
			return
		}
		total := 0
		for i, p := range score.Percents(shares...) {
			total += p
			if exact := shares[i] / sum * 100; float64(p) < exact-1 || float64(p) > exact+1 {
				t.Fatalf("%v became %d", exact, p)
			}
		}
		if total != 100 {
			t.Fatalf("%v add up to %d", shares, total)
		}
	})
}

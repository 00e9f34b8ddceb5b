package score_test

import (
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// staged is the small catalogue with the method of the shipped one.
func staged(t testing.TB) *catalog.Catalog {
	cat := small(t)
	cat.Method.Outlook = catalog.OutlookMethod{
		Stage1Rating: 2, Stage1Documents: []string{"5.2", "6.1.4"}, Stage1UnderWay: []string{"5.3"}, NeverExcluded: []string{"A.5.2"},
	}
	return cat
}

func (b *book) blockers(records ...score.Recorded) (stage1, stage2 map[string]string) {
	stage1, stage2 = map[string]string{}, map[string]string{}
	o := score.OutlookOf(b.cat, b.a, b.score(), records)
	for _, x := range o.Stage1 {
		stage1[x.Item.ID] = x.Reason
	}
	for _, x := range o.Stage2 {
		stage2[x.Item.ID] = x.Reason
	}
	return stage1, stage2
}

func TestNothingAnsweredBlocksBothStagesAtEveryItem(t *testing.T) {
	b := open(t, staged(t))
	one, two := b.blockers()
	if len(one) != 5 || len(two) != 5 || one["5.2"] != "not answered" || two["A.5.2"] != "not answered, without a plan, an owner and a date" {
		t.Errorf("%v\n%v", one, two)
	}
}

func TestAllInPlaceAndEvidencedLeavesNoBlocker(t *testing.T) {
	b := open(t, staged(t))
	for _, id := range itemIDs {
		b.rateItem(id, 3)
	}
	b.evidence("e", "", "", "5.2", "6.1.4")
	if one, two := b.blockers(); len(one)+len(two) != 0 {
		t.Errorf("%v\n%v", one, two)
	}
}

func TestWhatBlocksEachStage(t *testing.T) {
	all := func(b *book) {
		for _, id := range itemIDs {
			b.rateItem(id, 3)
		}
		b.evidence("e", "", "", "5.2", "6.1.4")
	}
	plan := func(b *book, k assess.Key) {
		b.do(assess.Note(b.cat, b.a, k, "By the summer."))
		b.do(assess.Assign(b.cat, b.a, k, "Ada", "2026-12-31"))
	}
	declare := func(b *book, item, word string) {
		b.do(assess.Declare(b.cat, b.a, item, assess.Statement{Declared: word}))
	}
	for _, c := range []struct {
		name     string
		do       func(*book)
		item     string
		one, two string // empty: no blocker
	}{
		{"a document half done", func(b *book) { b.rateItem("5.2", 2) }, "5.2", "", "rated 2, stage 2 looks for 3"},
		{"a document begun", func(b *book) { b.rateItem("6.1.4", 1) }, "6.1.4", "rated 1, stage 1 looks for 2", "rated 1, stage 2 looks for 3"},
		{"a document that nobody can show", func(b *book) { b.do(assess.RemoveEvidence(b.a, "e")) }, "5.2", "no evidence to show", ""},
		{"a process not under way", func(b *book) { b.rateItem("5.3", 0) }, "5.3", "rated 0, stage 1 looks for 2", "rated 0, stage 2 looks for 3"},
		{"the impact process left out", func(b *book) { b.exclude(assess.Key{Item: "A.5.2"}) }, "A.5.2", "excluded, and an AIMS can't do without it", ""},
		{"a control left out", func(b *book) { b.exclude(assess.Key{Item: "A.5.4"}) }, "A.5.4", "", ""},
		{"a control without a plan", func(b *book) { b.rateItem("A.5.2", 1) }, "A.5.2", "", "rated 1, stage 2 looks for 3, without a plan, an owner and a date"},
		{"a control with a plan", func(b *book) {
			b.rateItem("A.5.2", 1)
			plan(b, assess.Key{Item: "A.5.2"})
		}, "A.5.2", "", ""},
		{"a clause with a plan", func(b *book) {
			b.rateItem("5.3", 2)
			plan(b, assess.Key{Item: "5.3"})
		}, "5.3", "", "rated 2, stage 2 looks for 3"},
		{"a major", func(b *book) { b.finding("f", "5.3", "", assess.GradeMajor) }, "5.3", "", "an open major nonconformity (FI-1 open)"},
		{"a minor on a planned control", func(b *book) {
			b.rateItem("A.5.2", 2)
			plan(b, assess.Key{Item: "A.5.2"})
			b.finding("f", "A.5.2", "", assess.GradeMinor)
		}, "A.5.2", "", "an open minor nonconformity (FI-1 open)"},
		{"two reasons are one blocker", func(b *book) {
			b.rateItem("5.3", 1)
			b.finding("f", "5.3", "", assess.GradeMinor)
		}, "5.3", "rated 1, stage 1 looks for 2", "rated 1, stage 2 looks for 3; an open minor nonconformity (FI-1 open)"},
		{"one of two systems", func(b *book) {
			b.do(assess.Clear(b.cat, b.a, assess.Key{Item: "A.5.4"}))
			b.systems("s1", "s2")
			b.rate(assess.Key{Item: "A.5.4", System: "s1"}, 3)
		}, "A.5.4", "answered for 1 of 2 AI systems", "answered for 1 of 2 AI systems, without a plan, an owner and a date"},
		{"a plan for the system that lacks", func(b *book) {
			b.systems("s1", "s2")
			b.rate(assess.Key{Item: "A.5.4", System: "s1"}, 1)
			plan(b, assess.Key{Item: "A.5.4", System: "s1"})
		}, "A.5.4", "", ""},
		{"declared implemented, and in place", func(b *book) { declare(b, "A.5.2", "implemented") }, "A.5.2", "", ""},
		{"declared implemented, and not in place", func(b *book) {
			b.rateItem("A.5.2", 2)
			declare(b, "A.5.2", "implemented")
			plan(b, assess.Key{Item: "A.5.2"})
		}, "A.5.2", "", "rated 2, stage 2 looks for 3, and it is declared implemented"},
		{"declared partly, in place, and without a plan", func(b *book) {
			declare(b, "A.5.2", "partly")
		}, "A.5.2", "", "declared partly, without a plan, an owner and a date"},
		{"declared partly, with a plan", func(b *book) {
			b.rateItem("A.5.2", 2)
			declare(b, "A.5.2", "partly")
			plan(b, assess.Key{Item: "A.5.2"})
		}, "A.5.2", "", ""},
		{"declared none, not in place, and without a plan", func(b *book) {
			b.rateItem("A.5.2", 1)
			declare(b, "A.5.2", "none")
		}, "A.5.2", "", "rated 1, stage 2 looks for 3, without a plan, an owner and a date"},
		{"declared planned, in place for every system", func(b *book) {
			b.systems("s1")
			declare(b, "A.5.4", "planned")
		}, "A.5.4", "", "declared planned, without a plan, an owner and a date"},
		{"declared partly, with a plan for the system that lacks", func(b *book) {
			b.systems("s1", "s2")
			b.rate(assess.Key{Item: "A.5.4", System: "s1"}, 1)
			declare(b, "A.5.4", "partly")
			plan(b, assess.Key{Item: "A.5.4", System: "s1"})
		}, "A.5.4", "", ""},
		{"a clause that is declared implemented", func(b *book) {
			b.rateItem("5.3", 2)
			declare(b, "5.3", "implemented")
		}, "5.3", "", "rated 2, stage 2 looks for 3"},
	} {
		b := open(t, staged(t))
		all(b)
		c.do(b)
		one, two := b.blockers()
		if one[c.item] != c.one || two[c.item] != c.two {
			t.Errorf("%s: %q and %q; right is %q and %q", c.name, one[c.item], two[c.item], c.one, c.two)
		}
	}
}

func TestWhatRecordsStandAgainstBlocksItsStageAtItsItemAndNothingElseMoves(t *testing.T) {
	b := open(t, staged(t))
	for _, id := range itemIDs {
		b.rateItem(id, 3)
	}
	b.evidence("e", "", "", "5.2", "6.1.4")
	said := func(stage int, item string, held score.Held) score.Recorded {
		return score.Recorded{Factor: score.Factor{Stage: stage, Item: item}, Held: held, Says: "no review was held"}
	}
	for _, c := range []struct {
		name     string
		r        score.Recorded
		one, two string // the reason at 5.3 in each stage
	}{
		{"against, stage 1", said(1, "5.3", score.Against), "records: no review was held", ""},
		{"against, stage 2", said(2, "5.3", score.Against), "", "records: no review was held"},
		{"holds", said(2, "5.3", score.Holds), "", ""},
		{"kept elsewhere", said(2, "5.3", score.Elsewhere), "", ""},
		{"nothing is said", said(2, "5.3", score.Silent), "", ""},
		{"against, but of no stage", said(0, "5.3", score.Against), "", ""},
		{"of an item that the catalogue has not", said(1, "9.9", score.Against), "", ""},
	} {
		one, two := b.blockers(c.r)
		if one["5.3"] != c.one || two["5.3"] != c.two || len(one) > 1 || len(two) > 1 {
			t.Errorf("%s: stage 1 %v, stage 2 %v", c.name, one, two)
		}
	}
	b.rateItem("5.3", 1)
	if one, two := b.blockers(said(2, "5.3", score.Holds)); one["5.3"] == "" || two["5.3"] != "rated 1, stage 2 looks for 3" {
		t.Errorf("a record that holds takes a blocker away: %v, %v", one, two)
	}
	if _, two := b.blockers(said(2, "5.3", score.Against)); two["5.3"] != "rated 1, stage 2 looks for 3; records: no review was held" {
		t.Errorf("one blocker an item: %v", two)
	}
}

func TestEveryFactorHasANameARuleAndItsOwnId(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range score.Factors {
		if f.Name == "" || f.Counts == "" || f.Wants == "" || seen[f.ID] || (f.Stage == 0) != (f.Item == "") {
			t.Errorf("%+v", f)
		}
		seen[f.ID] = true
		if _, known := catalog.Shipped().Item(f.Item); f.Item != "" && !known {
			t.Errorf("%s blocks at %s, which is no item", f.ID, f.Item)
		}
	}
}

package score_test

import (
	"math"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

func near(a, b float64) bool { return score.Round(a) == score.Round(b) }

// figure compares a figure that may not be there; NaN stands for none.
func figure(t *testing.T, name string, got *float64, want float64) {
	t.Helper()
	switch {
	case math.IsNaN(want) && got != nil:
		t.Errorf("%s is %v; there is no figure", name, *got)
	case !math.IsNaN(want) && got == nil:
		t.Errorf("there is no %s; it is %v", name, want)
	case !math.IsNaN(want) && !near(*got, want):
		t.Errorf("%s is %v; it is %v", name, *got, want)
	}
}

var none = math.NaN()

func TestCreditOfOneItem(t *testing.T) {
	question := func(id string) assess.Key { return assess.Key{Item: "5.2", Question: id} }
	for _, c := range []struct {
		name            string
		acts            func(*book)
		credit, ceiling float64
		conforming      bool
	}{
		{"unanswered counts 0 and may become anything", func(*book) {}, 0, 1, false},
		{"rated 0", func(b *book) { b.rateItem("5.2", 0) }, 0, 0, false},
		{"rated 1", func(b *book) { b.rateItem("5.2", 1) }, 1.0 / 3, 1.0 / 3, false},
		{"rated 2", func(b *book) { b.rateItem("5.2", 2) }, 2.0 / 3, 2.0 / 3, false},
		{"rated 3 is in place", func(b *book) { b.rateItem("5.2", 3) }, 1, 1, true},
		{"rated 5 counts no more than 3", func(b *book) { b.rateItem("5.2", 5) }, 1, 1, true},
		{"partial counts 0, its lowest question bounds what it can become", func(b *book) { b.rate(question("5.2-1"), 2) }, 0, 2.0 / 3, false},
		{"partial above 3 can still become whole", func(b *book) { b.rate(question("5.2-1"), 5) }, 0, 1, false},
		{"a maturity question alone bounds nothing", func(b *book) { b.rate(question("5.2-3"), 0) }, 0, 1, false},
		{"an open major caps credit at a third", func(b *book) {
			b.rateItem("5.2", 4)
			b.finding("f", "5.2", "", assess.GradeMajor)
		}, 1.0 / 3, 1.0 / 3, false},
		{"an open minor caps credit at two thirds", func(b *book) {
			b.rateItem("5.2", 4)
			b.finding("f", "5.2", "", assess.GradeMinor)
		}, 2.0 / 3, 2.0 / 3, false},
		{"a cap never raises", func(b *book) {
			b.rateItem("5.2", 0)
			b.finding("f", "5.2", "", assess.GradeMajor)
		}, 0, 0, false},
		{"a major beside a later minor caps at a third", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.2", "", assess.GradeMajor)
			b.finding("g", "5.2", "", assess.GradeMinor)
		}, 1.0 / 3, 1.0 / 3, false},
		{"a minor beside a later major caps at a third", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.2", "", assess.GradeMinor)
			b.finding("g", "5.2", "", assess.GradeMajor)
		}, 1.0 / 3, 1.0 / 3, false},
		{"an opportunity for improvement caps nothing", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.2", "", assess.GradeOpportunity)
		}, 1, 1, true},
		{"a note caps nothing", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.2", "", assess.GradeNote)
		}, 1, 1, true},
		{"a closed major caps nothing", func(b *book) {
			b.rateItem("5.2", 3)
			b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Item: "5.2", Statement: "No record.", Grade: assess.GradeMajor, Closed: true, ClosedBy: "Ada"}))
		}, 1, 1, true},
		{"a finding taken away caps nothing", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.2", "", assess.GradeMajor)
			b.do(assess.RemoveFinding(b.a, "f"))
		}, 1, 1, true},
		{"an unanswered item with an open major may become anything", func(b *book) {
			b.finding("f", "5.2", "", assess.GradeMajor)
		}, 0, 1, false},
		{"a finding on another item caps nothing here", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.3", "", assess.GradeMajor)
		}, 1, 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, small(t))
			c.acts(b)
			got := b.item("5.2")
			if !near(got.Credit, c.credit) || !near(got.Ceiling, c.ceiling) || got.Conforming != c.conforming {
				t.Errorf("credit %v, ceiling %v, conforming %v; right is %v, %v, %v",
					got.Credit, got.Ceiling, got.Conforming, c.credit, c.ceiling, c.conforming)
			}
		})
	}
}

func TestAnItemAboutSystemsIsPartialUntilEverySystemIsJudged(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1", "s2", "s3")
	b.rate(assess.Key{Item: "A.5.4", System: "s1"}, 1)
	b.rate(assess.Key{Item: "A.5.4", System: "s2"}, 4)
	got := b.item("A.5.4")
	if got.Standing.State != assess.Partial || got.Credit != 0 || !near(got.Ceiling, 1.0/3) {
		t.Errorf("%s with credit %v and ceiling %v; with two of three systems it is partial, 0 and a third", got.Standing.State, got.Credit, got.Ceiling)
	}
	b.rate(assess.Key{Item: "A.5.4", System: "s3"}, 3)
	if got := b.item("A.5.4"); !near(got.Credit, 1.0/3) || !near(got.Ceiling, 1.0/3) {
		t.Errorf("credit %v, ceiling %v; the lowest of three systems is 1", got.Credit, got.Ceiling)
	}
}

func TestAFindingOnOneSystemCountsForTheItem(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1", "s2")
	b.rateItem("A.5.4", 3)
	b.finding("f", "A.5.4", "s2", assess.GradeMajor)
	got := b.item("A.5.4")
	if got.Conforming || got.OpenMajor != 1 || !near(got.Cap, 1.0/3) || !near(got.Credit, 1.0/3) {
		t.Errorf("conforming %v, %d major, cap %v, credit %v", got.Conforming, got.OpenMajor, got.Cap, got.Credit)
	}
}

func TestOpenNonconformitiesAreCounted(t *testing.T) {
	b := open(t, small(t))
	for i, grade := range []string{assess.GradeMinor, assess.GradeMajor, assess.GradeMinor, assess.GradeNote, assess.GradeOpportunity} {
		b.finding(string(rune('a'+i)), "5.2", "", grade)
	}
	if got := b.item("5.2"); got.OpenMajor != 1 || got.OpenMinor != 2 || !near(got.Cap, 1.0/3) {
		t.Errorf("%d major, %d minor, cap %v; there are 1 and 2, and the major decides", got.OpenMajor, got.OpenMinor, got.Cap)
	}
}

func TestVerifiedMeansANamedPersonSawIt(t *testing.T) {
	for _, c := range []struct {
		name string
		item string
		acts func(*book)
		want bool
	}{
		{"no evidence", "5.2", func(*book) {}, false},
		{"evidence that nobody saw", "5.2", func(b *book) { b.evidence("e", "", "", "5.2") }, false},
		{"a blank is no name", "5.2", func(b *book) { b.evidence("e", "", "  ", "5.2") }, false},
		{"one piece seen among others", "5.2", func(b *book) {
			b.evidence("e", "", "", "5.2")
			b.evidence("f", "", "Ada", "5.2")
		}, true},
		{"one piece may serve several items", "5.2", func(b *book) { b.evidence("e", "", "Ada", "5.3", "5.2") }, true},
		{"evidence of another item", "5.2", func(b *book) { b.evidence("e", "", "Ada", "5.3") }, false},
		{"evidence taken away", "5.2", func(b *book) {
			b.evidence("e", "", "Ada", "5.2")
			b.do(assess.RemoveEvidence(b.a, "e"))
		}, false},
		{"evidence about one system, for an item about the organisation", "5.2", func(b *book) {
			b.systems("s1", "s2")
			b.evidence("e", "s1", "Ada", "5.2")
		}, true},
		{"no systems in scope: one piece", "A.5.4", func(b *book) { b.evidence("e", "", "Ada", "A.5.4") }, true},
		{"one of two systems", "A.5.4", func(b *book) {
			b.systems("s1", "s2")
			b.evidence("e", "s1", "Ada", "A.5.4")
		}, false},
		{"both systems", "A.5.4", func(b *book) {
			b.systems("s1", "s2")
			b.evidence("e", "s1", "Ada", "A.5.4")
			b.evidence("f", "s2", "Bo", "A.5.4")
		}, true},
		{"both systems, one of them not seen", "A.5.4", func(b *book) {
			b.systems("s1", "s2")
			b.evidence("e", "s1", "Ada", "A.5.4")
			b.evidence("f", "s2", "", "A.5.4")
		}, false},
		{"evidence that names no system counts for all", "A.5.4", func(b *book) {
			b.systems("s1", "s2")
			b.evidence("e", "", "Ada", "A.5.4")
		}, true},
		{"a system it does not apply to needs none", "A.5.4", func(b *book) {
			b.systems("s1", "s2")
			b.exclude(assess.Key{Item: "A.5.4", System: "s2"})
			b.evidence("e", "s1", "Ada", "A.5.4")
		}, true},
		{"a system out of scope needs none", "A.5.4", func(b *book) {
			b.systems("s1")
			b.do(assess.PutSystem(b.a, assess.System{ID: "s2", Name: "s2"}))
			b.evidence("e", "s1", "Ada", "A.5.4")
		}, true},
		{"evidence about a system out of scope says nothing of those in scope", "A.5.4", func(b *book) {
			b.systems("s1")
			b.do(assess.PutSystem(b.a, assess.System{ID: "s2", Name: "s2"}))
			b.evidence("e", "s2", "Ada", "A.5.4")
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, small(t))
			b.rateItem(c.item, 3)
			c.acts(b)
			if got := b.item(c.item); got.Verified != c.want {
				t.Errorf("verified is %v; it is %v", got.Verified, c.want)
			}
			b.rateItem(c.item, 2)
			if b.item(c.item).Verified {
				t.Error("an item that is not conforming is verified")
			}
		})
	}
}

func TestOnlyAConformingItemIsVerified(t *testing.T) {
	b := open(t, small(t))
	b.rateItem("5.2", 3)
	b.evidence("e", "", "Ada", "5.2")
	b.finding("f", "5.2", "", assess.GradeMinor)
	if got := b.score().Overall; got.Conforming != 0 || got.Verified != 0 {
		t.Errorf("%d conforming, %d verified; an open minor leaves none", got.Conforming, got.Verified)
	}
}

func TestFiguresOfASet(t *testing.T) {
	for _, c := range []struct {
		name                                       string
		acts                                       func(*book)
		applicable, answered, conforming           int
		progress, ceiling, maturity, withEvidences float64
	}{
		{"nothing said", func(*book) {}, 2, 0, 0, 0, 1, none, none},
		{"one of two rated", func(b *book) { b.rateItem("A.5.2", 3) }, 2, 1, 1, 0.5, 1, 3, 0},
		{"one low, one open", func(b *book) { b.rateItem("A.5.2", 1) }, 2, 1, 0, 1.0 / 6, 2.0 / 3, 1, 0},
		{"progress and ceiling meet when all is answered", func(b *book) {
			b.rateItem("A.5.2", 1)
			b.rateItem("A.5.4", 5)
		}, 2, 2, 1, 2.0 / 3, 2.0 / 3, 3, 0},
		{"maturity counts above 3, and a cap does not lower it", func(b *book) {
			b.rateItem("A.5.2", 5)
			b.rateItem("A.5.4", 4)
			b.finding("f", "A.5.2", "", assess.GradeMajor)
		}, 2, 2, 1, 2.0 / 3, 2.0 / 3, 4.5, 0},
		{"an excluded item enters nothing", func(b *book) {
			b.exclude(assess.Key{Item: "A.5.4"})
			b.rateItem("A.5.2", 2)
		}, 1, 1, 0, 2.0 / 3, 2.0 / 3, 2, 0},
		{"a set without applicable items has no figures", func(b *book) {
			b.exclude(assess.Key{Item: "A.5.4"})
			b.exclude(assess.Key{Item: "A.5.2"})
		}, 0, 0, 0, none, none, none, none},
		{"excluded for every system is excluded", func(b *book) {
			b.systems("s1", "s2")
			b.exclude(assess.Key{Item: "A.5.4", System: "s1"})
			b.exclude(assess.Key{Item: "A.5.4", System: "s2"})
		}, 1, 0, 0, 0, 1, none, none},
		{"partial is not answered", func(b *book) { b.rate(assess.Key{Item: "A.5.2", Question: "A.5.2-1"}, 5) }, 2, 0, 0, 0, 1, none, none},
		{"evidenced is a share of the rated items", func(b *book) {
			b.rateItem("A.5.2", 0)
			b.rateItem("A.5.4", 3)
			b.evidence("e", "", "", "A.5.4")
		}, 2, 2, 1, 0.5, 0.5, 1.5, 0.5},
		{"evidence of an unanswered item counts for no share", func(b *book) {
			b.rateItem("A.5.2", 0)
			b.evidence("e", "", "", "A.5.4")
		}, 2, 1, 0, 0, 0.5, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, small(t))
			c.acts(b)
			set, ok := b.score().Set("A.5")
			if !ok {
				t.Fatal("there is no set A.5")
			}
			if set.Applicable != c.applicable || set.Answered != c.answered || set.Conforming != c.conforming {
				t.Errorf("%d applicable, %d answered, %d conforming; right is %d, %d, %d",
					set.Applicable, set.Answered, set.Conforming, c.applicable, c.answered, c.conforming)
			}
			figure(t, "progress", set.Progress, c.progress)
			figure(t, "ceiling", set.Ceiling, c.ceiling)
			figure(t, "maturity", set.Maturity, c.maturity)
			figure(t, "evidenced", set.Evidenced, c.withEvidences)
		})
	}
}

func TestTheHeadlineCountsOverAllSets(t *testing.T) {
	b := open(t, small(t))
	b.rateItem("5.2", 3)
	b.rateItem("6.1.4", 3)
	b.rateItem("A.5.2", 2)
	b.evidence("e", "", "Ada", "6.1.4")
	got := b.score().Overall
	if got.Applicable != 5 || got.Answered != 3 || got.Conforming != 2 || got.Verified != 1 {
		t.Errorf("conforming %d of %d, %d verified, %d answered; it is 2 of 5, 1 and 3", got.Conforming, got.Applicable, got.Verified, got.Answered)
	}
	figure(t, "progress", got.Progress, (1+1+2.0/3)/5)
}

func TestAWeightMovesProgressAndNothingElse(t *testing.T) {
	heavy := item("5.2", catalog.Organisation)
	heavy.Weight = 3
	cat := build(t, map[string][]*catalog.Item{"5": {heavy, item("5.3", catalog.Organisation)}}, "5")
	b := open(t, cat)
	b.rateItem("5.2", 3)
	b.rateItem("5.3", 0)
	got := b.score().Overall
	figure(t, "progress", got.Progress, 0.75)
	figure(t, "ceiling", got.Ceiling, 0.75)
	figure(t, "maturity", got.Maturity, 1.5)
	if got.Conforming != 1 || got.Applicable != 2 {
		t.Errorf("conforming %d of %d; items are counted, not weighed", got.Conforming, got.Applicable)
	}
}

func TestTheCapsAndTheRatingInPlaceComeFromTheCatalogue(t *testing.T) {
	cat := small(t)
	cat.Method.InPlace, cat.Method.MajorCap, cat.Method.MinorCap = 4, 0.1, 0.2
	b := open(t, cat)
	b.rateItem("5.2", 3)
	b.rateItem("5.3", 4)
	b.finding("f", "5.3", "", assess.GradeMinor)
	if got := b.item("5.2"); got.Conforming || !near(got.Credit, 0.75) {
		t.Errorf("conforming %v with credit %v; 3 of 4 is not in place", got.Conforming, got.Credit)
	}
	if got := b.item("5.3"); !near(got.Credit, 0.2) {
		t.Errorf("credit %v; the cap is 0.2", got.Credit)
	}
}

func TestOwnControlsAreASetOfTheirOwn(t *testing.T) {
	b := open(t, small(t))
	if _, there := b.score().Set("X"); there {
		t.Fatal("there is a set X without an own control")
	}
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own-1", Title: "Red team"}))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own-2", Title: "Kill switch"}))
	b.rateItem("own-1", 3)
	b.exclude(assess.Key{Item: "own-2"})
	set, _ := b.score().Set("X")
	if set.Applicable != 1 || set.Conforming != 1 || b.score().Overall.Applicable != 6 {
		t.Errorf("conforming %d of %d, %d overall", set.Conforming, set.Applicable, b.score().Overall.Applicable)
	}
	b.do(assess.RemoveControl(b.a, "own-1"))
	b.do(assess.RemoveControl(b.a, "own-2"))
	if _, there := b.score().Set("X"); there {
		t.Error("the set X stays after its last control is gone")
	}
}

func TestAPieceThatNamesAnItemTwiceIsOnePiece(t *testing.T) {
	b := open(t, small(t))
	b.a.Evidence = []assess.Evidence{{ID: "e", What: "Policy", Items: []string{"5.2", "5.2", "9.9"}}}
	if got := b.item("5.2").Evidence; got != 1 {
		t.Errorf("%d pieces of evidence; it is one", got)
	}
}

func TestLookupsOfWhatIsNotThere(t *testing.T) {
	card := open(t, small(t)).score()
	if _, ok := card.Item("9.9"); ok {
		t.Error("there is an item 9.9")
	}
	if _, ok := card.Set("Z"); ok {
		t.Error("there is a set Z")
	}
	if terms := card.Explain("Z"); terms != nil {
		t.Errorf("the set Z has %d terms", len(terms))
	}
}

func TestItemsAndSetsStandInCatalogueOrder(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own-1", Title: "Red team"}))
	var sets, items string
	card := b.score()
	for _, s := range card.Sets {
		sets += s.Set.ID + " "
	}
	for _, i := range card.Items {
		items += i.Item.Number + " "
	}
	if sets != "5 6 A.5 X " || items != "5.2 5.3 6.1.4 A.5.2 A.5.4 X.1 " {
		t.Errorf("sets %s, items %s", sets, items)
	}
}

func TestWhatIsMetIsSeenOrClaimedAndTheRestIsOpen(t *testing.T) {
	for _, c := range []struct {
		s                   score.Score
		seen, claimed, open float64
	}{
		{score.Score{Applicable: 8, Conforming: 5, Verified: 3}, 3.0 / 8, 2.0 / 8, 3.0 / 8},
		{score.Score{Applicable: 4}, 0, 0, 1},
		{score.Score{}, 0, 0, 0},
	} {
		if seen, claimed, open := c.s.Met(); seen != c.seen || claimed != c.claimed || open != c.open {
			t.Errorf("%+v is seen %v, claimed %v, open %v", c.s, seen, claimed, open)
		}
	}
}

package synergy_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

func TestAnEmptyISMSCarriesNothing(t *testing.T) {
	s := open(t).on(synergy.Corrected)
	if s.Overall.Realised != 0 || s.Overall.Reuse != 0 || !near(s.Overall.Build, 1) || s.Overall.Potential == 0 {
		t.Errorf("%+v", s.Overall)
	}
	for _, i := range s.Items {
		if i.Quadrant != synergy.NewBuild {
			t.Errorf("%s is a %s", i.Item.ID, i.Quadrant)
		}
	}
}

func TestWhatOneItemInheritsCanBeCountedByHand(t *testing.T) {
	b := open(t)
	for _, r := range b.cat.Edges("A.2.2") {
		b.base(r.Baseline, 0)
	}
	edges := b.cat.Edges("A.2.2") // A.5.1 and 5.2, level high
	b.base(edges[0].Baseline, 3)
	sum := 0.0
	for _, r := range edges {
		sum += float64(r.Strength) / 10
	}
	want := 0.8 * (float64(edges[0].Strength) / 10) / sum
	if i := b.item("A.2.2"); i.Level != "high" || i.Potential != 0.8 || !near(i.Inherited, want) || !near(i.Reuse, want) || !near(i.Build, 1-want) {
		t.Errorf("%+v, inherited %v is right", i, want)
	}
	b.base(edges[0].Baseline, 5) // more than in place carries no more
	if i := b.item("A.2.2"); !near(i.Inherited, want) {
		t.Errorf("rated 5 it carries %v", i.Inherited)
	}
	b.rate("A.2.2", 3)
	if i := b.item("A.2.2"); i.Done != 1 || i.Reuse != 0 || i.Build != 0 || i.Days != 0 || i.Quadrant != synergy.InPlace {
		t.Errorf("done: %+v", i)
	}
}

func TestAnExcludedBaselineControlCarriesNothing(t *testing.T) {
	b := open(t)
	b.base("A.5.1", 4)
	b.do(assess.ExcludeBaseline(b.cat, b.a, "A.5.1", assess.Exclusion{Reason: "none"}))
	if i := b.item("A.2.3"); i.Inherited != 0 {
		t.Errorf("%+v", i)
	}
}

// carry rates all that an item rests on.
func (b *book) carry(item string, level int) {
	for _, r := range b.cat.Edges(item) {
		b.base(r.Baseline, level)
	}
}

func TestTheQuadrantSaysWhatKindOfWorkIsLeft(t *testing.T) {
	for _, c := range []struct {
		name     string
		carried  int // rating of all it rests on
		rating   int // -1: none
		finding  string
		quadrant synergy.Quadrant
	}{
		{"a gap that the ISMS carries", 3, -1, "", synergy.QuickWin},
		{"a gap that it carries half-way", 1, -1, "", synergy.NewBuild},
		{"what is left of a gap, carried", 3, 1, "", synergy.QuickWin},
		{"in place, and carried", 3, 3, "", synergy.Leverage},
		{"in place, and carried by nothing", 0, 3, "", synergy.InPlace},
		{"rated so, with a nonconformity", 0, 4, assess.GradeMinor, synergy.NewBuild},
	} {
		b := open(t)
		b.carry("A.2.2", c.carried)
		if c.rating >= 0 {
			b.rate("A.2.2", c.rating)
		}
		if c.finding != "" {
			b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Item: "A.2.2", Statement: "x", Grade: c.finding}))
		}
		if i := b.item("A.2.2"); i.Quadrant != c.quadrant {
			t.Errorf("%s: %s, right is %s; %+v", c.name, i.Quadrant, c.quadrant, i)
		}
	}
}

func TestPersonDaysFollowReuseSizeAndTheAssessmentsOwnFigure(t *testing.T) {
	b := open(t)
	it, _ := b.cat.Item("A.2.2")
	b.carry("A.2.2", 3)
	want := it.EffortDays * (0.2 + 0.3*0.8)
	if i := b.item("A.2.2"); !near(i.Days, want) {
		t.Errorf("%v days, %v is right", i.Days, want)
	}
	p, err := b.a.Profile.With("size", "small")
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.With("effort.A.2.2", "10"); err != nil {
		t.Fatal(err)
	}
	b.do(assess.SetProfile(b.a, p), nil)
	if i := b.item("A.2.2"); !near(i.Days, 10*0.6*(0.2+0.3*0.8)) {
		t.Errorf("%v days", i.Days)
	}
	b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: "A.2.2"}, assess.Exclusion{Reason: "none"}))
	if i := b.item("A.2.2"); i.Days != 0 || i.Applicable {
		t.Errorf("%+v", i)
	}
}

func TestADraftCountsNothingUntilSomebodyAdoptsIt(t *testing.T) {
	b := open(t)
	b.carry("6.1.2", 3)
	k := assess.Key{Item: "6.1.2"}
	p, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, k)
	if !ok || p.Level < 1 || p.Level > 2 || len(p.Rests) == 0 || len(p.Steps) == 0 || !strings.Contains(p.Note, "6.1.2 Information security risk assessment (3)") {
		t.Fatalf("%+v %v", p, ok)
	}
	if i := b.item("6.1.2"); i.Done != 0 || i.Adopted {
		t.Errorf("%+v", i)
	}
	if _, err := synergy.Adopt(b.cat, b.a, synergy.Corrected, k, "  ", "e"); err == nil || !strings.Contains(err.Error(), "where it can be seen") {
		t.Errorf("a yes without a place was taken: %v", err)
	}
	before := b.item("6.1.2").Days
	b.adopt(k)
	x := b.a.Answer(k)
	if !x.Rating.Is(assess.Rated) || x.Rating.Level != p.Level || x.Rating.Basis == "" || x.Note != p.Note {
		t.Errorf("%+v", x)
	}
	if e := b.a.EvidenceFor("6.1.2"); len(e) != 1 || e[0].SeenBy != "" || e[0].What != "change board, minutes of May" {
		t.Errorf("%+v", e)
	}
	i := b.item("6.1.2")
	if !i.Adopted || i.Done == 0 || !near(i.Days, before) {
		t.Errorf("%+v; until the evidence is seen %v days are left", i, before)
	}
	e := b.a.EvidenceFor("6.1.2")[0]
	e.SeenBy = "Ada"
	b.do(assess.PutEvidence(b.cat, b.a, e))
	if i := b.item("6.1.2"); i.Days >= before {
		t.Errorf("seen, and still %v days", i.Days)
	}
	if _, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, k); ok {
		t.Error("an answered item still has a draft")
	}
}

func TestADraftThatWasPutAwayStaysAwayUntilItIsBroughtBack(t *testing.T) {
	b := open(t)
	b.carry("6.1.2", 3)
	k := assess.Key{Item: "6.1.2"}
	b.do(assess.Decline(b.cat, b.a, k, true))
	if _, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, k); ok {
		t.Error("it came back by itself")
	}
	b.do(assess.Decline(b.cat, b.a, k, false))
	if _, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, k); !ok {
		t.Error("it did not come back")
	}
}

func TestTooLittleIsNoDraft(t *testing.T) {
	b := open(t)
	b.carry("6.1.2", 1) // a third of 0.8
	if p, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, assess.Key{Item: "6.1.2"}); ok {
		t.Errorf("%+v", p)
	}
	for _, id := range []string{"6.1.4", "A.5.2", "A.7.5"} {
		b.carry(id, 5)
		if p, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, assess.Key{Item: id}); ok {
			t.Errorf("new work has a draft: %+v", p)
		}
	}
}

func TestADraftForOneSystemIsAboutThatSystem(t *testing.T) {
	b := open(t)
	b.systems("s1", "s2")
	b.carry("A.6.2.8", 4)
	k := assess.Key{Item: "A.6.2.8", System: "s1"}
	b.adopt(k)
	if e := b.a.EvidenceFor("A.6.2.8"); len(e) != 1 || e[0].System != "s1" {
		t.Errorf("%+v", e)
	}
	card := score.Of(b.cat, b.a, today)
	if i, _ := card.Item("A.6.2.8"); i.Standing.State != assess.Partial || i.Standing.Answered != 1 {
		t.Errorf("%+v", i.Standing)
	}
	if _, ok := synergy.Propose(b.cat, b.a, synergy.Corrected, assess.Key{Item: "A.6.2.8", System: "s2"}); !ok {
		t.Error("the other system has no draft")
	}
	b.adopt(assess.Key{Item: "A.6.2.8", System: "s2"})
	if i := b.item("A.6.2.8"); !i.Adopted || i.Done == 0 {
		t.Errorf("%+v", i)
	}
}

func TestAnAnswerIsStaleOnceWhatItRestsOnFalls(t *testing.T) {
	b := open(t)
	b.carry("6.1.2", 4)
	k := assess.Key{Item: "6.1.2"}
	b.adopt(k)
	first := b.cat.Edges("6.1.2")[0].Baseline
	why := func() string {
		t.Helper()
		s := b.on(synergy.Corrected)
		i, _ := s.Item("6.1.2")
		if i.Stale != (len(s.Stale) == 1) || len(s.Stale) > 1 {
			t.Fatalf("the mark and the list differ: %v, %+v", i.Stale, s.Stale)
		}
		if !i.Stale {
			return ""
		}
		return s.Stale[0].Why()
	}
	if w := why(); w != "" {
		t.Errorf("stale at once: %s", w)
	}
	b.base(first, 5)
	if w := why(); w != "" {
		t.Errorf("better made it stale: %s", w)
	}
	b.base(first, 2)
	if w := why(); w != first+" was 4 and is 2" {
		t.Errorf("%q", w)
	}
	b.do(assess.Confirm(b.cat, b.a, k))
	if w := why(); w != "" {
		t.Errorf("confirmed, and still stale: %s", w)
	}
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Baseline: first, Statement: "No record.", Grade: assess.GradeMinor}))
	if w := why(); w != first+" got a nonconformity" {
		t.Errorf("%q", w)
	}
	b.rate("6.1.2", 1)
	if w := why(); w != "" {
		t.Errorf("rated again, and still stale: %s", w)
	}
}

func TestOnlyTheQuestionsThatTheISMSSettlesAreTakenOver(t *testing.T) {
	b := open(t)
	b.carry("6.3", 3)
	k := assess.Key{Item: "6.3"}
	open := synergy.OpenSettled(b.cat, b.a, k)
	if len(open) != 1 || open[0].ID != "6.3-2" {
		t.Fatalf("%+v", open)
	}
	b.do(synergy.AdoptQuestions(b.cat, b.a, k, "change form, page 3", "e"))
	at := k
	at.Question = "6.3-2"
	if r := b.a.Answer(at).Rating; r.Level != 3 || r.Basis != "6.3=3" || r.Reason != "change form, page 3" {
		t.Errorf("%+v", r)
	}
	if i, _ := score.Of(b.cat, b.a, today).Item("6.3"); i.Standing.State != assess.Partial {
		t.Errorf("%+v", i.Standing)
	}
	if _, err := synergy.AdoptQuestions(b.cat, b.a, k, "again", "e2"); err == nil {
		t.Error("they were taken over twice")
	}
	b.base("6.3", 2)
	if s := b.on(synergy.Corrected).Stale; len(s) != 1 || s[0].Key != at {
		t.Errorf("%+v", s)
	}
}

func TestWhatRestsOnAControlIsReadBackwards(t *testing.T) {
	b := open(t)
	b.carry("A.10.3", 3)
	b.adopt(assess.Key{Item: "A.10.3"})
	on := "A.5.19"
	all := synergy.ImpactOf(b.cat, b.a, synergy.Corrected, on)
	if len(all) != len(b.cat.Carries(on)) || len(all) == 0 {
		t.Fatalf("%+v", all)
	}
	for _, i := range all {
		if i.Without > i.Inherited {
			t.Errorf("without %s, %s inherits more: %v, %v", on, i.Item.ID, i.Inherited, i.Without)
		}
		if i.Item.ID == "A.10.3" && (len(i.Answers) != 1 || i.Stale || i.Without >= i.Inherited) {
			t.Errorf("%+v", i)
		}
	}
	b.base(on, 1)
	for _, i := range synergy.ImpactOf(b.cat, b.a, synergy.Corrected, on) {
		if i.Item.ID == "A.10.3" && !i.Stale {
			t.Errorf("%+v", i)
		}
	}
}

func TestAnOwnControlIsCarriedByNothing(t *testing.T) {
	b := open(t)
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own", Title: "Red team"}))
	for _, basis := range []string{synergy.Corrected, synergy.Published} {
		s := b.on(basis)
		if i, ok := s.Item("own"); !ok || i.Potential != 0 || i.Level != "none" || i.Days != 5 {
			t.Errorf("%+v", i)
		}
	}
}

package synergy_test

import (
	"testing"

	"crosswalk/catalog/assess"
)

// classes adds systems of these risk classes, a and on.
func (b *book) classes(classes ...string) {
	b.t.Helper()
	for n, class := range classes {
		id := string(rune('a' + n))
		b.do(assess.PutSystem(b.a, assess.System{ID: id, Name: id, InScope: true, RiskClass: class}))
	}
}

// kin names the families of the systems, in their order.
func (b *book) kin(families ...string) {
	b.t.Helper()
	for n, family := range families {
		s := b.a.InScope()[n]
		s.Family = family
		b.do(assess.PutSystem(b.a, s))
	}
}

func (b *book) system(item, system string, level int) {
	b.t.Helper()
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: item, System: system}, level, "seen"))
}

// No ISMS carries anything here, so what is left of a system is 1 less its credit.
func TestTheDaysOfAnItemAboutSystemsAreThoseOfEachSystem(t *testing.T) {
	const item = "A.6.2.4"
	for _, c := range []struct {
		name string
		acts func(*book)
		left float64 // where 1 is the item from nothing for one system
	}{
		{"no system in scope: the item is one", func(*book) {}, 1},
		{"no system in scope, half way", func(b *book) { b.rate(item, 1) }, 2.0 / 3},
		{"one", func(b *book) { b.classes("high") }, 1},
		{"a second of high risk", func(b *book) { b.classes("high", "high") }, 1.4},
		{"a second that is prohibited", func(b *book) { b.classes("high", "prohibited") }, 1.4},
		{"a second of limited risk", func(b *book) { b.classes("high", "limited") }, 1.2},
		{"a second that nobody judged", func(b *book) { b.classes("high", "unknown", "") }, 1.4},
		{"a second of minimal risk", func(b *book) { b.classes("high", "minimal") }, 1.1},
		{"the first is the one with most left to do", func(b *book) {
			b.classes("high", "minimal", "limited")
			b.system(item, "a", 2)
			b.system(item, "b", 0)
			b.system(item, "c", 1)
		}, 1 + 0.4/3 + 0.2*2/3},
		{"one is done", func(b *book) { b.classes("high", "high"); b.system(item, "a", 3); b.system(item, "b", 0) }, 1},
		{"all are done", func(b *book) { b.classes("high", "high"); b.rate(item, 4) }, 0},
		{"one is done, the other not answered", func(b *book) { b.classes("high", "high"); b.system(item, "a", 5) }, 1},
		{"one does not apply", func(b *book) {
			b.classes("high", "high")
			b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: item, System: "a"}, assess.Exclusion{Reason: "none"}))
		}, 1},
		{"a major on one caps that one", func(b *book) {
			b.classes("high", "high")
			b.rate(item, 3)
			b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Item: item, System: "b", Statement: "No record.", Grade: assess.GradeMajor}))
		}, 2.0 / 3},
		{"two families of two", func(b *book) { b.classes("high", "high", "high", "high"); b.kin("x", "y", "x", "y") }, 2.8},
		{"a family written in two ways", func(b *book) { b.classes("high", "high"); b.kin("Chat  GPT-4", " chat gpt-4") }, 1.4},
		{"those that name none are one together", func(b *book) { b.classes("high", "high", "high"); b.kin("", "x", "") }, 2.4},
		{"each its own", func(b *book) { b.classes("minimal", "minimal", "minimal"); b.kin("x", "y", "z") }, 3},
		{"the first of each family is the one with most left to do", func(b *book) {
			b.classes("high", "minimal", "limited", "high")
			b.kin("x", "x", "y", "y")
			b.system(item, "a", 2)
			b.system(item, "b", 0)
			b.system(item, "c", 1)
			b.system(item, "d", 2)
		}, 1 + 0.4/3 + 2.0/3 + 0.4/3},
		{"a family of which one is left out", func(b *book) {
			b.classes("high", "high", "high")
			b.kin("x", "y", "y")
			b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: item, System: "a"}, assess.Exclusion{Reason: "none"}))
		}, 1.4},
		{"out of scope", func(b *book) {
			b.classes("high")
			b.do(assess.PutSystem(b.a, assess.System{ID: "z", Name: "z", RiskClass: "high"}))
		}, 1},
		{"the assessment's own days, scaled alike", func(b *book) {
			b.classes("high", "high")
			p, err := b.a.Profile.With("effort."+item, "10")
			b.do(assess.SetProfile(b.a, p), err)
		}, 1.4},
	} {
		b := open(t)
		c.acts(b)
		it, _ := b.cat.Item(item)
		days := it.EffortDays
		if own, said := b.a.Profile.Effort[item]; said {
			days = own
		}
		if got := b.item(item).Days; !near(got, days*c.left) {
			t.Errorf("%s: %v days; %v is right", c.name, got, days*c.left)
		}
	}
}

func TestAnItemAboutTheOrganisationCostsOnceHoweverManySystems(t *testing.T) {
	b := open(t)
	before := b.item("A.2.2").Days
	b.classes("high", "high", "high")
	if got := b.item("A.2.2").Days; got != before {
		t.Errorf("%v days, and %v without systems", got, before)
	}
}

func TestWhatASystemTookOverKeepsItsDaysUntilSomebodySawIt(t *testing.T) {
	const item = "A.6.2.4"
	b := open(t)
	b.classes("high", "high")
	b.carry(item, 5)
	it, _ := b.cat.Item(item)
	whole := b.item(item)
	left := whole.Days / 1.4
	b.adopt(assess.Key{Item: item, System: "a"})
	if got := b.item(item).Days; !near(got, whole.Days) {
		t.Errorf("taken over, and %v days became %v", whole.Days, got)
	}
	piece := b.a.EvidenceFor(item)[0]
	piece.SeenBy = "Bo"
	b.do(assess.PutEvidence(b.cat, b.a, piece))
	credit := float64(b.a.Answer(assess.Key{Item: item, System: "a"}).Rating.Level) / 3
	mine := it.EffortDays * (1 - whole.Inherited + 0.3*max(0, whole.Inherited-credit))
	if credit > whole.Inherited {
		mine = it.EffortDays * (1 - credit)
	}
	if got := b.item(item).Days; !near(got, left+0.4*mine) {
		t.Errorf("seen, and %v days; %v is right", got, left+0.4*mine)
	}
}

func TestAdaptingCostsWhatTheChosenStrategySays(t *testing.T) {
	for strategy, share := range map[string]float64{"": 0.3, "integrated": 0.25, "extension": 0.3, "coordinated": 0.4} {
		b := open(t)
		b.carry("A.2.2", 3)
		b.do(assess.ChooseStrategy(b.a, "", strategy, "the board"))
		it, _ := b.cat.Item("A.2.2")
		if i := b.item("A.2.2"); !near(i.Days, it.EffortDays*(0.2+share*0.8)) {
			t.Errorf("%q: %v days", strategy, i.Days)
		}
		want := 0.0
		s := b.on("corrected")
		for _, i := range s.Items {
			want += i.Item.EffortDays * i.Inherited * (1 - share)
		}
		if !near(s.Saved, want) || want == 0 {
			t.Errorf("%q: %v days are saved; %v is right", strategy, s.Saved, want)
		}
	}
}

func TestAnEmptyISMSSavesNoDays(t *testing.T) {
	if s := open(t).on("corrected"); s.Saved != 0 {
		t.Errorf("%v days", s.Saved)
	}
}

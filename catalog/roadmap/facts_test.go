package roadmap_test

import (
	"math"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

func (b *book) standing(id string) roadmap.Task {
	b.t.Helper()
	for _, p := range b.plan().Phases {
		for _, x := range p.Tasks {
			if x.ID == id {
				return x
			}
		}
	}
	b.t.Fatalf("no task %s", id)
	return roadmap.Task{}
}

func (b *book) baseline(level int, counts func(*catalog.Item) bool) {
	b.t.Helper()
	for _, it := range b.cat.Foundation().Items() {
		if counts(it) {
			b.do(assess.RateBaseline(b.cat, b.a, it.ID, level))
		}
	}
}

func (b *book) items(level int, counts func(*catalog.Item) bool) {
	b.t.Helper()
	for _, it := range b.cat.Requirements().Items() {
		if counts(it) {
			b.rate(it.ID, level)
		}
	}
}

func (b *book) system(id string, s assess.System) {
	b.t.Helper()
	s.ID, s.Name, s.InScope = id, id, true
	b.do(assess.PutSystem(b.a, s))
}

func (b *book) finding(closed bool) {
	b.t.Helper()
	f := assess.Finding{ID: "f", Item: "5.3", Statement: "No record.", Grade: assess.GradeMinor}
	if closed {
		f.Closed, f.ClosedBy = true, "Ada"
	}
	b.do(assess.PutFinding(b.cat, b.a, f))
}

func TestTasksFollowFromFacts(t *testing.T) {
	any := func(*catalog.Item) bool { return true }
	clause := func(it *catalog.Item) bool { return !it.Set.Annex() }
	annex := func(it *catalog.Item) bool { return it.Set.Annex() }
	but := func(id string, of func(*catalog.Item) bool) func(*catalog.Item) bool {
		return func(it *catalog.Item) bool { return of(it) && it.ID != id }
	}
	known := assess.System{Roles: []string{"provider"}, Stage: "in operation", RiskClass: "high", Owner: "Ines"}
	audit := []string{"9.2.1", "9.2.2"}
	conform := func(b *book, ids ...string) {
		for _, id := range ids {
			b.rate(id, 3)
		}
	}
	for _, c := range []struct {
		name, task string
		acts       func(*book)
		want       string
	}{
		{"nothing said", "T1.1", func(*book) {}, "open"},
		{"one control of the ISMS", "T1.1", func(b *book) { b.do(assess.RateBaseline(b.cat, b.a, "A.5.1", 0)) }, "started"},
		{"all but one", "T1.1", func(b *book) { b.baseline(0, but("A.5.1", any)) }, "started"},
		{"all, one of them excluded", "T1.1", func(b *book) {
			b.baseline(0, but("A.5.1", any))
			b.do(assess.ExcludeBaseline(b.cat, b.a, "A.5.1", assess.Exclusion{Reason: "none"}))
		}, "done"},
		{"no system", "T1.2", func(*book) {}, "open"},
		{"a system of which little is known", "T1.2", func(b *book) { b.system("a", assess.System{}) }, "started"},
		{"a risk class nobody knows", "T1.2", func(b *book) {
			s := known
			s.RiskClass = "unknown"
			b.system("a", s)
		}, "started"},
		{"no owner", "T1.2", func(b *book) {
			s := known
			s.Owner = ""
			b.system("a", s)
		}, "started"},
		{"one system known", "T1.2", func(b *book) { b.system("a", known) }, "done"},
		{"one known and one not", "T1.2", func(b *book) { b.system("a", known); b.system("b", assess.System{}) }, "started"},
		{"one known, one out of scope", "T1.2", func(b *book) {
			b.system("a", known)
			b.do(assess.PutSystem(b.a, assess.System{ID: "b", Name: "b"}))
		}, "done"},
		{"all clauses but one", "T1.3", func(b *book) { b.items(0, but("4.1", clause)) }, "started"},
		{"all clauses", "T1.3", func(b *book) { b.items(0, clause) }, "done"},
		{"no clause, all controls", "T1.3", func(b *book) { b.items(5, annex) }, "open"},
		{"both annexes", "T1.4", func(b *book) { b.items(0, annex); b.baseline(0, annex) }, "done"},
		{"the annex of one side", "T1.4", func(b *book) { b.items(0, annex) }, "started"},
		{"both, one excluded", "T1.4", func(b *book) {
			b.items(0, but("A.6.2.4", annex))
			b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: "A.6.2.4"}, assess.Exclusion{Reason: "none"}))
			b.baseline(0, annex)
		}, "done"},
		{"the recommended strategy, which nobody kept", "T1.5", func(b *book) { b.profile("budget", "small") }, "open"},
		{"a strategy kept", "T1.5", func(b *book) {
			b.do(assess.ChooseStrategy(b.a, catalog.Extension, catalog.Extension, ""))
		}, "done"},
		{"no audit yet", "T4.1", func(b *book) { b.rate("9.2.1", 2) }, "started"},
		{"the audit conforms", "T4.1", func(b *book) { conform(b, audit...) }, "done"},
		{"two of three of the review", "T4.2", func(b *book) { conform(b, "9.3.1", "9.3.2") }, "started"},
		{"the review conforms", "T4.2", func(b *book) { conform(b, "9.3.1", "9.3.2", "9.3.3") }, "done"},
		{"10.2 conforms before any audit", "T4.3", func(b *book) { conform(b, "10.2") }, "started"},
		{"10.2 conforms after it", "T4.3", func(b *book) { conform(b, "10.2", "9.2.1", "9.2.2") }, "done"},
		{"an audit that somebody says took place, and that no item shows", "T4.3", func(b *book) { conform(b, "10.2"); b.task("T4.1", assess.TaskDone) }, "started"},
		{"an audit that somebody says took place, with a programme still to come", "T4.3", func(b *book) { conform(b, "10.2", "9.2.1"); b.task("T4.1", assess.TaskDone) }, "done"},
		{"the audit conforms, and nothing was corrected", "T4.3", func(b *book) { conform(b, audit...) }, "started"},
		{"a nonconformity is open", "T4.3", func(b *book) { conform(b, "10.2", "9.2.1", "9.2.2"); b.finding(false) }, "started"},
		{"it was closed", "T4.3", func(b *book) { conform(b, "10.2", "9.2.1", "9.2.2"); b.finding(true) }, "done"},
		{"somebody says otherwise", "T1.2", func(b *book) { b.system("a", known); b.task("T1.2", assess.TaskStarted) }, "started"},
	} {
		b := open(t)
		c.acts(b)
		x := b.standing(c.task)
		left := x.Days
		if c.want == assess.TaskDone {
			left = 0
		}
		if x.Status != c.want || x.Left != left {
			t.Errorf("%s: %s is %s with %v days left; %s with %v is right", c.name, c.task, x.Status, x.Left, c.want, left)
		}
	}
}

func TestTwoCoordinatedSystemsAgreeAndAuditTwice(t *testing.T) {
	b := open(t)
	b.do(assess.ChooseStrategy(b.a, "", catalog.Extension, "the board"))
	before := b.plan()
	b.do(assess.ChooseStrategy(b.a, "", catalog.Coordinated, "the group"))
	after := b.plan()
	audits := 0.0
	for _, id := range []string{"9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3"} {
		it, _ := b.cat.Item(id)
		audits += it.EffortDays
	}
	for i, want := range []float64{0, 4, 0, 0.6 * audits} {
		if got := after.Phases[i].Days - before.Phases[i].Days; math.Abs(got-want) > 1e-9 {
			t.Errorf("phase %d takes %v days more; %v is right", i+1, got, want)
		}
	}
	if a := after.Phases[1].Agreements; len(a) != 4 || a[0] != (roadmap.Work{ID: "agreement on risk", Days: 1}) || before.Phases[1].Agreements != nil {
		t.Errorf("%+v", a)
	}
	sum := 0.0
	for _, a := range after.Phases[3].Actions {
		sum += a.Days
	}
	for _, x := range after.Phases[3].Tasks {
		sum += x.Left
	}
	if math.Abs(sum-after.Phases[3].Days) > 1e-9 {
		t.Errorf("the actions and tasks of phase 4 take %v days, the phase %v", sum, after.Phases[3].Days)
	}
}

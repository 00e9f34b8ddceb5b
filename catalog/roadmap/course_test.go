package roadmap_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/synergy"
)

// began says that work on a task, or on the action of an item, was started on a
// day and has taken so many days.
func (b *book) began(id, status, day string, spent float64) {
	b.t.Helper()
	t := b.a.Task(id)
	t.Status, t.Started, t.Spent = status, day, spent
	b.do(assess.PutTask(b.cat, b.a, t))
}

// With 500 people the published minima set every date. The plan is asked on 24
// November 2026.
func TestAPhaseUnderWayKeepsWhatIsLeftOfItsMinimum(t *testing.T) {
	for _, c := range []struct {
		name  string
		acts  func(*book)
		phase int
		began string
		least float64 // months
	}{
		{"nobody says when it began", func(*book) {}, 2, "", 2},
		{"started a month and a half ago", func(b *book) { b.began("T2.1", assess.TaskStarted, "2026-10-10", 0) }, 2, "2026-10-10", 2 - 45/30.4375},
		{"the first of its tasks counts", func(b *book) {
			b.began("T2.1", assess.TaskStarted, "2026-11-20", 0)
			b.began("T2.2", assess.TaskDone, "2026-11-14", 0)
		}, 2, "2026-11-14", 2 - 10/30.4375},
		{"an action began it", func(b *book) { b.began("A.2.2", "", "2026-11-04", 0) }, 2, "2026-11-04", 2 - 20/30.4375},
		{"an action whose item conforms by now", func(b *book) { b.rate("A.2.2", 3); b.began("A.2.2", "", "2026-11-04", 0) }, 2, "2026-11-04", 2 - 20/30.4375},
		{"another phase began", func(b *book) { b.began("T1.1", assess.TaskStarted, "2026-10-10", 0) }, 2, "", 2},
		{"it took longer by now", func(b *book) { b.began("T2.1", assess.TaskStarted, "2026-01-10", 0) }, 2, "2026-01-10", 0},
		{"started today", func(b *book) { b.began("T3.1", assess.TaskStarted, "2026-11-24", 0) }, 3, "2026-11-24", 3},
		{"meant to start later", func(b *book) { b.began("T3.1", assess.TaskStarted, "2026-12-24", 0) }, 3, "2026-12-24", 3},
		{"of an item that is left out", func(b *book) {
			b.began("A.2.2", "", "2026-11-04", 0)
			b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: "A.2.2"}, assess.Exclusion{Reason: "none"}))
		}, 2, "", 2},
	} {
		b := open(t)
		b.profile("fte", "500")
		c.acts(b)
		r := b.plan()
		p := r.Phases[c.phase-1]
		if p.Began != c.began || math.Abs(p.Least-c.least) > 1e-9 || p.Months < p.Least || math.Abs(p.Months-max(p.Least, p.Days/9000)) > 1e-9 {
			t.Errorf("%s: began %q, %v months are left, planned %v; %q and %v are right", c.name, p.Began, p.Least, p.Months, c.began, c.least)
		}
		if !r.End.Equal(r.Earliest) && c.least > 0 {
			t.Errorf("%s: it ends on %v, at the earliest on %v", c.name, r.End, r.Earliest)
		}
	}
}

func TestAPhaseUnderWayEndsOnTheSameDayWheneverItIsAsked(t *testing.T) {
	b := open(t)
	b.profile("fte", "500")
	b.everything(3)
	for _, task := range b.cat.Tasks() {
		if task.Phase() < 4 {
			b.task(task.ID, assess.TaskDone)
		}
	}
	b.began("T4.4", assess.TaskStarted, "2026-11-02", 0)
	var ends []string
	for range 20 { // 2 November and two months of 30.4375 days: Saturday 2 January
		ends = append(ends, day(b.plan().End))
		b.asOf = b.asOf.AddDate(0, 0, 1)
	}
	if days := slices.Compact(ends); len(days) != 1 || days[0] != "2027-01-04" {
		t.Errorf("it ends on %v", days)
	}
}

// finish has so many items finished, each of which took a multiple of what was
// planned for it.
func (b *book) finish(n int, times float64) {
	b.t.Helper()
	for _, it := range b.cat.Requirements().Items()[:n] {
		b.rate(it.ID, 3)
		b.began(it.ID, "", "", float64(it.EffortDays*times))
	}
}

func TestTenFinishedOnesMoveTheMiddleOfTheRange(t *testing.T) {
	for _, c := range []struct {
		name     string
		acts     func(*book)
		finished int // 0: too few
		ratio    float64
	}{
		{"nine", func(b *book) { b.finish(9, 1.4) }, 0, 0},
		{"ten", func(b *book) { b.finish(10, 1.4) }, 10, 1.4},
		{"ten, quicker than the triangle", func(b *book) { b.finish(10, 0.5) }, 10, 0.5},
		{"ten, slower than it", func(b *book) { b.finish(10, 2) }, 10, 2},
		{"nine and a task with days of its own", func(b *book) {
			b.finish(9, 1)
			b.began("T4.4", assess.TaskDone, "", 8)
		}, 10, 1},
		{"nine and a task that is tied to items", func(b *book) { b.finish(9, 1); b.began("T2.1", assess.TaskDone, "", 8) }, 0, 0},
		{"nine and one that is not finished", func(b *book) { b.finish(9, 1); b.began("A.7.4", assess.TaskStarted, "", 8) }, 0, 0},
		{"nine and one that somebody says is done", func(b *book) {
			b.finish(9, 1)
			it, _ := b.cat.Item("A.7.4")
			b.began("A.7.4", assess.TaskDone, "", it.EffortDays)
		}, 10, 1},
		{"ten, of which one says no days", func(b *book) { b.finish(10, 1); b.began("4.1", "", "", 0) }, 0, 0},
	} {
		b := open(t)
		c.acts(b)
		f := roadmap.ForecastOf(b.in())
		if c.finished == 0 {
			if f.Record != nil {
				t.Errorf("%s: %+v", c.name, *f.Record)
			}
			continue
		}
		if f.Record == nil || f.Record.Finished != c.finished || math.Abs(f.Record.Ratio()-c.ratio) > 1e-9 {
			t.Errorf("%s: %+v; %d with %v is right", c.name, f.Record, c.finished, c.ratio)
		}
	}
}

// The record moves the range, never the plan, and the range as a factor of the same
// draws would: a triangle of the same ends with another middle.
func TestARecordMovesTheRangeTheWayItPoints(t *testing.T) {
	ends := map[float64]roadmap.Forecast{}
	var plans []string
	for _, times := range []float64{0.5, 1, 1.4, 2} {
		b := open(t)
		b.finish(12, times)
		ends[times] = roadmap.ForecastOf(b.in())
		plans = append(plans, day(b.plan().End))
	}
	if len(slices.Compact(plans)) != 1 {
		t.Errorf("the plans end on %v", plans)
	}
	for _, p := range []int{50, 80, 95} {
		if !ends[0.5].P[p].Before(ends[1].P[p]) || !ends[1].P[p].Before(ends[1.4].P[p]) || !ends[1.4].P[p].Before(ends[2].P[p]) {
			t.Errorf("P%d: %v, %v, %v, %v", p, ends[0.5].P[p], ends[1].P[p], ends[1.4].P[p], ends[2].P[p])
		}
	}
	b := open(t)
	b.finish(12, 1)
	none := open(t)
	none.finish(12, 0)
	if day(roadmap.ForecastOf(none.in()).P[80]) != day(ends[1].P[80]) {
		t.Error("a record of 1 is the middle there was")
	}
}

func TestWhatWasPlannedForAnItemIsTheWholeOfItWithWhatTheISMSCarries(t *testing.T) {
	b := open(t)
	b.baseline(3, func(*catalog.Item) bool { return true })
	for n := range 3 {
		b.do(assess.PutSystem(b.a, assess.System{ID: fmt.Sprint("s", n), Name: fmt.Sprint(n), InScope: true, RiskClass: "high"}))
	}
	before := b.in()
	b.everything(3)
	after := b.in()
	for i := range before.Synergy.Items {
		y := &before.Synergy.Items[i]
		got := synergy.Planned(b.cat, b.a, after.Score.Items[i], synergy.Corrected)
		if math.Abs(got-y.Days) > 1e-9 || after.Synergy.Items[i].Days > 1e-9 {
			t.Errorf("%s: %v were planned, %v is right; %v are left", y.Item.ID, got, y.Days, after.Synergy.Items[i].Days)
		}
	}
}

func TestADocumentThatSomebodySawServesTheFirstItemOfATask(t *testing.T) {
	piece := func(b *book, kind, seen, item string) {
		b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e", Kind: kind, What: "Impact process 1.0", SeenBy: seen, Items: []string{item}}))
	}
	for _, c := range []struct {
		name, want string
		acts       func(*book)
	}{
		{"nothing", "open", func(*book) {}},
		{"a document that somebody saw", "done", func(b *book) { piece(b, "document", "Ines", "6.1.4") }},
		{"a document that nobody saw", "open", func(b *book) { piece(b, "document", "", "6.1.4") }},
		{"an interview", "open", func(b *book) { piece(b, "interview", "Ines", "6.1.4") }},
		{"a document for the other item", "open", func(b *book) { piece(b, "document", "Ines", "A.5.2") }},
		{"a document that was taken away", "open", func(b *book) {
			piece(b, "document", "Ines", "6.1.4")
			b.do(assess.RemoveEvidence(b.a, "e"))
		}},
		{"one of its items conforms", "started", func(b *book) { b.rate("6.1.4", 3) }},
		{"both conform", "done", func(b *book) { b.rate("6.1.4", 3); b.rate("A.5.2", 3) }},
		{"somebody says otherwise", "started", func(b *book) { piece(b, "document", "Ines", "6.1.4"); b.task("T2.4", assess.TaskStarted) }},
	} {
		b := open(t)
		c.acts(b)
		if x := b.standing("T2.4"); x.Status != c.want {
			t.Errorf("%s: T2.4 is %s; %s is right", c.name, x.Status, c.want)
		}
	}
	b := open(t)
	piece(b, "document", "Ines", "6.1.4")
	if x := b.standing("T2.4"); x.Procedure != "Impact process 1.0" || x.Said != (assess.Mark{}) {
		t.Errorf("%+v", x)
	}
	b.task("T2.4", assess.TaskOpen)
	if x := b.standing("T2.4"); x.Said.By != "Ada" || x.Said.Day() != "2026-11-24" || x.Derived != assess.TaskDone {
		t.Errorf("%+v", x)
	}
}

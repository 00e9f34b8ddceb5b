package register_test

import (
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestAnImprovementThatMovedNothingIsLookedAtAfterNinetyDays(t *testing.T) {
	d := newDesk(t)
	d.put("improvement", "i1", "title=Second reader", "benefit=Fewer errors", "owner=Ines", "due=2026-11-01", "better=lower", "before=4", "done_on=2026-12-01")
	d.move("improvement", "i1", "done")
	d.Today = time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	d.expect("no_effect")
	d.Today = time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)
	d.expect("no_effect", "look IM-1: done on 1 Dec 2026, and nobody has written down what moved")
	d.set("improvement", "i1", "after=4")
	d.expect("no_effect", "look IM-1: done on 1 Dec 2026, and the value went from 4 to 4: nothing got better")
	d.set("improvement", "i1", "after=3")
	d.expect("no_effect")
}

func TestTheHorizonIsLookedAtEveryThreeMonths(t *testing.T) {
	d := newDesk(t)
	d.put("horizon", "h1", "title=Hidden instructions", "area=attack", "on=2026-12-01")
	said := func() (all []string) {
		for _, m := range register.Judge(d.Case) {
			if m.Rule == "scan_due" {
				all = append(all, m.Sentence)
			}
		}
		return all
	}
	d.Today = time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	if all := said(); len(all) > 0 {
		t.Errorf("after three months to the day: %v", all)
	}
	d.Today = time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)
	if all := said(); !slices.Equal(all, []string{"nobody has looked ahead since 1 Dec 2026; it is due every 3 months"}) {
		t.Errorf("after three months: %v", all)
	}
}

func TestTheWatchListHoldsTheDaysOfLawsThatAreToCome(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	ahead := func(r register.Row) bool { return r["from_day"] == "2026-12-02" && r["area"] == "law" }
	if rows := register.Library(d.Case, "horizon"); !slices.ContainsFunc(rows, ahead) {
		t.Errorf("nothing of 2 December 2026 is watched: %v", rows)
	}
	d.Today = time.Date(2026, 12, 3, 0, 0, 0, 0, time.UTC)
	if rows := register.Library(d.Case, "horizon"); slices.ContainsFunc(rows, ahead) || len(rows) < 15 {
		t.Errorf("what is past is watched still, or nothing is: %v", rows)
	}
}

func TestAFindingAsksForWhoeverIsLate(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		about string
		f     assess.Finding
		want  []string
	}{
		{"due today", assess.Finding{Due: "2027-03-01"}, nil},
		{"late", assess.Finding{Due: "2027-02-28"}, []string{"act overdue: due date was 28 Feb 2027 and it is not done yet"}},
		{"late for the body", assess.Finding{AnswerDue: "2027-02-28"}, []string{"act answer_due: an answer was due on 28 Feb 2027 and none is accepted yet"}},
		{"without effect", assess.Finding{Effect: "not effective"}, []string{"act no_effect: the action did not work; look for the cause again"}},
		{"closed unverified", assess.Finding{Closed: true, Unverified: true}, []string{"act unverified_closure: closed, and nobody has checked whether the action worked"}},
		{"closed before", assess.Finding{Closed: true}, nil},
		{"removed", assess.Finding{Removed: true, Due: "2027-02-28"}, nil},
	} {
		c.f.ID, c.f.Item, c.f.Statement, c.f.Grade = "f1", "5.2", "No policy", "minor"
		d.Assessment.Findings = []assess.Finding{c.f}
		var got []string
		for _, m := range register.Judge(d.Case) {
			if m.Kind == assess.KindFinding {
				got = append(got, m.Degree.String()+" "+m.Rule+": "+m.Sentence)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.about, got, c.want)
		}
	}
}

func TestThreeFindingsOfOneCauseAreAPattern(t *testing.T) {
	d := newDesk(t)
	for i, cause := range []string{"Nobody owns it", "nobody  owns it", "NOBODY owns it"} {
		d.Assessment.Findings = append(d.Assessment.Findings, assess.Finding{ID: "f" + string(rune('1'+i)), Number: i + 1, Item: "5.2", Cause: cause})
		n := 0
		for _, m := range register.Judge(d.Case) {
			if m.Rule == "one_cause" {
				n++
			}
		}
		if want := map[int]int{2: 3}[i]; n != want {
			t.Errorf("after %d findings %d say it, want %d", i+1, n, want)
		}
	}
}

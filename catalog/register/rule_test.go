package register_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// told are the marks of one rule, as they are read.
func (d *desk) told(rule string) (all []string) {
	for _, m := range register.Judge(d.Case) {
		if m.Rule == rule {
			r := d.record(m.Kind, m.ID)
			all = append(all, fmt.Sprintf("%s %s: %s", m.Degree, d.Book.Number(d.Catalog, r), m.Sentence))
		}
	}
	return all
}

func (d *desk) expect(rule string, want ...string) {
	d.t.Helper()
	if got := d.told(rule); !slices.Equal(got, want) {
		d.t.Errorf("%s on %s says\n%q\n%q is right", rule, d.Today.Format(time.DateOnly), got, want)
	}
}

func TestARecordIsOverdueTheDayAfterUntilItsState(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First", "due=2027-03-01", "owner=Ines", "result=Good")
	d.put("trial", "t2", "title=Never")
	d.expect("overdue")
	d.Today = d.Today.AddDate(0, 0, 1)
	d.expect("overdue", "act XT-1: Due was 1 Mar 2027 and it is not done yet")
	if err := d.take(register.Move(d.Case, "trial", "t1", "done")); err != nil {
		t.Fatal(err)
	}
	d.expect("overdue")
}

func TestAReviewIsDueAndThreeMonthsLaterSomebodyMustAct(t *testing.T) {
	d := newDesk(t)
	d.put("context-issue", "019c0000-0000-7000-8000-000000000001", "title=Law", "side=external", "reviewed=2026-03-01")
	d.expect("review_due")
	d.Today = time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)
	d.expect("review_due", "look CI-1: Reviewed on is 1 Mar 2026; it is due every 12 months")
	d.Today = time.Date(2027, 6, 2, 0, 0, 0, 0, time.UTC)
	d.expect("review_due", "act CI-1: Reviewed on is 1 Mar 2026; it is due every 12 months")
}

func TestARecordThatWasNeverReviewedCountsFromTheDayItWasMade(t *testing.T) {
	d := newDesk(t)
	d.put("context-issue", "019c0f1e-0000-7000-8000-000000000001", "title=Law", "side=external")
	d.put("context-issue", "by hand", "title=Skill", "side=internal")
	d.Today = time.Date(2027, 1, 30, 0, 0, 0, 0, time.UTC)
	d.expect("review_due")
	d.Today = time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)
	d.expect("review_due", "look CI-1: nobody looked at it since it was written down on 30 Jan 2026; it is due every 12 months")
}

func TestWhatIsNotFilledInIsNamed(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("trial", "t2", "title=Second", "owner=Ines")
	d.put("interested-party", "p1", "title=Applicants", "expectation=A fair look")
	d.expect("incomplete", "look IP-1: not filled in: Accepted", "look XT-1: not filled in: Owner")
}

func TestAVacancyIsAnAct(t *testing.T) {
	d := newDesk(t)
	d.put("scope-line", "l1", "title=Berlin")
	d.expect("vacancy", "act SC-1: nobody is named as Who answers")
	if err := d.take(register.Set(d.Case, "scope-line", "l1", said("owner=Ines"))); err != nil {
		t.Fatal(err)
	}
	d.expect("vacancy")
}

func TestEveryRuleThatARegisterMayNameDecides(t *testing.T) {
	if got := register.Rules(); !slices.Equal(got, catalog.RegisterRules()) {
		t.Errorf("decided are %v; the catalogue takes %v", got, catalog.RegisterRules())
	}
	if got := register.Types(); !slices.Equal(got, slices.Sorted(slices.Values(catalog.RegisterTypes))) {
		t.Errorf("read are the types %v; the catalogue takes %v", got, catalog.RegisterTypes)
	}
}

func TestTheRulesJudgeFiveThousandRecords(t *testing.T) {
	d := newDesk(t)
	d.fill(5000)
	if r, err := d.Book.Find(d.Catalog, "xt 4711"); err != nil || r.ID != "t04710" {
		t.Errorf("XT-4711 is found as %s, %v", r.ID, err)
	}
	if n := len(register.Judge(d.Case)); n != 5000 {
		t.Errorf("%d marks; each of 5,000 trials lacks its owner", n)
	}
}

func BenchmarkJudge(b *testing.B) {
	d := &desk{t: &testing.T{}, Case: register.Case{Catalog: cat(), Book: &register.Book{}, Today: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)}}
	d.fill(5000)
	b.ReportAllocs()
	for b.Loop() {
		register.Judge(d.Case)
	}
}

package register_test

import (
	"fmt"
	"slices"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestNobodyIsInTwoSessionsAtOnce(t *testing.T) {
	for _, c := range []struct{ name, first, second, want string }{
		{"within", "from=2027-04-01 09:00 | to=2027-04-01 11:00", "from=2027-04-01 10:00 | to=2027-04-01 10:30", "Eva"},
		{"at the same minute", "from=2027-04-01 09:00", "from=2027-04-01 09:00", "Eva"},
		{"one after the other", "from=2027-04-01 09:00 | to=2027-04-01 11:00", "from=2027-04-01 11:00 | to=2027-04-01 12:00", ""},
		{"on another day", "from=2027-04-01 09:00 | to=2027-04-01 11:00", "from=2027-04-02 09:00", ""},
		{"without a time", "site=Here", "from=2027-04-02 09:00", ""},
	} {
		d := newDesk(t)
		d.lines("audit au1 | title=Risk\naudit au2 | title=Data")
		d.lines("session se1 | title=One | parent=AU-1 | auditor=Eva, Max | auditee=Ali | " + c.first)
		d.lines("session se2 | title=Two | parent=AU-2 | auditor=Tom | auditee=eva | " + c.second)
		var want []string
		if c.want != "" {
			want = []string{"act AU-1.1: Eva is in AU-2.1 at the same time", "act AU-2.1: eva is in AU-1.1 at the same time"}
		}
		if got := d.told("two_at_once"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestAnAuditorDoesNotAnswerForWhatIsAudited(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Answers = assess.Answers{}
	d.Assessment.Answers.Put(assess.Key{Item: "A.5.2", System: "s1"}, assess.Answer{Owner: "EVA"})
	d.lines("role ro1 | title=AI lead | items=6.1.2\nobjective oj1 | title=Fewer errors | owner=Max | items=6.2")
	d.lines("audit au1 | title=Risk | items=A.5.2, 6.1.2, 6.2 | owner=Eva | team=Max, Tom")
	d.expect("independence", "act AU-1: Eva answers for A.5.2; Max answers for 6.2, and would audit it; another person is right")
	d.lines("session se1 | title=Risk | parent=AU-1 | items=6.1.2, 6.2 | auditor=Eva\nsession se2 | title=Impact | parent=AU-1 | items=A.5.2 | auditor=Max")
	d.expect("independence")
	d.lines("session se2 | auditor=Max, Eva")
	d.expect("independence", "act AU-1.2: Eva answers for A.5.2, and would audit it; another person is right")
	d.lines("- objective oj1\nsession se1 | auditor=Max")
	d.expect("independence", "act AU-1.2: Eva answers for A.5.2, and would audit it; another person is right")
}

// coverage is what is said of the register of audits as a whole.
func (d *desk) coverage() (all []string) {
	for _, m := range register.Judge(d.Case) {
		if m.Rule == "coverage" {
			all = append(all, m.Degree.String()+" "+m.Sentence)
		}
	}
	return all
}

func TestEveryClauseAndControlThatAppliesIsAuditedBeforeStage2AndThenWithin36Months(t *testing.T) {
	d := examined(t, 3)
	if got := d.coverage(); len(got) > 0 {
		t.Errorf("a whole audit leaves %q", got)
	}
	d.lines("audit au1 | items=4.1, A.5.2")
	d.expectCoverage("act 68 of 70 clauses and controls were never audited: 4.2, 4.3, 4.4, 5.1, 5.2, 5.3 and 62 more; all of them are due before stage 2")
	d.exclude("A.7.2")
	d.lines("raw certification ce1 | stage_2=2027-06-01")
	d.expectCoverage("act 67 of 69 clauses and controls were never audited: 4.2, 4.3, 4.4, 5.1, 5.2, 5.3 and 61 more; stage 2 is on 1 Jun 2027")
	d.lines("session se2 > held | title=Rest | parent=AU-1 | from=2027-02-01 09:00 | auditor=Eva | items=4.2, 4.3")
	d.expectCoverage("act 65 of 69 clauses and controls were never audited: 4.4, 5.1, 5.2, 5.3, 6.1.1, 6.1.2 and 59 more; stage 2 is on 1 Jun 2027")
	d.lines("audit au1 | kind=supplier")
	d.expectCoverage("act 69 of 69 clauses and controls were never audited: 4.1, 4.2, 4.3, 4.4, 5.1, 5.2 and 63 more; stage 2 is on 1 Jun 2027")
}

func (d *desk) expectCoverage(want ...string) {
	d.t.Helper()
	if got := d.coverage(); !slices.Equal(got, want) {
		d.t.Errorf("%q\n%q is right", got, want)
	}
}

func TestThePlanOfAnAuditIsByTime(t *testing.T) {
	d := newDesk(t)
	d.lines("audit au1 | title=Risk | owner=Eva | team=Max | items=6.2, 4.1")
	d.lines("session se1 | title=Last | parent=AU-1 | from=2027-04-02 09:00 | items=A.5.2 | auditor=max, Tom")
	d.lines("session se2 | title=Some time | parent=AU-1")
	d.lines("session se3 | title=First | parent=AU-1 | from=2027-04-01 09:00")
	var got []string
	for _, r := range d.Plan(d.record("audit", "au1")) {
		got = append(got, r.Title())
	}
	if want := []string{"First", "Last", "Some time"}; !slices.Equal(got, want) {
		t.Errorf("%q; %q is right", got, want)
	}
	if got, want := d.Team(d.record("audit", "au1")), []string{"Eva", "Max", "Tom"}; !slices.Equal(got, want) {
		t.Errorf("the team is %q; %q is right", got, want)
	}
	var items string
	for _, it := range d.Looked(d.record("audit", "au1")) {
		items += it.Number + " "
	}
	if items != "4.1 6.2 A.5.2 " {
		t.Errorf("looked at are %s", items)
	}
}

func TestWhatStandsBelowOneRecordSharesItsNumbers(t *testing.T) {
	d := newDesk(t)
	d.lines("audit au1 | title=Risk\nsession se1 | title=Talk | parent=AU-1\nsample sa1 | title=Releases | parent=AU-1\nsession se2 | title=Second | parent=AU-1")
	numbers := d.Book.Numbers(d.Catalog)
	for id, want := range map[string]string{"se1": "AU-1.1", "sa1": "AU-1.2", "se2": "AU-1.3"} {
		if numbers[id] != want {
			t.Errorf("%s is %s; %s is right", id, numbers[id], want)
		}
		if r, err := d.Book.Find(d.Catalog, want); err != nil || r.ID != id {
			t.Errorf("%s leads to %s, %v", want, r.ID, err)
		}
	}
	next, err := register.Apply(d.Book, assess.Revision{Subject: register.SubjectOf("sample", "sa1"), Field: "number", Value: []byte("1")})
	if err != nil {
		t.Fatal(err)
	}
	numbers = next.Numbers(d.Catalog)
	sample, _ := next.Record("sample", "sa1")
	if got := fmt.Sprint(numbers["sa1"], " ", numbers["se1"], " ", next.Number(d.Catalog, sample)); got != "AU-1.1a AU-1.1b AU-1.1a" {
		t.Errorf("made in two copies they are %s", got)
	}
}

package register_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/register"
)

// keep keeps a record as it may come from another copy, whatever its kind asks for:
// a state is given with its place, a list as JSON. Its number is 1 where none is
// given.
func (d *desk) keep(kind, id string, fields ...string) {
	d.t.Helper()
	var revisions []assess.Revision
	for name, text := range said(append([]string{"number=1"}, fields...)...) {
		value := json.RawMessage(text)
		if name != "number" && text[0] != '[' {
			value, _ = json.Marshal(text)
		}
		revisions = append(revisions, assess.Revision{Subject: register.SubjectOf(kind, id), Field: name, Value: value})
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Book = next
}

// assessed keeps an approved impact assessment of Siebwerk.
func (d *desk) assessed(id, on string, fields ...string) {
	d.t.Helper()
	d.keep("impact-assessment", id, append([]string{"title=" + id, `systems=["s1"]`, "state=3 approved", "approved_on=" + on}, fields...)...)
}

// changed makes a change of Siebwerk and brings it to a state.
func (d *desk) changed(id, on, repeat string, states ...string) {
	d.t.Helper()
	d.put("change", id, "title=Other data", "systems=Siebwerk", "kind=new data", "requested_on="+on, "repeat="+repeat, "result=Better", "decided_by=Mara", "decided_on="+on)
	d.move("change", id, states...)
}

func TestAnAssessmentIsOlderThanADoneChangeThatAsksForItAgain(t *testing.T) {
	d := newDesk(t)
	d.assessed("a1", "2027-01-10")
	d.keep("risk", "r1", "title=Bias", `systems=["s1"]`, "state=2 assessed", "assessed_on=2027-01-10")
	d.keep("risk", "r2", "title=Money", "state=2 assessed", "assessed_on=2026-01-10", "number=2")
	d.keep("risk", "r3", "title=Past", `systems=["s1"]`, "state=6 closed", "assessed_on=2026-01-10", "number=3")
	d.changed("h1", "2027-01-20", "impact")
	d.expect("older_than_change")
	d.move("change", "h1", "done")
	words := "act IA-1: it is of 10 Jan 2027; the change “Other data” was requested on 20 Jan 2027"
	d.expect("older_than_change", words, "act CH-1: it is done, and since 20 Jan 2027 nobody did again: the impact assessment")
	d.changed("h2", "2027-01-15", "risk", "refused")
	d.expect("older_than_change", words, "act CH-1: it is done, and since 20 Jan 2027 nobody did again: the impact assessment")
	d.assessed("a2", "2027-01-20", "change=h1", "number=2")
	d.expect("older_than_change")
}

func TestOfTheAssessmentsOfASystemTheNewestIsHeldAgainstItsChanges(t *testing.T) {
	d := newDesk(t)
	d.assessed("a1", "2026-01-10")
	d.assessed("a2", "2027-01-10", "number=2")
	d.assessed("a3", "2027-02-10", "number=3", "state=4 superseded")
	d.changed("h1", "2027-01-20", "impact", "done")
	d.set("change", "h1", "repeat=")
	d.changed("h2", "2027-01-21", "impact", "done")
	d.set("change", "h2", "impact=IA-3")
	d.expect("older_than_change", "act IA-2: it is of 10 Jan 2027; the change “Other data” was requested on 21 Jan 2027")
}

func TestAnAssessmentIsOlderThanAChangeOfWhatIsSaidOfItsSystem(t *testing.T) {
	d := newDesk(t)
	d.assessed("a1", "2027-01-10")
	of := assess.RecordSubject(assess.KindSystem, "s1")
	d.Book = d.Book.Telling(map[assess.Place]string{
		{Subject: of, Field: "risk_class"}: "2027-02-01", {Subject: of, Field: "stage"}: "2027-01-05", {Subject: of, Field: "name"}: "2027-02-20",
		{Subject: of + "1", Field: "purpose"}: "2027-02-21",
	})
	d.expect("older_than_change", "act IA-1: it is of 10 Jan 2027; the risk class of Siebwerk changed on 1 Feb 2027")
	d.assessed("a1", "2027-02-01")
	d.expect("older_than_change")
}

func TestWhatAnAssessmentRestsOnIsSaidOfASystem(t *testing.T) {
	full, said := assesstest.Full(), []string{}
	changes, err := assess.PutSystem(assess.New("a"), full.ActiveSystems()[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		said = append(said, c.Field)
	}
	for _, field := range register.SystemFields {
		if !slices.Contains(said, field) {
			t.Errorf("an assessment rests on the field %q; an AI system has %q", field, said)
		}
	}
}

func TestADoneChangeNamesTheWorkThatNobodyDidAgain(t *testing.T) {
	d := newDesk(t)
	d.changed("h1", "2027-02-01", "risk, impact, test, documents", "approved")
	all := "the risk assessment, the impact assessment, the test, the documents"
	d.expect("older_than_change", "act CH-1: it is approved, and since 1 Feb 2027 nobody did again: "+all)
	d.set("change", "h1", "emergency=yes")
	d.expect("older_than_change")
	d.move("change", "h1", "done")
	d.expect("older_than_change", "act CH-1: it is done, and since 1 Feb 2027 nobody did again: "+all)
	d.keep("risk", "r1", "title=Bias", "state=2 assessed", "assessed_on=2027-01-31")
	d.keep("document", "o1", "title=Card", "state=3 approved", "approved_on=2027-02-03")
	d.keep("release", "e1", "title=2.4", "state=2 tested", "tested_on=2027-02-02", "change=h1")
	d.assessed("a1", "2027-02-01")
	d.set("change", "h1", "risk=RI-1", "documents=DO-1", "impact=IA-1")
	d.expect("older_than_change", "act CH-1: it is done, and since 1 Feb 2027 nobody did again: the risk assessment")
	d.keep("risk", "r1", "assessed_on=2027-02-01")
	d.expect("older_than_change")
}

func TestAReleaseRestsOnAnAssessmentThatWasApprovedByThen(t *testing.T) {
	d := newDesk(t)
	d.keep("release", "e1", "title=2.4", `systems=["s1"]`, "state=3 released", "go_on=2027-02-01")
	d.keep("release", "e2", "title=2.5", `systems=["s1"]`, "state=2 tested", "number=2")
	d.expect("released_before_assessment", "act RL-1: Siebwerk has no approved impact assessment")
	d.assessed("a1", "2027-02-02")
	d.expect("released_before_assessment", "act RL-1: it was released on 1 Feb 2027; the first impact assessment of Siebwerk was approved on 2 Feb 2027")
	d.assessed("a2", "2026-02-02", "number=2", "state=4 superseded")
	d.expect("released_before_assessment")
	d.set("release", "e1", "impact=IA-1")
	d.expect("released_before_assessment", "act RL-1: it was released on 1 Feb 2027; its impact assessment was approved on 2 Feb 2027")
	d.keep("impact-assessment", "a1", "state=2 in review")
	d.expect("released_before_assessment", "act RL-1: the impact assessment “a1” that it rests on is not approved")
	d.keep("release", "e1", "state=4 withdrawn")
	d.expect("released_before_assessment")
}

func TestThePapersNameTheVersionThatRuns(t *testing.T) {
	d := newDesk(t)
	d.keep("release", "e1", "title=V 2.4", "state=2 tested", "documentation_version=2.3")
	d.expect("papers_older")
	d.keep("release", "e1", "state=3 released", "user_information_version=v 2.4")
	d.expect("papers_older", "act RL-1: version V 2.4 is released, and the technical documentation is of version 2.3")
	d.keep("release", "e1", "documentation_version=V 2.4")
	d.expect("papers_older")
}

func TestWhatAReleaseNeedsIsAskedOnceItHasComeThere(t *testing.T) {
	d := newDesk(t)
	d.put("release", "e1", "title=2.4", "systems=Siebwerk")
	d.expect("incomplete_from")
	d.keep("release", "e1", "state=2 tested", "test_overall=Good", "tester=Ali")
	d.expect("incomplete_from", "look RL-1: not filled in: Requirements and acceptance criteria, Test result by group")
	d.keep("release", "e1", "state=4 withdrawn", "retires=yes")
	d.expect("incomplete_from")
	d.expect("incomplete", "look RL-1: not filled in: Archived where, Data disposed on, Users told on")
}

func TestNobodyJudgesTheOwnWork(t *testing.T) {
	d := newDesk(t)
	d.put("release", "e1", "title=2.4", "systems=Siebwerk", "builder=Ines", "tester=ines ", "go_by=Mara")
	d.put("release", "e2", "title=2.5", "systems=Siebwerk")
	d.expect("not_own_judge", "act RL-1: “Tested by” and “Built by” both name ines; another person is right")
}

func TestASupplierIsWeakWhereNobodyActsOrAnswers(t *testing.T) {
	d := newDesk(t)
	d.put("supplier", "u1", "title=Model house", "criticality=high", "owner=Ines", "due=2027-12-01")
	d.expect("weak")
	d.move("supplier", "u1", "in use")
	d.expect("weak", "look SU-1: it has no marks, and no matrix says who answers for what")
	d.put("supplier-mark", "k1", "parent=SU-1", "title=A talk", "respect=way out", "mark=1")
	d.expect("weak", "act SU-1: marked 0 or 1 without an action: way out")
	d.put("responsibility", "l1", "parent=SU-1", "title=Watching errors", "activity=monitoring")
	d.expect("weak", "act SU-1: marked 0 or 1 without an action: way out; nobody answers for: Watching errors")
	d.set("supplier-mark", "k1", "action=Try another model")
	d.set("responsibility", "l1", "who=us, supplier")
	d.expect("weak")
	d.expect("incomplete", "look SU-1.2: not filled in: Our person")
	if err := d.take(register.Remove(d.Case, "supplier-mark", "k1")); err != nil {
		t.Fatal(err)
	}
	d.expect("weak", "look SU-1: it has no marks")
	d.put("supplier-mark", "k2", "parent=SU-1", "title=Nothing", "respect=security", "mark=0")
	d.move("supplier", "u1", "ended")
	d.expect("weak")
}

func TestADutyToReportIsCountedDownAndAnActOnceItsTimeIsOver(t *testing.T) {
	d := newDesk(t)
	d.put("requirement", "q1", "title=A law", "source=law", "report_within=15d")
	d.put("incident", "n1", "title=Wrong answer", "on=2027-02-26 14:30", "clock=72h", "users_within=2d")
	d.put("incident", "n2", "title=Old one", "on=2027-01-31 09:00", "duty=RQ-1")
	d.put("incident", "n3", "title=No duty", "on=2026-01-31 09:00")
	d.Today = time.Date(2027, 3, 1, 14, 30, 0, 0, time.UTC)
	d.expect("duty_to_report", "act IN-1: the users had to be told by 28 Feb 2027 14:30, and no day says that it was done; the authority must be told by 1 Mar 2027 14:30, less than an hour is left",
		"act IN-2: the authority had to be told by 15 Feb 2027 09:00, and no day says that it was done")
	d.set("incident", "n2", "authority_told=2027-02-14")
	d.Today = d.Today.Add(time.Minute)
	d.expect("duty_to_report", "act IN-1: the users had to be told by 28 Feb 2027 14:30 and the authority had to be told by 1 Mar 2027 14:30, and no day says that it was done")
	d.set("incident", "n1", "users_told=2027-02-27", "clock=15d")
	d.expect("duty_to_report", "look IN-1: the authority must be told by 13 Mar 2027 14:30, 11 days are left")
	d.set("incident", "n1", "clock=6d")
	d.expect("duty_to_report", "look IN-1: the authority must be told by 4 Mar 2027 14:30, 71 hours are left")
	d.set("incident", "n1", "authority_told=2027-03-01")
	d.expect("duty_to_report")
}

func TestEveryPeriodIsAddedAsPeopleCountIt(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)
	for period, until := range map[string]string{
		"36h": "2 Feb 2027 08:00", "1d": "1 Feb 2027 20:00", "2w": "14 Feb 2027 20:00", "1m": "28 Feb 2027 20:00", "1y": "31 Jan 2028 20:00",
	} {
		d.put("incident", "n"+period, "title=Wrong", "on=2027-01-31 20:00", "clock="+period)
		r := d.record("incident", "n"+period)
		want := fmt.Sprintf("act %s: the authority had to be told by %s, and no day says that it was done", d.Book.Number(d.Catalog, r), until)
		d.expect("duty_to_report", want)
		d.set("incident", "n"+period, "authority_told=2027-02-01")
	}
}

func TestARecordThatIsOverIsReviewedNoMoreAndOneThatHoldsIs(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2028, 6, 2, 0, 0, 0, 0, time.UTC)
	d.keep("requirement", "q1", "title=A law", "state=3 met", "checked=2026-01-01")
	d.keep("risk", "r1", "title=Bias", "state=5 retained", "assessed_on=2026-01-01")
	d.keep("risk", "r2", "title=Past", "state=6 closed", "assessed_on=2026-01-01", "number=2")
	d.keep("supplier", "u1", "title=Model house", "state=4 ended", "reviewed=2026-01-01")
	d.keep("context-issue", "i1", "title=Skill", "state=2 settled", "reviewed=2026-01-01")
	d.expect("review_due", "act RQ-1: Last checked is 1 Jan 2026; it is due every 12 months", "act RI-1: Assessed on is 1 Jan 2026; it is due every 12 months")
}

func TestWhatTheRulesReadOfOperationIsInItsRegisters(t *testing.T) {
	for kind, of := range map[string]any{"release": register.Release{}, "incident": register.Incident{}} {
		k, _ := cat().Register(kind)
		for i := range reflect.TypeOf(of).NumField() {
			if name := reflect.TypeOf(of).Field(i).Tag.Get("field"); !has(k, name) {
				t.Errorf("%s is read by the field %q, which its register has not", kind, name)
			}
		}
	}
	for kind, fields := range map[string][]string{
		"change":        {"systems", "repeat", "risk", "impact", "documents", "requested_on", "emergency"},
		"supplier-mark": {"mark", "action", "respect"}, "responsibility": {"who"}, "requirement": {"report_within"},
	} {
		k, _ := cat().Register(kind)
		for _, name := range fields {
			if !has(k, name) {
				t.Errorf("%s is read by the field %q, which its register has not", kind, name)
			}
		}
	}
	for kind, w := range register.Days() {
		if k, _ := cat().Register(kind); !has(k, w.On) || k.StateAt(w.From) < 1 {
			t.Errorf("%s shows work from the state %q on by the field %q; it lacks one of them", kind, w.From, w.On)
		}
	}
}

func has(k *catalog.Register, field string) bool {
	_, has := k.Field(field)
	return has
}

func BenchmarkJudgeOperation(b *testing.B) {
	d := &desk{t: &testing.T{}, Case: register.Case{Catalog: cat(), Assessment: newDesk(&testing.T{}).Assessment, Book: &register.Book{}, Today: newDesk(&testing.T{}).Today}}
	kinds := []struct{ kind, fields string }{
		{"change", `{"title":"Other data","systems":["s1"],"repeat":["risk","impact","test"],"requested_on":"2027-01-01","state":"4 done","impact":["x00001"]}`},
		{"release", `{"title":"2.4","systems":["s1"],"state":"3 released","go_on":"2027-01-01","documentation_version":"2.4","user_information_version":"2.4","tester":"Ali","builder":"Ines","change":"x00000"}`},
		{"supplier", `{"title":"Model house","state":"2 in use","owner":"Ines","reviewed":"2027-01-01"}`},
		{"supplier-mark", `{"title":"A talk","parent":"x00002","respect":"security","mark":"1","action":"Ask","state":"1 open"}`},
		{"incident", `{"title":"Wrong","on":"2027-02-26T14:30","clock":"72h","state":"1 reported","authority_told":"2027-02-27"}`},
		{"objective", `{"title":"Fair","target":"1","owner":"Ines","judged":"Board","due":"2027-12-01","state":"2 under way"}`},
		{"risk", `{"title":"Bias","kind":"threat","category":"Harm","systems":["s1"],"state":"2 assessed","assessed_on":"2027-01-02","likelihood":2,"individuals":2}`},
		{"impact-assessment", `{"title":"Siebwerk","systems":["s1"],"state":"3 approved","approved_on":"2027-01-02"}`},
	}
	var revisions []assess.Revision
	for i := range 5000 {
		of := kinds[i%len(kinds)]
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(of.fields), &fields); err != nil {
			b.Fatal(err)
		}
		fields["number"] = json.RawMessage(fmt.Sprint(i))
		for field, value := range fields {
			revisions = append(revisions, assess.Revision{Subject: register.SubjectOf(of.kind, fmt.Sprintf("x%05d", i)), Field: field, Value: value})
		}
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		b.Fatal(err)
	}
	d.Book = next
	b.ReportAllocs()
	for b.Loop() {
		register.Judge(d.Case)
	}
}

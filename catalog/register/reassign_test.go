package register_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// handsOver is a desk where Ines has work of every sort, some of it done.
func handsOver(t *testing.T) *desk {
	d := newDesk(t)
	a := d.Assessment
	a.Answers.Append(assess.Key{Item: "5.2"}, assess.Answer{Owner: "ines brandt", Due: "2027-04-01"})
	a.Answers.Append(assess.Key{Item: "5.3"}, assess.Answer{Owner: "Ali"})
	a.Baseline["A.5.9"] = assess.Answer{Owner: "Ines Brandt"}
	a.Findings = []assess.Finding{
		{ID: "f1", Number: 1, Item: "5.2", Grade: assess.GradeMinor, Statement: "Open", Owner: "Ines Brandt", EffectBy: "Ines Brandt"},
		{ID: "f2", Number: 2, Item: "5.2", Grade: assess.GradeNote, Statement: "Closed", Owner: "Ines Brandt", Closed: true, ClosedBy: "Ali"},
	}
	a.Tasks = []assess.TaskState{{ID: "T1.1", Owner: "Ines Brandt"}, {ID: "T1.3", Owner: "Ines Brandt", Status: assess.TaskDone}}
	a.Systems[0].Owner, a.Systems[0].Overseer, a.Systems[0].RiskBy = "Ines Brandt", "Ines Brandt", "Ines Brandt"
	a.Evidence[0].SeenBy = "Ines Brandt"
	d.lines("request rr1 | title=Logs | owner=Ines Brandt\nrequest rr2 > answered | title=Policy | owner=Ines Brandt | answered_at=2027-02-01 10:00\n" +
		"audit au1 | title=Internal | kind=internal | owner=Ali | team=Ines Brandt, Ali")
	return d
}

func TestAllThatSomebodyHasToDoGoesToAnotherAndWhatIsDoneStays(t *testing.T) {
	d := handsOver(t)
	h, err := register.Reassign(d.Case, "Ines Brandt", " Jule ")
	if err != nil {
		t.Fatal(err)
	}
	const want = "7 things: Answers 1, Answers of the ISMS 1, Findings 1, Tasks 1, AI systems 1, Audits 1, Requests of auditors 1"
	if h.String() != want {
		t.Errorf("it hands over %s; %s is right", h, want)
	}
	var places []string
	for _, c := range h.Changes {
		places = append(places, string(c.Subject)+" "+c.Field+" "+string(c.Value))
	}
	for _, stays := range []string{"f2", "T1.3", "rr2", "effect_by", "risk_by", "evidence", "5.3"} {
		if slices.ContainsFunc(places, func(p string) bool { return strings.Contains(p, stays) }) {
			t.Errorf("what is done or said changes: %s in %q", stays, places)
		}
	}
	if !slices.Contains(places, `record/audit/au1 team ["Jule","Ali"]`) {
		t.Errorf("the team is not changed: %q", places)
	}
}

func TestAPersonIsFoundInEachWayInWhichTheNameIsWritten(t *testing.T) {
	d := handsOver(t)
	d.Assessment.Tasks = append(d.Assessment.Tasks, assess.TaskState{ID: "T2.1", Owner: "I.B.", Due: "2027-04-02"})
	d.put("person", "pe1", "title=Ines Brandt", "also=I.B.\nBrandt, CISO", "function=CISO")
	h, err := register.Reassign(d.Case, "Brandt, CISO", "Jule")
	if err != nil || h.N() != 8 {
		t.Errorf("%v (%v)", h, err)
	}
	if h, err := register.Reassign(d.Case, "I.B.", "ines brandt"); err != nil || h.N() != 2 || h.To != "Ines Brandt" {
		t.Errorf("the name is not made one: %v (%v)", h, err)
	}
	for _, w := range register.WhoWaits(register.Owed(register.Agenda(d.Case))) {
		if w.Person == "I.B." {
			t.Errorf("%s is waited for beside Ines Brandt", w.Person)
		}
	}
}

func TestNothingIsHandedOverWithoutANameOnEachSide(t *testing.T) {
	d := handsOver(t)
	for _, c := range [][3]string{
		{"", "Jule", "say whose work"}, {"Ines Brandt", " ", "say who takes"}, {"Nobody", "Jule", `has the owner "Nobody"`}, {"Ines Brandt", "a\nb", "name"},
	} {
		if _, err := register.Reassign(d.Case, c[0], c[1]); err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%q to %q: %v", c[0], c[1], err)
		}
	}
}

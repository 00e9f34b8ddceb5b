package register_test

import (
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
)

// Today is 1 March 2027.
func TestTheDayOfAnAnswerToAnAreaOfConcernIsBeforeStage2(t *testing.T) {
	for _, c := range []struct{ name, certification, area, want string }{
		{"no day of stage 2", "", "due=2027-06-01", ""},
		{"in time", "stage_2=2027-06-01", "due=2027-05-31", ""},
		{"on the day itself", "stage_2=2027-06-01", "due=2027-06-01", "act CE-1.1: the answer is due on 1 Jun 2027, and stage 2 begins on 1 Jun 2027; it is to be there before"},
		{"after it", "stage_2=2027-06-01", "due=2027-07-01", "act CE-1.1: the answer is due on 1 Jul 2027, and stage 2 begins on 1 Jun 2027; it is to be there before"},
		{"stage 2 began", "stage_2=2027-02-01", "owner=Ines", "act CE-1.1: stage 2 began on 1 Feb 2027, and it is not answered"},
		{"stage 2 was held", "stage_2=2027-02-01 | stage_2_held=2027-02-02", "owner=Ines", "act CE-1.1: stage 2 was held on 2 Feb 2027, and it is not answered"},
	} {
		d := newDesk(t)
		line := "certification ce1 | title=AIMS"
		if c.certification != "" {
			line += " | " + c.certification
		}
		d.lines(line + "\narea-of-concern ac1 | title=Scope | parent=CE-1 | " + c.area)
		var want []string
		if c.want != "" {
			want = []string{c.want}
		}
		if got := d.told("answered_late"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", c.name, got)
		}
		d.lines("area-of-concern ac1 > answered | answer=Done")
		if got := d.told("answered_late"); len(got) > 0 {
			t.Errorf("%s: answered, and %q", c.name, got)
		}
	}
}

func TestAnAreaOfConcernWithoutADayStandsOnThatOfStage2AmongAllThatIsDue(t *testing.T) {
	d := newDesk(t)
	d.lines("certification ce1 | title=AIMS | stage_2=2027-06-01\narea-of-concern ac1 | title=Scope | parent=CE-1")
	if got := d.dated("CE-1.1"); !slices.Equal(got, []string{"2027-06-01 Answer before stage 2"}) {
		t.Errorf("%q", got)
	}
	d.lines("area-of-concern ac1 | due=2027-05-01")
	if got := d.dated("CE-1.1"); !slices.Equal(got, []string{"2027-05-01 Answer due"}) {
		t.Errorf("%q", got)
	}
}

func TestWhatChangedSinceTheDecisionIsToldToTheBody(t *testing.T) {
	d := examined(t, 3)
	d.lines("certification ce1 | title=AIMS | decided_on=2027-01-20")
	d.issue("1.1") // on 15 January
	d.expect("untold")
	a := *d.Assessment
	a.Systems = slices.Clone(a.Systems)
	a.Systems[0].Since = assess.Mark{By: "Ines", At: time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC), Order: "r1"}
	d.Assessment = &a
	d.expect("untold", "look CE-1: the body may have to be told: Siebwerk came into scope (3 Feb 2027)")
	d.lines("incident in1 | severity=serious | on=2027-02-10 10:00")
	d.expect("untold", "look CE-1: the body may have to be told: Siebwerk came into scope (3 Feb 2027), IN-1 Wrong price (10 Feb 2027)")
	d.lines("notice nb1 | title=Siebwerk | parent=CE-1 | changed_on=2027-02-03")
	d.expect("untold", "look CE-1: the body may have to be told: IN-1 Wrong price (10 Feb 2027)")
	d.lines("notice nb2 | title=The wrong price | parent=CE-1 | changed_on=2027-02-10")
	d.expect("untold")
}

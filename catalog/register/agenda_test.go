package register_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// dated is the agenda from a record or item on, as it is read.
func (d *desk) dated(of string) (all []string) {
	for _, x := range register.Agenda(d.Case) {
		if x.Of == of {
			all = append(all, x.On+" "+x.What)
		}
	}
	return all
}

func TestWhatHasADayStandsInTheAgendaUntilItIsDone(t *testing.T) {
	for _, c := range []struct {
		name, lines, of, then string
		want                  []string
	}{
		{"a request", "request rr1 | title=Logs | due=2027-05-01", "RR-1", "request rr1 > answered | title=Logs | answered_at=2027-03-01 10:00", []string{"2027-05-01 Wanted by"}},
		{"a look", "context-issue ci1 | title=Law | side=external | reviewed=2026-05-31", "CI-1", "context-issue ci1 > settled | title=Law", []string{"2027-05-31 Look again"}},
		{"a time to tell", "incident in1 | title=Odd | on=2027-03-01 10:00 | happened=Odd | severity=small | users_within=72h", "IN-1", "incident in1 | users_told=2027-03-02", []string{"2027-03-04 Tell the users"}},
		{"a step of certification", "certification ce1 | title=AIMS | stage_1=2027-04-01 | stage_2=2027-06-01", "CE-1", "certification ce1 | stage_1_held=2027-04-02 | stage_2_held=2027-06-02", []string{"2027-04-01 Stage 1 planned", "2027-06-01 Stage 2 planned"}},
	} {
		d := newDesk(t)
		d.lines(c.lines)
		if got := d.dated(c.of); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q; %q is right", c.name, got, c.want)
		}
		d.lines(c.then)
		if got := d.dated(c.of); len(got) > 0 {
			t.Errorf("%s is done and still stands there: %q", c.name, got)
		}
	}
}

func TestAnAnswerWaitsUntilItIsInPlace(t *testing.T) {
	for level, want := range []int{1, 1, 1, 0, 0, 0} {
		d := newDesk(t)
		a := *d.Assessment
		a.Answers = assess.Answers{}
		a.Answers.Append(assess.Key{Item: "5.2"}, assess.Answer{Rating: assess.Rating{State: assess.Rated, Level: level}, Due: "2027-04-01"})
		d.Assessment = &a
		if got := d.dated("5.2"); len(got) != want {
			t.Errorf("rated %d: %q", level, got)
		}
	}
}

func TestLawThatBeginsWithinAYearIsAhead(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Siebwerk", InScope: true, Roles: []string{"provider"}, RiskClass: "limited"}}
	var law []register.Dated
	for _, x := range register.Agenda(d.Case) {
		if x.Begins {
			law = append(law, x)
		}
	}
	if len(law) == 0 || !strings.Contains(law[0].Title, "Siebwerk") {
		t.Fatalf("ahead is %v", law)
	}
	if got := register.Letter(law, "2026-07-01"); got != "" {
		t.Errorf("law waits for somebody: %s", got)
	}
}

func TestALetterSaysWhoIsWaitedFor(t *testing.T) {
	d := newDesk(t)
	d.lines("request rr1 | title=Risk register | due=2027-03-05\nrequest rr2 | title=Policy | owner=Ines | due=2027-02-28\nrequest rr3 | title=Logs | owner=ali | due=2027-03-02\nrequest rr4 | title=Tests | owner=Ali | due=2027-03-04")
	want := "ali\n- 2 Mar 2027: RR-3 Logs; Wanted by\n- 4 Mar 2027: RR-4 Tests; Wanted by\n\n" +
		"Ines\n- 28 Feb 2027 (late): RR-2 Policy; Wanted by\n\nNobody is named\n- 5 Mar 2027: RR-1 Risk register; Wanted by\n"
	if got := register.Letter(register.Agenda(d.Case), "2027-03-01"); got != want {
		t.Errorf("it says\n%s\n%s is right", got, want)
	}
}

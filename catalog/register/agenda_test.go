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

func TestEachDutyOfALawThatBeginsWithinAYearIsAhead(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Siebwerk", InScope: true, Roles: []string{"provider"}, RiskClass: "limited", Kind: "generative"}}
	var law []register.Dated
	for _, x := range register.Agenda(d.Case) {
		if x.Begins {
			law = append(law, x)
		}
	}
	if !slices.ContainsFunc(law, func(x register.Dated) bool { return x.On == "2026-12-02" && x.Of == "EU AI Act art. 50" }) {
		t.Errorf("the marking of what is generated is not ahead: %v", law)
	}
	if len(law) == 0 || !strings.Contains(law[0].Title, "Siebwerk") {
		t.Fatalf("ahead is %v", law)
	}
	if got := register.Letter(law, "2026-09-01"); got != "" {
		t.Errorf("law waits for somebody: %s", got)
	}
}

func TestALetterSaysWhoIsWaitedFor(t *testing.T) {
	d := newDesk(t)
	d.lines("request rr1 | title=Risk register | due=2027-03-05\nrequest rr2 | title=Policy | owner=Ines | due=2027-02-28\nrequest rr3 | title=Logs | owner=ali | due=2027-03-02\nrequest rr4 | title=Tests | owner=Ali | due=2027-03-04")
	const asks = "Please tell us where a day can't be kept, and which day can. Thank you.\n"
	want := "ali, we wait for these:\n- 2 Mar 2027: RR-3 Logs; Wanted by\n- 4 Mar 2027: RR-4 Tests; Wanted by\n" + asks + "\n" +
		"Ines, we wait for these, 1 of them late:\n- 28 Feb 2027 (late): RR-2 Policy; Wanted by\n" + asks + "\n" +
		"Nobody is named for these:\n- 5 Mar 2027: RR-1 Risk register; Wanted by\n"
	if got := register.Letter(register.Agenda(d.Case), "2027-03-01"); got != want {
		t.Errorf("it says\n%s\n%s is right", got, want)
	}
}

func TestAFindingWaitsForItsAnswerAndForItsAction(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Findings = []assess.Finding{
		{ID: "f1", Number: 1, Item: "5.2", Statement: "The policy\nnames no AI", AnswerDue: "2027-04-01", Due: "2027-05-01", Owner: "Ines"},
		{ID: "f2", Number: 2, Item: "5.2", AnswerDue: "2027-04-01", AcceptedOn: "2027-03-20", Due: "2027-05-01", DoneOn: "2027-03-20"},
		{ID: "f3", Number: 3, Item: "5.2", Due: "2027-05-01", Closed: true},
	}
	if got, want := d.dated("FI-1"), []string{"2027-04-01 Answer", "2027-05-01 Corrective action"}; !slices.Equal(got, want) {
		t.Errorf("it waits for %q; %q is right", got, want)
	}
	if got := append(d.dated("FI-2"), d.dated("FI-3")...); len(got) > 0 {
		t.Errorf("what is done or closed waits for %q", got)
	}
	if got := register.Letter(register.Agenda(d.Case), "2027-03-01"); !strings.Contains(got, "FI-1 The policy names no AI; Answer") {
		t.Errorf("the mail says\n%s", got)
	}
}

func TestEvidenceThatWasSeenIsToBeSeenAgain(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Evidence = []assess.Evidence{
		{ID: "e1", Number: 1, What: "Policy", SeenBy: "Ali", SeenOn: "2026-08-31", Items: []string{"5.2"}},
		{ID: "e2", Number: 2, What: "Claimed", Items: []string{"5.2"}},
		{ID: "e3", Number: 3, What: "Serves nothing", SeenBy: "Ali", SeenOn: "2026-08-31"},
	}
	if got, want := d.dated("EV-1"), []string{"2027-08-31 See it again"}; !slices.Equal(got, want) {
		t.Errorf("it is due on %q; %q is right", got, want)
	}
	if got := append(d.dated("EV-2"), d.dated("EV-3")...); len(got) > 0 {
		t.Errorf("what nobody saw, or serves nothing, is due on %q", got)
	}
}

func TestADayIsLateOrInAWeekOrSoonOrLater(t *testing.T) {
	today := time.Date(2027, 3, 1, 15, 0, 0, 0, time.UTC)
	var agenda []register.Dated
	for _, c := range []struct {
		on   string
		span register.Span
	}{
		{"2027-02-28", register.Late},
		{"2027-03-01", register.Week},
		{"2027-03-08", register.Week},
		{"2027-03-09", register.Soon},
		{"2027-03-31", register.Soon},
		{"2027-04-01", register.Later},
	} {
		d := register.Dated{On: c.on, Of: c.on}
		if got := d.Span(today); got != c.span {
			t.Errorf("%s is %s; %s is right", c.on, got, c.span)
		}
		agenda = append(agenda, d)
	}
	law := register.Dated{On: "2027-03-01", Of: "a law", Begins: true}
	p := register.Press(append([]register.Dated{law}, agenda...), today)
	if p.Late != 1 || p.Soon != 4 || p.Next.Of != "2027-03-01" {
		t.Errorf("%d late, %d soon, next %q", p.Late, p.Soon, p.Next.Of)
	}
	if p := register.Press([]register.Dated{law}, today); p != (register.Pressing{}) {
		t.Errorf("law presses: %v", p)
	}
}

func TestARequestIsAnsweredNowWhereNobodySaysWhen(t *testing.T) {
	d := newDesk(t)
	d.Today = time.Date(2027, 3, 1, 14, 30, 0, 0, time.UTC)
	d.put("request", "rr1", "title=Logs", "due=2027-02-01")
	if n := d.Requested(); n != (register.Requested{All: 1, Late: 1}) {
		t.Errorf("counted are %+v", n)
	}
	if err := d.take(register.Move(d.Case, "request", "rr1", "answered")); err != nil {
		t.Fatal(err)
	}
	r, _ := d.Book.Record("request", "rr1")
	if got := r.Text("answered_at"); got != "2027-03-01T14:30" {
		t.Errorf("it was answered at %q", got)
	}
	if n := d.Requested(); n != (register.Requested{All: 1, Answered: 1}) || n.Open() != 0 {
		t.Errorf("counted are %+v", n)
	}
}

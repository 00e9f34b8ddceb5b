package register_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/register"
)

// opened is a desk with a review of the records that are sound, on which it is opened.
func opened(t *testing.T, fields ...string) *desk {
	t.Helper()
	d := examined(t, 3)
	d.put("review", "mr2", append([]string{"title=Autumn", "due=2027-03-20"}, fields...)...)
	if err := d.take(register.OpenReview(d.Case, "mr2")); err != nil {
		t.Fatal(err)
	}
	return d
}

// stoodAt is an input of the review as it stands.
func (d *desk) stoodAt(id string) register.Input {
	d.t.Helper()
	for _, in := range d.Inputs(d.record("review", "mr2")) {
		if in.ID == id {
			return in
		}
	}
	d.t.Fatalf("the review does not need the input %s", id)
	return register.Input{}
}

func TestAReviewCollectsWhatTheRegistersHoldOnThatDay(t *testing.T) {
	d := opened(t)
	for id, want := range map[string]string{
		"01": "1 decision of earlier reviews: 1 open\nMR-1.1 One person more; open; due 1 Sep 2027; Ines",
		"02": "2 AI systems in scope\nSiebwerk; provider; risk class limited; in operation\nChat; user; risk class limited; in operation",
		"10": "3 risks and opportunities: 1 assessed, 1 in treatment, 1 treated\nRI-3 Odd answers; in treatment; due 1 Sep 2027; Ines; it is high, above the limit medium for “Harm”\nRI-1 Wrong refusal; treated; due 1 Feb 2027; Ines\nRI-2 Faster answers; assessed; Ines",
	} {
		if got := d.stoodAt(id).AIMS; !strings.Contains(got, want) && got != want {
			t.Errorf("at %s stands\n%s\n%s is right", id, got, want)
		}
	}
	d.lines("risk ri2 | owner=Ali")
	if got := d.stoodAt("10").AIMS; !strings.Contains(got, "RI-2 Faster answers; assessed; Ines") {
		t.Errorf("what was collected changed with the record: %s", got)
	}
	if got := d.record("review", "mr2").Text("opened_on"); got != "2027-03-01" {
		t.Errorf("it was collected on %s", got)
	}
}

func TestWhatNeedsSomebodyIsCollectedFirst(t *testing.T) {
	d := examined(t, 3)
	d.lines("risk ri3 | due=2027-02-01")
	d.put("review", "mr2", "title=Autumn")
	if err := d.take(register.OpenReview(d.Case, "mr2")); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(d.stoodAt("10").AIMS, "\n")
	if !strings.HasPrefix(lines[1], "RI-3 Odd answers; in treatment; due 1 Feb 2027; Ines; ") {
		t.Errorf("%q stands first", lines[1])
	}
}

func TestNoReviewCollectsAConcern(t *testing.T) {
	d := examined(t, 3)
	d.lines("+ concern cc1 | title=Odd boss | from=inside | readers=Ines")
	d.put("review", "mr2", "title=Autumn")
	if err := d.take(register.OpenReview(d.Case, "mr2")); err != nil {
		t.Fatal(err)
	}
	for field, value := range d.record("review", "mr2").Values.All() {
		if strings.Contains(string(value), "Odd") && strings.Contains(string(value), "boss") || strings.Contains(string(value), "CC-") {
			t.Errorf("%s says %s", field, value)
		}
	}
}

func TestAnInputThatIsEmptyLeavesTheReviewIncomplete(t *testing.T) {
	for _, c := range []struct{ name, scope, say, id, lacks string }{
		{"nothing was collected", "", "", "06", "nothing on the AIMS"},
		{"it was typed", "", "aims.06=No complaint", "06", ""},
		{"the ISMS says nothing", "for=both", "", "10", "nothing on the ISMS"},
		{"a figure without its source", "for=both", "isms.10=Nine risks", "10", "no source of the figure of the ISMS"},
		{"a figure with it", "for=both", "isms.10=Nine risks | source.10=Register of 1 March", "10", ""},
		{"the ISMS alone", "for=ISMS", "", "18", "nothing on the ISMS"},
	} {
		var fields []string
		if c.scope != "" {
			fields = append(fields, c.scope)
		}
		d := opened(t, fields...)
		if c.say != "" {
			d.lines("review mr2 | " + c.say)
		}
		if got := d.stoodAt(c.id).Lacks; got != c.lacks {
			t.Errorf("%s: it lacks %q; %q is right", c.name, got, c.lacks)
		}
	}
}

func TestAReviewThatIsNearAsksToBeOpened(t *testing.T) {
	d := newDesk(t)
	d.put("review", "mr2", "title=Autumn", "due=2027-03-09")
	d.expect("inputs_empty")
	d.Today = d.Today.AddDate(0, 0, 1)
	d.expect("inputs_empty", "look MR-1: the inputs are not collected yet; it is planned for 9 Mar 2027")
}

func TestAReviewThatWasHeldIsNotOpenedAnew(t *testing.T) {
	d := examined(t, 3)
	_, err := register.OpenReview(d.Case, "mr1")
	if got := errText(err); got != "MR-1 was held; what lay on the table stands" {
		t.Error(got)
	}
}

func TestTheLastReviewAnswersForThoseBeforeIt(t *testing.T) {
	d := newDesk(t)
	d.put("review", "mr1", "title=2025", "held_on=2025-02-10")
	d.expect("latest_due", "act MR-1: Held on is 10 Feb 2025; it is due every 12 months")
	d.put("review", "mr2", "title=2026", "held_on=2026-02-10")
	d.expect("latest_due", "look MR-2: Held on is 10 Feb 2026; it is due every 12 months")
}

func TestTheDatesOfACertificationAreNearThenPast(t *testing.T) {
	for _, c := range []struct{ name, say, want string }{
		{"far", "stage_1=2027-05-01", ""},
		{"in 60 days", "stage_1=2027-04-30", "look CE-1: Stage 1 planned: 30 Apr 2027 is near"},
		{"past", "stage_1=2027-02-28", "act CE-1: Stage 1 planned: 28 Feb 2027 is past"},
		{"past and held", "stage_1=2027-02-28 | stage_1_held=2027-02-27", ""},
		{"decided", "decided_on=2027-02-10", "look CE-1: no day for surveillance; the first is held by 10 Feb 2028"},
		{"surveillance too late", "decided_on=2027-02-10 | surveillance=2028-02-11", "act CE-1: surveillance is planned for 11 Feb 2028; 10 Feb 2028, 12 months after the decision, is the last day"},
		{"the next surveillance", "decided_on=2026-02-10 | surveillance=2027-04-01 | surveillance_held=2026-12-01", "look CE-1: Surveillance by: 1 Apr 2027 is near"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.lines("certification ce1 | title=AIMS | " + c.say)
			if c.want == "" {
				d.expect("certificate_dates")
			} else {
				d.expect("certificate_dates", c.want)
			}
		})
	}
}

func TestAnAreaOfConcernIsAnsweredBeforeStage2(t *testing.T) {
	d := newDesk(t)
	d.lines("certification ce1 | title=AIMS | stage_2=2027-06-01\narea-of-concern ac1 | parent=CE-1 | title=No sampling | owner=Ines | due=2027-05-01")
	d.expect("concerns_unanswered", "look CE-1: not answered yet: CE-1.1; stage 2 begins on 1 Jun 2027")
	d.Today = time.Date(2027, 4, 2, 0, 0, 0, 0, time.UTC)
	d.expect("concerns_unanswered", "act CE-1: not answered yet: CE-1.1; stage 2 begins on 1 Jun 2027")
	d.lines("area-of-concern ac1 > answered | answer=We sample now")
	d.expect("concerns_unanswered")
}

func TestAnInputNamesWhatARecordIsHeldAgainstAndWhereItsRegisterIsKept(t *testing.T) {
	d := examined(t, 3)
	if err := d.take(register.KeepElsewhere(d.Case, "audit", register.Elsewhere{Where: "the audit tool", Checked: "2027-02-01", By: "Eva"})); err != nil {
		t.Fatal(err)
	}
	d.put("review", "mr2", "title=Autumn")
	if err := d.take(register.OpenReview(d.Case, "mr2")); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"07": "OJ-1 Fewer errors; under way; due 1 Jun 2027; target 2 %; Ines",
		"09": "ME-1 Right answers; watched; last 0.95 on 20 Feb 2027; Ines",
		"14": "Audits: kept elsewhere, the audit tool; looked at on 1 Feb 2027 by Eva",
	} {
		if got := d.stoodAt(id).AIMS; !strings.Contains(got, want) {
			t.Errorf("at %s stands\n%s\n%s is right", id, got, want)
		}
	}
}

package register_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// assessment writes an impact assessment of Siebwerk down.
func (d *desk) assessment(fields ...string) {
	d.t.Helper()
	d.put("impact-assessment", "a1", append([]string{"title=Siebwerk 1.0", "systems=Siebwerk"}, fields...)...)
}

// harm writes a harm of it down, rated by severity, reach, likelihood and repair.
func (d *desk) harm(id string, severity, reach, likelihood, repair int, fields ...string) {
	d.t.Helper()
	d.put("impact", id, append([]string{
		"parent=IA-1", "title=" + id, "prompt=C2", "on=individuals", "side=harm", "who=Applicants", "rests_on=Tests of May",
		fmt.Sprint("severity=", severity), fmt.Sprint("reach=", reach), fmt.Sprint("likelihood=", likelihood), fmt.Sprint("repair=", repair),
	}, fields...)...)
}

func TestAHarmIsSevereByItselfOrBecauseItStays(t *testing.T) {
	for _, c := range []struct {
		severity, likelihood, repair int
		severe                       bool
	}{
		{4, 1, 1, true}, {3, 4, 3, false}, {1, 2, 4, true}, {3, 1, 4, false}, {4, 0, 0, true},
	} {
		i := register.Impact{Side: "harm", Severity: c.severity, Reach: 4, Likelihood: c.likelihood, Repair: c.repair}
		if i.Severe() != c.severe {
			t.Errorf("severity %d, likelihood %d, repair %d is severe: %v; %v is right", c.severity, c.likelihood, c.repair, i.Severe(), c.severe)
		}
		if i.Side = "benefit"; i.Severe() {
			t.Error("a benefit is severe; it has no rating")
		}
	}
}

func TestABenefitIsNeverRated(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	d.put("impact", "b1", "parent=IA-1", "title=Sooner known", "on=individuals", "side=benefit")
	d.expect("rating")
	if err := d.take(register.Set(d.Case, "impact", "b1", said("severity=2"))); err == nil || !strings.Contains(err.Error(), "asked only when side = harm") {
		t.Errorf("a benefit is rated: %v", err)
	}
}

func TestAHarmThatIsNotRatedSaysByWhat(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	d.put("impact", "h1", "parent=IA-1", "title=Passed over", "on=individuals", "side=harm", "severity=hard", "reach=2")
	d.expect("rating", "look IA-1.1: it is not rated by Likelihood, Repair")
	if got := d.Says(d.record("impact", "h1"), "severity"); got != "3 hard" {
		t.Errorf("the severity reads %q", got)
	}
}

func TestTheHighestSingleHarmCountsAndReachOnlySorts(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	d.harm("h1", 2, 1, 1, 1)
	d.harm("h2", 2, 4, 1, 1)
	d.harm("h3", 1, 4, 2, 4)
	d.put("impact", "b1", "parent=IA-1", "title=b1", "on=society", "side=benefit")
	var order []string
	for _, r := range d.Impacts(d.record("impact-assessment", "a1")) {
		order = append(order, r.ID)
	}
	if want := []string{"h3", "h2", "h1", "b1"}; !slices.Equal(order, want) {
		t.Errorf("the impacts stand as %v; %v is right", order, want)
	}
	if severity, severe := d.Highest(d.record("impact-assessment", "a1")); severity != 2 || !severe {
		t.Errorf("the highest is %d, severe %v; 2, severe by h3, is right", severity, severe)
	}
	d.move("impact", "h3", "no longer arises")
	if _, severe := d.Highest(d.record("impact-assessment", "a1")); severe {
		t.Error("a harm that no longer arises still counts")
	}
}

func TestASevereHarmIsAcceptedAtTheTopUntilADay(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	d.harm("h1", 4, 1, 1, 1)
	d.expect("rating", "act IA-1.1: it is severe and open; top management decides on it")
	d.expect("harm_acceptance_missing")
	d.move("impact", "h1", "safeguarded")
	d.expect("rating")
	d.expect("harm_acceptance_missing", "act IA-1.1: it is still severe and nobody accepted it")
	d.set("impact", "h1", "accepted_by=Ada")
	d.expect("harm_acceptance_missing", "act IA-1.1: it is severe and accepted without a day until which")
	d.set("impact", "h1", "accepted_until=2027-03-01")
	d.expect("harm_acceptance_missing", "act IA-1.1: it is severe and not accepted by top management")
	d.set("impact", "h1", "at_top=yes")
	d.expect("harm_acceptance_missing")
	d.Today = d.Today.AddDate(0, 0, 1)
	d.expect("harm_acceptance_missing", "act IA-1.1: it was accepted until 1 Mar 2027; it is to be decided anew")
}

func TestAHarmIsHeldAgainstTheLimitWithItsSafeguardsOnceTheyAreThere(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	d.harm("h1", 4, 1, 1, 1, "severity_after=2")
	d.expect("rating", "act IA-1.1: it is severe and open; top management decides on it")
	d.move("impact", "h1", "safeguarded")
	d.expect("harm_acceptance_missing")
	if severity, severe := d.Highest(d.record("impact-assessment", "a1")); severity != 2 || severe {
		t.Errorf("the highest is %d, severe %v; 2 with the safeguard is right", severity, severe)
	}
}

func TestWhoDecidesDoesNotGainFromTheLaunch(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Systems[0].Owner = "Mara Lind"
	d.assessment("approved_by=mara lind")
	d.harm("h1", 2, 1, 1, 1, "accepted_by=Mara Lind")
	d.expect("gains_from_launch",
		"act IA-1.1: Accepted by is the owner of Siebwerk and gains from its launch; an impact names somebody else",
		"act IA-1: Approved by is the owner of Siebwerk and gains from its launch; an impact assessment names somebody else")
	d.set("impact-assessment", "a1", "approved_by=Ada")
	d.set("impact", "h1", "accepted_by=Ada")
	d.expect("gains_from_launch")
}

func TestAnAssessmentIsApprovedByWhomAndWhenAndNamesTheNext(t *testing.T) {
	d := newDesk(t)
	d.assessment("assessors=Ines")
	for _, c := range []struct{ needed, field string }{
		{"Decision", "decision=go"}, {"Approved by", "approved_by=Ada"}, {"Approved on", "approved_on=2027-02-01"}, {"Next on", "next_on=2028-02-01"},
	} {
		err := d.take(register.Move(d.Case, "impact-assessment", "a1", "approved"))
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("needs a word in the field %q", c.needed)) {
			t.Errorf("without %s it is approved: %v", c.needed, err)
		}
		d.set("impact-assessment", "a1", c.field)
	}
	d.move("impact-assessment", "a1", "approved")
	d.Today = d.Today.AddDate(1, 0, 0)
	d.expect("overdue", "act IA-1: Next on was 1 Feb 2028 and it is not superseded yet")
}

func TestConditionsAreNamedWhereTheDecisionHasThem(t *testing.T) {
	d := newDesk(t)
	d.assessment("decision=go with conditions", "assessors=Ines", "approved_by=Ada", "approved_on=2027-02-01", "next_on=2028-02-01")
	if err := d.take(register.Move(d.Case, "impact-assessment", "a1", "approved")); err == nil || !strings.Contains(err.Error(), `"Conditions"`) {
		t.Errorf("a go with conditions names none: %v", err)
	}
	d.set("impact-assessment", "a1", "conditions=A person looks first, Ines, 1 May")
	d.move("impact-assessment", "a1", "approved")
}

func TestAnImpactBecomesARiskForTheOrganisationOnce(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	d.harm("h1", 3, 2, 2, 2, "happens=A good applicant is passed over", "safeguards=A.5.4", "owner=Ines", "due=2027-05-01", "action=A person looks first")
	if err := d.take(register.FromImpact(d.Case, "h1", "r1")); err != nil {
		t.Fatal(err)
	}
	risk := d.record("risk", "r1")
	for field, want := range map[string]string{
		"title": "h1", "kind": "threat", "happens": "A good applicant is passed over", "systems": "Siebwerk", "to_come": "A.5.4",
		"owner": "Ines", "due": "1 May 2027", "action": "A person looks first", "likelihood": "",
	} {
		if got := d.Says(risk, field); got != want {
			t.Errorf("the risk says %q of %s; %q is right", got, field, want)
		}
	}
	if got := d.Says(d.record("impact", "h1"), "risk"); got != "RI-1" {
		t.Errorf("the impact leads to %q", got)
	}
	if err := d.take(register.FromImpact(d.Case, "h1", "r2")); err == nil || err.Error() != "IA-1.1 is the risk RI-1 already; open that one" {
		t.Errorf("it becomes a risk twice: %v", err)
	}
	if err := d.take(register.Remove(d.Case, "risk", "r1")); err != nil {
		t.Fatal(err)
	}
	if err := d.take(register.FromImpact(d.Case, "h1", "r2")); err != nil {
		t.Errorf("the risk was removed and the impact can't become one again: %v", err)
	}
}

func TestTheTreatmentPlanIsTheUnionOfRisksAndHarms(t *testing.T) {
	d := newDesk(t)
	d.risk("r1", append(rated(4, 5), "treatment=modify", "action=Test by group", "owner=Ines", "due=2027-06-01", "likelihood_after=2", "individuals_after=2")...)
	d.risk("r2")
	d.assessment()
	d.harm("h1", 3, 2, 2, 2, "safeguards=A.5.4", "severity_after=1", "owner=Piotr")
	d.harm("h2", 1, 1, 1, 1)
	d.harm("h3", 4, 1, 1, 1, "accepted_by=Ada", "accepted_until=2027-12-31")
	d.harm("h4", 4, 1, 1, 1)
	d.move("impact", "h3", "accepted")
	d.move("impact", "h4", "no longer arises")
	d.put("impact", "b1", "parent=IA-1", "title=b1", "on=society", "side=benefit", "action=Measure it")
	var got []string
	for _, l := range register.TreatmentPlan(d.Case) {
		got = append(got, fmt.Sprintf("%d %s %s: %s, %s %v %s %s %s > %s", l.Number, l.Source, d.Book.Number(d.Catalog, l.Record), l.Level, l.Treatment, l.Controls, l.Action, l.Owner, l.Due, l.After))
	}
	want := []string{
		"1 risk RI-1: severe, modify [] Test by group Ines 2027-06-01 > low",
		"2 impact IA-1.1: 3 hard, modify [" + ref(d, "A.5.4") + "]  Piotr  > 1 small",
		"3 impact IA-1.3: 4 lasting, retain []    > ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the plan is\n%s\nright is\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func ref(d *desk, item string) string {
	it, err := assess.FindRef(d.Catalog, d.Assessment, item)
	if err != nil {
		d.t.Fatal(err)
	}
	return assess.RefOf(it)
}

func TestWhatTheRulesReadOfAnImpactIsAFieldOfItsRegister(t *testing.T) {
	k, _ := cat().Register("impact")
	for i := range reflect.TypeFor[register.Impact]().NumField() {
		name := reflect.TypeFor[register.Impact]().Field(i).Tag.Get("field")
		f, has := k.Field(name)
		if whole := reflect.TypeFor[register.Impact]().Field(i).Type.Kind() == reflect.Int; !has || whole != (f.Type == "level") {
			t.Errorf("an impact is read by the field %q, which its register has not, or of another type", name)
		}
	}
}

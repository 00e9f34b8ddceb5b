package register_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// decide makes a decision of the review mr2, of fields as "name=text".
func (d *desk) decide(id, made string, fields ...string) error {
	d.t.Helper()
	said := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		said[name] = text
	}
	return d.take(register.Decide(d.Case, "mr2", id, made, said))
}

func TestADecisionToImproveIsAnImprovementThatIsAgreed(t *testing.T) {
	d := opened(t, "for=both")
	if err := d.decide("md2", "im82", "what=improvement", "title=Watch the notices of suppliers", "input=15", "benefit=No change of a model is missed", "owner=Ines", "due=2027-06-01"); err != nil {
		t.Fatal(err)
	}
	im := d.record("improvement", "im82")
	if im.State() != "agreed" || im.Text("from") != "review" || im.Text("for") != "both" || !slices.Equal(im.List("items"), []string{"A.10.3", "A.10.2"}) || im.Text("owner") != "Ines" {
		t.Errorf("the improvement is %s and says %v", im.State(), im.Values)
	}
	got := d.DecisionsOn(d.record("review", "mr2"), "15")
	if len(got) != 1 || got[0].Made.ID != "im82" || got[0].Owner != "Ines" || got[0].Due != "2027-06-01" || got[0].Became != "agreed" || got[0].Text("owner") != "" {
		t.Errorf("the decisions on the input are %+v", got)
	}
	d.expect("nobody_sees_to")
	if err := d.decide("md3", "im83", "what=improvement", "title=Ask more people", "input=05"); err != nil {
		t.Fatal(err)
	}
	if im := d.record("improvement", "im83"); im.State() != "idea" {
		t.Errorf("without its benefit it is %s", im.State())
	}
	d.expect("nobody_sees_to", "look MR-2.2: not filled in: Owner, Due")
}

func TestWhatAReviewAcceptsIsAcceptedInItsRecord(t *testing.T) {
	for _, c := range []struct{ name, of, field, kind, id, state, wants string }{
		{"a risk on which nothing is done", "RI-2", "risk", "risk", "ri2", "assessed", "retained"},
		{"a risk under treatment", "RI-3", "risk", "risk", "ri3", "in treatment", "in treatment"},
		{"an impact", "IA-2.1", "impact", "impact", "ef4", "open", "accepted"},
	} {
		d := opened(t, "top=yes")
		if was := d.record(c.kind, c.id).State(); was != c.state {
			t.Fatalf("%s is %s before", c.name, was)
		}
		if err := d.decide("md2", "", "what=acceptance", "title=We take it", "input=10", c.field+"="+c.of, "owner=Ines", "accepted_until=2027-12-01"); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		r, md := d.record(c.kind, c.id), d.record("decision", "md2")
		if r.State() != c.wants || r.Text("accepted_by") != "Ines" || r.Text("accepted_until") != "2027-12-01" {
			t.Errorf("%s is %s after, and says %v", c.name, r.State(), r.Values)
		}
		if md.State() != "done" || md.Text("done_on") != "2027-03-01" || c.kind == "impact" && r.Text("at_top") != "yes" {
			t.Errorf("%s: the decision is %s and says %v", c.name, md.State(), md.Values)
		}
	}
}

func TestAnAcceptanceNamesWhatIsAcceptedByWhomAndUntilWhen(t *testing.T) {
	d := opened(t)
	for say, want := range map[string]string{
		"owner=Ines | accepted_until=2027-12-01":             "an acceptance says which risk or impact is accepted",
		"risk=RI-2 | accepted_until=2027-12-01":              "an acceptance says who accepts and until when",
		"risk=RI-2 | owner=Ines":                             "an acceptance says who accepts and until when",
		"risk=MR-1 | owner=Ines | accepted_until=2027-12-01": "MR-1 is no risk; name one",
	} {
		err := d.decide("md2", "", append(strings.Split(say, " | "), "what=acceptance", "title=We take it")...)
		if got := errText(err); got != want {
			t.Errorf("%s: %q; %q is right", say, got, want)
		}
	}
}

func TestTheNextReviewReadsWhatBecameOfADecision(t *testing.T) {
	d := opened(t)
	if err := d.decide("md2", "im82", "what=improvement", "title=Watch the notices", "input=15"); err != nil {
		t.Fatal(err)
	}
	d.lines("improvement im82 | dropped=Too dear\nimprovement im82 > dropped\nreview mr2 | held_on=2027-02-28")
	d.lines("review mr2 > held | chair=Ines | present=Ines | suitable=Yes | adequate=Yes | effective=Yes")
	d.put("review", "mr3", "title=Winter")
	if err := d.take(register.OpenReview(d.Case, "mr3")); err != nil {
		t.Fatal(err)
	}
	got := d.record("review", "mr3").Text("aims.01")
	if want := "2 decisions of earlier reviews: 1 dropped, 1 open\n"; !strings.HasPrefix(got, want) || !strings.Contains(got, "MR-2.1 Watch the notices; dropped") {
		t.Errorf("the tasks are\n%s", got)
	}
}

func TestWhatRecordsTellOfTheISMSIsCollectedOfIt(t *testing.T) {
	d := examined(t, 3)
	d.lines("risk ri1 | for=ISMS\nrisk ri2 | for=both")
	d.put("review", "mr2", "title=Autumn", "for=both", "isms.13=2 incidents", "source.13=Tickets")
	for range 2 { // collected anew, what was collected gives way, and what was typed stays
		if err := d.take(register.OpenReview(d.Case, "mr2")); err != nil {
			t.Fatal(err)
		}
	}
	in := d.stoodAt("10")
	if !strings.HasPrefix(in.AIMS, "2 risks") || !strings.HasPrefix(in.ISMS, "2 risks") || !strings.Contains(in.ISMS, "RI-1") || in.Source != "Registers of this file, collected on 1 Mar 2027" {
		t.Errorf("of the AIMS %q, of the ISMS %q from %q", in.AIMS, in.ISMS, in.Source)
	}
	if in := d.stoodAt("13"); in.ISMS != "2 incidents" || in.Source != "Tickets" {
		t.Errorf("what was typed is %q from %q", in.ISMS, in.Source)
	}
}

func TestWhoDoesNotLeadWritesInputsAndNeitherOpensNorHoldsAReview(t *testing.T) {
	d := opened(t)
	d.lines("decision md9 | parent=MR-2 | title=Take it | what=task")
	own := func(assess.Subject, string) (bool, error) { return false, nil }
	hand := register.Hand{Name: "Kim", Signs: own}
	for _, c := range []struct{ what, kind, id, field, value, state, want string }{
		{"an input", "review", "mr2", "said.10", `"Fine"`, "", ""},
		{"the day of opening", "review", "mr2", "opened_on", `"2027-03-01"`, "", `say "Collected on" of a management review: only a facilitator may do this`},
		{"held", "review", "mr2", "state", `"1 held"`, "", `put a management review into the state "held": only a facilitator may do this, or who stands in the field "Chair" by another's word, under their own key`},
		{"an input of one that was held", "review", "mr1", "said.10", `"Fine"`, "", `change what the state "held" of a management review rests on: only a facilitator may do this`},
		{"a task", "decision", "md9", "due", `"2027-05-01"`, "", ""},
		{"an acceptance", "decision", "md9", "risk", `"ri2"`, "", `say "Risk" of a decision: only a facilitator may do this`},
	} {
		change := []assess.Change{{Subject: register.SubjectOf(c.kind, c.id), Field: c.field, Value: json.RawMessage(c.value)}}
		if got := errText(register.May(catalog.Shipped(), d.Book, hand, change)); got != c.want {
			t.Errorf("%s: %q; %q is right", c.what, got, c.want)
		}
	}
}

func TestTheDayOfATaskStandsAtTheItemsThatItMovesOn(t *testing.T) {
	d := opened(t)
	if err := d.decide("md2", "", "what=task", "title=Write the procedure", "input=11", "owner=Ines", "due=2027-04-01", "items=6.1.4"); err != nil {
		t.Fatal(err)
	}
	if due := register.Dues(d.Case)["6.1.4"]; due.On != "2027-04-01" || due.By.ID != "md2" {
		t.Errorf("6.1.4 is due on %s by %s", due.On, due.By.ID)
	}
	d.lines("decision md2 > done")
	if due := register.Dues(d.Case)["6.1.4"]; due.By.ID == "md2" {
		t.Error("a task that is done still asks for its item")
	}
}

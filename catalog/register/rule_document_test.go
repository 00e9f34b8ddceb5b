package register_test

import (
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestTheNextReviewOfADocumentIsDueOnItsDay(t *testing.T) {
	d := newDesk(t)
	d.put("document", "d1", "title=AI policy", "kind=policy", "due=2027-03-01")
	d.expect("next_due")
	d.Today = time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)
	d.expect("next_due", "look DO-1: Next review was due on 1 Mar 2027")
	d.Today = time.Date(2027, 6, 2, 0, 0, 0, 0, time.UTC)
	d.expect("next_due", "act DO-1: Next review was due on 1 Mar 2027")
	d.move("document", "d1", "withdrawn")
	d.expect("next_due")
}

// lacking are the titles of what is not documented yet.
func (d *desk) lacking() (all []string) {
	for _, need := range register.Missing(d.Case) {
		all = append(all, need.Title)
	}
	return all
}

func TestADocumentThatHoldsAndServesIsWhatIsRequired(t *testing.T) {
	d := newDesk(t)
	const policy = "AI policy"
	d.put("document", "d1", "title=Policy for AI", "kind=policy", "items=5.2", "place=Wiki", "version=1", "owner=Ines", "due=2028-01-01", "approved_by=Ines", "approved_on=2027-01-01")
	for _, c := range []struct {
		state   string
		missing bool
	}{{"in review", true}, {"approved", false}, {"under revision", false}, {"withdrawn", true}} {
		d.move("document", "d1", c.state)
		if slices.Contains(d.lacking(), policy) != c.missing {
			t.Errorf("while it is %s, missing are %v", c.state, d.lacking())
		}
	}
	d.move("document", "d1", "approved")
	d.set("document", "d1", "kind=record")
	if !slices.Contains(d.lacking(), policy) {
		t.Error("a record is taken for the policy")
	}
}

func TestARecordInItsStateIsWhatIsRequired(t *testing.T) {
	d := newDesk(t)
	const method = "Method and criteria of risk assessment"
	d.method("m1", "", "")
	if !slices.Contains(d.lacking(), method) {
		t.Error("a draft is taken for the method")
	}
	d.set("risk-method", "m1", "approved_by=Ines", "approved_on=2027-01-01")
	d.move("risk-method", "m1", "approved")
	if slices.Contains(d.lacking(), method) {
		t.Error("the approved method is not seen")
	}
}

func TestWhatIsNeededForExcludedControlsAloneIsNotAsked(t *testing.T) {
	d := newDesk(t)
	const concerns = "Procedure for reporting concerns"
	if !slices.Contains(d.lacking(), concerns) {
		t.Fatalf("missing are %v", d.lacking())
	}
	d.Assessment.Answers.Append(assess.Key{Item: "A.3.3"}, assess.Answer{Rating: assess.Rating{State: assess.NA}})
	if slices.Contains(d.lacking(), concerns) {
		t.Error("it is asked although its control is excluded")
	}
}

func TestRequiredDocumentsAreToldOnceARegisterOfDocumentsIsUsed(t *testing.T) {
	d := newDesk(t)
	told := func() (all []string) {
		for _, m := range register.Judge(d.Case) {
			if m.Rule == "required_documents" {
				all = append(all, m.Degree.String()+" "+m.Kind+m.ID+": "+m.Sentence)
			}
		}
		return all
	}
	if got := told(); len(got) > 0 {
		t.Errorf("an empty register is told of %v", got)
	}
	d.put("document", "d1", "title=Policy for AI", "kind=policy")
	if got := told(); len(got) != len(d.Catalog.Required()) || got[1] != "look document: not documented yet: AI policy (5.2, A.2.2)" {
		t.Errorf("told are %v", got)
	}
}

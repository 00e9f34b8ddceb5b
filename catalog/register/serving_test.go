package register_test

import (
	"slices"
	"testing"

	"crosswalk/catalog/register"
)

func TestTheFirstDayOfWhatIsNotDoneIsWhenAnItemIsDue(t *testing.T) {
	d := newDesk(t)
	d.put("risk", "r1", "title=One", "kind=threat", "to_come=A.5.4, 27001:A.5.9", "due=2027-06-01", "owner=Ines", "assessed_on=2027-01-01", "action=Do")
	d.put("risk", "r2", "title=Two", "kind=threat", "to_come=A.5.4", "due=2027-05-01", "likelihood_after=1", "owner=Ines", "assessed_on=2027-01-01", "action=Do")
	d.put("objective", "o1", "title=Three", "items=A.5.4", "due=2027-07-01")
	d.put("risk", "r3", "title=Four", "kind=threat", "to_come=A.5.5")
	for ref, want := range map[string]string{"A.5.4": "2027-05-01", "27001:A.5.9": "2027-06-01", "A.5.5": ""} {
		if got := register.Dues(d.Case)[ref].On; got != want {
			t.Errorf("%s is due on %q; %q is right", ref, got, want)
		}
	}
	d.move("risk", "r2", "treated")
	if got := register.Dues(d.Case)["A.5.4"]; got.On != "2027-06-01" || got.By.ID != "r1" {
		t.Errorf("with one treated A.5.4 is due on %s by %s", got.On, got.By.ID)
	}
}

func TestAnItemIsServedByWhatNamesItAndByItsRegisters(t *testing.T) {
	d := newDesk(t)
	d.put("risk", "r1", "title=One", "kind=threat", "to_come=A.5.4")
	d.put("document", "d1", "title=Procedure", "kind=procedure", "items=A.5.4")
	d.put("document", "d2", "title=Loose", "kind=record")
	for item, want := range map[string][]string{"A.5.4": {"d1", "r1"}, "7.5.2": {"d2"}, "6.1.2": {"r1"}, "A.10.2": nil} {
		var got []string
		for _, r := range register.Try(d.Case).Serving(item) {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is served by %v; %v is right", item, got, want)
		}
	}
}

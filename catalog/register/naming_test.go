package register_test

import (
	"testing"

	"crosswalk/catalog/register"
)

func TestARecordKnowsWhichOnesLeadToIt(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("trial", "t2", "title=Second", "before=XT-1")
	d.put("trial", "t3", "title=Third", "others=XT-1, XT-2")
	named := register.NamedBy(d.Case)
	if got := named["t1"]; len(got) != 2 || got[0].ID != "t2" || got[0].Field != "Before" || got[1].ID != "t3" || got[1].Field != "Others" {
		t.Errorf("XT-1 is named by %+v", got)
	}
	if err := d.take(register.Remove(d.Case, "trial", "t3")); err != nil {
		t.Fatal(err)
	}
	if got := register.NamedBy(d.Case)["t2"]; len(got) != 0 {
		t.Errorf("a record that was removed still leads to XT-2: %+v", got)
	}
}

func TestNumbersOfManyAreThoseOfEach(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("trial", "t2", "title=Second")
	d.put("step-of-trial", "s1", "title=Step", "parent=XT-2")
	all := d.Book.Numbers(d.Catalog)
	if len(all) != 3 {
		t.Errorf("there are %d numbers, not 3: %v", len(all), all)
	}
	for _, kind := range d.Book.Kinds() {
		for _, r := range d.Book.Of(kind) {
			if want := d.Book.Number(d.Catalog, r); all[r.ID] != want {
				t.Errorf("%q is %s, and alone %s", r.Title(), all[r.ID], want)
			}
		}
	}
}

func TestTheHeatMapLeavesOutWhatIsClosedAndWhatHelps(t *testing.T) {
	d := newDesk(t)
	d.put("risk", "k1", "title=Leaks", "kind=threat", "likelihood=4", "organisation=2", "society=5", "likelihood_after=2", "society_after=3")
	d.put("risk", "k2", "title=Faster", "kind=opportunity", "likelihood=4", "organisation=5")
	d.put("risk", "k3", "title=Not rated", "kind=threat")
	d.put("risk", "k4", "title=Over", "kind=threat", "likelihood=1", "organisation=1")
	d.set("risk", "k4", "closed_by=Mara", "closed_on=2027-02-01")
	if err := d.take(register.Move(d.Case, "risk", "k4", "closed")); err != nil {
		t.Fatal(err)
	}
	h := register.HeatOf(d.Case)
	now, after := h.Now[register.Cell{Likelihood: 4, Consequence: 5}], h.After[register.Cell{Likelihood: 2, Consequence: 3}]
	if len(h.Now) != 1 || len(now) != 1 || now[0] != "k1" || len(h.After) != 1 || len(after) != 1 || h.Unrated != 1 {
		t.Errorf("the map is %+v", h)
	}
}

func TestWhatAStateLacksIsNamedInTheOrderOfTheForm(t *testing.T) {
	d := newDesk(t)
	d.put("risk", "k1", "title=Leaks", "kind=threat")
	k, _ := d.Catalog.Register("risk")
	for state, want := range map[string]string{"identified": "", "assessed": "owner assessed_on ", "in treatment": "action due ", "retained": "accepted_by accepted_until "} {
		got := ""
		for _, f := range register.Lacks(k, d.record("risk", "k1"), state) {
			got += f.Name + " "
		}
		if got != want {
			t.Errorf("%s lacks %q; %q is right", state, got, want)
		}
	}
}

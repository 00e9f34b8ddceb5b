package register_test

import (
	"encoding/json"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestTheDoorAsksWhoDecidesAboutARecord(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First", "owner=Mara")
	change := func(field, value string) []assess.Change {
		return []assess.Change{{Subject: register.SubjectOf("trial", "t1"), Field: field, Value: json.RawMessage(value)}}
	}
	named := func(assess.Subject, string) (bool, error) { return true, nil }
	own := func(assess.Subject, string) (bool, error) { return false, nil }
	for name, c := range map[string]struct {
		hand    register.Hand
		changes []assess.Change
		want    string
	}{
		"a word":                          {register.Hand{Name: "Kim", Signs: named}, change("title", `"x"`), ""},
		"a decision by who leads":         {register.Hand{Name: "Kim", Leads: true}, change("state", `"2 approved"`), ""},
		"a decision by who is named":      {register.Hand{Name: "mara", Signs: named}, change("state", `"2 approved"`), ""},
		"a decision by who named herself": {register.Hand{Name: "Mara", Signs: own}, change("state", `"2 approved"`), `put a trial into the state "approved": only a facilitator may do this, or who stands in the field "Owner" by another's word, under their own key`},
		"a decision by another":           {register.Hand{Name: "Kim", Signs: named}, change("state", `"2 approved"`), `put a trial into the state "approved": only a facilitator may do this, or who stands in the field "Owner" by another's word, under their own key`},
		"a state that is no decision":     {register.Hand{Name: "Kim", Signs: own}, change("state", `"3 done"`), ""},
		"a register nobody knows":         {register.Hand{Name: "Kim", Signs: own}, []assess.Change{{Subject: register.SubjectOf("dream", "x"), Field: "state", Value: json.RawMessage(`"2 approved"`)}}, ""},
	} {
		got := ""
		if err := register.May(d.Catalog, d.Book, c.hand, c.changes); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q; %q is right", name, got, c.want)
		}
	}
}

func TestABookThatSomebodyReadsLacksWhatNamesOthersAsReaders(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	if d.Book.ReadBy(d.Catalog, "Mara") != d.Book {
		t.Error("a book without anything restricted is another for Mara")
	}
	d.put("concern", "c1", "title=One", "readers=Mara, Jo")
	d.put("concern", "c2", "title=Two", "readers=Jo")
	for name, want := range map[string]int{"mara": 1, "Jo": 2, "Kim": 0, "": 0} {
		if got := len(d.Book.ReadBy(d.Catalog, name).Of("concern")); got != want {
			t.Errorf("%q reads %d; %d is right", name, got, want)
		}
	}
	if got := d.Book.Called(d.Catalog)[register.SubjectOf("concern", "c2")]; got != "CC-2" {
		t.Errorf("the second is called %s", got)
	}
}

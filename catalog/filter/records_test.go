package filter_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/register"
)

func TestAFilterOfRecordsLetsThroughWhatIsAllOfItsWords(t *testing.T) {
	cat := catalog.Shipped()
	k, _ := cat.Register("risk")
	c := filter.RecordFacts{Register: k, Person: "Ines Braun", Case: register.Case{
		Catalog: cat, Assessment: &assess.Assessment{Systems: []assess.System{{ID: "a", Name: "Lotse"}, {ID: "b", Name: "Lotse Nord"}, {ID: "c", Name: "Hub"}}}, Book: register.Keep(nil), Today: time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC),
	}}
	for id, said := range map[string]map[string]string{
		"1": {"title": "Drift", "kind": "threat", "owner": "Ines Braun", "due": "2026-05-03", "likelihood": "likely", "systems": "Lotse"},
		"2": {"title": "Leak", "kind": "threat", "owner": "Mia", "due": "2026-05-20", "likelihood": "unlikely", "systems": "Lotse Nord"},
		"3": {"title": "Faster answers", "kind": "opportunity", "due": "2026-09-01", "systems": "Hub"},
	} {
		changes, err := register.Put(c.Case, "risk", id, said)
		if err != nil {
			t.Fatal(err)
		}
		if c.Book, err = register.Foresee(c.Book, changes); err != nil {
			t.Fatal(err)
		}
	}
	c.Worst = map[string]register.Degree{"1": register.Act, "2": register.Look}
	for typed, want := range map[string]string{
		"": "1 2 3", "all": "1 2 3", "needs": "1 2", "act": "1", "mine": "1", "owner:mia": "2", `owner:mia owner:"Ines Braun"`: "1 2",
		"no-owner": "3", "overdue": "1", "due": "1 2", "due:2w": "1", "due:26w": "1 2 3", "state:identified": "1 2 3", "state:closed": "",
		"kind:opportunity": "3", "kind:opp": "3", "likelihood:likely": "1", "likelihood:like": "1 2", "title:e": "2 3", "needs kind:threat mine": "1",
		"systems:lotse": "1", "systems:lot": "1 2", "systems:lotse systems:hub": "1 3",
	} {
		f, err := filter.ParseRecords(k, typed)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
		}
		var ids []string
		for _, r := range c.Choose(f, c.Book.Of("risk")) {
			ids = append(ids, r.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q lets %q through, want %q", typed, got, want)
		}
		if again, err := filter.ParseRecords(k, f.String()); err != nil || !again.Equal(f) {
			t.Errorf("%q is written %q and read as %q (%v)", typed, f, again, err)
		}
	}
}

func TestAListOfRecordsOffersItsWordsAndEachIsReadBack(t *testing.T) {
	cat := catalog.Shipped()
	a := &assess.Assessment{Systems: []assess.System{{ID: "a", Name: "Lotse, the first"}, {ID: "b", Name: "Gone", Removed: true}}}
	registers := cat.Registers()
	for i := range registers {
		c := filter.RecordFacts{Register: &registers[i], Case: register.Case{Catalog: cat, Assessment: a, Book: register.Keep(nil)}}
		for _, term := range c.Terms() {
			f := filter.Of(term)
			if again, err := filter.ParseRecords(&registers[i], f.String()); err != nil || !again.Equal(f) {
				t.Errorf("%s is offered as %s, which is read as %v (%v)", registers[i].ID, f, again, err)
			}
			if shown := f.RecordsShown(&registers[i]); shown == "" || strings.Contains(shown, "…") {
				t.Errorf("%s of %s is shown as %q", f, registers[i].ID, shown)
			}
		}
	}
	k, _ := cat.Register("risk")
	f, err := filter.ParseRecords(k, "state:closed needs state:identified treatment:modify systems:Lotse")
	if want := "needs somebody, state closed or identified, AI system Lotse, treatment modify"; err != nil || f.RecordsShown(k) != want {
		t.Errorf("it is shown as %q (%v); %q is right", f.RecordsShown(k), err, want)
	}
}

func TestAFilterOfRecordsSaysWhatWouldBeRight(t *testing.T) {
	k, _ := catalog.Shipped().Register("scope-line")
	for typed, want := range map[string]string{
		"colour": "is no filter of scope; it is needs, act", "state:done": "it is draft or agreed", "title": "needs a value",
		"needs:x": "takes no value", `title:"a`: "a quote is not closed",
	} {
		if _, err := filter.ParseRecords(k, typed); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", typed, err, want)
		}
	}
}

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
		Catalog: cat, Assessment: &assess.Assessment{}, Book: register.Keep(nil), Today: time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC),
	}}
	for id, said := range map[string]map[string]string{
		"1": {"title": "Drift", "kind": "threat", "owner": "Ines Braun", "due": "2026-05-03", "likelihood": "likely"},
		"2": {"title": "Leak", "kind": "threat", "owner": "Mia", "due": "2026-05-20"},
		"3": {"title": "Faster answers", "kind": "opportunity", "due": "2026-09-01"},
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
		"kind:opportunity": "3", "likelihood:likely": "1", "title:e": "2 3", "needs kind:threat mine": "1",
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

package assess_test

import (
	"encoding/json"
	"testing"
	"time"

	"crosswalk/catalog/assess"
)

// sayings are the marked fields, each with what is said in it and where its mark
// stands.
var sayings = []struct {
	place  assess.Place
	value  string
	nobody string
	mark   func(*assess.Assessment) assess.Mark
}{
	{assess.Place{Subject: "evidence/e", Field: "seen_by"}, `"Bo"`, `""`, func(a *assess.Assessment) assess.Mark {
		e, _ := a.EvidenceByID("e")
		return e.Seen
	}},
	{assess.Place{Subject: "system/s", Field: "in_scope"}, `true`, `false`, func(a *assess.Assessment) assess.Mark {
		s, _ := a.System("s")
		return s.Since
	}},
	{assess.Place{Subject: "task/T1.1", Field: "status"}, `"done"`, `""`, func(a *assess.Assessment) assess.Mark { return a.Task("T1.1").Said }},
}

func TestAMarkedFieldKnowsWhoSaidItAndWhen(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, s := range sayings {
		say := func(a *assess.Assessment, id, value string) (*assess.Assessment, assess.Revision) {
			t.Helper()
			r := assess.Revision{ID: id, Subject: s.place.Subject, Field: s.place.Field, Value: json.RawMessage(value), Author: "by " + id, At: noon}
			b, err := assess.Apply(a, r)
			if err != nil {
				t.Fatal(err)
			}
			return b, r
		}
		was := func(when string, a *assess.Assessment, want assess.Mark) {
			t.Helper()
			if got := s.mark(a); got != want {
				t.Errorf("%v, %s: %+v; %+v is right", s.place, when, got, want)
			}
		}
		first := assess.Mark{By: "by r1", At: noon, Order: "r1"}

		a, r := say(assess.New("a"), "r1", s.value)
		was("said", a, first)
		if day := s.mark(a).Day(); day != "2026-03-01" {
			t.Errorf("%v: the day is %s", s.place, day)
		}
		a, _ = say(a, "r2", s.nobody)
		was("taken away", a, assess.Mark{})
		back, err := assess.Restored(r)
		if err != nil {
			t.Fatal(err)
		}
		restored, again := say(a, "r3", string(back))
		was("put back", restored, first)
		if twice, err := assess.Restored(again); err != nil || string(twice) != string(back) {
			t.Errorf("%v: put back twice it is %s, %v", s.place, twice, err)
		}
		if string(again.Plain()) != s.value {
			t.Errorf("%v: it says %s", s.place, again.Plain())
		}
		anew, _ := say(restored, "r4", s.value)
		was("said anew", anew, assess.Mark{By: "by r4", At: noon, Order: "r4"})
		if _, disagree := assess.Shown([]assess.Revision{r, {ID: "r5", Subject: r.Subject, Field: r.Field, Value: back}}); disagree {
			t.Errorf("%v: the same, said twice, is a conflict", s.place)
		}
	}
}

func TestACopyKeepsTheMarksAndAnEditDoesNot(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e", What: "Policy", SeenBy: "Bo", Items: []string{"5.2"}}))
	e, _ := b.a.EvidenceByID("e")
	copied := assess.New("copy")
	for i, c := range b.a.Changes() {
		var err error
		r := assess.Revision{ID: string(rune('A' + i)), Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Cy"}
		if copied, err = assess.Apply(copied, r); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := copied.EvidenceByID("e"); got.Seen.Order != e.Seen.Order || got.Seen.By != e.Seen.By || !got.Seen.At.Equal(e.Seen.At) {
		t.Errorf("of a copy the mark is %+v; %+v is right", got.Seen, e.Seen)
	}
	edited := e
	edited.SeenBy = "Dee"
	b.do(assess.PutEvidence(b.cat, b.a, edited))
	if now, _ := b.a.EvidenceByID("e"); now.SeenBy != "Dee" || now.Seen.Order == e.Seen.Order {
		t.Errorf("after an edit it is %+v", now)
	}
	if same, err := assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e", Kind: "document", What: "Policy", SeenBy: "Dee", Items: []string{"5.2"}}); err != nil || len(same) > 0 {
		t.Errorf("the same said again is %d changes, %v", len(same), err)
	}
}

func TestTheDayOnWhichEvidenceWasSeen(t *testing.T) {
	mark := assess.Mark{By: "Ada", At: time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("", -3600)), Order: "r1"}
	for _, c := range []struct {
		name string
		e    assess.Evidence
		want string
	}{
		{"nobody saw it", assess.Evidence{Date: "2026-01-01"}, ""},
		{"as they put it", assess.Evidence{SeenBy: "Bo", SeenOn: "2025-12-24", Seen: mark}, "2025-12-24"},
		{"else when that was said, in UTC", assess.Evidence{SeenBy: "Bo", Seen: mark}, "2026-03-02"},
	} {
		if got := c.e.SeenDay(); got != c.want {
			t.Errorf("%s: %q; %q is right", c.name, got, c.want)
		}
	}
}

package assess_test

import (
	"encoding/json"
	"testing"
	"time"

	"crosswalk/catalog/assess"
)

func TestWhatARoomSettledOnStandsUntilItIsRatedOtherwise(t *testing.T) {
	b := open(t, small(t))
	record := json.RawMessage(`{"item":"5.2","level":3,"by":"Ines","at":"2026-03-02T10:00:00Z"}`)
	b.do(assess.PutVote(b.a, "v1", record))
	if _, ok := b.a.SettledAt(at("5.2")); ok {
		t.Error("a record without its rating stands")
	}
	b.do(assess.Rate(b.cat, b.a, at("5.2"), 3, ""))
	s, ok := b.a.SettledAt(at("5.2"))
	if !ok || s.Level != 3 || s.By != "Ines" || !s.At.Equal(time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v, %v", s, ok)
	}
	if got, want := s.Words(b.cat, b.a), "5.2 was settled at 3 by Ines on 2 Mar 2026"; got != want {
		t.Errorf("it reads %q; right is %q", got, want)
	}
	for _, c := range []struct {
		name    string
		changes func() ([]assess.Change, error)
		want    int
	}{
		{"the same level", func() ([]assess.Change, error) { return assess.Rate(b.cat, b.a, at("5.2"), 3, "") }, 0},
		{"another level", func() ([]assess.Change, error) { return assess.Rate(b.cat, b.a, at("5.2"), 1, "") }, 1},
		{"none any more", func() ([]assess.Change, error) { return assess.Clear(b.cat, b.a, at("5.2")) }, 1},
		{"a note", func() ([]assess.Change, error) { return assess.Note(b.cat, b.a, at("5.2"), "seen") }, 0},
		{"another item", func() ([]assess.Change, error) { return assess.Rate(b.cat, b.a, at("A.5.4"), 1, "") }, 0},
	} {
		changes, err := c.changes()
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := b.a.Unsettles(append(changes, changes...)); len(got) != c.want {
			t.Errorf("%s overwrites %+v", c.name, got)
		}
	}
	b.do(assess.Rate(b.cat, b.a, at("5.2"), 1, ""))
	if _, ok := b.a.SettledAt(at("5.2")); ok {
		t.Error("it stands although it was rated otherwise")
	}
}

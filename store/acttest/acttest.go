// Package acttest is what tests of the store say: who does what to a database. Its
// one rule: it knows no engine, so that the tests of every engine and the laws
// that all keep are written in the same words.
package acttest

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// Two people of the tests.
var (
	Ada = store.Actor{Name: "Ada"}
	Bo  = store.Actor{Name: "Bo"}
)

// Must ends the test where something went wrong.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Second is the error of what gives something else too.
func Second(_ any, err error) error { return err }

// Create makes an assessment and gives its id.
func Create(t testing.TB, db *store.DB) string {
	t.Helper()
	p := assess.DefaultProfile()
	p.Organisation = "Acme Ltd"
	a, err := db.Create(t.Context(), Ada, "Acme", p)
	Must(t, err)
	return a.ID
}

// Do saves an act.
func Do(t testing.TB, db *store.DB, who store.Actor, id string, decide Decision) *assess.Assessment {
	t.Helper()
	a, err := db.Do(t.Context(), who, id, decide)
	Must(t, err)
	return a
}

// Casts casts votes as "NAME=LEVEL", all of them sure.
func Casts(t testing.TB, db *store.DB, id string, votes ...string) store.RoomVote {
	t.Helper()
	var r store.RoomVote
	for _, v := range votes {
		name, level, _ := strings.Cut(v, "=")
		var err error
		r, err = db.Cast(t.Context(), Voter(name), id, Sure(int(level[0]-'0')))
		Must(t, err)
	}
	return r
}

// Voter is somebody who votes.
func Voter(name string) store.Actor { return store.Actor{Name: name, Role: workshop.Assessor} }

// Sure is a ballot of somebody who is sure of it.
func Sure(level int) workshop.Ballot {
	return workshop.Ballot{Level: level, Confidence: workshop.HighConfidence}
}

// Sound fails the test where a database found anything wrong with itself.
func Sound(t testing.TB, r store.Report, err error) {
	t.Helper()
	Must(t, err)
	for _, c := range r.Checks {
		if !c.OK {
			t.Fatalf("%s: %s", c.Name, c.Detail)
		}
	}
}

// Decision is what the pure functions of package assess give.
type Decision = func(*assess.Assessment) ([]assess.Change, error)

// Saying decides on changes whatever stands there.
func Saying(changes ...assess.Change) Decision {
	return func(*assess.Assessment) ([]assess.Change, error) { return changes, nil }
}

// Rating rates an item.
func Rating(id string, level int) Decision {
	return Saying(assesstest.Change(assesstest.Item(id), assess.FieldRating, map[string]any{"level": level, "reason": "as seen"}))
}

// Noting writes the note of an item.
func Noting(id, note string) Decision {
	return Saying(assesstest.Change(assesstest.Item(id), assess.FieldNote, note))
}

package store

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/store/clocktest"
)

var (
	ada = Actor{Name: "Ada"}
	bo  = Actor{Name: "Bo"}
)

// openAt opens a database for a test, making it where it is missing.
func openAt(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func open(t testing.TB) *DB { return openAt(t, filepath.Join(t.TempDir(), "crosswalk.db")) }

// begin makes a database with one assessment in it.
func begin(t testing.TB) (*DB, string) {
	t.Helper()
	db := open(t)
	return db, create(t, db)
}

func create(t testing.TB, db *DB) string {
	t.Helper()
	p := assess.DefaultProfile()
	p.Organisation = "Acme Ltd"
	a, err := db.Create(t.Context(), ada, "Acme", p)
	if err != nil {
		t.Fatal(err)
	}
	return a.ID
}

// decision is what the pure functions of package assess give; the tests here
// write the changes themselves, to stand apart from the catalogue.
type decision = func(*assess.Assessment) ([]assess.Change, error)

func saying(changes ...assess.Change) decision {
	return func(*assess.Assessment) ([]assess.Change, error) { return changes, nil }
}

func change(s assess.Subject, field string, v any) assess.Change {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return assess.Change{Subject: s, Field: field, Value: raw}
}

func item(id string) assess.Subject { return assess.Key{Item: id}.Subject() }

func rating(id string, level int) decision {
	return saying(change(item(id), assess.FieldRating, map[string]any{"level": level, "reason": "as seen"}))
}

func noting(id, note string) decision {
	return saying(change(item(id), assess.FieldNote, note))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// do saves an act or fails the test.
func do(t testing.TB, db *DB, who Actor, id string, decide decision) *assess.Assessment {
	t.Helper()
	a, err := db.Do(t.Context(), who, id, decide)
	must(t, err)
	return a
}

// healthy fails the test where Doctor finds anything.
func healthy(t testing.TB, db *DB) {
	t.Helper()
	r, err := db.Doctor(t.Context())
	must(t, err)
	for _, c := range r.Checks {
		if !c.OK {
			t.Fatalf("doctor: %s: %s", c.Name, c.Detail)
		}
	}
}

func TestAnAnswerIsThereAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "a ? file # of 100%.db")
	db := openAt(t, path)
	id := create(t, db)
	saved := do(t, db, ada, id, rating("6.1.4", 3))
	must(t, db.Close())
	must(t, db.Close())

	db = openAt(t, path)
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if subject, same := compare(saved, a); !same {
		t.Fatalf("%s differs after reopening", subject)
	}
	if got := a.Answer(assess.Key{Item: "6.1.4"}).Rating.Level; got != 3 {
		t.Fatalf("the rating is %d, not 3", got)
	}
	if last, _ := db.LastOpened(t.Context()); last != id {
		t.Fatalf("last opened is %q", last)
	}
	healthy(t, db)
}

func TestAnAssessmentStartsTodayAndIsListedLastChangedFirst(t *testing.T) {
	at := time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("", 3600))
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), Options{Create: true, Clock: func() time.Time {
		at = at.Add(time.Second)
		return at
	}})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	first := create(t, db)
	second := create(t, db)
	do(t, db, bo, first, rating("4.1", 2))
	list, err := db.Assessments(t.Context())
	must(t, err)
	if len(list) != 2 || list[0].ID != first || list[1].ID != second || list[0].ChangedBy != "Bo" {
		t.Fatalf("the list is %+v", list)
	}
	a, err := db.Assessment(t.Context(), first)
	must(t, err)
	if a.Profile.Start != "2026-03-01" {
		t.Fatalf("it starts on %s, which is not today here", a.Profile.Start)
	}
}

func TestARefusedOrEmptyDecisionWritesNothing(t *testing.T) {
	db, id := begin(t)
	before, err := db.History(t.Context(), id, HistoryFilter{})
	must(t, err)
	no := errors.New("no")
	if _, err := db.Do(t.Context(), ada, id, func(*assess.Assessment) ([]assess.Change, error) { return nil, no }); !errors.Is(err, no) {
		t.Fatalf("the refusal became %v", err)
	}
	a, err := db.Do(t.Context(), ada, id, func(*assess.Assessment) ([]assess.Change, error) { return nil, nil })
	if err != nil || a == nil || a.ID != id {
		t.Fatalf("an empty decision gave %v, %v", a, err)
	}
	if _, err := db.Do(t.Context(), ada, "nobody", rating("4.1", 1)); !errors.Is(err, ErrNoAssessment) {
		t.Fatalf("an unknown assessment gave %v", err)
	}
	if _, err := db.Do(t.Context(), Actor{}, id, rating("4.1", 1)); err == nil {
		t.Fatal("an act without an author was saved")
	}
	after, err := db.History(t.Context(), id, HistoryFilter{})
	must(t, err)
	if len(before) != len(after) {
		t.Fatalf("%d acts became %d", len(before), len(after))
	}
}

func TestEveryIDIsGreaterThanTheOnesBeforeItWhateverTheClockSays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	clock := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	last := ""
	for range 3 {
		db, err := Open(t.Context(), path, Options{Create: true, Clock: func() time.Time { return clock }})
		must(t, err)
		id := create(t, db)
		for i := range 20 {
			do(t, db, ada, id, rating("4.1", i%5))
			if next := db.NewID(); next <= last {
				t.Fatalf("%s came after %s", next, last)
			} else {
				last = next
			}
		}
		// The next handle reads what is in the file; an id that was made and
		// never saved is nobody's predecessor.
		if _, err := one(t.Context(), db.writer, newestID, nil, &last); err != nil {
			t.Fatal(err)
		}
		healthy(t, db)
		must(t, db.Close())
		clock = clock.Add(-24 * time.Hour)
	}
}

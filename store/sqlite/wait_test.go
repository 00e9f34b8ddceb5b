package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// held takes the write lock of a database in another connection, as a program
// that hangs would, until it is let go.
func held(t *testing.T, path string) (letGo func()) {
	t.Helper()
	w := writing(t, path)
	must(t, w.exec(t.Context(), "BEGIN IMMEDIATE"))
	return func() {
		must(t, w.exec(context.Background(), "ROLLBACK"))
		must(t, w.close())
	}
}

func TestWhoReadsWaitsForNobodyWhoWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	letGo := held(t, path)
	db := &DB{}
	for _, c := range []struct {
		what string
		do   func() error
	}{
		{"open", func() (err error) { db, err = Open(t.Context(), path, Options{Clock: clocktest.Now}); return err }},
		{"look at an assessment", func() error { return second(db.Assessment(t.Context(), id)) }},
		{"list them", func() error { return second(db.Assessments(t.Context())) }},
		{"page the history", func() error { return second(db.History(t.Context(), id, store.HistoryFilter{})) }},
		{"look at a day", func() error {
			return second(db.AsOf(t.Context(), id, store.Point{Before: clocktest.Now().Add(time.Hour)}))
		}},
		{"look into the room", func() error { return second(db.Room(t.Context(), id)) }},
		{"list the people", func() error { return second(db.People(t.Context())) }},
		{"watch", func() error { db.Watch(t.Context(), id); return nil }},
		{"back up", func() error { return db.Backup(t.Context(), filepath.Join(t.TempDir(), "b.db")) }},
		{"examine", func() error { healthy(t, db); return nil }},
		{"give an id", func() error { db.NewID(); return nil }},
		{"close", func() error { return db.Close() }},
	} {
		start := time.Now()
		must(t, c.do())
		if took := time.Since(start); took > 9*time.Second && !raced { // the detector alone makes an examination that slow
			t.Errorf("to %s took %v", c.what, took)
		}
	}
	db = openAt(t, path)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := db.Do(ctx, ada, id, rating("4.1", 1)); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) < 200*time.Millisecond {
		t.Errorf("an act did not wait: %v", err)
	}
	time.AfterFunc(200*time.Millisecond, letGo)
	do(t, db, ada, id, rating("4.1", 2))
	if time.Since(start) < 400*time.Millisecond {
		t.Error("an act was done beside another")
	}
	healthy(t, db)
}

package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// whole is an assessment as text, without what comes with its revisions.
func whole(t testing.TB, a *assess.Assessment) string {
	t.Helper()
	b := *a
	b.ID, b.First, b.Last, b.Created, b.Changed, b.CreatedBy, b.ChangedBy = "", "", "", time.Time{}, time.Time{}, "", ""
	raw, err := json.MarshalIndent(b, "", " ")
	must(t, err)
	return string(raw)
}

func (l laws) TestEveryFieldOfEveryRecordSurvives(t *testing.T) {
	at := l.place(t)
	db := at.open(t)
	full := assesstest.Full()
	saved, err := db.CreateFrom(t.Context(), ada, assesstest.ChangesOf(full))
	must(t, err)
	must(t, db.Close())

	db = at.open(t)
	survived := func(after string) {
		t.Helper()
		a, err := at.open(t).Assessment(t.Context(), saved.ID)
		must(t, err)
		if empty := assesstest.Empty(a); len(empty) > 0 {
			t.Errorf("after %s, nothing stands in %q", after, empty)
		}
		if subject := assesstest.Difference(saved, a); subject != "" {
			t.Errorf("after %s, %s is not what was saved", after, subject)
		}
		if got, want := whole(t, a), whole(t, full); got != want {
			t.Errorf("after %s it is\n%s\nright is\n%s", after, got, want)
		}
	}
	survived("reopening")
	must(t, db.Repair(t.Context(), func(context.Context, store.Tx) error { return nil }, nil))
	survived("a repair")
	healthy(t, db)
	a, err := db.AsOf(t.Context(), saved.ID, store.Point{Before: clocktest.Now().Add(time.Hour)})
	must(t, err)
	if got, want := whole(t, a), whole(t, full); got != want {
		t.Errorf("as of now it is\n%s\nright is\n%s", got, want)
	}
}

// A server knows few of its clients' assessments at a time.
func (l laws) TestManyAssessmentsAreAllReadRight(t *testing.T) {
	db := l.place(t).open(t)
	const many = 40
	ids := make([]string, many)
	for i := range ids {
		ids[i] = create(t, db)
		do(t, db, ada, ids[i], noting("4.1", fmt.Sprint(i)))
	}
	for range 2 {
		for i, id := range ids {
			a, err := db.Assessment(t.Context(), id)
			must(t, err)
			if got := a.Answer(assess.Key{Item: "4.1"}).Note; got != fmt.Sprint(i) || a.ID != id {
				t.Fatalf("number %d says %q", i, got)
			}
		}
	}
	if list, err := db.Assessments(t.Context()); err != nil || len(list) != many {
		t.Fatalf("%d are listed, %v", len(list), err)
	}
}

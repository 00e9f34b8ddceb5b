package storetest

import (
	"errors"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
)

func (l laws) TestAnAnswerIsThereAfterReopening(t *testing.T) {
	at := l.place(t)
	db := at.open(t)
	id := create(t, db)
	saved := do(t, db, ada, id, rating("6.1.4", 3))
	must(t, db.Close())
	must(t, db.Close())

	db = at.open(t)
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if subject := assesstest.Difference(saved, a); subject != "" {
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

func (l laws) TestAnAssessmentStartsTodayAndIsListedLastChangedFirst(t *testing.T) {
	at := time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("", 3600))
	db := l.place(t).openWith(t, store.Options{Clock: func() time.Time {
		at = at.Add(time.Second)
		return at
	}})
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

func (l laws) TestARefusedOrEmptyDecisionWritesNothing(t *testing.T) {
	db, id := l.begin(t)
	before, err := db.History(t.Context(), id, store.HistoryFilter{})
	must(t, err)
	no := errors.New("no")
	if _, err := db.Do(t.Context(), ada, id, func(*assess.Assessment) ([]assess.Change, error) { return nil, no }); !errors.Is(err, no) {
		t.Fatalf("the refusal became %v", err)
	}
	a, err := db.Do(t.Context(), ada, id, func(*assess.Assessment) ([]assess.Change, error) { return nil, nil })
	if err != nil || a == nil || a.ID != id {
		t.Fatalf("an empty decision gave %v, %v", a, err)
	}
	if _, err := db.Do(t.Context(), ada, "nobody", rating("4.1", 1)); !errors.Is(err, store.ErrNoAssessment) {
		t.Fatalf("an unknown assessment gave %v", err)
	}
	if _, err := db.Do(t.Context(), store.Actor{}, id, rating("4.1", 1)); err == nil {
		t.Fatal("an act without an author was saved")
	}
	after, err := db.History(t.Context(), id, store.HistoryFilter{})
	must(t, err)
	if len(before) != len(after) {
		t.Fatalf("%d acts became %d", len(before), len(after))
	}
}

// A hall full of windows asks for them after every act.
func (l laws) TestTheNewestActsAreReadOnceAndSharedUntilSomethingHappens(t *testing.T) {
	at := l.place(t)
	db, other := at.open(t), at.open(t)
	id := create(t, db)
	newest := func() []store.Act {
		t.Helper()
		_, err := db.Assessment(t.Context(), id)
		must(t, err)
		acts, err := db.History(t.Context(), id, store.HistoryFilter{})
		must(t, err)
		return acts
	}
	do(t, db, ada, id, rating("4.1", 1))
	if first, again := newest(), newest(); &first[0] != &again[0] {
		t.Error("they are read for each who asks")
	}
	do(t, other, bo, id, rating("4.2", 2))
	if acts := newest(); len(acts) != 3 || acts[0].Author != "Bo" || acts[1].Author != "Ada" {
		t.Errorf("after an act of another program they are %+v", acts)
	}
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Limit: 2})
	if err != nil || len(acts) != 2 || acts[0].Author != "Bo" {
		t.Errorf("two of them are %+v, %v", acts, err)
	}
}

func (l laws) TestEveryIDIsGreaterThanTheOnesBeforeItWhateverTheClockSays(t *testing.T) {
	at := l.place(t)
	clock := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	last := ""
	for range 3 {
		db := at.openWith(t, store.Options{Clock: func() time.Time { return clock }})
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
		acts, err := db.History(t.Context(), id, store.HistoryFilter{Limit: 1})
		must(t, err)
		last = acts[0].Revisions[len(acts[0].Revisions)-1].ID
		healthy(t, db)
		must(t, db.Close())
		clock = clock.Add(-24 * time.Hour)
	}
}

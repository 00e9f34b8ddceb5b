package storetest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func archiving(away bool) decision {
	return func(a *assess.Assessment) ([]assess.Change, error) { return assess.Archive(a, away), nil }
}

func (l laws) TestAnArchivedAssessmentRefusesAllButToBeBroughtBack(t *testing.T) {
	db, id, open := l.opened(t, true)
	ctx, cat := t.Context(), catalog.Shipped()
	do(t, db, lead, id, rating("4.1", 1))
	do(t, db, lead, id, rating("4.1", 2))
	do(t, db, bo, id, rating("4.2", 2))
	must(t, second(takenBack(db.Undo(ctx, bo, id))))
	casts(t, db, open.ID, "Ada=3")
	acts, err := db.History(ctx, id, store.HistoryFilter{Item: "4.1"})
	must(t, err)
	do(t, db, lead, id, archiving(true))
	before, err := db.Room(ctx, id)
	must(t, err)
	heads, err := db.Ends(ctx)
	must(t, err)
	refused := map[string]error{
		"an answer":        second(db.Do(ctx, lead, id, rating("5.1", 3))),
		"another name":     second(db.Do(ctx, lead, id, saying(change(assess.KindAssessment, "name", "x")))),
		"to be archived":   second(db.Do(ctx, lead, id, saying(change(assess.KindAssessment, "archived", true)))),
		"back and more":    second(db.Do(ctx, lead, id, saying(change(assess.KindAssessment, "archived", false), change(item("4.1"), "note", "x")))),
		"an undo":          second(takenBack(db.Undo(ctx, store.Actor{Name: "Bo"}, id))),
		"a redo":           second(takenBack(db.Redo(ctx, bo, id))),
		"an earlier value": second(db.RestoreValue(ctx, lead, id, acts[1].Revisions[0].ID)),
		"another vote":     second(db.OpenVote(ctx, lead, cat, id, assess.Key{Item: "6.1.4"}, 1, true)),
		"a ballot":         second(db.Cast(ctx, voter("Bo"), open.ID, sure(3))),
		"hands":            second(db.Hands(ctx, lead, open.ID, workshop.Tally{Abstained: 1})),
		"a reveal":         second(db.Reveal(ctx, lead, open.ID)),
		"another round":    second(db.VoteAgain(ctx, lead, open.ID)),
		"to be parked":     second(db.Park(ctx, lead, open.ID)),
		"an agenda":        db.Plan(ctx, lead, cat, id, planning("4.1")),
	}
	for what, err := range refused {
		if what == "an undo" && errors.Is(err, store.ErrNothingToUndo) {
			continue // Bo has nothing that stands
		}
		if !errors.Is(err, store.ErrArchived) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if after, err := db.Room(ctx, id); err != nil || after.Turn != before.Turn {
		t.Errorf("the room has moved: %v", err)
	}
	if now, err := db.Ends(ctx); err != nil || len(now) != len(heads) || now[0].String() != heads[0].String() {
		t.Errorf("the history has moved: %v, %v", now, err)
	}
	do(t, db, lead, id, archiving(false))
	do(t, db, lead, id, rating("5.1", 3))
	healthy(t, db)
}

func takenBack(a store.Act, _ *assess.Assessment, err error) (store.Act, error) { return a, err }

func (l laws) TestASettlementInAnArchivedAssessmentIsRefused(t *testing.T) {
	db, id, r := l.opened(t, true)
	casts(t, db, r.ID, "Ada=3")
	must(t, second(db.Reveal(t.Context(), lead, r.ID)))
	do(t, db, lead, id, archiving(true))
	if _, _, err := db.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 3, ""); !errors.Is(err, store.ErrArchived) {
		t.Errorf("%v", err)
	}
	do(t, db, lead, id, archiving(false))
	_, _, err := db.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 3, "")
	must(t, err)
}

// To take an archive back is to bring the assessment back, the first time too.
func (l laws) TestAnArchiveCanBeUndone(t *testing.T) {
	db, id := l.begin(t)
	for range 2 {
		do(t, db, ada, id, rating("4.1", 1))
		do(t, db, ada, id, archiving(true))
		_, a, err := db.Undo(t.Context(), ada, id)
		if err != nil || a.Archived {
			t.Fatalf("undone: %v", err)
		}
		_, a, err = db.Redo(t.Context(), ada, id)
		if err != nil || !a.Archived {
			t.Fatalf("redone: %v", err)
		}
		do(t, db, ada, id, archiving(false))
	}
	healthy(t, db)
}

func (l laws) TestAClockThatCannotBeRightIsRefusedAndLeavesNothingBehind(t *testing.T) {
	at := l.place(t)
	right := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	c := &clock{right}
	db := at.openWith(t, c.options())
	id := create(t, db)
	do(t, db, ada, id, rating("4.1", 1))
	heads, err := db.Ends(t.Context())
	must(t, err)
	for _, wrong := range []time.Time{
		time.Date(10227, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), {},
	} {
		c.now = wrong
		db.NewID()
		for what, err := range map[string]error{
			"an act":        second(db.Do(t.Context(), ada, id, rating("4.1", 2))),
			"an assessment": second(db.Create(t.Context(), ada, "Late", assess.DefaultProfile())),
			"an undo":       second(takenBack(db.Undo(t.Context(), ada, id))),
			"a person":      db.AddPeople(t.Context(), ada, []workshop.Person{{Name: "Jon", Role: workshop.Assessor, Key: "SHA256:j"}}),
			"a draft":       db.SaveDraft(t.Context(), ada, id, item("4.1"), "note", "x"),
			"a vote":        second(db.OpenVote(t.Context(), ada, catalog.Shipped(), id, policy, 1, true)),
		} {
			if err == nil {
				t.Errorf("%s was taken in the year %d", what, wrong.Year())
			}
		}
		if now, err := db.Ends(t.Context()); err != nil || len(now) != 1 || now[0].String() != heads[0].String() {
			t.Errorf("in the year %d the history went on to %v, %v", wrong.Year(), now, err)
		}
	}
	c.now = right.Add(time.Hour)
	a := do(t, db, ada, id, rating("4.1", 3))
	for _, made := range []string{a.Last, db.NewID(), create(t, db)} {
		if at := idTime(t, made); at.Before(right) || at.After(c.now.Add(time.Minute)) {
			t.Errorf("%s is of %s", made, at)
		}
	}
	healthy(t, db)
	must(t, db.Close())
	healthy(t, at.openWith(t, c.options()))
}

// idTime is when an id says it was made.
func idTime(t *testing.T, id string) time.Time {
	t.Helper()
	u, err := uuid.Parse(id)
	must(t, err)
	var ms int64
	for _, b := range u[:6] {
		ms = ms<<8 | int64(b)
	}
	return time.UnixMilli(ms).UTC()
}

func (l laws) TestTextWithANULIsRefusedWhereverItComesFrom(t *testing.T) {
	db, id := l.begin(t)
	for _, c := range []assess.Change{
		change(item("4.1"), "note", "before\x00after"),
		change(item("4.1"), "no\x00te", "x"),
		{Subject: item("4.1"), Field: "note", Value: json.RawMessage(`"\\\u0000"`)},
	} {
		if _, err := db.Do(t.Context(), ada, id, saying(c)); err == nil || !strings.Contains(err.Error(), "NUL") {
			t.Errorf("%q of %q was said: %v", c.Value, c.Field, err)
		}
	}
	do(t, db, ada, id, saying(assess.Change{Subject: item("4.1"), Field: "note", Value: json.RawMessage(`"a backslash before it: \\u0000"`)}))
	healthy(t, db)
}

package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

const (
	word   = "Unmistakable"
	secret = "Mr " + word + " of Room 101 has been ill since the winter"
)

// saying secret on every way that words take into a database: as a note, a
// reason, a draft, a ballot, a record, put back, taken back and duplicated. It
// gives the revisions that a person would pick.
func saySecret(t *testing.T, db *DB, id string) (picked []string) {
	t.Helper()
	ctx, cat := t.Context(), catalog.Shipped()
	do(t, db, ada, id, noting("4.1", secret))
	do(t, db, ada, id, noting("4.1", "harmless"))
	said := rawRows(t, db.e.readers, "WHERE value LIKE '%'||?||'%' ORDER BY n", word)
	must(t, second(db.RestoreValue(ctx, ada, id, said[0].id)))
	_, _, err := db.Undo(ctx, ada, id)
	must(t, err)
	_, _, err = db.Redo(ctx, ada, id)
	must(t, err)
	do(t, db, ada, id, saying(change(item("4.2"), "rating", map[string]any{"level": 4, "reason": secret})))
	do(t, db, ada, id, rating("4.2", 1))
	_, _, err = db.Undo(ctx, ada, id) // so that the words come back with whose they are
	must(t, err)
	f := assess.RecordSubject(assess.KindFinding, db.NewID())
	do(t, db, ada, id, saying(change(f, "item", "5.2"), change(f, "grade", "minor"), change(f, "statement", secret)))
	must(t, db.SaveDraft(ctx, ada, id, item("4.1"), "note", secret+" and"))
	must(t, db.SaveDraft(ctx, bo, id, item("7.1"), "note", secret))
	v, err := db.OpenVote(ctx, lead, cat, id, policy, 1, true)
	must(t, err)
	must(t, second(db.Cast(ctx, store.Actor{Name: "Cy", Role: workshop.Assessor}, v.ID, workshop.Ballot{Level: 3, Confidence: workshop.HighConfidence, Reason: secret})))
	must(t, second(db.Reveal(ctx, lead, v.ID)))
	_, _, err = db.Settle(ctx, lead, cat, v.ID, 3, secret)
	must(t, err)
	a, err := db.Assessment(ctx, id)
	must(t, err)
	must(t, second(db.CreateFrom(ctx, lead, intake.Duplicate(a, &register.Book{}, "Again", db.NewID))))
	for _, at := range [][2]string{{string(item("4.1")), "note"}, {string(item("4.2")), "rating"}, {string(item("5.2")), "rating"}, {string(f), "statement"}} {
		rows := rawRows(t, db.e.readers, "WHERE assessment = ? AND subject = ? AND field = ? AND value LIKE '%'||?||'%' ORDER BY n LIMIT 1", id, at[0], at[1], word)
		picked = append(picked, rows[0].id)
	}
	return picked
}

func TestErasedWordsAreInNoByteOfTheFile(t *testing.T) {
	db, id := begin(t)
	dir := filepath.Dir(db.Path())
	picked := saySecret(t, db, id)
	must(t, os.Mkdir(filepath.Join(dir, "kept"), 0o700))
	must(t, db.Backup(t.Context(), filepath.Join(dir, "kept", "backup.db")))
	n, err := db.Erase(t.Context(), lead, id, picked, "a person asked for it")
	must(t, err)
	t.Logf("%d revisions lost their words", n)
	if left := rawRows(t, db.e.readers, "WHERE value LIKE '%'||?||'%'", word); len(left) > 0 {
		t.Errorf("the history still says it: %+v", left)
	}
	if holds(t, dir, word) {
		t.Error("it is in the folder while the database is open")
	}
	healthy(t, db)
	rightHeads(t, db)
	must(t, db.Close())
	if holds(t, dir, word) {
		t.Error("it is in the folder after the database was closed")
	}
	db = openAt(t, db.Path())
	healthy(t, db)
	must(t, db.VerifyRest(t.Context()))
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Item: "4.1"})
	must(t, err)
	if !slices.ContainsFunc(acts, func(a store.Act) bool { return a.Revisions[0].Erased() }) {
		t.Error("the history does not show that something was erased")
	}
	for _, r := range picked {
		if _, err := db.RestoreValue(t.Context(), ada, id, r); err == nil || !strings.Contains(err.Error(), "erased") {
			t.Errorf("it was put back: %v", err)
		}
	}
	var guards int
	must(t, second(store.One(t.Context(), db.e.readers, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'history_is_never%'", nil, &guards)))
	if guards != 2 {
		t.Error("the history may be edited since")
	}
	for text, want := range map[string]string{"PRAGMA foreign_keys": "1"} {
		must(t, db.e.writer.open(t.Context()))
		var got string
		if must(t, second(store.One(t.Context(), db.e.writer, text, nil, &got))); got != want {
			t.Errorf("%s is %s", text, got)
		}
	}
}

// pending reports whether erased words may still be on the disk.
func pending(t *testing.T, db *DB) bool {
	t.Helper()
	var mark string
	found, err := store.One(t.Context(), db.e.readers, metaValue, []any{store.MarkWipe}, &mark)
	must(t, err)
	return found
}

func TestWordsThatAReaderHoldsAreWipedLater(t *testing.T) {
	db, id := begin(t)
	other := openAt(t, db.Path())
	do(t, db, ada, id, noting("4.1", secret))
	reader, err := other.e.pool.BeginTx(t.Context(), nil)
	must(t, err)
	rows := rawRows(t, reader, "WHERE value LIKE '%'||?||'%'", word)
	start := time.Now()
	must(t, second(db.Erase(t.Context(), lead, id, []string{rows[0].id}, "asked for")))
	if took := time.Since(start); took >= 10*time.Second { // as long as a lock is waited for
		t.Errorf("the erasure waited %v for a reader", took)
	}
	if !pending(t, db) || !holds(t, filepath.Dir(db.Path()), word) {
		t.Fatal("a reader holds the words, and nothing is said to be pending")
	}
	if again := rawRows(t, reader, "WHERE value LIKE '%'||?||'%'", word); len(again) != 1 {
		t.Error("the reader does not see its moment any more")
	}
	healthy(t, db)
	must(t, reader.Rollback())
	do(t, other, bo, id, noting("5.1", "on"))
	waitFor(func() bool { return !pending(t, db) })
	if pending(t, db) || holds(t, filepath.Dir(db.Path()), word) {
		t.Fatal("nobody wiped it")
	}
	healthy(t, db)
}

func TestAnAssessmentOfAnOldFileIsForgottenAndTheOthersStillHold(t *testing.T) {
	o := oldFileNamed(t, "version-5-5d57914")
	path := o.unpack(t)
	db := openLater(t, path)
	list, err := db.Assessments(t.Context())
	must(t, err)
	var gap, sea store.Summary
	for _, s := range list {
		switch s.Name {
		case "Gap 2026":
			gap = s
		case "Works at sea":
			sea = s
		}
	}
	do(t, db, ada, gap.ID, noting("10.2", "of the second format"))
	do(t, db, ada, sea.ID, noting("10.2", "of the second format"))
	must(t, db.VerifyRest(t.Context()))
	must(t, db.e.note(t.Context()))
	says, err := db.Assessment(t.Context(), sea.ID)
	must(t, err)
	shared := len(rawRows(t, db.e.readers, "WHERE assessment = ? AND replica NOT LIKE '%.%'", gap.ID))
	own := nameOf(t, db) + "." + gap.ID
	if !strings.Contains(string(contents(t, path+".head")), own) {
		t.Fatal("its chain was never noted")
	}

	must(t, db.Forget(t.Context(), lead, gap.ID))
	if heads := string(contents(t, path+".head")); strings.Contains(heads, gap.ID) || !strings.Contains(heads, sea.ID) {
		t.Errorf("noted are %s", heads)
	}
	var stubs int
	must(t, second(store.One(t.Context(), db.e.readers, "SELECT count(*) FROM gone", nil, &stubs)))
	if stubs != shared || shared == 0 {
		t.Errorf("%d places are left of %d revisions", stubs, shared)
	}
	if rows := rawRows(t, db.e.readers, "WHERE assessment = ? OR replica = ?", gap.ID, own); len(rows) > 0 {
		t.Errorf("%d revisions are left", len(rows))
	}
	for range 2 {
		healthy(t, db)
		rightHeads(t, db)
		db.run(t, "DELETE FROM meta WHERE key LIKE 'verified%'")
		must(t, db.VerifyRest(t.Context()))
		a, err := db.Assessment(t.Context(), sea.ID)
		must(t, err)
		if a.Last != says.Last || a.Name != says.Name {
			t.Errorf("the other is %+v", a)
		}
		must(t, db.Close())
		db = openLater(t, path)
	}
	for _, name := range []string{"", "-wal", ".head"} {
		if raw, err := os.ReadFile(path + name); err == nil && strings.Contains(string(raw), gap.ID) {
			t.Errorf("its id stands in %q", filepath.Base(path)+name)
		}
	}
	do(t, db, ada, sea.ID, noting("10.2", "on"))
	must(t, second(db.Repair(t.Context(), nil)))
	must(t, db.Close())
	tamper(t, path, unlocked, "UPDATE gone SET hash = zeroblob(32) WHERE seq = (SELECT max(seq) FROM gone)", "DELETE FROM meta WHERE key LIKE 'verified%'")
	db = openWith(t, path, Options{Clock: clocktest.Now, Inspect: true})
	if r, err := db.Doctor(t.Context(), nil); err != nil || r.OK() {
		t.Errorf("what is left of it was edited, and doctor finds nothing: %v", err)
	}
}

// Whoever has the database open goes by the places of revisions: those of a
// forgotten assessment, the last ones, are not given again.
func TestWhatFollowsAForgottenAssessmentConfusesNobody(t *testing.T) {
	first, id := begin(t)
	gone := create(t, first)
	for n := range 60 {
		do(t, first, ada, gone, rating("4.1", n%6))
	}
	must(t, first.Close())
	db, other := openAt(t, first.Path()), openAt(t, first.Path()) // which begin behind all that
	for _, h := range []*DB{db, other} {
		must(t, second(h.Assessment(t.Context(), id)))
		must(t, second(h.Assessment(t.Context(), gone)))
		must(t, h.e.note(t.Context()))
	}
	must(t, db.Forget(t.Context(), lead, gone))
	fresh := create(t, db)
	for n := range 3 {
		for i, h := range []*DB{db, other} {
			level := (2*n + i) % 6
			do(t, h, ada, id, rating("4.1", level))
			do(t, h, ada, fresh, rating("4.1", level))
			for _, reader := range []*DB{db, other} {
				for _, at := range []string{id, fresh} {
					if a, err := reader.Assessment(t.Context(), at); err != nil || levelOf41(a) != level {
						t.Fatalf("the rating is %d, not %d: %v", levelOf41(a), level, err)
					}
				}
			}
		}
	}
	ends, err := db.Ends(t.Context())
	must(t, err)
	must(t, other.Close())
	must(t, db.Close())
	noted, err := (&headFile{path: headPath(db.Path())}).read()
	must(t, err)
	for _, end := range ends {
		if !slices.ContainsFunc(noted, func(h store.Head) bool { return h.String() == end.String() }) {
			t.Errorf("the end %s was never noted; noted are %v", end, noted)
		}
	}
	healthy(t, openAt(t, db.Path()))
}

func TestWhatSomebodyChangedMeanwhileIsNotForgotten(t *testing.T) {
	db, id := begin(t)
	c, err := db.Carry(t.Context(), id, nil, func([]byte) error { return nil })
	must(t, err)
	do(t, db, ada, id, rating("5.2", 3))
	if err := db.ForgetAt(t.Context(), ada, id, c.Heads); !errors.Is(err, store.ErrWentOn) {
		t.Errorf("it says %v", err)
	}
	healthy(t, db)
	c, err = db.Carry(t.Context(), id, nil, func([]byte) error { return nil })
	must(t, err)
	must(t, db.ForgetAt(t.Context(), ada, id, c.Heads))
	if _, err := db.Assessment(t.Context(), id); !errors.Is(err, store.ErrNoAssessment) {
		t.Errorf("it is still there: %v", err)
	}
	healthy(t, db)
}

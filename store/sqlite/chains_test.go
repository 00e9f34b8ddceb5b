package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// The tests hash rows by themselves; what the store writes must agree.
func TestTheHashOfEveryRowIsOverWhatItSays(t *testing.T) {
	here, there, id := twoCopies(t)
	do(t, here, ada, id, rating("4.1", 4))
	do(t, there, bo, id, rating("4.1", 2))
	together(t, there, here, id)
	do(t, here, ada, id, rating("4.1", 3)) // which settles
	_, _, err := here.Undo(t.Context(), ada, id)
	must(t, err)
	kinds := map[string]bool{}
	for _, r := range rawRows(t, here.e.readers, "ORDER BY n") {
		was := r.hash
		if !bytes.Equal(r.chained(r.prev).hash, was) {
			t.Errorf("row %d has another hash", r.n)
		}
		kinds[r.kind] = true
		kinds["merges"] = kinds["merges"] || r.merges != ""
		if len(r.salt) != 16 {
			t.Errorf("row %d has %d bytes of salt", r.n, len(r.salt))
		}
	}
	if !kinds["do"] || !kinds["undo"] || !kinds["merges"] {
		t.Fatalf("only %v were looked at", kinds)
	}
}

func TestTheFirstRowOfANewChainPinsTheEndOfTheOldOne(t *testing.T) {
	path := oldFileNamed(t, "version-5-5d57914").unpack(t)
	db := openLater(t, path)
	list, err := db.Assessments(t.Context())
	must(t, err)
	for _, s := range list {
		if s.Archived {
			do(t, db, ada, s.ID, saying(change(assess.KindAssessment, assess.FieldArchived, false)))
		}
		old := rawRows(t, db.e.readers, "WHERE assessment = ? AND replica NOT LIKE '%.%' ORDER BY n DESC LIMIT 1", s.ID)[0]
		do(t, db, ada, s.ID, noting("10.2", "of today"))
		do(t, db, ada, s.ID, noting("10.2", "of today too"))
		first := rawRows(t, db.e.readers, "WHERE assessment = ? AND replica LIKE '%.%' ORDER BY n", s.ID)[0]
		if first.seq != 1 || !bytes.Equal(first.prev, old.hash) || first.replica != nameOf(t, db)+"."+s.ID {
			t.Errorf("the new chain %s begins with number %d behind %x; the old one ended with %x", first.replica, first.seq, first.prev, old.hash)
		}
	}
	fresh := create(t, db)
	if first := rawRows(t, db.e.readers, "WHERE assessment = ? ORDER BY n", fresh)[0]; !bytes.Equal(first.prev, make([]byte, 32)) {
		t.Error("the chain of a new assessment follows from something")
	}
	healthy(t, db)
	must(t, db.Close())

	cut := "DELETE FROM history WHERE n = (SELECT max(n) FROM history WHERE replica NOT LIKE '%.%' AND assessment = '" + list[0].ID + "')"
	tamper(t, path, unlocked, "PRAGMA foreign_keys = 0", cut, "DELETE FROM meta WHERE key LIKE 'verified%'")
	db = openWith(t, path, Options{Clock: clocktest.Now, Inspect: true})
	if r, err := db.Doctor(t.Context(), nil); err != nil || r.Checks[5].OK {
		t.Errorf("the end of the old chain was cut, and the history is whole: %+v, %v", r.Checks, err)
	}
}

// A chain of a copy with the same name is kept under another one, with a ~.
func TestAChainOfAnotherCopyOfTheSameNameHolds(t *testing.T) {
	here, there, id := twoCopies(t)
	chain := rawRows(t, here.e.readers, "WHERE assessment = ? ORDER BY n DESC LIMIT 1", id)[0]
	do(t, there, bo, id, noting("4.2", "there"))
	inPlain(t, here.Path(), func(tx *sql.Tx) {
		r := rawRows(t, there.e.readers, "WHERE assessment = ? ORDER BY n DESC LIMIT 1", id)[0]
		r.n, r.replica, r.seq = chain.n+1, chain.replica, chain.seq+1
		r.chained(chain.hash)
		r.replica += "~0a1b2c3d" // and keeps its number
		r.insert(t, tx, "history")
		setHeads(t, tx)
	})
	if len(chainsOf(t, here)) != 2 {
		t.Fatalf("the chains are %q", chainsOf(t, here))
	}
	must(t, here.VerifyRest(t.Context()))
	r, err := here.Doctor(t.Context(), nil)
	must(t, err)
	for _, c := range r.Checks {
		if !c.OK && !strings.Contains(c.Name, "present") {
			t.Errorf("%s: %s", c.Name, c.Detail)
		}
	}
	// The file is opened anew, as after a bundle was taken in: what is said here
	// next must not go on in a chain that two copies have.
	path := here.Path()
	must(t, here.Close())
	here = openWith(t, path, Options{Clock: clocktest.Now, Inspect: true})
	do(t, here, ada, id, noting("4.3", "here"))
	if last := rawRows(t, here.e.readers, "WHERE assessment = ? ORDER BY n DESC LIMIT 1", id)[0]; last.replica == chain.replica || last.seq != 1 {
		t.Errorf("an act went on in %s as number %d, which another copy has too", last.replica, last.seq)
	}
}

func TestDoctorAndTheOpeningLookAtEveryChain(t *testing.T) {
	db, id := begin(t)
	other := create(t, db)
	for range 3 {
		do(t, db, ada, id, rating("4.1", 1))
		do(t, db, ada, other, rating("4.1", 2))
	}
	must(t, db.VerifyRest(t.Context()))
	path := db.Path()
	must(t, db.Close())
	if heads, err := (&headFile{path: headPath(path)}).read(); err != nil || len(heads) != 2 {
		t.Fatalf("noted are %v, %v", heads, err)
	}
	tamper(t, path, unlocked, "UPDATE history SET author = 'Cy' WHERE n = (SELECT max(n) FROM history WHERE assessment = '"+other+"')", "DELETE FROM meta WHERE key LIKE 'verified%'")
	_, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Damaged, path)
	looking := openWith(t, path, Options{Clock: clocktest.Now, Inspect: true})
	if r, err := looking.Doctor(t.Context(), nil); err != nil || r.OK() {
		t.Errorf("doctor finds nothing: %v", err)
	}
	if err := looking.VerifyRest(t.Context()); !errors.Is(err, store.Damaged) {
		t.Errorf("the rest holds: %v", err)
	}
	if a, err := looking.Assessment(t.Context(), id); err != nil || !slices.Contains([]int{1}, levelOf41(a)) {
		t.Errorf("the other assessment can't be looked at: %v", err)
	}
}

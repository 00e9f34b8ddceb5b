package sqlite

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// cells are where another program could have put anything.
var cells = []string{
	"UPDATE system SET roles = ?", "UPDATE system SET name = ?", "UPDATE evidence SET items = ?", "UPDATE assessment SET effort = ?",
	"UPDATE assessment SET holidays = ?", "UPDATE assessment SET created = ?", "UPDATE assessment SET last = ?", "UPDATE answer SET basis = ?",
	"UPDATE answer SET rated_at = ?", "UPDATE answer SET drivers = ?", "UPDATE vote_record SET record = ?", "UPDATE erasure SET revisions = ?",
	"UPDATE head SET revision = ?", "INSERT INTO split (assessment, subject, field) SELECT id, ?, 'note' FROM assessment",
	"UPDATE meta SET value = ? WHERE key LIKE 'verified%'", "UPDATE meta SET value = ? WHERE key = 'store'", "UPDATE meta SET value = ? WHERE key = 'last opened'",
	"UPDATE vote SET opened = ?", "UPDATE ballot SET person = ?", "UPDATE place SET place = ?",
}

// Rows of a database that came from somewhere are read, or refused in words:
// nothing in them ends the program, and what is refused is refused as damage.
func FuzzRowsOfAForeignDatabase(f *testing.F) {
	base := filepath.Join(f.TempDir(), "base.db")
	db := openAt(f, base)
	a, err := db.CreateFrom(f.Context(), ada, assesstest.ChangesOf(assesstest.Full()))
	must(f, err)
	must(f, db.SavePlace(f.Context(), ada, a.ID, "{}"))
	must(f, db.Close())
	for i := range cells {
		for _, text := range []string{"", "null", "[", `{"a":1e999}`, "[1]", "\x1b[2J", "2026-13-45T", "zzz", `["x","y"]`} {
			f.Add(i, text)
		}
	}
	f.Fuzz(func(t *testing.T, cell int, text string) {
		path := filepath.Join(t.TempDir(), "x.db")
		must(t, copyBytes(base, path))
		pool, err := sql.Open("sqlite", dsn(path, "&mode=rw&_pragma=synchronous(OFF)"))
		must(t, err)
		_, refused := pool.Exec(cells[max(0, cell)%len(cells)], text)
		must(t, pool.Close())
		if refused != nil {
			return // the schema takes no such thing
		}
		readsOrRefuses(t, path, a.ID)
	})
}

func readsOrRefuses(t *testing.T, path, id string) {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true})
	if err != nil {
		inWords(t, err)
		return
	}
	_, err = db.CheckedAssessment(t.Context(), id)
	inWords(t, err)
	_, err = db.Assessment(t.Context(), id)
	inWords(t, err)
	_, err = db.Room(t.Context(), id)
	inWords(t, err)
	_, err = db.Assessments(t.Context())
	inWords(t, err)
	if err := db.Close(); err != nil {
		inWords(t, err)
	}
}

// inWords wants no word of the driver or of a decoder in front of a person.
func inWords(t *testing.T, err error) {
	t.Helper()
	var p *store.Problem
	if err != nil && !errors.As(err, &p) && !errors.Is(err, store.ErrNoAssessment) {
		t.Errorf("a person is told %q", err)
	}
}

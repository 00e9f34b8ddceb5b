package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// made is a closed database with one assessment.
func made(t testing.TB, path string) string {
	t.Helper()
	db := openAt(t, path)
	id := create(t, db)
	must(t, db.Close())
	return id
}

func foreignFile(t *testing.T, path string) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	_, err = pool.Exec("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
	must(t, err)
	must(t, pool.Close())
}

// patch overwrites bytes of a closed file.
func patch(t testing.TB, path string, at int64, b ...byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt(b, at)
	must(t, err)
	must(t, f.Close())
}

// refusedAs wants a problem of that kind, with a sentence that names the path.
func refusedAs(t *testing.T, err error, kind store.Kind, path string) {
	t.Helper()
	var p *store.Problem
	if !errors.As(err, &p) || !errors.Is(err, kind) {
		t.Fatalf("the error is %v; a problem %q is right", err, kind)
	}
	if !strings.Contains(p.Error(), path) {
		t.Fatalf("the sentence does not say where: %v", p)
	}
}

func folderBytes(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var b strings.Builder
	for _, e := range entries {
		raw := []byte{}
		if e.Type().IsRegular() {
			raw, err = os.ReadFile(filepath.Join(dir, e.Name()))
			must(t, err)
		}
		fmt.Fprintf(&b, "%s %v %x\n", e.Name(), e.Type(), raw)
	}
	return b.String()
}

func replaceByCopy(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path+".new", raw, 0o600))
	must(t, os.Rename(path+".new", path))
}

var (
	ada = store.Actor{Name: "Ada"}
	bo  = store.Actor{Name: "Bo"}
)

// openAt opens a database for a test, making it where it is missing.
func openAt(t testing.TB, path string) *DB {
	t.Helper()
	return openWith(t, path, Options{Clock: clocktest.Now, Create: true})
}

func openWith(t testing.TB, path string, o Options) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, o)
	must(t, err)
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
	must(t, err)
	return a.ID
}

// What the tests say, in their words.
var (
	change = assesstest.Change
	item   = assesstest.Item
)

// decision is what the pure functions of package assess give.
type decision = func(*assess.Assessment) ([]assess.Change, error)

func saying(changes ...assess.Change) decision {
	return func(*assess.Assessment) ([]assess.Change, error) { return changes, nil }
}

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

func second[T any](_ T, err error) error { return err }

// do saves an act or fails the test.
func do(t testing.TB, db *DB, who store.Actor, id string, decide decision) *assess.Assessment {
	t.Helper()
	a, err := db.Do(t.Context(), who, id, decide)
	must(t, err)
	return a
}

// healthy fails the test where Doctor finds anything.
func healthy(t testing.TB, db *DB) {
	t.Helper()
	r, err := db.Doctor(t.Context(), nil)
	must(t, err)
	for _, c := range r.Checks {
		if !c.OK {
			t.Fatalf("doctor: %s: %s", c.Name, c.Detail)
		}
	}
}

// writing is the connection that writes, opened.
func writing(t testing.TB, path string) *writer {
	t.Helper()
	w := &writer{path: path}
	must(t, w.open(t.Context()))
	return w
}

// run runs SQL on the connection of a database that writes.
func (db *DB) run(t testing.TB, text string, args ...any) {
	t.Helper()
	must(t, db.e.writer.open(t.Context()))
	must(t, db.e.writer.exec(t.Context(), text, args...))
}

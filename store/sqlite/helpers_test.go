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
	"crosswalk/store/acttest"
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

// What the tests say, in their words.
var (
	ada, bo                = acttest.Ada, acttest.Bo
	change, item           = assesstest.Change, assesstest.Item
	saying, rating, noting = acttest.Saying, acttest.Rating, acttest.Noting
	must, second           = acttest.Must, acttest.Second
)

// decision is what the pure functions of package assess give.
type decision = acttest.Decision

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

func create(t testing.TB, db *DB) string { t.Helper(); return acttest.Create(t, db.DB) }

func do(t testing.TB, db *DB, who store.Actor, id string, decide decision) *assess.Assessment {
	t.Helper()
	return acttest.Do(t, db.DB, who, id, decide)
}

// healthy fails the test where Doctor finds anything.
func healthy(t testing.TB, db *DB) {
	t.Helper()
	r, err := db.Doctor(t.Context(), nil)
	acttest.Sound(t, r, err)
}

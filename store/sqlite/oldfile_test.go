package sqlite

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crosswalk/store"
)

// The files of testdata/old were written by the programs of their day; README.md
// beside them says which, and what they hold. What each says was read then with
// plain SQL, and is what the tests hold the present program to.

// oldFile is one of them, and what it says.
type oldFile struct {
	name      string
	Version   int
	Revisions oldTable
	Tables    map[string]oldTable
}

type oldTable struct {
	Columns []string
	Rows    [][]any
}

// column gives what stands in a column of a row.
func (o oldTable) column(row []any, name string) string {
	text, _ := row[slices.Index(o.Columns, name)].(string)
	return text
}

// readOldFiles reads what the old files say, once for all tests.
var readOldFiles = sync.OnceValues(func() (all []oldFile, err error) {
	names, err := filepath.Glob("testdata/old/*.json.gz")
	for _, name := range names {
		o := oldFile{name: strings.TrimSuffix(filepath.Base(name), ".json.gz")}
		raw, e := unzipped(name)
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		err = errors.Join(err, e, d.Decode(&o))
		all = append(all, o)
	}
	return all, err
})

func oldFiles(t *testing.T) []oldFile {
	t.Helper()
	all, err := readOldFiles()
	must(t, err)
	if len(all) < 9 {
		t.Fatalf("only %d old files are there", len(all))
	}
	return all
}

// oldFileNamed finds one by its name.
func oldFileNamed(t *testing.T, name string) oldFile {
	t.Helper()
	all := oldFiles(t)
	return all[slices.IndexFunc(all, func(o oldFile) bool { return o.name == name })]
}

func unzipped(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// unzip writes what a zipped file holds.
func unzip(t *testing.T, from, to string) {
	t.Helper()
	raw, err := unzipped(from)
	must(t, err)
	must(t, os.WriteFile(to, raw, 0o600))
}

// unpack lays the file in a folder of the test's own, with its log where it was
// killed, and the head of its history.
func (o oldFile) unpack(t *testing.T) string {
	t.Helper()
	from, path := filepath.Join("testdata", "old", o.name+".db"), filepath.Join(t.TempDir(), "crosswalk.db")
	unzip(t, from+".gz", path)
	must(t, os.WriteFile(path+".head", contents(t, from+".head"), 0o600))
	if exists(from + "-wal.gz") {
		unzip(t, from+"-wal.gz", path+"-wal")
	}
	return path
}

// later is a moment after all that the old files say.
var later = time.Date(2026, 11, 27, 9, 15, 0, 0, time.FixedZone("", 3600))

func openLater(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Clock: func() time.Time { return later }})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// keptCopies are the copies that stand beside a file since it was migrated.
func keptCopies(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	var all []string
	for _, e := range entries {
		if strings.Contains(e.Name(), ".version-") && strings.HasSuffix(e.Name(), ".db") {
			all = append(all, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return all
}

// keptCopy is the one copy of that version.
func keptCopy(t *testing.T, path string, version int) string {
	t.Helper()
	all := keptCopies(t, path)
	if len(all) != 1 || !strings.HasPrefix(all[0], fmt.Sprintf("%s.version-%d-", path, version)) {
		t.Fatalf("%q are kept; one copy of version %d is right", all, version)
	}
	return all[0]
}

// rowsNow reads columns of a table with plain SQL, as the old files were read.
func rowsNow(t *testing.T, q store.Queryer, table string, columns []string, order string) [][]any {
	t.Helper()
	rows, err := q.QueryContext(t.Context(), "SELECT "+strings.Join(columns, ", ")+" FROM "+table+order)
	must(t, err)
	defer rows.Close()
	all := [][]any{}
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		must(t, rows.Scan(into...))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				values[i] = hex.EncodeToString(b)
			}
		}
		all = append(all, values)
	}
	must(t, rows.Err())
	return all
}

// lines are rows as text, to be compared.
func lines(t *testing.T, rows [][]any) []string {
	t.Helper()
	all := make([]string, len(rows))
	for i, r := range rows {
		raw, err := json.Marshal(r)
		must(t, err)
		all[i] = string(raw)
	}
	return all
}

func sameLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d rows; %d are right", what, len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%s, row %d:\n%s\nright is\n%s", what, i+1, got[i], want[i])
		}
	}
}

// fieldSaid is a field of a subject.
type fieldSaid struct{ subject, field string }

// saidLast is the value of the newest revision of each field, by assessment.
func (o oldFile) saidLast() map[string]map[fieldSaid]string {
	all := map[string]map[fieldSaid]string{}
	r := o.Revisions
	for _, row := range r.Rows {
		id := r.column(row, "assessment")
		if all[id] == nil {
			all[id] = map[fieldSaid]string{}
		}
		all[id][fieldSaid{r.column(row, "subject"), r.column(row, "field")}] = r.column(row, "value")
	}
	return all
}

func versionOf(t *testing.T, path string) (version int) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	defer pool.Close()
	must(t, pool.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&version))
	return version
}

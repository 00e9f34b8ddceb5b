package sqlite

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// An index is taken out of the schema, the history goes on without it, and the
// index is put back as it was: its pages are whole, and it lacks an entry.
func TestDoctorMissesAnEntryOfAnIndex(t *testing.T) {
	for _, name := range []string{"revision_of_field", "revision_taken_back"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			db := openAt(t, path)
			id := create(t, db)
			takeBack := func() {
				_, _, err := db.Undo(t.Context(), ada, id)
				must(t, err)
			}
			do(t, db, ada, id, rating("4.1", 1))
			takeBack()
			must(t, db.Close())
			schema := func(texts ...string) {
				tamper(t, path, append([]string{"PRAGMA writable_schema = 1"}, texts...)...)
			}
			schema(fmt.Sprintf("CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = '%s'", name),
				fmt.Sprintf("DELETE FROM sqlite_schema WHERE name = '%s'", name))
			db = openWith(t, path, Options{Inspect: true})
			do(t, db, ada, id, rating("4.1", 2))
			takeBack()
			must(t, db.Close())
			schema("INSERT INTO sqlite_schema SELECT * FROM kept", "DROP TABLE kept")

			db = openWith(t, path, Options{Inspect: true})
			r, err := db.Doctor(t.Context(), nil)
			must(t, err)
			found := ""
			for _, c := range r.Checks {
				if !c.OK {
					found += c.Detail
				}
			}
			if !strings.Contains(found, "index "+name) {
				t.Errorf("doctor says %q", found)
			}
			report, err := db.Repair(t.Context(), nil)
			if err != nil || !report.OK() {
				t.Errorf("the index is not made anew: %v, %+v", err, report.Checks)
			}
		})
	}
}

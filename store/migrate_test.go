package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crosswalk/store/clocktest"
)

// withMigrations has the program know other scripts for the time of a test.
func withMigrations(t *testing.T, scripts ...string) {
	t.Helper()
	shipped := migrations
	t.Cleanup(func() { migrations = shipped })
	migrations = func() []string { return scripts }
}

// shapeAt is the tables of a closed file.
func shapeAt(t *testing.T, path string) []string {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Inspect: true})
	must(t, err)
	defer db.Close()
	shape, err := shapeOf(t.Context(), db.read)
	must(t, err)
	return shape
}

func TestTheTablesOfEveryOldFileBecomeThoseOfANewOne(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	made(t, fresh)
	want := shapeAt(t, fresh)
	if len(want) < 100 {
		t.Fatalf("a new file has %d columns only", len(want))
	}
	for _, o := range oldFiles(t) {
		if d := differences(shapeAt(t, o.unpack(t)), want); len(d) > 0 {
			t.Errorf("%s: %q", o.name, d)
		}
	}
}

func TestAFileWhoseTablesAreNotThoseOfItsVersionIsRefusedAndLeftAsItIs(t *testing.T) {
	o := oldFileNamed(t, "version-4-c695f10")
	for text, names := range map[string]string{
		"ALTER TABLE answer DROP COLUMN declined":                    "answer.declined INTEGER NOT NULL DEFAULT 0 is missing",
		"ALTER TABLE answer ADD COLUMN weight INTEGER":               "answer.weight INTEGER does not belong there",
		"CREATE TABLE \"own\x1b[31m\" (x TEXT)":                      "does not belong there",
		"DROP TABLE task":                                            "task.assessment TEXT NOT NULL KEY 1 is missing",
		"PRAGMA user_version = 3":                                    "does not belong there",
		"ALTER TABLE assessment ADD COLUMN changed TEXT":             "assessment.changed TEXT does not belong there",
		"DROP TABLE ballot; CREATE TABLE ballot (vote TEXT, x TEXT)": "ballot.vote TEXT does not belong there",
	} {
		path := o.unpack(t)
		tamper(t, path, text)
		before := folderBytes(t, filepath.Dir(path))
		for range 2 {
			_, err := Open(t.Context(), path, Options{})
			refusedAs(t, err, Damaged, path)
			if !strings.Contains(err.Error(), "are not those of version") || !strings.Contains(err.Error(), names) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%s: %v", text, err)
			}
		}
		if folderBytes(t, filepath.Dir(path)) != before {
			t.Errorf("%s: the folder has changed", text)
		}
	}
}

// A file of an early shape that a later program migrated without a look at it
// has that fault still, and is mended with the next step.
func TestAnEarlyShapeIsMendedInLaterVersionsToo(t *testing.T) {
	for name, from := range map[string]int{"version-1-early-dbc8dad": 1, "version-2-early-ba834f6": 2} {
		path := oldFileNamed(t, name).unpack(t)
		scripts := migrations()
		for n := from; n < len(scripts); n++ {
			tamper(t, path, scripts[n], fmt.Sprintf("PRAGMA user_version = %d", n+1))
		}
		withMigrations(t, append(slices.Clone(scripts), "CREATE TABLE later (x TEXT) STRICT;")...)
		db := openLater(t, path)
		healthy(t, db)
		id := create(t, db)
		do(t, db, ada, id, saying(change("task/T1.1", "status", "done"), change("assessment", "scope", "all")))
		healthy(t, db)
		must(t, db.Close())
		withMigrations(t, scripts...)
	}
}

// The first program of version 2 took files of the first one of version 1.
func TestAFileOfTwoEarlyShapesIsMended(t *testing.T) {
	path := oldFileNamed(t, "version-1-early-dbc8dad").unpack(t)
	carried, _, found := strings.Cut(migrations()[1], "-- What people say of the plan")
	if !found {
		t.Fatal("the second script has no second part")
	}
	tamper(t, path, carried, "PRAGMA user_version = 2")
	db := openLater(t, path)
	healthy(t, db)
	create(t, db)
	keptCopy(t, path, 2)
}

func TestAllStepsOfAMigrationAreTakenOrNone(t *testing.T) {
	path := oldFileNamed(t, "version-3-8ce4dcc").unpack(t)
	shipped := migrations()
	for _, last := range []string{"CREATE TABLE later (x) STRICT;", "DROP TABLE nothing;", "INSERT INTO meta VALUES ('replica', 'x');"} {
		withMigrations(t, append(slices.Clone(shipped), "CREATE TABLE whole (x TEXT) STRICT;", last)...)
		before := folderBytes(t, filepath.Dir(path))
		if _, err := Open(t.Context(), path, Options{}); err == nil {
			t.Fatalf("%s was passed over", last)
		}
		if folderBytes(t, filepath.Dir(path)) != before {
			t.Fatalf("%s: the file or its folder has changed", last)
		}
	}
	withMigrations(t, shipped...)
	healthy(t, openLater(t, path))
}

func TestTheCopyOfAnOlderFileIsAlwaysANewOne(t *testing.T) {
	path := oldFileNamed(t, "version-4-c695f10").unpack(t)
	name := path + ".version-4-20261127T081500"
	for _, taken := range []string{name + ".db", name + "-2.db"} {
		must(t, os.WriteFile(taken, []byte("another"), 0o600))
	}
	openLater(t, path)
	if got := string(contents(t, name+".db")) + string(contents(t, name+"-2.db")); got != "anotheranother" {
		t.Fatal("what lay there was written over")
	}
	if versionOf(t, name+"-3.db") != 4 {
		t.Fatal("the copy is not the file as it was")
	}
}

func TestManyMayOpenAnOldFileAtOnceAndOneCopyIsKept(t *testing.T) {
	path := oldFileNamed(t, "version-4-c695f10").unpack(t)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			db, err := Open(context.Background(), path, Options{Clock: func() time.Time { return later }})
			if err == nil {
				err = db.Close()
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if kept := keptCopy(t, path, 4); versionOf(t, kept) != 4 {
		t.Fatal("the copy is not the file as it was")
	}
	healthy(t, openLater(t, path))
}

func TestAnOlderBackupIsRestoredAndNothingIsLeftBeside(t *testing.T) {
	backup := oldFileNamed(t, "version-2-early-ba834f6").unpack(t)
	path := filepath.Join(t.TempDir(), "crosswalk.db")
	_, err := Restore(t.Context(), backup, path, clocktest.Now)
	must(t, err)
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	for _, e := range entries {
		if e.Name() != "crosswalk.db" {
			t.Errorf("%s is left", e.Name())
		}
	}
	if versionOf(t, backup) != 2 || len(keptCopies(t, backup)) > 0 {
		t.Error("the backup itself was migrated")
	}
	healthy(t, openLater(t, path))
}

func TestAFileThatANewerProgramMigratedMeanwhileIsLeftToIt(t *testing.T) {
	path := oldFileNamed(t, "version-4-c695f10").unpack(t)
	w, err := newWriter(t.Context(), path)
	must(t, err)
	defer w.close()
	tamper(t, path, fmt.Sprintf("PRAGMA user_version = %d", latest()+1))
	err = migrate(t.Context(), path, w.conn, "", func(int) (func(), error) { return nil, errors.New("a copy was made") })
	refusedAs(t, err, Newer, path)
}

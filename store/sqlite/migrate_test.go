package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/store"
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
	db, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true})
	must(t, err)
	defer db.Close()
	shape, err := shapeOf(t.Context(), db.e.readers)
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
			_, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
			refusedAs(t, err, store.Damaged, path)
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
		for n := from; n < 5; n++ { // the sixth looks at what it finds
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
		if _, err := Open(t.Context(), path, Options{Clock: clocktest.Now}); err == nil {
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
	_, err := Restore(t.Context(), backup, path, Options{Clock: clocktest.Now})
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
	w := writing(t, path)
	defer w.close()
	tamper(t, path, fmt.Sprintf("PRAGMA user_version = %d", latest()+1))
	err := migrate(t.Context(), path, w.conn, "", func(int) (func(), error) { return nil, errors.New("a copy was made") })
	refusedAs(t, err, store.Newer, path)
}

func init() {
	roles["migrate"] = migrateRole
}

// migrateRole opens an old file, and says so before and after.
func migrateRole(args []string) int {
	fmt.Println("begun")
	db, err := Open(context.Background(), args[0], Options{Clock: clocktest.Now})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("done")
	if err := db.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func TestAMigrationThatIsKilledLeavesTheOldFileOrTheNewOne(t *testing.T) {
	old := filepath.Join(t.TempDir(), "old.db")
	must(t, make0600(old))
	id := oldBase(t, old, 5, times(3000, 30_000))
	migrated := func(kill time.Duration) (path string, took time.Duration) {
		path = filepath.Join(t.TempDir(), "x.db")
		must(t, copyBytes(old, path))
		cmd := play(t, "migrate", path)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		lines := bufio.NewScanner(out)
		lines.Scan()
		start := time.Now()
		if kill > 0 {
			time.AfterFunc(kill, func() { _ = cmd.Process.Kill() })
		}
		lines.Scan()
		took = time.Since(start)
		_ = cmd.Wait()
		return path, took
	}
	path, whole := migrated(0)
	want := rawRows(t, openAt(t, path).e.readers, "ORDER BY n")
	versions := map[int]int{}
	for range times(5, 50) {
		path, _ := migrated(time.Duration(rand.Int64N(int64(whole)+1)) + 1)
		versions[versionOf(t, path)]++
		db := openAt(t, path)
		healthy(t, db)
		rightHeads(t, db)
		if rows := rawRows(t, db.e.readers, "ORDER BY n"); !reflect.DeepEqual(rows, want) {
			t.Fatalf("%d revisions; %d are right", len(rows), len(want))
		}
		do(t, db, ada, id, rating("4.1", 1))
		must(t, db.Close())
		for _, kept := range keptCopies(t, path) {
			if versionOf(t, kept) != 5 {
				t.Fatalf("%s is not the file as it was", kept)
			}
		}
		if len(keptCopies(t, path)) == 0 {
			t.Fatal("no copy of the old file is kept")
		}
	}
	t.Logf("a migration takes %v; killed in it, %d files were of the old version and %d of the new one", whole, versions[5], versions[latest()])
}

// Who saw a piece of evidence, brought a system into scope or set a task, and when,
// stood in the history alone before.
func TestWhoSaidWhatInAnOldFileIsReadFromItsHistory(t *testing.T) {
	eachOldFile(t, func(t *testing.T, o oldFile, db *DB) {
		type said struct{ assessment, subject, field string }
		last, found := map[said]assess.Mark{}, 0
		for _, row := range o.Revisions.Rows {
			at, err := time.Parse(time.RFC3339Nano, o.Revisions.column(row, "at"))
			must(t, err)
			last[said{o.Revisions.column(row, "assessment"), o.Revisions.column(row, "subject"), o.Revisions.column(row, "field")}] = assess.Mark{
				By: o.Revisions.column(row, "author"), At: at, Order: o.Revisions.column(row, "id"),
			}
		}
		for id := range o.saidLast() {
			a, err := db.Assessment(t.Context(), id)
			must(t, err)
			for _, k := range assess.Kinds() {
				for s, fields := range k.Each(a) {
					for _, f := range fields {
						if f.Mark == nil || f.Mark.IsZero() {
							continue
						}
						found++
						if want := last[said{id, string(s), f.Name}]; f.Mark.By != want.By || f.Mark.Order != want.Order || !f.Mark.At.Equal(want.At) {
							t.Errorf("%s %s is %+v; %+v is right", s, f.Name, *f.Mark, want)
						}
					}
				}
			}
		}
		if found == 0 {
			t.Error("nothing is marked")
		}
	})
}

//go:build unix

package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

func TestWhatIsNoDatabaseOfOursIsRefusedAndLeftUntouched(t *testing.T) {
	cases := []struct {
		name string
		kind store.Kind
		make func(t *testing.T, path string)
	}{
		{"missing", store.Missing, func(*testing.T, string) {}},
		{"dangling symlink", store.Missing, func(t *testing.T, path string) { must(t, os.Symlink(path+".none", path)) }},
		{"symlink loop", store.NotAFile, func(t *testing.T, path string) { must(t, os.Symlink(path, path)) }},
		{"folder", store.NotAFile, func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }},
		{"pipe", store.NotAFile, func(t *testing.T, path string) { must(t, syscall.Mkfifo(path, 0o600)) }},
		{"device", store.NotAFile, func(t *testing.T, path string) { must(t, os.Symlink("/dev/null", path)) }},
		{"text", store.NotSQLite, func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("Dear diary\n"), 0o600)) }},
		{"magic only", store.NotSQLite, func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("SQLite format 3\x00"), 0o600))
		}},
		{"empty file of another", store.NotSQLite, func(t *testing.T, path string) {
			must(t, os.WriteFile(path, nil, 0o644))
			must(t, os.Chmod(path, 0o644))
		}},
		{"another program's", store.Foreign, foreignFile},
		{"newer", store.Newer, func(t *testing.T, path string) { made(t, path); patch(t, path, 60, 0, 0, 3, 0) }},
		{"hard link", store.HardLinked, func(t *testing.T, path string) { made(t, path); must(t, os.Link(path, path+".other")) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "it.db")
			c.make(t, path)
			before := folderBytes(t, filepath.Dir(path))
			for _, create := range []bool{false, true} {
				if create && c.name == "missing" {
					continue
				}
				_, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Create: create})
				refusedAs(t, err, c.kind, path)
			}
			if after := folderBytes(t, filepath.Dir(path)); after != before {
				t.Fatalf("the folder was changed:\n%s\nbecame\n%s", before, after)
			}
		})
	}
}

func TestWhatLiesBelowAFileHasNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "notes.txt")
	must(t, os.WriteFile(file, []byte("mine"), 0o600))
	for _, path := range []string{filepath.Join(file, "x.db"), filepath.Join(file, "below", "x.db")} {
		for _, create := range []bool{false, true} {
			_, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Create: create})
			refusedAs(t, err, store.NoFolder, path)
		}
	}
	if string(contents(t, file)) != "mine" {
		t.Error("the file was changed")
	}
}

func TestAVersionThatOnlyTheLogKnowsIsRefusedToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	made(t, path)
	w := writing(t, path)
	must(t, w.exec(t.Context(), "PRAGMA user_version = 900"))
	t.Cleanup(func() { _ = w.close() })
	_, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Newer, path)
}

func TestAnEmptyFileLeftByAKillIsInitialised(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	must(t, make0600(path))
	made(t, path)
}

func TestAMissingFolderIsMadePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "crosswalk")
	made(t, filepath.Join(dir, "x.db"))
	info, err := os.Stat(dir)
	must(t, err)
	if info.Mode().Perm() != 0o700 {
		t.Fatalf("the folder is %v", info.Mode())
	}
}

func TestASymbolicLinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	id := made(t, filepath.Join(dir, "real.db"))
	must(t, os.Symlink("real.db", filepath.Join(dir, "link.db")))
	db := openAt(t, filepath.Join(dir, "link.db"))
	do(t, db, ada, id, rating("4.1", 2))
}

func TestAFileThatGoesAwayWhileOpenIsNotSavedTo(t *testing.T) {
	cases := map[string]func(t *testing.T, path string){
		"deleted":         func(t *testing.T, path string) { must(t, os.Remove(path)) },
		"renamed":         func(t *testing.T, path string) { must(t, os.Rename(path, path+".away")) },
		"log deleted":     func(t *testing.T, path string) { must(t, os.Remove(path+"-wal")) },
		"log replaced":    func(t *testing.T, path string) { replaceByCopy(t, path+"-wal") },
		"hard-linked":     func(t *testing.T, path string) { must(t, os.Link(path, path+".other")) },
		"folder deleted":  func(t *testing.T, path string) { must(t, os.RemoveAll(filepath.Dir(path))) },
		"replaced":        func(t *testing.T, path string) { replaceByCopy(t, path) },
		"replaced by dir": func(t *testing.T, path string) { must(t, os.Remove(path)); must(t, os.Mkdir(path, 0o700)) },
	}
	for name, happen := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sub", "x.db")
			db := openAt(t, path)
			id := create(t, db)
			happen(t, path)
			_, err := db.Do(t.Context(), ada, id, rating("4.1", 2))
			kind := store.Moved
			if name == "hard-linked" {
				kind = store.HardLinked
			}
			refusedAs(t, err, kind, path)
			if !strings.HasPrefix(err.Error(), "NOT saved") {
				t.Fatalf("it does not say so first: %v", err)
			}
		})
	}
}

func TestEveryFileIsPrivateWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077} {
		t.Run(fmt.Sprintf("%03o", mask), func(t *testing.T) {
			old := syscall.Umask(mask)
			defer syscall.Umask(old)
			dir := filepath.Join(t.TempDir(), "new")
			path := filepath.Join(dir, "x.db")
			db := openAt(t, path)
			id := create(t, db)
			do(t, db, ada, id, rating("4.1", 2))
			must(t, db.e.note(t.Context()))
			must(t, db.Backup(t.Context(), filepath.Join(dir, "backup.db")))
			private(t, dir, 5)
			must(t, db.Close())
			_, err := Restore(t.Context(), filepath.Join(dir, "backup.db"), path, Options{Clock: clocktest.Now})
			must(t, err)
			private(t, dir, 3)
		})
	}
}

func private(t *testing.T, dir string, least int) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) < least {
		t.Fatalf("only %d files in %v", len(entries), entries)
	}
	for _, e := range entries {
		info, err := e.Info()
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v", e.Name(), info.Mode())
		}
	}
}

func TestAnOlderFileIsBackedUpAndUpgraded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	shipped := migrations
	t.Cleanup(func() { migrations = shipped })
	migrations = func() []string { return append(shipped(), "CREATE TABLE later (x) STRICT;") }
	_, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	if err == nil {
		t.Fatal("a migration that can't run was passed over")
	}
	migrations = func() []string { return append(shipped(), "CREATE TABLE later (x TEXT) STRICT;") }
	db := openAt(t, path)
	do(t, db, ada, id, rating("4.1", 1))
	must(t, db.Close())
	migrations = shipped
	_, err = Open(t.Context(), path, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Newer, path)
	old := openAt(t, keptCopy(t, path, len(shipped())))
	if _, err := old.Assessment(t.Context(), id); err != nil {
		t.Fatal(err)
	}
}

// A file as the first release made it comes up with all that it holds, and
// stands beside the new one as it was.
func TestAFileOfTheFirstVersionIsUpgraded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	must(t, make0600(path))
	id := oldBase(t, path, 1, 10)
	db := openAt(t, path)
	do(t, db, ada, id, saying(change(item("4.1"), "rating", map[string]any{"level": 2, "reason": "x", "basis": "4.1=3"})))
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if r := a.Answer(assess.Key{Item: "4.1"}).Rating; r.Level != 2 || r.Basis != "4.1=3" {
		t.Errorf("%+v", r)
	}
	keptCopy(t, path, 1)
	if r, err := db.Doctor(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
}

func TestManyMayMakeTheFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	errs := make(chan error)
	for range 8 {
		go func() {
			db, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Create: true})
			if err == nil {
				_, err = db.CreateFrom(t.Context(), ada, []assess.Change{change(assess.KindAssessment, assess.FieldName, "x")})
				err = errors.Join(err, db.Close())
			}
			errs <- err
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	db := openAt(t, path)
	if list, err := db.Assessments(t.Context()); err != nil || len(list) != 8 {
		t.Fatalf("%d assessments, %v", len(list), err)
	}
	healthy(t, db)
}

func TestTheLogOfADeletedFileIsNotReplayedIntoANewOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	old := create(t, db)
	log, head := contents(t, path+"-wal"), ""
	must(t, db.Close())
	head = string(contents(t, path+".head"))
	must(t, os.Remove(path))
	must(t, os.WriteFile(path+"-wal", log, 0o600))
	must(t, os.WriteFile(path+".head", []byte(head), 0o600))
	fresh := openAt(t, path)
	if list, err := fresh.Assessments(t.Context()); err != nil || len(list) != 0 {
		t.Fatalf("%s came back: %v, %v", old, list, err)
	}
	healthy(t, fresh)
}

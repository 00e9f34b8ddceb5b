package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crosswalk/catalog/assess"
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

func TestWhatIsNoDatabaseOfOursIsRefusedAndLeftUntouched(t *testing.T) {
	cases := []struct {
		name string
		kind Kind
		make func(t *testing.T, path string)
	}{
		{"missing", Missing, func(*testing.T, string) {}},
		{"dangling symlink", Missing, func(t *testing.T, path string) { must(t, os.Symlink(path+".none", path)) }},
		{"symlink loop", NotAFile, func(t *testing.T, path string) { must(t, os.Symlink(path, path)) }},
		{"folder", NotAFile, func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }},
		{"pipe", NotAFile, func(t *testing.T, path string) { must(t, syscall.Mkfifo(path, 0o600)) }},
		{"device", NotAFile, func(t *testing.T, path string) { must(t, os.Symlink("/dev/null", path)) }},
		{"text", NotSQLite, func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("Dear diary\n"), 0o600)) }},
		{"magic only", NotSQLite, func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("SQLite format 3\x00"), 0o600))
		}},
		{"empty file of another", NotSQLite, func(t *testing.T, path string) {
			must(t, os.WriteFile(path, nil, 0o644))
			must(t, os.Chmod(path, 0o644))
		}},
		{"another program's", Foreign, foreignFile},
		{"newer", Newer, func(t *testing.T, path string) { made(t, path); patch(t, path, 60, 0, 0, 3, 0) }},
		{"hard link", HardLinked, func(t *testing.T, path string) { made(t, path); must(t, os.Link(path, path+".other")) }},
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
				_, err := Open(t.Context(), path, Options{Create: create})
				refusedAs(t, err, c.kind, path)
			}
			if after := folderBytes(t, filepath.Dir(path)); after != before {
				t.Fatalf("the folder was changed:\n%s\nbecame\n%s", before, after)
			}
		})
	}
}

// refusedAs wants a problem of that kind, with a sentence that names the path.
func refusedAs(t *testing.T, err error, kind Kind, path string) {
	t.Helper()
	var p *Problem
	if !errors.As(err, &p) || !errors.Is(err, kind) {
		t.Fatalf("the error is %v; a problem %q is right", err, kind)
	}
	if !strings.Contains(p.Sentence, path) || !strings.Contains(p.Sentence, ";") {
		t.Fatalf("the sentence does not say where and what to do: %s", p.Sentence)
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

func TestAVersionThatOnlyTheLogKnowsIsRefusedToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	made(t, path)
	w, err := newWriter(t.Context(), path)
	must(t, err)
	must(t, w.exec(t.Context(), "PRAGMA user_version = 900"))
	t.Cleanup(func() { _ = w.close() })
	_, err = Open(t.Context(), path, Options{})
	refusedAs(t, err, Newer, path)
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
			kind := Moved
			if name == "hard-linked" {
				kind = HardLinked
			}
			refusedAs(t, err, kind, path)
			if !strings.HasPrefix(err.Error(), "NOT saved") {
				t.Fatalf("it does not say so first: %v", err)
			}
		})
	}
}

func replaceByCopy(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path+".new", raw, 0o600))
	must(t, os.Rename(path+".new", path))
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
			must(t, db.keepHead(t.Context()))
			must(t, db.Backup(t.Context(), filepath.Join(dir, "backup.db")))
			private(t, dir, 5)
			must(t, db.Close())
			_, err := Restore(t.Context(), filepath.Join(dir, "backup.db"), path)
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
	_, err := Open(t.Context(), path, Options{})
	if err == nil {
		t.Fatal("a migration that can't run was passed over")
	}
	migrations = func() []string { return append(shipped(), "CREATE TABLE later (x TEXT) STRICT;") }
	db := openAt(t, path)
	do(t, db, ada, id, rating("4.1", 1))
	must(t, db.Close())
	migrations = shipped
	_, err = Open(t.Context(), path, Options{})
	refusedAs(t, err, Newer, path)
	old := openAt(t, path+".version-1.db")
	if _, err := old.Assessment(t.Context(), id); err != nil {
		t.Fatal(err)
	}
}


func TestManyMayMakeTheFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	errs := make(chan error)
	for range 8 {
		go func() {
			db, err := Open(t.Context(), path, Options{Create: true})
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

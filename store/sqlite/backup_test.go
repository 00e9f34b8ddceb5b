package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

func init() {
	roles["backup"] = backupRole
}

// backupRole backs a database up to names of its own until it is killed.
func backupRole(args []string) int {
	db, err := Open(context.Background(), args[0], Options{Clock: clocktest.Now})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for i := 0; ; i++ {
		if err := db.Backup(context.Background(), fmt.Sprintf("%s/%d-%d.db", args[1], os.Getpid(), i)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
}

// pairs is an act that a backup in the middle of would tear.
func pairs(n int) decision {
	return saying(change(item("4.1"), "note", fmt.Sprint(n)), change(item("5.1"), "note", fmt.Sprint(n)))
}

// wholeBackup wants a backup that holds a committed state.
func wholeBackup(t *testing.T, path, id string) string {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	must(t, err)
	defer db.Close()
	healthy(t, db)
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	first, second := a.Answer(assess.Key{Item: "4.1"}).Note, a.Answer(assess.Key{Item: "5.1"}).Note
	if first != second {
		t.Fatalf("%s holds half an act: %q and %q", path, first, second)
	}
	return first
}

func TestABackupBesideAWriterHoldsACommittedState(t *testing.T) {
	db, id := begin(t)
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
				if _, err := db.Do(context.Background(), ada, id, pairs(n)); err != nil {
					t.Error(err)
					return
				}
				time.Sleep(time.Millisecond)
			}
		}
	}()
	dir := t.TempDir()
	for n := range times(15, 200) {
		path := filepath.Join(dir, fmt.Sprint(n, ".db"))
		must(t, db.Backup(t.Context(), path))
		wholeBackup(t, path, id)
	}
	close(stop)
	<-done
}

func TestAKilledBackupLeavesNothingUnderItsName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	db := openAt(t, path)
	do(t, db, ada, id, saying(change(item("4.2"), "note", strings.Repeat("long ", 4000))))
	whole, most := 0, 40
	if raced {
		most = 400
	}
	for n := range times(50, 300) {
		dir := t.TempDir()
		cmd := play(t, "backup", path, dir)
		must(t, cmd.Start())
		waitFor(func() bool { return started(dir) })
		if n%5 == 0 { // on a slow machine no other would have come so far
			waitFor(func() bool { return len(finished(t, dir)) > 0 })
		}
		time.Sleep(time.Duration(rand.IntN(most)) * time.Millisecond)
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
		names := finished(t, dir)
		for _, name := range names[max(0, len(names)-2):] {
			wholeBackup(t, name, id)
			whole++
		}
	}
	if whole == 0 {
		t.Fatal("every backup was killed before it was whole")
	}
	t.Logf("%d backups killed, %d of those that had their name examined", times(50, 300), whole)
}

// started reports whether a backup is under way in a folder, or done.
func started(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && len(entries) > 0
}

// finished are the backups in a folder that have their names.
func finished(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "[0-9]*.db"))
	must(t, err)
	return names
}

// waitFor looks again and again, for a minute at most.
func waitFor(done func() bool) {
	for end := time.Now().Add(time.Minute); !done() && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
}

func TestABackupOverwritesNothing(t *testing.T) {
	db, _ := begin(t)
	path := filepath.Join(t.TempDir(), "mine.txt")
	must(t, os.WriteFile(path, []byte("mine"), 0o600))
	refusedAs(t, db.Backup(t.Context(), path), store.Exists, path)
	must(t, os.Symlink("nowhere", path+".link"))
	refusedAs(t, db.Backup(t.Context(), path+".link"), store.Exists, path)
	if string(contents(t, path)) != "mine" {
		t.Fatal("it was overwritten")
	}
	missing := filepath.Join(t.TempDir(), "no", "folder", "b.db")
	refusedAs(t, db.Backup(t.Context(), missing), store.NoFolder, missing)
}

func TestABackupIsRestoredOverALeftoverLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	backup := filepath.Join(t.TempDir(), "b.db")
	db := openAt(t, path)
	id := create(t, db)
	do(t, db, ada, id, pairs(1))
	must(t, db.Backup(t.Context(), backup))
	for n := range 20 {
		do(t, db, ada, id, pairs(2+n))
	}
	// The program dies: file and log stay as they are.
	dead := filepath.Join(t.TempDir(), "dead.db")
	must(t, os.WriteFile(dead, contents(t, path), 0o600))
	must(t, os.WriteFile(dead+"-wal", contents(t, path+"-wal"), 0o600))
	replaced, err := Restore(t.Context(), backup, dead, Options{Clock: clocktest.Now})
	must(t, err)
	if got := wholeBackup(t, dead, id); got != "1" {
		t.Fatalf("the restored file says %q", got)
	}
	if got := wholeBackup(t, replaced, id); got != "21" {
		t.Fatalf("what was replaced says %q, its log is lost", got)
	}
	if !strings.HasPrefix(replaced, dead+".replaced-") {
		t.Fatalf("it is kept as %s", replaced)
	}
}

func TestARestoreTellsThoseWhoHaveTheOldFileOpen(t *testing.T) {
	db, id := begin(t)
	backup := filepath.Join(t.TempDir(), "b.db")
	do(t, db, ada, id, pairs(1))
	must(t, db.Backup(t.Context(), backup))
	do(t, db, ada, id, pairs(2))
	_, err := Restore(t.Context(), backup, db.Path(), Options{Clock: clocktest.Now})
	must(t, err)
	_, err = db.Do(t.Context(), ada, id, pairs(3))
	refusedAs(t, err, store.Moved, db.Path())
	next := openAt(t, db.Path())
	do(t, next, ada, id, pairs(4))
	_ = db.Close() // must not take the new file's log with it
	do(t, next, ada, id, pairs(5))
	must(t, next.Close())
	if got := wholeBackup(t, db.Path(), id); got != "5" {
		t.Fatalf("after the old program was closed it says %q", got)
	}
}

func TestARestoredCopyGoesOnUnderAChainOfItsOwn(t *testing.T) {
	db, id := begin(t)
	backup := filepath.Join(t.TempDir(), "b.db")
	must(t, db.Backup(t.Context(), backup))
	copied := filepath.Join(t.TempDir(), "sub", "copy.db")
	replaced, err := Restore(t.Context(), backup, copied, Options{Clock: clocktest.Now})
	must(t, err)
	if replaced != "" {
		t.Fatalf("nothing lay there, and %s was kept", replaced)
	}
	second := openAt(t, copied)
	if nameOf(t, second) == nameOf(t, db) {
		t.Fatal("two copies write the same chain")
	}
	do(t, second, ada, id, pairs(1))
	must(t, second.VerifyRest(t.Context()))
	healthy(t, second)
	must(t, second.Close())
	healthy(t, openAt(t, copied))
}

func TestWhatCannotBeRestoredChangesNothing(t *testing.T) {
	dir := t.TempDir()
	good, path, torn := filepath.Join(dir, "good.db"), filepath.Join(dir, "x.db"), filepath.Join(dir, "torn.db")
	made(t, good)
	must(t, os.Remove(good+".head"))
	id := made(t, path)
	raw := contents(t, good)
	must(t, os.WriteFile(torn, raw[:len(raw)-4096*3], 0o600))
	foreign, text := filepath.Join(dir, "foreign.db"), filepath.Join(dir, "text.txt")
	foreignFile(t, foreign)
	must(t, os.WriteFile(text, []byte("hello"), 0o600))
	edited := filepath.Join(dir, "edited.db")
	must(t, os.WriteFile(edited, raw, 0o600))
	tamper(t, edited, unlocked, "UPDATE history SET author = 'Cy'")
	before := folderBytes(t, dir)
	for _, c := range []struct {
		name, from, to string
		kind           store.Kind
	}{
		{"a torn backup", torn, path, store.Damaged},
		{"an edited backup", edited, path, store.Damaged},
		{"a foreign backup", foreign, path, store.Foreign},
		{"no backup", filepath.Join(dir, "none.db"), path, store.Missing},
		{"over another program's file", good, foreign, store.Foreign},
		{"over a text", good, text, store.NotSQLite},
		{"over a folder", good, dir, store.NotAFile},
	} {
		if _, err := Restore(t.Context(), c.from, c.to, Options{Clock: clocktest.Now}); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Restore(t.Context(), path, path, Options{Clock: clocktest.Now}); err == nil {
		t.Error("a file was restored over itself")
	}
	if after := folderBytes(t, dir); after != before {
		t.Errorf("something was changed:\n%.3000s\nbecame\n%.3000s", before, after)
	}
	if _, err := openAt(t, path).Assessment(t.Context(), id); err != nil {
		t.Error(err)
	}
}

func TestADamagedDatabaseIsKeptAsItIsWhenItIsReplaced(t *testing.T) {
	dir := t.TempDir()
	good, path := filepath.Join(dir, "good.db"), filepath.Join(dir, "x.db")
	id := made(t, good)
	raw := contents(t, good)
	clear(raw[4096:])
	must(t, os.WriteFile(path, raw, 0o600))
	replaced, err := Restore(t.Context(), good, path, Options{Clock: clocktest.Now})
	must(t, err)
	if string(contents(t, replaced)) != string(raw) {
		t.Fatal("what was replaced is not what it was")
	}
	if _, err := openAt(t, path).Assessment(t.Context(), id); err != nil {
		t.Fatal(err)
	}
}

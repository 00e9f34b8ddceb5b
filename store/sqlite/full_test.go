//go:build unix

package sqlite

import (
	"context"
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

func init() {
	roles["unprivileged"] = unprivilegedRole
}

func TestAFullDiskIsSaidInWordsAndLosesNothing(t *testing.T) {
	db, id := begin(t)
	saved := 0
	fill := func() error {
		_, err := db.Do(t.Context(), ada, id, noting("4.1", strings.Repeat("x", 9000)+fmt.Sprint(saved)))
		return err
	}
	for round := range 3 {
		var pages int
		must(t, second(store.One(t.Context(), db.e.writer, "PRAGMA page_count", nil, &pages)))
		db.run(t, fmt.Sprintf("PRAGMA max_page_count = %d", pages+20))
		var err error
		for err == nil {
			if err = fill(); err == nil {
				saved++
			}
		}
		for range 7 {
			refusedAs(t, fill(), store.Full, db.Path())
			if err := fill(); !strings.HasPrefix(err.Error(), "NOT saved") {
				t.Fatal(err)
			}
		}
		a, err := db.Assessment(t.Context(), id)
		must(t, err)
		if want := fmt.Sprint("x", saved-1); !strings.HasSuffix(a.Answer(assess.Key{Item: "4.1"}).Note, want) {
			t.Fatalf("round %d: the last answer that was saved is not there", round)
		}
		db.run(t, "PRAGMA max_page_count = 1000000")
		must(t, fill())
		saved++
	}
	healthy(t, db)
}

// unprivilegedRole opens files as nobody, where the test runs as root: root may
// write anything, so a read-only file would prove nothing.
func unprivilegedRole(args []string) int {
	if os.Getuid() == 0 {
		if err := errors.Join(syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	for _, path := range args {
		db, err := Open(context.Background(), path, Options{Clock: clocktest.Now})
		var p *store.Problem
		switch {
		case err == nil:
			fmt.Println("opened")
			_ = db.Close()
		case errors.As(err, &p):
			fmt.Println(p.Kind)
		default:
			fmt.Println(err)
		}
	}
	return 0
}

func TestAFileOrFolderThatMayNotBeWrittenIsSaidInWords(t *testing.T) {
	top, err := os.MkdirTemp("", "crosswalk")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(top) })
	must(t, os.Chmod(top, 0o755))
	cases := []struct {
		name         string
		file, folder os.FileMode
		want         string
	}{
		{"both may", 0o600, 0o700, "opened"},
		{"a read-only file", 0o400, 0o700, string(store.ReadOnlyFile)},
		{"a read-only folder", 0o600, 0o500, string(store.ReadOnlyFolder)},
		{"a folder that may not be entered", 0o600, 0o000, string(store.ReadOnlyFolder)},
	}
	var paths []string
	for _, c := range cases {
		dir := filepath.Join(top, c.name)
		path := filepath.Join(dir, "x.db")
		made(t, path)
		for _, name := range []string{path, dir, path + ".head"} {
			must(t, os.Chown(name, nobody(), nobody()))
		}
		must(t, os.Chmod(path, c.file))
		must(t, os.Chmod(dir, c.folder))
		t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
		paths = append(paths, path)
	}
	out, err := play(t, "unprivileged", paths...).Output()
	must(t, err)
	said := strings.Split(string(out), "\n")
	for i, c := range cases {
		if said[i] != c.want {
			t.Errorf("%s: %s", c.name, said[i])
		}
	}
}

func nobody() int {
	if os.Getuid() == 0 {
		return 65534
	}
	return os.Getuid()
}

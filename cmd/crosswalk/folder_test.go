//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// promptly ends a call that would wait for ever.
func promptly(t *testing.T, args ...string) called {
	t.Helper()
	done := make(chan called, 1)
	go func() { done <- call(t, "", args...) }()
	select {
	case c := <-done:
		return c
	case <-time.After(time.Minute):
		t.Fatalf("crosswalk %q does not come back", args)
		return called{}
	}
}

func TestAFolderThatWouldNeverEndIsRefused(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	for name, c := range map[string]struct {
		lay  func(path string) error
		want string
	}{
		"a pipe":             {func(path string) error { return syscall.Mkfifo(path, 0o600) }, "it is a pipe; a plain file is right"},
		"a link to a pipe":   {linkToPipe, "it is a pipe; a plain file is right"},
		"a link to a device": {func(path string) error { return os.Symlink("/dev/zero", path) }, "it is a device; a plain file is right"},
		"an endless file":    {sparse, "it has 4294967296 bytes; at most "},
		"a lost link":        {func(path string) error { return os.Symlink("nowhere", path) }, "no such file or directory"},
		"a folder":           {func(path string) error { return os.Mkdir(path, 0o700) }, "it is a folder; a plain file is right"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "roadmap.yaml")
			if err := c.lay(path); err != nil {
				t.Fatal(err)
			}
			refuses := func(args ...string) {
				t.Helper()
				if got := promptly(t, args...); got.code != 1 || !strings.Contains(got.out+got.err, "roadmap.yaml: the file can't be read: "+c.want) {
					t.Errorf("crosswalk %q: exit %d\n%s%s", args, got.code, got.out, got.err)
				}
			}
			refuses("catalog", "check", dir)
			if name != "a folder" { // which an overlay passes over
				refuses("catalog", "check", "--overlay", dir)
			}
			if got := promptly(t, "score", "--catalog", dir); got.code != 1 || strings.Count(got.err, "\n") != 1 {
				t.Errorf("exit %d, %s", got.code, got.err)
			}
		})
	}
}

func TestAPipeInPlaceOfAFolderIsRefused(t *testing.T) {
	inDatabase(t)
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"catalog", "check", pipe}, {"catalog", "check", "--overlay", pipe}, {"catalog", "list", "--catalog", pipe}} {
		if got := promptly(t, args...); got.code != 1 {
			t.Errorf("crosswalk %q: exit %d, %s", args, got.code, got.err)
		}
	}
}

func linkToPipe(path string) error {
	if err := syscall.Mkfifo(path+".pipe", 0o600); err != nil {
		return err
	}
	return os.Symlink(path+".pipe", path)
}

// sparse is a file of 4 GiB that takes no room on the disk.
func sparse(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Truncate(4 << 30)
}

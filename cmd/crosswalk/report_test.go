package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFileThatIsWrittenOverIsWholeOrAsItWas(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.html")
	stands := func(want string) {
		t.Helper()
		raw, err := os.ReadFile(path)
		if err != nil || string(raw) != want {
			t.Errorf("the file says %q, %v; right is %q", raw, err, want)
		}
		if info, _ := os.Stat(path); info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read it: %v", info.Mode())
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".crosswalk-*")); len(left) > 0 {
			t.Errorf("beside it was left %v", left)
		}
	}
	if err := writeFile(path, []byte("one"), false); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(path, []byte("two"), false); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Error(err)
	}
	stands("one")
	if err := writeFile(path, []byte("three"), true); err != nil {
		t.Fatal(err)
	}
	stands("three")
}

func TestNothingIsWrittenThroughALink(t *testing.T) {
	dir := t.TempDir()
	own, link := filepath.Join(dir, "own"), filepath.Join(dir, "link")
	if err := os.WriteFile(own, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{own, filepath.Join(dir, "nowhere")} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no links here")
		}
		for _, over := range []bool{true, false} {
			if err := writeFile(link, []byte("theirs"), over); err == nil {
				t.Errorf("over=%v: it was written through a link to %s", over, to)
			}
		}
		if err := os.Remove(link); err != nil {
			t.Fatal(err)
		}
	}
	if raw, _ := os.ReadFile(own); string(raw) != "mine" {
		t.Errorf("the other file says %q", raw)
	}
	if _, err := os.Stat(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a file was made where a link led")
	}
}

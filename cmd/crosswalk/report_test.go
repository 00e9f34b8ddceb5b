package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/store"
	"crosswalk/store/clocktest"
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

// A parked vote on another question of the item, and a note on it, are what a preview
// would tell to who votes.
func TestADocumentOfTheWorkbenchTellsNothingOfTheItemThatTheRoomVotesOn(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme", "--organisation", "Acme Ltd")
	must(t, "answer", "5.2", "1", "--note", "Quokka note")
	must(t, "workshop", "vote", "5.2", "--question", "1")
	must(t, "workshop", "cast", "2", "--reason", "Quokka reason")
	must(t, "workshop", "reveal")
	must(t, "workshop", "park")
	must(t, "workshop", "vote", "5.2")
	x := newApp(clocktest.Now, nil, &strings.Builder{}, &strings.Builder{})
	err := x.read(t.Context(), func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		all := x.documents(cat, db)
		for _, k := range all.All() {
			about := ""
			if k.OfOne {
				subjects, err := all.Subjects(t.Context(), a, k.Name)
				if err != nil {
					return err
				}
				if len(subjects) == 0 {
					continue
				}
				about = subjects[0].Name
			}
			d, err := all.Build(t.Context(), a, k.Name, about)
			if err != nil {
				return err
			}
			text := strings.Join(render.Lines(d, 88), "\n")
			if strings.Contains(text, "Quokka") || !strings.Contains(text, "5.2, which is voted on") {
				t.Errorf("%s tells of 5.2, or not that it is left out:\n%s", k.Name, text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

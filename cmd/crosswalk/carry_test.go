package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/store"
	"crosswalk/store/clocktest"
	"crosswalk/tui"
)

// atDesk is the workbench's door to other machines, on the database of this test and
// the assessment in it.
func atDesk(t *testing.T, do func(b *tui.Bundles, db *store.DB, id string)) {
	t.Helper()
	x := newApp(clocktest.Now, strings.NewReader(""), &strings.Builder{}, &strings.Builder{})
	err := x.withBase(t.Context(), opening{create: true}, func(at *base) error {
		cat, err := x.catalogue()
		if err != nil {
			return err
		}
		all, err := at.db.Assessments(t.Context())
		id := ""
		if len(all) > 0 {
			id = all[0].ID
		}
		do(x.bundles(cat, at, store.Actor{Name: "Ada"}), at.db, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatTheWorkbenchWritesComesInElsewhere(t *testing.T) {
	dir := filepath.Dir(inDatabase(t))
	t.Chdir(dir)
	t.Setenv("HOME", t.TempDir())
	must(t, "new", "Nordwind")
	must(t, "answer", "4.1", "2")
	keyPair(t, "bo", "word")
	atDesk(t, func(b *tui.Bundles, _ *store.DB, id string) {
		if _, err := b.Write(t.Context(), id, tui.Parcel{Path: "open.cwb", Purpose: "for Oslo"}); err != nil {
			t.Fatal(err)
		}
		done, err := b.Write(t.Context(), id, tui.Parcel{Path: "locked.cwb", Passphrase: "word", Since: "open.cwb"})
		if err != nil || done.Path != "locked.cwb.age" || done.Forget != nil {
			t.Errorf("locked: %+v, %v", done, err)
		}
		if _, err := b.Write(t.Context(), id, tui.Parcel{Path: "open.cwb"}); err == nil || !strings.Contains(err.Error(), "is there already") {
			t.Errorf("a name that is taken: %v", err)
		}
		if _, err := b.Write(t.Context(), id, tui.Parcel{Path: "signed.cwb", Sign: "bo"}); err == nil || !strings.Contains(err.Error(), "ssh-add") {
			t.Errorf("a key with a passphrase: %v", err)
		}
		if _, err := b.Write(t.Context(), id, tui.Parcel{Path: "sealed.cwb.age", Sealed: true}); err == nil || !strings.Contains(err.Error(), "by which passphrase") {
			t.Errorf("sealed for nobody: %v", err)
		}
	})
	t.Setenv("CROSSWALK_DB", filepath.Join(dir, "other.db"))
	atDesk(t, func(b *tui.Bundles, db *store.DB, _ string) {
		seen, err := b.Look(t.Context(), "open.cwb", "")
		if err != nil || seen.Name != "Nordwind" || len(seen.Doubts) != 2 || len(seen.Words) == 0 {
			t.Fatalf("%+v, %v", seen, err)
		}
		if all, err := db.Assessments(t.Context()); err != nil || len(all) != 0 {
			t.Fatalf("looking left %v, %v", all, err)
		}
		if taken, err := seen.Take(t.Context()); err != nil || !taken.New {
			t.Errorf("%+v, %v", taken, err)
		}
		if seen, err = b.Look(t.Context(), "open.cwb", ""); err != nil || seen.Would.Revisions != 0 {
			t.Errorf("once more: %+v, %v", seen, err)
		}
		if _, err := b.Look(t.Context(), "locked.cwb.age", ""); !errors.Is(err, tui.ErrLocked) {
			t.Errorf("without the passphrase: %v", err)
		}
		if _, err := b.Look(t.Context(), "locked.cwb.age", "word"); err != nil {
			t.Errorf("with it: %v", err)
		}
		if _, err := b.Look(t.Context(), "locked.cwb.age", "sword"); err == nil || errors.Is(err, tui.ErrLocked) {
			t.Errorf("with another: %v", err)
		}
	})
}

func TestWhatTheWorkbenchSealedAndForgotComesBack(t *testing.T) {
	t.Chdir(filepath.Dir(inDatabase(t)))
	t.Setenv("HOME", t.TempDir())
	must(t, "new", "Nordwind")
	must(t, "record", "add", "concern", "--title", "It watches us", "--set", "readers=Mara Holm")
	concern := must(t, "register", "concern", "--as-person", "Mara Holm")
	ssh := filepath.Join(os.Getenv("HOME"), ".ssh")
	if err := os.Mkdir(ssh, 0o700); err != nil {
		t.Fatal(err)
	}
	keyPair(t, filepath.Join(ssh, "id_ed25519"), "")
	save(t, "keys", strings.TrimSpace(content(t, filepath.Join(ssh, "id_ed25519.pub")))+" Mara Holm\n")
	atDesk(t, func(b *tui.Bundles, db *store.DB, id string) {
		done, err := b.Write(t.Context(), id, tui.Parcel{Path: "without.cwb.age", Passphrase: "word", Sealed: true})
		if err != nil || len(done.Lacks) != 1 {
			t.Fatalf("%+v, %v", done, err)
		}
		if err := done.Forget(t.Context()); err == nil || !strings.Contains(err.Error(), "only their readers see") {
			t.Fatalf("without what only its readers see: %v", err)
		}
		done, err = b.Write(t.Context(), id, tui.Parcel{Path: "client.cwb.age", Passphrase: "word", Sealed: true, ReaderKeys: "keys"})
		if err != nil || len(done.Lacks) != 0 {
			t.Fatalf("%+v, %v", done, err)
		}
		if err := done.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all, err := db.Assessments(t.Context()); err != nil || len(all) != 0 {
			t.Fatalf("left are %v, %v", all, err)
		}
		seen, err := b.Look(t.Context(), "client.cwb.age", "word")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seen.Take(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all, err := db.Assessments(t.Context()); err != nil || len(all) != 1 {
			t.Errorf("back are %v, %v", all, err)
		}
	})
	if got := must(t, "register", "concern", "--as-person", "Mara Holm"); got != concern {
		t.Errorf("the concern comes back as %s; it was %s", got, concern)
	}
}

func TestAFileThatBecameAnotherSinceItWasLookedAtIsNotTakenIn(t *testing.T) {
	dir := filepath.Dir(inDatabase(t))
	t.Chdir(dir)
	must(t, "new", "Nordwind")
	must(t, "bundle", "out", "first.cwb")
	must(t, "answer", "4.1", "2")
	must(t, "bundle", "out", "second.cwb")
	t.Setenv("CROSSWALK_DB", filepath.Join(dir, "other.db"))
	atDesk(t, func(b *tui.Bundles, db *store.DB, _ string) {
		copyFile(t, "first.cwb", "stick.cwb")
		seen, err := b.Look(t.Context(), "stick.cwb", "")
		if err != nil {
			t.Fatal(err)
		}
		copyFile(t, "second.cwb", "stick.cwb")
		if _, err := seen.Take(t.Context()); err == nil || !strings.Contains(err.Error(), "became another file") {
			t.Errorf("%v", err)
		}
		if all, err := db.Assessments(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("taken in were %v, %v", all, err)
		}
	})
}

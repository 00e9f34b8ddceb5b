package sqlite

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// withFile is a database with a piece of evidence that has a file.
func withFile(t *testing.T, text string) (db *DB, path, sha string) {
	t.Helper()
	db, id := begin(t)
	sha, size, err := db.KeepFile(t.Context(), strings.NewReader(text))
	must(t, err)
	f := assess.File{SHA256: sha, Size: size, Name: "minutes.pdf"}
	piece := assess.RecordSubject(assess.KindEvidence, db.NewID())
	do(t, db, ada, id, saying(change(piece, "what", "minutes"), change(piece, "kind", "document"), change(piece, "items", []string{"4.1"}), change(piece, "file", f.String())))
	return db, db.Path(), sha
}

func keptText(t *testing.T, db *DB, sha string) string {
	t.Helper()
	f, err := db.KeptFile(t.Context(), sha)
	must(t, err)
	defer f.Close()
	raw, err := io.ReadAll(f)
	must(t, err)
	return string(raw)
}

func TestAFileOfEvidenceIsKeptOnceAndForItsOwnerAlone(t *testing.T) {
	db, path, sha := withFile(t, "as minuted")
	again, size, err := db.KeepFile(t.Context(), strings.NewReader("as minuted"))
	if err != nil || again != sha || size != 10 {
		t.Errorf("the second time: %s, %d, %v", again, size, err)
	}
	entries, err := os.ReadDir(path + ".evidence")
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	info, err := entries[0].Info()
	must(t, err)
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("it has the mode %o", info.Mode().Perm())
	}
	if got := keptText(t, db, sha); got != "as minuted" {
		t.Errorf("it holds %q", got)
	}
	healthy(t, db)
	must(t, db.DropFile(sha))
	if _, err := db.KeptFile(t.Context(), sha); !errors.Is(err, store.ErrNotKept) {
		t.Errorf("what was taken away: %v", err)
	}
	must(t, db.DropFile(sha))
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestNoFileOfEvidenceIsLongerThanItMayBe(t *testing.T) {
	db, _ := begin(t)
	if _, _, err := db.KeepFile(t.Context(), endless{}); err == nil {
		t.Error("a file without end is kept")
	}
	if left, _ := os.ReadDir(db.Path() + ".evidence"); len(left) > 0 {
		t.Errorf("%q is left behind", left[0].Name())
	}
}

func TestNoNameLeadsOutOfTheFolderOfEvidence(t *testing.T) {
	db, path, sha := withFile(t, "as minuted")
	for _, name := range []string{"", "..", "../" + filepath.Base(path), strings.ToUpper(sha), sha + "/..", "/etc/passwd"} {
		if _, err := db.KeptFile(t.Context(), name); !errors.Is(err, store.ErrNotKept) {
			t.Errorf("%q: %v", name, err)
		}
		must(t, db.DropFile(name))
	}
	link := strings.Repeat("ab", 32)
	if os.Symlink(path, filepath.Join(path+".evidence", link)) == nil {
		if _, err := db.KeptFile(t.Context(), link); !errors.Is(err, store.NotAFile) {
			t.Errorf("a link: %v", err)
		}
	}
	healthy(t, db)
}

func TestDoctorNamesAFileOfEvidenceThatIsNotAsItWas(t *testing.T) {
	db, path, sha := withFile(t, "as minuted")
	at := filepath.Join(path+".evidence", sha)
	detail := func() (bool, string) {
		report, err := db.Doctor(t.Context(), nil)
		must(t, err)
		for _, c := range report.Checks {
			if c.Name == "the files of evidence are whole" {
				return c.OK, c.Detail
			}
		}
		t.Fatal("nobody looks at the files")
		return false, ""
	}
	if ok, said := detail(); !ok || said != "1 kept, 0 named and not here, 0 that nothing names" {
		t.Errorf("whole: %v, %s", ok, said)
	}
	must(t, os.WriteFile(at, []byte("as changed"), 0o600))
	if ok, said := detail(); ok || !strings.Contains(said, "minutes.pdf") {
		t.Errorf("changed: %v, %s", ok, said)
	}
	_, _, err := db.KeepFile(t.Context(), strings.NewReader("as minuted"))
	must(t, err)
	if ok, said := detail(); !ok {
		t.Errorf("kept again: %s", said)
	}
	must(t, db.DropFile(sha))
	_, _, err = db.KeepFile(t.Context(), strings.NewReader("another"))
	must(t, err)
	if ok, said := detail(); !ok || said != "1 kept, 1 named and not here, 1 that nothing names" {
		t.Errorf("missing: %v, %s", ok, said)
	}
}

func TestABackupAndWhatIsRestoredHaveTheFilesOfEvidence(t *testing.T) {
	db, path, sha := withFile(t, "as minuted")
	to := filepath.Join(t.TempDir(), "backup.db")
	must(t, db.Backup(t.Context(), to))
	must(t, db.DropFile(sha))
	must(t, db.Close())
	_, err := Restore(t.Context(), to, path, Options{Clock: clocktest.Now})
	must(t, err)
	db, err = Open(t.Context(), path, Options{Clock: clocktest.Now})
	must(t, err)
	defer db.Close()
	if got := keptText(t, db, sha); got != "as minuted" {
		t.Errorf("it holds %q", got)
	}
}

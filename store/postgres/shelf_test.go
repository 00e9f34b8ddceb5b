package postgres_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
)

func TestAFileOfEvidenceIsKeptForAllServers(t *testing.T) {
	dsn := pgtest.Database(t)
	here, there := open(t, dsn), open(t, dsn)
	for range 2 {
		sha, size, err := here.KeepFile(t.Context(), strings.NewReader("as minuted"))
		if err != nil || size != 10 {
			t.Fatalf("kept %d bytes: %v", size, err)
		}
		kept, err := there.KeptFile(t.Context(), sha)
		if err != nil {
			t.Fatal(err)
		}
		if raw, _ := io.ReadAll(kept); string(raw) != "as minuted" {
			t.Errorf("it reads %q", raw)
		}
	}
	if _, err := there.KeptFile(t.Context(), "../../etc/passwd"); !errors.Is(err, store.ErrNotKept) {
		t.Errorf("a name that is no hash gave %v", err)
	}
	if _, _, err := here.KeepFile(t.Context(), io.LimitReader(zeros{}, store.MaxEvidence+1)); err == nil {
		t.Error("a file of any length is kept")
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestTheDoctorSaysWhichFileIsNotAsItWasKept(t *testing.T) {
	dsn := pgtest.Database(t)
	db := open(t, dsn)
	id := acttest.Create(t, db.DB)
	sha, size, err := db.KeepFile(t.Context(), strings.NewReader("as minuted"))
	if err != nil {
		t.Fatal(err)
	}
	file := assess.File{SHA256: sha, Size: size, Name: "minutes.txt"}
	acttest.Do(t, db.DB, acttest.Ada, id, acttest.Saying(assess.Change{Subject: "evidence/" + assess.Subject(db.NewID()), Field: "file", Value: []byte(`"` + file.String() + `"`)}))
	r, err := db.Doctor(t.Context(), nil)
	acttest.Sound(t, r, err)
	if err := db.DropUnnamed(t.Context(), []string{sha}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.KeptFile(t.Context(), sha); err != nil {
		t.Fatalf("a file that is named is gone: %v", err)
	}
	pgtest.Run(t, dsn, "UPDATE evidence_file SET bytes = 'other'")
	r, err = db.Doctor(t.Context(), nil)
	if err != nil || r.OK() || !strings.Contains(details(r), "the file of evidence minutes.txt") {
		t.Errorf("the doctor says %s, %v", details(r), err)
	}
}

func details(r store.Report) string {
	var b bytes.Buffer
	for _, c := range r.Checks {
		b.WriteString(c.Name + ": " + c.Detail + "\n")
	}
	return b.String()
}

func TestTheStatusSaysWhoUsesTheDatabase(t *testing.T) {
	dsn := pgtest.Database(t)
	db := open(t, dsn)
	acttest.Create(t, db.DB)
	s, err := db.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(s.Engine, "PostgreSQL ") || s.Role == "" || s.Version != postgres.Latest() || s.Size == 0 || s.ReadOnly || s.Assessments != 1 || s.Revisions == 0 {
		t.Errorf("it says %+v", s)
	}
	if len(s.Connected) == 0 || s.Connected[0].Program != "crosswalk" {
		t.Errorf("connected are %+v", s.Connected)
	}
}

func TestWhatIsKeptIsCopiedFromAServerToAnother(t *testing.T) {
	from, to := open(t, pgtest.Database(t)), open(t, pgtest.Database(t))
	id := acttest.Create(t, from.DB)
	acttest.Do(t, from.DB, acttest.Ada, id, acttest.Rating("4.1", 3))
	c, err := from.CopyTo(t.Context(), acttest.Ada, to.DB, id)
	if err != nil {
		t.Fatal(err)
	}
	acttest.Do(t, to.DB, acttest.Ada, id, acttest.Rating("4.2", 3))
	r, err := to.Doctor(t.Context(), nil)
	acttest.Sound(t, r, err)
	if head, _, _ := from.HeadOnPaper(t.Context(), id); head != c.Head {
		t.Errorf("the head is %s; %s was copied", head, c.Head)
	}
}

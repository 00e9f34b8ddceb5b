package main

import (
	"io"
	"strings"
	"testing"

	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// Beside a server the local window once stood in another assessment than the one
// that -a named.
func TestTheWorkbenchOpensTheAssessmentThatIsNamed(t *testing.T) {
	inDatabase(t)
	for _, name := range []string{"Gap 2026", "Nordwind", "Gap 2027"} {
		if code := runs(t.Context(), []string{"new", name}, strings.NewReader(""), io.Discard, io.Discard); code != 0 {
			t.Fatalf("new %s: exit %d", name, code)
		}
	}
	x := newApp(clocktest.Now, nil, io.Discard, io.Discard)
	x.wanted = "Nordwind"
	err := x.withDB(t.Context(), func(db *store.DB) error {
		if err := x.openWanted(t.Context(), db); err != nil {
			return err
		}
		id, err := db.LastOpened(t.Context())
		if err != nil {
			return err
		}
		a, err := db.Assessment(t.Context(), id)
		if err == nil && a.Name != "Nordwind" {
			t.Errorf("it opens %q", a.Name)
		}
		x.wanted = "Nordwand"
		if x.openWanted(t.Context(), db) == nil {
			t.Error("an unknown name is not refused")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

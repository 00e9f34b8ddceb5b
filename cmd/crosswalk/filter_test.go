package main

import (
	"strings"
	"testing"

	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
)

func TestAFilterIsNamedByWhomItBelongsTo(t *testing.T) {
	path := inDatabase(t)
	must(t, "new", "Acme")
	must(t, "answer", "5.2", "2")
	must(t, "answer", "5.2", "--owner", "Ines Brandt")
	db := storetest.OpenAt(t, path, sqlite.Options{})
	for who, text := range map[string]string{"Ines Brandt": "gaps mine", "Jon": "clause:4"} {
		if err := db.KeepFilter(t.Context(), store.Actor{Name: who}, store.Filter{Name: "Monday round", Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if out := must(t, "answers", "--filter", "Monday round"); !strings.HasPrefix(out, "1 of 70: gaps, mine\n") {
		t.Errorf("hers shows:\n%s", out)
	}
	if out := must(t, "--as-person", "Jon", "answers", "--filter", "Monday round"); !strings.HasPrefix(out, "4 of 70: in 4\n") {
		t.Errorf("his shows:\n%s", out)
	}
	if c := call(t, "", "--as-person", "Mara", "answers", "--filter", "Monday round"); c.code != 2 || !strings.Contains(c.err, `"monday" is no filter`) {
		t.Errorf("hers is anybody's: exit %d, %s", c.code, c.err)
	}
}

package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/catalog/report/data"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/sqlite"
)

// sends takes what one database knows of an assessment into another.
func sends(t *testing.T, from, to, id string) {
	t.Helper()
	var lines []string
	inFile(t, from, func(db *store.DB) error {
		_, err := db.Carry(t.Context(), id, nil, func(line []byte) error { lines = append(lines, string(line)); return nil })
		return err
	})
	inFile(t, to, func(db *store.DB) error {
		_, err := db.Take(t.Context(), acttest.Ada, func(yield func([]byte) error) error {
			for _, l := range lines {
				if err := yield([]byte(l)); err != nil {
					return err
				}
			}
			return nil
		}, false)
		return err
	})
}

func inFile(t *testing.T, path string, do func(*store.DB) error) {
	t.Helper()
	db, err := sqlite.Open(context.Background(), path, sqlite.Options{Create: true})
	if err == nil {
		err = do(db.DB)
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatTwoCopiesDisagreeOnIsListedAndSettledByCommand(t *testing.T) {
	here := inDatabase(t)
	there := filepath.Join(t.TempDir(), "there.db")
	must(t, "new", "Acme")
	must(t, "answer", "4.1", "3", "--note", "begun")
	var id string
	inFile(t, here, func(db *store.DB) error {
		all, err := db.Assessments(t.Context())
		id = all[0].ID
		return err
	})
	sends(t, here, there, id)
	must(t, "answer", "4.1", "4", "--note", "as \x1b[31mInes\x1b[0m saw it")
	inFile(t, there, func(db *store.DB) error {
		acttest.Do(t, db, acttest.Bo, id, acttest.Rating("4.1", 1))
		acttest.Do(t, db, acttest.Bo, id, acttest.Noting("4.1", "as Bo saw it"))
		return nil
	})
	if got := must(t, "conflicts"); got != "Nothing disagrees." {
		t.Errorf("before: %s", got)
	}
	sends(t, there, here, id)
	list := must(t, "conflicts")
	for _, want := range []string{"4.1 note", "4.1 rating", "Ines Brandt", "1: as seen (shown)", "as Bo saw it", "base", "begun"} {
		if !strings.Contains(list, want) {
			t.Errorf("%q is missing in\n%s", want, list)
		}
	}
	if strings.Contains(list, "\x1b") {
		t.Error("an escape of a person came through")
	}
	var note, rating string
	for line := range strings.Lines(list) {
		switch {
		case strings.Contains(line, "4.1 note"):
			note = strings.Fields(line)[0]
		case strings.Contains(line, "4.1 rating"):
			rating = strings.Fields(line)[0]
		}
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{rating, "--take", "both"}, "only texts can be kept both"},
		{[]string{rating, "--take", "7"}, "has 2 values and no number 7"},
		{[]string{rating, "--take", "mine"}, "is no value; it is the number of one, ours, theirs, base or both"},
		{[]string{"12345678", "--take", "ours"}, "there is no conflict"},
		{[]string{"--of", "Nobody"}, "is a side of no conflict"},
		{[]string{rating}, "or with --of the person"},
	} {
		if c := call(t, "", append([]string{"conflicts", "settle"}, tt.args...)...); c.code == 0 || !strings.Contains(c.err, tt.want) {
			t.Errorf("%q: exit %d, %s", tt.args, c.code, c.err)
		}
	}
	must(t, "conflicts", "settle", note, "--take", "both")
	must(t, "conflicts", "settle", rating, "--take", "theirs", "--reason", "Bo saw the register")
	if got := must(t, "conflicts"); got != "Nothing disagrees." {
		t.Errorf("after: %s", got)
	}
	if got := must(t, "history", "--limit", "1"); !strings.Contains(got, "because “Bo saw the register”") {
		t.Errorf("the history says %s", got)
	}
}

func TestWhatDoesNotGoTogetherIsListedAndStaysSettled(t *testing.T) {
	here := inDatabase(t)
	there := filepath.Join(t.TempDir(), "there.db")
	must(t, "new", "Acme")
	must(t, "system", "add", "Chatbot")
	must(t, "system", "add", "Pilot")
	var id string
	inFile(t, here, func(db *store.DB) error {
		all, err := db.Assessments(t.Context())
		id = all[0].ID
		return err
	})
	sends(t, here, there, id)
	for _, name := range []string{"Chatbot", "Pilot"} {
		must(t, "system", "remove", name)
		must(t, "system", "edit", name, "--owner", "Mara Holm", "--db", there, "--as-person", "Mara Holm")
	}
	sends(t, there, here, id)
	listed := func() []data.Clash {
		var out data.Conflicts
		if err := json.Unmarshal([]byte(must(t, "conflicts", "--json")), &out); err != nil {
			t.Fatal(err)
		}
		return out.Clashes
	}
	all := listed()
	if len(all) != 2 || !all[0].Back || all[0].Kind != "removed here, worked on there" {
		t.Fatalf("listed are %+v", all)
	}
	must(t, "conflicts", "settle", all[0].ID, "--take", "leave", "--reason", "the pilot ended")
	must(t, "conflicts", "settle", all[1].ID, "--take", "back")
	sends(t, there, here, id)
	if left := listed(); len(left) > 0 || !strings.Contains(must(t, "conflicts"), "Nothing disagrees.") {
		t.Errorf("left are %+v", left)
	}
	if systems := must(t, "system", "list"); strings.Count(systems, "Mara Holm") != 1 {
		t.Errorf("the systems are\n%s", systems)
	}
	if c := call(t, "", "conflicts", "settle", all[0].ID, "--take", "leave"); c.code != 1 || !strings.Contains(c.err, "nothing disagrees there any more") {
		t.Errorf("settled again: exit %d, %s", c.code, c.err)
	}
}

//go:build unix

package main

import (
	"strings"
	"syscall"
	"testing"

	"crosswalk/store/postgres/pgtest"
)

// onServer is a database on a server, for the programs that a test starts: they use it
// as a role that owns nothing.
func onServer(t *testing.T, address string) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("CROSSWALK_USER", "Ines")
	t.Setenv("CROSSWALK_DB", asUser(t, address))
}

// Two servers of one room on one PostgreSQL: a vote goes across them, and on when one is
// killed.
func TestAVoteGoesAcrossTwoServersOfWhichOneIsKilled(t *testing.T) {
	onServer(t, pgtest.Database(t))
	must(t, "new", "Gap 2026")
	here := known(t, "assessor", "Jon Berg", "Mara Holm")
	there := known(t, "assessor", "Olga Ek", "Piotr Lis")
	first, second := openRoom(t), openRoom(t)
	must(t, "workshop", "vote", "4.1")
	voters := first.all(t, here, inVote)
	for name, v := range second.all(t, there, inVote) {
		voters[name] = v
	}
	for _, v := range voters {
		if err := v.wants("4 here"); err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
		if v.types("3"); !v.waits("You     3") {
			t.Fatalf("%s can't vote:\n%s", v.name, v.sees())
		}
	}
	for _, v := range voters {
		if err := v.wants("Voted   4 of 4"); err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
	}
	if status := must(t, "store", "status"); strings.Count(status, "\nServing ") != 2 || !strings.Contains(status, ", 2 people, said so at ") {
		t.Errorf("the status is\n%s", status)
	}
	if err := second.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = second.cmd.Wait()
	again := first.all(t, there, inVote)
	for _, v := range again {
		if err := v.wants("You     3"); err != nil {
			t.Fatalf("the ballot of %s is lost: %v", v.name, err)
		}
	}
	must(t, "workshop", "reveal")
	for _, v := range again {
		if err := v.wants("Consensus on 3"); err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
	}
	must(t, "workshop", "settle", "3")
	if now := stored(t, "4.1"); now != "3" {
		t.Errorf("4.1 was settled on 3, %q is stored", now)
	}
	first.ends(t)
	must(t, "doctor")
}

// The database goes away under a room, while somebody writes a note.
func TestARoomGoesOnAfterItsDatabaseWasAway(t *testing.T) {
	database := pgtest.Own(t)
	onServer(t, database.Prepare(t))
	must(t, "new", "Gap 2026")
	s := openRoom(t)
	room := s.all(t, known(t, "assessor", "Jon Berg", "Mara Holm"), func(v *visitor) error {
		if err := v.wants("Conforming"); err != nil {
			return err
		}
		v.types("]")
		return v.wants("▸ 4.1")
	})
	jon, mara := room["Jon Berg"], room["Mara Holm"]
	jon.types("c")
	if err := jon.wants("Note"); err != nil {
		t.Fatal(err)
	}
	jon.types("half a sentence")
	if err := jon.wants("half a sentence"); err != nil {
		t.Fatal(err)
	}
	if err := database.Kill(); err != nil {
		t.Fatal(err)
	}
	for _, v := range room {
		if err := v.wants("database lost"); err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
	}
	jon.types(" and another")
	if err := database.Up(); err != nil {
		t.Fatal(err)
	}
	for _, v := range room {
		if err := v.wants("The database is there again"); err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
	}
	if jon.types("\x13"); !jon.waits("saved ") {
		t.Fatalf("the note is not saved:\n%s", jon.sees())
	}
	if mara.types("4"); !mara.waits("4.1     ● 4") || !jon.waits("4.1     ● 4") {
		t.Fatalf("an answer does not come to both:\n%s\n%s", mara.sees(), jon.sees())
	}
	if answers := must(t, "answers", "--json"); !strings.Contains(answers, "half a sentence and another") {
		t.Error("the note is not there as it was typed")
	}
	s.ends(t)
	must(t, "doctor")
}

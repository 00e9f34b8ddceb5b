package tui

import (
	"context"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

func TestALostDatabaseIsSaidUntilItIsBack(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	gone := screen.Failed{Err: &store.Problem{Kind: store.Unreachable, Place: "postgres://db/crosswalk"}}
	d.press("alt+2")
	d.tell(gone)
	d.shows("database lost", "can't be reached; what you type is", "goes on by itself once it is back")
	d.press("j")
	d.tell(gone) // every screen that reads says so; it is said once
	d.shows("database lost").hides("can't be reached")
	at := screen.Draft{Assessment: id, Subject: "answer/4.1//", Field: "note"}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := s.KeepDraft(ended, at, "half a sentence"); err == nil {
		t.Fatal("a draft was saved without a database")
	}
	d.tell(asking{})
	d.settle().shows("The database is there again").hides("database lost")
	if text, _, err := s.DB.Draft(t.Context(), s.Actor, id, assess.Subject("answer/4.1//"), "note"); text != "half a sentence" {
		t.Errorf("the draft is %q, %v", text, err)
	}
}

func TestAnActThatALostDatabaseDidNotTakeIsSaidEachTime(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	gone := screen.Failed{Err: &store.Problem{Kind: store.Unreachable, Place: "postgres://db/crosswalk", Unsaved: true}}
	for range 2 {
		d.tell(gone)
		d.shows("NOT saved: the database")
		d.press("j")
	}
}

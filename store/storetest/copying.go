package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// full is a database with an assessment that has something of everything.
func (l laws) full(t *testing.T) (*store.DB, string) {
	t.Helper()
	s := l.shelf(t)
	db, id, cat := s.db, s.id, catalog.Shipped()
	s.risk("The model drifts")
	do(t, db, ada, id, rating("4.1", 3))
	do(t, db, bo, id, noting("4.1", "seen, with ‘quotes’ and ? marks"))
	must(t, undo(db, id))
	r, err := db.OpenVote(t.Context(), lead, cat, id, policy, workshop.DefaultTolerance, true)
	must(t, err)
	casts(t, db, r.ID, "Ada=1", "Bo=4")
	must(t, second(db.Reveal(t.Context(), lead, r.ID)))
	must(t, db.Plan(t.Context(), ada, cat, id, planning("A.5.4", "4.1")))
	must(t, db.SaveDraft(t.Context(), ada, id, "answer/4.2//", "note", "half a sent"))
	must(t, db.SavePlace(t.Context(), ada, id, `{"at":"4.2"}`))
	must(t, db.KeepLayout(t.Context(), ada, id, store.Layout{Name: "SoA", Shape: "a", Text: "{}"}))
	return db, id
}

// copies is copying that succeeds.
func copies(t *testing.T, from, to *store.DB, id string) store.Copied {
	t.Helper()
	c, err := from.CopyTo(t.Context(), ada, to, id)
	must(t, err)
	return c
}

func (l laws) TestACopiedAssessmentIsThereWithAllThatBelongsToIt(t *testing.T) {
	from, id := l.full(t)
	to := l.place(t).open(t)
	do(t, to, bo, create(t, to), rating("4.1", 1)) // its places in the other database are others
	c := copies(t, from, to, id)
	if c.There || c.Votes != 1 || c.Drafts != 1 || c.Revisions == 0 {
		t.Errorf("it says %+v", c)
	}
	same(t, id, from, to)
	for what, read := range map[string]func(*store.DB) (any, error){
		"the history": func(db *store.DB) (any, error) { return db.History(t.Context(), id, store.HistoryFilter{}) },
		"the room": func(db *store.DB) (any, error) {
			r, err := db.Room(t.Context(), id)
			return r, err
		},
		"the drafts":  func(db *store.DB) (any, error) { return db.Drafts(t.Context(), ada, id) },
		"the place":   func(db *store.DB) (any, error) { return db.Place(t.Context(), ada, id) },
		"the layouts": func(db *store.DB) (any, error) { return db.Layouts(t.Context(), id) },
		"the records": func(db *store.DB) (any, error) { return db.Records(t.Context(), id) },
	} {
		here, err := read(from)
		must(t, err)
		there, err := read(to)
		must(t, err)
		if !reflect.DeepEqual(here, there) {
			t.Errorf("%s: %+v became %+v", what, here, there)
		}
	}
	head, n, err := to.HeadOnPaper(t.Context(), id)
	must(t, err)
	if head != c.Head || n != c.Revisions {
		t.Errorf("the head is %s with %d revisions; %s with %d is right", head, n, c.Head, c.Revisions)
	}
	healthy(t, to)
}

func (l laws) TestACopyGoesOnByItselfAndIsCopiedBack(t *testing.T) {
	from, id := l.full(t)
	to, third := l.place(t).open(t), l.place(t).open(t)
	copies(t, from, to, id)
	do(t, to, ada, id, rating("4.1", 5))
	must(t, undo(to, id))
	a := do(t, to, bo, id, rating("4.2", 2))
	healthy(t, to)
	copies(t, to, third, id)
	b, err := third.Assessment(t.Context(), id)
	must(t, err)
	if s := assesstest.Difference(a, b); s != "" {
		t.Errorf("%s is not the same", s)
	}
	do(t, third, bo, id, rating("4.3", 1))
	healthy(t, third)
	takes(t, from, third, id)
	healthy(t, from)
}

func (l laws) TestWhatStandsThereIsNotCopiedOverIt(t *testing.T) {
	from, id := l.full(t)
	to := l.place(t).open(t)
	copies(t, from, to, id)
	if c := copies(t, from, to, id); !c.There {
		t.Errorf("what stands there just so is copied again: %+v", c)
	}
	before := do(t, from, ada, id, rating("4.2", 5))
	if _, err := from.CopyTo(t.Context(), ada, to, id); !errors.Is(err, store.ErrStandsThere) {
		t.Errorf("one that went on is copied over the other: %v", err)
	}
	after, err := to.Assessment(t.Context(), id)
	must(t, err)
	if assesstest.Difference(before, after) == "" {
		t.Error("what was refused was copied")
	}
	if _, err := from.CopyTo(t.Context(), ada, to, "nobody"); !errors.Is(err, store.ErrNoAssessment) {
		t.Errorf("what is not there: %v", err)
	}
	if _, err := from.CopyTo(t.Context(), store.Actor{Name: "Jon", Role: workshop.Assessor}, l.place(t).open(t), id); !errors.Is(err, workshop.ErrLeads) {
		t.Errorf("who does not lead: %v", err)
	}
}

func (l laws) TestAnErasedWordIsNotCopied(t *testing.T) {
	from, id := l.begin(t)
	do(t, from, ada, id, noting("4.1", "Jane Doe said so"))
	acts, err := from.History(t.Context(), id, store.HistoryFilter{Limit: 1})
	must(t, err)
	must(t, second(from.Erase(t.Context(), ada, id, []string{acts[0].Revisions[0].ID}, "asked for")))
	to := l.place(t).open(t)
	copies(t, from, to, id)
	b := same(t, id, from, to)
	if got := b.Answer(assess.Key{Item: "4.1"}).Note; got != "" {
		t.Errorf("the note is %q", got)
	}
	healthy(t, to)
}

func (l laws) TestPeopleAreCopiedButWhoIsThereStays(t *testing.T) {
	from, to := l.place(t).open(t), l.place(t).open(t)
	must(t, from.AddPeople(t.Context(), ada, []workshop.Person{
		{Name: "Bo", Role: workshop.Assessor, Key: "SHA256:bo"}, {Name: "Cy", Role: workshop.Observer, Key: "SHA256:cy"}, {Name: "Di", Role: workshop.Assessor, Key: "SHA256:di"},
	}))
	_, code, err := from.Invite(t.Context(), ada, workshop.Assessor, "", time.Hour)
	must(t, err)
	must(t, to.AddPeople(t.Context(), ada, []workshop.Person{
		{Name: "bo", Role: workshop.Facilitator, Key: "SHA256:other"}, {Name: "Eve", Role: workshop.Observer, Key: "SHA256:di"},
	}))
	c, err := from.CopyPeople(t.Context(), ada, to)
	must(t, err)
	if c.Came != 1 || !reflect.DeepEqual(c.Left, []string{"Bo", "Di"}) {
		t.Errorf("it says %+v; Cy comes, Bo and Di stay", c)
	}
	if p, err := to.PersonOfKey(t.Context(), "SHA256:other"); err != nil || p.Role != workshop.Facilitator {
		t.Errorf("who was there is %+v, %v", p, err)
	}
	must(t, second(to.Redeem(t.Context(), code, "Fay")))
	c, err = from.CopyPeople(t.Context(), ada, to)
	must(t, err)
	if c.Came != 0 {
		t.Errorf("copied again %d came", c.Came)
	}
}

package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// planning sets an agenda of some items.
func planning(items ...string) func(workshop.Agenda, time.Time) (workshop.Agenda, error) {
	var keys []assess.Key
	for _, it := range items {
		keys = append(keys, assess.Key{Item: it})
	}
	return func(_ workshop.Agenda, now time.Time) (workshop.Agenda, error) {
		return workshop.NewAgenda(keys, 2, true, 90*time.Minute, now)
	}
}

func (l laws) TestAnAgendaAndItsClockOutliveTheProgram(t *testing.T) {
	at := l.place(t)
	db := at.open(t)
	id := create(t, db)
	cat := catalog.Shipped()
	must(t, db.Plan(t.Context(), ada, cat, id, planning("5.2", "A.5.4", "4.1")))
	must(t, db.Plan(t.Context(), ada, cat, id, workshop.Agenda.Start))
	before, err := db.Room(t.Context(), id)
	must(t, err)
	must(t, db.Close())

	db = at.open(t)
	r, err := db.Room(t.Context(), id)
	must(t, err)
	g := r.Agenda
	if !slices.Equal(g.Keys, before.Agenda.Keys) || len(g.Keys) != 3 || g.Given != 90*time.Minute || !g.Named || g.Tolerance != 2 ||
		g.Since.IsZero() || !g.Since.Equal(before.Agenda.Since) || !g.Began.Equal(g.Since) {
		t.Errorf("%+v came back as %+v", before.Agenda, g)
	}
	must(t, db.Plan(t.Context(), ada, cat, id, workshop.Agenda.Stop))
	if r, _ := db.Room(t.Context(), id); !r.Agenda.Since.IsZero() || r.Agenda.Gone < 0 {
		t.Errorf("the clock still runs: %+v", r.Agenda)
	}
}

func (l laws) TestOnlyWhoLeadsPlans(t *testing.T) {
	db, id := l.begin(t)
	for role, want := range map[workshop.Role]error{workshop.Assessor: workshop.ErrLeads, workshop.Observer: workshop.ErrObserver} {
		if err := db.Plan(t.Context(), store.Actor{Name: "Jon", Role: role}, catalog.Shipped(), id, planning("5.2")); !errors.Is(err, want) {
			t.Errorf("as %s: %v", role, err)
		}
	}
	if err := db.Plan(t.Context(), ada, catalog.Shipped(), id, planning("5.2", "9.99")); err == nil {
		t.Error("what is no item is on the agenda")
	}
	if r, err := db.Room(t.Context(), id); err != nil || !r.Agenda.Empty() {
		t.Errorf("something was kept: %+v %v", r, err)
	}
}

// Whoever reads a room that did not change gets the reading of before, and
// whoever reads one that did, from whichever program, gets the new one.
func (l laws) TestARoomIsReadAgainWhenItChangesAndNotBefore(t *testing.T) {
	at := l.place(t)
	here, there := at.open(t), at.open(t)
	id := create(t, here)
	cat := catalog.Shipped()
	v, err := here.OpenVote(t.Context(), ada, cat, id, assess.Key{Item: "5.2"}, 1, true)
	must(t, err)
	one, err := there.Room(t.Context(), id)
	must(t, err)
	two, err := there.Room(t.Context(), id)
	must(t, err)
	if one.Turn != two.Turn || &one.Votes[0] != &two.Votes[0] {
		t.Error("a room that did not change was read again")
	}
	for _, c := range []struct {
		name string
		act  func() error
	}{
		{"a ballot", func() error {
			_, err := here.Cast(t.Context(), ada, v.ID, workshop.Ballot{Level: 3, Confidence: workshop.HighConfidence})
			return err
		}},
		{"the agenda", func() error { return here.Plan(t.Context(), ada, cat, id, planning("4.1")) }},
		{"the clock", func() error { return here.Plan(t.Context(), ada, cat, id, workshop.Agenda.Start) }},
	} {
		was, err := there.Room(t.Context(), id)
		must(t, err)
		must(t, c.act())
		if now, err := there.Room(t.Context(), id); err != nil || now.Turn == was.Turn {
			t.Errorf("%s was not seen: %v", c.name, err)
		}
	}
	r, err := there.Room(t.Context(), id)
	must(t, err)
	if r.Votes[0].Vote.Seen("Ada").Voted != 1 || len(r.Agenda.Keys) != 1 {
		t.Errorf("%+v", r)
	}
}

package serve

import (
	"testing"
	"time"

	"crosswalk/catalog/workshop"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
	"crosswalk/tui"
)

// beside is a second server on the database, with a handle of its own as another machine
// has.
func (r *room) beside(t *testing.T) *room {
	t.Helper()
	other := *r
	other.db = storetest.OpenAt(t, r.path, sqlite.Options{})
	return other.reopen(Options{})
}

func TestTwoServersShowWhoIsAtTheOtherAndFollowThem(t *testing.T) {
	r := open(t, Options{})
	leads, assesses := byKey(r.person("Mara", workshop.Facilitator)), byKey(r.person("Jon", workshop.Assessor))
	other := r.beside(t)
	mara := r.join(leads).shows("1 here")
	jon := other.join(assesses).shows("2 here")
	mara.shows("2 here").keys("]").shows("4.1     ○").keys("j").shows("▸ 4.2")
	jon.keys("\x1b9").shows("2 people are here").shows("walk 4.2")
	jon.keys("F").shows("following").shows("▸ 4.2")
	mara.keys("4").shows("4.2     ● 4")
	jon.shows("4.2     ● 4").keys("F").shows("You go on your own again")
	jon.keys("Q").ends("")
	mara.shows("1 here")
	if said, err := r.db.Serving(t.Context()); err != nil || len(said) > 1 {
		t.Errorf("%d servers say that somebody is there: %v", len(said), err)
	}
}

func TestAVoteIsCountedAcrossTwoServersAndOutlivesOne(t *testing.T) {
	r := open(t, Options{})
	lead, mara, jon := byKey(r.person("Ines", workshop.Facilitator)), byKey(r.person("Mara", workshop.Assessor)), byKey(r.person("Jon", workshop.Assessor))
	other := r.beside(t)
	ines := r.join(lead).shows("Ines").keys("]").shows("4.1     ○")
	atOther := other.join(jon).shows("2 here")
	ines.shows("2 here").keys("V").shows("Open a vote")
	ines.keys("\r").keys("\r").keys("\r").keys("\r").keys("\r").shows("not voted yet").keys("3").shows("You     3")
	atOther.shows("The room votes on 4.1").keys("\x1b9").shows("not voted yet").keys("3").shows("You     3")
	ines.shows("all have voted")
	must(t, other.stop())
	atOther.ends("The room is closed.")
	r.join(mara).shows("The room votes on 4.1").keys("\x1b9").shows("not voted yet").keys("3").shows("You     3")
	ines.shows("Voted   2 of 2 · 1 from elsewhere").keys("C").shows("Consensus on 3").shows("Mara  3")
}

// A server that is killed takes nothing back; the others do, by their own clock.
func TestWhoWasAtAKilledServerIsNotHereAnyMore(t *testing.T) {
	r := open(t, Options{})
	must(t, r.stop())
	s := New(Options{DB: r.db, Assessment: r.id})
	v := &visit{who: workshop.Person{Name: "Ines"}}
	s.live[v] = true
	c := &company{name: "this", others: map[string]*neighbour{}}
	killed := `{"at":"2031-01-01T00:00:00Z","beat":7,"here":{"` + r.id + `":[{"Name":"Jon"},{"Name":"Ines"}]}}`
	must(t, r.db.SayServing(t.Context(), "killed", killed))
	must(t, r.db.SayServing(t.Context(), "another room", `{"here":{"other":[{"Name":"Olga"}]}}`))
	must(t, r.db.SayServing(t.Context(), "of a later form", `[]`))
	now := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		after time.Duration
		here  int
	}{{0, 2}, {beatEvery, 2}, {2 * beatEvery, 2}, {time.Second, 2}, {time.Second, 1}} {
		now = now.Add(step.after)
		s.meet(t.Context(), c, now)
		if here := s.present(v); len(here) != step.here {
			t.Errorf("at %s %d are here: %+v; %d is right", now.Format(time.TimeOnly), len(here), here, step.here)
		}
	}
	said, err := r.db.Serving(t.Context())
	must(t, err)
	if _, there := said["killed"]; there || said["this"] == "" {
		t.Errorf("the servers are %v", said)
	}
	s.part(t.Context(), c)
	if said, _ := r.db.Serving(t.Context()); said["this"] != "" {
		t.Error("a server that was left still says that it is there")
	}
}

// Alone, a server writes that it is there and not every move.
func TestAServerThatIsAloneIsQuiet(t *testing.T) {
	r := open(t, Options{})
	must(t, r.stop())
	s := New(Options{DB: r.db, Assessment: r.id})
	v := &visit{who: workshop.Person{Name: "Ines"}}
	s.live[v] = true
	c := &company{name: "this", others: map[string]*neighbour{}}
	now := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	for i := range 50 {
		s.moved(v, tui.At{Route: string(rune('a' + i%26))})
		s.meet(t.Context(), c, now.Add(time.Duration(i)*time.Second))
	}
	if c.beat != 3 {
		t.Errorf("it wrote %d times in 50 seconds; every 20 is right", c.beat)
	}
}

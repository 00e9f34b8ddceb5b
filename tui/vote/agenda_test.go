package vote_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// agenda is a room that means to vote on some items for a while.
func agenda(t testing.TB, minutes string, items string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	st, s, id := empty(t)
	st.Press("L").Shows("The agenda", "unanswered (70)").Press("enter").Shows("as AIMS manager, data scientist").Press("enter").
		Type(items).Press("enter").Type(minutes).Press("enter", "enter", "enter")
	return st, s, id
}

// settled votes on what stands next and settles it.
func settled(t testing.TB, st *screentest.Stage, s *screen.Session, id string, level int) {
	t.Helper()
	st.Press("enter").Shows("round 1")
	cast(t, s, id, "Mara", level, "")
	look(st, s, id).Press("C", "s", "enter", "enter").Shows("Agenda")
}

func TestARoomWorksItsAgendaOffInOrder(t *testing.T) {
	st, s, id := agenda(t, "90", "A.5.4 5.2 6.1.4")
	st.Shows("Agenda  0 of 3 done · 90 min, not begun", "▸ ○ A.5.4", "next").Golden("agenda-80")
	settled(t, st, s, id, 3)
	st.Shows("1 of 3 done", "● A.5.4", "▸ ○ 5.2")
	st.Press("enter").Shows("5.2  AI policy", "Agenda  1 of 3 done")
	cast(t, s, id, "Mara", 1, "")
	look(st, s, id).Press("C", "p").Shows("1 of 3 done · 1 parked", "◐ 5.2", "parked", "▸ ○ 6.1.4")
	st.Press("k", "enter").Shows("5.2  AI policy", "round 2")
}

func TestTheAgendaSaysWhatTheTimeDoesNotReach(t *testing.T) {
	st, s, id := agenda(t, "30", "4.1 4.2 4.3 5.2")
	now := s.Now()
	begin := func(at time.Time) {
		t.Helper()
		err := s.DB.Plan(t.Context(), s.Actor, s.Catalog, id, func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) {
			g.Began, g.Since = at, at
			g.Made = at
			return g, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	begin(now.Add(-20 * time.Minute))
	look(st, s, id)
	settled(t, st, s, id, 3)
	st.Shows("20 of 30 min gone · 20 min an item", "At this pace nothing more will fit in the time left.", "will not fit").Golden("late-80")
	begin(now.Add(-40 * time.Minute))
	look(st, s, id).Shows("40 of 30 min gone", "The time is over, and 3 items are left.")
	st.Press("b").Shows("stop the clock").Press("enter").Shows("clock stopped").Press("b", "enter").Hides("clock stopped")
	st.Press("b", "down", "enter").Type("0").Press("enter").Shows("40 of 300 min gone").Hides("will not fit", "will fit")
}

func TestAnAgendaIsMadeByFilterAndByWhomItIsAskedOf(t *testing.T) {
	st, s, id := empty(t)
	st.Press("L", "enter").Type("astronaut").Press("enter").Shows("None of these items is asked of a \"astronaut\"")
	for range len("astronaut") {
		st.Press("backspace")
	}
	st.Type("data scientist").Press("enter", "enter").Type("x").Press("enter").Shows("whole minutes").Press("backspace").Type("45").Press("enter", "enter", "enter")
	r, err := s.DB.Room(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Agenda.Keys); n == 0 || n >= 70 {
		t.Errorf("%d items are asked of a data scientist", n)
	}
	for _, k := range r.Agenda.Keys {
		it, _ := s.Catalog.Item(k.Item)
		if fmt.Sprint(it.Interview) == "" {
			t.Errorf("%s is asked of nobody", k.Item)
		}
	}
	st.Shows("45 min, not begun")
}

func TestTheFacilitatorOrdersTheAgenda(t *testing.T) {
	st, s, id := agenda(t, "", "4.1 4.2 4.3")
	st.Press("J", "J", "J").Shows("▸ ○ 4.1").Press("k", "K").Shows("▸ ○ 4.3").Press("a", "enter", "enter").Type("5.2").Press("enter").Shows("0 of 4 done")
	st.Press("x").Shows("0 of 3 done")
	r, err := s.DB.Room(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	want := []assess.Key{{Item: "4.2"}, {Item: "4.1"}, {Item: "5.2"}}
	if fmt.Sprint(r.Agenda.Keys) != fmt.Sprint(want) {
		t.Errorf("the agenda is %v, not %v", r.Agenda.Keys, want)
	}
}

func TestWhoDoesNotLeadChangesNoAgenda(t *testing.T) {
	_, s, id := agenda(t, "60", "4.1 4.2")
	s.Actor.Role = workshop.Assessor
	st := room(t, s, id).Shows("0 of 2 done")
	for _, key := range []string{"L", "a", "x", "J", "K", "b", "enter"} {
		st.Press(key).Shows("Only a facilitator may do this.")
	}
}

func TestThePeopleStandBesideTheAgendaWhereThereIsRoom(t *testing.T) {
	st, s, id := agenda(t, "60", "4.1 4.2 A.5.4 5.2")
	s.Seat = &screen.Seat{Moved: func(screen.At) {}, Here: func() []screen.Present {
		all := []screen.Present{
			{Name: "Ines Brandt", Role: workshop.Facilitator, At: screen.At{Route: screen.Votes}},
			{Name: "Mara\u202e Holm", Role: workshop.Assessor, At: screen.At{Route: screen.Walk, Place: screen.Place{Item: "6.1.2"}}},
		}
		for i := range 12 {
			all = append(all, screen.Present{Name: fmt.Sprintf("Person with a rather long name %d", i), Role: workshop.Observer, At: screen.At{Route: screen.Overview}})
		}
		return all
	}}
	st.Shows("14 people are here", "Ines Brandt", "walk 6.1.2", "and ").Hides("\u202e").Golden("people-80")
	look(st, s, id).Resize(140, 40).Shows("14 people are here", "Person with a rather", "◆ Ines Brandt").Golden("people-140")
}

func TestTheClockMovesTheScreenOnceAMinuteAndOnlyWhileItRuns(t *testing.T) {
	st, s, id := agenda(t, "60", "4.1 4.2")
	if cmd := st.Screen.Update(s.LookAtRoom(s.Context, id)); ticks(cmd) {
		t.Error("a clock that stands moves the screen")
	}
	if err := s.DB.Plan(t.Context(), s.Actor, s.Catalog, id, workshop.Agenda.Start); err != nil {
		t.Fatal(err)
	}
	if cmd := st.Screen.Update(s.LookAtRoom(s.Context, id)); !ticks(cmd) {
		t.Error("a clock that runs does not move the screen")
	}
	if cmd := st.Screen.Update(s.LookAtRoom(s.Context, id)); ticks(cmd) {
		t.Error("one clock moves the screen twice a minute")
	}
}

func TestAVoteBesideTheAgendaIsListedBesidesIt(t *testing.T) {
	st, s, id := agenda(t, "60", "4.1 5.2")
	st.Press("V").Type("6.1.4").Press("enter", "enter", "enter", "enter", "enter").Shows("6.1.4", "0 of 2 done")
	cast(t, s, id, "Mara", 2, "")
	look(st, s, id).Press("C", "s", "enter", "enter").Shows("0 of 2 done", "Voted on besides", "● 6.1.4").Press("end", "a").Shows("6.1.4")
}

// ticks reports whether a command lets time pass, or one of those it gives.
func ticks(cmd tea.Cmd) bool {
	if cmd == nil || screentest.Waits(cmd) {
		return cmd != nil
	}
	batch, _ := cmd().(tea.BatchMsg)
	return slices.ContainsFunc(batch, ticks)
}

package walk_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

func TestAVeiledItemTellsOfNoSystemAndOfNothingCarried(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.5.4"}}).Resize(140, 40).Shows("Systems 4/4", "lowest 1", "The ISMS carries")
	reveal := st.Vote("A.5.4")
	st.Shows("A.5.4   ◇", "its answers are hidden", "Levels").Hides("Systems 4/4", "lowest 1", "The ISMS carries")
	st.Press("i").Shows("Levels").Hides("The ISMS carries").Press("esc")
	st.Resize(80, 24).Shows("A.5.4   ◇", "V to the vote").Hides("Systems 4/4", "0-5 rates")
	reveal()
	st.Shows("Systems 4/4", "0-5 rates").Hides("◇")
}

func TestNoLevelOfAVeiledItemIsMarked(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}}).Resize(140, 60).Shows("▐1▌ ")
	reveal := st.Vote("6.1.4")
	st.Shows("  1  ").Hides("▐1▌ ").Press("i").Shows("Levels").Hides("▐1▌ ").Press("esc")
	reveal()
	st.Shows("▐1▌ ")
}

func TestAVeiledItemIsJudgedInTheRoomAlone(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}})
	before, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	reveal := st.Vote("6.1.4")
	for _, key := range []string{"4", "n", "y", "x", "right", "c", "e", "f", "o", "m"} {
		if st.Press(key).Shows("The room votes on 6.1.4, and its answer waits for the reveal."); st.Dialog() != "" {
			t.Errorf("%s opened %q", key, st.Dialog())
		}
	}
	if after, err := s.DB.Assessment(t.Context(), id); err != nil || after != before {
		t.Errorf("something was saved: %v", err)
	}
	reveal()
	st.Press("n").Shows("can't be excluded").Press("c").Shows("Note on 6.1.4").Press("esc")
}

func TestAStaleAnswerThatTheRoomVotesOnIsNotListed(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "A.5.22", 1)
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { // what is stale in the demonstration
		return assess.RateBaseline(s.Catalog, a, "A.5.10", 4)
	})
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.10.3"}}).Shows("! stale").Press("!").Shows("A.10.3  Suppliers").Press("esc")
	reveal := st.Vote("A.10.3")
	st.Shows("A.10.3  ◇").Hides("stale", "!").Press("!").Shows("No answer is stale").Press("esc")
	reveal()
	st.Shows("! stale")
}

// settle is a room that settles 5.2 on 3.
func settle(t testing.TB, s *screen.Session, id string) {
	t.Helper()
	ctx, lead := t.Context(), store.Actor{Name: "Ines", Role: workshop.Facilitator}
	r, err := s.DB.OpenVote(ctx, lead, s.Catalog, id, assess.Key{Item: "5.2"}, 1, true)
	if err == nil {
		_, err = s.DB.Cast(ctx, lead, r.ID, workshop.Ballot{Level: 3, Confidence: workshop.HighConfidence})
	}
	if err == nil {
		_, err = s.DB.Reveal(ctx, lead, r.ID)
	}
	if err == nil {
		_, _, err = s.DB.Settle(ctx, lead, s.Catalog, r.ID, 3, "")
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Somebody who came back from the slides pressed x, which counted the votes in the
// Room, and cleared a rating of the organisation.
func TestClearingAsksWhereOthersLookOn(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, walk.New(s), id).Press("3", "x").Hides("Clear the rating").Press("3")
	s.Seat = &screen.Seat{Here: func() []screen.Present { return nil }, Moved: func(screen.At) {}}
	st.Press("x").Shows("Clear the rating of 4.1?", "it goes for all of them").Press("esc")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Errorf("without a yes it is %+v, %v", a.Answer(assess.Key{Item: "4.1"}), err)
	}
	st.Press("x", "y", "x").Shows("There is no rating here to clear")
}

func TestOneKeyDoesNotOverwriteWhatWasSettled(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	settle(t, s, id)
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "5.2"}})
	level := func() int {
		a, err := s.DB.Assessment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return a.Answer(assess.Key{Item: "5.2"}).Rating.Level
	}
	for _, key := range []string{"1", "x"} {
		st.Press(key).Shows("5.2 was settled by a vote", "settled on 3").Press("esc")
	}
	if st.Press("3"); st.Dialog() != "" || level() != 3 {
		t.Errorf("what was settled is asked about again: %q", st.Dialog())
	}
	if st.Press("1", "y"); level() != 1 {
		t.Errorf("5.2 stays at %d", level())
	}
	st.Press("2") // it was overwritten, so nothing is asked
	if st.Dialog() != "" || level() != 2 {
		t.Errorf("it asks %q, and 5.2 is at %d", st.Dialog(), level())
	}
}

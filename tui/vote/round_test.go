package vote_test

import (
	"os"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/vote"
)

// Tests press their keys at once; those about reading say so.
func TestMain(m *testing.M) {
	vote.ReadFor(0)
	os.Exit(m.Run())
}

// goOn is another facilitator who reveals and opens the next round.
func goOn(t testing.TB, s *screen.Session, id string) {
	t.Helper()
	other := store.Actor{Name: "Ines", Role: workshop.Facilitator}
	v, ok, err := s.DB.CurrentVote(t.Context(), id)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	if v.Vote.State == workshop.Open {
		if _, err := s.DB.Reveal(t.Context(), other, v.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.DB.VoteAgain(t.Context(), other, v.ID); err != nil {
		t.Fatal(err)
	}
}

func ballots(t testing.TB, s *screen.Session, id string) int {
	t.Helper()
	v, _, err := s.DB.CurrentVote(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return v.Vote.Seen("").Voted
}

// A reason that was finished in the next round once cast a 0 that nobody gave.
func TestAReasonFinishedInAnotherRoundCastsNothingAndIsKept(t *testing.T) {
	for _, seen := range []bool{true, false} {
		st, s, id := voting(t)
		st.Press("3", "r").Type("because of the register")
		goOn(t, s, id)
		if seen {
			look(st, s, id)
		}
		st.Press("enter")
		if n := ballots(t, s, id); n != 0 {
			t.Errorf("the news seen %v: %d ballots stand in round 2", seen, n)
		}
		look(st, s, id).Shows("round 2", "not voted yet")
		st.Press("4", "r").Shows("because of the register").Press("enter").Shows("4, fairly sure: because of the register")
	}
}

func TestASettlementBegunInOneRoundNeverSettlesAnother(t *testing.T) {
	st, s, id := voting(t)
	st.Press("0", "C", "s").Shows("the votes propose 0").Press("enter").Type("as we said")
	goOn(t, s, id)
	cast(t, s, id, "Mara", 4, "")
	look(st, s, id).Press("enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if x := a.Answer(assess.Key{Item: "5.2"}).Rating; !x.Is(assess.Unanswered) {
		t.Errorf("5.2 is %+v", x)
	}
	st.Press("C", "s").Shows("the votes propose 4", "as we said")
}

// At the end of a slow line the round before is still in sight when a key is
// pressed.
func TestAKeyCountsOnlyForARoundThatWasReadForAWhile(t *testing.T) {
	defer vote.ReadFor(vote.ReadFor(time.Hour))
	st, s, id := voting(t)
	st.Press("3").Shows("You     3")
	goOn(t, s, id)
	look(st, s, id).Shows("round 2").Press("5").Shows("Another round was opened just now", "not voted yet")
	if n := ballots(t, s, id); n != 0 {
		t.Errorf("%d ballots stand in round 2", n)
	}
	vote.ReadFor(0)
	st.Press("5").Shows("You     5")
}

func TestAReasonThatWasHalfTypedIsFoundAgain(t *testing.T) {
	st, s, id := voting(t)
	st.Press("3", "r").Type("because of").Press("esc")
	fresh := &screen.Session{Context: s.Context, Catalog: s.Catalog, DB: s.DB, Actor: s.Actor, Theme: s.Theme, Now: s.Now}
	st = screentest.Open(t, fresh, vote.New(fresh), id)
	look(st, fresh, id).Shows("round 1").Press("r").Shows("never saved", "because of").Type(" the register").Press("enter")
	look(st, fresh, id).Shows("3, fairly sure: because of the register").Press("r").Hides("draft").Press("esc")
}

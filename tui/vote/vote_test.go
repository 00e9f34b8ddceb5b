package vote_test

import (
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/vote"
)

// room is the Room of an assessment, with what was voted on.
func room(t testing.TB, s *screen.Session, id string) *screentest.Stage {
	t.Helper()
	st := screentest.Open(t, s, vote.New(s), id)
	return look(st, s, id)
}

// look passes on what the room votes on, as the App does when somebody writes.
func look(st *screentest.Stage, s *screen.Session, id string) *screentest.Stage {
	return st.Send(s.LookAtRoom(s.Context, id))
}

func empty(t testing.TB) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	return room(t, s, id), s, id
}

// cast is a vote of somebody else.
func cast(t testing.TB, s *screen.Session, id, name string, level int, reason string) {
	t.Helper()
	v, ok, err := s.DB.CurrentVote(t.Context(), id)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	_, err = s.DB.Cast(t.Context(), store.Actor{Name: name, Role: workshop.Assessor}, v.ID, workshop.Ballot{Level: level, Confidence: workshop.HighConfidence, Reason: reason})
	if err != nil {
		t.Fatal(err)
	}
}

// voting is a room in which 5.2 is voted on.
func voting(t testing.TB) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	st, s, id := empty(t)
	st.Press("V").Shows("Open a vote").Type("5.2").Press("enter", "enter", "enter", "enter", "enter").Shows("5.2  AI policy", "round 1", "not voted yet")
	return st, s, id
}

func TestNobodySeesAVoteBeforeTheReveal(t *testing.T) {
	st, s, id := voting(t)
	cast(t, s, id, "Mara", 5, "since May")
	cast(t, s, id, "Jon", 2, "only the chatbot")
	look(st, s, id).Shows("Voted   2").Hides("Mara", "Jon", "since May", "only the chatbot").Golden("open-80")
	st.Press("3", "c").Shows("You     3, sure", "Voted   3").Press("r").Type("seen it").Press("enter").Shows("3, sure: seen it")
	st.Press("C").Shows("round 1, revealed", "lower median 3", "spread 3", "No consensus: votes stand on both sides of 2|3", "Furthest apart", "Jon  2, sure: only the chatbot", "Mara  5, sure: since May").Golden("revealed-80")
	st.Press("4").Shows("The votes of this round are revealed")
}

func TestAVoteIsTakenAgainAndSettled(t *testing.T) {
	st, s, id := voting(t)
	cast(t, s, id, "Mara", 3, "")
	look(st, s, id).Press("2", "C").Shows("No consensus").Press("V").Shows("round 2", "not voted yet")
	cast(t, s, id, "Mara", 3, "")
	look(st, s, id).Press("3", "C").Shows("Consensus on 3").Press("s").Shows("the votes propose 3").Press("enter", "enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if x := a.Answer(assess.Key{Item: "5.2"}).Rating; x.Level != 3 || x.State != assess.Rated || len(a.Votes) != 1 {
		t.Errorf("5.2 is %+v with %d votes", x, len(a.Votes))
	}
	st.Shows("No vote is under way", "● 5.2      AI policy").Golden("past-80")
	st.Press("w")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Walk || at.Item != "5.2" {
		t.Errorf("w went to %+v", at)
	}
}

func TestALevelThatWasNotProposedNeedsAReason(t *testing.T) {
	st, s, id := voting(t)
	cast(t, s, id, "Mara", 4, "")
	look(st, s, id).Press("1", "C", "s", "right", "enter", "enter").Shows("Say why").Type("The register is not kept").Press("enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if x := a.Answer(assess.Key{Item: "5.2"}).Rating; x.Level != 2 || x.Reason != "The register is not kept" {
		t.Errorf("5.2 is %+v", x)
	}
}

func TestAVoteIsParkedAndTakenUp(t *testing.T) {
	st, _, _ := voting(t)
	st.Press("2", "p").Shows("reveal the votes before").Press("C", "p").Shows("No vote is under way", "parked").Press("enter").Shows("round 2")
}

func TestAShowOfHandsIsEntered(t *testing.T) {
	st, _, _ := voting(t)
	st.Press("t").Type("2x3 9x1").Press("enter").Shows("is for no level").Press("backspace", "backspace", "backspace").Type("3x6 ax1").Press("enter").
		Shows("Voted   10").Press("C").Shows("9 votes · lower median 3 · spread 1 · 1 abstained", "both sides of 2|3").Hides("somebody")
}

func TestWhoDoesNotLeadVotesAndNoMore(t *testing.T) {
	_, s, id := voting(t)
	s.Actor.Role = workshop.Assessor
	st := room(t, s, id)
	for _, key := range []string{"C", "p", "s", "t", "V"} {
		st.Press(key).Shows("Only a facilitator may do this.")
	}
	st.Press("c").Shows("Vote first").Press("-").Shows("You     abstains").Press("4").Shows("You     4, fairly sure")
	s.Actor.Role = workshop.Observer
	room(t, s, id).Press("3").Shows("looks on and changes nothing")
}

func TestAVoteWithoutNamesShowsNone(t *testing.T) {
	st, s, id := empty(t)
	st.Press("V").Type("5.2").Press("enter", "enter", "enter", "right", "enter", "enter").Shows("no name is kept")
	cast(t, s, id, "Mara", 5, "since May")
	cast(t, s, id, "Jon", 1, "")
	look(st, s, id).Press("C").Shows("somebody  5, sure: since May", "1  ████").Hides("Mara", "Jon")
}

func TestTheWalkOpensAVoteOnWhatItShows(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, vote.New(s), id)
	st.Send(screen.Go{Route: screen.Votes, Place: screen.Place{Item: "6.1.4", Question: "6.1.4-2"}})
	look(st, s, id).Shows("Open a vote", "6.1.4").Press("enter", "enter", "enter", "enter", "enter").Shows("6.1.4 question 2")
	st.Press("esc").Send(screen.Go{Route: screen.Votes, Place: screen.Place{Item: "5.2"}}).Shows("A vote is under way")
}

func TestAnItemThatIsNoneOpensNoVote(t *testing.T) {
	st, _, _ := empty(t)
	st.Press("V").Type("9.9.9").Press("enter").Shows("There is no such item").Press("ctrl+g")
	st.Press("V").Type("5.2").Press("enter").Type("7").Press("enter", "enter", "enter", "enter").Shows("none is \"7\"")
}

func TestTheRoomReadsWide(t *testing.T) {
	st, s, id := voting(t)
	for i, level := range []int{2, 2, 3, 3, 3, 5} {
		cast(t, s, id, fmt.Sprintf("Person %d", i), level, strings.Repeat("a reason ", 12))
	}
	look(st, s, id).Press("C").Resize(140, 40).Golden("revealed-140")
}

func TestAReasonCannotDriveTheTerminal(t *testing.T) {
	st, s, id := voting(t)
	cast(t, s, id, "Mara\u202e", 5, "\x1b]0;owned\a\u202e")
	cast(t, s, id, "Jon", 1, "\x1b[2J")
	look(st, s, id).Press("C")
	if v := st.Screen.View(); strings.Contains(v, "\x1b]0") || strings.Contains(v, "\x1b[2J") || strings.ContainsRune(v, '\u202e') {
		t.Error("a reason reaches the terminal as it was typed")
	}
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _, _ := voting(t)
	st.EveryKeyIsNamed()
}

func BenchmarkKeyAndView(b *testing.B) {
	s, _ := screentest.Session(b)
	id := screentest.Empty(b, s, "Gap 2026", "Nordwind")
	if _, err := s.DB.OpenVote(b.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "5.2"}, 1, true); err != nil {
		b.Fatal(err)
	}
	v := vote.New(s)
	v.Resize(80, 19)
	v.Update(screentest.News(b, s, id))
	v.Update(s.LookAtRoom(b.Context(), id))
	for b.Loop() {
		v.Update(screentest.Key("c"))
		if v.View() == "" {
			b.Fatal("nothing was drawn")
		}
	}
}

func TestTheLevelsAreWholeWhereThereIsRoom(t *testing.T) {
	st, s, id := voting(t)
	look(st, s, id).Press("3").Resize(100, 40).Golden("open-100")
}

func TestOneVoteIsNoConsensus(t *testing.T) {
	st, s, id := voting(t)
	look(st, s, id).Press("3", "C").Shows("One vote, for 3").Hides("Consensus").Press("s").Shows("the votes propose 3")
}

func TestAVoteIsOfferedOnTheItemOfTheWalk(t *testing.T) {
	st, _, _ := empty(t)
	st.Send(screen.At{Route: screen.Walk, Place: screen.Place{Item: "A.5.4"}}).Press("V").Shows("Open a vote", "> A.5.4")
}

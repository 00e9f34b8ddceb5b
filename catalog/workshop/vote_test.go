package workshop_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

func TestAVoteNeedsAnItemAndATolerance(t *testing.T) {
	for _, c := range []struct {
		item      string
		tolerance int
		want      string
	}{
		{"", 1, "a vote needs an item to vote on"},
		{"A.5.2", -1, "the tolerance -1 can't be used"},
		{"A.5.2", 3, "the tolerance 3 can't be used"},
		{"A.5.2", 0, ""},
		{"A.5.2", 2, ""},
	} {
		v, err := workshop.OpenVote(assess.Key{Item: c.item}, c.tolerance, true)
		refused(t, err, c.want)
		if err == nil && (v.Round != 1 || v.State != workshop.Open || v.Tolerance != c.tolerance) {
			t.Errorf("it opens as %+v", v)
		}
	}
}

// refused checks that an error starts with a sentence, or that there is none.
func refused(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case err == nil && want != "":
		t.Errorf("it is allowed, and should say %q", want)
	case err != nil && (want == "" || !strings.HasPrefix(err.Error(), want)):
		t.Errorf("it says %q, and should say %q", err, want)
	}
}

func TestABallotThatCantBeCountedIsRefused(t *testing.T) {
	sure := workshop.HighConfidence
	for _, c := range []struct {
		ballot workshop.Ballot
		want   string
	}{
		{workshop.Ballot{Person: "Ada", Level: 5, Confidence: sure, Reason: "we do it for every release"}, ""},
		{workshop.Ballot{Person: "Ada", Abstain: true}, ""},
		{workshop.Ballot{Person: "Ada", Abstain: true, Confidence: sure, Reason: "not my field"}, ""},
		{workshop.Ballot{Person: "", Level: 3, Confidence: sure}, "a ballot needs the name of the person who casts it"},
		{workshop.Ballot{Person: " \t", Level: 3, Confidence: sure}, "a ballot needs the name of the person who casts it"},
		{workshop.Ballot{Person: "A\nB", Level: 3, Confidence: sure}, "the name of the person has more than one line"},
		{workshop.Ballot{Person: "Ada", Level: 6, Confidence: sure}, "6 is no rating; ratings are 0 to 5"},
		{workshop.Ballot{Person: "Ada", Level: -1, Confidence: sure}, "-1 is no rating"},
		{workshop.Ballot{Person: "Ada", Level: 3, Abstain: true}, "a ballot gives a level or abstains"},
		{workshop.Ballot{Person: "Ada", Level: 3}, `the confidence "" is not known; it is low, medium or high`},
		{workshop.Ballot{Person: "Ada", Level: 3, Confidence: "sure"}, `the confidence "sure" is not known`},
		{workshop.Ballot{Person: "Ada", Level: 3, Confidence: sure, Reason: "one\ntwo"}, "the reason of the vote has more than one line"},
		{workshop.Ballot{Person: "Ada", Confidence: sure, Reason: strings.Repeat("ä", assess.MaxLine)}, ""},
		{workshop.Ballot{Person: "Ada", Confidence: sure, Reason: strings.Repeat("ä", assess.MaxLine+1)}, "the reason of the vote has 201 characters"},
	} {
		before := roomFor(t, true).v
		v, err := before.Cast(c.ballot)
		refused(t, err, c.want)
		if err != nil && !reflect.DeepEqual(v, before) {
			t.Errorf("a refused ballot changed the vote: %v", v)
		}
	}
}

func TestALaterBallotTakesThePlaceOfTheOwnEarlierOne(t *testing.T) {
	r := roomFor(t, true).cast("Ada", 1).cast("Bo", 2).cast("Ada", 4)
	if s := r.v.Seen("Ada"); s.Voted != 2 || s.Own.Level != 4 {
		t.Errorf("Ada sees %+v", s)
	}
	if got := r.reveal().v.Ballots(); len(got) != 2 || got[0] != vote("Ada", 4) || got[1] != vote("Bo", 2) {
		t.Errorf("revealed: %+v", got)
	}
}

func TestAMoveThatTheStateDoesNotAllowIsRefusedWithASentence(t *testing.T) {
	states := map[workshop.State]workshop.Vote{
		"":                {},
		workshop.Open:     roomFor(t, true).cast("Ada", 3).v,
		workshop.Revealed: roomFor(t, true).cast("Ada", 3).reveal().v,
		workshop.Parked:   roomFor(t, true).cast("Ada", 3).reveal().park().v,
		workshop.Settled:  roomFor(t, true).cast("Ada", 3).reveal().settle(3, "").v,
	}
	moves := map[string]func(workshop.Vote) (workshop.Vote, error){
		"cast":   func(v workshop.Vote) (workshop.Vote, error) { return v.Cast(vote("Bo", 3)) },
		"hands":  func(v workshop.Vote) (workshop.Vote, error) { return v.Hands(workshop.Tally{Abstained: 1}) },
		"reveal": workshop.Vote.Reveal,
		"again":  workshop.Vote.Again,
		"park":   workshop.Vote.Park,
		"settle": func(v workshop.Vote) (workshop.Vote, error) { return v.Settle(3, "", "Fay", noon) },
	}
	for _, c := range []struct {
		move, in, want string
	}{
		{"cast", "", "there is no vote yet; open one first"},
		{"cast", "open", ""},
		{"cast", "revealed", "the votes of this round are revealed; start another round"},
		{"cast", "parked", "this vote is parked; start another round before anybody votes"},
		{"cast", "settled", "this vote is settled and takes no more ballots"},
		{"hands", "", "there is no vote yet"},
		{"hands", "open", ""},
		{"hands", "revealed", "the votes of this round are revealed; start another round"},
		{"hands", "parked", "this vote is parked; start another round before anybody votes"},
		{"hands", "settled", "this vote is settled and takes no more ballots"},
		{"reveal", "", "there is no vote yet"},
		{"reveal", "open", ""},
		{"reveal", "revealed", "the votes of this round are revealed already"},
		{"reveal", "parked", "this vote is parked; start another round, and reveal that one"},
		{"reveal", "settled", "this vote is settled, and its votes were revealed before"},
		{"again", "", "there is no vote yet"},
		{"again", "open", "this round is still open; reveal its votes"},
		{"again", "revealed", ""},
		{"again", "parked", ""},
		{"again", "settled", "this vote is settled; open a new vote"},
		{"park", "", "there is no vote yet"},
		{"park", "open", "somebody has voted already; reveal the votes before this vote is parked"},
		{"park", "revealed", ""},
		{"park", "parked", "this vote is parked already"},
		{"park", "settled", "this vote is settled, so there is nothing left to park"},
		{"settle", "", "there is no vote yet"},
		{"settle", "open", "the votes are not revealed yet; reveal them"},
		{"settle", "revealed", ""},
		{"settle", "parked", "this vote is parked; start another round before it is settled"},
		{"settle", "settled", "this vote is settled already; open a new vote"},
	} {
		t.Run(c.move+" in "+c.in, func(t *testing.T) {
			before := states[workshop.State(c.in)]
			after, err := moves[c.move](before)
			refused(t, err, c.want)
			if err != nil && !reflect.DeepEqual(after, before) {
				t.Errorf("the refused move changed the vote: %v", after)
			}
			if err != nil && strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%q ends with a full stop", err)
			}
		})
	}
}

func TestARoundInWhichNobodyVotedCantBeRevealedAndCanBeParked(t *testing.T) {
	r := roomFor(t, true)
	_, err := r.v.Reveal()
	refused(t, err, "nobody has voted yet, so there is nothing to reveal")
	r.park().again()
	if r.v.Round != 1 || len(r.v.Rounds) != 0 || r.v.State != workshop.Open {
		t.Errorf("taken up again: %v with %d earlier rounds", r.v, len(r.v.Rounds))
	}
	r.take(r.v.Cast(workshop.Ballot{Person: "Ada", Abstain: true})).reveal()
}

func TestSettlingOnAnotherLevelThanTheProposedNeedsAReason(t *testing.T) {
	for _, c := range []struct {
		name   string
		levels []int
		level  int
		reason string
		want   string
	}{
		{"as proposed", []int{3, 3, 4}, 3, "", ""},
		{"as proposed, with a reason", []int{3, 3, 4}, 3, "seen", ""},
		{"another level", []int{3, 3, 4}, 4, "  ", "the votes propose 3; give the reason to settle on 4"},
		{"another level, with a reason", []int{3, 3, 4}, 4, "the register was shown", ""},
		{"the lower median without a consensus", []int{2, 3}, 2, "", "the votes do not agree; give the reason to settle on 2"},
		{"no consensus, with a reason", []int{2, 3}, 2, "the one record is old", ""},
		{"no level", []int{3}, 6, "x", "6 is no rating; ratings are 0 to 5"},
		{"a long reason", []int{3}, 3, strings.Repeat("x", assess.MaxNote+1), "the reason has 20001 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := roomFor(t, true)
			for _, b := range votes(c.levels...) {
				r.take(r.v.Cast(b))
			}
			v, err := r.reveal().v.Settle(c.level, c.reason, "Fay", noon)
			refused(t, err, c.want)
			if want := (workshop.Settlement{Level: c.level, Reason: c.reason, By: "Fay", At: noon}); err == nil && v.Settlement != want {
				t.Errorf("it is settled as %+v", v.Settlement)
			}
		})
	}
}

func TestTheRefusalForWantOfAReasonSaysWhatWasProposed(t *testing.T) {
	_, err := roomFor(t, true).cast("Ada", 3).reveal().v.Settle(5, "", "Fay", noon)
	var needs *workshop.NeedsReason
	if !errors.As(err, &needs) || *needs != (workshop.NeedsReason{Level: 5, Consensus: 3, Proposed: true}) {
		t.Errorf("it is %#v", err)
	}
}

func TestAVoteIsSettledBySomebodyAtSomeTime(t *testing.T) {
	v := roomFor(t, true).cast("Ada", 3).reveal().v
	for _, c := range []struct {
		by   string
		at   time.Time
		want string
	}{
		{" ", noon, "a vote is settled by somebody"},
		{"Fay\nB", noon, "the name of who settles the vote has more than one line"},
		{"Fay", time.Time{}, "a vote is settled at some time"},
	} {
		_, err := v.Settle(3, "", c.by, c.at)
		refused(t, err, c.want)
	}
}

func TestAVoteWithoutNamesLosesThemWhenItIsRevealed(t *testing.T) {
	r := roomFor(t, false).cast("Zoe", 1).cast("Ada", 4).cast("Ada", 5)
	if s := r.v.Seen("Ada"); !s.Cast || s.Own.Level != 5 || s.Voted != 2 {
		t.Errorf("while it is open Ada sees %+v", s)
	}
	got := r.reveal().v.Ballots()
	if len(got) != 2 || got[0] != vote("", 1) || got[1] != vote("", 5) {
		t.Errorf("revealed: %+v", got)
	}
	if s := r.v.Seen("Ada"); s.Cast || s.Voted != 2 {
		t.Errorf("after the reveal it is still known what Ada voted: %+v", s)
	}
}

func TestAShowOfHandsStandsBesideBallotsAndIsEnteredAnew(t *testing.T) {
	r := roomFor(t, true).cast("Ada", 3)
	r.take(r.v.Hands(workshop.Tally{Counts: [6]int{2: 3}})).take(r.v.Hands(workshop.Tally{Counts: [6]int{3: 2}, Abstained: 1}))
	if s := r.v.Seen(""); s.Voted != 4 || s.Cast {
		t.Errorf("nobody in particular sees %+v", s)
	}
	got, err := r.reveal().v.Result()
	if err != nil || got.Counts != [6]int{3: 3} || got.Abstained != 1 {
		t.Errorf("the result is %+v, %v", got, err)
	}
	_, err = roomFor(t, true).v.Hands(workshop.Tally{})
	refused(t, err, "a show of hands needs at least one hand")
}

func TestAnOpenVoteHasNoResult(t *testing.T) {
	for _, v := range []workshop.Vote{{}, roomFor(t, true).cast("Ada", 3).v} {
		if r, err := v.Result(); err == nil || !reflect.DeepEqual(r, workshop.Result{}) {
			t.Errorf("it has the result %+v", r)
		}
	}
	if got := roomFor(t, true).cast("Ada", 3).v.String(); got != "vote on A.5.2, round 1, open, 1 voted" {
		t.Errorf("in a log it is %q", got)
	}
}

func TestThoseWhoMayBeWaitedForAreTheVotersWhoAreHere(t *testing.T) {
	v, err := workshop.OpenVote(assess.Key{Item: "5.2"}, 1, true)
	if err != nil {
		t.Fatal(err)
	}
	cast := func(names ...string) {
		t.Helper()
		for _, name := range names {
			if v, err = v.Cast(workshop.Ballot{Person: name, Level: 3, Confidence: workshop.HighConfidence}); err != nil {
				t.Fatal(err)
			}
		}
	}
	here := []workshop.Person{
		{Name: "Ada", Role: workshop.Assessor},
		{Name: "Bo", Role: workshop.Assessor},
		{Name: "Fay", Role: workshop.Facilitator},
		{Name: "Gil", Role: workshop.Facilitator},
		{Name: "Olga", Role: workshop.Observer},
	}
	is := func(when string, want workshop.Turnout) {
		t.Helper()
		if got := v.Turnout(here); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v; right is %+v", when, got, want)
		}
	}
	is("before anybody voted", workshop.Turnout{Voters: 2, Missing: []string{"Ada", "Bo"}})
	cast("Ada", "Cy")
	is("one is away who voted", workshop.Turnout{Voters: 2, Voted: 1, Missing: []string{"Bo"}, Others: 1})
	cast("Fay", "Bo", "Olga")
	if v, err = v.Hands(workshop.Tally{Counts: [6]int{2: 3}}); err != nil {
		t.Fatal(err)
	}
	is("a facilitator votes, and an observer did before", workshop.Turnout{Voters: 3, Voted: 3, Others: 2, Hands: 3})
	if v, err = v.Reveal(); err == nil {
		v, err = v.Again()
	}
	if err != nil {
		t.Fatal(err)
	}
	is("in the next round the facilitator who voted is waited for", workshop.Turnout{Voters: 3, Missing: []string{"Ada", "Bo", "Fay"}})
}

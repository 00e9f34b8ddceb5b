package workshop

import (
	"errors"
	"fmt"
	"slices"
)

// Sight is what one person sees of a round while it is open.
type Sight struct {
	Voted int    // the ballots in this round, abstentions and hands included
	Own   Ballot // their own, where Cast
	Cast  bool   // they voted in this round, and it is still known who did
}

// Seen is what a person may see of this round while it is open: how many voted,
// and their own ballot; of the others not even who they are. Ballots and Result
// say the rest once it is revealed.
func (v Vote) Seen(by string) Sight {
	s := Sight{Voted: len(v.ballots)}
	if by == "" {
		return s
	}
	if i := slices.IndexFunc(v.ballots, func(b Ballot) bool { return b.Person == by }); i >= 0 {
		s.Own, s.Cast = v.ballots[i], true
	}
	return s
}

// Turnout is how many have voted in this round of those who may be waited for: who
// they are that have not, and never how anybody did.
type Turnout struct {
	Voters  int      // people present who vote
	Voted   int      // of them, in this round
	Missing []string // of them, in the order given, who have not
	Others  int      // ballots of people who are away, or vote no more
	Hands   int      // hands that were shown
}

// Turnout counts those present. Voters are the assessors among them, and a
// facilitator once they have cast in this vote.
func (v Vote) Turnout(present []Person) Turnout {
	var t Turnout
	cast := func(ballots []Ballot, name string) bool {
		return slices.ContainsFunc(ballots, func(b Ballot) bool { return b.Person == name })
	}
	for _, p := range present {
		voted := cast(v.ballots, p.Name)
		before := slices.ContainsFunc(v.Rounds, func(round []Ballot) bool { return cast(round, p.Name) })
		switch {
		case p.Role != Assessor && (!p.Role.Leads() || !voted && !before):
			continue
		case voted:
			t.Voted++
		default:
			t.Missing = append(t.Missing, p.Name)
		}
		t.Voters++
	}
	for _, b := range v.ballots {
		if b.Person == "" {
			t.Hands++
		}
	}
	t.Others = len(v.ballots) - t.Hands - t.Voted
	return t
}

// Ballots are those of this round once it is revealed, by person, or by level
// where the vote is without names; none before.
func (v Vote) Ballots() []Ballot {
	if v.State == Open {
		return nil
	}
	return slices.Clone(v.ballots)
}

// Result counts this round once it is revealed, and refuses before.
func (v Vote) Result() (Result, error) {
	switch v.State {
	case "", Open:
		return Result{}, errors.New("the votes are not revealed yet, so there is no result")
	default:
		return Count(v.ballots, v.Tolerance), nil
	}
}

// String is the vote in a log: never what anybody voted.
func (v Vote) String() string {
	return fmt.Sprintf("vote on %s, round %d, %s, %d voted", v.Key.Item, v.Round, v.State, len(v.ballots))
}

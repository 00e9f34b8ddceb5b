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

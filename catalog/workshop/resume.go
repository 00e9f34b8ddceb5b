package workshop

import "fmt"

// Resume gives a vote its ballots back: kept is the vote as its keeper stored
// its public fields, ballots are those of its present round. The vote is played
// again from the start, so one that the rules could not have made is refused.
func Resume(kept Vote, ballots []Ballot) (Vote, error) {
	v, err := OpenVote(kept.Key, kept.Tolerance, kept.Named)
	if err != nil {
		return Vote{}, err
	}
	for _, round := range kept.Rounds {
		if v, err = v.replay(round); err != nil {
			return Vote{}, fmt.Errorf("round %d of the stored vote: %w", v.Round, err)
		}
	}
	if v, err = v.filled(ballots); err == nil {
		v, err = v.brought(kept)
	}
	if err != nil {
		return Vote{}, fmt.Errorf("round %d of the stored vote: %w", v.Round, err)
	}
	if v.Round != kept.Round {
		return Vote{}, fmt.Errorf("the stored vote is in round %d and keeps %d earlier rounds; one of the two is wrong", kept.Round, len(kept.Rounds))
	}
	return v, nil
}

// replay is one whole earlier round.
func (v Vote) replay(round []Ballot) (Vote, error) {
	v, err := v.filled(round)
	if err != nil {
		return v, err
	}
	if v, err = v.Reveal(); err != nil {
		return v, err
	}
	return v.Again()
}

// filled is the vote with the stored ballots of a round. Those of a vote without
// names have none, but each keeps its confidence and its reason.
func (v Vote) filled(ballots []Ballot) (Vote, error) {
	all := sorted(ballots)
	for i, b := range all {
		if err := b.Check(); err != nil {
			return v, err
		}
		if i > 0 && b.Person != "" && b.Person == all[i-1].Person {
			return v, fmt.Errorf("%q voted twice; a person has one ballot in a round", b.Person)
		}
	}
	v.ballots = all
	return v, nil
}

// brought is the vote in the stored state.
func (v Vote) brought(kept Vote) (Vote, error) {
	switch kept.State {
	case Open:
		return v, nil
	case Parked:
		if len(v.ballots) == 0 {
			return v.Park()
		}
	case Revealed, Settled:
	default:
		return v, fmt.Errorf("the state %q is not known; it is open, revealed, settled or parked", string(kept.State))
	}
	v, err := v.Reveal()
	if err != nil {
		return v, err
	}
	switch s := kept.Settlement; kept.State {
	case Parked:
		return v.Park()
	case Settled:
		return v.Settle(s.Level, s.Reason, s.By, s.At)
	default:
		return v, nil
	}
}

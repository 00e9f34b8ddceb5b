package workshop

import "errors"

// move is what can be done with a vote.
type move string

const (
	toCast   move = "cast"
	toReveal move = "reveal"
	toRepeat move = "repeat"
	toPark   move = "park"
	toSettle move = "settle"
)

// refusals say why a move can't be made in a state. What is not in the table is
// allowed.
var refusals = map[move]map[State]error{
	toCast: {
		Revealed: errors.New("the votes of this round are revealed; start another round to vote again"),
		Settled:  errors.New("this vote is settled and takes no more ballots; open a new vote on the item"),
		Parked:   errors.New("this vote is parked; start another round before anybody votes"),
	},
	toReveal: {
		Revealed: errors.New("the votes of this round are revealed already"),
		Settled:  errors.New("this vote is settled, and its votes were revealed before"),
		Parked:   errors.New("this vote is parked; start another round, and reveal that one"),
	},
	toRepeat: {
		Open:    errors.New("this round is still open; reveal its votes before another one starts"),
		Settled: errors.New("this vote is settled; open a new vote on the item to vote again"),
	},
	toPark: {
		Settled: errors.New("this vote is settled, so there is nothing left to park"),
		Parked:  errors.New("this vote is parked already"),
	},
	toSettle: {
		Open:    errors.New("the votes are not revealed yet; reveal them before this vote is settled"),
		Settled: errors.New("this vote is settled already; open a new vote on the item to change the level"),
		Parked:  errors.New("this vote is parked; start another round before it is settled"),
	},
}

// may refuses a move that the state of the vote does not allow. The zero Vote
// allows none.
func (v Vote) may(m move) error {
	if v.State == "" {
		return errors.New("there is no vote yet; open one first")
	}
	return refusals[m][v.State]
}

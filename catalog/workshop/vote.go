package workshop

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/assess"
)

// The tolerance of a vote is the largest spread at which the lower median is
// proposed as the consensus, in levels.
const (
	DefaultTolerance = 1
	MaxTolerance     = 2 // votes on one side of 2|3 are never further apart
)

// State is how far a vote has come.
type State string

// The states of a vote.
const (
	Open     State = "open"     // ballots are cast, and nobody sees another's
	Revealed State = "revealed" // everybody sees all ballots of the round, and none is cast any more
	Settled  State = "settled"  // a level was agreed; nothing follows
	Parked   State = "parked"   // put off; another round takes it up again
)

// Vote is one blind vote on an item or a question. It is a value: every method
// gives the next one and leaves this one as it was, and where it refuses, it
// gives this one back. The ballots of an open round stand in no public field,
// so that no screen, log or JSON can show them by accident.
type Vote struct {
	Key        assess.Key // the item, with the AI system or the question where it is about one
	Round      int        // from 1
	State      State
	Tolerance  int        // 0-MaxTolerance
	Named      bool       // names are shown and kept; else a reveal drops them for good
	Rounds     [][]Ballot // the earlier rounds, first round first; read-only
	Settlement Settlement // where State is Settled

	ballots []Ballot // of this round, sorted, never changed in place
}

// Settlement is how a vote ended.
type Settlement struct {
	Level  int    // 0-5
	Reason string // always given where the level is not the proposed consensus
	By     string
	At     time.Time
}

// OpenVote opens the first round of a vote. Whether names are kept is told to
// the room beforehand, so it is set here and never changes.
func OpenVote(key assess.Key, tolerance int, named bool) (Vote, error) {
	if key.Item == "" {
		return Vote{}, errors.New("a vote needs an item to vote on")
	}
	if tolerance < 0 || tolerance > MaxTolerance {
		return Vote{}, errTolerance(tolerance)
	}
	return Vote{Key: key, Round: 1, State: Open, Tolerance: tolerance, Named: named}, nil
}

func errTolerance(n int) error {
	return fmt.Errorf("the tolerance %d can't be used; it is 0, 1 or 2 levels, as votes further apart stand on both sides of 2|3", n)
}

// Cast puts a person's ballot in. Their earlier ballot of the same round goes.
func (v Vote) Cast(b Ballot) (Vote, error) {
	if err := v.may(toCast); err != nil {
		return v, err
	}
	if err := b.checkCast(); err != nil {
		return v, err
	}
	v.ballots = sorted(append(without(v.ballots, b.Person), b))
	return v, nil
}

// Hands enters a show of hands beside the ballots that persons cast. One that
// was entered before in the same round goes.
func (v Vote) Hands(t Tally) (Vote, error) {
	if err := v.may(toCast); err != nil {
		return v, err
	}
	if err := t.Check(); err != nil {
		return v, err
	}
	v.ballots = sorted(append(without(v.ballots, ""), t.Ballots()...))
	return v, nil
}

// without is a copy that leaves a person's ballots out.
func without(ballots []Ballot, person string) []Ballot {
	return slices.DeleteFunc(slices.Clone(ballots), func(b Ballot) bool { return b.Person == person })
}

// Reveal ends the round: nobody casts any more and everybody sees everything.
// A vote without names loses them here.
func (v Vote) Reveal() (Vote, error) {
	if err := v.may(toReveal); err != nil {
		return v, err
	}
	if len(v.ballots) == 0 {
		return v, errors.New("nobody has voted yet, so there is nothing to reveal")
	}
	if !v.Named {
		bare := make([]Ballot, 0, len(v.ballots))
		for _, b := range v.ballots {
			bare = append(bare, b.unnamed())
		}
		v.ballots = sorted(bare)
	}
	v.State = Revealed
	return v, nil
}

// Again opens another round and keeps the one that was revealed. A vote that
// was parked before anybody voted opens the same round again.
func (v Vote) Again() (Vote, error) {
	if err := v.may(toRepeat); err != nil {
		return v, err
	}
	if len(v.ballots) > 0 {
		v.Rounds = append(slices.Clip(v.Rounds), v.ballots)
		v.Round++
	}
	v.ballots, v.State = nil, Open
	return v, nil
}

// Park puts the item off. An open round can be parked only while nobody has
// voted in it: what people cast is shown to them before it is put away.
func (v Vote) Park() (Vote, error) {
	if err := v.may(toPark); err != nil {
		return v, err
	}
	if v.State == Open && len(v.ballots) > 0 {
		return v, errors.New("somebody has voted already; reveal the votes before this vote is parked")
	}
	v.State = Parked
	return v, nil
}

// Settle ends the vote with a level from 0 to 5. A level that is not the
// proposed consensus needs a reason (NeedsReason); any level may have one.
func (v Vote) Settle(level int, reason, by string, at time.Time) (Vote, error) {
	if err := v.may(toSettle); err != nil {
		return v, err
	}
	s := Settlement{Level: level, Reason: reason, By: by, At: at}
	if err := s.check(); err != nil {
		return v, err
	}
	proposed, ok := Count(v.ballots, v.Tolerance).Consensus()
	if (!ok || proposed != level) && strings.TrimSpace(reason) == "" {
		return v, &NeedsReason{Level: level, Consensus: proposed, Proposed: ok}
	}
	v.State, v.Settlement = Settled, s
	return v, nil
}

// Unsettle takes a settlement back: the vote is revealed, as it was before.
func (v Vote) Unsettle() (Vote, error) {
	if v.State != Settled {
		return v, errors.New("this vote is not settled, so nothing can be taken back")
	}
	v.State, v.Settlement = Revealed, Settlement{}
	return v, nil
}

// Resettle brings a settlement back that was taken back. A room that votes on it
// again settles that round.
func (v Vote) Resettle(s Settlement) (Vote, error) {
	if v.State == Open {
		return v, errors.New("the room votes on this again; settle that round instead")
	}
	if v.State == Parked && len(v.ballots) > 0 {
		v.State = Revealed
	}
	return v.Settle(s.Level, s.Reason, s.By, s.At)
}

// OtherRound refuses what was begun in another round: what somebody says of one
// never counts in the next.
type OtherRound struct{ Begun, Now int }

func (e *OtherRound) Error() string {
	return fmt.Sprintf("the room is in round %d by now, and this was begun in round %d, so it was not counted; look, and do it again", e.Now, e.Begun)
}

// In refuses, with OtherRound, what was begun in another round; 0: it was begun
// in none.
func (v Vote) In(begun int) error {
	if begun > 0 && begun != v.Round {
		return &OtherRound{begun, v.Round}
	}
	return nil
}

// check refuses a settlement that can't be kept.
func (s Settlement) check() error {
	if err := assess.CheckLevel(s.Level); err != nil {
		return err
	}
	if strings.TrimSpace(s.By) == "" {
		return errors.New("a vote is settled by somebody; give the name of who settles it")
	}
	if s.At.IsZero() {
		return errors.New("a vote is settled at some time; give the time")
	}
	if err := assess.CheckLine("name of who settles the vote", s.By); err != nil {
		return err
	}
	return assess.CheckText("reason", s.Reason, assess.MaxNote)
}

// NeedsReason refuses to settle on a level that the votes do not propose, as
// long as nobody says why.
type NeedsReason struct {
	Level     int
	Consensus int  // where Proposed
	Proposed  bool // the votes agree on a level
}

func (e *NeedsReason) Error() string {
	if e.Proposed {
		return fmt.Sprintf("the votes propose %d; give the reason to settle on %d", e.Consensus, e.Level)
	}
	return fmt.Sprintf("the votes do not agree; give the reason to settle on %d", e.Level)
}

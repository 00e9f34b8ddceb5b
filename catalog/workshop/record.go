package workshop

import (
	"errors"
	"slices"
	"time"
)

// Record is what a settled vote leaves in the answer. The same vote always
// gives the same record, whatever the order in which its ballots were cast.
type Record struct {
	Item     string `json:"item"`
	System   string `json:"system,omitempty"`
	Question string `json:"question,omitempty"`

	Named     bool          `json:"named"`     // the room was told that names are kept
	Tolerance int           `json:"tolerance"` // in levels
	Rounds    []RecordRound `json:"rounds"`    // first round first; the last one decided

	Consensus *int      `json:"consensus"` // what the last round proposed, 0-5; null: nothing
	Level     int       `json:"level"`     // what was settled, 0-5
	Reason    string    `json:"reason,omitempty"`
	By        string    `json:"by"`
	At        time.Time `json:"at"` // in UTC
	// Dissent are the votes of the last round for another level than the settled
	// one. Who abstained does not dissent.
	Dissent []Voice `json:"dissent"`
}

// RecordRound is one round of a record, as Result counts it.
type RecordRound struct {
	Counts      [6]int  `json:"counts"` // for levels 0-5
	Abstained   int     `json:"abstained"`
	LowerMedian *int    `json:"lower_median"` // 0-5; null: nobody gave a level
	Spread      *int    `json:"spread"`       // 0-5; null: nobody gave a level
	Voices      []Voice `json:"voices"`       // all of them
}

// Voice is a ballot in a record, or several that can't be told apart.
type Voice struct {
	Person     string     `json:"person,omitempty"` // only in a vote with names
	Level      *int       `json:"level"`            // 0-5; null: abstained
	Confidence Confidence `json:"confidence,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	Votes      int        `json:"votes"` // above 1 only without a person
}

// Record is what the vote leaves in the answer. It refuses a vote that is not
// settled.
func (v Vote) Record() (Record, error) {
	if v.State != Settled {
		return Record{}, errors.New("this vote is not settled, so it leaves no record yet")
	}
	s := v.Settlement
	r := Record{
		Item: v.Key.Item, System: v.Key.System, Question: v.Key.Question, Named: v.Named, Tolerance: v.Tolerance,
		Level: s.Level, Reason: s.Reason, By: s.By, At: s.At.UTC(), Dissent: voices(dissent(v.ballots, s.Level)),
	}
	for _, ballots := range append(slices.Clip(v.Rounds), v.ballots) {
		r.Rounds = append(r.Rounds, recordRound(ballots))
	}
	if level, ok := Count(v.ballots, v.Tolerance).Consensus(); ok {
		r.Consensus = &level
	}
	return r, nil
}

func recordRound(ballots []Ballot) RecordRound {
	c := Count(ballots, 0)
	r := RecordRound{Counts: c.Counts, Abstained: c.Abstained, Voices: voices(ballots)}
	if c.Voted > 0 {
		r.LowerMedian, r.Spread = &c.LowerMedian, &c.Spread
	}
	return r
}

// dissent are the ballots for another level.
func dissent(ballots []Ballot, level int) []Ballot {
	return slices.DeleteFunc(slices.Clone(ballots), func(b Ballot) bool { return b.Abstain || b.Level == level })
}

// voices are sorted ballots with those that say the same in one; never nil, so
// that a record without dissent says [] rather than null.
func voices(ballots []Ballot) []Voice {
	all := []Voice{}
	for i, b := range ballots {
		if i > 0 && b == ballots[i-1] {
			all[len(all)-1].Votes++
			continue
		}
		w := Voice{Person: b.Person, Confidence: b.Confidence, Reason: b.Reason, Votes: 1}
		if !b.Abstain {
			w.Level = &b.Level
		}
		all = append(all, w)
	}
	return all
}

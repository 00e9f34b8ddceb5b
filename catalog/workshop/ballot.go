package workshop

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

// Confidence is how sure a person is of their own vote. It is shown and kept,
// and weighs nothing.
type Confidence string

// The confidences.
const (
	LowConfidence    Confidence = "low"
	MediumConfidence Confidence = "medium"
	HighConfidence   Confidence = "high"
)

// Confidences are all of them, the least first.
var Confidences = []Confidence{LowConfidence, MediumConfidence, HighConfidence}

// Ballot is what one person said in one round. A ballot without a person was
// counted by hand, or lost its name when a vote without names was revealed.
type Ballot struct {
	Person     string
	Level      int        // 0-5; 0 where Abstain
	Abstain    bool       // gives no level, and counts in no median and no spread
	Confidence Confidence // may be empty without a person, and where Abstain
	Reason     string     // one line, at most assess.MaxLine characters; may be empty
}

// Check refuses a ballot that can't be counted or kept.
func (b Ballot) Check() error {
	return cmp.Or(
		b.checkLevel(), b.checkConfidence(),
		assess.CheckLine("name of the person", b.Person), assess.CheckLine("reason of the vote", b.Reason),
	)
}

func (b Ballot) checkLevel() error {
	if b.Abstain && b.Level != 0 {
		return errors.New("a ballot gives a level or abstains; it can't do both")
	}
	return assess.CheckLevel(b.Level)
}

func (b Ballot) checkConfidence() error {
	if b.Confidence == "" && (b.Abstain || b.Person == "") || slices.Contains(Confidences, b.Confidence) {
		return nil
	}
	return fmt.Errorf("the confidence %q is not known; it is low, medium or high", string(b.Confidence))
}

// checkCast is Check for a ballot that a person casts: it needs their name, so
// that a later one can take its place.
func (b Ballot) checkCast() error {
	if strings.TrimSpace(b.Person) == "" {
		return errors.New("a ballot needs the name of the person who casts it; a show of hands is entered as a tally")
	}
	return b.Check()
}

// unnamed is the ballot without whose it is.
func (b Ballot) unnamed() Ballot {
	b.Person = ""
	return b
}

// compare sorts ballots by what they say, never by when they were cast: so the
// order of a list gives nobody away.
func compare(a, b Ballot) int {
	return cmp.Or(
		cmp.Compare(a.Person, b.Person), cmp.Compare(abstains(a), abstains(b)), cmp.Compare(a.Level, b.Level),
		cmp.Compare(slices.Index(Confidences, a.Confidence), slices.Index(Confidences, b.Confidence)),
		cmp.Compare(a.Reason, b.Reason),
	)
}

func abstains(b Ballot) int {
	if b.Abstain {
		return 1
	}
	return 0
}

// sorted is a sorted copy; nil for none.
func sorted(ballots []Ballot) []Ballot { return slices.SortedFunc(slices.Values(ballots), compare) }

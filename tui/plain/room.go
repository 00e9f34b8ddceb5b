package plain

import (
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// tellRoom says what the room votes on, or what it came to, and who is here.
func (t *talk) tellRoom(string) {
	if t.s.Seat != nil {
		for _, p := range t.s.Seat.Here() {
			t.say("Here, %s: %s", p.Role, p.Name)
		}
	}
	r := t.room.Current
	switch {
	case r == nil:
		t.say("Vote under way: none")
		if t.s.Role().Leads() {
			t.say("%s opens one.", t.verb("workshop vote ITEM"))
		}
		return
	case r.Vote.State == workshop.Revealed:
		t.tellResult(r.Vote)
		return
	}
	t.tellVote(r.Vote)
	t.say("vote and 0 to 5 votes, vote - abstains; behind the level stand low, medium or high for how sure you are, and why.")
}

// tellVote says what is voted on, and how far the round is: never how anybody voted
// but the person here.
func (t *talk) tellVote(v workshop.Vote) {
	t.say("Vote under way, round %d: %s", v.Round, t.voteName(v))
	if it, ok := assess.Item(t.s.Catalog, t.now.Assessment, v.Key.Item); ok {
		it = t.s.Lang.Item(it)
		asked := it.Intent
		if q, ok := it.Question(v.Key.Question); ok {
			asked = q.Ask
		}
		t.say("Asked: %s", asked)
		for level := range 6 {
			t.say("Level %d: %s", level, t.level(it, level))
		}
	}
	if v.Named {
		t.say("Nobody sees a vote before the reveal; then each stands beside its name.")
	} else {
		t.say("Nobody sees a vote before the reveal, and no name is kept.")
	}
	seen := v.Seen(t.s.Actor.Name)
	t.say("Ballots cast: %d", seen.Voted)
	if seen.Cast {
		t.say("Yours: %s", ballot(seen.Own))
	}
}

func (t *talk) voteName(v workshop.Vote) string {
	return assess.SubjectName(t.s.Catalog, t.now.Assessment, v.Key.Subject())
}

// ballot is what somebody voted.
func ballot(b workshop.Ballot) string {
	words := "abstains"
	if !b.Abstain {
		words = fmt.Sprint(b.Level)
		if b.Confidence != "" {
			words += ", sure: " + string(b.Confidence)
		}
	}
	if b.Reason != "" {
		words += ", because: " + b.Reason
	}
	return words
}

// tellResult says how the room voted.
func (t *talk) tellResult(v workshop.Vote) {
	t.say("Revealed, round %d: %s", v.Round, t.voteName(v))
	result, err := v.Result()
	if err != nil {
		t.refuse(err)
		return
	}
	for level, n := range result.Counts {
		if n > 0 {
			t.say("Votes for %d: %d", level, n)
		}
	}
	t.say("Abstained: %d", result.Abstained)
	for _, b := range v.Ballots() {
		if b.Person != "" || b.Reason != "" {
			t.say("%s: %s", strings.TrimSpace(b.Person), ballot(b))
		}
	}
	switch level, ok := result.Consensus(); {
	case result.Voted == 1:
		t.say("One vote, for: %d", level)
	case ok:
		t.say("Consensus on: %d", level)
	case result.Straddles:
		t.say("No consensus: votes stand on both sides of 2 and 3")
	case result.Voted > 0:
		t.say("No consensus: votes are further apart than %d", result.Tolerance)
	}
	if t.s.Role().Leads() {
		t.say("%s settles it.", t.verb("workshop settle LEVEL"))
	}
}

// vote casts this person's ballot: a level or a dash, how sure, and why.
func (t *talk) vote(text string) {
	r := t.room.Current
	if r == nil || text == "" || r.Vote.State != workshop.Open {
		t.tellRoom("")
		return
	}
	if !t.may() {
		return
	}
	b, err := readBallot(text)
	if err != nil {
		t.refuse(err)
		return
	}
	if _, err := t.s.DB.Cast(t.s.Context, t.s.Actor, r.ID, b, r.Vote.Round); err != nil {
		t.refuse(err)
		return
	}
	t.say("Saved, your vote on %s: %s", t.voteName(r.Vote), ballot(b))
}

// readBallot reads a ballot as it is typed: "3", "3 high seen in the register", "-".
func readBallot(text string) (workshop.Ballot, error) {
	level, more, _ := strings.Cut(text, " ")
	b := workshop.Ballot{Confidence: workshop.MediumConfidence}
	switch {
	case level == "-":
		b = workshop.Ballot{Abstain: true}
	case len(level) == 1 && level[0] >= '0' && level[0] <= '5':
		b.Level = int(level[0] - '0')
	default:
		return b, fmt.Errorf("%q is no vote; a vote is 0 to 5, or a dash to abstain", level)
	}
	more = strings.TrimSpace(more)
	for _, sure := range workshop.Confidences {
		if word, rest, _ := strings.Cut(more, " "); word == string(sure) && !b.Abstain {
			b.Confidence, more = sure, strings.TrimSpace(rest)
			break
		}
	}
	b.Reason = more
	return b, nil
}

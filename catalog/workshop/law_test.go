package workshop_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// looks is everything that one person can get out of a vote.
func looks(t failing, v workshop.Vote, by string) []any {
	result, noResult := v.Result()
	record, noRecord := v.Record()
	return []any{
		v.Seen(by), v.Ballots(), result, noResult, record, noRecord,
		jsonOf(t, v), fmt.Sprintf("%v %+v %s", v, v, v), v.Round, v.Rounds, v.State, v.Settlement,
	}
}

func TestWhileAVoteIsOpenNothingAPersonSeesDependsOnWhatOthersCast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		named := rapid.Bool().Draw(t, "named")
		one, two := roomFor(t, named), roomFor(t, named)
		mine := ballotOf(t, "me")
		n := rapid.IntRange(0, 8).Draw(t, "others")
		for i := range n {
			one.take(one.v.Cast(ballotOf(t, fmt.Sprintf("a%d", i))))
			two.take(two.v.Cast(ballotOf(t, fmt.Sprintf("b%d", i))))
		}
		for _, by := range []string{"me", "somebody else", ""} {
			if a, b := looks(t, one.v, by), looks(t, two.v, by); !reflect.DeepEqual(a, b) {
				t.Fatalf("%q tells two votes apart:\n%+v\n%+v", by, a, b)
			}
		}
		one.take(one.v.Cast(mine))
		two.take(two.v.Cast(mine))
		if a, b := looks(t, one.v, "me"), looks(t, two.v, "me"); !reflect.DeepEqual(a, b) {
			t.Fatalf("I tell two votes apart:\n%+v\n%+v", a, b)
		}
		if s := one.v.Seen("me"); s != (workshop.Sight{Voted: n + 1, Own: mine, Cast: true}) {
			t.Fatalf("I see %+v", s)
		}
	})
}

func TestTheOrderInWhichBallotsAreCastChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := ballots().Draw(t, "ballots")
		named := rapid.Bool().Draw(t, "named")
		one, two := roomFor(t, named), roomFor(t, named)
		for _, b := range all {
			one.take(one.v.Cast(b))
		}
		for _, b := range rapid.Permutation(all).Draw(t, "order") {
			two.take(two.v.Cast(b))
		}
		if !reflect.DeepEqual(one.v, two.v) || !reflect.DeepEqual(one.reveal().v, two.reveal().v) {
			t.Fatalf("another order gave another vote")
		}
		a, _ := one.v.Result()
		b, _ := two.v.Result()
		if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(workshop.Count(all, 1).Counts, a.Counts) {
			t.Fatalf("%+v became %+v", a, b)
		}
		ra, _ := one.settle(2, "x").v.Record()
		rb, _ := two.settle(2, "x").v.Record()
		if jsonOf(t, ra) != jsonOf(t, rb) {
			t.Fatalf("another order gave another record")
		}
	})
}

// story is a vote and, beside it, what was cast in each of its rounds.
type story struct {
	room
	rounds [][]workshop.Ballot
	now    map[string]workshop.Ballot
}

// anyStory makes acts at random, some of which are refused, and checks after each
// that the vote before it is what it was.
func anyStory(t *rapid.T) *story {
	s := &story{room: *roomFor(t, rapid.Bool().Draw(t, "named")), now: map[string]workshop.Ballot{}}
	for range rapid.IntRange(0, 25).Draw(t, "acts") {
		before, was := s.v, held(s.v)
		s.act(t)
		if !reflect.DeepEqual(held(before), was) {
			t.Fatalf("an act changed the vote it was made on: %v", before)
		}
	}
	return s
}

// held is a deep copy of what a vote holds; an open round is looked at through
// the vote that would be revealed.
func held(v workshop.Vote) []any {
	var rounds [][]workshop.Ballot
	for _, r := range v.Rounds {
		rounds = append(rounds, slices.Clone(r))
	}
	bare, _ := v.Reveal()
	return []any{v.Key, v.Round, v.State, v.Settlement, rounds, v.Ballots(), bare.Ballots(), v.Seen("p0")}
}

func (s *story) act(t *rapid.T) {
	switch rapid.SampledFrom([]string{"cast", "cast", "cast", "cast", "reveal", "again", "park", "settle"}).Draw(t, "act") {
	case "cast":
		b := ballotOf(t, fmt.Sprintf("p%d", rapid.IntRange(0, 3).Draw(t, "person")))
		if v, err := s.v.Cast(b); err == nil {
			s.v, s.now[b.Person] = v, b
		}
	case "reveal":
		s.v, _ = s.v.Reveal()
	case "again":
		if v, err := s.v.Again(); err == nil {
			s.v = v
			s.close()
		}
	case "park":
		s.v, _ = s.v.Park()
	case "settle":
		s.v, _ = s.v.Settle(rapid.IntRange(0, 5).Draw(t, "settled"), "x", "Fay", noon)
	}
}

// close ends the round of the telling, where there was one.
func (s *story) close() {
	if len(s.now) > 0 {
		s.rounds, s.now = append(s.rounds, s.ballots()), map[string]workshop.Ballot{}
	}
}

func (s *story) ballots() []workshop.Ballot {
	var all []workshop.Ballot
	for _, b := range s.now {
		if !s.v.Named {
			b.Person = ""
		}
		all = append(all, b)
	}
	return all
}

func TestNothingThatWasCastIsLostOverTheRounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyStory(t)
		if s.v.State == workshop.Open && len(s.now) > 0 {
			s.reveal()
		}
		told := append(slices.Clone(s.rounds), s.ballots())
		kept := append(slices.Clone(s.v.Rounds), s.v.Ballots())
		if len(told) != len(kept) || s.v.Round != len(told) {
			t.Fatalf("%d rounds were voted and %d are kept, in round %d", len(told), len(kept), s.v.Round)
		}
		for i := range told {
			if !sameBallots(told[i], kept[i]) {
				t.Fatalf("round %d: cast %+v, kept %+v", i+1, told[i], kept[i])
			}
		}
		record, err := s.v.Record()
		if err != nil {
			return
		}
		for i := range told {
			if !sameBallots(told[i], spoken(record.Rounds[i].Voices)) {
				t.Fatalf("round %d: cast %+v, recorded %+v", i+1, told[i], record.Rounds[i].Voices)
			}
		}
	})
}

// spoken are the ballots that voices of a record stand for.
func spoken(voices []workshop.Voice) []workshop.Ballot {
	var all []workshop.Ballot
	for _, w := range voices {
		b := workshop.Ballot{Person: w.Person, Abstain: w.Level == nil, Confidence: w.Confidence, Reason: w.Reason}
		if w.Level != nil {
			b.Level = *w.Level
		}
		for range w.Votes {
			all = append(all, b)
		}
	}
	return all
}

func TestAVoteIsResumedAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyStory(t)
		current := s.v.Ballots()
		if s.v.State == workshop.Open {
			for _, b := range s.now {
				current = append(current, b) // as its keeper stored them when they were cast
			}
		}
		v, err := workshop.Resume(s.v, rapid.Permutation(current).Draw(t, "stored"))
		if err != nil || !reflect.DeepEqual(v, s.v) {
			t.Fatalf("%v came back as %v: %v", s.v, v, err)
		}
	})
}

func TestAStoredVoteThatTheRulesCouldNotHaveMadeIsRefused(t *testing.T) {
	key := assess.Key{Item: "A.5.2"}
	for _, c := range []struct {
		name    string
		kept    workshop.Vote
		ballots []workshop.Ballot
		want    string
	}{
		{"no item", workshop.Vote{Round: 1, State: workshop.Open}, nil, "a vote needs an item"},
		{"no state", workshop.Vote{Key: key, Round: 1}, nil, `round 1 of the stored vote: the state "" is not known`},
		{"revealed without a vote", workshop.Vote{Key: key, Round: 1, State: workshop.Revealed}, nil, "round 1 of the stored vote: nobody has voted yet"},
		{"an empty earlier round", workshop.Vote{Key: key, Round: 2, State: workshop.Open, Rounds: [][]workshop.Ballot{nil}}, nil, "round 1 of the stored vote: nobody"},
		{"a wrong level before", workshop.Vote{Key: key, Round: 2, State: workshop.Open, Rounds: [][]workshop.Ballot{{{Level: 9}}}}, nil, "round 1 of the stored vote: 9 is no rating"},
		{"a wrong level now", workshop.Vote{Key: key, Round: 1, State: workshop.Open}, votes(7), "round 1 of the stored vote: 7 is no rating"},
		{"a person twice", workshop.Vote{Key: key, Round: 1, State: workshop.Open}, append(votes(3), votes(4)...), `round 1 of the stored vote: "a" voted twice`},
		{"a wrong round", workshop.Vote{Key: key, Round: 3, State: workshop.Open}, nil, "the stored vote is in round 3 and keeps 0 earlier rounds"},
		{"settled by nobody", workshop.Vote{Key: key, Round: 1, State: workshop.Settled}, votes(3), "round 1 of the stored vote: a vote is settled by somebody"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := workshop.Resume(c.kept, c.ballots)
			refused(t, err, c.want)
		})
	}
}

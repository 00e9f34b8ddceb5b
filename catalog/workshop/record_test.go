package workshop_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// told is a vote of two rounds on a question for one AI system.
func told(t *testing.T, named bool) workshop.Vote {
	v, err := workshop.OpenVote(assess.Key{Item: "A.5.4", System: "s1", Question: "A.5.4-2"}, 1, named)
	r := (&room{t: t}).take(v, err).cast("Mara", 5).cast("Jon", 2).reveal().again().cast("Mara", 4).cast("Ann", 3)
	r.take(r.v.Cast(workshop.Ballot{Person: "Jon", Level: 2, Confidence: "low", Reason: "only for the chatbot"}))
	r.take(r.v.Cast(workshop.Ballot{Person: "Kim", Abstain: true}))
	r.reveal()
	return r.take(r.v.Settle(3, "two of three systems", "Fay", noon.In(time.FixedZone("", 3600)))).v
}

func TestARecordKeepsTheVotesTheDissentAndTheTime(t *testing.T) {
	r, err := told(t, true).Record()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"item":"A.5.4","system":"s1","question":"A.5.4-2","named":true,"tolerance":1,"rounds":[` +
		`{"counts":[0,0,1,0,0,1],"abstained":0,"lower_median":2,"spread":3,"voices":[` +
		`{"person":"Jon","level":2,"confidence":"medium","votes":1},{"person":"Mara","level":5,"confidence":"medium","votes":1}]},` +
		`{"counts":[0,0,1,1,1,0],"abstained":1,"lower_median":3,"spread":2,"voices":[` +
		`{"person":"Ann","level":3,"confidence":"medium","votes":1},` +
		`{"person":"Jon","level":2,"confidence":"low","reason":"only for the chatbot","votes":1},` +
		`{"person":"Kim","level":null,"votes":1},{"person":"Mara","level":4,"confidence":"medium","votes":1}]}],` +
		`"consensus":null,"level":3,"reason":"two of three systems","by":"Fay","at":"2027-03-01T12:00:00Z","dissent":[` +
		`{"person":"Jon","level":2,"confidence":"low","reason":"only for the chatbot","votes":1},` +
		`{"person":"Mara","level":4,"confidence":"medium","votes":1}]}`
	if got := jsonOf(t, r); got != want {
		t.Errorf("the record is\n%s\nand should be\n%s", got, want)
	}
	var back workshop.Record
	if err := json.Unmarshal([]byte(want), &back); err != nil || !reflect.DeepEqual(back, r) {
		t.Errorf("it reads back as %+v, %v", back, err)
	}
}

func TestARecordWithoutNamesKeepsTheReasonsAndNobodysName(t *testing.T) {
	r, err := told(t, false).Record()
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"level":2,"confidence":"low","reason":"only for the chatbot","votes":1},{"level":4,"confidence":"medium","votes":1}]`
	if got := jsonOf(t, r.Dissent); got != want {
		t.Errorf("the dissent is %s", got)
	}
	for _, round := range r.Rounds {
		for _, w := range round.Voices {
			if w.Person != "" {
				t.Errorf("it names %s", w.Person)
			}
		}
	}
}

func TestAShowOfHandsIsRecordedInOneLineForEachLevel(t *testing.T) {
	tally, err := workshop.ParseTally("2x3 3x6 -x2")
	if err != nil {
		t.Fatal(err)
	}
	r := roomFor(t, true)
	r.take(r.v.Hands(tally)).reveal().settle(3, "most say so")
	record, _ := r.v.Record()
	if got := jsonOf(t, record.Dissent); got != `[{"level":2,"votes":3}]` {
		t.Errorf("the dissent is %s", got)
	}
	if got := jsonOf(t, record.Rounds[0].Voices); got != `[{"level":2,"votes":3},{"level":3,"votes":6},{"level":null,"votes":2}]` {
		t.Errorf("the voices are %s", got)
	}
}

func TestARecordSaysNoMedianWhereAllAbstained(t *testing.T) {
	r := roomFor(t, true)
	r.take(r.v.Cast(workshop.Ballot{Person: "Ada", Abstain: true})).reveal().settle(1, "nobody knows it here")
	record, _ := r.v.Record()
	if got := record.Rounds[0]; got.LowerMedian != nil || got.Spread != nil || record.Consensus != nil || len(record.Dissent) != 0 {
		t.Errorf("the record is %s", jsonOf(t, record))
	}
}

func TestAVoteThatIsNotSettledLeavesNoRecord(t *testing.T) {
	for _, v := range []workshop.Vote{{}, roomFor(t, true).v, roomFor(t, true).cast("Ada", 3).reveal().v, roomFor(t, true).park().v} {
		_, err := v.Record()
		refused(t, err, "this vote is not settled, so it leaves no record yet")
	}
}

func TestADissentIsEveryVoteForAnotherLevelAndNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := ballots().Draw(t, "ballots")
		level := rapid.IntRange(0, 5).Draw(t, "level")
		r := roomFor(t, true)
		var want []workshop.Ballot
		for _, b := range all {
			r.take(r.v.Cast(b))
			if !b.Abstain && b.Level != level {
				want = append(want, b)
			}
		}
		record, err := r.reveal().settle(level, "x").v.Record()
		if err != nil || !sameBallots(spoken(record.Dissent), want) {
			t.Fatalf("settled on %d, the dissent of %+v is %+v", level, all, record.Dissent)
		}
	})
}

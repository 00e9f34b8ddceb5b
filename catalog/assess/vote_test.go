package assess_test

import (
	"encoding/json"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// settled is the record of a vote, as far as package assess reads it.
func settled(k assess.Key, level int, reason string) json.RawMessage {
	raw, err := json.Marshal(map[string]any{
		"item": k.Item, "system": k.System, "question": k.Question, "level": level, "reason": reason, "rounds": []any{},
	})
	if err != nil {
		panic(err)
	}
	return raw
}

func TestTheRecordOfAVoteStaysAndGoesWithItsUndo(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutVote(b.a, "v2", settled(at("5.2"), 3, "")))
	b.do(assess.PutVote(b.a, "v1", settled(at("A.5.4-2@s1"), 1, "<b>")))
	if len(b.a.Votes) != 2 || b.a.Votes[0].ID != "v1" || b.a.Votes[0].Key() != at("A.5.4-2@s1") {
		t.Fatalf("%+v", b.a.Votes)
	}
	if got, want := string(b.a.Votes[0].Record), string(settled(at("A.5.4-2@s1"), 1, "<b>")); got != want {
		t.Errorf("kept %s of %s", got, want)
	}
	before := b.a
	for _, id := range []string{"v1", "v2", "v2"} {
		b.do([]assess.Change{{Subject: assess.RecordSubject(assess.KindVote, id), Field: assess.FieldRecord, Value: json.RawMessage("null")}}, nil)
	}
	if b.a.Votes != nil || len(before.Votes) != 2 {
		t.Errorf("after %+v, before %+v", b.a.Votes, before.Votes)
	}
}

func TestARecordThatNoVoteLeftIsRefused(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutVote(b.a, "v", settled(at("5.2"), 3, "")))
	for _, c := range []struct{ id, record, sentence string }{
		{"", string(settled(at("5.2"), 3, "")), "needs the id of the vote"},
		{"v", string(settled(at("5.2"), 2, "")), "kept already"},
		{"w", `{"item":`, "not valid JSON"},
		{"w", "{\"item\":\"\xff\",\"level\":3}", "not valid JSON"},
		{"w", ``, "not valid JSON"},
		{"w", `[]`, "can't be read"},
		{"w", `null`, "does not say on which item"},
		{"w", `{"level":3}`, "does not say on which item"},
		{"w", `{"item":"5.2","level":6}`, "6 is no rating"},
		{"w", string(settled(at("5.2"), 3, strings.Repeat("x", assess.MaxRecord))), "at most 262144 can be kept"},
	} {
		changes, err := assess.PutVote(b.a, c.id, json.RawMessage(c.record))
		refused(t, changes, err, c.sentence)
	}
}

func TestWhereNothingCanBeRatedNoVoteNeedBegin(t *testing.T) {
	b := open(t, small(t))
	stocked(t, b)
	for place, sentence := range map[string]string{
		"9.9": "there is no item 9.9", "6.1.4-9": "has no question", "6.1.4@s1": "leave the system out",
		"A.5.4@s2": "out of scope", "A.5.2-1": "clear that before its questions are rated",
	} {
		refused(t, nil, assess.CheckRatable(b.cat, b.a, at(place)), sentence)
	}
	for _, place := range []string{"5.2", "A.5.2", "A.5.4@s1", "A.5.4-2@s1"} {
		if err := assess.CheckRatable(b.cat, b.a, at(place)); err != nil {
			t.Errorf("%s: %v", place, err)
		}
	}
}

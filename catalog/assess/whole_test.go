package assess_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

func TestTheChangesOfAnAssessmentMakeItAnew(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		copied := open(t, cat)
		copied.do(b.a.Changes(), nil)
		was, is := *b.a, *copied.a
		is.Created, is.CreatedBy, is.Changed, is.ChangedBy = was.Created, was.CreatedBy, was.Changed, was.ChangedBy
		is.First, is.Last = was.First, was.Last
		dropEmptied(&is, &was)
		if !reflect.DeepEqual(&was, &is) {
			t.Fatalf("%s\nanew\n%s", picture(&was), picture(&is))
		}
	})
}

func TestARevisionIsDescribedInAFewWords(t *testing.T) {
	b := open(t, small(t))
	stocked(t, b)
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "two", Title: "Kill switch"}))
	b.do(assess.PutVote(b.a, "v", settled(at("5.2"), 3, "")))
	for _, c := range []struct {
		subject, field, value, want string
	}{
		{"answer/A.5.4//", "rating", `{"level":3}`, "A.5.4 rated 3"},
		{"answer/A.5.4/s1/", "rating", `{"level":0}`, "A.5.4 (s1) rated 0"},
		{"answer/A.5.4/s1/A.5.4-2", "rating", `{"level":5}`, "A.5.4 (s1) question 2 rated 5"},
		{"answer/A.5.4//A.5.4-2", "rating", `{"na":true,"reason":"x"}`, "A.5.4 question 2 does not arise"},
		{"answer/A.5.4//", "rating", `{"na":true,"reason":"x"}`, "A.5.4 not applicable"},
		{"answer/A.5.4//", "rating", `null`, "A.5.4 rating cleared"},
		{"answer/A.5.4//", "rating", `"?"`, "A.5.4 unreadable"},
		{"answer/own//", "rating", `{"level":3}`, "X.1 rated 3"},
		{"answer/own-gone//", "rating", `{"level":3}`, "X.2 rated 3"},
		{"answer/5.2//", "note", `"seen"`, `5.2 note "seen"`},
		{"answer/5.2//", "note", `""`, "5.2 note taken away"},
		{"answer/5.2//", "note", `null`, "5.2 note taken away"},
		{"answer/5.2//", "note", `"` + strings.Repeat("ä", 61) + `"`, `5.2 note "` + strings.Repeat("ä", 59) + `…"`},
		{"answer/5.2//", "flag", `true`, `5.2 flag "true"`},
		{"answer/5.2", "note", `"x"`, `answer/5.2 note "x"`},
		{"baseline/A.5.9", "rating", `{"level":2}`, "ISMS A.5.9 rated 2"},
		{"baseline/A.5.9", "rating", `{"na":true,"reason":"x"}`, "ISMS A.5.9 not applicable"},
		{"system/s2", "risk_class", `"high"`, `AI system Chat risk class "high"`},
		{"system/s2", "removed", `true`, "AI system Chat removed"},
		{"system/s2", "removed", `false`, "AI system Chat brought back"},
		{"control/two", "title", `"Kill switch"`, `X.3 title "Kill switch"`},
		{"evidence/e", "seen_by", `"Ada"`, `evidence on 5.2 seen by "Ada"`},
		{"finding/f", "closed_by", `"Ada"`, `finding on 5.2 closed by "Ada"`},
		{"assessment", "name", `"Pilot"`, `name "Pilot"`},
		{"vote/v", "record", string(settled(at("5.2"), 3, "")), "vote on 5.2 settled at 3"},
		{"vote/v2", "record", string(settled(at("A.5.4-2@s1"), 0, "")), "vote on A.5.4 (s1) question 2 settled at 0"},
		{"vote/v", "record", `null`, "vote on 5.2 taken back"},
		{"vote/gone", "record", `null`, "vote taken back"},
		{"vote/v", "record", `{}`, "vote unreadable"},
		{"assessment", "scope", `null`, "scope taken away"},
	} {
		r := assess.Revision{ID: "r", Subject: assess.Subject(c.subject), Field: c.field, Value: json.RawMessage(c.value)}
		if got := assess.Describe(b.cat, b.a, r); got != c.want {
			t.Errorf("%s %s %s is %q; right is %q", c.subject, c.field, c.value, got, c.want)
		}
	}
	if got := assess.SubjectName(b.cat, b.a, assess.KindAssessment); got != "assessment" {
		t.Errorf("%q", got)
	}
}

func TestItemsStandInCatalogueOrderOwnControlsLast(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "0", Title: "Red team"}))
	var numbers []string
	for _, it := range assess.Items(b.cat, b.a) {
		numbers = append(numbers, it.Number)
	}
	if got := strings.Join(numbers, " "); got != "5.2 6.1.4 A.5.2 A.5.4 X.1" {
		t.Error(got)
	}
}

func TestWordsAreListedForASentence(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := assess.Either(words); got != want {
			t.Errorf("%q; right is %q", got, want)
		}
	}
}

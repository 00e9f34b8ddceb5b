package assess_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// somewhere draws a key: an item or one of its questions, for all systems or one.
func somewhere(t *rapid.T) assess.Key {
	k := assess.Key{Item: rapid.SampledFrom([]string{"5.2", "6.1.4", "A.5.2", "A.5.4"}).Draw(t, "item")}
	if k.Item == "A.5.4" {
		k.System = rapid.SampledFrom([]string{"", "s1", "s2"}).Draw(t, "system")
	}
	if q := rapid.SampledFrom([]string{"", "-1", "-2", "-3"}).Draw(t, "question"); q != "" {
		k.Question = k.Item + q
	}
	return k
}

// anything makes some acts of all kinds; refused ones are left out.
func (b *book) anything(t *rapid.T) {
	day := rapid.SampledFrom([]string{"", "2026-05-01", "2027-01-31"})
	level := rapid.IntRange(0, 5)
	id := rapid.SampledFrom([]string{"r1", "r2"})
	for range rapid.IntRange(0, 30).Draw(t, "acts") {
		k := somewhere(t)
		switch rapid.IntRange(0, 14).Draw(t, "act") {
		case 0, 1, 2:
			b.try(assess.Rate(b.cat, b.a, k, level.Draw(t, "level"), rapid.String().Draw(t, "reason")))
		case 3:
			b.try(assess.Exclude(b.cat, b.a, k, assess.Exclusion{Reason: "none", Risk: rapid.String().Draw(t, "risk"), ApprovedOn: day.Draw(t, "day")}))
		case 4:
			b.try(assess.Clear(b.cat, b.a, k))
		case 5:
			b.try(assess.Note(b.cat, b.a, k, rapid.String().Draw(t, "note")))
		case 6:
			b.try(assess.Assign(b.cat, b.a, k, rapid.String().Draw(t, "owner"), day.Draw(t, "due")))
		case 7:
			b.try(assess.Flag(b.cat, b.a, k, rapid.Bool().Draw(t, "flag")))
		case 8:
			b.try(assess.RateBaseline(b.cat, b.a, "A.5.9", level.Draw(t, "level")))
		case 9:
			b.try(assess.PutSystem(b.a, assess.System{
				ID: rapid.SampledFrom([]string{"s1", "s2"}).Draw(t, "id"), Name: rapid.String().Draw(t, "name"), InScope: rapid.Bool().Draw(t, "in scope"),
				Roles: rapid.SliceOf(rapid.SampledFrom(assess.AIRoles)).Draw(t, "roles"), Stage: rapid.SampledFrom(assess.Stages).Draw(t, "stage"),
			}))
		case 10:
			b.try(assess.PutControl(b.a, assess.OwnControl{ID: id.Draw(t, "id"), Title: rapid.String().Draw(t, "title"), Days: rapid.Float64Range(0, 9).Draw(t, "days")}))
		case 11:
			b.try(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id.Draw(t, "id"), What: rapid.String().Draw(t, "what"), Items: []string{k.Item}, System: k.System}))
		case 12:
			b.try(assess.PutFinding(b.cat, b.a, assess.Finding{
				ID: id.Draw(t, "id"), Item: k.Item, System: k.System,
				Statement: rapid.String().Draw(t, "statement"), Grade: rapid.SampledFrom(assess.Grades).Draw(t, "grade"),
			}))
		case 14:
			b.try(assess.PutVote(b.a, id.Draw(t, "id"), settled(k, level.Draw(t, "level"), rapid.String().Draw(t, "reason"))))
		case 13:
			p, err := b.a.Profile.With(rapid.SampledFrom([]string{"scope", "isms_years", "holidays", "effort.A.5.2", "fte"}).Draw(t, "key"),
				rapid.SampledFrom([]string{"", "2", "2.5", "2026-01-01"}).Draw(t, "value"))
			if err == nil {
				b.do(assess.SetProfile(b.a, p), nil)
			}
		}
	}
}

func anyBook(t *rapid.T, cat *catalog.Catalog) *book {
	b := open(t, cat)
	b.systems("s1", "s2")
	b.anything(t)
	return b
}

// picture is all an assessment holds, as text that shares no memory with it.
func picture(a *assess.Assessment) string { return fmt.Sprintf("%+v", *a) }

func TestApplyLeavesTheGivenAssessmentUnchanged(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		kept, before := b.a, picture(b.a)
		b.anything(t)
		if after := picture(kept); after != before {
			t.Fatalf("%s\nbecame\n%s", before, after)
		}
	})
}

func TestTheLogGivesTheSameAssessmentAtOnceAndStepByStep(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		again, err := assess.Apply(assess.New("a"), b.log...)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(again, b.a) {
			t.Fatalf("%s\nagain\n%s", picture(b.a), picture(again))
		}
	})
}

func TestRestoredPutsBackExactly(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		before := b.a
		from := len(b.log)
		b.anything(t)
		b.restore(from)
		// Whose the last act was is another matter: undoing is an act too.
		after := *b.a
		after.Changed, after.ChangedBy, after.Last = before.Changed, before.ChangedBy, before.Last
		was := *before
		dropEmptied(&after, &was)
		if !reflect.DeepEqual(&after, &was) {
			t.Fatalf("%s\nrestored\n%s", picture(&was), picture(&after))
		}
	})
}

// restore undoes all revisions from a place in the log on, the newest first, as
// a store does: by putting back what the revision before had set.
func (b *book) restore(from int) {
	b.t.Helper()
	for i := len(b.log) - 1; i >= from; i-- {
		r := b.log[i]
		value := json.RawMessage("null")
		if before, ok := lastOf(b.log[:i], r); ok {
			restored, err := assess.Restored(before)
			if err != nil {
				b.t.Fatalf("%v", err)
			}
			value = restored
		} else if r.Subject.Kind() == assess.KindAssessment {
			value = json.RawMessage(`""`)
		}
		next, err := assess.Apply(b.a, b.revise([]assess.Change{{Subject: r.Subject, Field: r.Field, Value: value}})...)
		if err != nil {
			b.t.Fatalf("%v", err)
		}
		b.a = next
	}
}

func lastOf(log []assess.Revision, r assess.Revision) (assess.Revision, bool) {
	for _, before := range slices.Backward(log) {
		if before.Subject == r.Subject && before.Field == r.Field {
			return before, true
		}
	}
	return assess.Revision{}, false
}

// dropEmptied takes records away that were made and unmade: a record that holds
// nothing but its id is none.
func dropEmptied(after, was *assess.Assessment) {
	after.Controls = slices.DeleteFunc(slices.Clone(after.Controls), func(c assess.OwnControl) bool { return c.Title == "" })
	after.Evidence = slices.DeleteFunc(slices.Clone(after.Evidence), func(e assess.Evidence) bool { return e.What == "" })
	after.Findings = slices.DeleteFunc(slices.Clone(after.Findings), func(f assess.Finding) bool { return f.Statement == "" })
	for _, a := range []*assess.Assessment{after, was} {
		if len(a.Controls) == 0 {
			a.Controls = nil
		}
		if len(a.Evidence) == 0 {
			a.Evidence = nil
		}
		if len(a.Findings) == 0 {
			a.Findings = nil
		}
		if len(a.Profile.Effort) == 0 {
			a.Profile.Effort = nil
		}
	}
}

func TestARestoredRatingKeepsItsPlaceInTime(t *testing.T) {
	b := open(t, small(t))
	b.rate("5.2", 4)
	direct := b.log[len(b.log)-1]
	b.rate("5.2-1", 1)
	b.rate("5.2-2", 2)
	b.clear("5.2")
	value, err := assess.Restored(direct)
	b.do([]assess.Change{{Subject: direct.Subject, Field: direct.Field, Value: value}}, err)
	if got := word(b.stand("5.2")); got != "rated 1" {
		t.Errorf("it is %s; the questions are still newer than the rating put back", got)
	}
	r := b.a.Answer(at("5.2")).Rating
	if r.Order != direct.ID || !r.At.Equal(direct.At) || r.By != direct.Author {
		t.Errorf("%+v", r)
	}
	second := b.log[len(b.log)-1]
	again, err := assess.Restored(second)
	if err != nil || string(again) != string(value) {
		t.Errorf("restored again it is %s, %v; it was %s", again, err, value)
	}
}

func TestTheOrderOfADirectRatingAndItsQuestionsMatters(t *testing.T) {
	one, other := open(t, small(t)), open(t, small(t))
	one.rate("5.2", 4)
	one.rate("5.2-1", 1)
	one.rate("5.2-2", 2)
	other.rate("5.2-1", 1)
	other.rate("5.2-2", 2)
	other.rate("5.2", 4)
	if a, b := word(one.stand("5.2")), word(other.stand("5.2")); a != "rated 1" || b != "rated 4 override" {
		t.Errorf("%s and %s", a, b)
	}
}

func TestTheOrderOfOtherActsDoesNotMatter(t *testing.T) {
	cat := small(t)
	items := []string{"5.2", "6.1.4", "A.5.2", "A.5.4"}
	rapid.Check(t, func(t *rapid.T) {
		var acts []func(*book)
		for _, id := range items {
			level, inform := rapid.IntRange(0, 5).Draw(t, "level"), rapid.IntRange(0, 5).Draw(t, "maturity")
			first, second := rapid.IntRange(0, 5).Draw(t, "question 1"), rapid.IntRange(0, 5).Draw(t, "question 2")
			if rapid.Bool().Draw(t, "direct") {
				acts = append(acts, func(b *book) { b.rate(id, level) })
			} else {
				acts = append(acts, func(b *book) { b.rate(id+"-1", first) }, func(b *book) { b.rate(id+"-2", second) })
			}
			acts = append(acts,
				func(b *book) { b.rate(id+"-3", inform) },
				func(b *book) { b.do(assess.Note(b.cat, b.a, at(id), "note on "+id)) },
				func(b *book) {
					b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e-" + id, What: "Policy", Items: []string{id}}))
				},
			)
		}
		one, other := open(t, cat), open(t, cat)
		for _, act := range acts {
			act(one)
		}
		for _, act := range rapid.Permutation(acts).Draw(t, "order") {
			act(other)
		}
		for _, id := range items {
			if a, b := one.stand(id), other.stand(id); a != b {
				t.Fatalf("%s is %s, in another order %s", id, word(a), word(b))
			}
			if one.a.Answer(at(id)).Note != other.a.Answer(at(id)).Note {
				t.Fatalf("the note on %s differs", id)
			}
		}
		for _, b := range []*book{one, other} { // numbers tell what was made first
			for i := range b.a.Evidence {
				b.a.Evidence[i].Number = 0
			}
		}
		if !reflect.DeepEqual(one.a.Evidence, other.a.Evidence) {
			t.Fatalf("%+v\nin another order\n%+v", one.a.Evidence, other.a.Evidence)
		}
	})
}

func TestWhatWasAllTakenBackWasNeverSaid(t *testing.T) {
	b := open(t, small(t))
	b.rate("5.2", 4)
	b.do(assess.Note(b.cat, b.a, at("5.2"), "seen"))
	b.do(assess.Flag(b.cat, b.a, at("5.2"), true))
	b.clear("5.2")
	b.do(assess.Note(b.cat, b.a, at("5.2"), ""))
	b.do(assess.Flag(b.cat, b.a, at("5.2"), false))
	if len(b.a.Answers) != 0 {
		t.Errorf("%+v", b.a.Answers)
	}
}

func TestTheFirstRevisionSaysWhoMadeTheAssessment(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.Create("Pilot", assess.Profile{Organisation: "Example", Kind: "gap", Size: "large", Target: 4, FTE: 2, Basis: "corrected"}))
	b.rate("5.2", 3)
	first, last := b.log[0], b.log[len(b.log)-1]
	if b.a.Name != "Pilot" || b.a.Profile.Organisation != "Example" || b.a.Profile.Size != "large" || b.a.Profile.Target != 4 || b.a.Profile.FTE != 2 {
		t.Errorf("%+v", b.a.Profile)
	}
	if b.a.CreatedBy != "Ada" || !b.a.Created.Equal(first.At) || !b.a.Changed.Equal(last.At) || b.a.ChangedBy != "Ada" {
		t.Errorf("made %v by %s, changed %v by %s", b.a.Created, b.a.CreatedBy, b.a.Changed, b.a.ChangedBy)
	}
	b.do(assess.Archive(b.a, true), nil)
	if !b.a.Archived {
		t.Error("it was put away, and is not")
	}
}

func TestNoRevisionsChangeNothing(t *testing.T) {
	a := assess.New("a")
	if b, err := assess.Apply(a); err != nil || b != a {
		t.Errorf("%p became %p, %v", a, b, err)
	}
}

func TestARevisionThatMakesNoSenseIsRefusedWithItsName(t *testing.T) {
	for _, c := range []struct {
		subject  assess.Subject
		field    string
		value    string
		sentence string
	}{
		{"planet/mars", "name", `"x"`, `"planet/mars" names nothing that is kept here`},
		{"", "", `null`, `"" names nothing that is kept here`},
		{"assessment", "colour", `"red"`, `a profile has no key "colour"`},
		{"assessment", "kind", `"holiday"`, `the kind "holiday" is not known`},
		{"assessment", "name", `{`, "JSON"},
		{"assessment", "archived", `"yes"`, "cannot unmarshal"},
		{"answer/5.2", "rating", `{"level":3}`, `"answer/5.2" names nothing that is kept here`},
		{"answer///", "rating", `{"level":3}`, `"answer///" does not name an answer`},
		{"answer/5.2//", "colour", `"red"`, `there is no field "colour"`},
		{"answer/5.2//", "rating", `"three"`, "cannot unmarshal"},
		{"answer/5.2//", "rating", `{"level":6}`, "6 is no rating; ratings are 0 to 5"},
		{"answer/5.2//", "rating", `{"level":-1}`, "-1 is no rating"},
		{"answer/5.2//", "rating", `{"level":2.5}`, "cannot unmarshal"},
		{"answer/5.2//", "note", `7`, "cannot unmarshal"},
		{"baseline/A.5.9", "colour", `"red"`, `there is no field "colour"`},
		{"system/s1", "colour", `"red"`, `there is no field "colour"`},
		{"system/s1", "in_scope", `"yes"`, "cannot unmarshal"},
		{"control/c1", "days", `"five"`, "cannot unmarshal"},
		{"evidence/e1", "items", `"5.2"`, "cannot unmarshal"},
		{"finding/f1", "closed", `1`, "cannot unmarshal"},
		{"vote/v1", "colour", `"red"`, `there is no field "colour"`},
		{"vote/v1", "record", `"5.2"`, "the record of the vote can't be read"},
		{"vote/v1", "record", `{"item":"5.2"}`, "does not say on which item which level was settled"},
		{"vote/v1", "record", `{"item":"5.2","level":6}`, "6 is no rating"},
	} {
		_, err := assess.Apply(assess.New("a"), assess.Revision{ID: "r-1", Subject: c.subject, Field: c.field, Value: json.RawMessage(c.value)})
		if err == nil || !strings.Contains(err.Error(), c.sentence) || !strings.Contains(err.Error(), "revision r-1") {
			t.Errorf("%s %s %s: %v; the sentence is %q", c.subject, c.field, c.value, err, c.sentence)
		}
	}
}

func TestSubjectsReadBackAsTheKeyTheyWereMadeOf(t *testing.T) {
	for _, text := range []string{"5.2", "5.2-1", "A.5.4@s1", "A.5.4-2@s1"} {
		k := at(text)
		back, err := k.Subject().Key()
		if err != nil || back != k || k.Subject().Kind() != assess.KindAnswer {
			t.Errorf("%+v became %s and %+v, %v", k, k.Subject(), back, err)
		}
	}
	if s := assess.BaselineSubject("A.5.9"); s != "baseline/A.5.9" || s.Kind() != assess.KindBaseline || s.ID() != "A.5.9" {
		t.Errorf("%s", s)
	}
	if s := assess.RecordSubject(assess.KindSystem, "s1"); s != "system/s1" || s.ID() != "s1" {
		t.Errorf("%s", s)
	}
}

func TestARatingReadsBackAsItWasWritten(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for value, want := range map[string]assess.Rating{
		`null`:                        {},
		`{}`:                          {},
		`{"level":0}`:                 {State: assess.Rated, By: "Ada", At: at, Order: "r1"},
		`{"level":5,"reason":"seen"}`: {State: assess.Rated, Level: 5, Reason: "seen", By: "Ada", At: at, Order: "r1"},
		`{"na":true,"reason":"none","risk":"R","approved_by":"Bo","approved_on":"2026-01-01"}`: {
			State: assess.NA, Reason: "none", Risk: "R", ApprovedBy: "Bo", ApprovedOn: "2026-01-01", By: "Ada", At: at, Order: "r1",
		},
	} {
		got, err := assess.ParseRating(assess.Revision{ID: "r1", Author: "Ada", At: at, Value: json.RawMessage(value)})
		if err != nil || got != want {
			t.Errorf("%s is %+v, %v; right is %+v", value, got, err, want)
		}
	}
}

func FuzzApplyNeverBreaks(f *testing.F) {
	f.Add("answer/A.5.4/s1/A.5.4-1", "rating", `{"level":3,"order":"x","at":"2026-03-01T09:00:00Z"}`)
	f.Add("answer/A.5.2//", "rating", `{"na":true,"reason":"x"}`)
	f.Add("system/s1", "roles", `["user"]`)
	f.Add("control/own", "days", `1e300`)
	f.Add("assessment", "effort.A.5.2", `"3"`)
	f.Add("vote/v1", "record", `{"item":"A.5.4","system":"s1","level":3}`)
	cat := small(f)
	f.Fuzz(func(t *testing.T, subject, field, value string) {
		r := assess.Revision{ID: "r-1", Subject: assess.Subject(subject), Field: field, Value: json.RawMessage(value)}
		a, err := assess.Apply(assess.New("a"), r)
		if err != nil {
			return
		}
		for _, it := range assess.Items(cat, a) {
			if st := assess.Stand(it, a); st.Level < 0 || st.Level > 5 {
				t.Fatalf("%s is rated %d", it.ID, st.Level)
			}
		}
		describe(cat, a, r)
		if restored, err := assess.Restored(r); err == nil {
			r.Value = restored
			if again, err := assess.Apply(a, r); err != nil || again.Answers.Len() != a.Answers.Len() {
				t.Fatalf("put back, %s is refused: %v", restored, err)
			}
		}
	})
}

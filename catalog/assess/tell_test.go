package assess_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// describe tells one revision alone.
func describe(cat *catalog.Catalog, a *assess.Assessment, r assess.Revision) string {
	return assess.Tell(cat, a, []assess.Revision{r}, assess.FromParents(nil))
}

// peopled is a book in which there is something of every kind.
func peopled(t *testing.T) *book {
	b := open(t, small(t))
	stocked(t, b)
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "two", Title: "Kill switch"}))
	b.do(assess.PutVote(b.a, "v", settled(at("5.2"), 3, "")))
	return b
}

func TestAnAISystemWhoseNameAnotherOneHasIsToldWithItsNumber(t *testing.T) {
	cat, a := catalog.Shipped(), assess.New("1")
	a.Systems = []assess.System{{ID: "s1", Number: 1, Name: "Siebwerk", Removed: true}, {ID: "s2", Number: 2, Name: "siebwerk"}, {ID: "s3", Number: 3, Name: "Chat"}}
	for _, c := range []struct{ subject, field, value, want string }{
		{"system/s1", "removed", `true`, "removed the AI system SY-1 Siebwerk"},
		{"system/s2", "risk_class", `"high"`, "set the risk class of the AI system SY-2 siebwerk to high"},
		{"answer/A.5.4/s2/", "rating", `{"level":0}`, "rated A.5.4 (SY-2 siebwerk) 0"},
		{"record/risk/r", "systems", `["s2","s3"]`, "set the “AI systems” of a risk to SY-2 siebwerk, Chat"},
		{"system/s3", "risk_class", `"high"`, "set the risk class of the AI system Chat to high"},
	} {
		if got := describe(cat, a, assess.Revision{Subject: assess.Subject(c.subject), Field: c.field, Value: json.RawMessage(c.value)}); got != c.want {
			t.Errorf("%s %s is told as %q; %q is right", c.subject, c.field, got, c.want)
		}
	}
}

func TestARevisionIsToldAsPeopleSpeak(t *testing.T) {
	b := peopled(t)
	for _, c := range []struct {
		subject, field, value, want string
	}{
		{"answer/A.5.4//", "rating", `{"level":3}`, "rated A.5.4 3"},
		{"answer/A.5.4/s1/", "rating", `{"level":0}`, "rated A.5.4 (s1) 0"},
		{"answer/A.5.4/s1/A.5.4-2", "rating", `{"level":5}`, "rated A.5.4 (s1) question 2 5"},
		{"answer/A.5.4//A.5.4-2", "rating", `{"na":true,"reason":"no users"}`, "said that A.5.4 question 2 does not arise: “no users”"},
		{"answer/A.5.4//", "rating", `{"na":true,"reason":"no users"}`, "excluded A.5.4: “no users”"},
		{"answer/A.5.4//", "rating", `null`, "cleared the rating of A.5.4"},
		{"answer/A.5.4//", "rating", `"?"`, "rated A.5.4 in a way that cannot be read"},
		{"answer/A.5.4//", "rating", ``, "rated A.5.4, erased since"},
		{"answer/5.2//", "rating", `{"level":2,"basis":"5.2=3","by":"Bo","at":"2026-01-01T00:00:00Z","order":"a"}`, "kept what 5.2 has from the ISMS: 2, carried by ISMS 5.2"},
		{"baseline/A.5.9", "rating", `{"level":2,"carried":"2013: A.8.1.1"}`, "carried ISMS A.5.9 over from another edition: 2, from 2013: A.8.1.1"},
		{"answer/own//", "rating", `{"level":3}`, "rated X.1 3"},
		{"answer/own-gone//", "rating", `{"level":3}`, "rated X.2 3"},
		{"answer/5.2//", "note", `"seen"`, "wrote a note on 5.2: “seen”"},
		{"answer/5.2//", "note", `""`, "took the note of 5.2 away"},
		{"answer/5.2//", "note", ``, "wrote a note on 5.2, erased since"},
		{"answer/5.2//", "note", `"` + strings.Repeat("ä", 61) + `"`, "wrote a note on 5.2: “" + strings.Repeat("ä", 59) + "…”"},
		{"answer/5.2//", "note", `"{it} {v}"`, "wrote a note on 5.2: “{it} {v}”"},
		{"answer/5.2//", "flag", `true`, "flagged 5.2"},
		{"answer/5.2//", "flag", `false`, "took the flag off 5.2"},
		{"answer/5.2//", "declined", `true`, "put the draft for 5.2 away"},
		{"answer/5.2//", "due", `"2027-03-15"`, "set the due date of 5.2 to 15 Mar 2027"},
		{"answer/5.2//", "owner", `"Mia"`, "gave 5.2 to Mia"},
		{"answer/5.2//", "drivers", `"law contract"`, "said what 5.2 is needed for: law, contract"},
		{"answer/5.2//", "mood", `"x"`, "changed 5.2"},
		{"answer/5.2", "note", `"x"`, "changed answer/5.2"},
		{"baseline/A.5.9", "rating", `{"level":2}`, "rated ISMS A.5.9 2"},
		{"system/s2", "risk_class", `"high"`, "set the risk class of the AI system Chat to high"},
		{"system/s2", "in_scope", `true`, "took the AI system Chat into scope"},
		{"system/s2", "in_scope", `{"value":true,"by":"Bo","at":"2026-01-01T00:00:00Z","order":"a"}`, "took the AI system Chat into scope"},
		{"system/s2", "removed", `true`, "removed the AI system Chat"},
		{"system/s2", "removed", `false`, "brought the AI system Chat back"},
		{"control/two", "phase", `2`, "set the phase of own control X.3 to 2"},
		{"evidence/e", "seen_by", `"Ada"`, "saw the evidence “Policy”"},
		{"evidence/e", "seen_by", `"Bo"`, "recorded that Bo saw the evidence “Policy”"},
		{"evidence/e", "seen_by", `""`, "took back that the evidence “Policy” was seen"},
		{"evidence/e", "items", `["5.2","own","27001:A.5.9"]`, "linked the evidence “Policy” to 5.2, X.1, ISMS A.5.9"},
		{"finding/f", "closed", `true`, "closed the minor finding on 5.2"},
		{"finding/f", "closed_by", `"Ada"`, "set the closing name of the minor finding on 5.2 to Ada"},
		{"task/T1.1", "status", `"started"`, "started task T1.1"},
		{"task/5.2", "status", `"done"`, "finished the action on 5.2"},
		{"assessment", "archived", `true`, "archived the assessment"},
		{"assessment", "fte", `"2.5"`, "set the number of people in full-time equivalents to 2.5"},
		{"assessment", "one_owner", `"no"`, "answered “Are AI and security under one owner?” with no"},
		{"assessment", "start", `"2027-03-15"`, "set the start of the work to 15 Mar 2027"},
		{"assessment", "effort.own", `"3"`, "set the effort for X.1 to 3 person-days"},
		{"assessment", "scope", `null`, "took the scope away"},
		{"finding/gone", "closed", `true`, "closed a finding"},
		{"evidence/gone", "removed", `true`, "removed a piece of evidence"},
		{"system/gone", "removed", `true`, "removed an AI system"},
		{"evidence/e", "system", `"gone"`, "set the AI system of the evidence “Policy” to one that is not known here"},
		{"vote/v", "record", string(settled(at("5.2"), 3, "")), "settled 5.2 on 3"},
		{"vote/v2", "record", string(settled(at("A.5.4-2@s1"), 0, "")), "settled A.5.4 (s1) question 2 on 0"},
		{"vote/v", "record", `null`, "took back what was settled on 5.2"},
		{"vote/gone", "record", `null`, "took back what was settled on an item"},
		{"vote/v2", "record", `{}`, "settled an item on a level that cannot be read"},
	} {
		r := assess.Revision{ID: "r", Author: "Ada", Kind: assess.Do, Subject: assess.Subject(c.subject), Field: c.field, Value: json.RawMessage(c.value)}
		if got := describe(b.cat, b.a, r); got != c.want {
			t.Errorf("%s %s %s is %q; right is %q", c.subject, c.field, c.value, got, c.want)
		}
	}
	if got := assess.SubjectName(b.cat, b.a, assess.KindAssessment); got != "assessment" {
		t.Errorf("%q", got)
	}
}

// tell makes an act and gives how it is told, and how it is once it was taken back.
func (b *book) tell(changes []assess.Change, err error) (did, undone string) {
	b.t.Helper()
	was, from := b.a, len(b.log)
	b.do(changes, err)
	did = assess.Tell(b.cat, b.a, b.log[from:], was.FromState)
	var back []assess.Revision
	for _, r := range b.log[from:] {
		k, _ := assess.KindOf(r.Subject)
		v, _ := was.FromState(r)
		r.Kind, r.Value = assess.Undo, v
		if _, there := k.Of(was, r.Subject); k.Made && !there {
			r.Field, r.Value = assess.FieldRemoved, json.RawMessage("true")
		}
		back = append(back, r)
		if r.Field == assess.FieldRemoved {
			break
		}
	}
	undone = assess.Tell(b.cat, b.a, back, b.a.FromState)
	return did, undone
}

func TestAnActIsToldWholeAndSoIsWhatHoldsOnceItIsTakenBack(t *testing.T) {
	b := peopled(t)
	is := func(did, undone string) func(changes []assess.Change, err error) {
		return func(changes []assess.Change, err error) {
			t.Helper()
			gotDid, gotUndone := b.tell(changes, err)
			if gotDid != did || gotUndone != undone {
				t.Errorf("did     %q\nright   %q\nundone  %q\nright   %q", gotDid, did, gotUndone, undone)
			}
		}
	}
	is("rated 6.1.4 4", "6.1.4 has no rating again")(assess.Rate(b.cat, b.a, at("6.1.4"), 4, ""))
	is("rated 6.1.4 3", "6.1.4 is rated 4 again")(assess.Rate(b.cat, b.a, at("6.1.4"), 3, ""))
	is("cleared the rating of A.5.2", "A.5.2 is not applicable again")(assess.Clear(b.cat, b.a, at("A.5.2")))
	is("wrote a note on 6.1.4: “a”", "6.1.4 has no note again")(assess.Note(b.cat, b.a, at("6.1.4"), "a"))
	is("changed the note on 6.1.4: “b”", "the note on 6.1.4 is as it was")(assess.Note(b.cat, b.a, at("6.1.4"), "b"))
	is("took the note of 6.1.4 away", "the note on 6.1.4 is as it was")(assess.Note(b.cat, b.a, at("6.1.4"), ""))
	is("gave 6.1.4 to Ines Braun, due 15 Mar 2027", "6.1.4 has no owner again; 6.1.4 has no due date again")(
		assess.Assign(b.cat, b.a, at("6.1.4"), "Ines Braun", "2027-03-15"))
	is("took the owner of 6.1.4 away; set the due date of 6.1.4 to 16 Mar 2027", "the owner of 6.1.4 is Ines Braun again; the due date of 6.1.4 is 15 Mar 2027 again")(
		assess.Assign(b.cat, b.a, at("6.1.4"), "", "2027-03-16"))
	is("added the AI system Third", "the AI system Third is gone")(
		assess.PutSystem(b.a, assess.System{ID: "t", Name: "Third", Purpose: "x", Stage: "planned", RiskClass: "high", InScope: true}))
	is("renamed the AI system Third to Fourth", "the AI system Fourth has the name Third again")(
		assess.PutSystem(b.a, assess.System{ID: "t", Name: "Fourth", Purpose: "x", Stage: "planned", RiskClass: "high", InScope: true}))
	is("removed the AI system Fourth", "the AI system Fourth is back")(assess.RemoveSystem(b.a, "t"))
	is("added the evidence “Policy v3” on 5.2, A.5.2", "the evidence “Policy v3” is gone")(
		assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "p", What: "Policy v3", Items: []string{"5.2", "A.5.2"}}))
	is("saw the evidence “Policy v3” on 1 May 2026", "the evidence “Policy v3” is not seen yet again")(
		assess.SeeEvidence(b.cat, b.a, "p", "Ada", "2026-05-01"))
	is("recorded the major finding on 6.1.4: “No record.”", "the major finding on 6.1.4 is gone")(
		assess.PutFinding(b.cat, b.a, assess.Finding{ID: "m", Item: "6.1.4", Statement: "No record.", Grade: assess.GradeMajor}))
	is("closed the major finding on 6.1.4", "the major finding on 6.1.4 is open again")(
		assess.PutFinding(b.cat, b.a, assess.Finding{ID: "m", Item: "6.1.4", Statement: "No record.", Grade: assess.GradeMajor, Closed: true, ClosedBy: "Ada", ClosedOn: "2026-05-01"}))
	is("started the action on 5.2", "the status of the action on 5.2 follows from its items again")(
		assess.PutTask(b.cat, b.a, assess.TaskState{ID: "5.2"}.WithStatus(assess.TaskStarted, "2026-05-01")))
	is("set the target to 4", "the target is 3 again")(setTarget(b, "4"))
	did, _ := b.tell(assess.Create("Pilot", b.a.Profile))
	if did != "began the assessment Pilot" {
		t.Errorf("%q", did)
	}
}

func TestARatingTakenBackLeavesThatOfTheQuestions(t *testing.T) {
	b := open(t, small(t))
	it, _ := b.cat.Item("A.5.4")
	for _, q := range it.Questions {
		b.do(assess.Rate(b.cat, b.a, assess.Key{Item: it.ID, Question: q.ID}, 2, ""))
	}
	for at, want := range map[assess.Key]string{
		{Item: "A.5.4"}: "A.5.4 is rated by questions again",
		{Item: "A.5.2"}: "A.5.2 has no rating again",
	} {
		back := assess.Revision{Kind: assess.Undo, Subject: at.Subject(), Field: assess.FieldRating, Value: json.RawMessage("null")}
		if got := assess.Tell(b.cat, b.a, []assess.Revision{back}, b.a.FromState); got != want {
			t.Errorf("%q, right is %q", got, want)
		}
	}
}

func setTarget(b *book, level string) ([]assess.Change, error) {
	p, err := b.a.Profile.With("target", level)
	return assess.SetProfile(b.a, p), err
}

func TestAnActOfManyChangesIsToldInAFewGroups(t *testing.T) {
	b := peopled(t)
	var all []assess.Change
	for i := range 20 {
		s := assess.BaselineSubject(fmt.Sprintf("A.5.%d", i+1))
		all = append(all,
			assess.Change{Subject: s, Field: assess.FieldRating, Value: json.RawMessage(fmt.Sprintf(`{"level":%d}`, i%4))},
			assess.Change{Subject: s, Field: assess.FieldNote, Value: json.RawMessage(`"seen"`)})
	}
	all = append(all, assess.Change{Subject: "baseline/A.8.1", Field: assess.FieldRating, Value: json.RawMessage(`{"na":true,"reason":"none"}`)})
	all = append(all, assess.Change{Subject: "answer/5.2//", Field: assess.FieldFlag, Value: json.RawMessage(`true`)})
	all = append(all, assess.Change{Subject: "answer/5.2//", Field: assess.FieldOwner, Value: json.RawMessage(`"Mia"`)})
	did, _ := b.tell(all, nil)
	if want := "rated 20 items of the ISMS; wrote a note on 20 items of the ISMS: “seen”; excluded ISMS A.8.1: “none”; and 2 more changes"; did != want {
		t.Errorf("%q\nright is\n%q", did, want)
	}
	did, undone := b.tell([]assess.Change{
		{Subject: "answer/5.2//", Field: assess.FieldRating, Value: json.RawMessage(`{"level":3}`)},
		{Subject: "answer/A.5.2//", Field: assess.FieldRating, Value: json.RawMessage(`{"level":3}`)},
	}, nil)
	if did != "rated 5.2 and A.5.2 3" || undone != "5.2 has no rating again; A.5.2 is not applicable again" {
		t.Errorf("%q, %q", did, undone)
	}
}

func TestAVoteAndAnErasureTellTheRestOfTheirActs(t *testing.T) {
	b := peopled(t)
	did, undone := b.tell([]assess.Change{
		{Subject: at("6.1.4").Subject(), Field: assess.FieldRating, Value: json.RawMessage(`{"level":3}`)},
		{Subject: "vote/w", Field: assess.FieldRecord, Value: settled(at("6.1.4"), 3, "")},
	}, nil)
	if did != "settled 6.1.4 on 3" || undone != "6.1.4 has no rating again" {
		t.Errorf("%q, %q", did, undone)
	}
	e := assess.Erasure{ID: "x", Revisions: []string{"1", "2"}, Reason: "a name", By: "Ada", On: "2026-05-01"}
	did, _ = b.tell(append(e.Changes(), assess.Change{Subject: "answer/5.2//", Field: assess.FieldNote, Value: json.RawMessage("null")}), nil)
	if did != "erased the words of 2 entries, because “a name”" {
		t.Errorf("%q", did)
	}
}

func TestWhatStoodBeforeIsNeverGuessed(t *testing.T) {
	b := peopled(t)
	r := assess.Revision{ID: "2", Parent: "1", Subject: "answer/5.2//", Field: "note", Value: json.RawMessage(`"new"`)}
	for want, before := range map[string]*assess.Revision{
		"wrote the note on 5.2: “new”":   nil,
		"changed the note on 5.2: “new”": {ID: "1", Value: json.RawMessage(`"old"`)},
		"wrote a note on 5.2: “new”":     {ID: "1", Value: json.RawMessage(`null`)},
	} {
		known := map[string]*assess.Revision{}
		if before != nil {
			known["1"] = before
		}
		if got := assess.Tell(b.cat, b.a, []assess.Revision{r}, assess.FromParents(known)); got != want {
			t.Errorf("%q; right is %q", got, want)
		}
	}
}

// Every field of every kind of record has words for what is done to it and for
// what holds once that was taken back: a person never reads a name of the
// database, a yes or no of a program, or a place that was left open.
func TestEveryFieldOfEveryKindIsToldInWords(t *testing.T) {
	b := peopled(t)
	subjects := map[string]assess.Subject{
		"assessment": "assessment", "answer": "answer/5.2//", "baseline": "baseline/A.5.9", "system": "system/s2", "control": "control/two",
		"evidence": "evidence/e", "finding": "finding/f", "task": "task/5.2", "vote": "vote/v", "erasure": "erasure/x", "settlement": "settlement/x", "issued": "issued/i",
	}
	for _, k := range assess.Kinds() {
		_, fields, _ := k.Reader(assess.New(""))
		for _, f := range fields {
			name := f.Name
			if name == "effort" {
				name = "effort.5.2"
			}
			told := map[string]bool{}
			for _, kind := range []assess.ActKind{assess.Do, assess.Undo} {
				for _, v := range []string{valueFor(f), "null", ""} {
					r := assess.Revision{ID: "r", Parent: "p", Kind: kind, Subject: subjects[k.Name], Field: name, Value: json.RawMessage(v)}
					got := describe(b.cat, b.a, r)
					if v != "" {
						told[got] = true
					}
					if got == "" || strings.ContainsAny(got, "{}|_\"") || strings.Contains(got, "true") || strings.HasPrefix(got, "changed ") || got != strings.TrimSpace(got) {
						t.Errorf("%s %s %q of an act of kind %s reads %q", k.Name, f.Name, v, kind, got)
					}
				}
			}
			if len(told) != 4 {
				t.Errorf("%s %s: set, taken away, and both taken back read alike: %v", k.Name, f.Name, told)
			}
		}
	}
}

// valueFor is something that a field can say.
func valueFor(f assess.Field) string {
	if f.Refers == assess.ASystem {
		return `"s2"`
	}
	switch f.At.(type) {
	case *bool:
		return "true"
	case *assess.Rating:
		return `{"level":2}`
	case *assess.VoteRecord:
		return `{"item":"5.2","level":2}`
	case *[]string:
		return `["5.2"]`
	case *int, *float64:
		return "2"
	}
	return `"2027-03-15"`
}

func TestManyRecordsAreToldByTheirRegisters(t *testing.T) {
	made := func(kinds ...string) string {
		var said []assess.Revision
		for i, kind := range kinds {
			subject := assess.RecordSubject(assess.KindRecord, fmt.Sprintf("%s/r%d", kind, i))
			said = append(said, assess.Revision{ID: fmt.Sprintf("r%d", i), Subject: subject, Field: assess.FieldNumber, Value: json.RawMessage(fmt.Sprint(i + 1)), Kind: assess.Do})
		}
		return assess.Tell(catalog.Shipped(), assess.New("a"), said, assess.FromParents(nil))
	}
	for _, c := range []struct {
		kinds []string
		want  string
	}{
		{[]string{"term", "term", "term", "term"}, "added 4 records of the register “Vocabulary”"},
		{[]string{"document", "principle", "principle", "principle"}, "added 4 records of the registers “Documents” and “Principles”"},
		{[]string{"mine", "mine", "mine", "mine"}, "added 4 records of the register “mine”"},
		{[]string{"term", "role", "risk", "change"}, "added 4 records"},
	} {
		if got := made(c.kinds...); got != c.want {
			t.Errorf("it is told as %q; %q is right", got, c.want)
		}
	}
}

func TestWhereARegisterIsKeptElsewhereIsToldInOneSentence(t *testing.T) {
	subject := assess.RecordSubject(assess.KindRecord, assess.KindElsewhere+"/role")
	said := func(fields ...string) []assess.Revision {
		var all []assess.Revision
		for i := 0; i < len(fields); i += 2 {
			value, _ := json.Marshal(fields[i+1])
			all = append(all, assess.Revision{ID: fmt.Sprintf("r%d", i), Subject: subject, Field: fields[i], Value: value, Kind: assess.Do})
		}
		return all
	}
	for _, c := range []struct {
		said []assess.Revision
		want string
	}{
		{said("by", "Ines", "checked", "2026-08-27", "where", "Wiki"), "said that the register “Roles and responsibilities” is kept elsewhere in Wiki, where Ines looked on 27 Aug 2026"},
		{said("checked", "2026-09-01"), "set the day of the last look elsewhere of the register “Roles and responsibilities” to 1 Sep 2026"},
		{said("by", "", "checked", "", "where", ""), "said that the register “Roles and responsibilities” is kept here"},
	} {
		if got := assess.Tell(catalog.Shipped(), assess.New("a"), c.said, assess.FromParents(nil)); got != c.want {
			t.Errorf("it is told as %q; %q is right", got, c.want)
		}
	}
}

package assess_test

import (
	"errors"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// stocked is an assessment in which there is something to refuse against: s1 in
// scope, s2 not, s3 removed; 5.2-1 rated 1; A.5.2 excluded; an own control, a
// finding and a piece of evidence, of each one that stands and one removed.
func stocked(t reporter, b *book) {
	t.Helper()
	b.systems("s1", "s3")
	b.do(assess.PutSystem(b.a, assess.System{ID: "s2", Name: "Chat"}))
	b.do(assess.RemoveSystem(b.a, "s3"))
	b.rate("5.2-1", 1)
	b.exclude("A.5.2")
	for _, id := range []string{"own", "own-gone"} {
		b.do(assess.PutControl(b.a, assess.OwnControl{ID: id, Title: "Red team"}))
	}
	for _, id := range []string{"f", "f-gone"} {
		b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: id, Item: "5.2", Statement: "No record.", Grade: assess.GradeMinor}))
	}
	for _, id := range []string{"e", "e-gone"} {
		b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id, What: "Policy", Items: []string{"5.2"}}))
	}
	b.do(assess.RemoveControl(b.a, "own-gone"))
	b.do(assess.RemoveFinding(b.a, "f-gone"))
	b.do(assess.RemoveEvidence(b.a, "e-gone"))
}

var (
	long    = strings.Repeat("x", assess.MaxLine+1)
	longer  = strings.Repeat("ä", assess.MaxNote+1)
	reason  = assess.Exclusion{Reason: "none here"}
	finding = assess.Finding{ID: "f9", Item: "5.2", Statement: "No record.", Grade: assess.GradeMinor}
	proof   = assess.Evidence{ID: "e9", What: "Policy", Items: []string{"5.2"}}
)

// with changes a copy of a record.
func with[T any](t T, change func(*T)) T {
	change(&t)
	return t
}

func TestEveryRefusalSaysWhatIsWrong(t *testing.T) {
	type act = func(b *book) ([]assess.Change, error)
	rate := func(place string, level int, why string) act {
		return func(b *book) ([]assess.Change, error) { return assess.Rate(b.cat, b.a, at(place), level, why) }
	}
	exclude := func(place string, x assess.Exclusion) act {
		return func(b *book) ([]assess.Change, error) { return assess.Exclude(b.cat, b.a, at(place), x) }
	}
	system := func(s assess.System) act {
		return func(b *book) ([]assess.Change, error) { return assess.PutSystem(b.a, s) }
	}
	found := func(change func(*assess.Finding)) act {
		return func(b *book) ([]assess.Change, error) {
			return assess.PutFinding(b.cat, b.a, with(finding, change))
		}
	}
	shown := func(change func(*assess.Evidence)) act {
		return func(b *book) ([]assess.Change, error) {
			return assess.PutEvidence(b.cat, b.a, with(proof, change))
		}
	}
	control := func(c assess.OwnControl) act {
		return func(b *book) ([]assess.Change, error) { return assess.PutControl(b.a, c) }
	}
	for _, c := range []struct {
		name     string
		act      act
		sentence string
	}{
		{"create without a name", func(*book) ([]assess.Change, error) { return assess.Create(" ", assess.DefaultProfile()) }, "an assessment needs a name"},
		{"create with two lines", func(*book) ([]assess.Change, error) { return assess.Create("a\nb", assess.DefaultProfile()) }, "the name has more than one line; put it on one"},
		{"rename to nothing", func(b *book) ([]assess.Change, error) { return assess.Rename(b.a, "") }, "an assessment needs a name"},
		{"rename too long", func(b *book) ([]assess.Change, error) { return assess.Rename(b.a, long) }, "the name has 201 characters; at most 200 can be kept"},

		{"rate an unknown item", rate("9.9", 3, ""), "there is no item 9.9; items are numbered as in the standard, like 6.1.4, A.5.2 or X.1"},
		{"rate a removed own control", func(b *book) ([]assess.Change, error) {
			return assess.Rate(b.cat, b.a, assess.Key{Item: "own-gone"}, 3, "")
		}, "there is no item own-gone"},
		{"rate an unknown question", rate("6.1.4-9", 3, ""), "6.1.4 has no question 6.1.4-9; it has 3"},
		{"rate a question by its place alone", func(b *book) ([]assess.Change, error) {
			return assess.Rate(b.cat, b.a, assess.Key{Item: "6.1.4", Question: "1"}, 3, "")
		}, "6.1.4 has no question 1; it has 3"},
		{"rate for an unknown system", rate("A.5.4@nobody", 3, ""), `the inventory has no AI system "nobody"`},
		{"rate for a removed system", rate("A.5.4@s3", 3, ""), `the inventory has no AI system "s3"`},
		{"rate for a system out of scope", rate("A.5.4@s2", 3, ""), "Chat is out of scope; take it into scope before it is rated"},
		{"rate an organisation item for a system", rate("6.1.4@s1", 3, ""), "6.1.4 is about the organisation, so it has one answer for all AI systems; leave the system out"},
		{"rate below 0", rate("6.1.4", -1, ""), "-1 is no rating; ratings are 0 to 5"},
		{"rate above 5", rate("6.1.4", 6, ""), "6 is no rating; ratings are 0 to 5"},
		{"rate with an endless reason", rate("6.1.4", 3, longer), "the reason has 20001 characters; at most 20000 can be kept"},
		{"rate with a NUL", rate("6.1.4", 3, "a\x00b"), "the reason holds a NUL character; take it out"},
		{"rate with bytes that are no text", rate("6.1.4", 3, "a\xffb"), "the reason is not valid UTF-8; save the text as UTF-8 and try again"},
		{"rate above the questions without a reason", rate("5.2", 2, " "), "5.2 rated 2 stands above its lowest question, which is 1; give the reason for the override"},
		{"rate a question of an excluded item", rate("A.5.2-1", 3, ""), "A.5.2 is not applicable; clear that before its questions are rated"},

		{"exclude a clause item", exclude("6.1.4", reason), "6.1.4 can't be excluded: every requirement of clauses 4 to 10 applies"},
		{"exclude a clause item, even without a reason", exclude("5.2", assess.Exclusion{}), "5.2 can't be excluded"},
		{"exclude without a reason", exclude("A.5.4", assess.Exclusion{Reason: " \n"}), "A.5.4 can't be excluded without a justification; say why it does not apply"},
		{"exclude for one system without a reason", exclude("A.5.4@s1", assess.Exclusion{}), "A.5.4 can't be excluded without a justification"},
		{"exclude an own control without a reason", func(b *book) ([]assess.Change, error) {
			return assess.Exclude(b.cat, b.a, assess.Key{Item: "own"}, assess.Exclusion{})
		}, "X.1 can't be excluded without a justification"},
		{"exclude with an endless reason", exclude("A.5.4", assess.Exclusion{Reason: longer}), "the justification has 20001 characters"},
		{"exclude with an endless risk", exclude("A.5.4", assess.Exclusion{Reason: "x", Risk: longer}), "the risk has 20001 characters"},
		{"exclude with a long approver", exclude("A.5.4", assess.Exclusion{Reason: "x", ApprovedBy: long}), "the approver has 201 characters"},
		{"exclude with no date", exclude("A.5.4", assess.Exclusion{Reason: "x", ApprovedOn: "31.12.2026"}), `the day of approval "31.12.2026" is no date; write it as 2026-12-31`},
		{"exclude an unknown item", exclude("9.9", reason), "there is no item 9.9"},
		{"set a question aside without a reason", exclude("6.1.4-1", assess.Exclusion{}), "question 6.1.4-1 can't be excluded without a justification"},
		{"set a question of an excluded item aside", exclude("A.5.2-1", reason), "A.5.2 is not applicable; clear that before its questions are judged"},

		{"clear an unknown item", func(b *book) ([]assess.Change, error) { return assess.Clear(b.cat, b.a, at("9.9")) }, "there is no item 9.9"},
		{"note an unknown item", func(b *book) ([]assess.Change, error) { return assess.Note(b.cat, b.a, at("9.9"), "") }, "there is no item 9.9"},
		{"an endless note", func(b *book) ([]assess.Change, error) { return assess.Note(b.cat, b.a, at("5.2"), longer) }, "the note has 20001 characters; at most 20000 can be kept"},
		{"assign an unknown item", func(b *book) ([]assess.Change, error) { return assess.Assign(b.cat, b.a, at("9.9"), "", "") }, "there is no item 9.9"},
		{"assign a question", func(b *book) ([]assess.Change, error) { return assess.Assign(b.cat, b.a, at("5.2-1"), "Ada", "") }, "an owner and a due date belong to the item, not to one of its questions"},
		{"assign two lines", func(b *book) ([]assess.Change, error) { return assess.Assign(b.cat, b.a, at("5.2"), "Ada\u2028Bo", "") }, "the owner has more than one line; put it on one"},
		{"assign no date", func(b *book) ([]assess.Change, error) {
			return assess.Assign(b.cat, b.a, at("5.2"), "", "2026-02-30")
		}, `the due date "2026-02-30" is no date`},
		{"flag an unknown item", func(b *book) ([]assess.Change, error) { return assess.Flag(b.cat, b.a, at("9.9"), true) }, "there is no item 9.9"},
		{"flag a question", func(b *book) ([]assess.Change, error) { return assess.Flag(b.cat, b.a, at("5.2-1"), true) }, "a flag belongs to the item, not to one of its questions"},

		{"rate an unknown baseline item", func(b *book) ([]assess.Change, error) { return assess.RateBaseline(b.cat, b.a, "A.9.9", 3) }, "ISO/IEC 27001 has no A.9.9; clauses are written 6.1.2, controls A.5.9"},
		{"rate a baseline item 6", func(b *book) ([]assess.Change, error) { return assess.RateBaseline(b.cat, b.a, "A.5.9", 6) }, "6 is no rating; ratings are 0 to 5"},
		{"exclude an unknown baseline item", func(b *book) ([]assess.Change, error) {
			return assess.ExcludeBaseline(b.cat, b.a, "A.9.9", reason)
		}, "ISO/IEC 27001 has no A.9.9"},
		{"exclude a baseline clause", func(b *book) ([]assess.Change, error) { return assess.ExcludeBaseline(b.cat, b.a, "5.2", reason) }, "5.2 can't be excluded: every requirement of clauses 4 to 10 applies"},
		{"exclude a baseline control without a reason", func(b *book) ([]assess.Change, error) {
			return assess.ExcludeBaseline(b.cat, b.a, "A.5.9", assess.Exclusion{})
		}, "A.5.9 can't be excluded without a justification"},
		{"clear an unknown baseline item", func(b *book) ([]assess.Change, error) { return assess.ClearBaseline(b.cat, b.a, "A.9.9") }, "ISO/IEC 27001 has no A.9.9"},
		{"note an unknown baseline item", func(b *book) ([]assess.Change, error) { return assess.NoteBaseline(b.cat, b.a, "A.9.9", "") }, "ISO/IEC 27001 has no A.9.9"},
		{"an endless baseline note", func(b *book) ([]assess.Change, error) { return assess.NoteBaseline(b.cat, b.a, "A.5.9", longer) }, "the note has 20001 characters"},

		{"a system without a name", system(assess.System{ID: "s9"}), "an AI system needs a name"},
		{"a system of a name there is", system(assess.System{ID: "s9", Name: "Chat"}), `the inventory has an AI system named "Chat" already`},
		{"a system with a long name", system(assess.System{ID: "s9", Name: long}), "the name of the system has 201 characters"},
		{"a system with an endless purpose", system(assess.System{ID: "s9", Name: "x", Purpose: longer}), "the purpose has 20001 characters"},
		{"a system with a long owner", system(assess.System{ID: "s9", Name: "x", Owner: long}), "the owner has 201 characters"},
		{"a system of an unknown stage", system(assess.System{ID: "s9", Name: "x", Stage: "live"}), `the stage "live" is not known; it is planned, in development, in operation or retired`},
		{"a system of an unknown class", system(assess.System{ID: "s9", Name: "x", RiskClass: "mild"}), `the risk class "mild" is not known; it is unknown, minimal, limited, high or prohibited`},
		{"a system with an unknown role", system(assess.System{ID: "s9", Name: "x", Roles: []string{"user", "owner"}}), `the role "owner" is not known; it is provider, developer or user`},
		{"remove an unknown system", func(b *book) ([]assess.Change, error) { return assess.RemoveSystem(b.a, "nobody") }, `the inventory has no AI system "nobody"`},
		{"remove a system twice", func(b *book) ([]assess.Change, error) { return assess.RemoveSystem(b.a, "s3") }, `the inventory has no AI system "s3"`},

		{"evidence of nothing", shown(func(e *assess.Evidence) { e.What = " " }), "evidence needs a word on what it is"},
		{"evidence for nothing", shown(func(e *assess.Evidence) { e.Items = nil }), "evidence serves at least one item; name one"},
		{"evidence for an unknown item", shown(func(e *assess.Evidence) { e.Items = []string{"5.2", "9.9"} }), "there is no item 9.9"},
		{"evidence about an unknown system", shown(func(e *assess.Evidence) { e.System = "nobody" }), `the inventory has no AI system "nobody"`},
		{"evidence of an unknown kind", shown(func(e *assess.Evidence) { e.Kind = "rumour" }), `the kind of evidence "rumour" is not known; it is document, record, interview, observation or demonstration`},
		{"endless evidence", shown(func(e *assess.Evidence) { e.What = longer }), "the evidence has 20001 characters"},
		{"evidence in a long version", shown(func(e *assess.Evidence) { e.Version = long }), "the version has 201 characters"},
		{"evidence in an endless place", shown(func(e *assess.Evidence) { e.Place = longer }), "the place has 20001 characters"},
		{"evidence of no date", shown(func(e *assess.Evidence) { e.Date = "1969-12-31" }), `the date of the evidence "1969-12-31" is no date`},
		{"evidence seen by a long name", shown(func(e *assess.Evidence) { e.SeenBy = long }), "the name of who saw it has 201 characters"},
		{"evidence at a long site", shown(func(e *assess.Evidence) { e.Site = long }), "the site has 201 characters"},
		{"remove evidence twice", func(b *book) ([]assess.Change, error) { return assess.RemoveEvidence(b.a, "e-gone") }, "there is no such evidence any more"},
		{"remove unknown evidence", func(b *book) ([]assess.Change, error) { return assess.RemoveEvidence(b.a, "nobody") }, "there is no such evidence any more"},

		{"a finding of nothing", found(func(f *assess.Finding) { f.Statement = "" }), "a finding needs a statement of what was found"},
		{"a finding on an unknown item", found(func(f *assess.Finding) { f.Item = "9.9" }), "there is no item 9.9"},
		{"a finding on no item", found(func(f *assess.Finding) { f.Item = "" }), "there is no item"},
		{"a finding on a system an item is not about", found(func(f *assess.Finding) { f.System = "s1" }), "5.2 is about the organisation"},
		{"a finding closed by nobody", found(func(f *assess.Finding) { f.Closed = true }), "a closed finding names who closed it"},
		{"a finding of no grade", found(func(f *assess.Finding) { f.Grade = "" }), `the grade "" is not known; it is major, minor, opportunity or note`},
		{"an endless finding", found(func(f *assess.Finding) { f.Statement = longer }), "the statement has 20001 characters"},
		{"a finding closed by a long name", found(func(f *assess.Finding) { f.Closed, f.ClosedBy = true, long }), "the name of who closed it has 201 characters"},
		{"a finding closed on no date", found(func(f *assess.Finding) { f.Closed, f.ClosedBy, f.ClosedOn = true, "Ada", "2200-01-01" }), `the day it was closed "2200-01-01" is no date`},
		{"remove a finding twice", func(b *book) ([]assess.Change, error) { return assess.RemoveFinding(b.a, "f-gone") }, "there is no such finding any more"},
		{"remove an unknown finding", func(b *book) ([]assess.Change, error) { return assess.RemoveFinding(b.a, "nobody") }, "there is no such finding any more"},

		{"an own control without a title", control(assess.OwnControl{ID: "own-9"}), "an own control needs a title"},
		{"an own control in phase 5", control(assess.OwnControl{ID: "own-9", Title: "x", Phase: 5}), "phase is 5; the phases are 1 to 4"},
		{"an own control of less than no days", control(assess.OwnControl{ID: "own-9", Title: "x", Days: -1}), "days is -1; more than 0 and at most 1000 is right"},
		{"an own control of too many days", control(assess.OwnControl{ID: "own-9", Title: "x", Days: 1001}), "days is 1001; more than 0 and at most 1000 is right"},
		{"an own control with a long title", control(assess.OwnControl{ID: "own-9", Title: long}), "the title has 201 characters"},
		{"an own control with an endless source", control(assess.OwnControl{ID: "own-9", Title: "x", Source: longer}), "the source has 20001 characters"},
		{"an own control with an endless risk", control(assess.OwnControl{ID: "own-9", Title: "x", Risk: longer}), "the risk has 20001 characters"},
		{"remove a control twice", func(b *book) ([]assess.Change, error) { return assess.RemoveControl(b.a, "own-gone") }, "there is no such control of your own"},
		{"remove an unknown control", func(b *book) ([]assess.Change, error) { return assess.RemoveControl(b.a, "nobody") }, "there is no such control of your own"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, small(t))
			stocked(t, b)
			changes, err := c.act(b)
			refused(t, changes, err, c.sentence)
		})
	}
}

func TestTheLastRequirementQuestionAlwaysArises(t *testing.T) {
	b := open(t, small(t))
	b.exclude("5.2-1")
	b.exclude("5.2-3") // a maturity question may go any time
	changes, err := assess.Exclude(b.cat, b.a, at("5.2-2"), reason)
	refused(t, changes, err, "5.2-2 is the last requirement question of 5.2, so it always arises; rate it")
	b.clear("5.2-1")
	b.exclude("5.2-2")
	changes, err = assess.Exclude(b.cat, b.a, at("5.2-1"), reason)
	refused(t, changes, err, "5.2-1 is the last requirement question of 5.2")
}

func TestTheRefusedOverrideCanBeRecognised(t *testing.T) {
	b := open(t, small(t))
	b.rate("5.2-1", 1)
	_, err := assess.Rate(b.cat, b.a, at("5.2"), 4, "")
	var needs *assess.NeedsReason
	if !errors.As(err, &needs) || *needs != (assess.NeedsReason{Item: "5.2", Level: 4, Lowest: 1}) {
		t.Fatalf("%v", err)
	}
	b.do(assess.Rate(b.cat, b.a, at("5.2"), 4, "records were at the other site"))
	if st := b.stand("5.2"); !st.Override || st.Level != 4 {
		t.Errorf("%+v", st)
	}
	b.do(assess.Rate(b.cat, b.a, at("5.2"), 1, ""))
}

func TestAnActThatChangesNothingHasNoChanges(t *testing.T) {
	b := open(t, small(t))
	stocked(t, b)
	b.do(assess.Rename(b.a, "Name"))
	b.do(assess.Note(b.cat, b.a, at("5.2"), "seen"))
	b.do(assess.Assign(b.cat, b.a, at("5.2"), "Ada", "2026-05-01"))
	b.do(assess.NoteBaseline(b.cat, b.a, "A.5.9", "seen"))
	system, _ := b.a.System("s1")
	control, _ := b.a.Control("own")
	evidence, _ := b.a.EvidenceByID("e")
	finding, _ := b.a.Finding("f")
	for name, act := range map[string]func() ([]assess.Change, error){
		"rename":         func() ([]assess.Change, error) { return assess.Rename(b.a, "Name") },
		"archive":        func() ([]assess.Change, error) { return assess.Archive(b.a, false), nil },
		"profile":        func() ([]assess.Change, error) { return assess.SetProfile(b.a, b.a.Profile), nil },
		"clear":          func() ([]assess.Change, error) { return assess.Clear(b.cat, b.a, at("6.1.4")) },
		"note":           func() ([]assess.Change, error) { return assess.Note(b.cat, b.a, at("5.2"), "seen") },
		"assign":         func() ([]assess.Change, error) { return assess.Assign(b.cat, b.a, at("5.2"), "Ada", "2026-05-01") },
		"flag":           func() ([]assess.Change, error) { return assess.Flag(b.cat, b.a, at("5.2"), false) },
		"clear baseline": func() ([]assess.Change, error) { return assess.ClearBaseline(b.cat, b.a, "A.5.9") },
		"note baseline":  func() ([]assess.Change, error) { return assess.NoteBaseline(b.cat, b.a, "A.5.9", "seen") },
		"system":         func() ([]assess.Change, error) { return assess.PutSystem(b.a, system) },
		"control":        func() ([]assess.Change, error) { return assess.PutControl(b.a, control) },
		"evidence":       func() ([]assess.Change, error) { return assess.PutEvidence(b.cat, b.a, evidence) },
		"finding":        func() ([]assess.Change, error) { return assess.PutFinding(b.cat, b.a, finding) },
	} {
		if changes, err := act(); err != nil || len(changes) != 0 {
			t.Errorf("%s: %d changes, %v", name, len(changes), err)
		}
	}
	if changes, err := assess.Rate(b.cat, b.a, at("5.2-1"), 1, "seen"); err != nil || len(changes) != 1 {
		t.Errorf("a rating made again is newer than the one before: %d changes, %v", len(changes), err)
	}
}

// Two copies that work apart give the same number; neither is given another when
// they meet.
func TestOwnControlsOfOneNumberAreToldApartByALetter(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "one", Title: "Red team"}))
	here, err := assess.PutControl(b.a, assess.OwnControl{ID: "here", Title: "Watermark"})
	there, wrong := assess.PutControl(b.a, assess.OwnControl{ID: "there", Title: "Kill switch"})
	if err != nil || wrong != nil {
		t.Fatal(err, wrong)
	}
	b.do(append(there, here...), nil)
	for typed, id := range map[string]string{"X.1": "one", "X.2a": "here", "x2b": "there"} {
		if it, ok := assess.FindItem(b.cat, b.a, typed); !ok || it.ID != id {
			t.Errorf("%s is found as %+v; it is %s", typed, it, id)
		}
	}
	if it, ok := assess.FindItem(b.cat, b.a, "X.2"); ok {
		t.Errorf("X.2 names two and is found as %s", it.ID)
	}
}

func TestOwnControlsAreNumberedForLife(t *testing.T) {
	b := open(t, small(t))
	number := func(id string) string {
		c, _ := b.a.Control(id)
		return b.a.OwnNumber(c)
	}
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "one", Title: "Red team"}))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "two", Title: "Kill switch"}))
	b.do(assess.RemoveControl(b.a, "two"))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "zhree", Title: "Watermark", Number: 77}))
	if got := number("one") + " " + number("two") + " " + number("zhree"); got != "X.1 X.2 X.3" {
		t.Errorf("%s; a number is never given twice", got)
	}
	c, _ := b.a.Control("one")
	if c.Phase != 3 || c.Days != 5 {
		t.Errorf("phase %d, %g days; 3 and 5 where nothing is said", c.Phase, c.Days)
	}
	it, ok := assess.FindItem(b.cat, b.a, "x 3")
	if !ok || it.ID != "zhree" || it.Number != "X.3" || !it.Excludable() {
		t.Errorf("x 3 finds %+v", it)
	}
	if it, ok := assess.FindItem(b.cat, b.a, "x.2"); ok {
		t.Errorf("the removed X.2 is found: %+v", it)
	}
	if it, ok := assess.FindItem(b.cat, b.a, "a52"); !ok || it.ID != "A.5.2" {
		t.Errorf("a52 finds %+v", it)
	}
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "two", Title: "Kill switch"}))
	if _, ok := assess.FindItem(b.cat, b.a, "x2"); !ok {
		t.Error("X.2 does not come back under its number")
	}
}

func TestARemovedSystemComesBackWithItsAnswers(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	b.rate("A.5.4@s1", 2)
	b.do(assess.RemoveSystem(b.a, "s1"))
	if len(b.a.ActiveSystems()) != 0 {
		t.Fatal("the system is still there")
	}
	b.systems("s1")
	if got := word(b.stand("A.5.4")); got != "rated 2, 1 of 1" {
		t.Errorf("it is %s", got)
	}
}

func TestTheNameOfARemovedSystemIsFree(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	b.do(assess.RemoveSystem(b.a, "s1"))
	b.do(assess.PutSystem(b.a, assess.System{ID: "s2", Name: "s1"}))
}

func TestRolesAreKeptInOneOrderEachOnce(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutSystem(b.a, assess.System{ID: "s1", Name: "Chat", Roles: []string{"user", "provider", "user"}}))
	if s, _ := b.a.System("s1"); len(s.Roles) != 2 || s.Roles[0] != "provider" || s.Roles[1] != "user" {
		t.Errorf("%q", s.Roles)
	}
}

func TestAFindingOnWhatHasGoneSinceCanStillBeClosed(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Item: "A.5.4", System: "s1", Statement: "No record.", Grade: assess.GradeMajor}))
	b.do(assess.RemoveSystem(b.a, "s1"))
	f, _ := b.a.Finding("f")
	f.Closed, f.ClosedBy, f.ClosedOn = true, "Ada", "2026-05-01"
	b.do(assess.PutFinding(b.cat, b.a, f))
	if f, _ := b.a.Finding("f"); f.OpenNonconformity() || len(b.a.FindingsOn("A.5.4")) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestAFindingOpenedAgainForgetsWhoClosedIt(t *testing.T) {
	b := open(t, small(t))
	f := with(finding, func(f *assess.Finding) { f.Closed, f.ClosedBy, f.ClosedOn = true, "Ada", "2026-05-01" })
	b.do(assess.PutFinding(b.cat, b.a, f))
	f.Closed = false
	b.do(assess.PutFinding(b.cat, b.a, f))
	if f, _ := b.a.Finding(f.ID); f.ClosedBy != "" || f.ClosedOn != "" || !f.OpenNonconformity() {
		t.Errorf("%+v", f)
	}
}

func TestEvidenceAboutWhatHasGoneSinceCanStillBeSeen(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own", Title: "Red team"}))
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e", What: "Report", System: "s1", Items: []string{"A.5.4", "own", "own"}}))
	b.do(assess.RemoveSystem(b.a, "s1"))
	b.do(assess.RemoveControl(b.a, "own"))
	e, _ := b.a.EvidenceByID("e")
	if len(e.Items) != 2 || e.Kind != "document" {
		t.Fatalf("it serves %q as %s; each item is named once, and a document is usual", e.Items, e.Kind)
	}
	e.SeenBy = "Ada"
	b.do(assess.PutEvidence(b.cat, b.a, e))
	if for54 := b.a.EvidenceFor("A.5.4"); len(for54) != 1 || for54[0].SeenBy != "Ada" {
		t.Errorf("%+v", for54)
	}
}

func TestBaselineAnswers(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.RateBaseline(b.cat, b.a, "A.5.9", 4))
	b.do(assess.NoteBaseline(b.cat, b.a, "A.5.9", "seen"))
	if x := b.a.Baseline["A.5.9"]; !x.Rating.Is(assess.Rated) || x.Rating.Level != 4 || x.Note != "seen" {
		t.Errorf("%+v", x)
	}
	b.do(assess.ExcludeBaseline(b.cat, b.a, "A.5.9", reason))
	if x := b.a.Baseline["A.5.9"]; !x.Rating.Is(assess.NA) || x.Rating.Reason != "none here" {
		t.Errorf("%+v", x)
	}
	b.do(assess.ClearBaseline(b.cat, b.a, "A.5.9"))
	b.do(assess.NoteBaseline(b.cat, b.a, "A.5.9", ""))
	if len(b.a.Baseline) != 0 {
		t.Errorf("%+v", b.a.Baseline)
	}
}

func TestTextsAreKeptToTheLastCharacter(t *testing.T) {
	b := open(t, small(t))
	note := strings.Repeat("ä", assess.MaxNote-4) + "\t\x1b\u202e\n"
	b.do(assess.Note(b.cat, b.a, at("5.2"), note))
	b.do(assess.Assign(b.cat, b.a, at("5.2"), strings.Repeat("ä", assess.MaxLine), "1970-01-01"))
	b.do(assess.Flag(b.cat, b.a, at("5.2"), true))
	x := b.a.Answer(at("5.2"))
	if x.Note != note || len([]rune(x.Owner)) != assess.MaxLine || x.Due != "1970-01-01" || !x.Flag {
		t.Error("what was typed is not what is kept")
	}
}

func TestTwoTextsOfOneFieldAreBothKept(t *testing.T) {
	for _, c := range []struct{ began, edited, now, want string }{
		{"a", "b", "a", "b"},
		{"", "b", "", "b"},
		{"a", "b", "c", "b\n\nc"},
		{"a", "b\n", "c", "b\n\nc"},
		{"a", "", "c", "c"},
		{"a", "b", "", "b"},
		{"a", "b and c", "c", "b and c"},
		{"a", "c", "c", "c"},
	} {
		if got := assess.Both(c.began, c.edited, c.now); got != c.want {
			t.Errorf("%q edited to %q beside %q is %q", c.began, c.edited, c.now, got)
		}
	}
}

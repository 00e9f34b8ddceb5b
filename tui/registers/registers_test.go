package registers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/registers"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// shelf is an assessment with records, and the stage on which its registers stand.
type shelf struct {
	*screentest.Stage
	t  *testing.T
	s  *screen.Session
	id string
}

// stand opens the registers of an assessment with an AI system, a method, criteria
// and four risks.
func stand(t *testing.T) *shelf {
	t.Helper()
	s, _ := screentest.Session(t)
	sh := &shelf{t: t, s: s, id: screentest.Empty(t, s, "First", "Nordwind")}
	screentest.Do(t, s, sh.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: "sys1", Name: "Siebwerk", Stage: "in operation", InScope: true, Owner: "Jule Sand"})
	})
	sh.put("risk-criteria", "title=Fairness", "limit=medium", "accepts=Board")
	sh.put("risk", "title=Results differ by group", "kind=threat", "category=Fairness", "likelihood=4", "individuals=4", "owner=Kasia", "due=2026-11-02", "systems=Siebwerk", "to_come=A.5.4")
	sh.put("risk", "title=The vendor changes the model", "kind=threat", "category=Fairness", "likelihood=2", "organisation=2", "owner=Ines Brandt")
	sh.put("risk", "title=Private details come out", "kind=threat")
	sh.put("risk", "title=Faster answers", "kind=opportunity", "benefit=An hour a day")
	sh.Stage = screentest.Open(t, s, registers.New(s), sh.id)
	return sh
}

// put makes a record of fields as "name=text"; fields that its kind lacks are passed
// over.
func (sh *shelf) put(kind string, fields ...string) string {
	sh.t.Helper()
	id := sh.s.DB.NewID()
	k, known := sh.s.Catalog.Register(kind)
	if !known {
		sh.t.Fatalf("there is no register %s", kind)
	}
	said := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		if _, has := k.Field(name); has || name == "parent" {
			said[name] = text
		}
	}
	sh.do(func(c register.Case) ([]assess.Change, error) { return register.Put(c, kind, id, said) })
	return id
}

// do saves an act on records behind the screen's back.
func (sh *shelf) do(decide func(register.Case) ([]assess.Change, error)) {
	sh.t.Helper()
	_, err := sh.s.DB.DoRecords(sh.t.Context(), sh.s.Actor, sh.id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return decide(register.Case{Catalog: sh.s.Catalog, Assessment: a, Book: b, Today: sh.s.Now()})
	})
	if err != nil {
		sh.t.Fatal(err)
	}
}

// at goes to a record, or among the kinds to one of them.
func (sh *shelf) at(kind string, keys ...string) *shelf {
	sh.t.Helper()
	sh.Send(screen.Go{Route: screen.Registers, Place: screen.Place{Record: kind}})
	if !strings.Contains(kind, "/") {
		sh.Press("left")
	}
	sh.Press(keys...)
	return sh
}

// Press is that of the stage.
func (sh *shelf) Press(keys ...string) *shelf {
	sh.t.Helper()
	sh.Stage.Press(keys...)
	return sh
}

// Shows is that of the stage.
func (sh *shelf) Shows(texts ...string) *shelf {
	sh.t.Helper()
	sh.Stage.Shows(texts...)
	return sh
}

// Hides is that of the stage.
func (sh *shelf) Hides(texts ...string) *shelf {
	sh.t.Helper()
	sh.Stage.Hides(texts...)
	return sh
}

// to moves the cursor down to a line that has a text.
func (sh *shelf) to(text string) *shelf {
	sh.t.Helper()
	for range 60 {
		for line := range strings.Lines(sh.View()) {
			if _, behind, here := strings.Cut(line, "▸"); here && strings.Contains(behind, text) {
				return sh
			}
		}
		sh.Press("down")
	}
	sh.t.Fatalf("no line has %q:\n%s", text, sh.View())
	return sh
}

// book is what is kept by now.
func (sh *shelf) book() *register.Book {
	sh.t.Helper()
	b, err := sh.s.DB.Records(sh.t.Context(), sh.id)
	if err != nil {
		sh.t.Fatal(err)
	}
	return b
}

func TestTheKindsStandByClauseWithTheirCountAndWorstMark(t *testing.T) {
	sh := stand(t)
	sh.Golden("kinds-80")
	sh.Shows("AI systems", "4 Context", "6 Planning")
	sh.at("risk").Shows("▸ Risks and", "Results differ by", "RI-1")
}

func TestAnEmptyRegisterTeachesAndOffersItsLibrary(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	st := screentest.Open(t, s, registers.New(s), id)
	st.Send(screen.Go{Route: screen.Registers, Place: screen.Place{Record: "risk"}})
	st.Shows("a adds the first one. L takes some from a", "It serves 6.1.1").Golden("empty-80")
	st.Press("L").Shows("library", "44 to choose from")
	st.Press(",", ",", "down", ",").Shows("3 marked", "take these 3").Press("enter").Shows("RI-1", "RI-3")
	if !strings.HasPrefix(st.Notice, "3 are taken") {
		t.Errorf("it said %q", st.Notice)
	}
	st.Undo().Hides("  RI-1").Shows("a adds the first one")
}

func TestARecordIsReadWithWhatItLacksAndWhatItServes(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "enter").Golden("record-80")
	sh.Press("end").Shows("▸ 8.3", "enter leads to 8.3 in the Walk")
	sh.Press("enter")
	if len(sh.Went) != 1 || sh.Went[0].Route != screen.Walk || sh.Went[0].Item != "8.3" {
		t.Errorf("it went to %+v", sh.Went)
	}
}

func TestANewRecordIsSavedByItsTitleAndOpened(t *testing.T) {
	sh := stand(t)
	sh.at("context-issue", "a").Shows("A new context issue").Type("The union asks")
	sh.Press("ctrl+s").Shows("CI-1  The union asks", "▸ State")
	if got := sh.book().Of("context-issue"); len(got) != 1 || got[0].Text("side") != "internal" {
		t.Errorf("kept are %+v", got)
	}
}

func TestAFieldIsWrittenWhereItStands(t *testing.T) {
	for _, c := range []struct {
		field string
		keys  []string
		typed string
		shows string
	}{
		{"Category", nil, "Safety", "Safety"},
		{"Risk source", nil, "drift", "drift"},
		{"Likelihood  ", nil, "5", "5 almost certain"},
		{"AI systems", nil, "sieb", "Siebwerk"},
		{"Existing controls", nil, "A.6.2.6", "A.6.2.6"},
		{"Due", nil, "31 dec 2026", "31 Dec 2026"},
		{"Risk owner", []string{"down", "down"}, "", "Jule Sand"},
	} {
		t.Run(c.field, func(t *testing.T) {
			sh := stand(t)
			sh.at("risk", "enter", "down", "down", "enter").to(c.field).Press("enter").Type(c.typed)
			sh.Press(c.keys...)
			sh.Press("enter").Shows(c.shows)
			if sh.Failed != nil || sh.Screen.Typing() {
				t.Errorf("it was not saved: %v\n%s", sh.Failed, sh.View())
			}
		})
	}
}

func TestWhatCantBeReadIsSaidBelowTheFieldAndStays(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "enter").to("Assessed on").Press("enter").Type("someday")
	sh.Press("enter").Shows("! ", "someday")
	if !sh.Screen.Typing() {
		t.Error("the field was left")
	}
	sh.Press("esc").Hides("someday").Press("enter").Shows("someday", "a draft that was never saved")
	sh.Press("ctrl+g", "enter").Hides("someday")
}

func TestALongTextKeepsWhatSomebodyElseWroteMeanwhile(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "enter").to("What could happen").Press("enter").Type("Ours.")
	r := sh.book().Of("risk")[0]
	sh.do(func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, "risk", r.ID, map[string]string{"happens": "Theirs."})
	})
	sh.Press("esc").Shows("Ours.", "Theirs.")
}

func TestTheNextStateGoesToWhatItNeeds(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "down", "space").Shows("State of RI-2", "▸ assessed").Press("enter").Shows("▸ Assessed on")
	if !strings.Contains(sh.Notice, `needs a word in the field "Assessed on"`) {
		t.Errorf("it said %q", sh.Notice)
	}
	sh.Press("enter").Type("today")
	sh.Press("enter", "space", "enter").Shows("assessed")
	if got := sh.book().Of("risk")[1].State(); got != "assessed" {
		t.Errorf("it is %q", got)
	}
	if sh.Notice != "RI-2 is assessed; u takes it back." {
		t.Errorf("it said %q", sh.Notice)
	}
}

func TestMarkedRecordsAreMovedAndRemovedTogether(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "down", ",", ",", "x").Hides("RI-2", "RI-3")
	if sh.Notice != "2 records are removed; u brings them back." {
		t.Errorf("it said %q", sh.Notice)
	}
	sh.Undo().Shows("RI-2", "RI-3")
	sh.Press("home", "down", "down", ",", ",", "o").Shows("Owner of 2 records").Type("Marek")
	sh.Press("ctrl+s")
	for _, r := range sh.book().Of("risk")[2:] {
		if r.Text("owner") != "Marek" {
			t.Errorf("%s is owned by %q", r.Title(), r.Text("owner"))
		}
	}
}

func TestTheListIsNarrowedAndSorted(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "!").Shows("shown: needs somebody", "RI-1").Hides("RI-4")
	sh.Press("!", "v").Shows("Which records", "the map").to("no owner").Press("enter").Shows("2 of 4 shown: no owner")
	sh.Press("v").to("risk source data").Press("enter").Shows("0 of 4 shown", "No record is like that")
	sh.Press("esc", "s").Hides("shown").Shows("by need")
	sh.Press("/").Type("vendor")
	sh.Press("enter").Shows("1 of 4 shown", "RI-2").Press("esc").Shows("RI-1")
}

func TestTheMapCountsTheRisksAndOpensACell(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "v").to("the map").Press("enter").Golden("map-80").Shows("likely, major, now", "RI-1  Results differ")
	sh.Press("enter").Shows("1 of 4 shown: likely, major, now", "RI-1").Hides("RI-2")
	sh.Press("esc").Shows("RI-2")
	sh.Press("v").to("the map").Press("enter", "right", "enter")
	if sh.Notice != "No risk stands there." {
		t.Errorf("it said %q", sh.Notice)
	}
}

func TestAllAboutARecordTellsItsHistory(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "i").Press("end").Shows("History", "24 Nov 2026", "Ines Brandt")
}

func TestAReferenceLeadsThereAndIsReadBackwards(t *testing.T) {
	sh := stand(t)
	role := sh.put("role", "title=AI officer")
	needs := sh.put("competence", "title=Knows drift", "role=RO-1", "topic=operation", "needed=2")
	sh.News()
	sh.at("competence/"+needs).to("Role").Shows("RO-1 AI officer", "→ opens what it leads to").Press("right").Shows("CO-1 › RO-1  AI officer")
	sh.to("Knows drift").Shows("Named by", "CO-1").Press("enter").Shows("RO-1 › CO-1  Knows drift").Press("esc", "esc").Shows(" CO-1  Knows drift", "▸ Role")
	sh.at("role/"+role, "r").Shows("Named by", "CO-1  Knows drift").Press("esc", "x").Shows("Remove RO-1?", "1 record names it")
}

func TestWhoObservesReadsAndIsToldSo(t *testing.T) {
	sh := stand(t)
	sh.s.Actor.Role = workshop.Observer
	sh.at("risk", "enter", "enter").Shows("RI-1  Results differ").Press("down", "enter")
	if sh.Notice == "" || sh.Screen.Typing() {
		t.Errorf("it said %q", sh.Notice)
	}
	for _, key := range []string{"a", "x", "space", "L", "o"} {
		if sh.Press(key); sh.Notice == "" || sh.Dialog() != "" {
			t.Errorf("%s opened %q and said %q", key, sh.Dialog(), sh.Notice)
		}
	}
}

func TestTheRecordStandsBesideTheListWhereThereIsRoom(t *testing.T) {
	sh := stand(t)
	sh.Resize(140, 40)
	sh.at("risk", "enter").Golden("three-140").Press("down").Shows("RI-2  The vendor changes the model")
	sh.Resize(60, 20)
	sh.Press("left").Shows("5 records", "What may go wrong").Press("enter").Golden("list-60").Press("enter").Golden("record-60")
}

func TestWhatTheCatalogueDoesNotKnowIsShownAsItStands(t *testing.T) {
	sh := stand(t)
	_, err := sh.s.DB.DoRecords(t.Context(), sh.s.Actor, sh.id, func(*assess.Assessment, *register.Book) ([]assess.Change, error) {
		subject := register.SubjectOf("weather", sh.s.DB.NewID())
		return []assess.Change{
			{Subject: subject, Field: "number", Value: json.RawMessage("1")},
			{Subject: subject, Field: "title", Value: json.RawMessage(`"Rain \u001b[2J"`)},
		}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sh.News()
	sh.at("weather", "enter").Shows("WEATHER-1", "Rain ").Press("enter", "down", "enter")
	if v := sh.View(); strings.Contains(v, "\x1b[2J") {
		t.Error("a title reaches the terminal as it was written")
	}
}

func TestEveryKeyHasItsHelp(t *testing.T) {
	sh := stand(t)
	for _, keys := range [][]string{nil, {"enter"}, {"enter"}, {"enter"}} {
		sh.Press(keys...).EveryKeyIsNamed()
	}
}

func TestManyRecordsAreCountedWhereTheyAreOutOfSight(t *testing.T) {
	sh := stand(t)
	for n := range 40 {
		sh.put("context-issue", fmt.Sprintf("title=Issue %d", n), "side=internal")
	}
	sh.News()
	sh.at("context-issue", "enter").Shows("Context issues · 40", "more").Press("end").Shows("CI-40")
}

func TestARecordBelowAnotherIsAddedThereAndLeadsBack(t *testing.T) {
	sh := stand(t)
	id := sh.put("supplier", "title=Modellhaus")
	sh.News()
	sh.at("supplier/" + id).to("add mark").Press("enter").Shows("A new mark").Type("Their report")
	sh.Press("ctrl+s").Shows("SU-1 › SU-1.1  Their report")
	sh.Press("esc").Shows(" SU-1  Modellhaus", "SU-1.1")
}

func TestAWordThatMakesAnotherNecessaryAsksForBoth(t *testing.T) {
	sh := stand(t)
	id := sh.put("interested-party", "title=Applicants")
	sh.News()
	sh.at("interested-party/" + id).to("Accepted").Press("enter").Type("no")
	sh.Press("enter").Shows("Accepted: no", "Why not").Type("It costs more than it helps")
	sh.Press("ctrl+s").Shows("It costs more than it helps")
	if r := sh.book().Of("interested-party")[0]; r.Text("accepted") != "no" || sh.Failed != nil {
		t.Errorf("it is %q: %v", r.Text("accepted"), sh.Failed)
	}
}

func TestTheMethodBeginsWithTheUsualOne(t *testing.T) {
	sh := stand(t)
	sh.at("risk-method", "a").Shows("library", "5 x 5 with four bands").Press("enter").Shows("MT-1  Risk method")
}

func TestAnImpactAssessmentIsWalkedPromptByPrompt(t *testing.T) {
	sh := stand(t)
	id := sh.put("impact-assessment", "title=Siebwerk before its launch", "systems=Siebwerk")
	sh.News()
	sh.at("impact-assessment", "enter").Shows("enter prompt by prompt").Press("enter")
	if want := (screen.AssessImpact{From: screen.Registers, ID: id}); len(sh.Others) != 1 || sh.Others[0] != want {
		t.Errorf("it asked for %+v", sh.Others)
	}
	sh.Press("right").Shows("IA-1  Siebwerk before its launch", "▸ State")
}

func TestWhoIsNoReaderOfAConcernSeesNothingOfIt(t *testing.T) {
	sh := stand(t)
	sh.put("concern", "title=The ranking is unfair", "readers=Jule Sand", "side=inside")
	sh.News()
	sh.at("concern").Shows("Concerns and compla…   ·").Hides("The ranking is unfair", "CC-1")
}

func TestARecordThatSomebodyRemovesIsLeft(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "enter").Shows("▸ State")
	r := sh.book().Of("risk")[0]
	sh.do(func(c register.Case) ([]assess.Change, error) { return register.Remove(c, "risk", r.ID) })
	sh.News()
	sh.Hides("RI-1 ").Shows("▸ RI-2")
}

func TestTheMouseOpensWhatIsUnderIt(t *testing.T) {
	sh := stand(t)
	sh.at("risk").Shows("RI-2")
	sh.Send(screen.Click{X: 40, Y: 3})
	sh.Shows("▸ RI-2")
	sh.Send(screen.Click{X: 40, Y: 3})
	sh.Shows("RI-2  The vendor changes the model", "▸ State")
	sh.Send(screen.Click{X: 5, Y: 7})
	sh.Shows("▸ For")
}

func TestANewImpactAssessmentBeginsWithItsFirstPrompt(t *testing.T) {
	sh := stand(t)
	sh.at("impact-assessment", "a").Shows("A new impact assessment").Type("Siebwerk before its launch").Press("ctrl+s")
	if begun, ok := sh.Others[len(sh.Others)-1].(screen.AssessImpact); !ok || begun.From != screen.Registers || begun.ID == "" {
		t.Errorf("it led to %+v", sh.Others)
	}
}

func TestAManagementReviewIsWalkedInputByInputAndANewOneBeginsThere(t *testing.T) {
	sh := stand(t)
	id := sh.put("review", "title=Autumn")
	sh.News()
	sh.at("review", "enter").Shows("enter input by input").Press("enter")
	if want := (screen.HoldReview{From: screen.Registers, ID: id}); len(sh.Others) != 1 || sh.Others[0] != want {
		t.Errorf("it asked for %+v", sh.Others)
	}
	sh.Press("a").Shows("A new management review").Type("Winter").Press("ctrl+s")
	if begun, ok := sh.Others[len(sh.Others)-1].(screen.HoldReview); !ok || begun.ID == "" || begun.ID == id {
		t.Errorf("it led to %+v", sh.Others)
	}
}

func TestARegisterThatIsKeptElsewhereSaysWhere(t *testing.T) {
	sh := stand(t)
	sh.do(func(c register.Case) ([]assess.Change, error) {
		return register.KeepElsewhere(c, "supplier", register.Elsewhere{Where: "the purchasing system", Checked: "2026-11-01", By: "Quokka"})
	})
	sh.News()
	sh.at("supplier").Shows("It is kept elsewhere: the purchasing", "Quokka last looked there on 1 Nov 2026").Hides("No supplier is listed ")
}

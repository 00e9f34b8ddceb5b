package impact_test

import (
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/impact"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

const (
	siebwerk = "019d0000-0000-7000-8000-000000000001"
	ofIt     = "019d0000-0000-7000-8000-000000000002"
	passed   = "019d0000-0000-7000-8000-000000000003"
	sooner   = "019d0000-0000-7000-8000-000000000004"
)

// said are fields as "name=text".
func said(fields ...string) map[string]string {
	all := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		all[name] = text
	}
	return all
}

// do decides about the records behind the screen's back.
func do(t testing.TB, s *screen.Session, id string, decide func(register.Case) ([]assess.Change, error)) {
	t.Helper()
	_, err := s.DB.DoRecords(s.Context, s.Actor, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return decide(register.Case{Catalog: s.Catalog, Assessment: a, Book: b, Today: s.Now()})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, s *screen.Session, id, kind, record string, fields ...string) {
	t.Helper()
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Put(c, kind, record, said(fields...)) })
}

// assessed is an assessment of one AI system whose impact assessment has begun.
func assessed(t testing.TB, s *screen.Session, fields ...string) (id string) {
	t.Helper()
	id = screentest.Empty(t, s, "Gap", "Org")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: siebwerk, Name: "Siebwerk", InScope: true, Owner: "Mara Lind"})
	})
	put(t, s, id, "impact-assessment", ofIt, append([]string{"title=Siebwerk 1.0", "systems=Siebwerk", "p.A1=It reads letters of applicants and sorts them by how well they fit."}, fields...)...)
	return id
}

// harmful adds a harm and a benefit to it.
func harmful(t testing.TB, s *screen.Session, id string) {
	t.Helper()
	put(t, s, id, "impact", passed, "parent=IA-1", "title=A good applicant is passed over", "prompt=C2", "on=individuals", "side=harm",
		"who=Applicants who changed their trade", "severity=3", "reach=2", "likelihood=2", "repair=2", "rests_on=Tests of May", "owner=Piotr")
	put(t, s, id, "impact", sooner, "parent=IA-1", "title=An answer within a day", "prompt=C1", "on=individuals", "side=benefit", "who=All applicants", "rests_on=Log")
}

// walked opens the assessment of a session.
func walked(t testing.TB, s *screen.Session, id string, keys ...string) *screentest.Stage {
	t.Helper()
	return screentest.Open(t, s, impact.New(s), id).Send(screen.AssessImpact{From: screen.Gaps, ID: ofIt}).Press(keys...)
}

func TestAPromptIsAskedWithWhatAGoodAnswerHolds(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id).Golden("first-80x24")
	st.Resize(120, 40).Golden("first-120x40")
	st.EveryKeyIsNamed()
}

func TestAnAnswerIsTypedWhereItStands(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id, "tab").Shows("A2  Which decision or action follows").Press("enter")
	st.Type("A recruiter reads the first twenty within a day, and looks first.").Golden("typing-80x24")
	st.Press("esc").Shows("▐●▌", "A recruiter reads the first twenty")
	if _, ia := screentest.Record(t, s, id, "impact-assessment", ofIt); ia.Text("p.A2") != "A recruiter reads the first twenty within a day, and looks first." {
		t.Errorf("kept is %q", ia.Text("p.A2"))
	}
	if st.Press("enter").Type(" Not so."); !st.Screen.Typing() {
		t.Error("no text is typed")
	}
	st.Press("ctrl+g").Hides("Not so.").Press("x").Shows("The answer to A2 is cleared").Undo().Shows("A recruiter reads")
}

func TestWhatSomebodyElseWroteMeanwhileIsKeptToo(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id, "tab", "enter").Type("Mine.")
	do(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, "impact-assessment", ofIt, said("p.A2=Theirs."))
	})
	st.News().Press("esc")
	if _, ia := screentest.Record(t, s, id, "impact-assessment", ofIt); !strings.Contains(ia.Text("p.A2"), "Mine.") || !strings.Contains(ia.Text("p.A2"), "Theirs.") {
		t.Errorf("kept is %q", ia.Text("p.A2"))
	}
}

func TestATableThatDoesNotFitIsRefusedAndKeptAsADraft(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id, "J").Shows("B1", "group | about how many").Press("enter").Type("a | b | c | d | e").Shows("group | about how many").Press("esc")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "row 1 of B1 has 5 columns") {
		t.Errorf("it is refused with %v", st.Failed)
	}
	st.Press("enter").Shows("a | b | c | d | e", "draft")
}

func TestAnImpactIsMadeFromThePromptAtHand(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id)
	for !strings.Contains(st.View(), "C2  What does one person lose") {
		st.Press("j")
	}
	st.Press("a")
	if st.Dialog() != "A new impact · 1 of 6 · harm to individuals" {
		t.Errorf("it opens %q", st.Dialog())
	}
	st.Type("A good applicant is passed over").Press("enter").Type("Applicants").Press("enter", "enter")
	st.Golden("severity-80x24").Press("j", "j", "j", "enter", "j", "enter", "j", "j", "enter", "j", "enter").Type("Tests of May").Press("enter")
	st.Shows("IA-1.1  A good applicant is passed over", "3 hard · open")
	c, r := screentest.Record(t, s, id, "impact-assessment", ofIt)
	all := c.Impacts(r)
	if len(all) != 1 {
		t.Fatalf("%d impacts are kept", len(all))
	}
	for field, want := range map[string]string{"prompt": "C2", "on": "individuals", "side": "harm", "severity": "3 hard", "reach": "1 few", "likelihood": "2 elsewhere", "repair": "1 alone", "rests_on": "Tests of May"} {
		if got := c.Says(all[0], field); got != want {
			t.Errorf("%s is %q; %q is right", field, got, want)
		}
	}
}

func TestAnImpactInFocusIsReadEditedMovedAndMadeARisk(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	harmful(t, s, id)
	st := walked(t, s, id)
	for !strings.Contains(st.View(), "C2  What does one person lose") {
		st.Press("j")
	}
	st.Press("right").Golden("impact-80x24")
	st.Press("r").Shows("IA-1.1 is in the register of risks now")
	st.Press("right", "r").Shows("IA-1.1 is the risk RI-1")
	st.Press("space", "enter").Shows("safeguarded")
	st.Press("enter")
	if !strings.HasPrefix(st.Dialog(), "IA-1.1  A good applicant is passed over · 1 of 12") {
		t.Errorf("enter opens %q", st.Dialog())
	}
	st.Type("!").Press("ctrl+s").Shows("A good applicant is passed over!")
	st.Press("x").Shows("IA-1.1 is removed; u brings it back.", "No impact is written down yet").Undo().Shows("A good applicant is passed over!")
	c, r := screentest.Record(t, s, id, "risk", "")
	_ = r
	if risks := c.Book.Of("risk"); len(risks) != 1 || c.Says(risks[0], "systems") != "Siebwerk" {
		t.Errorf("the risks are %v", risks)
	}
}

func TestTheSideOfAnImpactMayTurnOutTheOther(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	harmful(t, s, id)
	st := walked(t, s, id)
	for !strings.Contains(st.View(), "C2  What does one person lose") {
		st.Press("j")
	}
	st.Press("right", "enter", "enter", "enter", "enter", "enter", "left", "ctrl+s").Shows("benefit · open")
	if _, r := screentest.Record(t, s, id, "impact", passed); r.Text("side") != "benefit" || r.Value("severity") != nil {
		t.Errorf("it is a %s of severity %s", r.Text("side"), r.Value("severity"))
	}
}

func TestAPromptIsLeftOutWithAReasonAndAskedAgain(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id, "tab", "n").Press("enter").Shows("! Say a reason.").Type("a test").Press("enter")
	st.Shows("Left out: a test").Press("n").Shows("A2 is left out already")
	st.Press("x").Shows("A2 is asked again.", "Nothing is written yet")
}

func TestTheLastPromptsAreMadeFromTheImpacts(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	harmful(t, s, id)
	st := walked(t, s, id, "end", "K").Shows("→ impacts").Press("enter").Golden("made-80x24").Shows("▸ IA-1.1 A good applicant")
	st.Press("enter").Shows("1 of 5 · safeguards", "Safeguards").Press("esc", "esc", "j", "enter", "enter").Shows("what stays", "Why it stays")
}

func TestItEndsInADecision(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	harmful(t, s, id)
	st := walked(t, s, id, "end").Golden("decision-80x24").Resize(140, 40).Golden("decision-140x40").Resize(80, 24)
	st.Press("space")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), `needs a word in the field "Assessors"`) {
		t.Errorf("without assessors it goes on: %v", st.Failed)
	}
	st.Press("enter", "right", "right", "enter").Type("A person looks first, Piotr, 1 May").Press("enter").Type("The tests hold").Press("enter")
	st.Type("Ines, Jon").Press("enter").Type("Mara Lind").Press("enter").Type("24 Nov 2026").Press("enter")
	st.Type("Piotr").Press("enter").Type("24 Nov 2027").Press("enter").Press("enter")
	st.Shows("go with conditions", "Ines, Jon", "24 Nov 2027")
	if st.Press("space", "space"); st.Failed == nil || !strings.Contains(st.Failed.Error(), "10 prompts of its short form are open, A2, A3,") {
		t.Errorf("with open prompts it is approved: %v", st.Failed)
	}
	do(t, s, id, func(c register.Case) ([]assess.Change, error) {
		var out []string
		for _, p := range c.Catalog.ImpactForm().Prompts {
			if p.Typed() || p.Answer == catalog.AnswerEffects {
				out = append(out, p.ID+": a test")
			}
		}
		return register.Set(c, "impact-assessment", ofIt, said("not_assessed="+strings.Join(out, "\n")))
	})
	st.News().Press("space").Shows("IA-1 is approved now", "is the owner of Siebwerk and gains from its")
}

func TestTheFullFormIsAskedWhereAReasonForItIsTrue(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id).Shows("short form", "1 of 16").Press("v").Shows("full form", "1 of 30").Press("v").Shows("short form")
	do(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, "impact-assessment", ofIt, said("full_because=many people"))
	})
	st.News().Shows("full form").Press("v").Shows("The full form is asked: many people.")
}

func TestTabGoesToWhatIsOpenOrThin(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s, "p.A2=Soon.")
	walked(t, s, id).Press("tab").Shows("A2  Which", "It says little.").Press("tab").Shows("A3  What").Press("shift+tab", "shift+tab").Shows("G3  Which")
}

func TestEscGoesBackToWhereItWasOpened(t *testing.T) {
	s, _ := screentest.Session(t)
	st := walked(t, s, assessed(t, s), "esc")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Gaps {
		t.Errorf("it went to %+v", st.Went)
	}
}

func TestAnAssessmentThatWasRemovedSaysSo(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	st := walked(t, s, id)
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Remove(c, "impact-assessment", ofIt) })
	st.News().Shows("This impact assessment was removed").Press("a", "enter", "tab", "space").Shows("was removed")
}

func TestAnObserverReadsAndWritesNothing(t *testing.T) {
	s, _ := screentest.Session(t)
	id := assessed(t, s)
	harmful(t, s, id)
	s.Actor.Role = workshop.Observer
	st := walked(t, s, id)
	for _, key := range []string{"enter", "a", "n", "x", "v", "space", "r"} {
		if st.Press(key).Shows("looks on and changes nothing"); st.Dialog() != "" || st.Screen.Typing() {
			t.Errorf("%s opens something", key)
		}
	}
	for !strings.Contains(st.View(), "C2  What does one person lose") {
		st.Press("j")
	}
	st.Press("enter").Shows("▸ IA-1.1", "Applicants who changed their trade")
}

func TestTextThatWouldTurnTheScreenIsMadeVisible(t *testing.T) {
	const bad = "a\u202eb\u200bc"
	s, _ := screentest.Session(t)
	id := assessed(t, s, "p.A2="+bad, "not_assessed=A3: "+bad, "decided_why="+bad, "p.B1="+bad+"|"+bad)
	put(t, s, id, "impact", passed, "parent=IA-1", "title="+bad, "prompt=C1", "on=individuals", "side=harm", "severity=4", "who="+bad, "action="+bad, "owner="+bad)
	for _, size := range [][2]int{{80, 24}, {140, 40}} {
		st := walked(t, s, id).Resize(size[0], size[1])
		for range 18 {
			st.Hides("\u202e", "\u200b").Press("right").Hides("\u202e", "\u200b").Press("left", "j")
		}
	}
}

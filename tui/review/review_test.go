package review_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/review"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

const (
	mr1 = "019d0000-0000-7000-8000-000000000001"
	mr2 = "019d0000-0000-7000-8000-000000000002"
	md1 = "019d0000-0000-7000-8000-000000000003"
	ri1 = "019d0000-0000-7000-8000-000000000004"
)

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
	said := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		said[name] = text
	}
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Put(c, kind, record, said) })
}

// planned is an assessment with a review that was held, one that is planned, and a
// risk.
func planned(t testing.TB, s *screen.Session, fields ...string) (id string) {
	t.Helper()
	id = screentest.Empty(t, s, "Gap", "Org")
	put(t, s, id, "review", mr1, "title=Spring", "held_on=2026-01-20", "chair=Eva Roth", "present=Eva Roth", "suitable=Yes", "adequate=Yes", "effective=Yes")
	put(t, s, id, "decision", md1, "parent=MR-1", "title=Name who may stop a system", "what=task", "input=04", "owner=Max Lohr", "due=2026-03-01", "result=The AI officer may")
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Move(c, "decision", md1, "done") })
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Move(c, "review", mr1, "held") })
	put(t, s, id, "risk", ri1, "title=Odd answers", "kind=threat")
	put(t, s, id, "review", mr2, append([]string{"title=Autumn", "for=both", "chair=Eva Roth", "top=yes"}, fields...)...)
	return id
}

func walked(t testing.TB, s *screen.Session, id string, keys ...string) *screentest.Stage {
	t.Helper()
	return screentest.Open(t, s, review.New(s), id).Send(screen.HoldReview{From: screen.Registers, ID: mr2}).Press(keys...)
}

func TestAReviewIsCollectedOnceAndAsksBeforeItIsCollectedAgain(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := walked(t, s, id).Shows("Nothing is collected yet")
	st.EveryKeyIsNamed()
	st.Press("L").Shows("The inputs are collected", "1 decision of earlier reviews: 1 done", "The AI officer may")
	st.Press("L").Shows("Collect the inputs again?").Press("esc").Press("L", "y").Shows("not complete")
	if _, mr := screentest.Record(t, s, id, "review", mr2); mr.Text("aims.10") == "" {
		t.Errorf("collected is %v", mr.Values)
	}
}

func TestAnInputShowsWhatIsKnownOfBothManagementSystems(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s, "isms.10=12 risks, 2 above the limit", "source.10=Register of the ISMS", "said.10=We keep the limit.")
	st := walked(t, s, id, "L")
	for range 9 {
		st.Press("right")
	}
	st.Golden("input-80x24")
	st.Resize(140, 40).Golden("input-140x40")
	st.EveryKeyIsNamed()
}

func TestWhatIsTypedOnTheISMSAsksForItsSource(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := walked(t, s, id, "L", "enter").Type("Four tasks, all in time").Press("esc").Shows("Four tasks, all in time", "▸ Source", "where the figure stands")
	st.Press("enter").Type("Tickets of the ISMS").Press("esc").Shows("Tickets of the ISMS", "of 18")
	st.Press("c").Type("We drop none.").Press("esc")
	if _, mr := screentest.Record(t, s, id, "review", mr2); mr.Text("isms.01") != "Four tasks, all in time" || mr.Text("source.01") != "Tickets of the ISMS" || mr.Text("said.01") != "We drop none." {
		t.Errorf("kept is %v", mr.Values)
	}
	st.Press("x").Hides("We drop none.").Undo().Shows("We drop none.")
}

func TestAnImprovementAndAnAcceptanceAreMadeWhereOneStands(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := walked(t, s, id, "L")
	st.Press("a").Shows("What is decided? · 01 Tasks left by the last review").Press("down", "enter")
	st.Type("Watch the notices").Press("enter").Type("No change is missed").Press("enter").Type("Max Lohr").Press("enter").Type("2030-03-01").Press("ctrl+s")
	st.Shows("MR-2.1  Watch the notices", "improvement · Max Lohr", "agreed")
	for range 9 {
		st.Press("right")
	}
	st.Press("a", "down", "down", "down", "enter").Shows("What is accepted", "RI-1").Press("enter").Type("We live with odd answers").Press("enter").Shows("Eva Roth").Press("enter").Type("2030-01-01").Press("ctrl+s")
	st.Shows("MR-2.2  We live with odd answers")
	c, risk := screentest.Record(t, s, id, "risk", ri1)
	if risk.State() != "retained" || risk.Text("accepted_by") != "Eva Roth" {
		t.Errorf("the risk is %s and says %v", risk.State(), risk.Values)
	}
	all := c.Book.Of("improvement")
	if len(all) != 1 || all[0].State() != "agreed" || all[0].Text("from") != "review" {
		t.Errorf("improvements are %v", all)
	}
	st.Press("end").Golden("result-80x24")
	st.Resize(140, 40).Golden("result-140x40")
	st.EveryKeyIsNamed()
}

func TestAReviewIsHeldOnceWhatItNeedsIsSaid(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := walked(t, s, id, "L", "end", "space").Shows("MR-2 · held", "Held on")
	st.Press("enter").Type("Eva Roth, Max Lohr").Press("enter").Type("It fits").Press("enter").Type("It is enough").Press("enter").Type("Two quarters show it").Press("ctrl+s")
	st.Shows("MR-2 is held", "held 2", "It fits")
	if _, mr := screentest.Record(t, s, id, "review", mr2); mr.State() != "held" || !slices.Equal(mr.List("present"), []string{"Eva Roth", "Max Lohr"}) || mr.Text("held_on") != s.Now().Format("2006-01-02") {
		t.Errorf("the review is %s and says %v", mr.State(), mr.Values)
	}
	st.Press("space").Shows("MR-2 was held").Press("L")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "what lay on the table stands") {
		t.Errorf("collected anew: %v", st.Failed)
	}
}

func TestATaskOfTheReviewBeforeSaysWhatBecameOfItAndIsWrittenOn(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := walked(t, s, id, "end")
	for range 10 {
		st.Press("down")
	}
	st.Shows("What MR-1 decided, and what became of it", "Name who may stop a system", "The AI officer may")
	st.Press("space").Shows("MR-1.1 · done", "dropped").Press("esc", "enter").Shows("MR-1.1  Name who may stop a system · 1 of 3").Press("ctrl+s")
	st.Press("r")
	if len(st.Went) != 1 || st.Went[0].Record != "decision/"+md1 {
		t.Errorf("r leads to %v", st.Went)
	}
}

func TestAnObserverReadsAReviewAndWritesNothing(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	s.Actor.Role = workshop.Observer
	st := walked(t, s, id)
	for _, key := range []string{"enter", "c", "a", "x"} {
		if st.Press(key).Shows("looks on and changes nothing"); st.Dialog() != "" || st.Screen.Typing() {
			t.Errorf("%s opens something", key)
		}
	}
	st.Press("L", "space").Hides("held", "collected on").Press("right").Shows("02  New or changed AI systems")
}

func TestAnAssessorWritesInputsAndLeavesOpeningAndAcceptingToWhoLeads(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	s.Actor.Role = workshop.Assessor
	st := walked(t, s, id, "c").Type("Nobody knew.").Press("esc").Shows("Nobody knew.")
	st.Press("L").Shows("nly a facilitator").Press("space").Shows("nly a facilitator")
	st.Press("a", "down", "down", "down", "enter").Shows("nly a facilitator")
	st.Press("a", "enter").Type("Ask them").Press("ctrl+s").Shows("MR-2.1  Ask them")
}

func TestWhatPeopleWriteTurnsNoScreen(t *testing.T) {
	const bad = "a\u202eb\u200bc"
	s, _ := screentest.Session(t)
	id := planned(t, s, "aims.01="+bad, "isms.01="+bad, "source.01="+bad, "said.01="+bad, "suitable="+bad)
	put(t, s, id, "decision", "019d0000-0000-7000-8000-000000000009", "parent=MR-2", "title="+bad, "what=resources", "amount="+bad, "input=01", "owner="+bad)
	for _, size := range [][2]int{{80, 24}, {140, 40}} {
		st := walked(t, s, id).Resize(size[0], size[1])
		for range 6 {
			st.Hides("\u202e", "\u200b").Press("down")
		}
		st.Press("end").Hides("\u202e", "\u200b").Press("home", "i").Hides("\u202e", "\u200b")
	}
}

func TestAReviewThatSomebodyRemovesIsLeft(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := walked(t, s, id)
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Remove(c, "review", mr2) })
	st.News().Shows("This review was removed")
}

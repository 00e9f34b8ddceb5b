package inventory_test

import (
	"fmt"
	"slices"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/inventory"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// two is an assessment of a chatbot in scope and a planner that is not.
func two(t testing.TB, s *screen.Session) (id, chatbot, planner string) {
	id = screentest.Empty(t, s, "Gap", "Org")
	chatbot, planner = s.DB.NewID(), s.DB.NewID()
	put := func(sys assess.System) {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutSystem(a, sys) })
	}
	put(assess.System{
		ID: chatbot, Name: "Customer service chatbot", Purpose: "Answers customers about their deliveries.\nHands over to a person when it is unsure.",
		Roles: []string{"provider", "user"}, Stage: "in operation", InScope: true, RiskClass: "limited", Owner: "Mara Lindt",
	})
	put(assess.System{ID: planner, Name: "Shift planner", Stage: "retired"})
	return id, chatbot, planner
}

func rate(t testing.TB, s *screen.Session, id, item, system string, level int) {
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: item, System: system}, level, "")
	})
}

// system reads a system from the store.
func system(t testing.TB, s *screen.Session, id, system string) assess.System {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	sys, _ := a.System(system)
	return sys
}

func TestAnEmptyInventoryTeachesWhyItComesFirst(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Org")
	screentest.Open(t, s, inventory.New(s), id).Golden("empty-80x24")
}

func TestTheTableShowsRolesStageScopeRiskOwnerAndHowFarEachIsJudged(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	rate(t, s, id, "A.5.4", chatbot, 1)
	rate(t, s, id, "A.5.5", "", 3)
	screentest.Open(t, s, inventory.New(s), id).Golden("table-80x24").Resize(120, 40).Golden("table-120x40")
}

func TestANameIsEnoughForANewSystem(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Org")
	st := screentest.Run(t, s, inventory.New(s), id, "a").Golden("add-80x24").Press("enter").Shows("! An AI system needs a name.")
	st.Type("Demand forecast").Press("enter", "enter", "enter").Golden("add-second-page-80x24")
	st.Press("space", "ctrl+s").Shows("▸ SY-1  ! Demand forecast", "provider", "planned", "0/25")
}

func TestASystemNamesItsFamily(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter")
	st.Type("Small talk").Press("ctrl+s").Shows("family Small talk")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if sys, _ := a.System(chatbot); sys.Family != "Small talk" {
		t.Errorf("the family is %q", sys.Family)
	}
}

func TestEditingChangesWhatWasTypedAndNothingElse(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "enter").Type(" 2")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		sys, _ := a.System(chatbot)
		sys.Owner = "Jon Abel"
		return assess.PutSystem(a, sys)
	})
	st.Press("ctrl+s")
	sys := system(t, s, id, chatbot)
	if sys.Name != "Customer service chatbot 2" {
		t.Errorf("it is still named %q", sys.Name)
	}
	if sys.Owner != "Jon Abel" {
		t.Errorf("what somebody else changed meanwhile was overwritten: the owner is %q", sys.Owner)
	}
	if want := "Answers customers about their deliveries.\nHands over to a person when it is unsure."; sys.Purpose != want {
		t.Errorf("the purpose that nobody touched is now %q", sys.Purpose)
	}
}

func TestTwoSystemsOfTheSameNameAreRefusedWhereItIsTyped(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "a").Type("Shift planner").Press("enter")
	st.Shows(`! The inventory has an AI system named "Shift planner" already.`)
}

func TestALongPurposeIsWrittenAsAText(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, planner := two(t, s)
	screentest.Run(t, s, inventory.New(s), id, "j", "c").Type("Plans shifts.").Press("enter").Type("Retired in May.").Press("esc")
	if got := system(t, s, id, planner).Purpose; got != "Plans shifts.\nRetired in May." {
		t.Errorf("the purpose is %q", got)
	}
}

func TestASystemGoesInAndOutOfScopeByOneKey(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "space").Shows("is out of scope: its answers stay and count no more.", "Out of scope: nothing is answered for it.")
	if system(t, s, id, chatbot).InScope {
		t.Error("it is still in scope")
	}
	st.Press("space").Shows("is in scope: the items")
	if !system(t, s, id, chatbot).InScope {
		t.Error("it did not come back")
	}
}

func TestRemovingSaysWhatHappensWithTheAnswersAndUndoBringsThemBack(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	rate(t, s, id, "A.5.4", chatbot, 1)
	rate(t, s, id, "A.5.5", chatbot, 3)
	st := screentest.Run(t, s, inventory.New(s), id, "x").Golden("remove-80x24")
	st.Press("y").Hides("▸ SY-1  ! Customer service chat").Shows("▸ SY-2    Shift planner", "u brings it back")
	st.Undo().Shows("Customer service chatbot", "2/")
}

func TestNothingIsRemovedWithoutAYes(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	screentest.Run(t, s, inventory.New(s), id, "x", "enter", "esc").Shows("▸ SY-1  ! Customer service chat")
}

func TestWalkingGoesToTheFirstOpenItemOfTheSystem(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "w")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Went[0].System != chatbot || st.Went[0].Item == "" {
		t.Errorf("it went to %+v", st.Went)
	}
	if st.Press("j", "w").Shows("is out of scope, so nothing is answered for it"); len(st.Went) != 1 {
		t.Errorf("it walked with a system that is out of scope: %+v", st.Went)
	}
}

func TestTheCursorStaysOnItsSystemWhenNewsArrive(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, planner := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "j").Shows("▸ SY-2    Shift planner")
	if st.Place.System != planner {
		t.Errorf("the place that is kept is %+v", st.Place)
	}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveSystem(a, chatbot) })
	st.News().Shows("▸ SY-2    Shift planner").Hides("Customer")
}

func TestItOpensAtTheSystemThatWasAskedFor(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, planner := two(t, s)
	sc := inventory.New(s)
	sc.Update(screen.Go{Route: screen.Systems, Place: screen.Place{System: planner}})
	screentest.Open(t, s, sc, id).Shows("▸ SY-2    Shift planner")
}

func TestWordsNarrowTheTableUntilEsc(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "/").Type("retired")
	st.Shows("▸ SY-2    Shift planner", "1 of 2").Hides("Customer").Press("enter").Golden("filter-80x24")
	st.Press("esc").Shows("Customer").Hides("1 of 2")
}

func TestAClickSelectsAndASecondOneEdits(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Open(t, s, inventory.New(s), id).Shows("▸ SY-1  ! Customer").Send(screen.Click{X: 3, Y: 3}).Shows("▸ SY-2    Shift planner")
	if st.Send(screen.Click{X: 3, Y: 3}); st.Dialog() != "Shift planner · 1 of 7" {
		t.Errorf("the second click opened %q", st.Dialog())
	}
	s.Actor.Role = workshop.Observer
	st = screentest.Open(t, s, inventory.New(s), id).Shows("▸ SY-1  ! Customer").Send(screen.Click{X: 3, Y: 3})
	if st.Send(screen.Click{X: 3, Y: 3}).Shows("looks on and changes nothing"); st.Dialog() != "" {
		t.Errorf("the second click of an observer opened %q", st.Dialog())
	}
}

func TestAKeyThatCanDoNothingSaysWhy(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Org")
	st := screentest.Open(t, s, inventory.New(s), id)
	for _, key := range []string{"enter", "c", "space", "x", "w", "/"} {
		if st.Press(key); st.Notice == "" {
			t.Errorf("%s says nothing", key)
		}
	}
	st.EveryKeyIsNamed()
}

func TestTextThatWouldTurnTheScreenIsMadeVisible(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Org")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: "a\u202eb\x1b[31m", Purpose: "p\u202e\x1b]52;c;x\a", Owner: "o\u200bo", InScope: true})
	})
	st := screentest.Open(t, s, inventory.New(s), id).Hides("\u202e", "\u200b", "\a").Resize(120, 40).Hides("\u202e", "\u200b", "\a")
	for _, key := range []string{"space", "x", "esc", "enter", "esc", "w"} {
		st.Press(key).Hides("\u202e", "\u200b", "\a")
	}
}

func TestTheFormReachesNeitherAnEditorNorTheClipboard(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "enter")
	before := st.View()
	if st.Press("ctrl+e", "ctrl+v"); st.View() != before {
		t.Errorf("the form changed:\n%s", st.View())
	}
}

func BenchmarkAKeyAndItsDrawing(b *testing.B) {
	s, _ := screentest.Session(b)
	id := screentest.Demo(b, s)
	news := screentest.News(b, s, id)
	for _, size := range []struct{ w, h int }{{80, 24}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h), func(b *testing.B) {
			sc := inventory.New(s)
			sc.Resize(size.w, size.h-5)
			sc.Update(news)
			keys := []string{"j", "k"}
			for i := 0; b.Loop(); i++ {
				sc.Update(screentest.Key(keys[i%2]))
				sc.View()
			}
		})
	}
}

func TestASystemThatWasNeverSavedIsFoundAgain(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, inventory.New(s), id).Press("a").Type("Lotse").Press("enter", "enter", "enter", "down", "space", "enter", "esc").Shows("a go on with the draft")
	st.Press("a").Shows("never saved", "Lotse").Press("enter", "enter", "enter").Shows("[ ] "+assess.AIRoles[0], "[x] "+assess.AIRoles[1])
	st.Press("ctrl+s")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || len(a.Systems) != 1 || a.Systems[0].Name != "Lotse" || !slices.Equal(a.Systems[0].Roles, assess.AIRoles[1:2]) {
		t.Errorf("%+v, %v", a.Systems, err)
	}
	st.Hides("draft").Shows("a add")
}

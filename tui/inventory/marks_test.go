package inventory_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/inventory"
	"crosswalk/tui/screentest"
)

func TestAnOwnerIsGivenToAllMarkedSystemsAtOnce(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, planner := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "T").Shows("2 AI systems · 2 marked · 1 in scope", "▸┃SY-1  ! Customer", "\n ┃SY-2    Shift planner", "o owner of these 2")
	st.Press("o").Shows("2 AI systems · who answers for them", "empty: each keeps its own").Press("ctrl+s").Shows("Nothing was typed", "2 marked")
	st.Press("o").Type("Jon Abel").Press("enter").Shows("✓ 2 AI systems: owner Jon Abel; u takes it back.").Hides("marked")
	if a, b := system(t, s, id, chatbot), system(t, s, id, planner); a.Owner != "Jon Abel" || b.Owner != "Jon Abel" {
		t.Errorf("the owners are %q and %q", a.Owner, b.Owner)
	}
	st.Undo()
	if a, b := system(t, s, id, chatbot), system(t, s, id, planner); a.Owner != "Mara Lindt" || b.Owner != "" {
		t.Errorf("after one undo the owners are %q and %q", a.Owner, b.Owner)
	}
}

func TestTheOwnerOfOneSystemIsChangedAndTakenAway(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "o").Shows("Customer service chatbot · who answers for it", "Mara Lindt")
	st.Type("-Hahn").Press("enter")
	if got := system(t, s, id, chatbot).Owner; got != "Mara Lindt-Hahn" {
		t.Errorf("the owner is %q", got)
	}
	if st.Press("o", "ctrl+u", "enter"); system(t, s, id, chatbot).Owner != "" {
		t.Errorf("the owner is still %q", system(t, s, id, chatbot).Owner)
	}
}

func TestMarkedSystemsGoIntoScopeAndOutWhereAllAreIn(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, planner := two(t, s)
	scopes := func() [2]bool { return [2]bool{system(t, s, id, chatbot).InScope, system(t, s, id, planner).InScope} }
	st := screentest.Run(t, s, inventory.New(s), id, "T", "space").Shows("✓ 2 AI systems: in scope; u takes it back.")
	if scopes() != [2]bool{true, true} {
		t.Errorf("in scope are %v", scopes())
	}
	if st.Press("T", "space").Shows("✓ 2 AI systems: out of scope; u takes it back."); scopes() != [2]bool{} {
		t.Errorf("in scope are %v", scopes())
	}
	if st.Undo().Undo(); scopes() != [2]bool{true, false} {
		t.Errorf("after two undos %v are in scope", scopes())
	}
}

func TestMarkedSystemsAreRemovedAfterOneQuestion(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	rate(t, s, id, "A.5.4", chatbot, 1)
	rate(t, s, id, "A.5.5", chatbot, 3)
	st := screentest.Run(t, s, inventory.New(s), id, ",", ",", "x").Shows("Remove 2 AI systems?", "2 answers were given for them.", "No other is in scope").Press("esc").Shows("2 marked")
	st.Press("x", "y").Shows("✓ 2 AI systems: out of the inventory; u takes it back.", "No AI system is in the inventory yet.")
	st.Undo().Shows("Customer service chatbot", "Shift planner")
}

func TestASystemThatWentMeanwhileRefusesTheActAndIsNamed(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, planner := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "T", "o").Type("Jon")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveSystem(a, planner) })
	st.Press("enter")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "Shift planner was taken out of the inventory meanwhile; nothing was changed") {
		t.Errorf("it said %v", st.Failed)
	}
	if got := system(t, s, id, chatbot).Owner; got != "Mara Lindt" {
		t.Errorf("the other one has the owner %q", got)
	}
}

func TestEscTakesTheMarksAwayBeforeTheWords(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, "T", "/").Type("planner").Press("enter").Shows("1 marked", "1 of 2 shown")
	st.Press("esc").Hides("marked").Shows("1 of 2 shown").Press("esc").Hides("shown")
}

func TestAnObserverMarksNothing(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	s.Actor.Role = workshop.Observer
	st := screentest.Open(t, s, inventory.New(s), id)
	for _, key := range []string{",", ";", "T", "o", "space"} {
		if st.Press(key).Hides("marked"); !strings.Contains(st.Notice, "looks on and changes nothing") {
			t.Errorf("%s said %q", key, st.Notice)
		}
	}
}

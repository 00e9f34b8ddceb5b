package inventory_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/inventory"
	"crosswalk/tui/screentest"
)

func times(n int, key string) []string { return strings.Fields(strings.Repeat(key+" ", n)) }

func TestTheFormAsksForAllThatIsKeptOfASystem(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, append([]string{"enter"}, times(8, "enter")...)...).Shows("3 of 7 · its use")
	st.Type("Parcel questions of private customers").Golden("use-80x24").Press(times(4, "enter")...)
	st.Shows("4 of 7 · what is in it").Press("right", "right").Golden("model-80x24").Press(times(5, "enter")...)
	st.Shows("5 of 7 · who watches it").Press("right", "right", "enter").Type("Mara Lindt").Press(times(3, "enter")...)
	st.Shows("6 of 7 · its risk class").Type("Article 50").Press("enter", "enter").Type("Ines").Press("enter").Type("2 Nov 2026").Golden("class-80x24").Press("enter")
	st.Shows("7 of 7 · its approval").Press("right", "ctrl+s")
	sys := system(t, s, id, chatbot)
	got := strings.Join([]string{sys.IntendedUse, sys.Kind, sys.Autonomy, sys.Overseer, sys.RiskArticle, sys.RiskBy, sys.RiskOn, sys.State}, "; ")
	if want := "Parcel questions of private customers; generative; decides with a person; Mara Lindt; Article 50; Ines; 2026-11-02; requested"; got != want {
		t.Errorf("kept is %s\n%s is right", got, want)
	}
	if want := "Answers customers about their deliveries.\nHands over to a person when it is unsure."; sys.Purpose != want {
		t.Errorf("the purpose that nobody touched is now %q", sys.Purpose)
	}
	st.Hides("not filled in").Shows("▸ SY-1    Customer", "in operation · requested · risk limited")
}

func TestAnApprovalWithoutANameIsRefusedAndWhatWasTypedStays(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	st := screentest.Run(t, s, inventory.New(s), id, append([]string{"enter"}, times(25, "enter")...)...).Shows("7 of 7 · its approval")
	st.Press("right", "right", "right", "ctrl+s").Shows("names who approved it, and on which day")
	if got := system(t, s, id, chatbot).State; got != "" {
		t.Errorf("it is %s", got)
	}
	st.Press("enter").Press(times(25, "enter")...).Shows("approved").Press("enter").Type("Ines").Press("enter").Type("3 Nov 2026").Press("ctrl+s")
	if sys := system(t, s, id, chatbot); sys.State != assess.Approved || sys.ApprovedBy != "Ines" || sys.ApprovedOn != "2026-11-03" {
		t.Errorf("%+v", sys)
	}
}

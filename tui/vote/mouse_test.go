package vote_test

import (
	"strings"
	"testing"

	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// clicks sends a click on a text of the screen, and what it asks for.
func clicks(t testing.TB, st *screentest.Stage, text string) *screentest.Stage {
	t.Helper()
	for y, line := range strings.Split(st.View(), "\n") {
		if x := strings.Index(line, text); x >= 0 {
			return st.Send(screen.Click{X: x, Y: y})
		}
	}
	t.Fatalf("nothing says %q:\n%s", text, st.View())
	return nil
}

func TestAClickOnALevelVotesAsItsDigitDoes(t *testing.T) {
	st, _, _ := voting(t)
	clicks(t, st, " 4  ").Shows("You     4", "▐4▌")
	clicks(t, st, "-  abstain").Shows("You     abstains")
	clicks(t, st, "Voted ").Shows("You     abstains")
}

func TestAClickStandsOnAnItemOfTheAgendaAndASecondVotesOnIt(t *testing.T) {
	st, _, _ := agenda(t, "90", "A.5.4 5.2 6.1.4")
	st.Shows("▸ ○ A.5.4")
	clicks(t, st, "A.5.4").Shows("▸ ○ A.5.4")
	clicks(t, st, "6.1.4").Shows("▸ ○ 6.1.4")
	clicks(t, st, "6.1.4").Shows("6.1.4  AI system impact assessment", "round 1")
}

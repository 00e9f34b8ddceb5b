package inventory_test

import (
	"testing"

	"crosswalk/tui/inventory"
	"crosswalk/tui/screentest"
)

func TestASystemDoesNotTellHowTheItemIsJudgedThatTheRoomVotesOn(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	rate(t, s, id, "A.5.4", chatbot, 1)
	st := screentest.Open(t, s, inventory.New(s), id).Shows("Below 3: 1  A.5.4 (1)", "Not answered yet: 24", "Rated", "1/25")
	reveal := st.Vote("A.5.4")
	st.Shows("◇ A.5.4 is hidden while the room votes on it", "Not answered yet: 24", "0/25").Hides("Below 3")
	st.Resize(120, 40).Shows("◇ A.5.4 is hidden while the room votes", "Not answered yet: 24").Hides("Below 3", "1  A.5.4")
	reveal()
	st.Resize(140, 60).Shows("Below 3: 1", "1  A.5.4").Hides("◇")
}

func TestAnUnansweredItemThatTheRoomVotesOnIsNotToldToBeOpen(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Open(t, s, inventory.New(s), id).Shows("Not answered yet: 25  8.2, ")
	reveal := st.Vote("8.2")
	st.Shows("Not answered yet: 24  8.3, ", "◇ 8.2 is hidden while the room votes on it")
	reveal()
	st.Shows("Not answered yet: 25  8.2, ").Hides("◇")
}

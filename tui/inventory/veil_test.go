package inventory_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/inventory"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// vote opens a vote on an item, and gives what reveals it.
func vote(st *screentest.Stage, item string) (reveal func()) {
	tell := func(state workshop.State) {
		st.Send(screen.Room{Current: &store.RoomVote{Vote: workshop.Vote{Key: assess.Key{Item: item}, Round: 1, State: state}}})
	}
	tell(workshop.Open)
	return func() { tell(workshop.Revealed) }
}

func TestASystemDoesNotTellHowTheItemIsJudgedThatTheRoomVotesOn(t *testing.T) {
	s, _ := screentest.Session(t)
	id, chatbot, _ := two(t, s)
	rate(t, s, id, "A.5.4", chatbot, 1)
	st := screentest.Open(t, s, inventory.New(s), id).Shows("Below 3: 1  A.5.4 (1)", "Not answered yet: 24", "Rated", "1/25")
	reveal := vote(st, "A.5.4")
	st.Shows("◇ A.5.4 is hidden while the room votes on it", "Not answered yet: 24", "0/25").Hides("Below 3")
	st.Resize(120, 40).Shows("◇ A.5.4 is hidden while the room votes", "Not answered yet: 24").Hides("Below 3", "1  A.5.4")
	reveal()
	st.Resize(140, 60).Shows("Below 3: 1", "1  A.5.4").Hides("◇")
}

func TestAnUnansweredItemThatTheRoomVotesOnIsNotToldToBeOpen(t *testing.T) {
	s, _ := screentest.Session(t)
	id, _, _ := two(t, s)
	st := screentest.Open(t, s, inventory.New(s), id).Shows("Not answered yet: 25  8.2, ")
	reveal := vote(st, "8.2")
	st.Shows("Not answered yet: 24  8.3, ", "◇ 8.2 is hidden while the room votes on it")
	reveal()
	st.Shows("Not answered yet: 25  8.2, ").Hides("◇")
}

package overview_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

func TestTheTermsOfWhatTheRoomVotesOnAreHiddenTillTheReveal(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("down", "down", "down", "enter", "down").Shows("6.1.4       0.33  rated 1 of 3")
	st.Press("esc")
	reveal := st.Vote("6.1.4")
	st.Press("enter", "down").Shows("6.1.4          ◇  hidden while the room votes on it", "6.1.3       0.67  rated 2 of 3").Hides("6.1.4       0.33")
	st.Press("esc").Resize(140, 40).Shows("6.1.4          ◇  hidden").Hides("6.1.4       0.33")
	reveal()
	st.Shows("6.1.4       0.33  rated 1 of 3").Hides("◇")
}

func TestAnOpenPageIsVeiledAsTheVoteOpens(t *testing.T) {
	st, s, _ := demo(t, "down", "down", "down", "enter", "down")
	st.Shows("6.1.4       0.33  rated 1 of 3")
	s.Ask(screen.Room{Current: &store.RoomVote{Vote: workshop.Vote{Key: assess.Key{Item: "6.1.4"}, State: workshop.Open}}})
	st.Send(nil) // which tells the screen and then its dialogs, as the App does
	st.Shows("6.1.4          ◇  hidden").Hides("6.1.4       0.33")
}

func TestWhatTheRoomVotesOnIsNoNextBest(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(80, 30).Shows("Next best  6.3  ")
	reveal := st.Vote("6.3")
	st.Hides("6.3  ").Shows("Next best  7.5.1", "A.6.1.2").Press("end", "up", "up", "up", "up", "enter")
	if at := st.Went[len(st.Went)-1]; at.Item != "7.5.1" {
		t.Errorf("the first line went to %+v", at)
	}
	reveal()
	st.Shows("Next best  6.3  ")
}

func TestABlockerThatTheRoomVotesOnDoesNotSayWhy(t *testing.T) {
	st, _, _ := demo(t, "!")
	st.Shows("stage 1  6.1.4", "rated 1, stage 1 looks").Press("esc")
	reveal := st.Vote("6.1.4")
	st.Resize(120, 40).Press("!").Hides("rated 1, stage 1").Shows("stage 1  6.1.4", "◇ hidden while the roo").Press("esc")
	reveal()
	st.Press("!").Hides("◇")
}

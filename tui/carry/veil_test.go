package carry_test

import (
	"testing"
)

func TestTheFiguresOfAnItemAreHiddenWhileTheRoomVotesOnIt(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("j", "j", "j", "right", "j", "j", "j", "j").Shows("▸    6.1.4   AI system impact a…    none       0 %")
	reveal := st.Vote("6.1.4")
	st.Shows("▸    6.1.4   AI system impact a…    none  ◇ hidden while the room votes on it", "6.1.3   AI risk treatment      high      80 %")
	st.Press("enter").Shows("Its figures are hidden while the room votes on it", "None: it is new work").Hides("Done, reuse, build", "Carried", "person-days")
	st.Press("esc").Resize(140, 40).Shows("Its figures are hidden").Hides("Done, reuse, build", "person-days")
	reveal()
	st.Shows("Done, reuse, build").Hides("◇")
}

func TestASetDoesNotTellOfTheItemThatTheRoomVotesOn(t *testing.T) {
	st, _, _ := demo(t)
	reveal := st.Vote("6.1.4")
	st.Resize(80, 110).Press("j", "j", "j", "enter").Shows("6.1.4    ◇ hidden while the room votes on it", "6.1.3    can  80").Press("esc")
	reveal()
	st.Press("enter").Shows("6.1.4    can   0")
}

func TestWhatTheRoomVotesOnIsOfNoKindOfWork(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("v", "j", "j", "enter").Shows("New build  40 · 157.2 days", "6.1.4   AI system")
	reveal := st.Vote("6.1.4")
	st.Shows("◇ 6.1.4 is hidden while the room votes on it", "New build  39 · ").Hides("6.1.4   AI system")
	reveal()
	st.Shows("New build  40 · 157.2 days", "6.1.4   AI system").Hides("◇")
}

func TestThePublishedTableStaysButForWhatTheIsmsCarriesNow(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("v", "j", "enter").Shows("A.4.4     A.5.9                      medium   medium      47 %")
	reveal := st.Vote("A.4.4")
	st.Hides("47 %")
	reveal()
	st.Shows("47 %")
}

func TestWhatRestsOnAControlDoesNotTellOfTheItemThatTheRoomVotesOn(t *testing.T) {
	st, _, _ := demo(t)
	reveal := st.Vote("A.10.3")
	for range 16 {
		st.Press("j")
	}
	st.Press("right", "j", "j", "r", "j", "j", "j", "enter").Shows("A.10.3  Suppliers", "◇ hidden while the room votes on it").Hides("taken over")
	reveal()
	st.Press("esc", "r", "j", "j", "j", "enter").Shows("taken over").Hides("◇")
}

package plan_test

import (
	"testing"
)

func TestAnActionIsVeiledWhileTheRoomVotesOnItsItem(t *testing.T) {
	st, s, id := demo(t)
	st.Press("down", "right")
	to(t, st, "A.6.1.2")
	st.Shows("◐ A.6.1.2 Objectives for       1.0 d", "Work     1.0 person-days")
	reveal := st.Vote("A.6.1.2")
	st.Shows("◇ A.6.1.2 Objectives for           ◇", "Work     ◇ hidden while the room votes on it", "Owner ").Hides("1.0 person-days")
	st.Press("enter").Shows("◇ hidden while the room votes on it").Hides("person-days, ").Press("esc")
	st.Press("space").Shows("The room votes on it; how it stands is set after the reveal.")
	if x := read(t, s, id).Task("A.6.1.2"); x.Status != "" {
		t.Errorf("its status is %q", x.Status)
	}
	st.Resize(140, 40).Shows("◇ A.6.1.2 Objectives for responsible                 ◇")
	reveal()
	st.Shows("◐ A.6.1.2 Objectives for responsible             1.0 d").Hides("◇")
}

func TestATaskIsVeiledWhileTheRoomVotesOnAnItemOfIt(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("down", "right")
	to(t, st, "T2.4")
	st.Press("up").Shows("◐ T2.3", "as follows from its items")
	reveal := st.Vote("6.1.2")
	st.Shows("◇ T2.3", "● T2.4", "Status   ◇ hidden while the room votes on it")
	st.Press("space").Shows("The room votes on it")
	reveal()
	st.Shows("◐ T2.3", "as follows from its items").Hides("◇")
}

func TestWhatAPhaseIsMadeOfDoesNotTellOfAVeiledItem(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(100, 80).Press("down")
	reveal := st.Vote("A.6.1.2")
	st.Press("enter").Shows("      ◇  A.6.1.2 ", "    2.0  A.8.5 ").Hides("1.0  A.6.1.2").Press("esc")
	reveal()
	st.Press("enter").Shows("    1.0  A.6.1.2 ").Hides("◇  A.6.1.2")
}

func TestTheOtherRulesDoNotTellOfAVeiledItemThatAloneTouchesThem(t *testing.T) {
	st, _, _ := demo(t)
	const known, hidden = "art. 86      ━━━───────  33 % 0 of 1 conform", "art. 86      ◇ hidden while the room votes on it Right to"
	st.Resize(100, 220).Press("r").Shows(known).Press("esc")
	reveal := st.Vote("A.8.5")
	st.Press("r").Shows(hidden).Hides(known).Press("esc")
	reveal()
	st.Press("r").Shows(known)
}

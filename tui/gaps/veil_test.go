package gaps_test

import (
	"strings"
	"testing"

	"crosswalk/tui/screen"
)

func TestARowIsVeiledWhileTheRoomVotesOnItsItem(t *testing.T) {
	st, _, _ := stand(t)
	st.Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "4.2"}})
	st.Shows("4.2     ", "● 2 ", "Why       rated 2", "Work ")
	reveal := st.Vote("4.2")
	st.Shows("◇         ·         ·               ◇ ◇", "Why       ◇ hidden while the room votes on it").Hides("● 2", "rated 2", "Work ", "Ines Bra… 15 Dec")
	st.Press("down").Hides("● 2", "rated 2").Shows("◇         ·", "● 1 ")
	st.Resize(140, 40).Hides("● 2", "rated 2").Shows("◇         ·")
	reveal()
	st.Shows("● 2 ").Hides("◇")
}

func TestNeitherOrderNorFilterNorWordsTellOfAVeiledGap(t *testing.T) {
	st, _, _ := stand(t)
	reveal := st.Vote("4.3")
	st.Press("s").Shows("by days").Press("end").Shows("▸ 4.3")
	st.Press("s").Shows("by credit").Press("end").Shows("▸ 4.3")
	st.Press("/").Type("rated 1").Shows("0 found").Press("esc")
	st.Press("/").Type("room votes").Shows("1 found").Press("esc")
	reveal()
	st.Press("end").Hides("▸ 4.3").Press("/").Type("rated 1").Shows("1 found")
}

func TestAVeiledGapIsInNoFilterByItsRating(t *testing.T) {
	st, _, _ := stand(t)
	count := func() int { return strings.Count(st.View(), "\n  4.4 ") + strings.Count(st.View(), "▸ 4.4 ") }
	st.Press("v", "u").Shows("unanswered")
	if count() != 1 {
		t.Fatalf("4.4 is not among the unanswered:\n%s", st.View())
	}
	reveal := st.Vote("4.4")
	if count() != 0 {
		t.Errorf("4.4 is told to be unanswered:\n%s", st.View())
	}
	reveal()
	if st.Press("home"); count() != 1 {
		t.Errorf("4.4 did not come back:\n%s", st.View())
	}
}

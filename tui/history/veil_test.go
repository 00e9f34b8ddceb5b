package history_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screentest"
)

func TestAnActDoesNotTellHowAnItemWasJudgedThatTheRoomVotesOn(t *testing.T) {
	st := newRoom(t).rate("4.2", 4).rate("4.1", 1).rate("4.1", 2).stage()
	st.Shows("rated 4.1 2", "rated 4.1 1", "4.1 rating   rated 1 → rated 2")
	reveal := st.Vote("4.1")
	st.Shows("2 acts", "▸ today 14:03   Ines Brandt     rated 4.2 4").Hides("4.1")
	st.Resize(140, 40).Shows("rated 4.2 4").Hides("4.1")
	reveal()
	st.Press("home")
	st.Shows("rated 4.1 2", "rated 4.1 1", "4.1 rating   rated 1 → rated 2").Hides("◇")
}

func TestAVeiledActIsNotFound(t *testing.T) {
	st := newRoom(t).rate("4.1", 1).rate("4.1", 2).stage()
	reveal := st.Vote("4.1")
	st.Press("/").Type("rated").Shows("0 found").Press("esc")
	reveal()
	st.Press("home").Press("/").Type("rated").Shows("2 found").Press("esc").Press("R").Shows("4.1 rating becomes again: rated 1")
}

func TestAnOpenActIsVeiledAsTheVoteOpens(t *testing.T) {
	st := newRoom(t).rate("4.1", 1).rate("4.1", 2).stage().Press("enter").Shows("now   rated 2")
	st.Vote("4.1")
	st.Shows("now   ◇ hidden while the room votes on").Hides("rated 1", "rated 2")
	for _, key := range []string{"enter", "R"} {
		st.Press(key).Shows("after the reveal").Hides("rated 1", "Restore")
	}
}

func TestAnEarlierVoteAndADraftPutAwayAreVeiledToo(t *testing.T) {
	r := newRoom(t)
	screentest.Do(t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutVote(a, r.s.DB.NewID(), []byte(`{"item":"4.1","level":2}`))
	})
	screentest.Do(t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Decline(r.s.Catalog, a, assess.Key{Item: "4.1"}, true)
	})
	st := r.note("4.1", "Ask legal.").stage().Shows("settled 4.1 on 2", "put the draft for 4.1 away")
	reveal := st.Vote("4.1")
	st.Hides("settled", "draft", "4.1", "Ask legal.").Shows("1 act ")
	reveal()
	st.Shows("settled 4.1 on 2", "put the draft for 4.1 away")
}

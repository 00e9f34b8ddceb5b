package walk_test

import (
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// risks puts two into the registers of an assessment, and none that may go well; 6.1.1
// is rated as said.
func risks(t *testing.T, s *screen.Session, id string, level int) {
	t.Helper()
	for i, title := range []string{"Wrong answers", "The vendor \x1b[31mchanges the model"} {
		key := fmt.Sprintf("r%d", i)
		screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
			return register.Put(c, "risk", key, map[string]string{"title": title, "kind": "threat"})
		})
	}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "6.1.1"}, level, "")
	})
}

func TestTheWalkSaysWhatRecordsSayAgainstAnAnswer(t *testing.T) {
	st, s, id := empty(t)
	risks(t, s, id, 3)
	st.News().Hides("≠").Judge().Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.1"}})
	st.Shows("≠ Only threats are listed; no opportunity is.", "Records 2").Golden("records-80x24")
	st.Resize(60, 20).Golden("records-60x20").Resize(120, 40).Golden("records-120x40").Resize(200, 50).Golden("records-200x50").Resize(80, 24)
	st.Press("!").Shows("≠ 6.1.1  Only threats are listed").Press("esc", "i").Shows("What the records say", "≠ Only threats").Press("pgdown", "pgdown")
	st.Press("esc", "2").Judge().Hides("≠ Only")
}

func TestRRunsToTheRecordsThatServeAnItem(t *testing.T) {
	st, s, id := empty(t)
	st.Press("r").Shows("The records are still being read.")
	risks(t, s, id, 3)
	st.News().Judge().Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "7.1"}}).Press("r").Shows("No record serves this item yet. The registers that would are:").Press("esc")
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.1"}}).Press("r").Golden("serving-80x24").Press("down", "enter")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Registers || at.Record != "risk/r0" {
		t.Errorf("it led to %+v", at)
	}
}

func TestRecordsBecomeEvidenceWithOneKey(t *testing.T) {
	st, s, id := empty(t)
	risks(t, s, id, 3)
	st.News().Judge().Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.1"}}).Press("r", "e").Shows("The records are evidence of 6.1.1 now").Judge()
	st.Press("e").Shows("Risks and opportunities: 2").Press("esc", "r", "e").Shows("evidence already of 6.1.1")
	st.Undo().Judge().Press("e").Hides("Risks and opportunities: 2")
}

func TestWhatRecordsSayOfAnItemIsHiddenWhileTheRoomVotesOnIt(t *testing.T) {
	st, s, id := empty(t)
	risks(t, s, id, 3)
	st.News().Judge().Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.1"}}).Shows("≠")
	st.Send(screen.Room{Current: &store.RoomVote{Vote: workshop.Vote{Key: assess.Key{Item: "6.1.1"}, Round: 1, State: workshop.Open}}}).Judge().Hides("≠", "Only threats").Press("!").Hides("Only threats").Press("esc", "i").Hides("Only threats").Press("esc", "r").Shows("The room votes on 6.1.1")
}

func TestTheWalkShowsFirstWhatThisPersonTookOnAndThenAll(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Allot(c, s.DB.NewID(), "Ines Brandt", []string{"A.9"}, nil)
	})
	st := screentest.Open(t, s, walk.New(s), id).Shows("4.1").Judge().Shows("mine 3 of 70", "▸ A.9.2", "What you took on is shown first").Hides("4 Context")
	st.Press("esc").Shows("4 Context").Judge().Shows("4 Context")

	led := screentest.Open(t, s, walk.New(s), id).Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "5.2"}}).Judge()
	led.Shows("5.2").Hides("mine 3")
}

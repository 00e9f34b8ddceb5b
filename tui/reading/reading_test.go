package reading_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/gaps"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/statement"
	"crosswalk/tui/walk"
)

// at is the Walk over an assessment of the demonstration, the reading of an item open.
func at(t *testing.T, item string, acts ...func(s *screen.Session, id string)) *screentest.Stage {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	for _, act := range acts {
		act(s, id)
	}
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}})
	return st.Resize(100, 200).Press("i")
}

func TestAnItemIsReadWholeInOnePage(t *testing.T) {
	st := at(t, "A.5.4")
	last := -1
	view := st.View()
	for _, part := range []string{"A.5.4  Assessing AI", "How it stands", "Questions", "Note", "Evidence", "The ISMS carries", "Last changes", "Levels", "Ask to see"} {
		i := strings.Index(view[max(last, 0):], part)
		if i < 0 {
			t.Fatalf("%q does not follow:\n%s", part, view)
		}
		last = max(last, 0) + i
	}
	st.Shows("Lotse", "in twenty minutes, nine groups", "neither German, Polish nor English.", "Sabine Oltmanns", "kept at")
	st.Resize(80, 24).Golden("item-80x24").Resize(60, 20).Golden("item-60x20")
}

func TestWhatTheRoomVotedIsReadWithItsDissent(t *testing.T) {
	st := at(t, "5.2", func(s *screen.Session, id string) {
		lead := store.Actor{Name: "Ines", Role: workshop.Facilitator}
		ctx := t.Context()
		v, err := s.DB.OpenVote(ctx, lead, s.Catalog, id, assess.Key{Item: "5.2"}, 2, true)
		if err == nil {
			_, err = s.DB.Cast(ctx, lead, v.ID, workshop.Ballot{Level: 3, Confidence: workshop.HighConfidence})
		}
		if err == nil {
			_, err = s.DB.Cast(ctx, store.Actor{Name: "Mara", Role: workshop.Assessor}, v.ID, workshop.Ballot{Level: 4, Confidence: workshop.HighConfidence, Reason: "\x1b[31mdone for every release"})
		}
		if err == nil {
			_, err = s.DB.Reveal(ctx, lead, v.ID)
		}
		if err == nil {
			_, _, err = s.DB.Settle(ctx, lead, s.Catalog, v.ID, 3, "most of it")
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	st.Shows("settled on 3, 1 round, by Ines on 24 Nov 2026", "dissent: Mara for 4: ␛[31mdone for every release")
	if strings.Contains(st.Screen.View(), "\x1b[31m") {
		t.Error("a reason drives the terminal")
	}
}

func TestAFindingIsReadWithItsState(t *testing.T) {
	at(t, "6.1.4").Shows("Findings", "· FI-1 major, ", "open: ")
}

func TestTheReadingFollowsTheNews(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, walk.New(s), id).Resize(100, 120).Press("i").Shows("○ not answered yet").Hides("Last changes")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 2, "")
	})
	st.News().Shows("● 2 by Ines Brandt on 24 Nov 2026", "Last changes", "24 Nov 2026 Ines Brandt rated 4.1 2").Hides("not answered yet")
}

func TestAVoteHidesWhatWasSaidWhileItIsRead(t *testing.T) {
	st := at(t, "A.5.4")
	reveal := st.Vote("A.5.4")
	st.Shows("The room votes on it; its answers are hidden.", "Questions", "Levels").Hides("in twenty minutes", "The ISMS carries", "Last changes", "Evidence\n")
	reveal()
	st.Shows("in twenty minutes", "Last changes")
}

func TestTheSamePageOpensFromTheGapsAndTheStatement(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, gaps.New(s), id).Resize(100, 200)
	st.Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "A.5.4"}}).Press("i").Shows("A.5.4  Assessing AI", "in twenty minutes", "Last changes")
	st = screentest.Open(t, s, statement.New(s), id).Resize(100, 200)
	st.Send(screen.Go{Route: screen.Statement, Place: screen.Place{Item: "A.5.4"}}).Press("i").Shows("Status", "in twenty minutes", "Last changes")
}

func TestAnItemOfTheISMSIsReadTheSameWay(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.NoteBaseline(s.Catalog, a, "A.5.19", "All of it\nis written down.")
	})
	st := screentest.Open(t, s, statement.New(s), id).Resize(100, 120).Press("v", "down", "enter")
	st.Send(screen.Go{Route: screen.Statement, Place: screen.Place{Item: "27001:A.5.19"}}).Press("i")
	st.Shows("In place when", "How it stands", "is written down.", "What rests on it", "Last changes")
}

func TestAnItemSaysSinceWhenItIsShownOnceTheRecordsAreKnown(t *testing.T) {
	st := at(t, "A.5.4").Hides("Shown since")
	st.Judge().Shows("Shown since", "months.")
}

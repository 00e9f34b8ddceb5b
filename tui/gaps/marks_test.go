package gaps_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/gaps"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// stands reads an answer from the store.
func stands(t *testing.T, s *screen.Session, id, item string) assess.Answer {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a.Answer(assess.Key{Item: item})
}

func TestAnOwnerIsGivenToMarkedGapsAsOneAct(t *testing.T) {
	st, s, id := stand(t)
	st.Press(",", ",", ",").Shows("69 gaps of 70 · 3 marked", "\n ┃4.2 ", "\n▸ 5.1 ", "0-5 rates these 3", "esc unmarks").Golden("marked-80")
	st.Press("o").Shows("3 items · who sees to them, and by when").Type("Jon").Press("enter").Type("+30d").Press("enter")
	st.Shows("✓ 3 items: owner Jon, due 24 Dec 2026; u takes it back.").Hides("marked")
	for _, item := range []string{"4.2", "4.3", "4.4"} {
		if x := stands(t, s, id, item); x.Owner != "Jon" || x.Due != "2026-12-24" {
			t.Errorf("%s has %+v", item, x)
		}
	}
	if st.Undo(); stands(t, s, id, "4.3").Owner != "Anna" || stands(t, s, id, "4.4").Owner != "" {
		t.Error("one undo does not take all three back")
	}
}

func TestADigitJudgesMarkedGapsAlone(t *testing.T) {
	st, s, id := stand(t)
	for _, key := range []string{"3", "n"} {
		st.Press(key).Shows(", marks this one and goes on")
	}
	if x := stands(t, s, id, "4.2"); x.Rating.Level != 2 || st.Dialog() != "" {
		t.Errorf("4.2 has %+v", x.Rating)
	}
	st.Press(",", ",", "3").Shows("✓ 2 items: rated 3; u takes it back.", "67 gaps of 70", "▸ 4.4")
	if stands(t, s, id, "4.2").Rating.Level != 3 || stands(t, s, id, "4.3").Rating.Level != 3 {
		t.Error("the marked gaps are not rated")
	}
	if st.Undo().Shows("69 gaps of 70"); stands(t, s, id, "4.2").Rating.Level != 2 {
		t.Error("one undo does not take both back")
	}
}

func TestAWholeClauseOfGapsIsMarkedInWhateverOrderTheyStand(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("T").Shows("3 marked").Press("s").Shows("3 marked", "by days").Press("/").Type("anna").Press("enter").Shows("1 marked")
	st.Press("esc").Hides("marked").Shows("1 found").Press("esc").Hides("1 found")
}

func TestFlagsOfMarkedGapsAreTakenOffWhereverTheyStand(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	sys := assess.System{ID: s.DB.NewID(), Name: "Chatbot", InScope: true}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutSystem(a, sys) })
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 3, "")
	})
	at := assess.Key{Item: "A.5.4", System: sys.ID}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Flag(s.Catalog, a, at, true) })
	st := screentest.Run(t, s, gaps.New(s), id, "s")
	st.Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "A.5.4"}}).Press(",", ",", "m").Shows("✓ 2 items: flagged", "A.5.4  ⚑", "A.5.5  ⚑")
	st.Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "A.5.4"}}).Press(",", ",", "m").Shows("✓ 2 items: flags taken off").Hides("⚑")
}

func TestEvidenceIsShownForOneGapAndForAllThatAreMarked(t *testing.T) {
	st, s, id := stand(t)
	st.Press("e").Shows("Evidence for 4.2", "Nothing was shown for this item yet").Press("esc", ",", ",", "e").Shows("Evidence for 2 items")
	st.Type("Context page").Press("ctrl+s").Shows("✓ 2 items: evidence Context page; u takes it back.")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || len(a.Pieces()) != 1 || !slices.Equal(a.Pieces()[0].Items, []string{"4.2", "4.3"}) {
		t.Errorf("the evidence is %+v, %v", a.Pieces(), err)
	}
}

func TestAVeiledGapHoldsAllMarkedOnesBack(t *testing.T) {
	st, s, id := stand(t)
	reveal := st.Press("T").Vote("4.3")
	for _, key := range []string{"3", "n", "o", "m", "e"} {
		if st.Press(key).Shows("The room votes on 4.3, and its answer waits for the reveal.", "3 marked"); st.Dialog() != "" {
			t.Errorf("%s opened %q", key, st.Dialog())
		}
	}
	reveal()
	if st.Press("1").Shows("3 items: rated 1"); stands(t, s, id, "4.3").Rating.Level != 1 {
		t.Error("after the reveal it is not rated")
	}
}

func TestAnObserverMarksNothing(t *testing.T) {
	st, s, _ := stand(t)
	s.Actor.Role = workshop.Observer
	for _, key := range []string{",", ";", "T", "3", "n", "o", "m"} {
		if st.Press(key).Hides("marked"); !strings.Contains(st.Notice, "looks on and changes nothing") {
			t.Errorf("%s said %q", key, st.Notice)
		}
	}
}

func TestTheUsualOwnerIsOfferedWhereNobodyIsNamedAndToOneAlone(t *testing.T) {
	st, s, id := stand(t)
	s.Owner = "Kasia Wolf"
	st.Press("j", "j", "o").Shows("4.4 · who sees to it", "Kasia Wolf").Press("esc")
	if x := stands(t, s, id, "4.4"); x.Owner != "" {
		t.Errorf("what was only offered is saved: %+v", x)
	}
	st.Press("o", "enter").Type("+30d").Press("enter")
	if x := stands(t, s, id, "4.4"); x.Owner != "Kasia Wolf" || x.Due == "" {
		t.Errorf("4.4 has %+v", x)
	}
	st.Press(",", ",", "o").Shows("2 items · who sees to them").Hides("Kasia Wolf")
}

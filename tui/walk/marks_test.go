package walk_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// of reads the answers of items as they stand in the store.
func of(t *testing.T, s *screen.Session, id string, items ...string) []assess.Answer {
	t.Helper()
	var all []assess.Answer
	for _, item := range items {
		all = append(all, answer(t, s, id, assess.Key{Item: item}))
	}
	return all
}

// levels are the ratings of items, "-" where one has none.
func levels(t *testing.T, s *screen.Session, id string, items ...string) string {
	t.Helper()
	said := ""
	for _, x := range of(t, s, id, items...) {
		switch {
		case x.Rating.Is(assess.Rated):
			said += string(rune('0' + x.Rating.Level))
		case x.Rating.Is(assess.NA):
			said += "n"
		default:
			said += "-"
		}
	}
	return said
}

func at(item string) screen.Go {
	return screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}}
}

func TestMarkedItemsAreRatedAsOneActAndOneUndoTakesItBack(t *testing.T) {
	st, s, id := empty(t, ",", "j", ",")
	st.Shows("   ┃4.1 ", "   ┃4.3", "  ▸ 4.4", "┃ 2 marked", "0-5 rates these 2", "esc unmarks")
	st.Press("4").Shows("✓ 2 items: rated 4; u takes it back.", "  ▸ 4.4").Hides("marked", "┃4")
	if got := levels(t, s, id, "4.1", "4.2", "4.3", "4.4"); got != "4-4-" {
		t.Errorf("the ratings are %s", got)
	}
	if st.Undo(); levels(t, s, id, "4.1", "4.2", "4.3") != "---" {
		t.Error("one undo does not take both ratings back")
	}
}

func TestMarksAreSeenAtEverySize(t *testing.T) {
	st, _, _ := demo(t, "A.10.2", "T", "K", "j", ",", ",")
	st.Golden("marked-80x24").Resize(60, 20).Golden("marked-60x20").Resize(140, 40).Golden("marked-140x40")
}

func TestMarksSurviveMovingAndNewsAndGoWithTheFilter(t *testing.T) {
	st, s, id := empty(t, "T", "J", "j", ",")
	st.Shows("   4┃Context", "5 marked").Press("tab", "end", "home").Shows("5 marked", "▸┃4.1")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.3"}, 3, "")
	})
	st.News().Shows("5 marked")
	st.Press("v", "u").Shows("4 marked").Press("2") // unanswered
	if got := levels(t, s, id, "4.1", "4.2", "4.3", "4.4", "5.2", "5.1"); got != "22322-" {
		t.Errorf("the ratings are %s", got)
	}
}

func TestEscTakesTheMarksAwayBeforeTheFilter(t *testing.T) {
	st, _, _ := demo(t, "4.1", "v", "g", ",")
	st.Shows("1 marked").Hides("7.1     ").Press("esc").Hides("marked", "7.1     ")
	st.Press("esc").Press("end", "home").Shows("4.1")
}

func TestAMarkLeavesTheQuestionsAndUnderMarksTheseAreNotEntered(t *testing.T) {
	st, s, id := empty(t, "right", ",")
	st.Shows("1 marked", "▸ 4.2").Press("right").Shows("esc takes the marks away before questions are rated").Press("3")
	if got := levels(t, s, id, "4.1", "4.2"); got != "3-" {
		t.Errorf("the ratings are %s", got)
	}
	st.Press(",").Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "4.1", Question: "4.1-1"}}).Hides("marked").Shows("rates 4.1 question 1")
}

func TestOneRefusalNamesItsItemAndNothingIsSaved(t *testing.T) {
	st, s, id := empty(t)
	st.Send(at("10.2")).Press(",").Send(at("A.2.2")).Press(",", "n")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "10.2 can't be excluded") || st.Dialog() != "" {
		t.Errorf("n said %v and opened %q", st.Failed, st.Dialog())
	}
	st.Shows("2 marked").Send(at("10.2")).Press(",").Shows("1 marked").Send(at("A.2.3")).Press(",", "n").Shows("2 items are not applicable, for one reason")
	st.Type("None of ours").Press("ctrl+s").Shows("2 items: not applicable; u takes it back.")
	if got := of(t, s, id, "A.2.2", "A.2.3"); got[0].Rating.Reason != "None of ours" || got[1].Rating.Reason != "None of ours" {
		t.Errorf("saved as %+v", got)
	}
	if st.Undo(); levels(t, s, id, "10.2", "A.2.2", "A.2.3") != "---" {
		t.Error("one undo does not take both exclusions back")
	}
}

func TestOwnerAndDueGoToAllAndWhatIsEmptyStays(t *testing.T) {
	st, s, id := empty(t)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(s.Catalog, a, assess.Key{Item: "4.2"}, "Jon", "2026-12-01")
	})
	st.News().Press("T", "o").Shows("4 items · who sees to them, and by when", "empty: each keeps its own").Press("ctrl+s").Shows("Nothing was typed, so each item keeps", "4 marked")
	st.Press("o").Type("Ines Braun").Press("enter", "enter").Shows("✓ 4 items: owner Ines Braun; u takes it back.")
	if got := of(t, s, id, "4.1", "4.2"); got[0].Owner != "Ines Braun" || got[0].Due != "" || got[1].Owner != "Ines Braun" || got[1].Due != "2026-12-01" {
		t.Errorf("saved as %+v", got)
	}
	st.Press("T", "o", "enter").Type("15 mar 2027").Press("enter").Shows("✓ 4 items: due 15 Mar 2027; u takes it back.")
	if got := of(t, s, id, "4.2", "4.4"); got[0].Due != "2027-03-15" || got[1].Due != "2027-03-15" || got[1].Owner != "Ines Braun" {
		t.Errorf("saved as %+v", got)
	}
	if st.Undo().Undo(); of(t, s, id, "4.2")[0].Owner != "Jon" {
		t.Error("two undos do not bring Jon back")
	}
}

func TestTwelveOwnersTakeFourteenKeys(t *testing.T) {
	st, s, id := empty(t, ",", ",", ",", ",", ",", ",", ",", ",", ",", ",", ",", ",", "o")
	if st.Type("Ines").Press("ctrl+s"); !strings.HasPrefix(st.Notice, "12 items: owner Ines") {
		t.Errorf("said %q", st.Notice)
	}
	if got := of(t, s, id, "6.1.2"); got[0].Owner != "Ines" {
		t.Errorf("the twelfth has %+v", got)
	}
}

func TestFlagsAreSetOnAllAndTakenOffWhereAllHaveOne(t *testing.T) {
	st, s, id := empty(t, "m", "T", "m")
	st.Shows("✓ 4 items: flagged; u takes it back.")
	flags := func() (n int) {
		for _, x := range of(t, s, id, "4.1", "4.2", "4.3", "4.4") {
			if x.Flag {
				n++
			}
		}
		return n
	}
	if flags() != 4 {
		t.Errorf("%d of 4 are flagged", flags())
	}
	if st.Press("T", "m").Shows("✓ 4 items: flags taken off; u takes it back."); flags() != 0 {
		t.Errorf("%d of 4 are flagged", flags())
	}
}

func TestOnePieceOfEvidenceServesAllThatIsMarked(t *testing.T) {
	st, s, id := empty(t, "T", "e")
	st.Shows("Evidence for 4 items").Type("AI policy").Press("ctrl+s").Shows("✓ 4 items: evidence AI policy; u takes it back.", "1, 0 seen")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || len(a.Pieces()) != 1 || !slices.Equal(a.Pieces()[0].Items, []string{"4.1", "4.2", "4.3", "4.4"}) {
		t.Errorf("the evidence is %+v, %v", a.Pieces(), err)
	}
}

func TestEvidenceServesEveryItemOfTheStandard(t *testing.T) {
	st, s, id := empty(t, ",", "end", ";", "e")
	st.Type("Manual").Press("ctrl+s").Shows("70 items: evidence Manual")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || len(a.Pieces()[0].Items) != 70 {
		t.Errorf("it serves %d items, %v", len(a.Pieces()[0].Items), err)
	}
}

func TestClearingTakesOnlyRatingsThatAreThereAndAsksWhereOthersLookOn(t *testing.T) {
	st, s, id := empty(t, "3", "j", "4", "T", "x")
	st.Shows("✓ 2 items: cleared; u takes it back.").Press("T", "x").Shows("There is no rating here to clear.", "4 marked").Press("esc", "5", "k", "5")
	s.Seat = &screen.Seat{Here: func() []screen.Present { return nil }, Moved: func(screen.At) {}}
	st.Press("T", "x").Shows("Clear the rating of 2 items?").Press("y")
	if got := levels(t, s, id, "4.1", "4.2"); got != "--" {
		t.Errorf("the ratings are %s", got)
	}
}

func TestAReasonAboveTheQuestionsIsAskedOnceForAll(t *testing.T) {
	st, s, id := empty(t, "right", "1", "left", "j", "right", "2", "left", "T", "4")
	st.Shows("2 of these 4 items stand above their lowest questions: why 4?").Type("The board paper").Press("enter")
	got := of(t, s, id, "4.1", "4.2", "4.3")
	if got[0].Rating.Reason != "The board paper" || got[1].Rating.Reason != "The board paper" || got[2].Rating.Reason != "" || levels(t, s, id, "4.1", "4.2", "4.3", "4.4") != "4444" {
		t.Errorf("saved as %+v", got)
	}
}

func TestWhatRoomsSettledOnIsAskedAboutOnceWithItsNumber(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	settle(t, s, id)
	st := screentest.Open(t, s, walk.New(s), id).Send(at("5.2"))
	st.Press("T", "2").Shows("1 of these 3 items was settled by a vote", "The room voted on 5.2.", "rate them 2").Press("esc").Shows("3 marked")
	st.Press("3").Shows("✓ 2 items: rated 3") // 5.2 stands at 3 already
	if got := levels(t, s, id, "5.1", "5.2", "5.3"); got != "333" || st.Dialog() != "" {
		t.Errorf("the ratings are %s, and it asks %q", got, st.Dialog())
	}
	st.Press("T", "x").Shows("1 of these 3 items was settled by a vote", "clear them").Press("y")
	if got := levels(t, s, id, "5.1", "5.2", "5.3"); got != "---" || st.Dialog() != "" {
		t.Errorf("the ratings are %s, and it asks %q", got, st.Dialog())
	}
	if st.Undo(); levels(t, s, id, "5.1", "5.2", "5.3") != "333" {
		t.Error("one undo does not bring all three back")
	}
	if st.Press("T", "1", "y"); levels(t, s, id, "5.1", "5.2", "5.3") != "111" {
		t.Errorf("the ratings are %s", levels(t, s, id, "5.1", "5.2", "5.3"))
	}
}

func TestAnswersOfSingleSystemsAreAskedAboutOnce(t *testing.T) {
	st, s, id := demo(t, "A.5.3", "T", "4")
	st.Shows("for no AI system: each has its own answer", "systems to come", "Replace the ").Press("enter")
	for _, item := range []string{"A.5.4", "A.5.5"} {
		if got := standing(t, s, id, item); got.Level != 4 {
			t.Errorf("%s stands at %+v", item, got)
		}
	}
	before := standing(t, s, id, "A.5.4")
	if st.Undo(); standing(t, s, id, "A.5.4").Level == before.Level {
		t.Error("one undo does not bring the answers of the AI systems back")
	}
	st.Press("T", "4", "down", "enter")
	if got := answer(t, s, id, assess.Key{Item: "A.5.4"}).Rating; got.Level != 4 || standing(t, s, id, "A.5.4").Level == 4 {
		t.Errorf("the answer for all is %+v, and A.5.4 stands at %+v", got, standing(t, s, id, "A.5.4"))
	}
}

func TestMarkedItemsAreRatedForTheSystemThatIsChosen(t *testing.T) {
	st, s, id := demo(t, "A.5.4", "s", "T", "5")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	system := a.InScope()[0].ID
	if got := a.Answer(assess.Key{Item: "A.5.5", System: system}).Rating; got.Level != 5 || a.Answer(assess.Key{Item: "A.5.2"}).Rating.Level != 5 {
		t.Errorf("A.5.5 has %+v for it", got)
	}
	st.Shows("items: rated 5; u takes it back.")
}

func TestAnItemThatTheRoomVotesOnHoldsAllMarkedOnesBack(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id).Send(at("6.1.4")).Press("T")
	before, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	reveal := st.Vote("6.1.4")
	for _, key := range []string{"4", "n", "x", "e", "o", "m"} {
		if st.Press(key).Shows("The room votes on 6.1.4, and its answer waits for the reveal.", "marked"); st.Dialog() != "" {
			t.Errorf("%s opened %q", key, st.Dialog())
		}
	}
	if after, err := s.DB.Assessment(t.Context(), id); err != nil || after != before {
		t.Errorf("something was saved: %v", err)
	}
	st.Press("esc", "home", "T").Send(at("6.1.4")).Press("2").Shows("4 items: rated 2") // others are judged from there
	reveal()
}

func TestAnObserverMarksNothing(t *testing.T) {
	st, s, _ := empty(t)
	s.Actor.Role = workshop.Observer
	for _, key := range []string{",", ";", "T"} {
		if st.Press(key).Hides("marked"); !strings.Contains(st.Notice, "looks on and changes nothing") {
			t.Errorf("%s said %q", key, st.Notice)
		}
	}
}

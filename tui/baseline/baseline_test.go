package baseline_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/baseline"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// open is the Baseline on a stage, with the demonstration or with nothing said.
func open(t *testing.T, demo bool) (*screentest.Stage, func(item string) assess.Answer) {
	t.Helper()
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{Sheets: func() []string { return nil }} // as at their own machine
	id := ""
	if demo {
		id = screentest.Demo(t, s)
	} else {
		id = screentest.Empty(t, s, "First", "Nordwind")
	}
	st := screentest.Open(t, s, baseline.New(s), id)
	return st, func(item string) assess.Answer {
		a, err := s.DB.Assessment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return a.Baseline[item]
	}
}

func level(t *testing.T, x assess.Answer, want int) {
	t.Helper()
	if !x.Rating.Is(assess.Rated) || x.Rating.Level != want {
		t.Errorf("the rating is %+v, not %d", x.Rating, want)
	}
}

func TestTheBaselineReadsInANarrowTerminal(t *testing.T) {
	st, _ := open(t, true)
	st.Golden("demo-80")
	st.Press("end").Golden("end-80")
}

func TestAWideTerminalHasThePaneBesideTheTable(t *testing.T) {
	st, _ := open(t, true)
	st.Resize(120, 40).Shows("▸ 4.1").Press("pgdown").Golden("demo-120")
	st.Resize(100, 30).Golden("demo-100").Shows(" Ask", "│")
}

func TestBesideTheTableStandsWhereItIsOpenStill(t *testing.T) {
	st, _ := open(t, false)
	st.Resize(120, 40).Shows("▐○", "○").Hides("●", "◐")
	st.Press("T", "3").Shows("▐●", "▐◐", "▐○")
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "A.5.10"}}).Press("T", "4", "end").Shows("  ●", "▐○")
}

func TestBeforeTheFirstNewsThePaneIsQuiet(t *testing.T) {
	s, _ := screentest.Session(t)
	b := baseline.New(s)
	b.Resize(80, 19)
	if strings.TrimSpace(b.View()) != "" {
		t.Errorf("something is drawn: %q", b.View())
	}
	if cmd := b.Update(screentest.Key("3")); cmd != nil {
		t.Error("a digit rates an assessment that nobody knows yet")
	}
}

func TestADigitRatesAndMovesOn(t *testing.T) {
	st, answer := open(t, false)
	st.Press("3", "4", "5")
	level(t, answer("4.1"), 3)
	level(t, answer("4.2"), 4)
	level(t, answer("4.3"), 5)
	if st.Place.Item != "4.4" {
		t.Errorf("the cursor stands on %s, not on 4.4", st.Place.Item)
	}
	st.Shows("Answered 3/123 · mean rating 4.0", "███░░ 3", "████░ 4", "█████ 5", "▸ 4.4")
}

func TestTheScaleStandsOnTheRowUnderTheCursorAlone(t *testing.T) {
	st, _ := open(t, false)
	st.Press("0", "5", "k").Shows("0 1 2 3 4▐5▌", "░░░░░ 0", "·····").Hides("▐0▌")
	st.Press("k").Shows("▐0▌1 2 3 4 5", "█████ 5")
}

func TestFifteenRowsStandAboveTwoLinesOfTheItem(t *testing.T) {
	st, _ := open(t, true)
	st.Shows("6.3     Planning of changes", "── 4.1  Understanding the organization and its context ──", "In place  A dated list", "↓ 111 more").Hides("7.1     ")
	st.Resize(80, 40).Shows("── 4.1  Understanding", "rated 4 by", "In place when", "… enter shows all")
}

func TestUndoTakesTheRatingBackAndTheCursorStays(t *testing.T) {
	st, answer := open(t, false)
	st.Press("3", "4").Undo()
	if x := answer("4.2"); !x.IsZero() {
		t.Errorf("4.2 still has %+v", x)
	}
	st.Shows("▸ 4.3", "Answered 1/123")
}

func TestARangeIsRatedAsOneAct(t *testing.T) {
	st, answer := open(t, false)
	st.Press("V").Hides("marked")
	st.Press(",", "j", ";").Shows("· 3 marked", "▸┃4.3", "\n ┃4.2", "rates these 3").Press("3").Hides("marked")
	for _, item := range []string{"4.1", "4.2", "4.3"} {
		level(t, answer(item), 3)
	}
	if st.Place.Item != "4.4" {
		t.Errorf("the cursor stands on %s, not after the range", st.Place.Item)
	}
	st.Shows("3 items: rated 3; u takes it back.")
	st.Undo()
	if x := answer("4.1"); !x.IsZero() {
		t.Errorf("one undo does not take the whole range back: 4.1 has %+v", x)
	}
}

func TestMarksNeedNotStandTogetherAndEscTakesThemAway(t *testing.T) {
	st, answer := open(t, false)
	st.Press(",", "j", ",").Shows("2 marked", "rates these 2").Press("2")
	level(t, answer("4.1"), 2)
	level(t, answer("4.3"), 2)
	if x := answer("4.2"); !x.IsZero() || st.Place.Item != "4.4" {
		t.Errorf("4.2 has %+v, and the cursor stands on %s", x, st.Place.Item)
	}
	st.Press("home", ",", ",", "esc").Hides("marked").Press("5")
	level(t, answer("4.1"), 2)
	level(t, answer("4.3"), 5)
}

func TestWhatAFilterHidesIsMarkedNoMore(t *testing.T) {
	st, answer := open(t, false)
	st.Press("3", "3", "home", "T").Shows("4 marked").Press("v", "u").Shows("2 marked", "shown: unanswered")
	st.Press("esc").Hides("marked").Shows("shown: unanswered").Press("esc").Hides("shown: unanswered")
	st.Press("home", "T", "/").Type("interested").Press("enter").Shows("1 marked").Press("1")
	level(t, answer("4.1"), 3)
	level(t, answer("4.2"), 1)
}

func TestOneRefusalRefusesAllThatIsMarkedAndSaysWhich(t *testing.T) {
	st, answer := open(t, false)
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "10.2"}})
	st.Press(",", ",", "n").Shows("10.2 can't be excluded", "2 marked")
	if st.Dialog() != "" || !answer("A.5.1").IsZero() {
		t.Errorf("the dialog is %q, A.5.1 has %+v", st.Dialog(), answer("A.5.1"))
	}
	st.Press("esc").Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "A.7.1"}})
	st.Press(",", ",", "n").Shows("2 controls are not applicable").Type("No premises").Press("enter").Shows("2 items: not applicable; u takes it back.")
	if r := answer("A.7.2").Rating; !r.Is(assess.NA) || r.Reason != "No premises" {
		t.Errorf("A.7.2 has %+v", r)
	}
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "A.7.1"}}).Press("T", "x").Shows("2 items: cleared; u takes it back.").Undo()
	if !answer("A.7.1").Rating.Is(assess.NA) || !answer("A.7.2").Rating.Is(assess.NA) {
		t.Error("one undo does not bring both exclusions back")
	}
}

func TestAWholeThemeIsRatedAtOnce(t *testing.T) {
	st, answer := open(t, false)
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "A.7.3"}})
	st.Press("T").Shows("14 marked", "rates these 14").Press("3")
	level(t, answer("A.7.1"), 3)
	level(t, answer("A.7.14"), 3)
	if !answer("A.8.1").IsZero() || !answer("A.6.8").IsZero() {
		t.Error("another theme was rated too")
	}
}

func TestAControlIsExcludedWithAReason(t *testing.T) {
	st, answer := open(t, false)
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "A.7.1"}})
	st.Press("n").Press("enter").Shows("can't be excluded without a justification")
	st.Type("We have no premises of our own.").Press("enter")
	if r := answer("A.7.1").Rating; !r.Is(assess.NA) || r.Reason != "We have no premises of our own." {
		t.Errorf("A.7.1 has %+v", r)
	}
	st.Shows("–  excluded", "We have no")
}

func TestAClauseIsNeverExcluded(t *testing.T) {
	st, _ := open(t, false)
	st.Press("n")
	if st.Dialog() != "" {
		t.Errorf("the dialog %q asks for a reason", st.Dialog())
	}
	st.Shows("4.1 can't be excluded: every requirement of clauses 4 to 10 applies.")
}

func TestClearingTakesTheRatingAway(t *testing.T) {
	st, answer := open(t, false)
	st.Press("x").Shows("There is no rating here to clear.")
	st.Press("3", "k", "x")
	if x := answer("4.1"); !x.IsZero() {
		t.Errorf("4.1 still has %+v", x)
	}
}

func TestClearingAsksWhereAWorkshopIsUnderWay(t *testing.T) {
	st, answer := open(t, false)
	st.Press("3", "k").Send(screen.Room{Room: store.Room{Agenda: workshop.Agenda{Since: time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)}}})
	st.Press("x").Shows("Clear the rating of ISMS 4.1?", "it goes for all of them").Press("esc")
	level(t, answer("4.1"), 3)
	st.Press("3", "3", "home", ",", ",", ",", "x").Shows("Clear the rating of 2 items of the ISMS?").Press("y")
	if x := answer("4.2"); !x.IsZero() || !answer("4.1").IsZero() {
		t.Errorf("4.1 still has %+v", x)
	}
}

func TestANoteIsSavedWhenItIsLeft(t *testing.T) {
	st, answer := open(t, false)
	st.Press("c").Type("Seen in the handbook").Press("esc")
	if n := answer("4.1").Note; n != "Seen in the handbook" {
		t.Errorf("the note is %q", n)
	}
	st.Shows("Seen in")
}

func TestTabFindsTheNextUnansweredItem(t *testing.T) {
	st, _ := open(t, false)
	st.Press("3", "3", "home", "tab")
	if st.Place.Item != "4.3" {
		t.Errorf("tab went to %s, not to 4.3", st.Place.Item)
	}
	st.Press("home", "shift+tab")
	if st.Place.Item != "A.8.34" {
		t.Errorf("shift+tab went to %s, not around the end", st.Place.Item)
	}
}

func TestTheUnansweredFilterLetsGoOfWhatWasRated(t *testing.T) {
	st, _ := open(t, false)
	st.Press("v", "u").Shows("shown: unanswered", "▸ 4.1")
	st.Press("3").Shows("▸ 4.2").Hides("4.1 ")
	st.Press("esc").Shows("4.1 ", "▸ 4.2")
}

func TestWordsNarrowTheTable(t *testing.T) {
	st, _ := open(t, true)
	st.Press("/").Type("crypto").Shows("Find crypto", "A.8.24", "1 found")
	st.Press("enter").Shows("▸ A.8.24")
	st.Press("/").Type("zzz").Shows("No item has these words")
	st.Press("esc").Shows("A.8.24").Hides("Find")
}

func TestALetterIsALetterWhileWordsAreTyped(t *testing.T) {
	st, answer := open(t, false)
	st.Press("/").Type("3x")
	if !st.Screen.Typing() {
		t.Error("the screen does not say that it takes letters")
	}
	if x := answer("4.1"); !x.IsZero() {
		t.Errorf("a digit in the words rated 4.1: %+v", x)
	}
}

func TestWhatRestsOnAnItemIsWalkedTo(t *testing.T) {
	st, _ := open(t, false)
	st.Press("r").Shows("What rests on ISMS 4.1").Press("enter")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Went[0].Item != "4.1" {
		t.Errorf("went %+v", st.Went)
	}
}

func TestWalksToWhatRestsOnAnItem(t *testing.T) {
	st, _ := open(t, false)
	cat := catalog.Shipped()
	resting := func(n int) string {
		for _, it := range cat.Foundation().Items() {
			if len(synergy.ImpactOf(cat, assess.New("a"), synergy.Corrected, it.ID)) == n {
				return it.ID
			}
		}
		t.Fatalf("on no item rest %d", n)
		return ""
	}
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: resting(1)}}).Press("w")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Dialog() != "" {
		t.Errorf("went %+v, and %q is open", st.Went, st.Dialog())
	}
	several := resting(3)
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: several}}).Press("w")
	if len(st.Went) != 1 || !strings.HasPrefix(st.Dialog(), "What rests on ISMS "+several) {
		t.Errorf("of several it went %+v, and %q is open", st.Went, st.Dialog())
	}
}

func TestTheTableIsNarrowedByThemeAndByWhatRestsOnIt(t *testing.T) {
	st, _ := open(t, true)
	st.Press("v").Shows("All 123 are shown.", "r  what ISO/IEC 42001 rests on").Hides("stale", "quick wins")
	st.Press("t").Shows("A.7", "14").Press("end").Golden("themes-80")
	st.Press("esc", "r").Shows(" of 123 shown: what ISO/IEC 42001 rests on")
	st.Press("esc", "v", "l").Shows("Nothing is overdue. o gives an item a due date. esc shows all again.")
}

func TestClickingTheSelectedRowOpensIt(t *testing.T) {
	st, _ := open(t, false)
	st.Shows("▸ 4.1").Send(screen.Click{X: 4, Y: 4}).Shows("▸ 4.2")
	st.Send(screen.Click{X: 4, Y: 4})
	if !strings.HasPrefix(st.Dialog(), "27001:4.2") {
		t.Errorf("the dialog is %q", st.Dialog())
	}
	st.Press("esc").Send(screen.Wheel{Lines: 3}).Shows("▸ 5.1")
}

func TestNewsFromElsewhereLeavesTheCursorAlone(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	st := screentest.Run(t, s, baseline.New(s), id, "v", "u", "end")
	line := func() int {
		before, _, _ := strings.Cut(st.View(), "▸")
		return strings.Count(before, "\n")
	}
	before := line()
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "4.2", 1)
	})
	if st.News().Hides("4.2 "); line() != before {
		t.Errorf("the cursor moved on the screen:\n%s", st.View())
	}
}

func TestTextOfPeopleCannotDriveTheTerminal(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.NoteBaseline(s.Catalog, a, "4.1", "\x1b]52;c;eA==\a\u202eevil")
	})
	st := screentest.Open(t, s, baseline.New(s), id).Resize(140, 40)
	if v := st.Screen.View(); strings.Contains(v, "\x1b]52") || strings.ContainsRune(v, '\u202e') {
		t.Error("a note reaches the terminal as it was typed")
	}
}

func TestEveryKeyIsNamedInTheHelp(t *testing.T) {
	st, _ := open(t, false)
	st.EveryKeyIsNamed()
}

func BenchmarkMoveAndDraw(b *testing.B) {
	for name, size := range map[string][2]int{"80x24": {80, 19}, "200x50": {200, 45}, "80x24 all marked": {80, 19}, "200x50 all marked": {200, 45}} {
		b.Run(name, func(b *testing.B) {
			s, _ := screentest.Session(b)
			sc := baseline.New(s)
			sc.Resize(size[0], size[1])
			sc.Update(screentest.News(b, s, screentest.Demo(b, s)))
			if strings.HasSuffix(name, "marked") {
				for _, key := range []string{"home", ",", "end", ";", "home"} {
					sc.Update(screentest.Key(key))
				}
			}
			down, up := screentest.Key("j"), screentest.Key("k")
			for i := 0; b.Loop(); i++ {
				if i%40 < 20 {
					sc.Update(down)
				} else {
					sc.Update(up)
				}
				_ = sc.View()
			}
		})
	}
}

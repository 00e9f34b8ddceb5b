package carry_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/carry"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func demo(t *testing.T) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	return screentest.Open(t, s, carry.New(s), id), s, id
}

func TestTheSynergyReadsInANarrowTerminal(t *testing.T) {
	st, _, _ := demo(t)
	st.Golden("sets-80")
	st.Press("j", "j", "j", "right").Shows("6.1.4", "none").Golden("items-80")
	st.Press("v", "down", "enter").Golden("printed-80")
	st.Press("v", "down", "enter").Golden("quadrants-80")
	st.Press("v", "down", "enter").Golden("matrix-80")
}

func TestAWideTerminalHasTheExplanationBesideTheList(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(140, 40).Press("j", "j", "j", "right", "j", "j").Shows("AI risk assessment", "strength 0.7").Golden("item-140")
}

func TestNothingRatedIsNoInventedFigure(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, carry.New(s), screentest.Empty(t, s, "First", "Nordwind"))
	st.Shows("The whole", "0 %").Golden("empty-80")
	st.Press("enter").Shows("Reuse predicts effort, never the present state")
}

func TestTheFiguresSwitchBetweenPublishedAndCorrected(t *testing.T) {
	st, s, id := demo(t)
	st.Press("j", "j", "j").Shows("as corrected", "67 %")
	st.Press("b").Shows("as published", "6    Planning", "75 %      75 %")
	st.Press("enter").Shows("Printed: ~75 %.", "Erratum E21", "the factor of its level / 0.67")
	st.Press("esc", "B")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || a.Profile.Basis != synergy.Published {
		t.Fatalf("the basis is %q, %v", a.Profile.Basis, err)
	}
	st.Shows("All figures of the assessment are as published now")
	st.Press("B")
	if !strings.Contains(st.Notice, "already") {
		t.Errorf("said %q", st.Notice)
	}
}

func TestAnItemOpensToTheTermsOfItsFigures(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("j", "j", "j", "right", "j", "j", "enter").
		Shows("Potential 80 %, as corrected", "Level high, whose factor is 0.80", "credit 1.00 (rated 4)")
	st.Press("pgdown", "pgdown").Shows("80 % × 0.70 / 0.70 = 80 %", "Reuse 13 %")
}

func TestTheDaysOfATakenOverAnswerWaitForItsEvidence(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "6.1.2", 4)
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return synergy.Adopt(s.Catalog, a, synergy.Corrected, assess.Key{Item: "6.1.2"}, "register", s.DB.NewID())
	})
	st := screentest.Open(t, s, carry.New(s), id).Press("j", "j", "j", "right", "j", "j", "enter", "pgdown")
	st.Shows("taken over from the ISMS, and nobody has")
}

func TestNewWorkSaysWhatMakesItNew(t *testing.T) {
	st, _, _ := demo(t)
	for range 11 {
		st.Press("j")
	}
	st.Press("enter").Shows("A.5  Assessing impacts of AI systems")
	for range 6 {
		st.Press("pgdown")
	}
	st.Shows("A.5.5 Assessing societal impacts of AI systems", "None: it is new work")
}

func TestAPrintedRowShowsBothReadingsAndTheErratum(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("v", "j", "enter", "j", "j", "j", "j", "enter").Shows("As printed: A.4.2", "As corrected: A.3.3", "Erratum E05")
	st.Press("esc", "w")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Went[0].Item != "A.3.3" {
		t.Errorf("went %+v", st.Went)
	}
}

func TestWhatRestsOnAControlIsWalkedTo(t *testing.T) {
	st, _, _ := demo(t)
	for range 16 {
		st.Press("j")
	}
	st.Press("right", "j", "j", "r").Shows("What rests on which control", "A.5.22")
	for range 3 {
		st.Press("j")
	}
	st.Press("enter").Shows("What rests on ISMS A.5.22", "A.10.3  Suppliers", "taken over")
	st.Press("enter")
	if len(st.Went) != 1 || st.Went[0].Item != "A.10.3" {
		t.Errorf("went %+v", st.Went)
	}
}

func TestTheStaleAnswersAreCounted(t *testing.T) {
	st, s, id := demo(t)
	st.Shows("! 1 stale")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "A.5.22", 1)
	})
	st.News().Shows("! 2 stale")
}

func TestTheCellsOfTheMatrixNameTheirTies(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("v", "up", "up", "j", "j", "j", "enter").Shows("4.1 → 4.1").Press("down", "right").Shows("5 Leadership → ISMS 5 Leadership", "5.1 → 5.1")
	st.Press("enter").Shows("5.2 AI policy → 5.2 Policy", "strength")
	st.Press("esc", "end", "home", "esc").Shows("What the ISMS carries")
}

func TestNewsLeavesTheCursorOnItsRow(t *testing.T) {
	st, s, id := demo(t)
	st.Press("j", "j", "j", "right", "j", "j", "j")
	line := func() string {
		for l := range strings.SplitSeq(st.View(), "\n") {
			if strings.HasPrefix(l, "▸") {
				return l
			}
		}
		return ""
	}
	before := line()[:30]
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 1, "x")
	})
	if st.News(); line()[:30] != before {
		t.Errorf("the cursor went from %q to %q", before, line())
	}
}

func TestEscLeavesTheView(t *testing.T) {
	st, _, _ := demo(t)
	st.Press("v", "j", "j", "enter", "esc").Shows("What the ISMS carries")
}

func TestAClickSelectsAndASecondOpens(t *testing.T) {
	st, _, _ := demo(t)
	st.Shows("▸ The whole").Send(screen.Click{X: 5, Y: 4}).Shows("▸ ▹ 5").Send(screen.Click{X: 5, Y: 4})
	if !strings.HasPrefix(st.Dialog(), "5  Leadership") {
		t.Errorf("the dialog is %q", st.Dialog())
	}
}

func TestTextOfPeopleCannotDriveTheTerminal(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutControl(a, assess.OwnControl{ID: s.DB.NewID(), Title: "\x1b]52;c;eA==\a\u202eevil"})
	})
	st := screentest.Open(t, s, carry.New(s), id).Resize(140, 40).Press("end", "right", "down")
	if v := st.Screen.View(); strings.Contains(v, "\x1b]52") || strings.ContainsRune(v, '\u202e') {
		t.Error("a title reaches the terminal as it was typed")
	}
}

func TestEveryKeyIsNamedInTheHelp(t *testing.T) {
	st, _, _ := demo(t)
	st.EveryKeyIsNamed()
}

func BenchmarkMoveAndDraw(b *testing.B) {
	for name, size := range map[string][2]int{"80x24": {80, 19}, "200x50": {200, 45}} {
		b.Run(name, func(b *testing.B) {
			s, _ := screentest.Session(b)
			sc := carry.New(s)
			sc.Resize(size[0], size[1])
			sc.Update(screentest.News(b, s, screentest.Demo(b, s)))
			sc.Update(screentest.Key("right"))
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

package grid_test

import (
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/grid"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// over is the grid over the Walk, at an item of the demonstration.
func over(t *testing.T, item string, keys ...string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, grid.New(s), id)
	st.Send(screen.SideBySide{From: screen.Walk, Place: screen.Place{Item: item}})
	return st.Press(keys...), s, id
}

// plain is the grid over an assessment with AI systems of which nothing was said.
func plain(t *testing.T, systems int, item string, keys ...string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	many(t, s, id, systems)
	st := screentest.Open(t, s, grid.New(s), id)
	st.Send(screen.SideBySide{From: screen.Gaps, Place: screen.Place{Item: item}})
	return st.Press(keys...), s, id
}

// says is the answer at an item for the n-th AI system in scope.
func says(t *testing.T, s *screen.Session, id, item string, n int) assess.Answer {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a.Answer(assess.Key{Item: item, System: a.InScope()[n].ID})
}

// many adds AI systems.
func many(t testing.TB, s *screen.Session, id string, n int) {
	t.Helper()
	for i := range n {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: fmt.Sprintf("Number%02d of many", i+1), InScope: true})
		})
	}
}

func TestTheGridReadsAtEverySize(t *testing.T) {
	st, s, id := over(t, "A.5.4")
	st.Golden("demo-80x24").Resize(60, 20).Golden("demo-60x20").Resize(120, 40).Golden("demo-120x40").Resize(200, 50).Golden("demo-200x50")
	many(t, s, id, 12)
	st.News().Resize(80, 24).Press("right", "right", "right", "right", "right", "right", "right").Golden("many-80x24").Resize(60, 20).Golden("many-60x20")
}

func TestACellIsRatedByADigitAndTheCursorStays(t *testing.T) {
	st, s, id := plain(t, 3, "A.5.4", "right", "4")
	if x := says(t, s, id, "A.5.4", 1).Rating; x.Level != 4 {
		t.Errorf("it has %+v", x)
	}
	st.Shows("▸ A.5.4", "▐● 4 ▌", "── Number02 of many · A.5.4 Assessing AI").Press("left", "down", "0").Shows("▸ A.5.5", "▐● 0 ▌")
	if st.Undo(); !says(t, s, id, "A.5.5", 0).Rating.Is(assess.Unanswered) || says(t, s, id, "A.5.4", 1).Rating.Level != 4 {
		t.Error("one undo does not take it back")
	}
}

func TestACellIsNotApplicableForAReasonAndCleared(t *testing.T) {
	st, s, id := over(t, "A.5.4", "n")
	st.Shows("Why does it not apply?").Type("It judges nobody").Press("ctrl+s").Shows("▐–   ▌")
	if x := says(t, s, id, "A.5.4", 0).Rating; !x.Is(assess.NA) || x.Reason != "It judges nobody" {
		t.Errorf("it has %+v", x)
	}
	if st.Press("x"); !says(t, s, id, "A.5.4", 0).Rating.Is(assess.Unanswered) {
		t.Error("it is not cleared")
	}
	st.Press("x").Shows("There is no rating here to clear.")
}

func TestMarkedRowsAreRatedInOneColumnAsOneAct(t *testing.T) {
	st, s, id := plain(t, 3, "A.5.3", "right", ",", ",", ",")
	st.Shows("3 marked", "0-5 rates these 3 for Number02").Press("5").Shows("3 items: rated 5; u takes it back.").Hides("marked")
	for _, item := range []string{"A.5.3", "A.5.4", "A.5.5"} {
		if x := says(t, s, id, item, 1).Rating; x.Level != 5 {
			t.Errorf("%s has %+v", item, x)
		}
	}
	if st.Undo(); !says(t, s, id, "A.5.3", 1).Rating.Is(assess.Unanswered) || !says(t, s, id, "A.5.5", 1).Rating.Is(assess.Unanswered) {
		t.Error("one undo does not take all three back")
	}
}

func TestTheAnswerForAllStandsWithAStar(t *testing.T) {
	st, s, id := plain(t, 2, "A.5.4")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "A.5.4"}, 2, "")
	})
	st.News().Shows("▐● 2*▌", "● 2*       ● 2\n")
	st.Press("tab").Shows("▸ A.5.5").Press("shift+tab", "shift+tab").Shows("▸ A.5.3")
}

func TestWhereNoSystemIsInScopeItTeaches(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, grid.New(s), screentest.Empty(t, s, "Gap 2026", "Nordwind"))
	st.Send(screen.SideBySide{From: screen.Walk}).Shows("No AI system is in scope yet").Press("3").Shows("There is no cell here").Press("esc")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk {
		t.Errorf("went %+v", st.Went)
	}
}

func TestEscLeavesMarksWordsFilterAndThenTheGrid(t *testing.T) {
	st, _, _ := over(t, "A.5.4", "v", "g")
	st.Shows("shown: gaps").Press("/").Type("impact").Press("enter", ",").Shows("1 marked").Press("esc").Hides("marked").Press("esc").Hides("impact\"").Press("esc").Hides("shown")
	st.Press("esc")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Went[0].System == "" {
		t.Errorf("went %+v", st.Went)
	}
}

func TestEnterWalksToTheCell(t *testing.T) {
	st, _, _ := over(t, "A.5.4", "right", "enter")
	if len(st.Went) != 1 || st.Went[0].Item != "A.5.4" || st.Went[0].System == "" {
		t.Errorf("went %+v", st.Went)
	}
	st.Press("i").Shows("How it stands")
}

func TestAClickStandsOnACell(t *testing.T) {
	st, _, _ := over(t, "A.5.4")
	lines := strings.Split(st.View(), "\n")
	for y, l := range lines {
		if strings.HasPrefix(l, "  A.5.3 ") {
			st.Send(screen.Click{X: strings.Index(strings.Split(st.View(), "\n")[1], "Siebwerk"), Y: y})
		}
	}
	st.Shows("▸ A.5.3", "── Siebwerk CV screening · A.5.3")
}

func TestAnItemThatTheRoomVotesOnShowsNoCell(t *testing.T) {
	st, _, _ := over(t, "A.5.4")
	reveal := st.Vote("A.5.4")
	st.Shows("▐◇   ▌").Press("3").Shows("The room votes on A.5.4")
	reveal()
	st.Hides("◇")
}

func TestAnObserverRatesNothing(t *testing.T) {
	st, s, id := over(t, "A.5.4")
	s.Actor.Role = workshop.Observer
	was := says(t, s, id, "A.5.4", 0).Rating.Level
	if st.Press("5"); says(t, s, id, "A.5.4", 0).Rating.Level != was || !strings.Contains(st.Notice, "looks on") {
		t.Errorf("it said %q", st.Notice)
	}
}

func TestASystemsNameCannotDriveTheTerminal(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: "\x1b]0;owned\a\u202ex 漢字漢字漢字漢字", InScope: true})
	})
	st := screentest.Open(t, s, grid.New(s), id)
	if v := st.Screen.View(); strings.Contains(v, "\x1b]0") || strings.ContainsRune(v, '\u202e') {
		t.Error("a name reaches the terminal as it was typed")
	}
	st.View()
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _, _ := over(t, "A.5.4")
	st.EveryKeyIsNamed()
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, systems := range []int{0, 300} {
		for _, size := range [][2]int{{80, 19}, {200, 45}} {
			b.Run(fmt.Sprintf("%d systems more, %dx%d", systems, size[0], size[1]+5), func(b *testing.B) {
				s, _ := screentest.Session(b)
				id := screentest.Demo(b, s)
				many(b, s, id, systems)
				g := grid.New(s)
				g.Resize(size[0], size[1])
				g.Update(screentest.News(b, s, id))
				keys := []string{"down", "right", "down", "left", "up"}
				for i := 0; b.Loop(); i++ {
					g.Update(screentest.Key(keys[i%len(keys)]))
					if g.View() == "" {
						b.Fatal("nothing was drawn")
					}
				}
			})
		}
	}
}

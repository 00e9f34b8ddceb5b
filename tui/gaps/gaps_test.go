package gaps_test

import (
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/gaps"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// stand is the Gaps by number, on a stage with three gaps that somebody has in
// hand and one item that conforms.
func stand(t *testing.T) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	cat := s.Catalog
	for _, decide := range []screen.Decide{
		func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(cat, a, assess.Key{Item: "4.1"}, 3, "")
		},
		func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(cat, a, assess.Key{Item: "4.2"}, 2, "")
		},
		func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(cat, a, assess.Key{Item: "4.3"}, 1, "")
		},
		func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Assign(cat, a, assess.Key{Item: "4.2"}, "Ines Brandt", "2026-12-15")
		},
		func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Assign(cat, a, assess.Key{Item: "4.3"}, "Anna", "2026-11-03")
		},
		func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutFinding(cat, a, assess.Finding{ID: s.DB.NewID(), Item: "4.4", Grade: assess.GradeMajor, Statement: "No process map exists."})
		},
	} {
		screentest.Do(t, s, id, decide)
	}
	return screentest.Run(t, s, gaps.New(s), id, "s"), s, id
}

// order checks that texts stand in this order on the stage.
func order(t *testing.T, st *screentest.Stage, texts ...string) {
	t.Helper()
	view, last := st.View(), -1
	for _, text := range texts {
		at := strings.Index(view, text)
		if at <= last {
			t.Fatalf("%q does not stand in the order %q:\n%s", text, texts, view)
		}
		last = at
	}
}

func TestTheGapsReadInANarrowTerminal(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, gaps.New(s), screentest.Demo(t, s))
	st.Golden("demo-80").Press("s", "s", "s", "j").Golden("credit-80")
}

func TestAWideTerminalShowsWhatIsToMakeToo(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, gaps.New(s), screentest.Demo(t, s))
	st.Resize(120, 40).Press("s", "s", "s", "s").Golden("due-120")
}

func TestARowSaysWhyWhoAndByWhen(t *testing.T) {
	st, _, _ := stand(t)
	st.Shows(
		"69 gaps of 70", "67 unanswered", "1 major, 0 minor",
		"● 2 ", "Ines Bra…", "15 Dec 2026", "late 3 Nov", "○ major", "○ open",
	).Hides("4.1 ", "● 2 rated 2")
}

func TestAWideRowSpellsOverdueOut(t *testing.T) {
	st, _, _ := stand(t)
	st.Resize(120, 40).Shows("3 Nov 2026 overdue", "15 Dec 2026 ")
}

func TestTheListIsSortedInEveryWay(t *testing.T) {
	st, _, _ := stand(t)
	st.Shows("by number")
	order(t, st, "4.2 ", "4.3 ", "4.4 ", "5.1 ")
	st.Press("s").Shows("by days").Hides("4.2 ")
	st.Press("s").Shows("by credit")
	order(t, st, "6.3 ", "5.3 ")
	st.Press("s").Shows("by due date")
	order(t, st, "4.3 ", "4.2 ", "6.3 ")
	st.Press("s").Shows("by owner")
	order(t, st, "Anna", "Ines")
	st.Press("s").Shows("by priority")
}

func TestTheFirstGapIsTheOneThatThePlanPutsFirst(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	first := roadmap.Gaps(screentest.News(t, s, id).Input())[0]
	screentest.Open(t, s, gaps.New(s), id).Resize(100, 24).Shows("by priority", "▸ "+first.Item.Number, fmt.Sprintf("%.1f person-days, %s", first.Days, first.Quadrant), "To make   "+first.Item.Deliverable[:20])
}

func TestSortingShowsWhatComesFirst(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("end", "s", "s", "s").Shows("▸ 4.3", "Sorted by due date.")
}

func TestALetterShowsWhatItStandsFor(t *testing.T) {
	for letter, want := range map[string][]string{
		"m": {"▸ 4.2", "1 of 69 shown: mine"},
		"l": {"▸ 4.3", "1 of 69 shown: overdue"},
		"d": {"▸ 4.2", "▸ 4.2", "2 of 69 shown: due within 30d"},
		"c": {"▸ 4.4", "1 of 69 shown: open nonconformity"},
		"i": {"No item is a quick win"},
		"f": {"Nothing is flagged. m flags an item"},
	} {
		st, _, _ := stand(t)
		st.Press("v", letter).Shows(want...)
		st.Press("esc").Shows("4.2 ", "4.3 ", "4.4 ")
	}
}

func TestAssigningSaysWhoAndByWhen(t *testing.T) {
	st, s, id := stand(t)
	st.Press("j", "j", "o").Shows("4.4 · who sees to it")
	st.Type("Jon").Press("enter").Type("2026-13-01").Press("enter").Shows("is no date; write it as 2026-12-31")
	for range 5 {
		st.Press("backspace")
	}
	st.Type("12-01").Press("enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if x := a.Answer(assess.Key{Item: "4.4"}); x.Owner != "Jon" || x.Due != "2026-12-01" {
		t.Errorf("4.4 has %+v", x)
	}
	st.Shows("Jon", "1 Dec 2026")
}

func TestAFlagIsSetAndTakenOff(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("m").Shows("▸ 4.2    ⚑").Press("m").Hides("⚑")
}

func TestAFlagOnOneAISystemIsTakenOffToo(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	sys := assess.System{ID: s.DB.NewID(), Name: "Chatbot", InScope: true}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutSystem(a, sys) })
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 3, "")
	})
	at := assess.Key{Item: "A.5.4", System: sys.ID}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Flag(s.Catalog, a, at, true) })
	st := screentest.Open(t, s, gaps.New(s), id)
	st.Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "A.5.4"}}).Shows("▸ A.5.4  ⚑")
	st.Press("m").Shows("▸ A.5.4   ")
}

func TestEnterWalksToTheItem(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("j", "enter")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Went[0].Item != "4.3" {
		t.Errorf("went %+v", st.Went)
	}
}

func TestClickingTheSelectedRowWalksThere(t *testing.T) {
	st, _, _ := stand(t)
	st.Shows("▸ 4.2").Send(screen.Click{X: 5, Y: 3}).Shows("▸ 4.3")
	st.Send(screen.Click{X: 5, Y: 3})
	if len(st.Went) != 1 || st.Went[0].Item != "4.3" {
		t.Errorf("went %+v", st.Went)
	}
	st.Send(screen.Wheel{Lines: -3}).Shows("▸ 4.2")
}

func TestAClosedGapLeavesAndTheNextTakesItsPlace(t *testing.T) {
	st, s, id := stand(t)
	st.Press("j")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.3"}, 4, "")
	})
	st.News().Shows("68 gaps", "▸ 4.4").Hides("4.3 ")
}

func TestWordsNarrowTheList(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("/").Type("anna").Shows("▸ 4.3", "1 found").Press("enter", "esc").Shows("▸ 4.3", "4.2 ")
	st.Press("/").Type("process map exists").Shows("▸ 4.4")
	st.Press("esc", "/").Type("no such words").Shows("No gap has these words")
}

func TestNothingAnsweredTeachesWhereToBegin(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, gaps.New(s), screentest.Empty(t, s, "First", "Nordwind"))
	st.Shows("Nothing is answered yet", "enter begins the Walk").Press("o").Shows("No gap is shown").Press("enter")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk {
		t.Errorf("went %+v", st.Went)
	}
}

func TestWhereAllConformsTheListSaysWhatIsNext(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		var all []assess.Change
		for _, it := range assess.Items(s.Catalog, a) {
			some, err := assess.Rate(s.Catalog, a, assess.Key{Item: it.ID}, 3, "")
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
		return all, nil
	})
	screentest.Open(t, s, gaps.New(s), id).Shows("No gap is left: all 70 items", "Overview")
}

func TestAnOwnersNameCannotDriveTheTerminal(t *testing.T) {
	st, s, id := stand(t)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(s.Catalog, a, assess.Key{Item: "4.2"}, "\x1b]0;owned\a\u202e", "2026-01-01")
	})
	st.News()
	if v := st.Screen.View(); strings.Contains(v, "\x1b]0") || strings.ContainsRune(v, '\u202e') {
		t.Error("a name reaches the terminal as it was typed")
	}
}

func TestEveryKeyIsNamedInTheHelp(t *testing.T) {
	st, _, _ := stand(t)
	st.EveryKeyIsNamed()
}

func BenchmarkMoveAndDraw(b *testing.B) {
	for name, size := range map[string][2]int{"80x24": {80, 19}, "200x50": {200, 45}, "80x24 all marked": {80, 19}, "200x50 all marked": {200, 45}} {
		b.Run(name, func(b *testing.B) {
			s, _ := screentest.Session(b)
			sc := gaps.New(s)
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

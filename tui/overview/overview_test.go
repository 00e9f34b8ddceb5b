package overview_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/store"
	"crosswalk/tui/overview"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func demo(t *testing.T, keys ...string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	return screentest.Run(t, s, overview.New(s), id, keys...).Plan(), s, id
}

func TestTheOverviewReadsAtEverySize(t *testing.T) {
	st, _, _ := demo(t)
	st.Golden("demo-80x24").Resize(60, 20).Golden("demo-60x20").Resize(120, 40).Golden("demo-120x40").Resize(200, 60).Golden("demo-200x60")
}

func TestAnEmptyAssessmentSaysWhatComesNextAndClaimsNothing(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Open(t, s, overview.New(s), id).Plan().Golden("empty-80x24").
		Shows("Conforming 0 of 70", "Progress 0 % … 100 %", "Answered 0 of 70", "Maturity –", "Nothing is answered yet")
}

func TestEveryFigureOpensToItsTerms(t *testing.T) {
	st, _, _ := demo(t, "enter")
	st.Shows("The whole · what the figures are made of", "Item      Credit  Why")
	st.Press("esc", "down", "down", "enter").Shows("5  Leadership", "5.1")
}

func TestTheTermsNameWhatCapsACredit(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 4, "")
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutFinding(s.Catalog, a, assess.Finding{ID: s.DB.NewID(), Item: "4.1", Grade: assess.GradeMajor, Statement: "No list"})
	})
	screentest.Run(t, s, overview.New(s), id, "down", "enter").Shows("0.33  rated 4", "major")
}

func TestTheNextBestGapsAreLinesThatLeadToTheWalk(t *testing.T) {
	st, s, id := demo(t)
	st.Resize(80, 30).Press("end", "up", "up", "up", "up")
	best := slices.DeleteFunc(roadmap.Gaps(screentest.News(t, s, id).Input()), func(g roadmap.Gap) bool { return g.Standing.State != assess.Rated })
	for i := range 3 {
		st.Shows(best[i].Item.Number, fmt.Sprintf("%.1f days, +%.1f %% progress  %s", best[i].Days, 100*best[i].Closes()/71, best[i].Quadrant)).Press("enter", "down")
		if at := st.Went[len(st.Went)-1]; at.Route != screen.Walk || at.Item != best[i].Item.ID {
			t.Errorf("line %d went to %+v", i+1, at)
		}
	}
	st.Shows("▸Forecast").Press("up", "up", "up", "up").Shows("▸   X Own contro")
}

func TestWhatWasNotJudgedIsNoNextBestButToBeJudged(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "9.2.1"}, 1, "")
	})
	st := screentest.Run(t, s, overview.New(s), id).Plan()
	st.Shows("69 items are open", "Next best  9.2.1").Hides("4.1 ")
}

func TestTheForecastSaysOnWhatItRestsAndWhatIsUnsaid(t *testing.T) {
	st, _, _ := demo(t)
	st.Shows("P80 ", "2027", "person-days, an estimate").Press("end", "up", "enter")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Roadmap {
		t.Errorf("the forecast led to %+v", at)
	}
	s, _ := screentest.Session(t)
	screentest.Run(t, s, overview.New(s), screentest.Empty(t, s, "Gap 2026", "Nordwind")).Shows("Forecast   …").
		Plan().Shows("p: 8 unsaid").Press("p").Shows("Profile")
}

func TestArrowsGoOverBothColumns(t *testing.T) {
	st, _, _ := demo(t, "down", "right", "enter")
	st.Shows("A.2  Policies related to AI").Press("esc", "left", "enter").Shows("4  Context of the organization").
		Press("esc", "end", "enter").Shows("What stands in the way").Press("esc", "home", "enter").Shows("The whole")
}

func TestWGoesToTheFirstItemThatIsNotDone(t *testing.T) {
	st, _, _ := demo(t, "w")
	if n := len(st.Went); n != 1 || st.Went[0].Route != screen.Walk || st.Went[0].Item != "7.5.2" {
		t.Errorf("it went to %+v", st.Went)
	}
}

func TestAProfileThatSomebodyElseChangedMeanwhileKeepsTheirWords(t *testing.T) {
	st, s, id := demo(t, "p")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		p, err := a.Profile.With("budget", "small")
		return assess.SetProfile(a, p), err
	})
	st.News().Press("end").Type(" II").Press("ctrl+s")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(a.Name, " II") || a.Profile.Budget != "small" {
		t.Errorf("it is named %q with a %s budget", a.Name, a.Profile.Budget)
	}
}

func TestInASmallWindowTheSectionsKeepTheirColumnsAndSayThatMoreFollow(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(60, 20).Shows("↓ 3 more", "100 % 3/3").Press("down", "right").Press("down", "down", "down", "down", "down", "down", "down", "down", "down").Shows("↑ 4 more", "X Own contro", "A.10 Third")
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _, _ := demo(t)
	st.EveryKeyIsNamed()
}

func BenchmarkKeyAndView(b *testing.B) {
	s, _ := screentest.Session(b)
	news := screentest.News(b, s, screentest.Demo(b, s))
	for _, size := range []struct{ w, h int }{{80, 19}, {200, 45}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h+5), func(b *testing.B) {
			o := overview.New(s)
			o.Resize(size.w, size.h)
			o.Update(news)
			keys := []string{"down", "right", "up", "left"}
			for i := 0; b.Loop(); i++ {
				o.Update(screentest.Key(keys[i%len(keys)]))
				if o.View() == "" {
					b.Fatal("nothing was drawn")
				}
			}
		})
	}
}

func TestWhatCopiesDisagreeOnStandsHereAndLeadsToTheQueue(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	saying := func(level int) screen.Decide {
		return func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, level, "")
		}
	}
	screentest.Apart(t, s, id, func(db *store.DB) {
		if _, err := db.Do(t.Context(), store.Actor{Name: "Marek"}, id, saying(1)); err != nil {
			t.Fatal(err)
		}
	}, func() { screentest.Do(t, s, id, saying(4)) })
	st := screentest.Open(t, s, overview.New(s), id).Plan().Golden("disputed-80x24").Shows("≠ 1 to settle   4.1 rating")
	st.Press("end", "up", "up", "enter")
	if want := (screen.Go{Route: screen.History, Place: screen.Place{Disputed: true}}); len(st.Went) != 1 || st.Went[0] != want {
		t.Errorf("it went to %+v", st.Went)
	}
}

func TestWhatDoesNotGoTogetherIsCountedApart(t *testing.T) {
	s, clock := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	system := s.DB.NewID()
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: system, Name: "Chatbot", InScope: true})
	})
	screentest.Apart(t, s, id, func(db *store.DB) {
		clock.Advance(time.Minute)
		if _, err := db.Do(t.Context(), store.Actor{Name: "Marek"}, id, func(*assess.Assessment) ([]assess.Change, error) {
			return []assess.Change{{Subject: assess.RecordSubject(assess.KindSystem, system), Field: "owner", Value: []byte(`"Mara"`)}}, nil
		}); err != nil {
			t.Fatal(err)
		}
	}, func() {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveSystem(a, system) })
	})
	screentest.Open(t, s, overview.New(s), id).Plan().Shows("≠ 1 does not go together").Hides("to settle")
}

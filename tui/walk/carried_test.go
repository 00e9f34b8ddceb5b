package walk_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// carried is the Walk over an assessment whose ISMS is rated 3 throughout, but
// where the ratings say otherwise, standing on an item.
func carried(t *testing.T, item string, ratings map[string]int) (*screentest.Stage, *screen.Session, func() *assess.Assessment) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		var all []assess.Change
		for _, b := range s.Catalog.Foundation().Items() {
			level := 3
			if own, ok := ratings[b.ID]; ok {
				level = own
			}
			changes, err := assess.RateBaseline(s.Catalog, a, b.ID, level)
			if err != nil {
				return nil, err
			}
			all = append(all, changes...)
		}
		return all, nil
	})
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}})
	return st, s, func() *assess.Assessment {
		t.Helper()
		a, err := s.DB.Assessment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
}

func TestWhatTheISMSCarriesStandsInPlaceOfTheLevels(t *testing.T) {
	st, _, _ := carried(t, "A.10.3", nil)
	st.Press("space").Shows("The ISMS carries", "A.5.19", "solid", "reuse 80", "build 20", "can carry 80 %, carries 80 %")
	st.Golden("carried-80x24")
	st.Press("space").Hides("The ISMS carries")
	st.Resize(140, 40).Shows("The ISMS carries", "Levels").Golden("carried-140x40")
}

func TestNewWorkSaysThatNothingCarriesIt(t *testing.T) {
	st, _, _ := carried(t, "6.1.4", nil)
	st.Press("space").Shows("New work. ISO/IEC 27001:2022 has no", "build 100").Hides("Draft")
}

func TestADraftIsAdoptedOnlyWithAPlaceWhereItCanBeSeen(t *testing.T) {
	st, _, now := carried(t, "6.1.2", nil)
	k := assess.Key{Item: "6.1.2"}
	st.Shows("6.1.2   ≈", "Draft    ≈ 2", "from 6.1.2 (3)").Press("y").Shows("Where can it be seen that this covers")
	st.Press("enter").Shows("Say where it can be seen")
	if a := now(); !a.Answer(k).IsZero() {
		t.Fatalf("a yes without a place was saved: %+v", a.Answer(k))
	}
	st.Type("Risk register, sheet AI").Press("enter")
	a := now()
	if r := a.Answer(k).Rating; r.Level != 2 || r.Basis != "6.1.2=3" || r.Reason != "Risk register, sheet AI" {
		t.Errorf("%+v", r)
	}
	st.Shows("▐2▌", "carried by the ISMS", "Risk register, sheet AI", "1, 0 seen", "Taken over from the ISMS")
	if st.Undo(); !now().Answer(k).IsZero() || len(now().EvidenceFor("6.1.2")) != 0 {
		t.Error("one undo does not take the whole act back")
	}
}

func TestADraftIsPutAwayAndComesBack(t *testing.T) {
	st, _, now := carried(t, "6.1.2", nil)
	st.Press("x").Hides("≈ 2").Shows("put away")
	if !now().Answer(assess.Key{Item: "6.1.2"}).Declined {
		t.Error("it is not saved")
	}
	st.Press("x").Shows("≈ 2", "is back")
	st.Press("3").Hides("≈ 2").Press("y")
	if !strings.Contains(st.Notice, "no draft") {
		t.Errorf("said %q", st.Notice)
	}
}

func TestADraftForASystemIsAboutTheOneChosen(t *testing.T) {
	st, s, now := carried(t, "A.6.2.8", nil)
	id := now().ID
	for _, name := range []string{"Lotse", "Kontor"} {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: name, InScope: true})
		})
	}
	st.News().Press("s").Shows("▐Lotse ○▌", "≈ 2").Press("y").Shows("covers Lotse").Type("log platform").Press("enter")
	lotse := now().InScope()[0]
	if r := now().Answer(assess.Key{Item: "A.6.2.8", System: lotse.ID}).Rating; r.Level != 2 || r.Basis == "" {
		t.Errorf("%+v", r)
	}
	st.Shows("Lotse ●2", "Systems 1/2").Press("s").Shows("▐Kontor ○▌", "≈ 2")
}

func TestOnlyTheDeltaIsAsked(t *testing.T) {
	st, _, now := carried(t, "6.3", nil)
	asked := "What is thought through before a change"
	st.Resize(80, 40).Shows(asked).Press("d").Hides(asked).Shows("1 question is settled by the ISMS", "y rates them 3")
	st.Press("right", "down", "down", "down").Shows("0-5 rates 6.3 question 3").Press("left")
	st.Press("y").Type("Change form").Press("enter")
	k := assess.Key{Item: "6.3", Question: "6.3-2"}
	if r := now().Answer(k).Rating; r.Level != 3 || r.Basis != "6.3=3" {
		t.Errorf("%+v", r)
	}
	st.Shows("settled by the ISMS and answered").Press("d").Shows(asked)
}

func TestAStaleAnswerIsMarkedListedAndConfirmed(t *testing.T) {
	st, s, now := carried(t, "6.1.2", nil)
	st.Press("y").Type("register").Press("enter", "!").Shows("No answer is stale").Press("esc")
	screentest.Do(t, s, now().ID, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "6.1.2", 1)
	})
	st.News().Shows("6.1.2   ● 2!", "! stale: 6.1.2 was 3 and is 1   y holds").Golden("stale-80x24")
	st.Press("home", "!").Shows("Stale answers", "6.1.2 was 3 and is 1").Press("enter")
	if n := len(st.Went); n == 0 || st.Went[n-1].Item != "6.1.2" {
		t.Fatalf("went %+v", st.Went)
	}
	st.Send(st.Went[len(st.Went)-1]).Press("y").Hides("! stale").Shows("Confirmed")
	if r := now().Answer(assess.Key{Item: "6.1.2"}).Rating; r.Basis != "6.1.2=1" || r.Level != 2 {
		t.Errorf("%+v", r)
	}
}

func TestTheStaleAndTheDraftedCanBeFiltered(t *testing.T) {
	st, s, now := carried(t, "6.1.2", map[string]int{"A.5.1": 0})
	st.Press("y").Type("register").Press("enter")
	screentest.Do(t, s, now().ID, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "6.1.2", 1)
	})
	st.News().Press("v").Shows("quick wins", "with a draft from the ISMS", "stale").Press("!")
	st.Shows("6.1.2", "stale 1 of 70").Hides("6.1.1 ", "A.2.3")
	st.Press("v", "p").Shows("≈").Hides("A.2.3")
}

func TestANonconformityOnTheISMSMakesItsAnswersStale(t *testing.T) {
	st, s, now := carried(t, "6.1.2", nil)
	st.Press("y").Type("register").Press("enter")
	screentest.Do(t, s, now().ID, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutFinding(s.Catalog, a, assess.Finding{ID: s.DB.NewID(), Baseline: "6.1.2", Statement: "x", Grade: assess.GradeMajor})
	})
	st.News().Shows("! stale: 6.1.2 got a nonconformity")
	if n := len(synergy.StaleAnswers(s.Catalog, now())); n != 1 {
		t.Errorf("%d stale answers", n)
	}
}

func TestAnAnswerThatAScanPutsInQuestionIsStale(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "A.8.5"}, 3, "")
	})
	later := s.Now().AddDate(0, 0, 2)
	s.Now = func() time.Time { return later }
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Put(c, "horizon", "hs1", map[string]string{"title": "A new duty", "area": "law", "on": later.Format(time.DateOnly), "items": "A.8.5"})
	})
	st := screentest.Open(t, s, walk.New(s), id).Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.8.5"}}).Judge()
	st.Shows("! stale: A new duty (HS-1, seen on")
	st.Press("!").Shows("A.8.5  Information", "A new duty").Press("esc")
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.MoveSaying(c, "horizon", "hs1", "put away", map[string]string{"put_away": "Not ours"})
	})
	st.News().Judge().Hides("! stale")
}

package baseline_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/baseline"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func TestASheetIsChosenAmongThoseNearbyOrByItsPath(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{Sheets: func() []string { return []string{"home/a.csv", "home/soa-2026.xlsx"} }}
	st := screentest.Open(t, s, baseline.New(s), screentest.Empty(t, s, "First", "Nordwind"))
	st.Press("I").Shows("Import a Statement of Applicability", "soa-2026.xlsx").Press("j", "enter")
	st.Press("I", "p").Type("other/soa.ods").Press("enter")
	want := []tea.Msg{screen.TakeIn{From: screen.Baseline, Path: "home/soa-2026.xlsx"}, screen.TakeIn{From: screen.Baseline, Path: "other/soa.ods"}}
	if !slices.Equal(st.Others, want) {
		t.Errorf("asked for %+v", st.Others)
	}
}

func TestWhereNoSheetIsNearbyTheWayToOneIsSaid(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{Sheets: func() []string { return nil }}
	st := screentest.Open(t, s, baseline.New(s), screentest.Empty(t, s, "First", "Nordwind"))
	st.Press("I").Shows("No workbook or CSV file stands in this folder", "asks for a path", "p another path").Press("esc").Hides("asks for a path")
}

func TestAPathIsTypedOrPastedRightAwayWhereAFileIsChosen(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{Sheets: func() []string { return []string{"/home/ines/soa.xlsx"} }}
	id := screentest.Empty(t, s, "First", "Nordwind")
	for _, path := range []string{"/home/ines/pp.csv", "~/pp.csv", "./pp.csv"} {
		st := screentest.Open(t, s, baseline.New(s), id).Press("I").Type(path).Shows("> " + path).Press("enter")
		if want := (screen.TakeIn{From: screen.Baseline, Path: path}); len(st.Others) != 1 || st.Others[0] != want {
			t.Errorf("%s was asked for as %v", path, st.Others)
		}
	}
	screentest.Open(t, s, baseline.New(s), id).Press("I").Front(tea.PasteMsg{Content: "/tmp/a p.xlsx\n"}).Shows("> /tmp/a p.xlsx")
}

func TestFromAnotherMachineNoFileIsRead(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, baseline.New(s), screentest.Empty(t, s, "First", "Nordwind")).Press("I")
	if !strings.Contains(st.Notice, "can't be read from here") || st.Dialog() != "" {
		t.Errorf("said %q, dialog %q", st.Notice, st.Dialog())
	}
}

func TestARatingThatWasCarriedOverSaysFromWhereUntilSomebodyJudges(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.CarryBaseline(s.Catalog, a, "A.5.16", assess.Rating{State: assess.Rated, Level: 3, Carried: "2013: A.9.2.1, A.9.2.2"})
	})
	st := screentest.Open(t, s, baseline.New(s), id)
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "A.5.16"}})
	st.Shows("A.5.16 ↷Identity management", "Carried over from 2013: A.9.2.1, A.9.2.2; nobody has judged it since.")
	st.Press("i").Shows("carried over from 2013: A.9.2.1").Press("esc")
	st.Resize(140, 40).Shows("↷ Carried over from 2013")
	st.Press("3").Hides("Carried over", "↷")
}

func TestLoweringAControlNamesTheAnswersThatGoStale(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(s.Catalog, a, "6.1.2", 4)
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return synergy.Adopt(s.Catalog, a, synergy.Corrected, assess.Key{Item: "6.1.2"}, "register", s.DB.NewID())
	})
	st := screentest.Open(t, s, baseline.New(s), id)
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "6.1.2"}})
	st.Press("r").Shows("What rests on ISMS 6.1.2", "taken over").Press("esc")
	st.Press("2")
	if !strings.Contains(st.Notice, "is stale") {
		t.Errorf("said %q", st.Notice)
	}
	st.Send(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: "6.1.2"}}).Press("r").Shows("! stale")
}

func TestAFindingOnTheISMSIsWrittenHere(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	st := screentest.Open(t, s, baseline.New(s), id)
	st.Press("f").Shows("Findings on ISMS 4.1", "No finding on this item").Press("a").Type("No list of issues").Press("enter", "enter", "enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	all := a.FindingsOnBaseline("4.1")
	if len(all) != 1 || all[0].Item != "" || all[0].Statement != "No list of issues" || !a.NonconformityOn("4.1") {
		t.Errorf("%+v", all)
	}
}

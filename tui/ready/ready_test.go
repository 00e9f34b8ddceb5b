package ready_test

import (
	"context"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/tui/ready"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// day is the readiness of the demonstration with a certification, over the Gaps.
func day(t *testing.T) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Put(c, "certification", s.DB.NewID(), map[string]string{"title": "AIMS", "stage_1": "2027-01-12"})
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(s.Catalog, a, assess.Key{Item: "5.3"}, "Ines", "")
	})
	st := screentest.Open(t, s, ready.New(s), id)
	return st.Send(screen.ShowReady{From: screen.Gaps}).Judge(), s, id
}

func TestTheReadinessReadsAtEverySize(t *testing.T) {
	st, _, _ := day(t)
	st.Golden("ready-80x24").Press("down", "down").Golden("row-80x24").Resize(60, 20).Golden("ready-60x20").Resize(140, 40).Golden("ready-140x40")
}

func TestAnItemOpensWhereItIsJudged(t *testing.T) {
	st, _, _ := day(t)
	st.Press("down", "enter")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Walk || at.Item != "4.2" {
		t.Errorf("enter went to %+v", at)
	}
	st.Press("i").Shows("4.2  Understanding").Press("esc").Press("esc")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Gaps {
		t.Errorf("esc went to %+v", at)
	}
}

func TestWhatToSeeToFirstIsAKeyAway(t *testing.T) {
	st, _, _ := day(t)
	st.Press("tab").Shows("▸6.1.4").Press("tab").Shows("▸7.5.2").Resize(80, 60).Press("home").Shows("● ready").Press("!").Shows("not ready").Hides("● ready").Press("esc").Shows("● ready")
}

func TestWordsNarrowTheList(t *testing.T) {
	st, _, _ := day(t)
	st.Press("/").Type("lindqvist").Press("enter").Shows("9.2.1").Hides("4.1 ").Press("esc")
	st.Press("/").Type("xylophon").Press("enter").Shows("No item has these words").Press("enter").Shows("No item is shown here")
}

func TestThePackIsShownToBePrinted(t *testing.T) {
	st, s, _ := day(t)
	var asked string
	s.Documents.Build = func(_ context.Context, _ *assess.Assessment, kind, _ string) (*report.Document, error) {
		asked = kind
		return &report.Document{Kind: kind}, nil
	}
	if st.Press("W"); asked != "readiness" {
		t.Errorf("W asked for %q", asked)
	}
}

func TestWhatTheRoomVotesOnIsNotTold(t *testing.T) {
	st, _, _ := day(t)
	st.Resize(140, 40).Press("/").Type("6.1.4").Press("enter").Shows("rated 1", "Jule Hansen")
	reveal := st.Vote("6.1.4")
	st.Judge().Shows("hidden while the room votes on it", "without 6.1.4").Hides("rated 1", "Jule Hansen")
	reveal()
	st.Judge().Shows("rated 1")
}

func TestWhereNothingIsAnsweredEverythingIsMissing(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, ready.New(s), id).Send(screen.ShowReady{From: screen.Gaps})
	if strings.TrimSpace(st.View()) != "" && strings.Contains(st.View(), "missing") {
		t.Error("it tells before the records are known")
	}
	st.Judge().Shows("0 ready · 0 thin · 70 missing", "not answered → judge it")
}

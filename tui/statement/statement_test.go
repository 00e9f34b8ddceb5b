package statement_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/statement"
)

// open is the SoA on a stage, with the demonstration or with nothing said, and what
// was declared as it is on disk.
func open(t *testing.T, demo bool) (*screentest.Stage, func() *assess.Assessment) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := ""
	if demo {
		id = screentest.Demo(t, s)
	} else {
		id = screentest.Empty(t, s, "First", "Nordwind")
	}
	return screentest.Open(t, s, statement.New(s), id), func() *assess.Assessment {
		a, err := s.DB.Assessment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
}

func TestTheStatementReadsInANarrowTerminal(t *testing.T) {
	st, _ := open(t, true)
	st.Golden("demo-80")
}

func TestAWideTerminalHasTheLineBesideTheTable(t *testing.T) {
	st, _ := open(t, true)
	st.Resize(140, 34).Press("j", "space").Golden("demo-140")
}

func TestAnEmptyStatementTeaches(t *testing.T) {
	st, _ := open(t, false)
	st.Shows("42001 · decided 0/38", "space declares the status of the control", "· not declared")
	st.Press("v", "down", "down", "down", "down", "enter").Shows("No control is excluded. v chooses others, esc shows all again.")
	st.Press("esc").Shows("A.2.2")
}

func TestSpaceDeclaresTheNextStatusOfOneAndOfMarkedControls(t *testing.T) {
	st, now := open(t, false)
	for _, want := range assess.DeclaredWords {
		st.Press("space")
		if got := assess.StatementOn(now(), "A.2.2").Declared; got != want {
			t.Errorf("A.2.2 is declared %q, not %q", got, want)
		}
	}
	st.Press(",", ",", "space").Shows("2 controls: next status declared; u takes it back.")
	for _, ref := range []string{"A.2.2", "A.2.3"} {
		if got := assess.StatementOn(now(), ref).Declared; got != "none" {
			t.Errorf("%s is declared %q; both get the one after the first's", ref, got)
		}
	}
	st.Undo()
	if got := assess.StatementOn(now(), "A.2.3").Declared; got != "" {
		t.Errorf("one undo leaves %q", got)
	}
}

func TestAnExclusionAsksForItsReasonAndIsTakenBack(t *testing.T) {
	st, now := open(t, false)
	st.Press("n").Type("Nobody asks for it").Press("ctrl+s").Shows("–  excluded", "Nobody asks for it")
	st.Press("space").Shows("A.2.2 is excluded; x takes that back")
	st.Press("x").Shows("· not declared")
	if !now().Answer(assess.Key{Item: "A.2.2"}).Rating.Is(assess.Unanswered) {
		t.Error("it is still excluded")
	}
	st.Press("x").Shows("There is no exclusion here to take back.")
}

// isms shows the statement of ISO/IEC 27001.
func isms(st *screentest.Stage) *screentest.Stage { return st.Press("v", "down", "enter") }

func TestTheStatementOfTheISMSIsFilledInTheSameWay(t *testing.T) {
	st, now := open(t, false)
	isms(st.Resize(80, 34)).Shows("27001 · decided 0/93", "A.5.1")
	st.Press("space", "space").Shows("◔ planned", "It is planned without an owner and a due date")
	st.Press("o").Type("Mia").Press("tab").Type("2027-03-01").Press("ctrl+s").Hides("planned without an owner")
	x := now().Baseline["A.5.1"]
	if x.Declared != "planned" || x.Owner != "Mia" || x.Due != "2027-03-01" {
		t.Errorf("%+v", x)
	}
	st.Press("j", "n").Type("Not ours").Press("ctrl+s").Shows("–  excluded")
	if !now().Baseline["A.5.2"].Rating.Is(assess.NA) {
		t.Error("A.5.2 of the ISMS is not excluded")
	}
	st.Press("x")
	if !now().Baseline["A.5.2"].Rating.Is(assess.Unanswered) {
		t.Error("the exclusion stays")
	}
	st.Press("w")
	if n := len(st.Went); n != 1 || st.Went[0].Route != screen.Baseline || st.Went[0].Item != "A.5.2" {
		t.Errorf("w went to %+v", st.Went)
	}
}

func TestDriversAndTheWayItIsMetAreSaidByAKeyEach(t *testing.T) {
	st, now := open(t, false)
	st.Press("d", "space", "ctrl+s").Press("c").Type("In the policy").Press("ctrl+s")
	if x := assess.StatementOn(now(), "A.2.2"); x.Drivers != "isms" || x.How != "In the policy" {
		t.Errorf("%+v", x)
	}
	st.Shows("In the policy").Press("e").Shows("Evidence for A.2.2")
}

func TestEnterAsksForAllFieldsAndKeepsWhatOthersChangedMeanwhile(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	st := screentest.Open(t, s, statement.New(s), id)
	st.Press("enter").Type("Clients ask")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Declare(s.Catalog, a, "A.2.2", assess.Statement{How: "Said by another"})
	})
	st.News().Press("ctrl+s")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if x := assess.StatementOn(a, "A.2.2"); x.WhyIn != "Clients ask" || x.How != "Said by another" {
		t.Errorf("%+v", x)
	}
}

func TestTheCheckListsWhatIsAskedAndGoesThere(t *testing.T) {
	st, _ := open(t, false)
	st.Press("!").Shows("What an auditor would ask", "A.2.2 is neither declared").Press("down", "down", "enter")
	if st.Place.Item != "A.2.4" {
		t.Errorf("the cursor stands on %s", st.Place.Item)
	}
}

func TestAVersionIsIssuedAndTellsWhatChangedSince(t *testing.T) {
	st, now := open(t, false)
	st.Press("=").Shows("No version was issued yet. W issues").Press("esc")
	st.Press("W").Type("1.0").Press("tab").Type("Mara Holm").Press("ctrl+s").Shows("Version 1.0 is issued; = lists the versions.")
	all := now().IssuedOf("soa", "42001")
	if len(all) != 1 || all[0].ApprovedOn != "2026-11-24" || len(all[0].Head) != 12 || strings.Contains(all[0].Document, "Rating") {
		t.Fatalf("%+v", all)
	}
	st.Press("space", "=").Shows("1.0", "Mara Holm").Press("enter").Shows("Since version 1.0", "Status: not declared → not implemented")
	st.Press("i").Shows("Statement of Applicability", "Approved by: Mara Holm, 24 Nov 2026").Press("esc", "esc")
	st.Press("W").Type("1.0").Press("tab").Type("Mara Holm").Press("ctrl+s")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "version 1.0 was issued already") {
		t.Errorf("%v", st.Failed)
	}
}

func TestWhatTheRoomVotesOnIsNeitherShownNorAsked(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Declare(s.Catalog, a, "A.2.2", assess.Statement{How: "zebra", Declared: "planned"})
	})
	st := screentest.Open(t, s, statement.New(s), id)
	st.Resize(80, 34).Shows("zebra", "planned")
	if _, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "A.2.2"}, 1, true); err != nil {
		t.Fatal(err)
	}
	st.Send(s.LookAtRoom(t.Context(), id)).Hides("zebra", "planned").Shows("hidden while the room votes on it")
	st.Press("space").Shows("The room votes on A.2.2, and what is said of it waits for the reveal.")
	st.Press("!").Hides("A.2.2 is").Press("esc").Press("W").Shows("a version is issued once the vote is settled")
}

func TestWordsNarrowTheTableAndEscShowsAllAgain(t *testing.T) {
	st, _ := open(t, false)
	st.Press("/").Type("impact").Press("enter").Hides("A.3.2").Shows("A.5.2").Press("esc").Shows("A.3.2")
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _ := open(t, false)
	st.EveryKeyIsNamed()
}

func TestAPlaceIsShownInTheStatementThatHasIt(t *testing.T) {
	st, _ := open(t, false)
	st.Send(screen.Go{Route: screen.Statement, Place: screen.Place{Item: "27001:A.8.30"}}).Shows("42001 and 27001 · decided", "── 27001:A.8.30")
	if !slices.Contains([]string{"27001:A.8.30"}, st.Place.Item) {
		t.Errorf("the cursor stands on %s", st.Place.Item)
	}
}

func BenchmarkAKey(b *testing.B) {
	s, _ := screentest.Session(b)
	id := screentest.Demo(b, s)
	st := statement.New(s)
	st.Resize(140, 40)
	st.Update(screentest.News(b, s, id))
	for b.Loop() {
		st.Update(screentest.Key("j"))
		_ = st.View()
	}
}

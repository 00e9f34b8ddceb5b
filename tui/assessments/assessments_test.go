package assessments_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/tui/assessments"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func TestAnEmptyFileTeachesHowToBegin(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Open(t, s, assessments.New(s), "").Golden("empty-80x24").Resize(120, 40).Golden("empty-120x40")
}

func TestTheListShowsWhoseItIsHowFarItIsAndWhoChangedIt(t *testing.T) {
	s, clock := screentest.Session(t)
	id := screentest.Empty(t, s, "AIMS gap 2026", "Nordwind Analytics GmbH")
	for _, it := range s.Catalog.Requirements().Items()[:40] {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(s.Catalog, a, assess.Key{Item: it.ID}, len(it.ID)%5, "")
		})
	}
	clock.Advance(30 * time.Hour)
	screentest.Empty(t, s, "Harbour Logistics", "Harbour Logistics BV")
	screentest.Open(t, s, assessments.New(s), "").Golden("list-80x24").Resize(140, 40).Golden("list-140x40")
}

func TestNothingIsDrawnBeforeTheFirstReading(t *testing.T) {
	s, _ := screentest.Session(t)
	sc := assessments.New(s)
	sc.Resize(80, 19)
	if strings.TrimSpace(sc.View()) != "" {
		t.Error("the list says something it does not know yet")
	}
}

func TestANameAndAnOrganisationMakeAnAssessmentAndItOpens(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Run(t, s, assessments.New(s), "", "a").Golden("new-80x24")
	st.Type("Gap 2026").Press("enter").Type("Nordwind").Press("ctrl+s")
	a, err := s.DB.Assessment(t.Context(), st.Entered)
	if err != nil {
		t.Fatalf("no assessment was opened: %v\n%s", err, st.View())
	}
	if a.Name != "Gap 2026" || a.Profile.Organisation != "Nordwind" || a.Profile.Start != "2026-11-24" {
		t.Errorf("it is named %q, of %q, from %q", a.Name, a.Profile.Organisation, a.Profile.Start)
	}
}

func TestAnAssessmentWithoutAnOrganisationIsNotMade(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Run(t, s, assessments.New(s), "", "a").Type("Gap 2026").Press("ctrl+s")
	st.Shows("An assessment needs the name of the organisation.", "┃ Name of the organisation")
	st.Press("esc")
	if st.Dialog() != "" || st.Entered != "" {
		t.Errorf("esc left %q open, or %q was entered", st.Dialog(), st.Entered)
	}
	st.Shows("There is no assessment yet.").Resize(60, 20).Shows("There is no assessment yet.", "Everything is saved").Resize(80, 24)
}

func TestEnterOpensTheAssessmentUnderTheCursor(t *testing.T) {
	s, _ := screentest.Session(t)
	old := screentest.Empty(t, s, "Old", "Org")
	screentest.Empty(t, s, "Young", "Org")
	st := screentest.Run(t, s, assessments.New(s), "", "j", "enter")
	if st.Entered != old {
		t.Errorf("%q was opened, not %q", st.Entered, old)
	}
}

func TestADuplicateHasAnotherNameAndTheSameFigures(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Demo(t, s)
	st := screentest.Run(t, s, assessments.New(s), "", "d").Shows("Name of the copy", "AIMS gap 2026 (copy)")
	st.Press("enter").Shows("▸ Nordwind Analytics · AIMS gap 2026 (copy)", "Duplicated with all answers")
	figures := regexp.MustCompile(`\d+ of \d+ .*%`).FindAllString(st.View(), -1)
	if len(figures) != 2 || figures[0] != figures[1] {
		t.Errorf("the copy and what was copied differ: %q", figures)
	}
}

func TestAnArchivedAssessmentIsHiddenUntilAsked(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Kept", "Org")
	screentest.Empty(t, s, "Finished", "Org")
	st := screentest.Run(t, s, assessments.New(s), "", "x", "y")
	st.Hides("Finished").Shows("1 archived: v", "▸ Kept", "nothing is deleted")
	st.Press("v").Shows("Finished", "archived · ")
	st.Press("home", "x").Shows("Brought back.").Hides("archived · ")
	st.Press("v", "v").Shows("No assessment is archived.")
}

func TestWhereAllAreArchivedTheListSaysSo(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Finished", "Org")
	st := screentest.Run(t, s, assessments.New(s), "", "x", "y").Golden("archived-80x24")
	st.Press("enter").Shows("Every assessment here is archived: v shows them, a begins a new one.")
}

func TestArchivingAsksFirst(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "My only client", "Org")
	st := screentest.Run(t, s, assessments.New(s), "", "x").Shows("Archive My only client?")
	st.Press("7", "2", "esc").Shows("▸ My only client").Hides("archived: A")
}

func TestRenamingChangesTheName(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Gap", "Org")
	st := screentest.Run(t, s, assessments.New(s), "", "r").Type(" 2027").Press("enter")
	st.Shows("▸ Gap 2027", "✓ Renamed.")
	st.Press("r", "ctrl+u", "enter").Shows("An assessment needs a name.")
}

func TestTheDemonstrationIsAddedAndWaits(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Run(t, s, assessments.New(s), "", "D")
	st.Shows("▸ Nordwind Analytics", "The demonstration is here")
	if st.Entered != "" {
		t.Error("it was opened without being asked for")
	}
}

func TestWordsNarrowTheListAndEscShowsAllAgain(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Harbour 2026", "Harbour Logistics")
	screentest.Empty(t, s, "Gap 2026", "Nordwind")
	sc := assessments.New(s)
	st := screentest.Run(t, s, sc, "", "/").Type("log harb")
	if !sc.Typing() {
		t.Error("the letters are keys while the filter is typed")
	}
	st.Shows("▸ Harbour 2026", " Find log harb", "1 of 2").Hides("Nordwind")
	st.Press("enter").Golden("filter-80x24")
	if sc.Typing() {
		t.Error("enter did not end the typing")
	}
	st.Press("esc").Shows("Nordwind")
	st.Press("/").Type("zzz").Shows("No assessment has these words")
}

func TestTheCursorStaysOnItsAssessmentWhenTheListIsSortedAnew(t *testing.T) {
	s, clock := screentest.Session(t)
	old := screentest.Empty(t, s, "Old", "Org")
	screentest.Empty(t, s, "Young", "Org")
	st := screentest.Open(t, s, assessments.New(s), "").Press("k").Shows("▸ Young")
	clock.Advance(time.Hour)
	screentest.Do(t, s, old, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, "Old, renamed") })
	st.Send(screen.Outside{}).Shows("▸ Young", "Old, renamed")
	if view := st.View(); strings.Index(view, "Old, renamed") > strings.Index(view, "Young") {
		t.Errorf("the one changed last does not stand first:\n%s", view)
	}
}

func TestAClickSelectsAndASecondOneOpens(t *testing.T) {
	s, _ := screentest.Session(t)
	old := screentest.Empty(t, s, "Old", "Org")
	screentest.Empty(t, s, "Young", "Org")
	st := screentest.Open(t, s, assessments.New(s), "").Shows("▸ Young").Send(screen.Click{X: 5, Y: 2})
	if st.Entered != "" {
		t.Error("a first click opened the row that the cursor stood on")
	}
	st.Send(screen.Click{X: 5, Y: 5}).Shows("▸ Old")
	if st.Entered != "" {
		t.Error("the first click opened it")
	}
	if st.Send(screen.Click{X: 5, Y: 4}); st.Entered != old {
		t.Errorf("the second click opened %q", st.Entered)
	}
	st.Send(screen.Wheel{Lines: -3}).Shows("▸ Young")
}

func TestAKeyThatCanDoNothingSaysWhy(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, assessments.New(s), "")
	for _, key := range []string{"enter", "d", "x", "r", "v", "/", "esc"} {
		if st.Press(key); st.Notice == "" {
			t.Errorf("%s says nothing", key)
		}
	}
	st.EveryKeyIsNamed()
}

func TestNamesThatWouldTurnTheScreenAreMadeVisible(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "evil\u202etxt\x1b[31m", "or\u200bg")
	st := screentest.Open(t, s, assessments.New(s), "")
	st.Hides("\u202e", "\u200b", "\x1b").Press("r").Hides("\u202e")
}

func TestTheFormReachesNeitherAnEditorNorTheClipboard(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Run(t, s, assessments.New(s), "", "a")
	before := st.View()
	if st.Press("ctrl+e", "ctrl+v"); st.View() != before {
		t.Errorf("the form changed:\n%s", st.View())
	}
}

func BenchmarkAKeyAndItsDrawing(b *testing.B) {
	s, _ := screentest.Session(b)
	for i := range 30 {
		screentest.Empty(b, s, fmt.Sprintf("Client %d", i), "Organisation")
	}
	for _, size := range []struct{ w, h int }{{80, 24}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h), func(b *testing.B) {
			sc := assessments.New(s)
			screentest.Open(b, s, sc, "").Resize(size.w, size.h)
			keys := []string{"j", "k"}
			for i := 0; b.Loop(); i++ {
				sc.Update(screentest.Key(keys[i%2]))
				sc.View()
			}
		})
	}
}

func TestASecondAssessmentOfOneNameIsSaid(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Gap 2026", "Nordwind")
	for name, said := range map[string]bool{"Gap 2026": true, "Gap 2027": false} {
		st := screentest.Run(t, s, assessments.New(s), "", "a").Type(name).Press("enter").Type("Acme").Press("ctrl+s")
		if st.Entered == "" || strings.Contains(st.Notice, "Another assessment has this name too") != said {
			t.Errorf("of %q it said %q and opened %q", name, st.Notice, st.Entered)
		}
	}
}

func TestAnOrganisationThatNobodyNamedIsADash(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Gap 2026", "")
	screentest.Open(t, s, assessments.New(s), "").Shows("  – · gap")
}

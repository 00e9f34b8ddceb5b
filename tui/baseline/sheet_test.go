package baseline_test

import (
	"errors"
	"strings"
	"testing"

	"crosswalk/assets"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/baseline"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// sheets is a stage whose person has these files nearby.
func sheets(t *testing.T, files map[string]string, names ...string) (*screentest.Stage, func(item string) assess.Answer) {
	t.Helper()
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{
		Sheets: func() []string { return names },
		Read: func(path string) ([]byte, error) {
			if text, ok := files[path]; ok {
				return []byte(text), nil
			}
			return nil, errors.New(path + " can't be read: no such file")
		},
	}
	id := screentest.Empty(t, s, "First", "Nordwind")
	st := screentest.Open(t, s, baseline.New(s), id)
	return st, func(item string) assess.Answer {
		a, err := s.DB.Assessment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return a.Baseline[item]
	}
}

func TestTheStatementOfTheDemonstrationCompanyIsImported(t *testing.T) {
	st, answer := sheets(t, map[string]string{"home/soa-2026.xlsx": string(assets.DemoSoA)}, "home/soa-2026.xlsx")
	st.Press("I").Shows("Import a Statement of Applicability", "soa-2026.xlsx").Press("enter")
	st.Golden("preview-80")
	if !answer("A.5.1").IsZero() {
		t.Fatal("a preview wrote something")
	}
	st.Press("y").Shows("93 rows imported", "Answered 93/123")
	level(t, answer("A.5.1"), 3)
	level(t, answer("A.5.13"), 1)
	if r := answer("A.8.30").Rating; !r.Is(assess.NA) || r.Reason == "" {
		t.Errorf("A.8.30 has %+v", r)
	}
	st.Press("I", "enter")
	if !strings.Contains(st.Notice, "nothing to change") {
		t.Errorf("the same again says %q", st.Notice)
	}
	if st.Undo(); !answer("A.5.1").IsZero() {
		t.Error("one undo does not take the import back")
	}
}

func TestAPreviewThatIsLeftWritesNothing(t *testing.T) {
	st, answer := sheets(t, map[string]string{"a.csv": "control,status\nA.5.1,implemented\n"}, "a.csv")
	st.Press("I", "enter").Shows("1 row, of which 1 would change", "A.5.1").Press("esc").Hides("would change")
	if !answer("A.5.1").IsZero() {
		t.Error("esc wrote the sheet")
	}
}

func TestASheetWithoutAWordAboutItsControlsIsNoSuccess(t *testing.T) {
	st, _ := sheets(t, map[string]string{"c.csv": "control,applicable,status\nA.5.1,yes,\nA.5.2,yes,\n"}, "c.csv")
	st.Press("I", "enter").Shows("nothing was written", "Nothing was read", "empty in all 2 rows")
}

func TestAWordBelowTheRatingThatStandsIsSaidToStay(t *testing.T) {
	st, answer := sheets(t, map[string]string{
		"a.csv": "control,status\nA.5.1,4\n", "b.csv": "control,status\nA.5.1,implemented\nA.5.2,planned\nA.5.3,\n",
	}, "a.csv", "b.csv")
	st.Press("I", "enter", "y").Press("I", "j", "enter")
	st.Shows("3 rows, of which 1 would change", "Without a word about their control: 1 row", "which stays: 1 row").Press("y")
	level(t, answer("A.5.1"), 4)
}

func TestARefusedSheetIsNamedRowByRow(t *testing.T) {
	st, answer := sheets(t, map[string]string{
		"bad.csv": "control,applicable,status\nA.5.1,yes,implemented\nA.9.2.1,yes,planned\n5.9,yes,implemented\n5.9,no,\nA.8.1,yes,\x1b]52;c;eA==\a\n",
	}, "bad.csv")
	st.Press("I", "enter").Shows("bad.csv · nothing was written", "row 3, cell A3 · A.9.2.1", "2013 edition", "row 5 · A.5.9", "says something else")
	if v := st.Screen.View(); strings.Contains(v, "\x1b]52") {
		t.Error("a cell reaches the terminal as it was typed")
	}
	st.Press("y").Press("esc")
	if !answer("A.5.1").IsZero() {
		t.Error("a refused sheet wrote something")
	}
}

func TestAFileIsNamedByItsPathAndSheet(t *testing.T) {
	st, answer := sheets(t, map[string]string{"other/soa.xlsx": string(assets.DemoSoA)})
	st.Press("I").Shows("No XLSX or CSV file stands in this folder", "p asks for a path").Press("p")
	st.Type("nowhere.xlsx").Press("enter", "enter").Shows("can't be read")
	st.Press("p").Press("ctrl+u").Type("other/soa.xlsx").Press("enter").Type("SoA 2026").Press("enter").Shows("93 rows, of which 93")
	st.Press("y")
	level(t, answer("A.5.1"), 3)
}

func TestFromAnotherMachineNoFileIsRead(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, baseline.New(s), screentest.Empty(t, s, "First", "Nordwind")).Press("I").Hides("import an SoA")
	if !strings.Contains(st.Notice, "can't be read from here") || st.Dialog() != "" {
		t.Errorf("said %q, dialog %q", st.Notice, st.Dialog())
	}
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

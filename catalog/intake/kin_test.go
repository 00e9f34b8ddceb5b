package intake

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"crosswalk/catalog"
)

// sheetOf is a testdata file, in the form in which people keep such sheets.
func testdata(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestASheetOfAnotherEditionOrStandardIsRefusedWithTheReason(t *testing.T) {
	for _, c := range []struct {
		file string
		as   As
		want []string
	}{
		{"objectives-2013.csv", SoA, []string{`the titles do not fit ISO/IEC 27001:2022: row 2 says "Management direction", A.5.1 is Policies for information security`, "2013 edition"}},
		{"objectives-2013.csv", Baseline, []string{"2013 edition"}},
		{"clauses-only.csv", SoA, []string{"this looks like the clauses of ISO/IEC 27001, which --as baseline reads"}},
	} {
		got := refusal(t, nordwind(t), c.as, testdata(t, c.file))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s as %s: %s\nwant it to contain: %s", c.file, c.as, got, want)
			}
		}
	}
}

// listed is a sheet of the items of a standard that another kind of sheet has
// too.
func listed(s *catalog.Standard, keep func(*catalog.Item) bool) string {
	var b strings.Builder
	b.WriteString("Control;Title;Rating\n")
	for _, it := range s.Items() {
		if keep(it) {
			fmt.Fprintf(&b, "%s;%s;3\n", it.Number, it.Title)
		}
	}
	return b.String()
}

func TestTheItemsOfOneStandardAreNotTakenForThoseOfAnother(t *testing.T) {
	isms, aims := book().Foundation(), book().Requirements()
	clause := func(it *catalog.Item) bool { return !it.Set.Annex() }
	alsoISMS := func(it *catalog.Item) bool { _, ok := book().Baseline(it.ID); return ok }
	alsoAIMS := func(it *catalog.Item) bool { _, ok := book().Item(it.ID); return ok }
	for name, c := range map[string]struct {
		as   As
		text string
		want string
	}{
		"clauses of 27001 as answers":  {Answers, listed(isms, clause), likeControls},
		"controls of 27001 as answers": {Answers, listed(isms, func(it *catalog.Item) bool { return it.Set.Annex() && alsoAIMS(it) }), likeControls},
		"clauses of 42001 as baseline": {Baseline, listed(aims, func(it *catalog.Item) bool { return clause(it) && alsoISMS(it) }), likeAIMS},
		"controls of 42001 in a SoA":   {SoA, listed(aims, func(it *catalog.Item) bool { return it.Set.Annex() && alsoISMS(it) }), likeAIMS},
		"clauses of 27001 in a SoA":    {SoA, listed(isms, clause), likeClauses},
	} {
		if got := refusal(t, nordwind(t), c.as, c.text); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
	for as, text := range map[As]string{
		Answers:  listed(aims, func(*catalog.Item) bool { return true }),
		Baseline: listed(isms, func(*catalog.Item) bool { return true }),
		SoA:      listed(isms, func(it *catalog.Item) bool { return it.Set.Annex() }),
	} {
		if _, err := read(t, nordwind(t), as, text); err != nil {
			t.Errorf("its own titles as %s: %v", as, err)
		}
	}
}

func TestAHeadingThatNamesAnotherStandardOrEditionIsBelieved(t *testing.T) {
	for want, c := range map[string]struct {
		as   As
		head string
	}{
		"the 2013 edition": {SoA, "ISO/IEC 27001:2013 Control"},
		likeControls:       {Answers, "ISO 27001 Control"},
		likeAIMS:           {Baseline, "ISO 42001:2023 Control"},
	} {
		if got := refusal(t, nordwind(t), c.as, c.head+",Status\nA.8.2,planned\n"); !strings.Contains(got, want) {
			t.Errorf("%s: %s", c.head, got)
		}
	}
}

func TestTitlesOfOnesOwnAreNoReasonToRefuse(t *testing.T) {
	for _, text := range []string{
		"Control,Title,Status\n" + strings.Repeat("A.5.2,Policy for roles,planned\n", 9) + "A.5.9,Policy for assets,planned\nA.5.10,Policy for use,planned\n",
		"Control,Title,Status\nA.5.1,Informationssicherheitsrichtlinien,planned\nA.5.2,Rollen,planned\nA.6.1,Sicherheitsüberprüfung,planned\nA.6.7,Telearbeit,planned\n",
		"Control,Title,Status\nA.5.1,Policies,planned\nA.5.9,Asset list,planned\nA.6.7,Working from home,planned\nA.8.13,Backups,planned\nA.8.24,Internal encryption,planned\n",
	} {
		if _, err := read(t, nordwind(t), SoA, text); err != nil {
			t.Error(err)
		}
	}
}

func TestNumbersThatBothEditionsHaveAreRemarkedOnWhereNoTitleTells(t *testing.T) {
	p, err := read(t, nordwind(t), SoA, "Control,Status\nA.5.1,planned\nA.6.1,planned\nA.6.2,planned\nA.7.1,planned\nA.8.3,planned\n")
	if err != nil || len(p.Remarks) != 1 || !strings.Contains(p.Remarks[0], "objective of the 2013 edition") {
		t.Errorf("%v %v", p.Remarks, err)
	}
}

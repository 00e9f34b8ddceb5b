package registers_test

import (
	"slices"
	"strings"
	"testing"
)

// order are the numbers of the rows in sight, from the top.
func (sh *shelf) order(prefix string) string {
	var all []string
	for line := range strings.Lines(sh.View()) {
		for _, word := range strings.Fields(line)[:min(2, len(strings.Fields(line)))] {
			if strings.HasPrefix(word, prefix) && !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return strings.Join(all, " ")
}

func TestTheListOfRisksShowsHowHighEachIsAndWhoActsByWhen(t *testing.T) {
	sh := stand(t)
	sh.put("risk", "title=Answers leak", "kind=threat", "category=Fairness", "likelihood=5", "organisation=5", "likelihood_after=2", "organisation_after=3", "treatment=modify", "owner=Marek", "due=2027-01-15")
	sh.News()
	sh.Resize(140, 40)
	sh.at("risk").Golden("kinds-140").Shows("Level", "After", "Risk owner", "Due", "█ severe", "▒ medium", "15 Jan 2027")
	sh.Resize(80, 24)
	sh.at("risk").Shows("Level", "severe").Hides("█ severe")
}

func TestTheListIsSortedByEveryColumn(t *testing.T) {
	sh := stand(t)
	sh.Resize(60, 24)
	sh.at("risk", "enter")
	for _, want := range []struct{ by, order string }{
		{"need", "RI-1 RI-2 RI-3 RI-4"},
		{"risk", "RI-4 RI-3 RI-1 RI-2"},
		{"level", "RI-1 RI-2 RI-3 RI-4"},
		{"after", "RI-1 RI-2 RI-3 RI-4"},
		{"treatment", "RI-1 RI-2 RI-3 RI-4"},
		{"risk owner", "RI-2 RI-1 RI-3 RI-4"},
		{"due", "RI-1 RI-2 RI-3 RI-4"},
		{"state", "RI-1 RI-2 RI-3 RI-4"},
		{"number", "RI-1 RI-2 RI-3 RI-4"},
	} {
		if sh.Press("s"); sh.Notice != "Sorted by "+want.by+"." || sh.order("RI-") != want.order {
			t.Errorf("it said %q and stands as %s; by %s it is %s", sh.Notice, sh.order("RI-"), want.by, want.order)
		}
	}
}

func TestTheLimitAndTheCategoryAreOfferedInTheWordsThatStandElsewhere(t *testing.T) {
	sh := stand(t)
	sh.at("risk-criteria", "a").Shows("Such as low, medium, high or severe.").Press("esc")
	sh.at("risk", "enter", "enter").to("Category").Press("enter").Type("F").Shows("Fairness")
}

func TestWhoIsLedToARegisterLeavesTheRecordThatIsOpen(t *testing.T) {
	sh := stand(t)
	sh.at("risk", "enter", "enter").Shows("▸ State")
	sh.at("risk-criteria").Shows("Risk criteria · 1", "RC-1").Hides("▸ State")
}

func TestAStateNamesAllFieldsThatItNeeds(t *testing.T) {
	sh := stand(t)
	sh.at("risk-criteria", "enter", "space")
	if want := `it needs a word in the field "Approved by" and in "Approved on"`; !strings.Contains(sh.Notice, want) {
		t.Errorf("it said %q; %q is right", sh.Notice, want)
	}
}

func TestRecordsBelowOneStandInColumns(t *testing.T) {
	sh := stand(t)
	ia := sh.put("impact-assessment", "title=Siebwerk, first", "systems=Siebwerk")
	sh.put("impact", "parent="+ia, "title=Sorted out unfairly", "on=individuals", "side=harm", "severity=3", "owner=Kasia")
	sh.News()
	sh.at("impact-assessment/"+ia).to("IA-1.1").Shows("Impact", "State", "Sorted out unfairly", "open")
}

func TestWhatIsMissingInARegisterAsAWholeStandsAboveItsListAndOpens(t *testing.T) {
	sh := stand(t)
	sh.put("document", "title=AI policy", "kind=policy", "items=5.2")
	sh.News()
	sh.at("document", "enter").Shows("Not documented yet:", "more.").Golden("whole-80")
	if sh.Press("up", "space"); !strings.Contains(sh.Notice, "the register as a whole") {
		t.Errorf("space said %q", sh.Notice)
	}
	sh.Press("enter").Shows("Statement of Applicability")
	sh.Press("esc", "down").to("DO-1")
}

package assess_test

import (
	"slices"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

func TestWhatASubjectIsAboutIsNamedAsScreensShowIt(t *testing.T) {
	a := &assess.Assessment{
		Systems:  []assess.System{{ID: "s1", Name: "Lotse"}},
		Controls: []assess.OwnControl{{ID: "c1", Title: "Kill switch", Number: 7}},
		Evidence: []assess.Evidence{{ID: "e1", Items: []string{"6.1.2", "27001:A.5.9", "c1"}}},
		Findings: []assess.Finding{{ID: "f1", Item: "A.5.4"}},
	}
	for subject, want := range map[assess.Subject][]string{
		assess.Key{Item: "6.1.4", System: "s1"}.Subject():       {"6.1.4"},
		assess.BaselineSubject("A.5.9"):                         {"A.5.9"},
		assess.RecordSubject(assess.KindTask, "T1.1"):           {"T1.1"},
		assess.RecordSubject(assess.KindSystem, "s1"):           {"Lotse"},
		assess.RecordSubject(assess.KindControl, "c1"):          {"Kill switch", "X.7"},
		assess.RecordSubject(assess.KindEvidence, "e1"):         {"6.1.2", "A.5.9", "X.7"},
		assess.RecordSubject(assess.KindFinding, "f1"):          {"A.5.4"},
		assess.RecordSubject(assess.KindEvidence, "of nothing"): nil,
		assess.RecordSubject(assess.KindVote, "v1"):             nil,
		assess.KindAssessment:                                   nil,
		"of no kind":                                            nil,
	} {
		if got := assess.ShownAs(catalog.Shipped(), a, subject); !slices.Equal(got, want) {
			t.Errorf("%s is shown as %q, not %q", subject, got, want)
		}
	}
}

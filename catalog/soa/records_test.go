package soa_test

import (
	"slices"
	"testing"

	"crosswalk/catalog/assess"
)

func TestRecordsDriveControlsBesideWhatPeopleTyped(t *testing.T) {
	b := open(t).declare("A.5.4", assess.Statement{Drivers: "practice"}).declare("27001:A.5.9", assess.Statement{Declared: "planned"})
	b.record("risk", map[string]string{"title": "Wrong refusal", "kind": "threat", "existing": "27001:A.5.9", "to_come": "A.5.4"})
	b.record("requirement", map[string]string{"title": "AI Act", "source": "law", "items": "A.5.4"})
	b.record("requirement", map[string]string{"title": "A good norm", "source": "standard", "items": "A.5.3"})
	b.record("objective", map[string]string{"title": "Fewer errors", "items": "A.5.4"})
	s := b.statement()
	for ref, want := range map[string]string{"A.5.4": "risk objective law practice", "27001:A.5.9": "risk", "A.5.3": "", "A.5.5": ""} {
		if l, _ := s.Line(ref); l.DrivenBy() != want {
			t.Errorf("%s is driven by %q; %q is right", ref, l.DrivenBy(), want)
		}
	}
	l, _ := s.Line("A.5.4")
	if l.Drivers != "practice" || len(l.Driven) != 3 || l.Driven[0].On[0].Title() != "Wrong refusal" {
		t.Errorf("typed is %q, and records say %v", l.Drivers, l.Driven)
	}
	if got := b.remarks("A.5.4"); slices.Contains(got, "weak-driver") {
		t.Errorf("a control that a risk needs is weakly driven: %v", got)
	}
}

func TestAnExclusionNamesTheRecordsThatNeedTheControl(t *testing.T) {
	b := open(t).record("risk", map[string]string{"title": "Lost customers", "kind": "threat", "to_come": "A.10.4"}).exclude("A.10.4", "No customers")
	l, _ := b.statement().Line("A.10.4")
	if !slices.Equal(l.NeededBy, []string{"RI-1"}) {
		t.Errorf("it is needed by %v; RI-1 is right", l.NeededBy)
	}
}

package assesstest_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
)

// frame is what no change says: it comes with the revisions.
var frame = []string{"Assessment.Changed", "Assessment.ChangedBy", "Assessment.Created", "Assessment.CreatedBy", "Assessment.First", "Assessment.Last"}

func TestAFullAssessmentHasNoFieldThatSaysNothing(t *testing.T) {
	got := assesstest.Empty(assesstest.Full())
	if len(got) != len(frame) {
		t.Fatalf("%q hold nothing; only %q may", got, frame)
	}
	for i, name := range frame {
		if got[i] != name {
			t.Errorf("%s holds nothing", got[i])
		}
	}
}

func TestAnEmptyFieldIsNamed(t *testing.T) {
	a := assesstest.Full()
	for i := range a.Evidence {
		a.Evidence[i].Site = ""
	}
	if got := assesstest.Empty(a); len(got) != len(frame)+1 || got[len(got)-1] != "Evidence.Site" {
		t.Errorf("empty are %q; the site of evidence is right", got)
	}
}

func TestWhatTwoAssessmentsSayOtherwiseIsNamed(t *testing.T) {
	a, b := assesstest.Full(), assesstest.Full()
	if s := assesstest.Difference(a, b); s != "" {
		t.Fatalf("they differ of %s", s)
	}
	b.Baseline["A.5.9"] = assess.Answer{Note: "another"}
	if s := assesstest.Difference(a, b); s != "baseline/A.5.9" {
		t.Errorf("they differ of %q", s)
	}
	b = assesstest.Full()
	b.Tasks = b.Tasks[:1]
	if s := assesstest.Said(a, b); s != "task/T1.1" {
		t.Errorf("they differ of %q", s)
	}
	b = assesstest.Full()
	b.Last = "later"
	if assesstest.Difference(a, b) == "" || assesstest.Said(a, b) != "" {
		t.Error("age is not told from what is said")
	}
}

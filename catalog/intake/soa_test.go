package intake

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

func TestAStatementOfApplicabilityBecomesTheBaseline(t *testing.T) {
	text := "Control ID,Control,In scope,Justification for inclusion/exclusion,Implementation status,Remarks,Owner\n" +
		"5.1,Policies,Yes,Law,Implemented,Set of 12,CISO\n" +
		"A.5.9,Inventory,yes,Risk,Partially implemented,,\n" +
		"7.4,Monitoring,No,No site of our own,N/A,,\n" +
		"8.30,Outsourcing,FALSE,Nothing is outsourced,Not implemented,,\n" +
		"8.11,Masking,yes,,,,\n"
	p, err := read(t, nordwind(t), SoA, text)
	if err != nil {
		t.Fatal(err)
	}
	a := fold(t, nordwind(t), p.Changes)
	for item, want := range map[string]string{"A.5.1": "3", "A.5.9": "2", "A.7.4": "na", "A.8.30": "na", "A.8.11": ""} {
		if got := ratingText(a.Baseline[item].Rating); got != want {
			t.Errorf("%s is %q, want %q", item, got, want)
		}
	}
	if a.Baseline["A.7.4"].Rating.Reason != "No site of our own" || a.Baseline["A.5.1"].Note != "Set of 12" {
		t.Errorf("%+v %+v", a.Baseline["A.7.4"], a.Baseline["A.5.1"])
	}
	if x := a.Baseline["A.5.1"]; x.WhyIn != "Law" || x.Owner != "CISO" || x.Declared != "implemented" || a.Baseline["A.8.30"].WhyIn != "" {
		t.Errorf("%+v %+v", x, a.Baseline["A.8.30"])
	}
	if len(p.Unknown) != 0 || len(p.Remarks) != 0 {
		t.Errorf("not read %v, remarks %v", p.Unknown, p.Remarks)
	}
}

func TestYesTakesAnExclusionBack(t *testing.T) {
	a := imported(t, nordwind(t), SoA, "id,applicable,justification\n7.4,no,no site\n")
	a = imported(t, a, SoA, "id,applicable\n7.4,yes\n")
	if r := a.Baseline["A.7.4"].Rating; !r.Is(assess.Unanswered) {
		t.Errorf("%+v", r)
	}
}

func TestAnExclusionAlreadyMadeNeedsNoReasonAgain(t *testing.T) {
	a := imported(t, nordwind(t), SoA, "id,applicable,justification\n7.4,no,no site\n")
	p, err := read(t, a, SoA, "id,applicable\n7.4,no\n")
	if err != nil || len(p.Changes) != 0 {
		t.Errorf("%v %v", p.Changes, err)
	}
}

func TestOfTwoColumnsTheOneWithNumbersNamesTheItem(t *testing.T) {
	for _, text := range []string{
		"Control,ID,Status\nPolicies,5.1,planned\n",
		"No,Control,Status\n101,A.5.1 Policies,planned\n",
		"Section,Control,Status\nOrganizational,A.5.1,planned\n",
	} {
		a := imported(t, nordwind(t), SoA, text)
		if got := ratingText(a.Baseline["A.5.1"].Rating); got != "1" {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestOfTwoColumnsThePlainerHeadingIsRead(t *testing.T) {
	p, err := read(t, nordwind(t), Baseline, "Item,Status,Rating\nA.5.1,open,4\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := fold(t, nordwind(t), p.Changes).Baseline["A.5.1"].Rating.Level; got != 4 || len(p.Unknown) != 0 {
		t.Errorf("level %d, not read %v", got, p.Unknown)
	}
}

// A text file keeps 5.10 as it is, unless a spreadsheet wrote it: then 5.1
// stands where 5.10 belongs.
func TestALostZeroInTextIsNoticed(t *testing.T) {
	got := refusal(t, nordwind(t), SoA, "id,status\n5.8,planned\n5.9,planned\n5.1,planned\n5.11,planned\n")
	if !strings.Contains(got, "row 4, cell A4: 5.1 may be 5.1 or 5.10") {
		t.Error(got)
	}
	a := imported(t, nordwind(t), SoA, "id,status\n5.9,planned\n5.10,planned\n8.6,planned\n5.1,planned\n")
	if len(a.Baseline) != 4 {
		t.Errorf("%v", a.Baseline)
	}
}

func TestALostZeroIsDoubtedWhereverTheRowStands(t *testing.T) {
	for name, text := range map[string]string{
		"alone":             "id,status\n5.1,planned\n",
		"sorted by status":  "id,status\n5.9,implemented\n8.1,planned\n5.1,planned\n8.15,implemented\n5.2,implemented\n",
		"both of them":      "id,status\n5.1,implemented\n8.15,implemented\n5.1,planned\n",
		"two and rising":    "id,status\n8.15,planned\n5.1,planned\n5.2,planned\n5.3,planned\n5.4,planned\n5.8,implemented\n5.1,implemented\n",
		"the end of a part": "id,status\n5.9,planned\n5.1,implemented\n5.5,implemented\n",
	} {
		got := refusal(t, nordwind(t), SoA, text)
		if !strings.Contains(got, "5.1 may be 5.1 or 5.10") {
			t.Errorf("%s: %s", name, got)
		}
	}
	text := "id,status\n5.1,planned\n5.2,planned\n5.3,planned\n5.4,planned\n"
	if a := imported(t, nordwind(t), SoA, text); len(a.Baseline) != 4 {
		t.Errorf("numbers that rise by one lost none: %v", a.Baseline)
	}
}

func TestATitleSaysWhetherAZeroWasLost(t *testing.T) {
	text := "Control,Title,Status\n5.9,Inventory,implemented\n8.1,Deletion,planned\n5.1,Acceptable use,planned\n8.15,Logging,implemented\n5.2,Supplier agreements,implemented\n8.1,User devices,implemented\n"
	a := imported(t, nordwind(t), SoA, text)
	for item, want := range map[string]string{"A.5.9": "3", "A.8.10": "1", "A.5.10": "1", "A.8.15": "3", "A.5.20": "3", "A.8.1": "3", "A.5.1": "", "A.5.2": ""} {
		if got := ratingText(a.Baseline[item].Rating); got != want {
			t.Errorf("%s is %q, want %q", item, got, want)
		}
	}
}

package intake

import (
	"strings"
	"testing"
)

func TestOfTwoTablesTheOneWithTheNumbersIsRead(t *testing.T) {
	for name, text := range map[string]string{
		"properties above": "Reference,Status,Version\nISMS-DOC-06,Approved,3.1\n\nControl,Title,Applicable,Status\nA.5.1,Policies,Yes,implemented\n",
		"revisions above":  "No,Date,Author,Comment\n1.0,2025-01-01,Ines,first\n1.1,2026-01-01,Ines,second\n2.0,2026-02-01,Ines,third\n\nControl,Status\nA.5.1,implemented\n",
	} {
		if a := imported(t, nordwind(t), SoA, text); ratingText(a.Baseline["A.5.1"].Rating) != "3" || len(a.Baseline) != 1 {
			t.Errorf("%s: %+v", name, a.Baseline)
		}
	}
}

func TestTotalsAndSignaturesBelowTheLastItemArePassedOverAndSaid(t *testing.T) {
	p, err := read(t, nordwind(t), SoA, "Control,Applicable,Status,Justification\nA.5.1,Yes,implemented,law\n,,,\nTotal applicable,92,,\nApproved by,,\"CISO, 2026-02-12\",\n")
	if err != nil || p.Changed() != 1 || !strings.Contains(strings.Join(p.Remarks, "|"), `passed over: 2, the first is "Total applicable" in row 4`) {
		t.Errorf("%+v %v", p, err)
	}
	for _, text := range []string{
		"Control,Status\nA.5.1,implemented\nGardening,planned\n",
		"Control,Status\nTotal,92\nA.5.1,implemented\n",
		"Control,Status\nA.5.1,implemented\n8/34,done\n",
		"Control,Status\nA.5.1,implemented\n,done\n",
	} {
		if got := refusal(t, nordwind(t), SoA, text); !strings.Contains(got, "item") {
			t.Error(got)
		}
	}
}

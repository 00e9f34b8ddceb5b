package register_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestAFindingBeginsWithWhatTheRecordSays(t *testing.T) {
	for _, c := range []struct{ name, line, kind, item, baseline, statement string }{
		{"an incident", "incident r1 | title=Wrong answers | on=2027-04-01 09:00", "incident", "A.8.4", "", "Wrong answers"},
		{"a session about the ISMS", "audit au1 | title=A\nsession r1 | title=S | parent=AU-1 | items=27001:A.5.9, A.5.2", "session", "", "A.5.9", ""},
		{"a concern that only its readers see", "concern r1 | title=He was sent away | readers=Ada", "concern", "A.3.3", "", ""},
	} {
		d := newDesk(t)
		d.lines(c.line)
		r, _ := d.Book.Record(c.kind, "r1")
		f := d.FindingOf(r, "f1")
		if f.Item != c.item || f.Baseline != c.baseline || f.Statement != c.statement || f.Grade != assess.GradeMinor {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func TestARecordLeadsToEachFindingOnce(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Findings = []assess.Finding{{ID: "f1", Item: "8.4", Statement: "One"}, {ID: "f2", Item: "8.4", Statement: "Two"}}
	d.lines("incident in1 | title=Wrong answers | on=2027-04-01 09:00 | finding=FI-1\nrole ro1 | title=AI lead")
	for range 2 {
		changes, err := register.LeadToFinding(d.Case, "incident", "in1", "f2")
		if err != nil {
			t.Fatal(err)
		}
		if d.Book, err = register.Foresee(d.Book, changes); err != nil {
			t.Fatal(err)
		}
	}
	if in, _ := d.Book.Record("incident", "in1"); len(d.Raised(in)) != 2 || len(in.List("finding")) != 2 {
		t.Errorf("it leads to %v", in.List("finding"))
	}
	if _, err := register.LeadToFinding(d.Case, "role", "ro1", "f2"); err == nil || err.Error() != "a role leads to no finding in this catalogue" {
		t.Errorf("a role is refused by %v", err)
	}
}

package register_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestARecordLeadsToAFindingByItsNumber(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Findings = []assess.Finding{{ID: "f1", Number: 1, Item: "8.4", Statement: "Nobody looked.\nSince March."}, {ID: "f2", Number: 2, Item: "8.4", Removed: true}}
	d.lines("incident in1 | title=Wrong answers | on=2027-04-01 09:00 | finding=fi 1")
	in, _ := d.Book.Record("incident", "in1")
	k, _ := d.Catalog.Register("incident")
	f, _ := k.Field("finding")
	if got := d.Says(in, "finding"); !slices.Equal(in.List("finding"), []string{"f1"}) || got != "FI-1" || d.Typed(in, f) != "FI-1" {
		t.Errorf("it keeps %v, says %q and is typed %q", in.List("finding"), got, d.Typed(in, f))
	}
	if all := d.Things(f); len(all) != 1 || all[0].Title != "Nobody looked." {
		t.Errorf("offered are %v", all)
	}
	for _, wrong := range []string{"FI-2", "IN-1", "something"} {
		_, err := register.Set(d.Case, "incident", "in1", map[string]string{"finding": wrong})
		if err == nil || !strings.Contains(err.Error(), "there is no finding") || !strings.Contains(err.Error(), "such as FI-3") {
			t.Errorf("%s is refused by %v", wrong, err)
		}
	}
	d.Assessment.Findings[0].Removed = true
	if got := d.Says(in, "finding"); got != "FI-1 (removed)" {
		t.Errorf("gone it says %q", got)
	}
	if named := register.NamedBy(d.Case)["f1"]; len(named) != 1 || named[0].ID != "in1" {
		t.Errorf("the finding is named by %v", named)
	}
}

package register_test

import (
	"testing"

	"crosswalk/catalog/register"
)

func TestEveryRiskOfTheLibraryCanBeTaken(t *testing.T) {
	d := newDesk(t)
	for _, row := range d.Catalog.Risks().Risks {
		if err := d.take(register.Put(d.Case, "risk", row.ID, register.FromLibrary(row))); err != nil {
			t.Errorf("%s: %v", row.ID, err)
		}
	}
	r := d.record("risk", "R03")
	if got := r.Title() + ": " + d.Says(r, "source") + ", " + d.Says(r, "to_come"); got != "Wrong labels: data, A.7.6, A.7.4, A.4.6, 27001:A.5.20" {
		t.Errorf("it says %s", got)
	}
}

package register_test

import (
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestADutyThatBeginsSoonIsToldOfTheSystemsThatItIsAbout(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Systems = []assess.System{
		{ID: "s1", Name: "Lotse", InScope: true, Roles: []string{"provider"}, RiskClass: "limited", Kind: "generative"},
		{ID: "s2", Name: "Kontor", InScope: true, Roles: []string{"provider"}, RiskClass: "minimal", Kind: "predictive"},
		{ID: "s3", Name: "Heron", InScope: true, Roles: []string{"user"}, RiskClass: "limited", Kind: "generative"},
		{ID: "s4", Name: "Old", Roles: []string{"provider"}, RiskClass: "limited", Kind: "generative"},
	}
	const marking = "EU AI Act art. 50 (providers of generative systems on the market before 2 August 2026, for marking) is due on 2 Dec 2026: Lotse"
	for on, want := range map[string]bool{"2026-09-01": false, "2026-09-02": true, "2026-12-01": true, "2026-12-02": false} {
		d.Today, _ = time.Parse(time.DateOnly, on)
		all := register.Ahead(d.Case)
		told := slices.ContainsFunc(all, func(d register.Duty) bool { return d.String() == marking })
		if told != want {
			t.Errorf("on %s it says %v", on, all)
		}
	}
}

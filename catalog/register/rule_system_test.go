package register_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestAnAISystemInScopeSaysWhatTheRestRestsOn(t *testing.T) {
	whole := assess.System{Roles: []string{"provider"}, Stage: "in operation", RiskClass: "high", Owner: "Ines", IntendedUse: "Parcels"}
	for _, c := range []struct {
		name string
		less func(*assess.System)
		want string
	}{
		{"whole", func(*assess.System) {}, ""},
		{"nothing said", func(s *assess.System) { *s = assess.System{InScope: true} }, "not filled in: role, stage, risk class, owner, intended use"},
		{"class unknown", func(s *assess.System) { s.RiskClass = "unknown" }, "not filled in: risk class"},
		{"use of blanks", func(s *assess.System) { s.IntendedUse = " " }, "not filled in: intended use"},
		{"out of scope", func(s *assess.System) { s.InScope, s.Owner = false, "" }, ""},
		{"removed", func(s *assess.System) { s.Removed, s.Owner = true, "" }, ""},
	} {
		d := newDesk(t)
		s := whole
		s.InScope = true
		c.less(&s)
		s.ID = "s9"
		a := *d.Assessment
		a.Systems = []assess.System{s}
		d.Assessment = &a
		var got []register.Mark
		for _, m := range register.Judge(d.Case) {
			if m.Rule == "inventory_incomplete" {
				got = append(got, m)
			}
		}
		switch {
		case c.want == "" && len(got) > 0, c.want != "" && (len(got) != 1 || got[0] != (register.Mark{Degree: register.Act, Rule: "inventory_incomplete", Sentence: c.want, Kind: assess.KindSystem, ID: "s9"})):
			t.Errorf("%s: %+v; %q is right", c.name, got, c.want)
		}
	}
}

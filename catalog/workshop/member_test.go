package workshop_test

import (
	"testing"

	"crosswalk/catalog/workshop"
)

func TestTheNearestRoleSaysWhatSomebodyMayDo(t *testing.T) {
	const facilitator, assessor, observer = workshop.Facilitator, workshop.Assessor, workshop.Observer
	for _, c := range []struct {
		standing, there workshop.Role
		groups          []workshop.Role
		want            workshop.Role
	}{
		{standing: assessor, want: assessor},
		{standing: facilitator, there: observer, want: observer},
		{standing: observer, there: facilitator, want: facilitator},
		{standing: workshop.Member, want: ""},
		{standing: workshop.Administrator, want: ""},
		{standing: workshop.Administrator, there: observer, want: observer},
		{standing: workshop.Member, groups: []workshop.Role{observer, assessor}, want: assessor},
		{standing: workshop.Member, there: observer, groups: []workshop.Role{facilitator}, want: observer},
		{standing: facilitator, groups: []workshop.Role{assessor}, want: assessor},
		{standing: workshop.Member, groups: []workshop.Role{""}, want: ""},
	} {
		if got, has := workshop.RoleIn(c.standing, c.there, c.groups...); has != (c.want != "") || has && got != c.want {
			t.Errorf("%s in the file, %q in the assessment, %q in its groups: %q, not %q", c.standing, c.there, c.groups, got, c.want)
		}
	}
}

func TestWhoHasNoRoleEverywhereWritesAndLeadsNothingByIt(t *testing.T) {
	for _, r := range []workshop.Role{workshop.Member, workshop.Administrator} {
		if r.MayWrite() == nil || r.MayLead() == nil || r.Outranks(workshop.Observer) {
			t.Errorf("%s does something in every assessment", r)
		}
		if (r.MayAdmit() == nil) != (r == workshop.Administrator) {
			t.Errorf("%s lets people in: %v", r, r.MayAdmit())
		}
	}
}

func TestAGroupIsToldFromOthersByItsName(t *testing.T) {
	for _, g := range []workshop.Group{{Kind: workshop.Client}, {Kind: workshop.Client, Name: " "}, {Kind: workshop.Team, Name: "…"}, {Kind: "club", Name: "Nordwind"}, {Kind: workshop.Team, Name: "a\u202eb"}} {
		if g.Check() == nil {
			t.Errorf("%+v is a group", g)
		}
	}
	if err := (workshop.Group{Kind: workshop.Client, Name: "Nordwind AG"}).Check(); err != nil {
		t.Error(err)
	}
}

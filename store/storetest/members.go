package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// firm is a database of two clients, with an assessment each.
type firm struct {
	db           *store.DB
	north, south string // assessments
	now          *time.Time
}

func (l laws) firm(t *testing.T) firm {
	t.Helper()
	db, north, now := l.room(t)
	south, err := db.Create(t.Context(), lead, "Gap of another", profileOf("Southerly"))
	must(t, err)
	return firm{db, north, south.ID, now}
}

// comes lets somebody in by a key.
func (f firm) comes(t *testing.T, name string, standing workshop.Role) store.Actor {
	t.Helper()
	p := workshop.Person{Name: name, Role: standing, Key: "SHA256:" + name}
	must(t, f.db.AddPeople(t.Context(), lead, []workshop.Person{p}))
	return store.Actor{Name: name, Role: standing, Pass: p.Pass()}
}

// group is a group that one assessment belongs to.
func (f firm) group(t *testing.T, kind workshop.GroupKind, name string, assessments ...string) string {
	t.Helper()
	g, err := f.db.MakeGroup(t.Context(), lead, kind, name)
	must(t, err)
	for _, id := range assessments {
		must(t, f.db.PutInto(t.Context(), lead, g.ID, id))
	}
	return g.ID
}

func notingAnew(db *store.DB) func(*assess.Assessment) ([]assess.Change, error) {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(catalog.Shipped(), a, assess.Key{Item: "5.2"}, db.NewID())
	}
}

func renaming(db *store.DB) func(*assess.Assessment) ([]assess.Change, error) {
	return func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, db.NewID()) }
}

// reach is what somebody may do in an assessment, by what they try.
func (f firm) reach(t *testing.T, who store.Actor, id string) string {
	t.Helper()
	said := ""
	try := func(what string, err error) {
		if err == nil {
			said += " " + what
		}
	}
	_, err := f.db.As(who).Assessment(t.Context(), id)
	try("read", err)
	try("write", second(f.db.Do(t.Context(), who, id, notingAnew(f.db))))
	try("lead", second(f.db.Do(t.Context(), who, id, renaming(f.db))))
	return said
}

func (l laws) TestTheNearestRoleHoldsInAnAssessment(t *testing.T) {
	const all, some, look = " read write lead", " read write", " read"
	for _, c := range []struct {
		name         string
		standing     workshop.Role
		there        workshop.Role // in the one of the north
		client, team workshop.Role // in its groups
		north, south string
	}{
		{"a facilitator of all", workshop.Facilitator, "", "", "", all, all},
		{"an assessor of all", workshop.Assessor, "", "", "", some, some},
		{"an observer of all", workshop.Observer, "", "", "", look, look},
		{"a member of nothing", workshop.Member, "", "", "", "", ""},
		{"an administrator", workshop.Administrator, "", "", "", "", ""},
		{"a facilitator there", workshop.Member, workshop.Facilitator, "", "", all, ""},
		{"an assessor there", workshop.Member, workshop.Assessor, "", "", some, ""},
		{"an observer there", workshop.Member, workshop.Observer, "", "", look, ""},
		{"an administrator who was invited", workshop.Administrator, workshop.Assessor, "", "", some, ""},
		{"one of the client", workshop.Member, "", workshop.Assessor, "", some, ""},
		{"one of the team that leads", workshop.Member, "", "", workshop.Facilitator, all, ""},
		{"one of both", workshop.Member, "", workshop.Observer, workshop.Facilitator, all, ""},
		{"less there than in the team", workshop.Member, workshop.Observer, "", workshop.Facilitator, look, ""},
		{"less there than everywhere", workshop.Facilitator, workshop.Observer, "", "", look, all},
		{"more there than everywhere", workshop.Observer, workshop.Facilitator, "", "", all, look},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := l.firm(t)
			who := f.comes(t, "Mara", c.standing)
			for place, role := range map[string]workshop.Role{
				f.north: c.there, f.group(t, workshop.Client, "Nordwind", f.north): c.client, f.group(t, workshop.Team, "Bergen", f.north): c.team,
			} {
				must(t, f.db.SetMember(t.Context(), lead, place, "Mara", role))
			}
			if north, south := f.reach(t, who, f.north), f.reach(t, who, f.south); north != c.north || south != c.south {
				t.Errorf("there they%s, elsewhere they%s; not%s and%s", north, south, c.north, c.south)
			}
		})
	}
}

func (l laws) TestAMembershipEndsWithTheNextAct(t *testing.T) {
	f := l.firm(t)
	team := f.group(t, workshop.Team, "Bergen", f.north)
	who := f.comes(t, "Mara", workshop.Member)
	for _, step := range []struct {
		name string
		do   func() error
		want string
	}{
		{"in the team", func() error { return f.db.SetMember(t.Context(), lead, team, "mara", workshop.Assessor) }, " read write"},
		{"less of it", func() error { return f.db.SetMember(t.Context(), lead, team, "Mara", workshop.Observer) }, " read"},
		{"out of the team", func() error { return f.db.SetMember(t.Context(), lead, team, "Mara", "") }, ""},
		{"in it again", func() error { return f.db.SetMember(t.Context(), lead, team, "Mara", workshop.Assessor) }, " read write"},
		{"the team leaves", func() error { return f.db.TakeOutOf(t.Context(), lead, team, f.north) }, ""},
		{"the team is back", func() error { return f.db.PutInto(t.Context(), lead, team, f.north) }, " read write"},
		{"another team has it", func() error { f.group(t, workshop.Team, "Oslo", f.north); return nil }, ""},
		{"the first one again", func() error { return f.db.PutInto(t.Context(), lead, team, f.north) }, " read write"},
		{"no such team", func() error { return f.db.DropGroup(t.Context(), lead, team) }, ""},
		{"of the assessment", func() error { return f.db.SetMember(t.Context(), lead, f.north, "Mara", workshop.Facilitator) }, " read write lead"},
		{"taken out of the file", func() error { return f.db.RemovePerson(t.Context(), lead, "Mara") }, ""},
		{"let in again", func() error { f.comes(t, "Mara", workshop.Member); return nil }, ""},
	} {
		must(t, step.do())
		if got := f.reach(t, who, f.north); got != step.want {
			t.Errorf("%s: they%s, not%s", step.name, got, step.want)
		}
	}
	given, err := f.db.MembershipsGiven(t.Context())
	must(t, err)
	last := given[0]
	if len(given) != 7 || last.Place != f.north || last.Role != "" || last.GivenBy != lead.Name {
		t.Errorf("of what was given and taken is kept %+v", given)
	}
}

func (l laws) TestWhoManagesPeopleIsNotInWhatTheyManage(t *testing.T) {
	f := l.firm(t)
	ctx := t.Context()
	team := f.group(t, workshop.Team, "Bergen")
	admin := f.comes(t, "Rolf", workshop.Administrator)
	f.comes(t, "Mara", workshop.Member)
	must(t, f.db.SetMember(ctx, admin, f.north, "Mara", workshop.Assessor))
	must(t, f.db.AddPeople(ctx, admin, []workshop.Person{{Name: "Nils", Role: workshop.Member, Key: "SHA256:n"}}))
	must(t, second(f.db.MakeGroup(ctx, admin, workshop.Client, "Nordwind")))
	must(t, f.db.PutInto(ctx, admin, team, f.north))
	_, _, err := f.db.InviteSome(ctx, admin, workshop.Invitation{Role: workshop.Assessor, Place: f.north, Seats: 3}, time.Hour)
	must(t, err)
	must(t, f.db.SetMember(ctx, lead, team, "Rolf", workshop.Observer))
	must(t, f.db.TakeOutOf(ctx, admin, team, f.north))
	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"makes themselves a member":    {f.db.SetMember(ctx, admin, f.north, "rolf", workshop.Observer), store.ErrOneself},
		"puts one into their own team": {f.db.PutInto(ctx, admin, team, f.north), store.ErrOneself},
		"makes a facilitator of all":   {f.db.AddPeople(ctx, admin, []workshop.Person{{Name: "Rolf B", Role: workshop.Facilitator, Key: "SHA256:rb"}}), store.ErrMore},
		"raises themselves":            {f.db.SetRole(ctx, admin, "Rolf", workshop.Facilitator), store.ErrMore},
		"raises another":               {f.db.SetRole(ctx, admin, "Nils", workshop.Observer), store.ErrMore},
		"invites to all":               {third(f.db.Invite(ctx, admin, workshop.Observer, "", time.Hour)), store.ErrMore},
		"makes an assessment":          {second(f.db.Create(ctx, admin, "Mine", profileOf("X"))), workshop.ErrNowhere},
		"forgets one":                  {f.db.Forget(ctx, admin, f.north), workshop.ErrNowhere},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("an administrator %s: %v", name, c.err)
		}
	}
	all, err := f.db.As(admin).Assessments(ctx)
	must(t, err)
	if len(all) != 2 || !all[0].Shut || all[0].Name == "" || all[0].Organisation+all[0].ChangedBy+all[0].Kind != "" {
		t.Errorf("an administrator finds %+v", all)
	}
}

func third[A, B any](_ A, _ B, err error) error { return err }

func (l laws) TestWhoLeadsAnAssessmentLetsOthersIntoItAlone(t *testing.T) {
	f := l.firm(t)
	ctx := t.Context()
	leads := f.comes(t, "Tor", workshop.Member)
	assesses := f.comes(t, "Mara", workshop.Member)
	must(t, f.db.SetMember(ctx, lead, f.north, "Tor", workshop.Facilitator))
	must(t, f.db.SetMember(ctx, leads, f.north, "Mara", workshop.Assessor))
	to := func(place string) workshop.Invitation {
		return workshop.Invitation{Role: workshop.Assessor, Place: place, Seats: 2}
	}
	i, code, err := f.db.InviteSome(ctx, leads, to(f.north), time.Hour)
	must(t, err)
	guest, err := f.db.Redeem(ctx, code, "Bo")
	must(t, err)
	bo := store.Actor{Name: guest.Name, Role: guest.Role, Pass: guest.Pass()}
	if north, south := f.reach(t, bo, f.north), f.reach(t, bo, f.south); north != " read write" || south != "" {
		t.Errorf("who came to the one assessment by a code%s there, and%s elsewhere", north, south)
	}
	for name, err := range map[string]error{
		"a facilitator of one lets somebody into another":      f.db.SetMember(ctx, leads, f.south, "Mara", workshop.Assessor),
		"a facilitator of one gives themselves another role":   f.db.SetMember(ctx, leads, f.north, "Tor", workshop.Assessor),
		"a facilitator of one invites to another":              third(f.db.InviteSome(ctx, leads, to(f.south), time.Hour)),
		"a facilitator of one invites to all":                  third(f.db.InviteSome(ctx, leads, to(""), time.Hour)),
		"a facilitator of one lets somebody into the file":     f.db.AddPeople(ctx, leads, []workshop.Person{{Name: "Eve", Role: workshop.Member, Key: "SHA256:e"}}),
		"a facilitator of one makes a group":                   second(f.db.MakeGroup(ctx, leads, workshop.Team, "Mine")),
		"a facilitator of one forgets it":                      f.db.Forget(ctx, leads, f.north),
		"a facilitator of one erases in it":                    second(f.db.Erase(ctx, leads, f.north, []string{"x"}, "because")),
		"an assessor lets somebody in":                         f.db.SetMember(ctx, assesses, f.north, "Bo", workshop.Facilitator),
		"an assessor invites":                                  third(f.db.InviteSome(ctx, assesses, to(f.north), time.Hour)),
		"somebody is let into what is not there":               f.db.SetMember(ctx, lead, "nowhere", "Mara", workshop.Assessor),
		"nobody is let in":                                     f.db.SetMember(ctx, lead, f.north, "Nobody", workshop.Assessor),
		"an administrator by a code":                           f.db.SetRole(ctx, lead, "Bo", workshop.Administrator),
		"a member is a role in an assessment":                  f.db.SetMember(ctx, lead, f.north, "Mara", workshop.Member),
		"a guest ends the code of who invited them":            f.db.EndInvitation(ctx, bo, i.ID),
		"a group is called as another, written in another way": second(f.db.MakeGroup(ctx, lead, workshop.Team, l.named(t, f, "Nordwind"))),
	} {
		if err == nil {
			t.Errorf("%s", name)
		}
	}
	must(t, f.db.SetMember(ctx, leads, f.north, "Bo", ""))
	if _, err := f.db.Redeem(ctx, code, "Di"); err == nil {
		t.Error("the code lets somebody in though one who came by it was taken out")
	}
	must(t, f.db.EndInvitation(ctx, leads, i.ID))
}

// named makes a client, and gives its name as another might write it.
func (l laws) named(t *testing.T, f firm, name string) string {
	f.group(t, workshop.Client, name)
	return name + "."
}

func (l laws) TestWhoComesUnderANameLaterHasNoneOfItsMemberships(t *testing.T) {
	f := l.firm(t)
	ctx := t.Context()
	invite := func(place string) string {
		_, code, err := f.db.InviteSome(ctx, lead, workshop.Invitation{Role: workshop.Assessor, Place: place, Name: "Bo", Seats: 1}, time.Hour)
		must(t, err)
		return code
	}
	must(t, second(f.db.Redeem(ctx, invite(f.north), "Bo")))
	*f.now = f.now.Add(2 * time.Hour)
	p, err := f.db.Redeem(ctx, invite(f.south), "Bo")
	must(t, err)
	bo := store.Actor{Name: p.Name, Role: p.Role, Pass: p.Pass()}
	if north, south := f.reach(t, bo, f.north), f.reach(t, bo, f.south); north != "" || south != " read write" {
		t.Errorf("invited to the second they%s the first, and%s the second", north, south)
	}
}

func (l laws) TestEverybodyWhoMayComeIntoAnAssessmentIsFoundWithTheirRole(t *testing.T) {
	f := l.firm(t)
	f.comes(t, "Ada", workshop.Observer)
	f.comes(t, "Mara", workshop.Member)
	f.comes(t, "Rolf", workshop.Administrator)
	must(t, f.db.SetMember(t.Context(), lead, f.north, "Mara", workshop.Facilitator))
	for id, want := range map[string][]string{f.north: {"Ada observer", "Mara facilitator"}, f.south: {"Ada observer"}} {
		people, err := f.db.PeopleIn(t.Context(), id)
		must(t, err)
		var got []string
		for _, p := range people {
			got = append(got, p.Name+" "+string(p.Role))
		}
		if !slices.Equal(got, want) {
			t.Errorf("found are %v, not %v", got, want)
		}
	}
}

func (l laws) TestMembershipsAndGroupsComeAlongWithTheirPeople(t *testing.T) {
	f := l.firm(t)
	ctx := t.Context()
	mara, nils := f.comes(t, "Mara", workshop.Member), f.comes(t, "Nils", workshop.Member)
	team := f.group(t, workshop.Team, "Bergen", f.north, f.south)
	f.group(t, workshop.Client, "Southerly", f.south)
	must(t, f.db.SetMember(ctx, lead, team, "Mara", workshop.Assessor))
	must(t, f.db.SetMember(ctx, lead, f.north, "Nils", workshop.Facilitator))
	to := firm{db: l.place(t).open(t)}
	must(t, second(to.db.MakeGroup(ctx, lead, workshop.Client, "southerly")))
	nils.Pass = "SHA256:another"
	must(t, to.db.AddPeople(ctx, lead, []workshop.Person{{Name: "Nils", Role: workshop.Member, Key: nils.Pass}}))
	must(t, second(f.db.CopyTo(ctx, lead, to.db, f.north)))
	for range 2 {
		must(t, second(f.db.CopyPeople(ctx, lead, to.db)))
	}
	if got := to.reach(t, mara, f.north); got != " read write" {
		t.Errorf("one of the team%s there", got)
	}
	if got := to.reach(t, nils, f.north); got != "" {
		t.Errorf("another of the name of a member%s there", got)
	}
	groups, err := to.db.Groups(ctx)
	must(t, err)
	if len(groups) != 2 || !slices.Equal(groups[0].Assessments, []string{f.north}) {
		t.Errorf("the groups there are %+v", groups)
	}
}

func (l laws) TestAForgottenAssessmentLeavesNoMembers(t *testing.T) {
	f := l.firm(t)
	f.comes(t, "Mara", workshop.Member)
	f.group(t, workshop.Client, "Nordwind", f.north)
	must(t, f.db.SetMember(t.Context(), lead, f.north, "Mara", workshop.Assessor))
	_, code, err := f.db.InviteSome(t.Context(), lead, workshop.Invitation{Role: workshop.Assessor, Place: f.north, Seats: 2}, time.Hour)
	must(t, err)
	must(t, f.db.Forget(t.Context(), lead, f.north))
	members, err := f.db.Members(t.Context())
	must(t, err)
	groups, err := f.db.Groups(t.Context())
	must(t, err)
	if len(members) > 0 || len(groups) != 1 || len(groups[0].Assessments) > 0 {
		t.Errorf("there are %+v of %+v", members, groups)
	}
	if _, err := f.db.Redeem(t.Context(), code, "Bo"); !errors.Is(err, store.ErrNoInvitation) {
		t.Errorf("the code of what is gone lets in: %v", err)
	}
}

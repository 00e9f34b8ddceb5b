package tui

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// clients is a file of two clients, own as it is at its machine; Mara is a facilitator of the one of the north alone.
func clients(t *testing.T) (s *screen.Session, own *store.DB, south string) {
	t.Helper()
	s, _ = screentest.Session(t)
	own = s.DB
	south = screentest.Empty(t, s, "Moat of the south", "Southerly")
	screentest.Do(t, s, south, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, assess.Key{Item: "4.1"}, "drawbridge")
	})
	north := screentest.Demo(t, s)
	tell := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, id := range map[string]string{"Nordwind Group": north, "Castle Ltd": south} {
		g, err := s.DB.MakeGroup(t.Context(), s.Actor, workshop.Client, name)
		tell(err)
		tell(s.DB.PutInto(t.Context(), s.Actor, g.ID, id))
	}
	p := workshop.Person{Name: "Mara", Role: workshop.Member, Key: "SHA256:m"}
	tell(s.DB.AddPeople(t.Context(), s.Actor, []workshop.Person{p}))
	tell(s.DB.SetMember(t.Context(), s.Actor, north, "Mara", workshop.Facilitator))
	tell(s.DB.SetLastOpened(t.Context(), south))
	s.Actor = store.Actor{Name: "Mara", Role: workshop.Member, Pass: p.Pass()}
	s.DB, s.Remote = s.DB.As(s.Actor), true
	return s, own, south
}

// innocent is a frame without any word of the other client.
func (d *desk) innocent(after string) {
	d.t.Helper()
	for _, secret := range []string{"Moat", "Southerly", "drawbridge", "Castle"} {
		if strings.Contains(d.picture(), secret) {
			d.t.Fatalf("after %s the screen shows %q:\n%s", after, secret, d.picture())
		}
	}
}

// A participant of one client presses every key on every screen, and each that is
// offered behind it, and finds no word of the other client.
func TestNoKeyShowsAMemberOfOneClientAnything(t *testing.T) {
	s, _, south := clients(t)
	d := sit(t, s, 140, 40)
	d.shows("Mara · facilitator")
	for _, words := range []string{"moat", "drawbri", "southerl", south} {
		for _, begin := range []string{":", "/"} {
			leave(d)
			d.press("A", begin).write(words[:len(words)-1]).press("enter")
			d.innocent("looking for " + words)
			leave(d)
			d.press("enter", begin).write(words[:len(words)-1]).press("enter")
			d.innocent("looking for " + words)
		}
	}
	var keys []string
	for _, m := range bind.Table() {
		keys = append(keys, m.Keys...)
	}
	leave(d)
	d.press("A", "enter")
	for i, r := range routes {
		for _, k := range keys {
			if k == "ctrl+c" || k == "Q" || k == "A" {
				continue
			}
			leave(d)
			d.press(tabKey(i), k)
			d.innocent(r.name + " " + k)
			d.press("enter", "down", "enter")
			d.innocent(r.name + " " + k + " enter")
		}
	}
	leave(d)
	d.press("A")
	d.shows("1 assessment", "Nordwind Group").innocent("the list")
	d.tell(screen.Enter{ID: south})
	d.settle().shows("You are not a member of this assessment").innocent("opening it by its id")
}

func TestTheListOfAMemberSaysWhoseAnAssessmentIsAndWhatTheyAreInIt(t *testing.T) {
	s, _, _ := clients(t)
	sit(t, s, 140, 40).press("A").shows("facilitator · Nordwind Group", "Mara · member").press("a").shows("Only a facilitator of all assessments may do this")
}

func TestWhoLeadsAnAssessmentSaysInTheListWhoWorksOnIt(t *testing.T) {
	s, own, _ := clients(t)
	if err := own.AddPeople(t.Context(), store.Actor{Name: "Ines Brandt"}, []workshop.Person{
		{Name: "Bo", Role: workshop.Observer, Key: "SHA256:b"}, {Name: "Nils of the castle", Role: workshop.Member, Key: "SHA256:n"},
	}); err != nil {
		t.Fatal(err)
	}
	d := sit(t, s, 80, 24).press("A", "o").shows("Who works on", "Bo", "observer", "Mara", "facilitator").hides("castle")
	d.press("enter").shows("Bo in", "answers and votes").press("down", "enter").shows("Bo is an assessor in it from the next act on.")
	d.press("o").shows("assessor").press("down", "enter", "down", "enter").shows("Nobody gives themselves a role")
	d.press("r").shows("Rename")
}

func TestAnAdministratorSaysWhoWorksOnWhatTheyDoNotSee(t *testing.T) {
	s, own, south := clients(t)
	ines := store.Actor{Name: "Ines Brandt"}
	p := workshop.Person{Name: "Rolf", Role: workshop.Administrator, Key: "SHA256:r"}
	if err := own.AddPeople(t.Context(), ines, []workshop.Person{p}); err != nil {
		t.Fatal(err)
	}
	s.Actor = store.Actor{Name: "Rolf", Role: p.Role, Pass: p.Pass()}
	s.DB = own.As(s.Actor)
	d := sit(t, s, 80, 24).shows("2 assessments", "not open to you").press("/").write("moat").press("enter", "o")
	d.shows("Who works on Moat", "Mara", "not a member", "Rolf").hides("Southerly")
	d.press("enter", "enter").shows("Mara is a facilitator in it from the next act on.")
	if role, err := own.RoleIn(t.Context(), store.Actor{Name: "Mara", Pass: "SHA256:m"}, south); role != workshop.Facilitator {
		t.Errorf("Mara is %q there: %v", role, err)
	}
	d.press("o", "down", "enter", "enter").shows("Nobody gives themselves a role")
	d.press("r").shows("nly a facilitator of all")
}

func TestWhoWorksOnAnAssessmentIsSaidAtItsMachineToo(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Gap", "Nordwind")
	sit(t, s, 80, 24).press("A", "o").shows("Nobody joins over SSH yet")
}

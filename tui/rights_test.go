package tui

import (
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// visitor is somebody of a role in the room of the demonstration.
func visitor(t *testing.T, role workshop.Role) (*desk, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { // so that no list is empty
		shown, err := assess.PutEvidence(s.Catalog, a, assess.Evidence{ID: "e", What: "Minutes", Items: []string{"4.1"}})
		if err != nil {
			return nil, err
		}
		found, err := assess.PutFinding(s.Catalog, a, assess.Finding{ID: "f", Item: "4.1", Grade: assess.GradeMinor, Statement: "Not kept"})
		if err != nil {
			return nil, err
		}
		own, err := assess.PutControl(a, assess.OwnControl{ID: "o", Title: "Kill switch"})
		return append(append(shown, found...), own...), err
	})
	s.Actor, s.Only, s.Remote = store.Actor{Name: "Jon", Role: role}, id, true
	here := []screen.Present{{Name: "Ines", Role: workshop.Facilitator}, {Name: "Jon", Role: role}}
	s.Seat = &screen.Seat{Here: func() []screen.Present { return here }, Moved: func(screen.At) {}}
	return sit(t, s, 140, 40).press("alt+2", "home"), s, id
}

// refusals are how it begins to be said that something is not for this person.
var refusals = []string{"An observer looks on", "an observer looks on", "nly a facilitator", "This room is about one", "Files of your machine"}

func refused(d *desk) bool {
	return slices.ContainsFunc(refusals, func(words string) bool { return strings.Contains(d.app.notice, words) })
}

// leave leaves what stands open.
func leave(d *desk) {
	d.app.dialogs = nil
	d.press("esc", "esc")
}

// goes does something, and presses all that the dialog offers which it opens,
// filled in and sent off. It reports whether any of that was refused at the end.
func goes(d *desk, begin func()) bool {
	leave(d)
	if begin(); refused(d) {
		return true
	}
	if len(d.app.dialogs) == 0 {
		return false
	}
	top := d.app.dialogs[len(d.app.dialogs)-1]
	for _, b := range screen.RightsOf(top).Offered(top.Footer()) {
		leave(d)
		if begin(); len(d.app.dialogs) == 0 {
			continue
		}
		if d.press(b.Keys()[0]); refused(d) || sends(d) {
			return true
		}
	}
	leave(d)
	begin()
	return sends(d)
}

// sends fills the dialog on top in, and sends it off.
func sends(d *desk) bool {
	for _, k := range []string{"2", "enter", "enter", "y", "enter", "enter", "enter", "enter", "ctrl+s"} {
		if len(d.app.dialogs) == 0 {
			break
		}
		if top := d.app.dialogs[len(d.app.dialogs)-1]; screen.RightsOf(top).Pressed(screentest.Key(k)) != nil {
			continue
		}
		if d.press(k); refused(d) {
			return true
		}
	}
	return refused(d)
}

// law presses, on every tab, every key that is offered to a role.
func law(t *testing.T, d *desk) {
	t.Helper()
	for i, r := range routes {
		home := tabKey(i)
		leave(d)
		d.press(home)
		sc := d.app.top()
		offered := sc.Rights().Offered(sc.Footer())
		for _, g := range sc.Keys() {
			offered = append(offered, sc.Rights().Offered(g.Bindings)...)
		}
		for _, b := range offered {
			if goes(d, func() { d.press(home, "home", b.Keys()[0]) }) {
				t.Errorf("%s offers %s (%s) to %s, and then: %s", r.name, b.Help().Key, b.Help().Desc, d.app.s.Role(), d.app.notice)
			}
		}
	}
}

func TestNothingIsOfferedThatARoleMayNotDo(t *testing.T) {
	for _, role := range []workshop.Role{workshop.Assessor, workshop.Observer} {
		t.Run(string(role)+", between two votes", func(t *testing.T) {
			d, _, _ := visitor(t, role)
			law(t, d)
		})
		t.Run(string(role)+", in a vote", func(t *testing.T) {
			d, s, id := visitor(t, role)
			lead := store.Actor{Name: "Ines", Role: workshop.Facilitator}
			if _, err := s.DB.OpenVote(t.Context(), lead, s.Catalog, id, assess.Key{Item: "4.1"}, 1, true); err != nil {
				t.Fatal(err)
			}
			d.run(d.app.lookAround())
			d.settle()
			law(t, d)
		})
	}
}

func TestThePaletteOffersNothingThatARoleMayNotDo(t *testing.T) {
	for _, role := range []workshop.Role{workshop.Assessor, workshop.Observer} {
		d, _, _ := visitor(t, role)
		for i, r := range routes {
			home := tabKey(i)
			leave(d)
			d.press(home)
			for _, e := range d.app.actions() {
				if goes(d, func() { d.press(home, "home"); d.run(e.do()); d.settle() }) {
					t.Errorf("the palette of %s offers %q to %s, and then: %s", r.name, e.label, role, d.app.notice)
				}
				d.app.quits = false
			}
		}
	}
}

func TestAKeyThatIsNotForARoleSaysWhy(t *testing.T) {
	for _, c := range []struct {
		role workshop.Role
		tab  string
		keys []string
		says string
	}{
		{workshop.Observer, "alt+2", []string{"3", "n", "x", "c", "o", "m", "y"}, "An observer looks on and changes nothing"},
		{workshop.Observer, "alt+2", []string{"u", "ctrl+r"}, "An observer looks on and changes nothing"},
		{workshop.Observer, "alt+3", []string{"3", "n", "x", "c", "I"}, "An observer looks on and changes nothing"},
		{workshop.Assessor, "alt+3", []string{"I"}, "Files of your machine can't be read from here"},
		{workshop.Assessor, "alt+1", []string{"p"}, "Only a facilitator may do this."},
		{workshop.Assessor, "alt+1", []string{"A"}, "This room is about one assessment"},
		{workshop.Observer, "alt+8", []string{"a", "L", "space", "x", "o"}, "An observer looks on and changes nothing"},
		{workshop.Assessor, "alt+9", []string{"C", "s", "p", "L"}, "Only a facilitator may do this."},
		{workshop.Assessor, "alt+5", []string{"B"}, "Only a facilitator may do this."},
	} {
		d, _, _ := visitor(t, c.role)
		for _, k := range c.keys {
			if d.press(c.tab, k); !strings.Contains(d.app.notice, c.says) || len(d.app.dialogs) > 0 {
				t.Errorf("%s at %s, %s: %q; right is %q", c.role, c.tab, k, d.app.notice, c.says)
			}
		}
	}
}

func TestTheFooterOfTheRoomIsThatOfTheRole(t *testing.T) {
	for role, want := range map[workshop.Role]struct{ shows, hides []string }{
		workshop.Assessor:    {[]string{"0-5 your vote", "not voted yet"}, []string{"C reveal", "p park"}},
		workshop.Observer:    {[]string{"w walk to it"}, []string{"0-5", "not voted yet", "C reveal", "abstain"}},
		workshop.Facilitator: {[]string{"0-5 your vote", "C reveal"}, nil},
	} {
		d, s, id := visitor(t, role)
		if _, err := s.DB.OpenVote(t.Context(), store.Actor{Name: "Ines"}, s.Catalog, id, assess.Key{Item: "4.1"}, 1, true); err != nil {
			t.Fatal(err)
		}
		d.run(d.app.lookAround())
		d.settle().press("alt+9").shows(want.shows...)
		for _, text := range want.hides {
			d.hides(text)
		}
	}
}

func TestNoTextNamesAKeyThatIsNotForARole(t *testing.T) {
	d, _, _ := visitor(t, workshop.Observer)
	d.press("alt+2", "tab").hides("c writes one")
	d, _, _ = visitor(t, workshop.Assessor)
	d.press("alt+2", "tab").shows("c writes one")
}

// So that the law above has something to find.
func TestEveryRefusalIsOneThatTheLawKnows(t *testing.T) {
	d, _, _ := visitor(t, workshop.Observer)
	s := d.app.s
	for _, right := range []screen.Right{s.Writes(), s.Leads(), s.Leaves(), s.ReadsFiles()} {
		right.Bindings = []key.Binding{d.app.keys.Undo}
		d.app.say(d.app.sentence(screen.Rights{right}.Refused(d.app.keys.Undo)), answer)
		if !refused(d) {
			t.Errorf("%q is not known", d.app.notice)
		}
	}
}

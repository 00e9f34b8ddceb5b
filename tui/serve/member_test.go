package serve

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

func TestAWindowOpensForMembersOfTheAssessmentAlone(t *testing.T) {
	r := open(t, Options{})
	mara := r.person("Mara", workshop.Member)
	for _, command := range []string{"plain", ""} {
		if said, err := r.talk(mara, command, "list", "quit"); err == nil || !strings.Contains(said, "You are not a member of this assessment") || strings.Contains(said, "Gap 2026") {
			t.Errorf("a member of nothing: %v, %q", err, said)
		}
	}
	must(t, r.db.SetMember(t.Context(), facilitator, r.id, "Mara", workshop.Assessor))
	w := r.join(byKey(mara)).shows("Mara · assessor").keys("]").shows("4.1     ○").keys("2").shows("4.1     ● 2")
	must(t, r.db.SetMember(t.Context(), facilitator, r.id, "Mara", workshop.Observer))
	w.shows("You are an observer from now on")
	must(t, r.db.SetMember(t.Context(), facilitator, r.id, "Mara", ""))
	w.shows("Your place in this room has ended")
}

func profileOf(organisation string) assess.Profile {
	p := assess.DefaultProfile()
	p.Organisation = organisation
	return p
}

func TestACodeForOneAssessmentOpensNoOther(t *testing.T) {
	r := open(t, Options{})
	other, err := r.db.Create(t.Context(), facilitator, "Of another", profileOf("Southerly"))
	must(t, err)
	for place, want := range map[string]string{r.id: "Bo · assessor", other.ID: "You are not a member of this assessment"} {
		_, code, err := r.db.InviteSome(t.Context(), facilitator, workshop.Invitation{Role: workshop.Assessor, Place: place, Name: "Bo", Seats: 1}, time.Hour)
		must(t, err)
		var said string
		w := r.join(byCode(code, "Bo", &said)).shows(want)
		_ = w.client.Close()
		must(t, r.db.RemovePerson(t.Context(), facilitator, "Bo"))
	}
}

// firm is a room of all assessments, of two clients.
func firm(t *testing.T) (r *room, south string) {
	t.Helper()
	r = open(t, Options{})
	a, err := r.db.Create(t.Context(), facilitator, "Moat of the south", profileOf("Southerly"))
	must(t, err)
	_, err = r.db.Do(t.Context(), facilitator, a.ID, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(catalog.Shipped(), a, assess.Key{Item: "4.1"}, "drawbridge")
	})
	must(t, err)
	for name, id := range map[string]string{"Nordwind Group": r.id, "Castle Ltd": a.ID} {
		g, err := r.db.MakeGroup(t.Context(), facilitator, workshop.Client, name)
		must(t, err)
		must(t, r.db.PutInto(t.Context(), facilitator, g.ID, id))
	}
	return r.serve(Options{}), a.ID
}

func (w *window) lacks(text string) *window {
	w.t.Helper()
	if strings.Contains(w.picture(), text) {
		w.t.Errorf("the window shows %q:\n%s", text, w.picture())
	}
	return w
}

// member is somebody with a key who works on some assessments.
func (r *room) member(name string, role workshop.Role, in ...string) ssh.Signer {
	r.t.Helper()
	key := r.person(name, workshop.Member)
	for _, id := range in {
		must(r.t, r.db.SetMember(r.t.Context(), facilitator, id, name, role))
	}
	return key
}

func TestInARoomOfAllAssessmentsEachFindsTheirOwn(t *testing.T) {
	r, south := firm(t)
	mara := r.join(byKey(r.member("Mara", workshop.Assessor, r.id))).shows("Gap 2026").shows("Mara · assessor").shows("1 here")
	nils := r.join(byKey(r.member("Nils", workshop.Observer, r.id, south))).shows("2 assessments").shows("Gap 2026").shows("observer · Castle Ltd").shows("Nils · member")
	nils.keys("/moat\r\r").shows("Moat of the south  target 3").shows("Nils · observer").shows("1 here")
	mara.keys("A").shows("1 assessment").shows("Gap 2026").lacks("Moat").keys("\r").shows("Mara · assessor").keys("]").shows("4.1     ○").keys("3").shows("4.1     ● 3")
	nils.keys("A").shows("2 assessments").keys("\x1b").keys("/gap\r\r").shows("2 here")
	mara.shows("2 here")
	must(t, r.db.SetMember(t.Context(), facilitator, r.id, "Nils", workshop.Facilitator))
	nils.shows("You are a facilitator from now on")
	must(t, r.db.SetMember(t.Context(), facilitator, r.id, "Mara", ""))
	mara.shows("Your place in this room has ended")
	r.join(byKey(r.person("Olga", workshop.Member))).shows("There is no assessment here for you yet")
}

func TestAnAdministratorFindsTheListAndOpensNothing(t *testing.T) {
	r, south := firm(t)
	key := r.person("Rolf", workshop.Administrator)
	rolf := r.join(byKey(key)).shows("2 assessments").shows("not open to you · Castle Ltd").lacks("Southerly").lacks("Ines")
	rolf.keys("\r").shows("You are not a member of this assessment")
	rolf.keys("a").shows("nly a facilitator of all assessments may do this")
	must(t, r.db.SetMember(t.Context(), facilitator, south, "Rolf", workshop.Observer))
	rolf.shows("observer · Castle Ltd").keys("/moat\r\r").shows("Rolf · observer")
}

// secrets are what a member of the other client must never be sent.
var secrets = []string{"Moat", "Southerly", "drawbridge", "Castle", "Tor of the south"}

func hidesSecrets(t *testing.T, what, sent string) {
	t.Helper()
	for _, secret := range secrets {
		if strings.Contains(sent, secret) {
			t.Errorf("%s is sent %q", what, secret)
		}
	}
}

// What keys reach on the screens is tried in package tui.
func TestAMemberOfOneClientReachesNothingOfAnother(t *testing.T) {
	r, south := firm(t)
	r.join(byKey(r.member("Tor of the south", workshop.Facilitator, south))).shows("1 here").keys("]").shows("4.1     ○")
	key := r.member("Mara", workshop.Facilitator, r.id)
	mara := r.join(byKey(key)).shows("Mara · facilitator").shows("1 here").keys("A").shows("1 assessment")
	_, err := r.db.Do(t.Context(), facilitator, south, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, "Moat of the far south") })
	must(t, err)
	mara.keys("/moat\r").shows("No assessment has these words")
	hidesSecrets(t, "a window", mara.bytes())
	lines := []string{"list", "open Moat of the far south", "open " + south, "open 2", "find drawbridge", "room", "rename x", "archive", "no", "open 1", "find drawbridge", "read", "history", "reports", "due", "filters", "registers", "room", "quit"}
	for _, command := range []string{"", "plain"} {
		said, err := r.talk(key, command, lines...)
		if err != nil || !strings.Contains(said, "Gap 2026") {
			t.Errorf("%v: %s", err, said)
		}
		for _, echo := range []string{"\"Moat of the far south\"", "drawbridge"} { // as it was typed
			said = strings.ReplaceAll(said, echo, "")
		}
		hidesSecrets(t, "a window of lines", said)
	}
	for _, command := range []string{"plain " + south, "list", "history", south} {
		if _, err := r.talk(key, command); err == nil {
			t.Errorf("the command %q was run", command)
		}
	}
}

package serve

import (
	"strings"
	"testing"
	"time"

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

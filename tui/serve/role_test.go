package serve

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

func TestWhoIsGivenAnotherRoleStaysWithWhatTheyWereTyping(t *testing.T) {
	r := open(t, Options{})
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("Jon · assessor").keys("]").shows("4.1     ○").keys("c").shows("Note on 4.1")
	jon.keys("half a sen").shows("half a sen")
	must(t, r.db.SetRole(t.Context(), facilitator, "Jon", workshop.Observer))
	jon.shows("You are an observer from now on").shows("half a sen").shows("Jon · observer")
	must(t, r.db.SetRole(t.Context(), facilitator, "Jon", workshop.Facilitator))
	jon.shows("Jon · facilitator").keys("tence\x13").shows("half a sentence")
	until(t, "the note is saved", func() bool {
		a, err := r.db.Assessment(t.Context(), r.id)
		return err == nil && a.Answer(assess.Key{Item: "4.1"}).Note == "half a sentence"
	})
}

func TestNoActPassesWhileNobodyKnowsWhoMayBeHere(t *testing.T) {
	r := open(t, Options{})
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("Jon").keys("]").shows("4.1     ○").keys("2").shows("4.1     ● 2")
	// A rating is drawn at once; the table may go only when it has been saved.
	until(t, "the rating is saved", func() bool { return r.rating("4.1").Level == 2 })
	file, err := sql.Open("sqlite", "file:"+r.path+"?_pragma=busy_timeout(10000)")
	must(t, err)
	defer file.Close()
	_, err = file.Exec("ALTER TABLE person RENAME TO elsewhere")
	must(t, err)
	_, _, err = r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour) // so that it is looked
	must(t, err)
	jon.shows("Who may be in this room can't be read just now, so nothing is saved")
	if view := jon.picture(); strings.Contains(view, "NOT saved") {
		t.Errorf("nothing was typed, and yet:\n%s", view)
	}
	jon.keys("4").shows("NOT saved")
	if x := r.rating("4.1"); x.Level != 2 {
		t.Errorf("4.1 is %+v", x)
	}
	_, err = file.Exec("ALTER TABLE elsewhere RENAME TO person")
	must(t, err)
	jon.keys("5").shows("4.1     ● 5")
}

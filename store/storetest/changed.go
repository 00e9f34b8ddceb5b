package storetest

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store/clocktest"
)

func (l laws) TestABookKnowsWhenWhatIsSaidOfASystemBecameOtherwise(t *testing.T) {
	s := l.shelf(t)
	say := func(change func(*assess.System)) {
		t.Helper()
		must(t, second(s.db.Do(t.Context(), ada, s.id, func(a *assess.Assessment) ([]assess.Change, error) {
			is, _ := a.System("siebwerk")
			is.ID, is.Name = "siebwerk", "Siebwerk"
			change(&is)
			return assess.PutSystem(a, is)
		})))
	}
	changed := func(want string) {
		t.Helper()
		var got []string
		for _, field := range []string{"purpose", "stage", "risk_class", "owner", "name"} {
			if on := s.book().Changed("siebwerk", field); on != "" {
				got = append(got, field+" "+on)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("changed is %q; %q is right", got, want)
		}
		healthy(t, s.db)
	}
	today := clocktest.Now().UTC().Format("2006-01-02")
	s.risk("Wrong answers")
	changed("")
	say(func(x *assess.System) { x.Purpose, x.Owner = "Sorts applications", "Jule" })
	changed("")
	say(func(x *assess.System) { x.Stage, x.Owner = "planned", "Piotr" })
	changed("")
	say(func(x *assess.System) { x.Purpose, x.Stage = "Sorts and rejects", "in operation" })
	changed("purpose " + today + ", stage " + today)
	say(func(x *assess.System) { x.Owner = "" })
	say(func(x *assess.System) { x.RiskClass = "high" })
	changed("purpose " + today + ", stage " + today)
}

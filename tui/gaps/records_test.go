package gaps_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/gaps"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func TestAGapShowsWhatRecordsSayOfIt(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	for i, kind := range []string{"threat", "opportunity"} {
		screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
			return register.Put(c, "risk", kind, map[string]string{"title": []string{"Wrong answers", "Fewer questions"}[i], "kind": kind})
		})
	}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "6.1.1"}, 2, "")
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "6.1.2"}, 3, "")
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutFinding(s.Catalog, a, assess.Finding{ID: "f1", Item: "6.1.2", Grade: assess.GradeMinor, Statement: "No limits"})
	})
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, "risk", "threat", map[string]string{"likelihood": "2", "individuals": "2", "category": "Harm", "assessed_on": "2026-11-01"})
	})
	st := screentest.Open(t, s, gaps.New(s), id).Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "6.1.1"}}).Judge()
	st.Shows("6.1.1  + General", "Records   + 2 risks and opportunities are listed.").Golden("records-80x24")
	st.Resize(60, 20).Golden("records-60x20").Resize(120, 40).Golden("records-120x40").Resize(200, 50).Golden("records-200x50").Resize(80, 24)
	st.Press("v", "z").Shows("1 of 70 shown: contradicted by records", "6.1.2  ≠ AI risk").Press("v", "x", "v", "y").Shows("records support more", "6.1.1").Press("esc")
	st.Send(screen.Room{Current: &store.RoomVote{Vote: workshop.Vote{Key: assess.Key{Item: "6.1.1"}, Round: 1, State: workshop.Open}}}).Judge().Hides("6.1.1  +")
}

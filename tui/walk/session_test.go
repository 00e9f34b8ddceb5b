package walk_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// interviewed is the Walk of somebody who came from a session about two items.
func interviewed(t *testing.T) (st *screentest.Stage, s *screen.Session, id, session string) {
	t.Helper()
	s, _ = screentest.Session(t)
	id = screentest.Empty(t, s, "Gap", "Nordwind")
	put := func(kind string, said map[string]string) string {
		record := s.DB.NewID()
		_, err := s.DB.DoRecords(t.Context(), s.Actor, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
			return register.Put(register.Case{Catalog: s.Catalog, Assessment: a, Book: b, Today: s.Now()}, kind, record, said)
		})
		if err != nil {
			t.Fatal(err)
		}
		return record
	}
	day := s.Now().Format("2006-01-02")
	put("audit", map[string]string{"title": "Impact and data"})
	session = put("session", map[string]string{"parent": "AU-1", "title": "Impact assessments", "items": "A.5.2, A.5.4", "from": day + " 00:00", "to": day + " 23:59"})
	st = screentest.Open(t, s, walk.New(s), id).Judge()
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.5.2", Record: "session/" + session}})
	return st, s, id, session
}

func TestFromASessionOneWalksItsItemsAndComesBack(t *testing.T) {
	st, _, _, session := interviewed(t)
	st.Golden("session-80x24")
	st.Shows("AU-1.1 Impact asse", "min left", "items of AU-1.1", "back to AU-1.1")
	st.Press("j").Shows("A.5.4").Press("j").Shows("▸ A.5.4")
	st.Press("l").Press("esc").Press("esc")
	if back, is := st.Others[len(st.Others)-1].(screen.WorkAudit); !is || back.In != session {
		t.Fatalf("esc leads to %v", st.Others)
	}
	st.Hides("min left")
}

func TestInASessionNotesAndFindingsGoToIt(t *testing.T) {
	st, s, id, session := interviewed(t)
	st.Press("a").Shows("Notes of AU-1.1").Type("Two were shown.").Press("esc")
	st.Press("f", "a").Type("No repeat point.").Press("ctrl+s")
	c, r := screentest.Record(t, s, id, "session", session)
	if all := c.Raised(r); r.Text("notes") != "Two were shown." || len(all) != 1 || all[0].Item != "A.5.2" {
		t.Errorf("the session says %q and leads to %v", r.Text("notes"), all)
	}
	st.Press("3").Shows("1 minor open")
}

func TestOutsideASessionItsNotesAreNotWritten(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Open(t, s, walk.New(s), screentest.Empty(t, s, "Gap", "Org")).Press("a").Shows("w in the session leads here")
}

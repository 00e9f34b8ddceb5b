package tui

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func TestTheSearchFindsRecordsByNumberAndTitleAndNoneThatIsNotYours(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	for kind, said := range map[string]map[string]string{
		"risk":    {"title": "Wrong answers in Göttingen", "kind": "threat"},
		"concern": {"title": "A machine said no", "readers": "Mara Holm"},
	} {
		_, err := s.DB.DoRecords(t.Context(), store.Actor{Name: "Mara Holm"}, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
			return register.Put(register.Case{Catalog: s.Catalog, Assessment: a, Book: b, Today: s.Now()}, kind, s.DB.NewID(), said)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	d := sit(t, s, 80, 24)
	d.until("Records")
	for _, words := range []string{"göttingen", "ri1", "RI-1"} {
		d.press("alt+2", "/").write(words).shows("▸ RI-1  Wrong answers in Göttingen").press("enter").shows("▐Registers▌", "Wrong answers in Göttingen")
	}
	d.press("alt+2", "/").write("machine said no").hides("A machine")
	d.press("esc").hides("CC-1")
	if d.app.route().name != screen.Walk {
		t.Errorf("it stands at %s", d.app.route().name)
	}
}

func TestARatingTellsAMomentLaterWhatRecordsSayOfIt(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Put(c, "risk", s.DB.NewID(), map[string]string{"title": "Wrong answers", "kind": "threat"})
	})
	d := sit(t, s, 80, 24)
	d.tell(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.1"}})
	d.press("3").until("≠ Only threats are listed")
	d.press("alt+1").until("records contradict 1")
	d.press("alt+2", "2", "alt+1").until("support more of")
}

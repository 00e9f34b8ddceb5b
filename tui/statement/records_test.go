package statement_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/statement"
)

func TestRecordsDriveControlsAndStandAgainstExclusions(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	for _, said := range []map[string]string{
		{"title": "Results differ by group", "kind": "threat", "existing": "A.5.4", "to_come": "A.6.2.5"},
		{"title": "A customer is not told", "kind": "threat", "to_come": "A.10.4"},
	} {
		screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
			return register.Put(c, "risk", s.DB.NewID(), said)
		})
	}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Exclude(s.Catalog, a, assess.Key{Item: "A.10.4"}, assess.Exclusion{Reason: "No customers"})
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Declare(s.Catalog, a, "A.5.4", assess.Statement{Drivers: "law practice"})
	})
	st := screentest.Open(t, s, statement.New(s), id).Send(screen.Go{Route: screen.Statement, Place: screen.Place{Item: "A.5.4"}})
	st.Shows("Driven    law, good practice").Judge().Shows("Driven    risk (RI-1), law, good practice").Golden("records-80x24")
	st.Press("d").Shows("law", "ISMS control", "good practice").Hides("objective ", "contract or party").Press("esc")
	st.Send(screen.Go{Route: screen.Statement, Place: screen.Place{Item: "A.10.4"}}).Shows("Needed by RI-2", "! 1")
	st.Resize(120, 40).Shows("excluded, and records need", "it (RI-2); include it").Golden("records-120x40").Resize(60, 20).Golden("records-60x20")
}

package main

import (
	"encoding/json"
	"testing"

	"crosswalk/catalog/report/data"
)

func TestAPieceThatIsNamedByItsIDIsSeenAnew(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	must(t, "answer", "5.2", "3", "--evidence", "Policy")
	must(t, "evidence", "see", "5.2")
	pieces := func() []data.Piece {
		var out data.EvidenceList
		if err := json.Unmarshal([]byte(must(t, "evidence", "list", "--json")), &out); err != nil || len(out.Evidence) != 1 {
			t.Fatalf("%v: %+v", err, out)
		}
		return out.Evidence
	}
	if e := pieces()[0]; e.SeenBy == nil || *e.SeenBy != "Ines Brandt" || e.SeenOn == nil {
		t.Errorf("it is %+v", e)
	}
	must(t, "evidence", "see", pieces()[0].ID, "--as-person", "Mia")
	if e := pieces()[0]; e.SeenBy == nil || *e.SeenBy != "Mia" {
		t.Errorf("it is %+v", e)
	}
}

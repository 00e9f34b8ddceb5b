package walk_test

import (
	"testing"
	"time"

	"crosswalk/catalog/workshop"
)

func TestANamedPieceOfEvidenceTakesThreeKeysBesideItsName(t *testing.T) {
	st, s, id := empty(t, "e", "a")
	if st.Type("Context page").Press("ctrl+s").Shows("Evidence 1"); st.Dialog() != "" {
		t.Errorf("%q is still open", st.Dialog())
	}
	a, err := s.DB.Assessment(t.Context(), id)
	if all := a.EvidenceFor("4.1"); err != nil || len(all) != 1 || all[0].What != "Context page" || all[0].SeenBy != "" {
		t.Errorf("saved as %+v, %v", all, err)
	}
}

func TestAFindingTakesThreeKeysAndOneInItsListClosesIt(t *testing.T) {
	st, s, id := empty(t, "f", "a")
	st.Shows("┃ What was found?", "● minor nonconformity").Hides("Is it closed?")
	st.Type("No list of AI systems").Press("ctrl+s").Shows("1 minor open")
	st.Press("f").Shows("space close, open again").Press("space").Shows("closed by Ines Brandt", "✓ Finding closed; space opens it again.")
	a, err := s.DB.Assessment(t.Context(), id)
	if f := a.FindingsOn("4.1")[0]; err != nil || !f.Closed || f.ClosedOn != s.Now().Format(time.DateOnly) {
		t.Fatalf("saved as %+v, %v", f, err)
	}
	st.Press("space").Shows("minor · open", "✓ The finding is open again.").Undo().Shows("closed by Ines Brandt")
}

func TestOnlyWhoLeadsClosesAFinding(t *testing.T) {
	st, s, _ := empty(t, "f", "a")
	st.Type("No list of AI systems").Press("ctrl+s")
	s.Actor.Role = workshop.Assessor
	st.Press("f").Hides("space close").Press("space").Shows("minor · open")
	st.Press("enter").Shows("What was found?").Hides("Is it closed?").Press("esc")
}

func TestAFindingThatStandsAsksWhetherItIsClosed(t *testing.T) {
	st, _, _ := empty(t, "f", "a")
	st.Type("No list of AI systems").Press("ctrl+s").Shows("1 minor open").Press("f", "enter").Shows("Is it closed?", "● open", "  closed")
	st.Press("enter", "enter", "y").Hides("minor open")
}

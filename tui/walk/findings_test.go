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
	st.Press("f").Shows("space close, open again", "FI-1  No list of AI systems", "minor · open")
	st.Press("space").Shows("Why close it now?", "Nobody has checked the effect yet: it is open.").Type("The list is kept by IT").Press("enter")
	st.Press("f").Shows("minor · closed, effect not verified")
	a, err := s.DB.Assessment(t.Context(), id)
	if f := a.FindingsOn("4.1")[0]; err != nil || !f.Closed || f.ClosedBecause != "The list is kept by IT" || f.ClosedOn != s.Now().Format(time.DateOnly) {
		t.Fatalf("saved as %+v, %v", f, err)
	}
	st.Press("space").Shows("minor · open", "✓ The finding is open again.").Undo().Shows("minor · closed, effect not verified")
}

func TestOnlyWhoLeadsClosesAFinding(t *testing.T) {
	st, s, _ := empty(t, "f", "a")
	st.Type("No list of AI systems").Press("ctrl+s")
	s.Actor.Role = workshop.Assessor
	st.Press("f").Hides("space close").Press("space").Shows("minor · open")
	st.Press("enter").Shows("What was found?", "1 of 7").Press("esc")
}

func TestAFindingIsCarriedToVerifiedClosure(t *testing.T) {
	st, s, id := empty(t, "f", "a")
	st.Type("No list of AI systems").Press("ctrl+s").Shows("1 minor open").Press("f", "enter").Shows("1 of 8")
	st.Press("enter", "enter").Shows("2 of 8 · what it is").Press("enter", "enter", "enter").Shows("3 of 8 · who raised it")
	st.Press("enter", "enter", "enter").Shows("4 of 8 · at once").Type("IT wrote one").Press("enter", "enter", "enter")
	st.Shows("5 of 8 · its cause").Type("Nobody owns it").Press("enter", "right", "enter").Shows("6 of 8 · the action")
	st.Type("Name an owner").Press("enter", "enter").Type("Jule").Press("enter").Type("+30d").Press("enter").Type("2026-11-20").Press("enter")
	st.Shows("7 of 8 · its effect").Press("enter").Type("Mara").Press("enter").Type("today").Press("enter", "right", "right", "enter")
	st.Shows("8 of 8 · its end").Press("enter", "y").Hides("minor open")
	a, err := s.DB.Assessment(t.Context(), id)
	if f := a.FindingsOn("4.1")[0]; err != nil || f.State() != "verified" || !f.Closed || f.Unverified || f.Cause != "Nobody owns it" {
		t.Errorf("saved as %+v, %v", f, err)
	}
	st.Press("f").Shows("minor · closed by Ines Brandt")
}

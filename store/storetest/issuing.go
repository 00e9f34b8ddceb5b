package storetest

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// issuing hands out a document that says some words.
func issuing(db *store.DB, version, words string) func(*assess.Assessment) ([]assess.Change, error) {
	is := assess.Issued{
		ID: db.NewID(), Kind: "soa", About: "42001", Title: "Statement of Applicability", Version: version, ApprovedBy: "Mara Holm", ApprovedOn: "2026-11-26",
		Document: `{"blocks":[{"table":{"rows":[{"id":"4.1","cells":[{"text":"` + words + `"}]}]}}]}`,
	}
	return func(a *assess.Assessment) ([]assess.Change, error) { return assess.Issue(a, is) }
}

func (l laws) TestAnIssuedDocumentIsKeptWholeAndTakenBackByUndoAlone(t *testing.T) {
	at := l.place(t)
	db := at.open(t)
	id := create(t, db)
	a := do(t, db, ada, id, issuing(db, "1.0", "as it stood"))
	kept := a.Issued
	a, err := at.open(t).Assessment(t.Context(), id)
	must(t, err)
	if len(kept) != 1 || len(a.Issued) != 1 || a.Issued[0] != kept[0] || !strings.Contains(kept[0].Document, "as it stood") {
		t.Fatalf("issued %+v, read again %+v", kept, a.Issued)
	}
	_, a, err = db.Undo(t.Context(), ada, id)
	must(t, err)
	if len(a.IssuedOf("soa", "42001")) != 0 {
		t.Error("it still stands after the undo")
	}
	_, a, err = db.Redo(t.Context(), ada, id)
	must(t, err)
	if all := a.IssuedOf("soa", "42001"); len(all) != 1 || all[0] != kept[0] {
		t.Errorf("after the redo there is %+v", all)
	}
	healthy(t, db)
}

func (l laws) TestErasedWordsAreGoneFromWhatWasIssued(t *testing.T) {
	db := l.place(t).open(t)
	id := create(t, db)
	do(t, db, ada, id, noting("4.1", secret))
	do(t, db, ada, id, issuing(db, "1.0", secret))
	do(t, db, ada, id, issuing(db, "1.1", "harmless"))
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Subject: item("4.1")})
	must(t, err)
	note := acts[0].Revisions[0]
	n, err := db.Erase(t.Context(), lead, id, []string{note.ID}, "a person asked for it")
	if err != nil || n != 2 {
		t.Fatalf("%d erased, %v", n, err)
	}
	if says(t, db, id, "Unmistakable") {
		t.Error("it is still said")
	}
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	all := a.IssuedOf("soa", "42001")
	if len(all) != 2 || !strings.Contains(all[0].Document, "[erased]") || !strings.Contains(all[1].Document, "harmless") {
		t.Errorf("what was issued is %+v", all)
	}
	healthy(t, db)
}

package sqlite

import (
	"slices"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
)

func TestAPersonAtThePromptReadsRecordsByTheNamesOfTheirFields(t *testing.T) {
	db, id := begin(t)
	s, hidden := register.SubjectOf("risk", db.NewID()), register.SubjectOf("concern", db.NewID())
	do(t, db, ada, id, saying(change(s, "number", 7), change(s, "title", "Wrong answers"), change(s, "likelihood", 4), change(s, "existing", []string{"A.5.4"}),
		change(hidden, "number", 1), change(hidden, "title", "The bot told lies")))
	var number, title, likelihood, existing string
	found, err := store.One(t.Context(), db.e.readers, "SELECT number, title, likelihood, existing FROM record_risk", nil, &number, &title, &likelihood, &existing)
	must(t, err)
	if got := []string{number, title, likelihood, existing}; !found || !slices.Equal(got, []string{"RI-7", "Wrong answers", "4", `["A.5.4"]`}) {
		t.Errorf("it reads %q", got)
	}
	var view string
	must(t, store.Each(t.Context(), db.e.readers, "SELECT name FROM sqlite_schema WHERE type = 'view'", nil, []any{&view}, func() error {
		var n int
		must(t, second(store.One(t.Context(), db.e.readers, "SELECT count(*) FROM (SELECT * FROM "+view+")", nil, &n)))
		if view == "record_concern" {
			t.Error("there is a view of what only its readers see")
		}
		return nil
	}))
	do(t, db, ada, id, saying(change(s, assess.FieldRemoved, true)))
	if found, err := store.One(t.Context(), db.e.readers, "SELECT title FROM record_risk", nil, &title); err != nil || found {
		t.Errorf("what was removed is read, %v", err)
	}
}

func TestViewsFollowTheCatalogue(t *testing.T) {
	db, id := begin(t)
	path := db.Path()
	_, err := db.e.writer.conn.ExecContext(t.Context(), "DROP VIEW record_risk; CREATE VIEW record_concern AS SELECT 1 AS one; CREATE VIEW record_of_mine AS SELECT 1 AS one")
	must(t, err)
	must(t, db.Close())
	db = openAt(t, path)
	do(t, db, ada, id, rating("4.1", 3))
	var names []string
	var name string
	must(t, store.Each(t.Context(), db.e.readers, "SELECT name FROM sqlite_schema WHERE type = 'view' AND name IN ('record_risk', 'record_concern', 'record_of_mine') ORDER BY 1", nil, []any{&name}, func() error {
		names = append(names, name)
		return nil
	}))
	if !slices.Equal(names, []string{"record_risk"}) {
		t.Errorf("the views are %q", names)
	}
	healthy(t, db)
}

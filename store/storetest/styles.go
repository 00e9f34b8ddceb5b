package storetest

import (
	"testing"

	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func (l laws) TestAHouseStyleIsRememberedForItsAssessmentAndGoesWithIt(t *testing.T) {
	db, id := l.begin(t)
	ctx := t.Context()
	other := create(t, db)
	stands := func(id, want string) {
		t.Helper()
		if got, err := db.Style(ctx, id); err != nil || got != want {
			t.Errorf("the style is %q, %v; right is %q", got, err, want)
		}
	}
	stands(id, "")
	must(t, db.KeepStyle(ctx, ada, id, "/styles/nordwind"))
	must(t, db.KeepStyle(ctx, bo, id, "/styles/north"))
	must(t, db.KeepStyle(ctx, ada, other, "/styles/other"))
	stands(id, "/styles/north")
	for _, role := range []workshop.Role{workshop.Assessor, workshop.Observer} {
		who := store.Actor{Name: "Jon", Role: role}
		if db.KeepStyle(ctx, who, id, "/styles/theirs") == nil || db.DropStyle(ctx, who, id) == nil {
			t.Errorf("a style was kept or dropped by who comes in as %s", role)
		}
	}
	if db.KeepStyle(ctx, ada, id, " ") == nil {
		t.Error("a style without a folder was kept")
	}
	if acts, err := db.History(ctx, id, store.HistoryFilter{}); err != nil || len(acts) != 1 {
		t.Errorf("a style made history: %d acts, %v", len(acts), err)
	}
	must(t, db.DropStyle(ctx, ada, id))
	stands(id, "")
	must(t, db.KeepStyle(ctx, ada, id, "/styles/north"))
	must(t, db.Forget(ctx, ada, id))
	stands(id, "")
	stands(other, "/styles/other")
}

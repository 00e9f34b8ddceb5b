package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/clocktest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
)

func open(t testing.TB, dsn string) *postgres.DB {
	t.Helper()
	return openWith(t, dsn, postgres.Options{Clock: clocktest.Now})
}

func openWith(t testing.TB, dsn string, o postgres.Options) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// refused is the error of opening a database, of a kind.
func refused(t *testing.T, dsn string, kind store.Kind) string {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{Clock: clocktest.Now})
	if err == nil {
		_ = db.Close()
		t.Fatalf("it was opened; %q is right", kind)
	}
	if !errors.Is(err, kind) {
		t.Fatalf("it is refused with %v; %q is right", err, kind)
	}
	return err.Error()
}

func TestADatabaseWithoutTablesIsRefused(t *testing.T) {
	if said := refused(t, pgtest.Empty(t), store.Unprepared); !strings.Contains(said, "holds no tables of Crosswalk yet") {
		t.Error(said)
	}
}

func TestADatabaseOfANewerProgramIsRefusedAndLeftAsItIs(t *testing.T) {
	dsn := pgtest.Database(t)
	pgtest.Run(t, dsn, "UPDATE meta SET value = '9999' WHERE key = 'version'")
	refused(t, dsn, store.Newer)
	if err := postgres.Init(t.Context(), dsn, ""); !errors.Is(err, store.Newer) {
		t.Errorf("it was brought to an earlier version: %v", err)
	}
}

func TestADatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	dsn := pgtest.Empty(t)
	pgtest.Run(t, dsn, "CREATE TABLE theirs (x integer)")
	if err := postgres.Init(t.Context(), dsn, ""); !errors.Is(err, store.Foreign) {
		t.Errorf("tables were put beside theirs: %v", err)
	}
}

func TestADatabaseIsMadeReadyOnceAndAgain(t *testing.T) {
	dsn := pgtest.Empty(t)
	for range 2 {
		if err := postgres.Init(t.Context(), dsn, ""); err != nil {
			t.Fatal(err)
		}
	}
	acttest.Create(t, open(t, dsn).DB)
}

func TestNoPasswordIsInWhatIsSaid(t *testing.T) {
	pgtest.Address(t)
	for _, dsn := range []string{
		"postgres://ines:hunter2@127.0.0.1:1/crosswalk", "postgres://ines:hunter2@127.0.0.1:port/crosswalk",
		"host=127.0.0.1 port=1 user=ines password=hunter2 dbname=crosswalk", "postgres://ines:hunter2@", "hunter2",
	} {
		db, err := postgres.Open(t.Context(), dsn, postgres.Options{Clock: clocktest.Now})
		if err == nil {
			_ = db.Close()
			t.Fatalf("%s was opened", dsn)
		}
		for ; err != nil; err = errors.Unwrap(err) {
			if _, ours := err.(*store.Problem); strings.Contains(err.Error(), "hunter2") && ours {
				t.Errorf("%s: %v", dsn, err)
			}
		}
	}
}

// role makes a role that may come into a database, and gives the address by which it does.
func role(t *testing.T, dsn string) (name, address string) {
	t.Helper()
	name = "workbench_" + dsn[strings.LastIndex(dsn, "_")+1:]
	pgtest.Run(t, dsn, "CREATE ROLE "+name+" LOGIN")
	t.Cleanup(func() {
		pgtest.Run(t, dsn, "DROP OWNED BY "+name)
		pgtest.Run(t, dsn, "DROP ROLE "+name)
	})
	return name, strings.Replace(dsn, "postgres@", name+"@", 1)
}

func TestTheRoleOfAWorkbenchActsAndCantTakeFromTheHistory(t *testing.T) {
	dsn := pgtest.Database(t)
	name, address := role(t, dsn)
	if err := postgres.Init(t.Context(), dsn, name); err != nil {
		t.Fatal(err)
	}
	db, err := postgres.Open(context.Background(), address, postgres.Options{Clock: clocktest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	id := acttest.Create(t, db.DB)
	acttest.Do(t, db.DB, acttest.Ada, id, acttest.Rating("4.1", 3))
	if err := db.Forget(t.Context(), acttest.Ada, id); !errors.Is(err, store.Forbidden) || !strings.HasPrefix(err.Error(), "NOT saved") {
		t.Errorf("the history was deleted: %v", err)
	}
	a, err := db.Assessment(t.Context(), id)
	if err != nil || a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Errorf("the assessment is %+v, %v", a, err)
	}
}

package postgres_test

import (
	"testing"

	"crosswalk/store"
	"crosswalk/store/clocktest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
	"crosswalk/store/storetest"
)

func TestTheStoreKeepsItsLawsOnPostgreSQL(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Open {
		dsn := pgtest.Database(t)
		return func(t testing.TB, o store.Options) *store.DB {
			t.Helper()
			if o.Clock == nil {
				o.Clock = clocktest.Now
			}
			db, err := postgres.Open(t.Context(), dsn, postgres.Options{Clock: o.Clock, Random: o.Random, Log: o.Log, Catalog: o.Catalog})
			if err != nil {
				t.Fatal(err)
			}
			return db.DB
		}
	})
}

package sqlite_test

import (
	"path/filepath"
	"testing"

	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
)

func TestTheStoreKeepsItsLawsOnSQLite(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Open {
		path := filepath.Join(t.TempDir(), "crosswalk.db")
		return func(t testing.TB, o store.Options) *store.DB {
			t.Helper()
			return storetest.OpenAt(t, path, sqlite.Options{Clock: o.Clock, Random: o.Random, Log: o.Log})
		}
	})
}

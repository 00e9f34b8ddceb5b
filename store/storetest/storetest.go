// Package storetest holds databases to the laws of package store, whichever
// engine keeps them, and opens real ones for the tests of other packages. Its
// one rule: a test gets a database of its own, and it is closed with the test.
package storetest

import (
	"testing"

	"crosswalk/store"
	"crosswalk/store/clocktest"
	"crosswalk/store/sqlite"
)

// OpenAt opens a database at a path, making it where it is missing. Without a
// clock it goes by that of the tests.
func OpenAt(t testing.TB, path string, o sqlite.Options) *store.DB {
	t.Helper()
	o.Create = true
	if o.Clock == nil {
		o.Clock = clocktest.Now
	}
	db, err := sqlite.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db.DB
}

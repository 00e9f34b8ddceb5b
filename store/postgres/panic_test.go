package postgres_test

import (
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/store/acttest"
	"crosswalk/store/postgres/pgtest"
)

func TestAFaultWhileDecidingLocksNobodyOut(t *testing.T) {
	dsn := pgtest.Database(t)
	one, two := open(t, dsn), open(t, dsn)
	id := acttest.Create(t, one.DB)
	func() {
		defer func() { _ = recover() }()
		_, _ = one.Do(t.Context(), acttest.Ada, id, func(*assess.Assessment) ([]assess.Change, error) { panic("a fault") })
	}()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = two.Do(t.Context(), acttest.Bo, id, acttest.Noting("4.1", "goes on"))
	}()
	select {
	case <-done:
	case <-time.After(8 * time.Second): // the server would end an idle transaction after 10
		t.Error("another program waits for what the fault left locked")
	}
}

package postgres_test

import (
	"context"
	"testing"
	"time"

	"crosswalk/store/acttest"
	"crosswalk/store/postgres/pgtest"
)

func TestNewsOfManyActsIsSentOnceAWhileAndComesAtOnce(t *testing.T) {
	dsn := pgtest.Database(t)
	here, there := open(t, dsn), open(t, dsn)
	id := acttest.Create(t, here.DB)
	news := there.Watch(t.Context(), id)
	if !there.Hears(10 * time.Second) {
		t.Fatal("no news comes through, on a server that has them")
	}
	drain := func() {
		for {
			select {
			case <-news:
			case <-time.After(300 * time.Millisecond):
				return
			}
		}
	}
	drain()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	acttest.Do(t, here.DB, acttest.Ada, id, acttest.Noting("4.1", "heard"))
	select {
	case <-news:
	case <-ctx.Done():
		t.Fatal("nothing was heard")
	}
	a, err := there.Assessment(t.Context(), id)
	if err != nil || a.Name == "" {
		t.Errorf("%+v, %v", a, err)
	}
}

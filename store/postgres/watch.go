package postgres

import (
	"context"
	"time"

	"crosswalk/store"
)

// pollEvery keeps what another program wrote within a quarter of a second of every
// window.
const pollEvery = 250 * time.Millisecond

// counters move with every act, every change of a room and of the lists.
const counters = "SELECT (SELECT count(*) FROM assessment), (SELECT coalesce(sum(n), 0)::bigint FROM assessment)," +
	" (SELECT coalesce(sum(turn), 0)::bigint FROM room), (SELECT value FROM meta WHERE key = $1)"

// mark is how far the whole database has come.
type mark struct {
	assessments, places, turns int64
	lists                      string
}

// Watch asks the database how far it has come.
func (e *engine) Watch(ctx context.Context, told func()) {
	var was mark
	for tick := time.NewTicker(pollEvery); ; {
		var now mark
		_, err := store.One(ctx, e.readers, counters, []any{store.MetaLists}, &now.assessments, &now.places, &now.turns, &now.lists)
		if ctx.Err() != nil {
			tick.Stop()
			return
		}
		if err == nil && now != was {
			was = now
			told()
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

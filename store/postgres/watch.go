package postgres

import (
	"context"
	"time"

	"crosswalk/store"
)

// pollEvery keeps what another program wrote within a quarter of a second of every
// window.
const pollEvery = 250 * time.Millisecond

// seldom is how often the database is asked where news of it come through.
const seldom = 2 * time.Second

// counters move with every act, every change of a room and of the lists.
const counters = "SELECT (SELECT count(*) FROM assessment), (SELECT coalesce(sum(n), 0)::bigint FROM assessment)," +
	" (SELECT coalesce(sum(turn), 0)::bigint FROM room), (SELECT value FROM meta WHERE key = $1)"

// mark is how far the whole database has come.
type mark struct {
	assessments, places, turns int64
	lists                      string
}

// Watch asks the database how far it has come, when another program says that it wrote
// and now and then. That it can't be reached, and that it can again, is news too.
func (e *engine) Watch(ctx context.Context, told func()) {
	heard := make(chan struct{}, 1)
	go e.listen(ctx, heard)
	was, lost := mark{}, false
	for {
		now, err := e.mark(ctx)
		if ctx.Err() != nil {
			return
		}
		if lost != (err != nil) || err == nil && now != was {
			lost = err != nil
			was = now
			told()
		}
		most := pollEvery
		if e.news.hears.Load() {
			most = seldom
		}
		timer := time.NewTimer(most)
		select {
		case <-ctx.Done():
		case <-heard:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// mark reads how far the database has come; one that does not answer is lost.
func (e *engine) mark(ctx context.Context) (m mark, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err = store.One(ctx, e.readers, counters, []any{store.MetaLists}, &m.assessments, &m.places, &m.turns, &m.lists)
	return m, err
}

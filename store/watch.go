package store

import (
	"context"
	"sync"
	"time"
)

// feed tells watchers that something was committed. It never waits for one.
type feed struct {
	mu       sync.Mutex
	watchers map[chan struct{}]bool
	stop     context.CancelFunc // of the poll; nil while nobody watches
	ended    bool
}

// pollEvery keeps what another program wrote within a quarter of a second of every
// screen, drawing included.
const pollEvery = 150 * time.Millisecond

// Watch gives a channel on which a value arrives after a commit by this or
// another process: at least one after the last commit, not one for each. It is
// closed when the context ends or the database is closed.
func (db *DB) Watch(ctx context.Context) <-chan struct{} {
	f := &db.feed
	ch := make(chan struct{}, 1)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		close(ch)
		return ch
	}
	if f.watchers == nil {
		f.watchers = map[chan struct{}]bool{}
	}
	f.watchers[ch] = true
	if f.stop == nil {
		var polling context.Context
		polling, f.stop = context.WithCancel(context.Background())
		go db.poll(polling)
	}
	context.AfterFunc(ctx, func() {
		defer logPanic("end a watch")
		f.drop(ch)
	})
	return ch
}

// drop ends one watch, and the poll with the last.
func (f *feed) drop(ch chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.watchers[ch] {
		return
	}
	delete(f.watchers, ch)
	close(ch)
	if len(f.watchers) == 0 && f.stop != nil {
		f.stop()
		f.stop = nil
	}
}

func (f *feed) close() {
	f.mu.Lock()
	f.ended = true
	var all []chan struct{}
	for ch := range f.watchers {
		all = append(all, ch)
	}
	f.mu.Unlock()
	for _, ch := range all {
		f.drop(ch)
	}
}

func (f *feed) tell() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for ch := range f.watchers {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// poll asks SQLite whether another connection has committed. The answer is by
// connection, so it keeps one; where that fails it takes another.
func (db *DB) poll(ctx context.Context) {
	defer logPanic("watch the database")
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		db.pollOn(ctx, tick)
	}
}

func (db *DB) pollOn(ctx context.Context, tick *time.Ticker) {
	conn, err := db.readers.Conn(ctx)
	if err == nil {
		defer conn.Close()
	}
	for last := int64(-1); err == nil; {
		var now int64
		if err = conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&now); err != nil {
			break
		}
		if now != last && last != -1 {
			db.feed.tell()
		}
		last = now
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
	select {
	case <-ctx.Done():
	case <-tick.C:
		db.feed.tell() // something may have happened while there was no connection
	}
}

package sqlite

import (
	"context"
	"os"
	"runtime"
	"time"

	"crosswalk/store"
)

// pollEvery keeps what another program wrote within a quarter of a second of every
// screen, drawing included.
const pollEvery = 150 * time.Millisecond

// Watch asks SQLite whether another connection has committed. The answer is by
// connection, so it keeps one; where that fails it takes another. A commit is
// written to the log first, so SQLite is only asked for a while after the log bears
// another time than before, and then seldom. Where the system tells of the writes
// to a file, nothing at all is done while there are none.
func (e *engine) Watch(ctx context.Context, told func()) {
	written := writes(ctx, e.real+"-wal")
	for ctx.Err() == nil {
		e.watchOn(ctx, written, told)
	}
}

func (e *engine) watchOn(ctx context.Context, written <-chan struct{}, told func()) {
	conn, err := e.pool.Conn(ctx)
	if err != nil {
		wait(ctx, nil, pollEvery)
		return
	}
	defer conn.Close()
	last, asked := e.stamp(), time.Duration(0)
	version, err := dataVersion(ctx, conn)
	told() // something may have happened before there was a connection
	for err == nil {
		pause := pollEvery
		if written != nil && !last.fresh() {
			pause = seldom
		}
		if !wait(ctx, written, pause) || !wait(ctx, nil, breath) {
			return
		}
		now := e.stamp()
		if asked += pause; now == last && !now.fresh() && asked < seldom {
			continue
		}
		var is int64
		if is, err = dataVersion(ctx, conn); err == nil && is != version {
			told()
		}
		last, version, asked = now, is, 0
	}
}

// breath is a moment in which a commit becomes visible, and others join it.
const breath = 10 * time.Millisecond

// seldom is how often SQLite is asked in any case.
const seldom = 6 * time.Second

func dataVersion(ctx context.Context, q store.Queryer) (version int64, err error) {
	_, err = store.One(ctx, q, "PRAGMA data_version", nil, &version)
	return version, err
}

// wait ends after a while, or when the log was written; it reports whether there
// is anything to go on for.
func wait(ctx context.Context, written <-chan struct{}, most time.Duration) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-written:
	case <-timer.C:
	}
	return true
}

// stamp is when the log was written last, and how long it is. Every commit goes
// there first; what is folded into the file later has been told of.
type stamp struct{ at, size int64 }

func (e *engine) stamp() stamp {
	info, err := os.Stat(e.real + "-wal")
	if err != nil {
		return stamp{}
	}
	return stamp{info.ModTime().UnixNano(), info.Size()}
}

// fresh reports whether a commit may still become visible that left no later
// mark on the log: others see it once the disk has it, which can take as long as
// a disk takes. Windows writes the time of an open file down late.
func (s stamp) fresh() bool {
	return runtime.GOOS == "windows" || time.Since(time.Unix(0, s.at)) < patience
}

package postgres

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// News of an act is sent outside of it, for inside it halves how many there can be in a
// second; once for all acts of a while. Some servers have none, and what stands between
// may lose it: whoever watches goes by it only once they have heard their own.

const (
	// channel is where programs tell each other that they wrote.
	channel = "crosswalk"
	// gathered is how long acts are gathered before they are told of.
	gathered = 100 * time.Millisecond
)

// news tells other programs that this one wrote, and hears of them.
type news struct {
	hears atomic.Bool // it comes through

	mu     sync.Mutex
	coming *time.Timer // when this program tells next; nil: there is nothing to tell
	none   bool        // the server has no such thing
}

// wrote is told after each commit that others may want to hear of.
func (e *engine) wrote() {
	n := &e.news
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.coming == nil && !n.none {
		n.coming = time.AfterFunc(gathered, func() {
			defer logPanic("tell other programs")
			e.tell()
		})
	}
}

// tell sends what there is to tell.
func (e *engine) tell() {
	n := &e.news
	n.mu.Lock()
	due := n.coming != nil
	n.coming = nil
	n.mu.Unlock()
	if due {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		_ = e.notify(ctx) // who does not hear it asks before long
	}
}

// notify tells all who listen, this program too.
func (e *engine) notify(ctx context.Context) error {
	_, err := e.readers.ExecContext(ctx, "SELECT pg_notify($1, '')", channel)
	if p, ok := errors.AsType[*pgconn.PgError](err); ok && !severed(p) {
		e.news.mu.Lock()
		defer e.news.mu.Unlock()
		e.news.none = true
	}
	return err
}

// listen hears of other programs on a connection of its own until the context ends. Where
// the server has no such thing it says nothing, and those who watch go on asking.
func (e *engine) listen(ctx context.Context, heard chan<- struct{}) {
	defer logPanic("listen to other programs")
	for ctx.Err() == nil {
		err := e.hear(ctx, heard)
		e.news.hears.Store(false)
		if p, ok := errors.AsType[*pgconn.PgError](err); ok && !severed(p) {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

func (e *engine) hear(ctx context.Context, heard chan<- struct{}) error {
	conn, err := pgx.ConnectConfig(ctx, e.config.Copy())
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	if err := e.notify(ctx); err != nil {
		return err
	}
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return err
		}
		e.news.hears.Store(true)
		select {
		case heard <- struct{}{}:
		default:
		}
	}
}

// logPanic keeps a fault in a goroutine of this package from ending the program.
func logPanic(doing string) {
	if fault := recover(); fault != nil {
		slog.Error("postgres: could not "+doing, "panic", fault)
	}
}

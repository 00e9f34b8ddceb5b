package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"crosswalk/store"
)

const (
	// patience is how long somebody else may hold what is written about, and how long a
	// server that went away may take to come back.
	patience = 10 * time.Second
	// idle is how long a transaction may say nothing before the server ends it.
	idle = 10 * time.Second
)

// slot is the right to write on one connection. Its row in the table meta says which
// transaction on it was committed last.
type slot struct {
	key  string
	made bool
}

// markOf begins the key of the row of a slot.
const markOf = "written by "

// Write locks what the transaction is about, and runs it.
func (e *engine) Write(ctx context.Context, about string, do func(context.Context, store.Tx) error) error {
	w, err := e.scopes.enter(ctx, about)
	if err != nil {
		return e.notSaved(err)
	}
	defer w.leave()
	select {
	case s := <-e.slots:
		defer func() { e.slots <- s }()
		err := e.patiently(ctx, func() error { return e.transact(ctx, w, s, do) })
		if err == nil && about != store.Aside {
			e.wrote()
		}
		return err
	case <-ctx.Done():
		return e.notSaved(ctx.Err())
	}
}

// WriteMuch is Write about everything.
func (e *engine) WriteMuch(ctx context.Context, do func(context.Context, store.Tx) error) error {
	return e.Write(ctx, store.Everything, do)
}

// Rewrite is Write about everything: what the server keeps of rows that are gone is
// its own to clean up, and its copies are its keeper's.
func (e *engine) Rewrite(ctx context.Context, do func(context.Context, store.Tx) error) error {
	return e.Write(ctx, store.Everything, do)
}

// again is the error of a transaction of which it is known that nothing was saved, and
// which may do better the next time.
type again struct{ cause error }

func (a again) Error() string { return a.cause.Error() }
func (a again) Unwrap() error { return a.cause }

// patiently runs a transaction again where others were in its way, or the server went
// away before the commit.
func (e *engine) patiently(ctx context.Context, transact func() error) error {
	for start := time.Now(); ; {
		err := transact()
		a, more := errors.AsType[again](err)
		if !more {
			return err
		}
		if ctx.Err() != nil || time.Since(start) > patience {
			return e.notSaved(a.cause)
		}
		select {
		case <-ctx.Done():
			return e.notSaved(ctx.Err())
		case <-time.After(time.Duration(10+rand.IntN(40)) * time.Millisecond):
		}
	}
}

// repeatable makes again of what passes by itself: two who waited for each other, or
// a connection that broke.
func repeatable(err error) error {
	if p, ok := errors.AsType[*pgconn.PgError](err); ok && (p.Code == "40001" || p.Code == "40P01") || err != nil && severed(err) {
		return again{err}
	}
	return err
}

// transact is one try of a transaction.
func (e *engine) transact(ctx context.Context, w *scope, s *slot, do func(context.Context, store.Tx) error) error {
	conn, err := e.connection(ctx, s)
	if err != nil {
		return e.failed(err)
	}
	defer conn.Close()
	t := &tx{e: e, conn: conn, scope: w, slot: s, id: uuid.NewString(), queued: &pgx.Batch{}}
	// The statements are short, so they are not interrupted one by one: the context is
	// asked again before the commit.
	inside := context.WithoutCancel(ctx)
	open := true
	defer func() {
		if open { // also where do panics: what is locked must not stay so
			t.rollBack(inside)
		}
	}()
	if err := t.begin(ctx); err != nil {
		return e.failed(err)
	}
	if err := do(inside, t); err != nil {
		if broken := repeatable(err); broken != err {
			return broken
		}
		return err
	}
	if err := ctx.Err(); err != nil {
		return e.notSaved(err)
	}
	open = false
	return t.commit(inside)
}

// failed is the error of the engine's own part of a transaction, before its commit.
func (e *engine) failed(err error) error {
	if err := repeatable(err); err != nil {
		if _, more := errors.AsType[again](err); more {
			return err
		}
	}
	return e.notSaved(err)
}

// connection is one for a slot, whose row is there.
func (e *engine) connection(ctx context.Context, s *slot) (*sql.Conn, error) {
	conn, err := e.writers.Conn(ctx)
	if err != nil || s.made {
		return conn, err
	}
	if _, err = conn.ExecContext(ctx, numbered(setMeta), s.key, ""); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	s.made = true
	return conn, nil
}

// tx is the transaction under way.
type tx struct {
	*scope
	e      *engine
	conn   *sql.Conn
	slot   *slot
	id     string
	queued *pgx.Batch
	name   string // of this database in the chains, where it is known
	last   int64  // the last place of what it is about
}

// Locks that are held to the end. Who refers to an assessment does not wait for who
// writes about it.
const (
	lockOne   = "SELECT coalesce((SELECT n FROM assessment WHERE id = $1 FOR NO KEY UPDATE), 0), (SELECT value FROM meta WHERE key = $2)"
	lockAll   = "SELECT id FROM assessment ORDER BY id FOR NO KEY UPDATE"
	lockLists = "SELECT value FROM meta WHERE key = $1 FOR NO KEY UPDATE"
	lastOfAll = "SELECT greatest(coalesce((SELECT max(n) FROM assessment), 0), coalesce((SELECT value::bigint FROM meta WHERE key = $1), 0)), (SELECT value FROM meta WHERE key = $2)"
)

// begin names the transaction and locks what it is about, in one round trip.
func (t *tx) begin(ctx context.Context) error {
	var b pgx.Batch
	b.Queue("BEGIN ISOLATION LEVEL READ COMMITTED")
	b.Queue("UPDATE meta SET value = $2 WHERE key = $1", t.slot.key, t.id)
	learn := func(row pgx.Row) error { return row.Scan(&t.last, &t.name) }
	switch t.about {
	case store.Aside:
	case store.Lists:
		b.Queue(lockLists, store.MetaLists)
	case store.Everything: // also an assessment that is made while the others are locked
		b.Queue(lockAll)
		b.Queue(lockLists, store.MetaLists)
		b.Queue(lockAll)
		b.Queue(lastOfAll, store.MetaPlaces, store.MetaStore).QueryRow(learn)
	default:
		b.Queue(lockOne, t.about, store.MetaStore).QueryRow(learn)
	}
	if err := t.send(ctx, &b); err != nil {
		return err
	}
	if t.about == store.Aside || t.about == store.Lists || t.about == store.Everything || !t.lately.Reaches(t.last) {
		t.lately = store.Lately{}
	}
	return nil
}

// send sends statements in one round trip, and waits for all of them.
func (t *tx) send(ctx context.Context, b *pgx.Batch) error {
	return t.conn.Raw(func(driver any) error {
		return driver.(*stdlib.Conn).Conn().SendBatch(ctx, b).Close()
	})
}

// Exec keeps a statement until there is something to wait for.
func (t *tx) Exec(ctx context.Context, text string, args ...any) error {
	t.queued.Queue(numbered(text), plain(args)...)
	if t.queued.Len() < mostQueued {
		return nil
	}
	return t.flush(ctx)
}

// mostQueued bounds the memory of what is kept.
const mostQueued = 2_000

func (t *tx) flush(ctx context.Context) error {
	if t.queued.Len() == 0 {
		return nil
	}
	b := t.queued
	t.queued = &pgx.Batch{}
	return t.send(ctx, b)
}

// QueryContext reads what the statements before it left.
func (t *tx) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return spoken{t.conn}.QueryContext(ctx, text, args...)
}

// Lately is what is known of the assessment, where nobody else wrote about it.
func (t *tx) Lately() *store.Lately { return &t.lately }

// Next is behind what is locked.
func (t *tx) Next(context.Context) (int64, error) { return t.last + 1, nil }

// Store is the name that Init gave the database, or the one that it took since.
func (t *tx) Store(ctx context.Context) (string, error) {
	if t.name != "" {
		return t.name, nil
	}
	_, err := store.One(ctx, t, metaValue, []any{store.MetaStore}, &t.name)
	return t.name, err
}

// Rename gives the database another name in the chains. That it had this one is
// written down at once: another program may take a third one at the same time.
func (t *tx) Rename(ctx context.Context) (string, error) {
	was, err := t.Store(ctx)
	if err != nil {
		return "", err
	}
	t.name = uuid.NewString()
	for key, value := range map[string]string{store.MetaWas + was: "", store.MetaWas + t.name: "", store.MetaStore: t.name} {
		if err := t.Exec(ctx, setMeta, key, value); err != nil {
			return "", err
		}
	}
	return t.name, nil
}

func (t *tx) rollBack(ctx context.Context) {
	t.lately = store.Lately{}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if _, err := t.conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		t.discard()
	}
}

// discard keeps a connection that is in no known state from being used again.
func (t *tx) discard() {
	_ = t.conn.Raw(func(driver any) error { return driver.(*stdlib.Conn).Conn().PgConn().Conn().Close() })
}

// commit sends what is left with the commit. Where no answer to that comes, another
// connection tells how it ended.
func (t *tx) commit(ctx context.Context) error {
	ended := ""
	t.queued.Queue("COMMIT").Exec(func(tag pgconn.CommandTag) error { ended = tag.String(); return nil })
	sending, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	err := t.send(sending, t.queued)
	if err == nil && ended == "COMMIT" {
		return nil
	}
	t.lately = store.Lately{}
	if err == nil {
		err = fmt.Errorf("the server ended the transaction with %s", strconv.Quote(ended))
	}
	if !severed(err) {
		t.rollBack(ctx)
		return t.e.failed(err)
	}
	t.discard()
	return t.settled(ctx, err)
}

// longest is how long a commit may take, on a server that is asked for much.
const longest = time.Minute

// settled finds out how a transaction ended whose connection broke in the commit. Its
// row is locked until it has, so reading that with a lock waits for the end.
func (t *tx) settled(ctx context.Context, broke error) error {
	ctx, cancel := context.WithTimeout(ctx, 2*patience) // as long as the server lets it be idle, and a new one takes to come
	defer cancel()
	for {
		var last string
		err := t.e.writers.QueryRowContext(ctx, lockLists, t.slot.key).Scan(&last)
		switch {
		case err == nil && last == t.id:
			return nil
		case err == nil:
			return again{broke}
		case errors.Is(err, sql.ErrNoRows), ctx.Err() != nil:
			return problem(store.Doubtful, t.e.place, said{broke})
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

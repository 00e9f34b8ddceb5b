package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"

	"github.com/google/uuid"

	"crosswalk/store"
)

// writer is the one connection of this process that writes, and whose turn it
// is to use it. It is opened by the first act: who only reads waits for nobody.
type writer struct {
	prepared
	path string
	pool *sql.DB
	conn *sql.Conn
	turn chan struct{}
	make sync.Once

	version int64 // by SQLite's count of the commits of others, at the last transaction
	lately  store.Lately
	name    string // of this copy in the chains, where it is known
	viewed  bool   // the views of records are those of the catalogue
	named   bool   // the transaction under way gave the copy its name
}

// take waits for the turn.
func (w *writer) take(ctx context.Context) error {
	w.make.Do(func() { w.turn = make(chan struct{}, 1) })
	select {
	case w.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) giveBack() { <-w.turn }

// open connects, once.
func (w *writer) open(ctx context.Context) error {
	if w.conn != nil {
		return nil
	}
	pool, err := sql.Open("sqlite", dsn(w.path, asWriter))
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(1)
	err = patiently(ctx, w.path, func() (err error) {
		w.conn, err = pool.Conn(ctx)
		return err
	})
	if err != nil {
		_ = pool.Close()
		return err
	}
	w.pool, w.on, w.version = pool, w.conn, -1
	// From here on, transact waits: SQLite sleeps longer and longer, so that
	// among busy writers one may starve for seconds.
	_, err = w.conn.ExecContext(ctx, "PRAGMA busy_timeout = 1")
	return err
}

// close waits for a write that is under way.
func (w *writer) close() error {
	if err := w.take(context.Background()); err != nil || w.conn == nil {
		return err
	}
	w.checkpoint(context.Background(), "TRUNCATE")
	return errors.Join(w.prepared.close(), w.conn.Close(), w.pool.Close())
}

// checkpoint folds the log of SQLite into the file as far as readers let it.
// A full disk is no error here: the log keeps what the file can't take.
func (w *writer) checkpoint(ctx context.Context, how string) (whole bool) {
	var busy, log, done int
	err := w.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &log, &done)
	return err == nil && busy == 0
}

// Write is a transaction of this file, which has one writer whatever it is about.
func (e *engine) Write(ctx context.Context, _ string, do func(context.Context, store.Tx) error) error {
	return e.write(ctx, "", do)
}

// WriteMuch keeps in memory, and not in a file, what SQLite needs to take back a statement
// that fails: pages that it changes by thousands of statements would be written twice.
func (e *engine) WriteMuch(ctx context.Context, do func(context.Context, store.Tx) error) error {
	return e.under(ctx, "PRAGMA temp_store(2)", "PRAGMA temp_store(0)", do)
}

// under is a write over a connection that is set otherwise meanwhile.
func (e *engine) under(ctx context.Context, set, reset string, do func(context.Context, store.Tx) error) error {
	defer func() {
		if err := e.writer.take(context.Background()); err == nil {
			if e.writer.conn != nil {
				_, _ = e.writer.conn.ExecContext(context.Background(), reset)
			}
			e.writer.giveBack()
		}
	}()
	return e.write(ctx, set, do)
}

// write takes its turn, and looks once more, when all is done, whether what was
// written can be found at the path.
func (e *engine) write(ctx context.Context, first string, do func(context.Context, store.Tx) error) error {
	w := e.writer
	if err := w.take(ctx); err != nil {
		return e.notSaved(err)
	}
	defer w.giveBack()
	if err := w.open(ctx); err != nil {
		return e.notSaved(err)
	}
	err := e.transact(ctx, first, do)
	if err != nil {
		w.version = -1 // what is remembered may be of what was not committed
		return err
	}
	if w.named {
		w.named = false
		w.checkpoint(ctx, "PASSIVE") // a damaged log must not take the name along
	}
	if err := unmoved(e.path, e.opened); err != nil {
		return e.notSaved(err)
	}
	e.quiet.acted(e)
	return nil
}

// transact is the transaction itself. Both before the lock is waited for and
// once it is held, the path must lead to the file that was opened: SQLite would
// go on writing into a deleted one.
func (e *engine) transact(ctx context.Context, pragma string, do func(context.Context, store.Tx) error) error {
	if err := unmoved(e.path, e.opened); err != nil {
		return e.notSaved(err)
	}
	w := e.writer
	// The statements are short, so they are not interrupted one by one: the
	// context is asked again before the commit.
	inside := context.WithoutCancel(ctx)
	if pragma != "" {
		if _, err := w.conn.ExecContext(inside, pragma); err != nil {
			return e.notSaved(err)
		}
	}
	if err := patiently(ctx, e.path, func() error { return w.exec(inside, "BEGIN IMMEDIATE") }); err != nil {
		return e.notSaved(err)
	}
	open := true
	defer func() {
		if open {
			_ = w.exec(inside, "ROLLBACK")
		}
	}()
	if err := first(e.inPlace, func() error { return w.lookAround(inside) }); err != nil {
		return e.notSaved(err)
	}
	if !w.viewed {
		if err := e.makeViews(inside, &tx{w, e}); err != nil {
			return e.notSaved(err)
		}
	}
	if err := do(inside, &tx{w, e}); err != nil {
		return err
	}
	if err := first(ctx.Err, func() error { return w.exec(inside, "COMMIT") }); err != nil {
		return e.notSaved(err)
	}
	open, w.viewed = false, true
	return nil
}

// lookAround learns whether others wrote since the last transaction.
func (w *writer) lookAround(ctx context.Context) error {
	var version int64
	if _, err := store.One(ctx, w, "PRAGMA data_version", nil, &version); err != nil {
		return err
	}
	if version != w.version {
		w.version, w.name, w.lately = version, "", store.Lately{}
	}
	return nil
}

// first does one thing after the other until one fails.
func first(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// inPlace reports whether what is written now will be found at the path: the
// file and its log must be those that were opened.
func (e *engine) inPlace() error {
	if err := unmoved(e.path, e.opened); err != nil {
		return err
	}
	log, err := os.Lstat(e.real + "-wal")
	if err != nil || !os.SameFile(log, e.log) {
		return problem(store.Moved, e.path, err)
	}
	return nil
}

// tx is the transaction under way.
type tx struct {
	*writer
	e *engine
}

func (t *tx) Exec(ctx context.Context, text string, args ...any) error {
	return t.exec(ctx, text, args...)
}

func (t *tx) Lately() *store.Lately { return &t.lately }

func (t *tx) Next(ctx context.Context) (n int64, err error) {
	_, err = store.One(ctx, t, nextPlace, []any{store.MetaPlaces}, &n)
	return n, err
}

const nextPlace = "SELECT max(coalesce((SELECT max(n) FROM history), 0), coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?), 0)) + 1"

// metaWriter is the key under which stands which file on which machine was
// written last: a copy finds itself copied by it.
const metaWriter = "writer"

func (t *tx) Store(ctx context.Context) (string, error) {
	if t.name != "" {
		return t.name, nil
	}
	var name, last string
	if _, err := store.One(ctx, t, metaValue, []any{store.MetaStore}, &name); err != nil {
		return "", err
	}
	if _, err := store.One(ctx, t, metaValue, []any{metaWriter}, &last); err != nil {
		return "", err
	}
	here := whereabouts(t.e.real, t.e.opened)
	if name != "" && last == here {
		t.name = name
		return name, nil
	}
	return t.rename(ctx, name, here)
}

// Rename takes a new name for the next acts; the transaction has asked for the
// old one before.
func (t *tx) Rename(ctx context.Context) (string, error) {
	return t.rename(ctx, t.name, whereabouts(t.e.real, t.e.opened))
}

// rename gives this copy a name of its own in the chains, and remembers the one
// that it shared with the copy it was made from.
func (t *tx) rename(ctx context.Context, was, here string) (string, error) {
	name := uuid.NewString()
	if was != "" {
		if err := t.exec(ctx, setMeta, store.MetaWas+was, ""); err != nil {
			return "", err
		}
	}
	if err := t.exec(ctx, setMeta, store.MetaStore, name); err != nil {
		return "", err
	}
	t.name, t.named = name, true
	return name, t.exec(ctx, setMeta, metaWriter, here)
}

const (
	metaValue = "SELECT value FROM meta WHERE key = ?"
	setMeta   = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)

// Read shows do one moment of the file.
func (e *engine) Read(ctx context.Context, do func(context.Context, store.Queryer) error) error {
	tx, err := e.pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return do(ctx, tx)
}

// QueryContext reads by itself, at whatever moment.
func (e *engine) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return e.readers.QueryContext(ctx, text, args...)
}

// Close notes what is to be noted and gives the file up.
func (e *engine) Close() error {
	e.closing.Do(func() { e.closed = e.close() })
	return e.closed
}

func (e *engine) close() error {
	e.quiet.stop()
	var found error
	if !e.inspecting && unmoved(e.path, e.opened) == nil {
		found = e.leave()
	}
	return errors.Join(found, explain(e.path, e.hangUp()))
}

// hangUp closes the connections, readers first: the last one to go folds the
// log into the file.
func (e *engine) hangUp() error {
	var errs []error
	if e.pool != nil {
		errs = append(errs, e.readers.close(), e.pool.Close())
	}
	if e.writer != nil {
		errs = append(errs, e.writer.close())
	}
	inUse.remove(e.opened)
	return errors.Join(errs...)
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
)

// writer is the one connection of this process that writes, and whose turn it
// is to use it.
type writer struct {
	prepared
	pool *sql.DB
	conn *sql.Conn
	turn chan struct{}

	now   moment // as committed
	next  moment // as the transaction under way will leave it
	alone bool   // nobody else has written since now
}

// moment is what the writer remembers of the file, so that a save need not read
// it again while nobody else writes.
type moment struct {
	version    int64 // by SQLite's count of the commits of others
	end        head  // of this copy's chain
	lastOpened string
}

func newWriter(ctx context.Context, path string) (*writer, error) {
	pool, err := sql.Open("sqlite", dsn(path, asWriter))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	w := &writer{pool: pool, turn: make(chan struct{}, 1), now: moment{version: -1}}
	err = patiently(ctx, path, func() (err error) {
		w.conn, err = pool.Conn(ctx)
		return err
	})
	if err != nil {
		_ = pool.Close()
		return nil, err
	}
	w.on = w.conn
	return w, nil
}

// close waits for a write that is under way.
func (w *writer) close() error {
	w.turn <- struct{}{}
	err := errors.Join(w.prepared.close(), w.checkpoint(), w.conn.Close())
	return errors.Join(err, w.pool.Close())
}

// checkpoint folds the log of SQLite into the file as far as readers let it.
// A full disk is no error here: the log keeps what the file can't take.
func (w *writer) checkpoint() error {
	_, _ = w.conn.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
	return nil
}

// write runs do inside a write transaction of this file, commits it and tells
// the watchers; then runs after a commit, before the next writer's turn. A
// context that ends before the commit leaves nothing behind.
func (db *DB) write(ctx context.Context, do func(ctx context.Context) error, then ...func()) error {
	return db.quietly(ctx, do, append(then, db.feed.tell)...)
}

// quietly writes without telling the watchers.
func (db *DB) quietly(ctx context.Context, do func(ctx context.Context) error, then ...func()) error {
	w := db.writer
	select {
	case w.turn <- struct{}{}:
	case <-ctx.Done():
		return notSaved(db.path, ctx.Err())
	}
	defer func() { <-w.turn }()
	err := db.transact(ctx, do)
	if errors.Is(err, errNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	w.now = w.next
	for _, f := range then {
		f()
	}
	db.idle.restart(db)
	if err := unmoved(db.path, db.opened); err != nil {
		return notSaved(db.path, err)
	}
	return nil
}

// transact is the transaction itself. Both before the lock is waited for and
// once it is held, the path must lead to the file that was opened: SQLite would
// go on writing into a deleted one.
func (db *DB) transact(ctx context.Context, do func(ctx context.Context) error) error {
	if err := unmoved(db.path, db.opened); err != nil {
		return notSaved(db.path, err)
	}
	w := db.writer
	// The statements are short, so they are not interrupted one by one: the
	// context is asked again before the commit.
	inside := context.WithoutCancel(ctx)
	if err := patiently(ctx, db.path, func() error { return w.exec(inside, "BEGIN IMMEDIATE") }); err != nil {
		return notSaved(db.path, err)
	}
	open := true
	defer func() {
		if open {
			_ = w.exec(inside, "ROLLBACK")
		}
	}()
	if err := first(db.inPlace, func() error { return db.lookAround(inside) }); err != nil {
		return notSaved(db.path, err)
	}
	if err := do(inside); err != nil {
		return err
	}
	if err := first(ctx.Err, func() error { return w.exec(inside, "COMMIT") }); err != nil {
		return notSaved(db.path, err)
	}
	open = false
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

// lookAround learns what others wrote since the last transaction.
func (db *DB) lookAround(ctx context.Context) error {
	w := db.writer
	var version int64
	if _, err := one(ctx, w, "PRAGMA data_version", nil, &version); err != nil {
		return err
	}
	w.alone = version == w.now.version
	if !w.alone {
		now := moment{version: version, end: beginning(db.replica)}
		var newest string
		for _, q := range []struct {
			text string
			args []any
			into []any
		}{
			{newestID, nil, []any{&newest}},
			{chainEnd, []any{db.replica}, []any{&now.end.seq, &now.end.hash}},
			{metaValue, []any{metaLastOpened}, []any{&now.lastOpened}},
		} {
			if _, err := one(ctx, w, q.text, q.args, q.into...); err != nil {
				return err
			}
		}
		db.ids.seen(newest)
		w.now = now
	}
	w.next = w.now
	return nil
}

// errNothing ends a transaction that has nothing to write.
var errNothing = errors.New("nothing to write")

// inPlace reports whether what is written now will be found at the path: the
// file and its log must be those that were opened.
func (db *DB) inPlace() error {
	if err := unmoved(db.path, db.opened); err != nil {
		return err
	}
	log, err := os.Lstat(db.real + "-wal")
	if err != nil || !os.SameFile(log, db.log) {
		return problem(Moved, db.path, err)
	}
	return nil
}

// nameReplica gives a new file its name in the chain of hashes; where another
// process was quicker, that name stands.
func (w *writer) nameReplica(ctx context.Context, id string) (string, error) {
	err := w.exec(ctx, "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", metaReplica, id)
	if err != nil {
		return "", err
	}
	_, err = one(ctx, w, metaValue, []any{metaReplica}, &id)
	return id, err
}

const (
	metaReplica    = "replica"
	metaLastOpened = "last opened"
	metaCheckpoint = "verified up to " // and the replica: "SEQ HASH"

	metaValue = "SELECT value FROM meta WHERE key = ?"
	setMeta   = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)

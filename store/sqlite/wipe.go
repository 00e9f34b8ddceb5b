package sqlite

import (
	"context"
	"errors"
	"log/slog"

	"crosswalk/store"
)

// A history is never changed nor deleted, the schema sees to it, but by erase and
// forget. What those took is still on the disk, in pages that nothing uses and in
// the log, until the file is written anew without it.

const (
	dropGuards = "DROP TRIGGER history_is_never_changed; DROP TRIGGER history_is_never_deleted"
	makeGuards = `CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN SELECT raise(ABORT, 'history is never changed'); END;
CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
BEGIN SELECT raise(ABORT, 'history is never deleted'); END`
)

// Rewrite is a transaction in which the history may be changed. References are
// not followed row by row in it, which would look through the whole history for
// each row that goes, but checked before the commit.
func (e *engine) Rewrite(ctx context.Context, do func(context.Context, store.Tx) error) error {
	err := e.under(ctx, "PRAGMA foreign_keys(0)", "PRAGMA foreign_keys(1)", func(ctx context.Context, t store.Tx) error {
		if _, err := e.writer.conn.ExecContext(ctx, dropGuards); err != nil {
			return e.notSaved(err)
		}
		if err := do(ctx, t); err != nil {
			return err
		}
		if _, err := e.writer.conn.ExecContext(ctx, makeGuards); err != nil {
			return e.notSaved(err)
		}
		_, err := checkReferences(ctx, t)
		return err
	})
	if err != nil {
		return err
	}
	_ = e.wipe(ctx) // what readers hold back is done at the next quiet moment
	return nil
}

// wipe writes the file anew where something was taken out of it and empties the
// log. The mark stands until both are done.
func (e *engine) wipe(ctx context.Context) error {
	var mark string
	if found, err := store.One(ctx, e.readers, metaValue, []any{store.MarkWipe}, &mark); err != nil || !found {
		return err
	}
	w := e.writer
	if err := w.take(ctx); err != nil {
		return err
	}
	defer w.giveBack()
	if err := first(func() error { return w.open(ctx) }, e.inPlace, w.prepared.close); err != nil {
		return err
	}
	err := patiently(ctx, e.path, func() error { _, err := w.conn.ExecContext(ctx, "VACUUM"); return err })
	if err != nil || !w.checkpoint(ctx, "TRUNCATE") {
		return err
	}
	if err := patiently(ctx, e.path, func() error {
		return w.exec(ctx, "DELETE FROM meta WHERE key = ?", store.MarkWipe)
	}); err != nil {
		return explain(e.path, err)
	}
	return nil
}

// logPanic keeps a fault in a goroutine of this package from ending the program.
func logPanic(doing string) {
	if fault := recover(); fault != nil {
		slog.Error("sqlite: could not "+doing, "panic", fault)
	}
}

// renameCopy gives the copy another name in the chains now.
func (e *engine) renameCopy(ctx context.Context) error {
	return e.write(ctx, "", func(ctx context.Context, t store.Tx) error {
		var was string
		if _, err := store.One(ctx, t, metaValue, []any{store.MetaStore}, &was); err != nil {
			return e.notSaved(err)
		}
		_, err := t.(*tx).rename(ctx, was, whereabouts(e.real, e.opened))
		return err
	})
}

// Forget takes an assessment out of this file.
func (db *DB) Forget(ctx context.Context, who store.Actor, id string) error {
	return db.unnoted(who, id, func() error { return db.DB.Forget(ctx, who, id) })
}

// ForgetAt is Forget of what was written down elsewhere up to some heads.
func (db *DB) ForgetAt(ctx context.Context, who store.Actor, id string, heads []store.Head) error {
	return db.unnoted(who, id, func() error { return db.DB.ForgetAt(ctx, who, id, heads) })
}

// unnoted forgets an assessment. Its chains go from the heads that are kept beside the
// file first, so that they are not missed; nothing is noted there until they are gone
// from the file too, or stay there.
func (db *DB) unnoted(who store.Actor, id string, forget func() error) error {
	if err := who.Role.MayLead(); err != nil {
		return err
	}
	f := db.e.heads
	f.mu.Lock()
	defer f.mu.Unlock()
	heads, err := f.read()
	if err == nil {
		err = f.write(store.Others(heads, id))
	}
	if err != nil {
		return explain(f.path, err)
	}
	if err := forget(); err != nil {
		return errors.Join(err, f.write(heads))
	}
	return nil
}

package store

import (
	"context"

	"crosswalk/catalog/workshop"
)

// Repair makes the present state again from the history, in one transaction,
// and takes the history as it stands for the one to go on with, where its end
// is lost. It never touches the history, and refuses where that is damaged.
// First is what the engine has to do before, in the same transaction.
func (db *DB) Repair(ctx context.Context, first func(context.Context, Tx) error, tell func(done, of int64)) error {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return err
	}
	err := db.write(ctx, Everything, func(ctx context.Context, tx Tx) error {
		if err := first(ctx, tx); err != nil {
			return err
		}
		h, err := readHistory(ctx, tx, tell)
		if err == nil {
			err = h.broken
		}
		if err == nil {
			err = h.whole()
		}
		if err == nil {
			err = h.rebuild(ctx, tx)
		}
		return db.explain("repair the present state", err)
	})
	db.known.forget("")
	db.books.forget()
	db.rooms.forget()
	if err != nil {
		return err
	}
	moved, err := db.verifyAll(ctx, nil)
	if err != nil {
		return db.explain("verify the history", err)
	}
	return db.keepCheckpoints(ctx, moved)
}

// rebuild also forgets the checkpoints: they may stand beyond the end.
func (r *reading) rebuild(ctx context.Context, tx Tx) error {
	all, err := r.assessments(ctx, tx)
	if err != nil {
		return err
	}
	for _, id := range all {
		if err := r.rebuildOne(ctx, tx, id); err != nil {
			return err
		}
	}
	return tx.Exec(ctx, "DELETE FROM meta WHERE key > ? AND key < ?", metaCheckpoint, metaCheckpoint+"~")
}

func (r *reading) rebuildOne(ctx context.Context, tx Tx, id string) error {
	t := r.of[id]
	if t == nil { // the history does not know it
		return dropAssessment(ctx, tx, id)
	}
	if err := drop(ctx, tx, id, following()); err != nil {
		return err
	}
	for at, heads := range t.fields {
		for _, h := range heads {
			if err := tx.Exec(ctx, addHead, id, string(at.Subject), at.Field, h.ID); err != nil {
				return err
			}
		}
		if len(heads) > 1 {
			if err := tx.Exec(ctx, isSplit, id, string(at.Subject), at.Field); err != nil {
				return err
			}
		}
	}
	a, err := r.fold(ctx, tx, id)
	if err != nil {
		return err
	}
	var n int64
	if _, err := One(ctx, tx, "SELECT max(n) FROM history WHERE assessment = ?", []any{id}, &n); err != nil {
		return err
	}
	for _, s := range subjects(a) {
		if err := saveSubject(ctx, tx, a, s, n); err != nil {
			return err
		}
	}
	stood, err := t.besides(ctx, tx, id)
	if err != nil {
		return err
	}
	book, err := bookOf(stood)
	if err != nil {
		return err
	}
	if err := saveMeasurements(ctx, tx, id, stood); err != nil {
		return err
	}
	return writeRecords(ctx, tx, id, book)
}

// dropAssessment takes away every row of an assessment but its history.
func dropAssessment(ctx context.Context, tx Tx, id string) error {
	if err := first(func() error { return drop(ctx, tx, id, besides()) }, func() error { return drop(ctx, tx, id, following()) }); err != nil {
		return err
	}
	if err := tx.Exec(ctx, "UPDATE invitation SET ended = 1 WHERE place = ?", id); err != nil {
		return err
	}
	return tx.Exec(ctx, "DELETE FROM assessment WHERE id = ?", id)
}

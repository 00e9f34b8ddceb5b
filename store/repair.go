package store

import (
	"context"
)

// Repair makes the present state again from the history, in one transaction,
// and takes the history as it stands for the one to go on with, where its end
// is lost. It never touches the history, and refuses where that is damaged.
func (db *DB) Repair(ctx context.Context) (Report, error) {
	err := db.write(ctx, func(ctx context.Context) error {
		if _, err := db.checkChains(ctx, db.writer); err != nil {
			return explain(db.path, db.chainProblem(err))
		}
		return explain(db.path, db.rebuild(ctx))
	})
	db.known.forget()
	db.rooms.forget()
	if err != nil {
		return Report{}, err
	}
	if err := db.VerifyRest(ctx); err != nil {
		return Report{}, err
	}
	if err := db.keepHead(ctx); err != nil {
		return Report{}, explain(db.path, err)
	}
	return db.Doctor(ctx)
}

var presentTables = []string{"evidence_item", "evidence", "finding", "own_control", "system", "baseline", "answer", "effort", "task", "vote_record"}

// rebuild also forgets the checkpoints: they may stand beyond the end.
func (db *DB) rebuild(ctx context.Context) error {
	w := db.writer
	if err := w.exec(ctx, "REINDEX"); err != nil {
		return err
	}
	for _, table := range presentTables {
		if err := w.exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	all, err := assessmentIDs(ctx, w)
	if err != nil {
		return err
	}
	for _, id := range all {
		if err := db.rebuildOne(ctx, id); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM meta WHERE key > ? AND key < ?", metaCheckpoint, metaCheckpoint+"~")
}

func (db *DB) rebuildOne(ctx context.Context, id string) error {
	w := db.writer
	a, err := fold(ctx, w, id)
	if err != nil {
		return err
	}
	if a.CreatedBy == "" { // the history does not know it
		for _, text := range []string{
			"DELETE FROM draft WHERE assessment = ?", "DELETE FROM place WHERE assessment = ?",
			"DELETE FROM ballot WHERE vote IN (SELECT id FROM vote WHERE assessment = ?)", "DELETE FROM vote WHERE assessment = ?",
			"DELETE FROM agenda WHERE assessment = ?", "DELETE FROM room WHERE assessment = ?",
			"DELETE FROM assessment WHERE id = ?",
		} {
			if err := w.exec(ctx, text, id); err != nil {
				return err
			}
		}
		return nil
	}
	for _, s := range subjects(a) {
		if err := w.saveSubject(ctx, a, s); err != nil {
			return err
		}
	}
	return nil
}

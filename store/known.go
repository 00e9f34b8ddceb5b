package store

import (
	"context"
	"database/sql"
	"sync"

	"crosswalk/catalog/assess"
)

// knownAssessments keeps the last snapshot of each assessment, so that reading
// one costs what happened since. It holds committed acts only.
type knownAssessments struct {
	mu   sync.Mutex
	byID map[string]snapshot
}

type snapshot struct {
	a *assess.Assessment
	n int64 // the last revision it includes
}

func (k *knownAssessments) get(id string) snapshot {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.byID[id]
}

// note keeps a snapshot unless a later one is known.
func (k *knownAssessments) note(id string, a *assess.Assessment, n int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID = map[string]snapshot{}
	}
	if a != nil && n > k.byID[id].n {
		k.byID[id] = snapshot{a, n}
	}
}

func (k *knownAssessments) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byID = nil
}

// current is the assessment as q sees it: the known snapshot with what came
// since folded in, or read from its tables.
func (k *knownAssessments) current(ctx context.Context, q queryer, id string) (*assess.Assessment, int64, error) {
	s := k.get(id)
	if s.a == nil {
		return load(ctx, q, id)
	}
	rows, err := rowsOf(ctx, q, sinceN, id, s.n)
	if err != nil || len(rows) == 0 {
		return s.a, s.n, err
	}
	a, err := assess.Apply(s.a, revisions(rows)...)
	return a, rows[len(rows)-1].n, err
}

// Assessment is the present state of an assessment. Treat it as read-only: it
// is shared.
func (db *DB) Assessment(ctx context.Context, id string) (*assess.Assessment, error) {
	if db.known.get(id).a == nil {
		return db.firstLook(ctx, id)
	}
	a, n, err := db.known.current(ctx, db.read, id)
	if err != nil {
		return nil, explain(db.path, err)
	}
	db.known.note(id, a, n)
	if s := db.known.get(id); s.n == n {
		return s.a, nil // the one that others were given: who has it sees that nothing changed
	}
	return a, nil
}

// firstLook reads the tables in one transaction, since they must all be of the
// same moment.
func (db *DB) firstLook(ctx context.Context, id string) (*assess.Assessment, error) {
	tx, err := db.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, explain(db.path, err)
	}
	defer tx.Rollback()
	a, n, err := load(ctx, tx, id)
	if err != nil {
		return nil, explain(db.path, err)
	}
	db.known.note(id, a, n)
	return a, nil
}

package store

import (
	"context"
	"slices"
	"sync"

	"crosswalk/catalog/assess"
)

// knownAssessments keeps the last snapshot of the assessments that were looked
// at last, so that reading one costs what happened since. It holds committed
// acts only.
type knownAssessments struct {
	mu     sync.Mutex
	byID   map[string]snapshot
	lately []string // ids, the one used last at the end
}

type snapshot struct {
	a      *assess.Assessment
	n      int64 // the last revision it includes
	newest *newest
}

// newest are the newest acts of a snapshot, once somebody asked for them. Of a
// hall full of windows the first reads them, and the others wait for it.
type newest struct {
	mu    sync.Mutex
	limit int // that they were asked for with; 0: nobody asked
	acts  []Act
}

// mostKnown bounds the memory of a server with many clients' assessments.
const mostKnown = 32

func (k *knownAssessments) get(id string) snapshot {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.byID[id]
	if s.a != nil {
		k.used(id)
	}
	return s
}

// used puts an assessment at the end, and lets the oldest go.
func (k *knownAssessments) used(id string) {
	if i := slices.Index(k.lately, id); i >= 0 {
		k.lately = slices.Delete(k.lately, i, i+1)
	}
	if k.lately = append(k.lately, id); len(k.lately) > mostKnown {
		delete(k.byID, k.lately[0])
		k.lately = slices.Delete(k.lately, 0, 1)
	}
}

// note keeps a snapshot unless a later one is known, and gives the one that is.
func (k *knownAssessments) note(id string, a *assess.Assessment, n int64) *assess.Assessment {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID = map[string]snapshot{}
	}
	if was := k.byID[id]; a != nil && n > was.n {
		k.byID[id] = snapshot{a, n, &newest{}}
		k.used(id)
	}
	if s := k.byID[id]; s.n == n {
		return s.a // the one that others were given: who has it sees that nothing changed
	}
	return a
}

// forget drops one assessment, or all where none is named.
func (k *knownAssessments) forget(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if id == "" {
		k.byID, k.lately = nil, nil
		return
	}
	delete(k.byID, id)
	k.lately = slices.DeleteFunc(k.lately, func(other string) bool { return other == id })
}

const lastOf = "SELECT n FROM assessment WHERE id = ?"

// tooFar is how much may have happened since a snapshot before the tables are
// read anew.
const tooFar = 5_000

// current is the assessment as q sees it: the known snapshot with what came
// since folded in, or read from its tables. The row of the assessment says how
// far it goes; one that was forgotten has none.
func (k *knownAssessments) current(ctx context.Context, q Queryer, id string) (*assess.Assessment, int64, error) {
	s := k.get(id)
	if s.a == nil {
		return load(ctx, q, id)
	}
	var n int64
	switch found, err := One(ctx, q, lastOf, []any{id}, &n); {
	case err != nil:
		return nil, 0, err
	case !found:
		k.forget(id)
		return nil, 0, noAssessment(id)
	case n == s.n:
		return s.a, s.n, nil
	case n < s.n || n-s.n > tooFar:
		k.forget(id)
		return load(ctx, q, id)
	}
	rows, err := rowsOf(ctx, q, sinceN, id, s.n)
	if err != nil {
		return nil, 0, err
	}
	a, err := foldOnto(ctx, q, s.a, rows)
	if err != nil || len(rows) == 0 {
		return a, n, err
	}
	return a, rows[len(rows)-1].n, nil
}

// foldOnto puts what came since into a snapshot. An erased revision is no head,
// so what replaced it came since too.
func foldOnto(ctx context.Context, q Queryer, a *assess.Assessment, rows []row) (*assess.Assessment, error) {
	touched := map[assess.Place]bool{}
	left := rows[:0:0]
	for _, r := range rows {
		touched[assess.Place{Subject: r.Subject, Field: r.Field}] = true
		if !r.Erased() {
			left = append(left, r)
		}
	}
	a, err := assess.Apply(a, revisions(left)...)
	if err != nil {
		return nil, err
	}
	split, err := splitFields(ctx, q, a.ID)
	if err != nil {
		return nil, err
	}
	split = slices.DeleteFunc(split, func(at assess.Place) bool { return !touched[at] })
	return refold(ctx, q, a, split)
}

// Assessment is the present state of an assessment. Treat it as read-only: it
// is shared.
func (db *DB) Assessment(ctx context.Context, id string) (*assess.Assessment, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	if s, ok := db.isKnown(ctx, id); ok {
		return s.a, nil
	}
	var a *assess.Assessment
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		now, n, err := db.known.current(ctx, q, id)
		if err == nil {
			a = db.known.note(id, now, n)
		}
		return err
	})
	return a, db.explain("read the assessment", err)
}

// isKnown is the known snapshot of an assessment; false where there is none, or
// something happened since.
func (db *DB) isKnown(ctx context.Context, id string) (snapshot, bool) {
	s := db.known.get(id)
	if s.a == nil {
		return s, false
	}
	var n int64
	found, err := One(ctx, db.engine, lastOf, []any{id}, &n)
	return s, err == nil && found && n == s.n
}

// standing is the present state as the write transaction sees it. What is known
// is never taken unasked: an act is noted once it was committed, and the next
// one may begin before that.
func (db *DB) standing(ctx context.Context, tx Tx, id string) (*assess.Assessment, error) {
	a, n, err := db.known.current(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	db.known.note(id, a, n)
	return a, nil
}

package store

import (
	"context"
	"slices"
	"sync"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// knownBooks keeps the records of the assessments that were looked at last, so that
// reading them again costs what happened since. It holds committed acts only.
type knownBooks struct {
	mu   sync.Mutex
	byID map[string]shelved
}

// shelved are the records of an assessment.
type shelved struct {
	all  *register.Book
	open *register.Book // without those that only their readers see
	n    int64          // the last revision they include
}

// readBy is the book of what somebody may see.
func (s shelved) readBy(cat *catalog.Catalog, name string) *register.Book {
	if s.all == s.open {
		return s.all
	}
	return s.all.ReadBy(cat, name)
}

func (k *knownBooks) get(id string) shelved {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.byID[id]
}

// note keeps the records of an assessment unless later ones are known.
func (k *knownBooks) note(id string, s shelved) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil || len(k.byID) > mostKnown {
		k.byID = map[string]shelved{}
	}
	if s.n > k.byID[id].n {
		k.byID[id] = s
	}
}

func (k *knownBooks) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byID = nil
}

// shelf is what the records are as q sees them. Where no act was on one since they
// were read they are the same books, so that who holds one sees that nothing
// changed.
func (db *DB) shelf(ctx context.Context, q Queryer, id string) (shelved, error) {
	s := db.books.get(id)
	var n int64
	found, err := One(ctx, q, lastOf, []any{id}, &n)
	if err == nil && !found {
		err = noAssessment(id)
	}
	if err != nil || s.all != nil && n == s.n {
		return s, err
	}
	if s.all == nil || n < s.n || n-s.n > tooFar {
		s.all, err = loadBook(ctx, q, id)
		s.open = s.all.ReadBy(db.cat, "")
	} else {
		s, err = db.reshelve(ctx, q, id, s)
	}
	s.n = n
	if err == nil {
		db.books.note(id, s)
	}
	return s, err
}

// reshelve puts what came since into the books.
func (db *DB) reshelve(ctx context.Context, q Queryer, id string, s shelved) (shelved, error) {
	rows, err := rowsOf(ctx, q, sinceN, id, s.n)
	if err != nil {
		return s, err
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.Erased() || r.Subject.Kind() != assess.KindRecord })
	if len(rows) == 0 {
		return s, nil
	}
	split, err := splitFields(ctx, q, id)
	if err != nil {
		return s, err
	}
	said, err := standing(ctx, q, id, rows, split)
	if err != nil {
		return s, err
	}
	if s.all, err = register.Apply(s.all, said...); err != nil {
		return s, err
	}
	if slices.ContainsFunc(rows, func(r row) bool { return !db.hidden(r.Subject) }) {
		s.open = s.all.ReadBy(db.cat, "")
	}
	return s, nil
}

// hidden reports whether a subject is a record that only its readers see.
func (db *DB) hidden(s assess.Subject) bool {
	parts := s.Parts()
	if s.Kind() != assess.KindRecord || len(parts) != 2 {
		return false
	}
	k, known := db.cat.Register(parts[0])
	return known && k.Restricted
}

// callRecords says by what numbers people know the records that acts are about.
func (db *DB) callRecords(ctx context.Context, id string, acts []Act) error {
	about := func(r assess.Revision) bool { return r.Subject.Kind() == assess.KindRecord }
	if !slices.ContainsFunc(acts, func(x Act) bool { return slices.ContainsFunc(x.Revisions, about) }) {
		return nil
	}
	s, err := db.readShelf(ctx, id)
	if err != nil {
		return err
	}
	called := s.open.Called(db.cat)
	for i := range acts {
		if slices.ContainsFunc(acts[i].Revisions, about) {
			acts[i].Called = called
		}
	}
	return nil
}

package store

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

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
	var n int64
	found, err := One(ctx, q, lastOf, []any{id}, &n)
	if err == nil && !found {
		err = noAssessment(id)
	}
	if err != nil {
		return shelved{}, err
	}
	return db.shelfAt(ctx, q, id, n)
}

// shelfOf is shelf for who has the assessment as it stands: how far it goes is not asked
// again where that is known of it.
func (db *DB) shelfOf(ctx context.Context, q Queryer, a *assess.Assessment) (shelved, error) {
	if known := db.known.get(a.ID); known.a == a {
		return db.shelfAt(ctx, q, a.ID, known.n)
	}
	return db.shelf(ctx, q, a.ID)
}

// shelfAt is shelf where the last revision is known.
func (db *DB) shelfAt(ctx context.Context, q Queryer, id string, n int64) (s shelved, err error) {
	if s = db.books.get(id); s.all != nil && n == s.n {
		return s, nil
	}
	if s.all == nil || n < s.n || n-s.n > tooFar {
		s, err = db.newShelf(ctx, q, id)
	} else {
		s, err = db.reshelve(ctx, q, id, s)
	}
	s.n = n
	if err == nil {
		db.books.note(id, s)
	}
	return s, err
}

func (db *DB) newShelf(ctx context.Context, q Queryer, id string) (shelved, error) {
	all, err := loadBook(ctx, q, id, register.Recent)
	if err != nil {
		return shelved{}, err
	}
	days, err := changedDays(ctx, q, id)
	return shelved{all: all, open: all.ReadBy(db.cat, "")}.telling(days), err
}

// reshelve puts what came since into the books.
func (db *DB) reshelve(ctx context.Context, q Queryer, id string, s shelved) (shelved, error) {
	rows, err := rowsOf(ctx, q, sinceN, id, s.n)
	if err != nil {
		return s, err
	}
	if slices.ContainsFunc(rows, func(r row) bool {
		return r.Subject.Kind() == assess.KindSystem && slices.Contains(register.SystemFields, r.Field)
	}) {
		days, err := changedDays(ctx, q, id)
		if err != nil {
			return s, err
		}
		s = s.telling(days)
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.Erased() || !beside(r.Subject) })
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

// changedSystems finds the days on which what is said of AI systems became otherwise:
// of the newest revision of a field, where another value was said before.
var changedSystems = "SELECT x.subject, x.field, max(h.at) FROM head AS x JOIN history AS h ON h.id = x.revision" +
	" WHERE x.assessment = ? AND x.subject >= '" + assess.KindSystem + "/' AND x.subject < '" + assess.KindSystem + "0'" + // 0 stands behind /
	" AND x.field IN ('" + strings.Join(register.SystemFields, "', '") + "')" +
	" AND EXISTS (SELECT 1 FROM history AS b WHERE b.assessment = x.assessment AND b.subject = x.subject AND b.field = x.field" +
	" AND b.n < h.n AND b.value <> h.value AND b.value NOT IN ('', 'null', '\"\"', '[]'))" +
	" GROUP BY x.subject, x.field"

func changedDays(ctx context.Context, q Queryer, id string) (map[assess.Place]string, error) {
	days := map[assess.Place]string{}
	var subject, field, at string
	err := Each(ctx, q, changedSystems, []any{id}, []any{&subject, &field, &at}, func() error {
		when, err := readTime(at)
		days[assess.Place{Subject: assess.Subject(subject), Field: field}] = when.UTC().Format(time.DateOnly)
		return err
	})
	return days, err
}

// telling are the books with those days.
func (s shelved) telling(days map[assess.Place]string) shelved {
	whole := s.all == s.open
	s.all = s.all.Telling(days)
	if s.open = s.open.Telling(days); whole {
		s.open = s.all
	}
	return s
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

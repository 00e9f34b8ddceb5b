package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Point is a moment of the history: what was known at the heads of a snapshot,
// or where there are none what is known today of the acts made before a time,
// which for a day is its end.
type Point struct {
	Heads  []Head
	Before time.Time
}

// ErrNotYet says that the assessment had not been made at the point asked for.
var ErrNotYet = errors.New("the assessment had not been made then")

// AsOf is an assessment as it stood at a point. It costs what the assessment
// holds, not what its history does.
func (db *DB) AsOf(ctx context.Context, id string, at Point) (*assess.Assessment, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var a *assess.Assessment
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) (err error) {
		a, err = asOf(ctx, q, id, at)
		return err
	})
	return a, db.explain("read the assessment as it was", err)
}

// RecordsAsOf are the records of an assessment as they stood at a point, without
// those that only their readers see.
func (db *DB) RecordsAsOf(ctx context.Context, id string, at Point) (*register.Book, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	book := &register.Book{}
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		p, err := at.past(ctx, q, id)
		if err == nil {
			_, err = p.began(ctx, q)
		}
		if err != nil {
			return err
		}
		stood, lines, err := p.stood(ctx, q, ofRecords)
		if err != nil {
			return err
		}
		for _, line := range lines {
			shown, _ := assess.Shown(line)
			stood = append(stood, shown)
		}
		book, err = register.Apply(book, stood...)
		if err != nil {
			return err
		}
		forked, err := p.forkedFields(ctx, q)
		for r := range book.Only(catalog.MetricKind).All() {
			if err != nil {
				return err
			}
			if stood, err = p.trailAsOf(ctx, q, r.ID, forked); err == nil {
				book, err = register.Apply(book, stood...)
			}
		}
		return err
	})
	if err != nil {
		return nil, db.explain("read the records as they were", err)
	}
	return book.ReadBy(db.cat, ""), nil
}

func asOf(ctx context.Context, q Queryer, id string, at Point) (*assess.Assessment, error) {
	p, err := at.past(ctx, q, id)
	if err != nil {
		return nil, err
	}
	return p.assessment(ctx, q)
}

// assessment is the one as it stood then.
func (p past) assessment(ctx context.Context, q Queryer) (*assess.Assessment, error) {
	begin, err := p.began(ctx, q)
	if err != nil {
		return nil, err
	}
	stood, lines, err := p.stood(ctx, q, notBeside)
	if err != nil {
		return nil, err
	}
	return begin.fold(stood, lines)
}

// stood are the revisions that the fields of some subjects stood on; of those that
// several people worked on in several copies it gives all.
func (p past) stood(ctx context.Context, q Queryer, which string) (stood []assess.Revision, lines [][]assess.Revision, err error) {
	forked, err := p.forkedFields(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	var subject, field string
	var fields []assess.Place
	err = Each(ctx, q, "SELECT DISTINCT subject, field FROM head WHERE assessment = ? AND "+which, []any{p.id}, []any{&subject, &field}, func() error {
		fields = append(fields, assess.Place{Subject: assess.Subject(subject), Field: field})
		return nil
	})
	for _, f := range fields {
		if err != nil {
			break
		}
		if forked[f] {
			var line []assess.Revision
			if line, err = p.line(ctx, q, f); len(line) > 0 {
				lines = append(lines, line)
			}
			continue
		}
		var r *row
		if r, err = p.newest(ctx, q, f); r != nil && !r.Erased() {
			stood = append(stood, r.Revision)
		}
	}
	return stood, lines, err
}

// past is which revisions of an assessment belong to a point: of each chain
// those up to a place.
type past struct {
	id   string
	upTo map[string]int64
	n    int64 // no revision behind this place in the database belongs to it
}

func (at Point) past(ctx context.Context, q Queryer, id string) (past, error) {
	p := past{id: id, upTo: map[string]int64{}}
	names, err := chainNames(ctx, q)
	for _, name := range names {
		if err != nil {
			return p, err
		}
		if !ofAssessment(name, id) {
			continue
		}
		var seq int64
		if seq, err = at.end(ctx, q, name); err != nil || seq == 0 {
			continue
		}
		p.upTo[name] = seq
		var n int64
		if _, err = One(ctx, q, "SELECT n FROM history WHERE replica = ? AND seq <= ? ORDER BY seq DESC LIMIT 1", []any{name, seq}, &n); n > p.n {
			p.n = n
		}
	}
	return p, err
}

// end is the last place of a chain that belongs to the point. Ids grow along a
// chain and begin with their time, so it is found by halving.
func (at Point) end(ctx context.Context, q Queryer, chain string) (int64, error) {
	if at.Heads != nil {
		i := slices.IndexFunc(at.Heads, func(h Head) bool { return h.Chain == chain })
		if i < 0 {
			return 0, nil
		}
		return at.Heads[i].Seq, stillThere(ctx, q, at.Heads[i])
	}
	limit := earliest(at.Before).String()
	end := Head{Chain: chain}
	if _, err := One(ctx, q, chainEnd, []any{chain}, &end.Seq, &end.Hash); err != nil {
		return 0, err
	}
	least, most := int64(0), end.Seq // the last that belongs is in least..most
	for least < most {
		middle := least + (most-least+1)/2
		var id string
		found, err := One(ctx, q, "SELECT id FROM history WHERE replica = ? AND seq >= ? ORDER BY seq LIMIT 1", []any{chain, middle}, &id)
		if err != nil {
			return 0, err
		}
		if found && id < limit {
			least = middle
		} else {
			most = middle - 1
		}
	}
	return least, nil
}

func (p past) holds(r row) bool { return r.seq <= p.upTo[r.replica] }

// newest is the revision that a field stood on, where nobody ever worked on it
// in two copies at once: the last that belongs.
func (p past) newest(ctx context.Context, q Queryer, at assess.Place) (*row, error) {
	var found *row
	err := eachPage(ctx, q, "SELECT "+revisionColumns+" FROM history WHERE assessment = ? AND subject = ? AND field = ? AND n < ? ORDER BY n DESC",
		[]any{p.id, string(at.Subject), at.Field}, p.n+1, byPlace, func(r row) error {
			if !p.holds(r) {
				return nil
			}
			found = &r
			return errEnough
		})
	return found, err
}

// forkedFields are those on which several values stand or were settled.
func (p past) forkedFields(ctx context.Context, q Queryer) (map[assess.Place]bool, error) {
	all := map[assess.Place]bool{}
	places, err := splitFields(ctx, q, p.id)
	if err != nil {
		return nil, err
	}
	for _, at := range places {
		all[at] = true
	}
	var subject, field string
	err = Each(ctx, q, "SELECT DISTINCT subject, field FROM history WHERE assessment = ? AND merges <> ''", []any{p.id}, []any{&subject, &field}, func() error {
		all[assess.Place{Subject: assess.Subject(subject), Field: field}] = true
		return nil
	})
	return all, err
}

// line are all revisions of a field that belong.
func (p past) line(ctx context.Context, q Queryer, at assess.Place) ([]assess.Revision, error) {
	rows, err := rowsOf(ctx, q, lineOfOne, p.id, string(at.Subject), at.Field)
	rows = slices.DeleteFunc(rows, func(r row) bool { return !p.holds(r) || r.Erased() })
	return revisions(rows), err
}

// origin is the first revision of an assessment.
type origin struct{ row }

// began refuses a point before the assessment was made.
func (p past) began(ctx context.Context, q Queryer) (origin, error) {
	rows, err := rowsOf(ctx, q, "SELECT "+revisionColumns+" FROM history WHERE id = (SELECT first FROM assessment WHERE id = ?)", p.id)
	switch {
	case err != nil:
		return origin{}, err
	case len(rows) == 0:
		return origin{}, noAssessment(p.id)
	case !p.holds(rows[0]):
		return origin{}, ErrNotYet
	}
	return origin{rows[0]}, nil
}

func (o origin) fold(stood []assess.Revision, lines [][]assess.Revision) (*assess.Assessment, error) {
	slices.SortFunc(stood, func(a, b assess.Revision) int { return cmp.Compare(a.ID, b.ID) })
	a, err := assess.Apply(assess.New(o.Assessment), stood...)
	for _, line := range lines {
		if err != nil {
			return nil, err
		}
		a, err = assess.Refold(a, line)
	}
	if err != nil {
		return nil, err
	}
	b := *a
	b.First, b.Created, b.CreatedBy = o.ID, o.At, o.Author
	for _, line := range lines {
		for _, r := range line {
			if r.ID > b.Last {
				b.Last, b.Changed, b.ChangedBy = r.ID, r.At, r.Author
			}
		}
	}
	return &b, nil
}

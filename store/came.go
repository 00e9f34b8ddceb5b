package store

import (
	"context"
	"errors"
	"strings"

	"crosswalk/catalog/assess"
)

// Came is what came last from other copies of an assessment: all of it that was taken
// in one after the other, without an act of this copy between.
type Came struct {
	People []assess.Arrival
	// Before and After are the assessment as it stood and as it stood then. Before is nil
	// where it was new.
	Before, After *assess.Assessment
}

// ErrNothingCame says that nothing was ever taken in.
var ErrNothingCame = errors.New("nothing was taken in here from another copy yet")

const (
	endsUpTo      = "SELECT replica, max(seq) FROM history WHERE assessment = ? AND n <= ? GROUP BY replica"
	newestOfThose = "SELECT n FROM history WHERE assessment = ? AND n < ? AND replica IN (?...) ORDER BY n DESC LIMIT 1"
	between       = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND n > ? AND n <= ? ORDER BY n"
)

// LastCame is what came last.
func (db *DB) LastCame(ctx context.Context, id string) (Came, error) {
	var c Came
	if err := db.mayRead(ctx, id); err != nil {
		return c, err
	}
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		own, others, err := chainsOf(ctx, q, id)
		if err != nil {
			return err
		}
		last, err := newestAmong(ctx, q, id, endOfLog, others)
		if err == nil && last == 0 {
			err = ErrNothingCame
		}
		if err != nil {
			return err
		}
		first, err := newestAmong(ctx, q, id, last, own)
		if err != nil {
			return err
		}
		return db.came(ctx, q, id, first, last, &c)
	})
	return c, db.explain("read what came from other copies", err)
}

// came reads what lies behind one place of the database up to another.
func (db *DB) came(ctx context.Context, q Queryer, id string, first, last int64, c *Came) (err error) {
	if c.Before, err = asOfPlace(ctx, q, id, first); errors.Is(err, ErrNotYet) {
		c.Before, err = nil, nil
	}
	if err == nil {
		c.After, err = asOfPlace(ctx, q, id, last)
	}
	if err != nil {
		return err
	}
	var all assess.Arrivals
	err = eachRow(ctx, q, between, []any{id, first, last}, func(r row) error {
		if !db.hidden(r.Subject) {
			all.Add(r.Revision, storeOf(r.replica))
		}
		return nil
	})
	c.People = all.All()
	return err
}

// asOfPlace is an assessment as it stood when this database went up to a place.
func asOfPlace(ctx context.Context, q Queryer, id string, n int64) (*assess.Assessment, error) {
	p := past{id: id, upTo: map[string]int64{}, n: n}
	var chain string
	var seq int64
	err := Each(ctx, q, endsUpTo, []any{id, n}, []any{&chain, &seq}, func() error {
		p.upTo[chain] = seq
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p.assessment(ctx, q)
}

// chainsOf are the chains of an assessment: those of this copy, and of others.
func chainsOf(ctx context.Context, q Queryer, id string) (own, others []any, err error) {
	names, err := chainNames(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	ours, err := ourNames(ctx, q)
	for _, name := range names {
		switch {
		case !ofAssessment(name, id):
		case ours[storeOf(name)]:
			own = append(own, name)
		default:
			others = append(others, name)
		}
	}
	return own, others, err
}

// newestAmong is the last place before another at which one of some chains stands; 0:
// there is none.
func newestAmong(ctx context.Context, q Queryer, id string, before int64, chains []any) (n int64, err error) {
	if len(chains) == 0 {
		return 0, nil
	}
	places := strings.TrimSuffix(strings.Repeat("?, ", len(chains)), ", ")
	_, err = One(ctx, q, strings.Replace(newestOfThose, "?...", places, 1), append([]any{id, before}, chains...), &n)
	return n, err
}

package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/visible"
)

// Measurements stand beside the records, a row each. A book holds the last ones of
// each metric; all of one are read when somebody asks for them.

const (
	upsertMeasurement = "INSERT INTO measurement (assessment, metric, at, said) VALUES (?, ?, ?, ?) ON CONFLICT (assessment, metric, at) DO UPDATE SET said = excluded.said"
	dropMeasurement   = "DELETE FROM measurement WHERE assessment = ? AND metric = ? AND at = ?"
	measurementOfOne  = "SELECT said FROM measurement WHERE assessment = ? AND metric = ? AND at = ?"
	newestOfMetric    = "SELECT at, said FROM measurement WHERE assessment = ? AND metric = ? ORDER BY at DESC LIMIT ?"
	measurementsOfAll = "SELECT metric, at, said FROM measurement WHERE assessment = ?"
)

// noEnd is a number of measurements that no metric reaches.
const noEnd = 1 << 40

// Measurements are all measurements of a metric, by the id of its record, oldest
// first.
func (db *DB) Measurements(ctx context.Context, id, metric string) ([]assess.Measurement, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	trail, err := trailOf(ctx, db.engine, id, metric, noEnd)
	return trail.Newest, db.explain("read the measurements", err)
}

// RecordsWhole is Records with all measurements of every metric, for a copy.
func (db *DB) RecordsWhole(ctx context.Context, id string) (*register.Book, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var book *register.Book
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) (err error) {
		book, err = loadBook(ctx, q, id, noEnd)
		return err
	})
	if err != nil {
		return nil, db.explain("read the records", err)
	}
	return book.ReadBy(db.cat, ""), nil
}

// measured is a book with the newest measurements of its metrics.
func measured(ctx context.Context, q Queryer, id string, book *register.Book, most int) (*register.Book, error) {
	trails := map[string]register.Trail{}
	for r := range book.Only(catalog.MetricKind).All() {
		trail, err := trailOf(ctx, q, id, r.ID, most)
		if err != nil {
			return nil, err
		}
		trails[r.ID] = trail
	}
	return book.Measured(trails), nil
}

// trailOf are the newest measurements of a metric.
func trailOf(ctx context.Context, q Queryer, id, metric string, most int) (t register.Trail, err error) {
	var at, said string
	err = Each(ctx, q, newestOfMetric, []any{id, metric, most + 1}, []any{&at, &said}, func() error {
		if len(t.Newest) == most {
			t.Earlier = true
			return nil
		}
		if m, ok := assess.ReadMeasurement(at, []byte(said)); ok {
			t.Newest = append(t.Newest, m)
		}
		return nil
	})
	slices.Reverse(t.Newest)
	return t, err
}

// news are changes without the measurements that stand already: what a program sends
// twice is no act.
func news(ctx context.Context, q Queryer, id string, changes []assess.Change) ([]assess.Change, error) {
	var fresh []assess.Change
	for _, c := range changes {
		var said string
		if c.Subject.Kind() == assess.KindMeasurement {
			found, err := One(ctx, q, measurementOfOne, []any{id, c.Subject.ID(), c.Field}, &said)
			if err != nil {
				return nil, err
			}
			if found && said == string(c.Value) || !found && string(c.Value) == "null" {
				continue
			}
		}
		fresh = append(fresh, c)
	}
	return fresh, nil
}

// saveMeasurements writes what revisions say of metrics.
func saveMeasurements(ctx context.Context, tx Tx, id string, said []assess.Revision) error {
	for _, r := range said {
		if r.Subject.Kind() != assess.KindMeasurement {
			continue
		}
		text, args := upsertMeasurement, []any{id, r.Subject.ID(), r.Field, string(r.Value)}
		if string(r.Value) == "null" {
			text, args = dropMeasurement, args[:3]
		}
		if err := tx.Exec(ctx, text, args...); err != nil {
			return err
		}
	}
	return nil
}

// checkMeasurements holds the measurements of an assessment against what stood in
// its history.
func checkMeasurements(ctx context.Context, q Queryer, id string, stood []assess.Revision) error {
	right := map[assess.Place]string{}
	for _, r := range stood {
		if r.Subject.Kind() == assess.KindMeasurement && string(r.Value) != "null" {
			right[assess.Place{Subject: r.Subject, Field: r.Field}] = string(r.Value)
		}
	}
	wrong := func(s assess.Subject, at string) error {
		return fmt.Errorf("%s at %s of assessment %s is not what the history says", visible.Line(string(s)), visible.Line(at), visible.Line(id))
	}
	var metric, at, said string
	err := Each(ctx, q, measurementsOfAll, []any{id}, []any{&metric, &at, &said}, func() error {
		place := assess.Place{Subject: assess.MeasurementSubject(metric), Field: at}
		if right[place] != said {
			return wrong(place.Subject, at)
		}
		delete(right, place)
		return nil
	})
	for place := range right {
		err = errors.Join(err, wrong(place.Subject, place.Field))
		break
	}
	return err
}

// trailAsOf are the newest measurements of a metric as they stood at a point.
func (p past) trailAsOf(ctx context.Context, q Queryer, metric string, forked map[assess.Place]bool) ([]assess.Revision, error) {
	var newest []assess.Revision
	last := ""
	at := assess.MeasurementSubject(metric)
	err := eachRow(ctx, q, "SELECT "+revisionColumns+" FROM history WHERE assessment = ? AND subject = ? ORDER BY field DESC, n DESC",
		[]any{p.id, string(at)}, func(r row) error {
			switch {
			case r.Field == last || !p.holds(r):
				return nil
			case len(newest) > register.Recent:
				return errEnough
			}
			last = r.Field
			if !r.Erased() || forked[assess.Place{Subject: at, Field: r.Field}] {
				newest = append(newest, r.Revision)
			}
			return nil
		})
	if errors.Is(err, errEnough) {
		err = nil
	}
	var stood []assess.Revision
	for _, r := range newest {
		if place := (assess.Place{Subject: at, Field: r.Field}); forked[place] && err == nil {
			var line []assess.Revision
			if line, err = p.line(ctx, q, place); len(line) == 0 {
				continue
			}
			r, _ = assess.Shown(line)
		}
		stood = append(stood, r)
	}
	slices.Reverse(stood)
	return stood, err
}

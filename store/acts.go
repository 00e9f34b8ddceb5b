package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// Act is what was saved together: one or more revisions, oldest first.
type Act struct {
	ID        string
	Kind      assess.ActKind
	Author    string
	At        time.Time
	Revisions []assess.Revision
}

func actOf(rows []row) Act {
	if len(rows) == 0 {
		return Act{}
	}
	r := rows[0]
	return Act{ID: r.Act, Kind: r.Kind, Author: r.Author, At: r.At, Revisions: revisions(rows)}
}

// ErrNoAssessment says that the file holds no assessment of that id.
var ErrNoAssessment = errors.New("there is no such assessment")

func noAssessment(id string) error {
	return fmt.Errorf("%w: %s; crosswalk list shows them", ErrNoAssessment, visible.Line(id))
}

// Create makes an assessment. A profile without a start begins today, by the
// clock's own zone.
func (db *DB) Create(ctx context.Context, who Actor, name string, p assess.Profile) (*assess.Assessment, error) {
	if p.Start == "" {
		p.Start = db.clock().Format(time.DateOnly)
	}
	changes, err := assess.Create(name, p)
	if err != nil {
		return nil, err
	}
	return db.CreateFrom(ctx, who, changes)
}

// CreateFrom makes an assessment of which all these changes are the first act:
// a duplicate, or a demonstration.
func (db *DB) CreateFrom(ctx context.Context, who Actor, changes []assess.Change) (*assess.Assessment, error) {
	if err := who.Role.MayLead(); err != nil {
		return nil, fmt.Errorf("make an assessment: %w", err)
	}
	named := func(c assess.Change) bool { return c.Subject == assess.KindAssessment && c.Field == assess.FieldName }
	if !slices.ContainsFunc(changes, named) {
		return nil, errors.New("an assessment needs a name")
	}
	_, a, err := db.save(ctx, who, db.ids.next(), true, func(context.Context, *assess.Assessment) (proposal, error) {
		return proposal{kind: assess.Do, changes: changes}, nil
	})
	return a, err
}

// Do runs decide on the present state, inside the write transaction, and saves
// what it says as one act in one durable transaction. Where it says nothing,
// nothing is written. The assessment it gives includes the act. Decide must not
// use the database; it may run twice.
func (db *DB) Do(ctx context.Context, who Actor, id string, decide func(*assess.Assessment) ([]assess.Change, error)) (*assess.Assessment, error) {
	_, a, err := db.save(ctx, who, id, false, func(_ context.Context, a *assess.Assessment) (proposal, error) {
		changes, err := decide(a)
		return proposal{kind: assess.Do, changes: changes}, err
	})
	return a, err
}

// proposal is an act before it is saved.
type proposal struct {
	kind    assess.ActKind
	reverts string
	changes []assess.Change
}

// save is the one way into the history.
func (db *DB) save(ctx context.Context, who Actor, id string, fresh bool, propose func(context.Context, *assess.Assessment) (proposal, error)) (Act, *assess.Assessment, error) {
	if err := first(func() error { return checkActor(who) }, who.Role.MayWrite); err != nil {
		return Act{}, nil, err
	}
	var rows []row
	var after *assess.Assessment
	err := db.write(ctx, func(ctx context.Context) error {
		before, err := db.standing(ctx, id, fresh)
		if err != nil {
			return err
		}
		p, err := propose(ctx, before)
		if err != nil {
			return err
		}
		if after = before; len(p.changes) == 0 {
			return errNothing
		}
		if p.kind == assess.Do { // what is taken back was allowed when it was done
			if err := who.Role.May(p.changes); err != nil {
				return err
			}
		}
		p.changes = lastOfEach(p.changes)
		if rows, err = db.append(ctx, who, id, p); err != nil {
			return notSaved(db.path, err)
		}
		if after, err = assess.Apply(before, revisions(rows)...); err != nil {
			return fmt.Errorf("save an act: %w", err)
		}
		if err := db.savePresent(ctx, after, rows); err != nil {
			return notSaved(db.path, err)
		}
		return nil
	}, func() { db.known.note(id, after, rows[len(rows)-1].n) })
	if err != nil {
		return Act{}, nil, err
	}
	return actOf(rows), after, nil
}

// standing is the present state as the write transaction sees it.
func (db *DB) standing(ctx context.Context, id string, fresh bool) (*assess.Assessment, error) {
	if fresh {
		return assess.New(id), nil
	}
	if s := db.known.get(id); s.a != nil && db.writer.alone {
		return s.a, nil
	}
	a, n, err := db.known.current(ctx, db.writer, id)
	if err != nil {
		return nil, explain(db.path, err)
	}
	db.known.note(id, a, n)
	return a, nil
}

// lastOfEach lets an act set each field once: the last word stands.
func lastOfEach(changes []assess.Change) []assess.Change {
	type place struct {
		subject assess.Subject
		field   string
	}
	last := make(map[place]int, len(changes))
	for i, c := range changes {
		last[place{c.Subject, c.Field}] = i
	}
	if len(last) == len(changes) {
		return changes
	}
	kept := make([]assess.Change, 0, len(last))
	for i, c := range changes {
		if last[place{c.Subject, c.Field}] == i {
			kept = append(kept, c)
		}
	}
	return kept
}

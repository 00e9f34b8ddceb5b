package postgres

import (
	"context"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Doctor examines what the tables hold and changes nothing; tell, where it is not nil,
// hears how many revisions of how many were read. Whether its files are whole the
// server knows.
func (db *DB) Doctor(ctx context.Context, tell func(done, of int64)) (store.Report, error) {
	var before []store.Check
	for _, c := range []struct {
		name  string
		check func(context.Context) (string, error)
	}{
		{"the tables are those of this version", func(ctx context.Context) (string, error) { return "", db.e.check(ctx) }},
		{"the history is kept from the role that is used", db.checkRole},
		{"the files of evidence are whole", db.checkShelf},
	} {
		detail, err := c.check(ctx)
		if ctx.Err() != nil {
			return store.Report{}, ctx.Err()
		}
		if err != nil {
			detail = db.e.Explain(err).Error()
		}
		before = append(before, store.Check{Name: c.name, OK: err == nil, Detail: detail})
	}
	r, err := db.Examine(ctx, tell)
	r.Checks = append(before, r.Checks...)
	return r, err
}

// checkRole says whether the database would refuse a change of the history. Who looks
// as the owner finds that it would not, which is no fault.
func (db *DB) checkRole(ctx context.Context) (string, error) {
	var role string
	var may bool
	const asks = "SELECT current_user, has_table_privilege('history', 'UPDATE') OR has_table_privilege('history', 'DELETE')"
	_, err := store.One(ctx, db.e.readers, asks, nil, &role, &may)
	if may {
		return visible.Line(role) + " may change it: a role for the owner alone", err
	}
	return visible.Line(role), err
}

// Repair makes the present state again from the history.
func (db *DB) Repair(ctx context.Context, tell func(done, of int64)) (store.Report, error) {
	nothing := func(context.Context, store.Tx) error { return nil }
	if err := db.DB.Repair(ctx, nothing, tell); err != nil {
		return store.Report{}, err
	}
	return db.Doctor(ctx, tell)
}

package store

import (
	"context"
	"errors"

	"crosswalk/catalog/workshop"
)

// ErrGone refuses an act of somebody who may be in the room no more.
var ErrGone = errors.New("NOT saved: you may no longer be in this room; join again")

// asNow is who acts, with the role they have at this moment. Who came through the
// door of a room has the one that stands beside their name; where that can't be
// read nothing is done, for nobody knows whether it may be.
func (db *DB) asNow(ctx context.Context, q Queryer, who Actor) (Actor, error) {
	if who.Pass == "" {
		return who, nil
	}
	all, err := db.people(ctx, q, "WHERE folded = ? AND ? IN (key, invited) AND "+admitted, workshop.Fold(who.Name), who.Pass, writeTime(db.now()))
	switch {
	case err != nil:
		return who, db.explain("see who may act", err)
	case len(all) == 0:
		return who, ErrGone
	}
	who.Role = all[0].Role
	return who, nil
}

// acting is asNow of who writes: what they may not do, or nobody can tell whether they
// may, is not saved.
func (db *DB) acting(ctx context.Context, tx Tx, who Actor, may right) (Actor, error) {
	now, err := db.asNow(ctx, tx, who)
	if _, unread := errors.AsType[*Problem](err); unread {
		return now, db.notSaved("see who may act", err)
	}
	if err != nil {
		return now, err
	}
	return now, may(now.Role)
}

// right is what an act asks of a role.
type right = func(workshop.Role) error

// early refuses, before anything is written, what never may be: of who came through
// the door that is known in the transaction alone.
func early(who Actor, may right) error {
	if who.Pass != "" {
		may = func(workshop.Role) error { return nil }
	}
	return first(func() error { return may(who.Role) }, func() error { return checkActor(who) })
}

// writeAs is write for what somebody does, by the role they have when it is done.
func (db *DB) writeAs(ctx context.Context, who Actor, may right, about string, do func(context.Context, Tx, Actor) error, then ...func()) error {
	if err := early(who, may); err != nil {
		return err
	}
	return db.write(ctx, about, func(ctx context.Context, tx Tx) error {
		now, err := db.acting(ctx, tx, who, may)
		if err != nil {
			return err
		}
		return do(ctx, tx, now)
	}, then...)
}

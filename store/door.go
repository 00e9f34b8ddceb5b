package store

import (
	"context"
	"errors"

	"crosswalk/catalog/workshop"
)

// The refusals of the door to whoever came through it.
var (
	// ErrGone refuses an act of somebody who may be in the room no more.
	ErrGone = errors.New("NOT saved: you may no longer be in this room; join again")
	// ErrNotMember says the same of an assessment that is not theirs and of one that is
	// not there, so that nobody learns which there are.
	ErrNotMember = errors.New("you are not a member of this assessment; a facilitator of it can make you one")
)

// As is the database as somebody has it who came through the door: what they may not
// see is refused wherever it is read, and whoever acts through it is they. Who came
// through none has all of it.
func (db *DB) As(who Actor) *DB {
	if db.reader.Pass != "" {
		return db // there is no way back through the door
	}
	return &DB{db.opened, who}
}

// asNow is who acts, with the role they have at this moment in a place, which is an
// assessment or a group; for Lists it is what they are in the whole file. Who came
// through the door of a room has the one that stands beside their name; where that
// can't be read nothing is done, for nobody knows whether it may be.
func (db *DB) asNow(ctx context.Context, q Queryer, who Actor, place string) (Actor, error) {
	switch {
	case db.reader.Pass != "" && (who.Name != db.reader.Name || who.Pass != db.reader.Pass):
		return who, ErrGone // nobody acts as another, and none as somebody at the machine
	case who.Pass == "":
		return who, nil
	}
	in, err := db.scopeOf(ctx, q, who, "AND (m.place = ? OR m.place IN (SELECT of_group FROM grouped WHERE assessment = ?))", place, place)
	if err != nil {
		return who, err
	}
	who.Role = in.standing
	if place == Lists {
		return who, nil
	}
	has := false
	if who.Role, has = in.in(place, in.groups()); !has {
		return who, ErrNotMember
	}
	return who, nil
}

// scope is what somebody is in the file, and in the places that they are a member of.
type scope struct {
	standing workshop.Role
	roles    map[string]workshop.Role // by id of the assessment or group
}

// groups are the places of a scope; that an assessment is among them changes nothing.
func (s scope) groups() []string {
	var all []string
	for place := range s.roles {
		all = append(all, place)
	}
	return all
}

// in is the role in an assessment that belongs to some groups; false where there is
// none.
func (s scope) in(assessment string, groups []string) (workshop.Role, bool) {
	var inGroups []workshop.Role
	for _, g := range groups {
		inGroups = append(inGroups, s.roles[g])
	}
	return workshop.RoleIn(s.standing, s.roles[assessment], inGroups...)
}

// scopeOf reads what somebody may now who came through the door; which limits the
// places that are read.
func (db *DB) scopeOf(ctx context.Context, q Queryer, who Actor, which string, args ...any) (scope, error) {
	s := scope{roles: map[string]workshop.Role{}}
	found := false
	var place string
	var role workshop.Role
	args = append(args, workshop.Fold(who.Name), who.Pass, writeTime(db.now()))
	err := Each(ctx, q, "SELECT p.role, coalesce(m.place, ''), coalesce(m.role, '') FROM person AS p LEFT JOIN member AS m ON m.person = p.folded "+which+
		" WHERE p.folded = ? AND ? IN (p.key, p.invited) AND "+admitted+" ORDER BY m.id", args,
		[]any{&s.standing, &place, &role}, func() error {
			found = true
			s.roles[place] = role // of one place the last row holds
			return nil
		})
	switch {
	case err != nil:
		return s, db.explain("see who may act", err)
	case !found:
		return s, ErrGone
	}
	return s, nil
}

// mayRead refuses what of an assessment is not for who reads.
func (db *DB) mayRead(ctx context.Context, assessment string) error {
	_, err := db.inTime(ctx, db.engine, db.reader, anybody, assessment)
	return err
}

// mayReadFile refuses what is of the whole file to who has no such right in all of it.
func (db *DB) mayReadFile(ctx context.Context, may right) error {
	_, err := db.inTime(ctx, db.engine, db.reader, may, Lists)
	return err
}

// right is what an act asks of a role.
type right = func(workshop.Role) error

// anybody is the right of what is asked about otherwise.
func anybody(workshop.Role) error { return nil }

// early refuses, before anything is written, what never may be: of who came through
// the door that is known in the transaction alone.
func early(who Actor, may right) error {
	if who.Pass != "" {
		may = anybody
	}
	return first(func() error { return may(who.Role) }, func() error { return checkActor(who) })
}

// acting is inTime of who writes: where nobody can tell whether they may, nothing is saved.
func (db *DB) acting(ctx context.Context, tx Tx, who Actor, may right, place string) (Actor, error) {
	now, err := db.inTime(ctx, tx, who, may, place)
	if _, unread := errors.AsType[*Problem](err); unread {
		err = db.notSaved("see who may act", err)
	}
	return now, err
}

// inTime asks whether somebody may do something in a place now, and gives them with the
// role that they have there.
func (db *DB) inTime(ctx context.Context, q Queryer, who Actor, may right, place string) (Actor, error) {
	now, err := db.asNow(ctx, q, who, place)
	if err == nil {
		err = may(now.Role)
	}
	return now, err
}

// writeAs is write for what somebody does, by the role they have when it is done.
func (db *DB) writeAs(ctx context.Context, who Actor, may right, about string, do func(context.Context, Tx, Actor) error, then ...func()) error {
	return db.writeIn(ctx, who, may, about, about, do, then...)
}

// writeIn is writeAs by the role in another place than it is about.
func (db *DB) writeIn(ctx context.Context, who Actor, may right, place, about string, do func(context.Context, Tx, Actor) error, then ...func()) error {
	if err := early(who, may); err != nil {
		return err
	}
	return db.write(ctx, about, func(ctx context.Context, tx Tx) error {
		now, err := db.acting(ctx, tx, who, may, place)
		if err != nil {
			return err
		}
		return do(ctx, tx, now)
	}, then...)
}

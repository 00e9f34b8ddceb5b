package store

import (
	"context"
	"errors"
	"fmt"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// The refusals of memberships.
var (
	ErrNoPlace = errors.New("there is no such assessment or group")
	// ErrOneself keeps whoever manages people out of what they were not invited to.
	ErrOneself = errors.New("nobody gives themselves a role; somebody else who manages people can")
	// ErrMore keeps whoever manages people from making somebody more than they are.
	ErrMore = errors.New("an administrator lets people in as member or administrator, and gives them roles in assessments and groups")
)

const membershipColumns = "place, name, role, given, given_by"

// Members are the roles that people have in assessments and groups now.
func (db *DB) Members(ctx context.Context) ([]workshop.Membership, error) {
	const holds = " AS m WHERE role <> '' AND NOT EXISTS (SELECT 1 FROM member AS l WHERE l.person = m.person AND l.place = m.place AND l.id > m.id) ORDER BY place, person"
	return db.memberships(ctx, holds)
}

// MembershipsGiven are all roles that ever were given and taken, the last one first.
func (db *DB) MembershipsGiven(ctx context.Context) ([]workshop.Membership, error) {
	return db.memberships(ctx, " ORDER BY id DESC")
}

func (db *DB) memberships(ctx context.Context, which string) ([]workshop.Membership, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return nil, err
	}
	var all []workshop.Membership
	var m workshop.Membership
	var given string
	err := Each(ctx, db.engine, "SELECT "+membershipColumns+" FROM member"+which, nil,
		[]any{&m.Place, &m.Name, &m.Role, &given, &m.GivenBy}, func() (err error) {
			m.Given, err = readTime(given)
			all = append(all, m)
			return err
		})
	return all, db.explain("work on the people", err)
}

// RoleIn is the role that somebody has in an assessment now.
func (db *DB) RoleIn(ctx context.Context, who Actor, assessment string) (workshop.Role, error) {
	now, err := db.asNow(ctx, db.engine, who, assessment)
	return now.Role, err
}

// PeopleIn are all who may come into an assessment now, with the role that they have
// there: for who may let others into it.
func (db *DB) PeopleIn(ctx context.Context, assessment string) ([]workshop.Person, error) {
	var found []workshop.Person
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		reader, err := db.asNow(ctx, q, db.reader, Lists)
		if err == nil {
			err = db.mayAdmitTo(ctx, q, reader, assessment)
		}
		if err != nil {
			return err
		}
		roles, err := rolesAt(ctx, q, assessment)
		if err != nil {
			return err
		}
		people, err := db.people(ctx, q, "WHERE "+admitted+" ORDER BY folded", writeTime(db.now()))
		for _, p := range people {
			in := scope{standing: p.Role, roles: roles[workshop.Fold(p.Name)]}
			has := false
			if p.Role, has = in.in(assessment, in.groups()); has {
				found = append(found, p)
			}
		}
		return err
	})
	return found, db.explain("work on the people", err)
}

// rolesAt are the roles that people have in an assessment and in its groups, by their
// folded names and then by place.
func rolesAt(ctx context.Context, q Queryer, assessment string) (map[string]map[string]workshop.Role, error) {
	all := map[string]map[string]workshop.Role{}
	var person, place string
	var role workshop.Role
	err := Each(ctx, q, "SELECT person, place, role FROM member WHERE place = ? OR place IN (SELECT of_group FROM grouped WHERE assessment = ?) ORDER BY id",
		[]any{assessment, assessment}, []any{&person, &place, &role}, func() error {
			if all[person] == nil {
				all[person] = map[string]workshop.Role{}
			}
			all[person][place] = role
			return nil
		})
	return all, err
}

// SetMember gives somebody a role in an assessment or a group, from their next act on;
// without a role they are a member no longer. It is for who manages people, and for a
// facilitator of that place.
func (db *DB) SetMember(ctx context.Context, who Actor, place, name string, role workshop.Role) error {
	if role != "" {
		if _, err := workshop.ParseRole(string(role)); err != nil {
			return err
		}
	}
	return db.writeAs(ctx, who, anybody, Lists, func(ctx context.Context, tx Tx, who Actor) error {
		if err := first(func() error { return db.mayAdmitTo(ctx, tx, who, place) },
			func() error { return notOneself(who, name, role) }, func() error { return db.isPlace(ctx, tx, place) }); err != nil {
			return err
		}
		p, err := db.named(ctx, tx, name)
		if err != nil {
			return err
		}
		was, err := roleAt(ctx, tx, p.Name, place)
		switch {
		case err == nil && was == role:
			return ErrNothing
		case err == nil:
			err = db.sayMember(ctx, tx, workshop.Membership{Place: place, Name: p.Name, Role: role, GivenBy: who.Name})
		}
		if err == nil && was != "" && (role == "" || was.Outranks(role)) {
			err = shut(ctx, tx, p.Invitation)
		}
		return db.ofPeople(err)
	})
}

// ofPeople says of a failed write of the people that it was not saved.
func (db *DB) ofPeople(err error) error {
	if err != nil {
		return db.notSaved("work on the people", err)
	}
	return nil
}

// mayAdmitTo refuses who may let nobody into a place; empty: into the file.
func (db *DB) mayAdmitTo(ctx context.Context, q Queryer, who Actor, place string) error {
	err := who.Role.MayAdmit()
	if err == nil || place == "" || who.Pass == "" {
		return err
	}
	there, err := db.asNow(ctx, q, who, place)
	if err != nil {
		return err
	}
	return there.Role.MayLead()
}

// notOneself refuses a role that somebody gives themselves who has not every one.
func notOneself(who Actor, name string, role workshop.Role) error {
	if role != "" && !who.Role.Leads() && workshop.Fold(who.Name) == workshop.Fold(name) {
		return ErrOneself
	}
	return nil
}

func (db *DB) isPlace(ctx context.Context, q Queryer, id string) error {
	var there int
	found, err := One(ctx, q, "SELECT 1 FROM assessment WHERE id = ? UNION SELECT 1 FROM assessment_group WHERE id = ?", []any{id, id}, &there)
	if err == nil && !found {
		return fmt.Errorf("%w: %s", ErrNoPlace, visible.Line(id))
	}
	return db.explain("work on the people", err)
}

// named is a person by their name.
func (db *DB) named(ctx context.Context, q Queryer, name string) (workshop.Person, error) {
	all, err := db.people(ctx, q, "WHERE folded = ?", workshop.Fold(name))
	if err != nil {
		return workshop.Person{}, err
	}
	if len(all) == 0 {
		return workshop.Person{}, fmt.Errorf("%w: %s", ErrNoPerson, visible.Line(name))
	}
	return all[0], nil
}

// roleAt is the role that somebody has by a membership, empty where there is none.
func roleAt(ctx context.Context, q Queryer, name, place string) (role workshop.Role, err error) {
	_, err = One(ctx, q, "SELECT role FROM member WHERE person = ? AND place = ? ORDER BY id DESC LIMIT 1", []any{workshop.Fold(name), place}, &role)
	return role, err
}

func (db *DB) sayMember(ctx context.Context, tx Tx, m workshop.Membership) error {
	return tx.Exec(ctx, "INSERT INTO member (person, id, "+membershipColumns+") VALUES (?, ?, ?, ?, ?, ?, ?)",
		workshop.Fold(m.Name), db.ids.next(), m.Place, m.Name, m.Role, writeTime(db.now()), m.GivenBy)
}

// leaveAll ends all memberships of a name: who comes in under it later is given none
// of them.
func (db *DB) leaveAll(ctx context.Context, tx Tx, who Actor, name string) error {
	return db.endMemberships(ctx, tx, who, "person = ?", workshop.Fold(name))
}

// endMemberships ends those that hold of some rows.
func (db *DB) endMemberships(ctx context.Context, tx Tx, who Actor, which string, args ...any) error {
	holding := map[[2]string]workshop.Membership{}
	var person string
	var m workshop.Membership
	err := Each(ctx, tx, "SELECT person, place, name, role FROM member WHERE "+which+" ORDER BY id", args,
		[]any{&person, &m.Place, &m.Name, &m.Role}, func() error { holding[[2]string{person, m.Place}] = m; return nil })
	for _, m := range holding {
		if err == nil && m.Role != "" {
			err = db.sayMember(ctx, tx, workshop.Membership{Place: m.Place, Name: m.Name, GivenBy: who.Name})
		}
	}
	return err
}

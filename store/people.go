package store

import (
	"context"
	"errors"
	"fmt"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// The refusals of the door.
var (
	ErrNoPerson = errors.New("there is no such person")
	// ErrNoInvitation says no more, so that nobody learns which codes there were.
	ErrNoInvitation = errors.New("this code lets nobody in; ask the facilitator for another")
	// ErrKeyTaken says that a key is another person's.
	ErrKeyTaken = errors.New("the key belongs to somebody already")
	// ErrEnded says that an invitation does not hold, or never did.
	ErrEnded = errors.New("no such invitation holds now")
)

const personColumns = "name, role, key, invited, added, added_by"

// People are all who may come in, by name; those whose invitation has ended are
// left out.
func (db *DB) People(ctx context.Context) ([]workshop.Person, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return nil, err
	}
	return db.people(ctx, db.engine, "WHERE "+admitted+" ORDER BY folded", writeTime(db.now()))
}

// admitted are people with a key, or with an invitation that still holds.
const admitted = "(key <> '' OR invited IN (SELECT id FROM invitation WHERE until > ? AND ended = 0))"

// PersonOfKey is who comes in with a key, by its SHA256 fingerprint.
func (db *DB) PersonOfKey(ctx context.Context, fingerprint string) (workshop.Person, error) {
	if fingerprint == "" {
		return workshop.Person{}, ErrNoPerson
	}
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return workshop.Person{}, err
	}
	return db.person(ctx, "WHERE key = ?", fingerprint)
}

// Admitted is a person as they may come in now: ErrNoPerson where they were
// taken out, or their invitation has ended.
func (db *DB) Admitted(ctx context.Context, name string) (workshop.Person, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return workshop.Person{}, err
	}
	return db.person(ctx, "WHERE name = ? AND "+admitted, name, writeTime(db.now()))
}

func (db *DB) person(ctx context.Context, where string, args ...any) (workshop.Person, error) {
	all, err := db.people(ctx, db.engine, where, args...)
	if err != nil || len(all) == 0 {
		return workshop.Person{}, errors.Join(err, ErrNoPerson)
	}
	return all[0], nil
}

func (db *DB) people(ctx context.Context, q Queryer, where string, args ...any) ([]workshop.Person, error) {
	var all []workshop.Person
	var p workshop.Person
	var added string
	err := Each(ctx, q, "SELECT "+personColumns+" FROM person "+where, args,
		[]any{&p.Name, &p.Role, &p.Key, &p.Invitation, &added, &p.AddedBy}, func() (err error) {
			p.Added, err = readTime(added)
			all = append(all, p)
			return err
		})
	return all, db.explain("work on the people", err)
}

// AddPeople lets people in by key, all or none. Who is there under a name
// already gets this key and role instead; a key that is another person's is
// refused.
func (db *DB) AddPeople(ctx context.Context, who Actor, people []workshop.Person) error {
	return db.writeAs(ctx, who, workshop.Role.MayAdmit, Lists, func(ctx context.Context, tx Tx, who Actor) error {
		for _, p := range people {
			if err := mayGive(who, p.Name, p.Role); err != nil {
				return err
			}
			p.Added, p.AddedBy, p.Invitation = db.now(), who.Name, ""
			if err := db.addPerson(ctx, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// mayGive refuses what an administrator may make of nobody, or not of themselves.
func mayGive(who Actor, name string, standing workshop.Role) error {
	if !who.Role.Leads() && standing.Everywhere() {
		return ErrMore
	}
	return notOneself(who, name, standing)
}

func (db *DB) addPerson(ctx context.Context, tx Tx, p workshop.Person) error {
	if err := p.Check(); err != nil {
		return err
	}
	if p.Key == "" {
		return errors.New("a person is added with a public key; without one they come by invitation")
	}
	same, err := db.people(ctx, tx, "WHERE key = ? AND folded <> ?", p.Key, workshop.Fold(p.Name))
	if err != nil {
		return err
	}
	if len(same) > 0 {
		return fmt.Errorf("%w: %s is that of %s", ErrKeyTaken, p.Key, visible.Line(same[0].Name))
	}
	if err := db.unlikeOthers(ctx, tx, p.Name); err != nil {
		return err
	}
	if err := tx.Exec(ctx, "DELETE FROM person WHERE folded = ?", workshop.Fold(p.Name)); err != nil {
		return db.notSaved("work on the people", err)
	}
	return db.insertPerson(ctx, tx, p)
}

func (db *DB) insertPerson(ctx context.Context, tx Tx, p workshop.Person) error {
	err := tx.Exec(ctx, "INSERT INTO person (folded, "+personColumns+") VALUES (?, ?, ?, ?, ?, ?, ?)",
		workshop.Fold(p.Name), p.Name, p.Role, p.Key, p.Invitation, writeTime(p.Added), p.AddedBy)
	if err != nil {
		return db.notSaved("work on the people", err)
	}
	return nil
}

// unlikeOthers refuses a name that looks like that of another person who may come
// in.
func (db *DB) unlikeOthers(ctx context.Context, tx Tx, name string) error {
	all, err := db.people(ctx, tx, "")
	if err != nil {
		return err
	}
	for _, p := range all {
		if workshop.Alike(p.Name, name) && workshop.Fold(p.Name) != workshop.Fold(name) {
			return fmt.Errorf("the name looks like that of %s; write it so that the two can be told apart", visible.Line(p.Name))
		}
	}
	return nil
}

// SetRole gives a person another role, from their next act on. Where somebody who
// came by a code may do less from now on, the code lets nobody new in: else they
// would come back under another name as what they were.
func (db *DB) SetRole(ctx context.Context, who Actor, name string, role workshop.Role) error {
	return db.changePerson(ctx, who, name, func(ctx context.Context, tx Tx, who Actor, p workshop.Person) error {
		next := p
		next.Role = role
		if err := first(next.Check, func() error { return mayGive(who, name, role) }); err != nil {
			return err
		}
		err := tx.Exec(ctx, "UPDATE person SET role = ? WHERE name = ?", role, p.Name)
		if err == nil && p.Role.Outranks(role) {
			err = shut(ctx, tx, p.Invitation)
		}
		return db.ofPeople(err)
	})
}

// RemovePerson lets somebody in no longer, nor anybody else under their name, nor
// anybody new by the code they came by. What they answered stays; they are a member of
// nothing any more.
func (db *DB) RemovePerson(ctx context.Context, who Actor, name string) error {
	return db.changePerson(ctx, who, name, func(ctx context.Context, tx Tx, who Actor, p workshop.Person) error {
		folded := workshop.Fold(p.Name)
		err := tx.Exec(ctx, "INSERT INTO removed (folded, invited, name) VALUES (?, ?, ?) ON CONFLICT (folded, invited) DO NOTHING", folded, p.Invitation, p.Name)
		if err == nil {
			err = tx.Exec(ctx, "DELETE FROM person WHERE folded = ?", folded)
		}
		if err == nil {
			err = shut(ctx, tx, p.Invitation)
		}
		if err == nil {
			err = db.leaveAll(ctx, tx, who, p.Name)
		}
		return db.ofPeople(err)
	})
}

func shut(ctx context.Context, tx Tx, invitation string) error {
	return tx.Exec(ctx, "UPDATE invitation SET shut = 1 WHERE id = ?", invitation)
}

func (db *DB) changePerson(ctx context.Context, who Actor, name string, change func(context.Context, Tx, Actor, workshop.Person) error) error {
	return db.writeAs(ctx, who, workshop.Role.MayAdmit, Lists, func(ctx context.Context, tx Tx, who Actor) error {
		p, err := db.named(ctx, tx, name)
		if err != nil {
			return err
		}
		return change(ctx, tx, who, p)
	})
}

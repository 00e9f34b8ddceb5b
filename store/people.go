package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

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
	return db.people(ctx, db.engine, "WHERE "+admitted+" ORDER BY folded", writeTime(db.now()))
}

// admitted are people with a key, or with an invitation that still holds.
const admitted = "(key <> '' OR invited IN (SELECT id FROM invitation WHERE until > ?))"

// PersonOfKey is who comes in with a key, by its SHA256 fingerprint.
func (db *DB) PersonOfKey(ctx context.Context, fingerprint string) (workshop.Person, error) {
	if fingerprint == "" {
		return workshop.Person{}, ErrNoPerson
	}
	return db.person(ctx, "WHERE key = ?", fingerprint)
}

// Admitted is a person as they may come in now: ErrNoPerson where they were
// taken out, or their invitation has ended.
func (db *DB) Admitted(ctx context.Context, name string) (workshop.Person, error) {
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
	if err := who.Role.MayLead(); err != nil {
		return err
	}
	return db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		for _, p := range people {
			p.Added, p.AddedBy, p.Invitation = db.now(), who.Name, ""
			if err := db.addPerson(ctx, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
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

// SetRole gives a person another role, from their next act on.
func (db *DB) SetRole(ctx context.Context, who Actor, name string, role workshop.Role) error {
	if _, err := workshop.ParseRole(string(role)); err != nil {
		return err
	}
	return db.changePerson(ctx, who, name, func(ctx context.Context, tx Tx, folded string) error {
		return tx.Exec(ctx, "UPDATE person SET role = ? WHERE folded = ?", role, folded)
	})
}

// RemovePerson lets somebody in no longer. What they answered stays.
func (db *DB) RemovePerson(ctx context.Context, who Actor, name string) error {
	return db.changePerson(ctx, who, name, func(ctx context.Context, tx Tx, folded string) error {
		return tx.Exec(ctx, "DELETE FROM person WHERE folded = ?", folded)
	})
}

func (db *DB) changePerson(ctx context.Context, who Actor, name string, change func(context.Context, Tx, string) error) error {
	if err := who.Role.MayLead(); err != nil {
		return err
	}
	return db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		folded := workshop.Fold(name)
		all, err := db.people(ctx, tx, "WHERE folded = ?", folded)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fmt.Errorf("%w: %s", ErrNoPerson, visible.Line(name))
		}
		if err := change(ctx, tx, folded); err != nil {
			return db.notSaved("work on the people", err)
		}
		return nil
	})
}

// Invite makes an invitation for a while and gives its code, which is kept
// nowhere.
func (db *DB) Invite(ctx context.Context, who Actor, role workshop.Role, name string, holds time.Duration) (workshop.Invitation, string, error) {
	now := db.now()
	i := workshop.Invitation{ID: db.ids.next(), Role: role, Name: name, Made: now, MadeBy: who.Name, Until: now.Add(holds)}
	if err := first(who.Role.MayLead, func() error { return checkActor(who) }, i.Check); err != nil {
		return i, "", err
	}
	var random [12]byte
	_, _ = rand.Read(random[:]) // never fails; the program would end
	code := workshop.Code(random)
	err := db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		err := tx.Exec(ctx, "INSERT INTO invitation ("+invitationColumns+", hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
			i.ID, i.Role, i.Name, writeTime(i.Made), i.MadeBy, writeTime(i.Until), hashOf(code))
		if err != nil {
			return db.notSaved("work on the people", err)
		}
		return nil
	})
	return i, code, err
}

func hashOf(code string) []byte {
	sum := sha256.Sum256([]byte(workshop.Typed(code)))
	return sum[:]
}

const invitationColumns = "id, role, name, made, made_by, until"

// Invitations are those that still hold, oldest first.
func (db *DB) Invitations(ctx context.Context) ([]workshop.Invitation, error) {
	return db.invitations(ctx, db.engine, "WHERE until > ? ORDER BY id", writeTime(db.now()))
}

func (db *DB) invitations(ctx context.Context, q Queryer, where string, args ...any) ([]workshop.Invitation, error) {
	var all []workshop.Invitation
	var i workshop.Invitation
	var made, until string
	err := Each(ctx, q, "SELECT "+invitationColumns+" FROM invitation "+where, args,
		[]any{&i.ID, &i.Role, &i.Name, &made, &i.MadeBy, &until}, func() (err error) {
			var wrong error
			i.Made, err = readTime(made)
			i.Until, wrong = readTime(until)
			all = append(all, i)
			return errors.Join(err, wrong)
		})
	return all, db.explain("work on the people", err)
}

// EndInvitation ends an invitation now, and with it those who came by it.
func (db *DB) EndInvitation(ctx context.Context, who Actor, id string) error {
	if err := who.Role.MayLead(); err != nil {
		return err
	}
	return db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		all, err := db.invitations(ctx, tx, "WHERE id = ? AND until > ?", id, writeTime(db.now()))
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fmt.Errorf("%w: %s", ErrEnded, visible.Line(id))
		}
		if err := tx.Exec(ctx, "UPDATE invitation SET until = ? WHERE id = ?", writeTime(db.now()), id); err != nil {
			return db.notSaved("work on the people", err)
		}
		return nil
	})
}

// Redeem lets somebody in by code under a name. A name that is another person's,
// by key or by another invitation, is refused; their own comes back to them.
func (db *DB) Redeem(ctx context.Context, code, name string) (workshop.Person, error) {
	var p workshop.Person
	err := db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		now := db.now()
		found, err := db.invitations(ctx, tx, "WHERE hash = ? AND until > ?", hashOf(code), writeTime(now))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNoInvitation
		}
		i := found[0]
		p = workshop.Person{Name: name, Role: i.Role, Invitation: i.ID, Added: now, AddedBy: i.MadeBy}
		if err := p.Check(); err != nil {
			return err
		}
		if i.Name != "" && workshop.Fold(i.Name) != workshop.Fold(name) {
			return ErrNoInvitation
		}
		return db.admit(ctx, tx, &p)
	})
	return p, err
}

// admit adds who came by invitation, or finds them again.
func (db *DB) admit(ctx context.Context, tx Tx, p *workshop.Person) error {
	there, err := db.people(ctx, tx, "WHERE folded = ?", workshop.Fold(p.Name))
	if err != nil {
		return err
	}
	if len(there) == 0 {
		return db.insertPerson(ctx, tx, *p)
	}
	if there[0].Invitation == p.Invitation {
		*p = there[0]
		return ErrNothing
	}
	if there[0].Key == "" {
		gone, err := db.invitations(ctx, tx, "WHERE id = ? AND until > ?", there[0].Invitation, writeTime(p.Added))
		if err != nil {
			return err
		}
		if len(gone) == 0 { // the invitation they came by has ended: the same person with a new one
			if err := tx.Exec(ctx, "DELETE FROM person WHERE folded = ?", workshop.Fold(p.Name)); err != nil {
				return db.notSaved("work on the people", err)
			}
			return db.insertPerson(ctx, tx, *p)
		}
	}
	return fmt.Errorf("somebody is called %s here already; choose another name, or have the facilitator take the old one out", visible.Line(there[0].Name))
}

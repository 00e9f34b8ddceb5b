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

// Invite makes an invitation for a while, for as many people as usual, and gives
// its code, which is kept nowhere.
func (db *DB) Invite(ctx context.Context, who Actor, role workshop.Role, name string, holds time.Duration) (workshop.Invitation, string, error) {
	return db.InviteSome(ctx, who, workshop.Invitation{Role: role, Name: name, Seats: workshop.UsualSeats}, holds)
}

// InviteSome is Invite for a number of people, or to one assessment or group: it takes
// the role, the place, the name and the seats of what it is given. Who leads a place
// may invite to it.
func (db *DB) InviteSome(ctx context.Context, who Actor, to workshop.Invitation, holds time.Duration) (workshop.Invitation, string, error) {
	now := db.now()
	i := workshop.Invitation{ID: db.ids.next(), Role: to.Role, Place: to.Place, Name: to.Name, Made: now, MadeBy: who.Name, Until: now.Add(holds), Seats: to.Seats}
	if err := first(func() error { return early(who, workshop.Role.MayAdmit) }, i.Check); err != nil {
		return i, "", err
	}
	var random [12]byte
	_, _ = rand.Read(random[:]) // never fails; the program would end
	code := workshop.Code(random)
	err := db.writeAs(ctx, who, anybody, Lists, func(ctx context.Context, tx Tx, who Actor) error {
		if err := db.mayInvite(ctx, tx, who, i); err != nil {
			return err
		}
		err := tx.Exec(ctx, "INSERT INTO invitation ("+invitationColumns+", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			i.ID, i.Role, i.Place, i.Name, writeTime(i.Made), i.MadeBy, writeTime(i.Until), i.Seats, false, false, hashOf(code))
		if err != nil {
			return db.notSaved("work on the people", err)
		}
		return nil
	})
	return i, code, err
}

// mayInvite refuses an invitation to what is not there, or not to be given.
func (db *DB) mayInvite(ctx context.Context, q Queryer, who Actor, i workshop.Invitation) error {
	if err := db.mayAdmitTo(ctx, q, who, i.Place); err != nil {
		return err
	}
	if i.Place == "" {
		return mayGive(who, i.Name, i.Role)
	}
	return db.isPlace(ctx, q, i.Place)
}

func hashOf(code string) []byte {
	sum := sha256.Sum256([]byte(workshop.Typed(code)))
	return sum[:]
}

const invitationColumns = "id, role, place, name, made, made_by, until, seats, shut, ended"

// Invitations are those that still hold, oldest first.
func (db *DB) Invitations(ctx context.Context) ([]workshop.Invitation, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return nil, err
	}
	return db.invitations(ctx, db.engine, "WHERE until > ? AND ended = 0 ORDER BY id", writeTime(db.now()))
}

func (db *DB) invitations(ctx context.Context, q Queryer, where string, args ...any) ([]workshop.Invitation, error) {
	var all []workshop.Invitation
	var i workshop.Invitation
	var made, until string
	err := Each(ctx, q, "SELECT "+invitationColumns+" FROM invitation "+where, args,
		[]any{&i.ID, &i.Role, &i.Place, &i.Name, &made, &i.MadeBy, &until, &i.Seats, &i.Shut, &i.Ended}, func() (err error) {
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
	return db.writeAs(ctx, who, anybody, Lists, func(ctx context.Context, tx Tx, who Actor) error {
		all, err := db.invitations(ctx, tx, "WHERE id = ? AND until > ? AND ended = 0", id, writeTime(db.now()))
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return first(who.Role.MayAdmit, func() error { return fmt.Errorf("%w: %s", ErrEnded, visible.Line(id)) })
		}
		if err := db.mayAdmitTo(ctx, tx, who, all[0].Place); err != nil {
			return err
		}
		if err := tx.Exec(ctx, "UPDATE invitation SET until = ?, ended = 1 WHERE id = ?", writeTime(db.now()), id); err != nil {
			return db.notSaved("work on the people", err)
		}
		return nil
	})
}

// NoteEnded remembers which invitations are over, so that they stay so when a
// clock goes back. It writes nothing where none is.
func (db *DB) NoteEnded(ctx context.Context) error {
	now := writeTime(db.now())
	over, err := db.invitations(ctx, db.engine, "WHERE until <= ? AND ended = 0", now)
	if err != nil || len(over) == 0 {
		return err
	}
	return db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		if err := tx.Exec(ctx, "UPDATE invitation SET ended = 1 WHERE until <= ?", now); err != nil {
			return db.notSaved("work on the people", err)
		}
		return nil
	})
}

// Ending are those who came by an invitation that ends within a while, with how
// much of it is left.
func (db *DB) Ending(ctx context.Context, within time.Duration) (map[string]time.Duration, error) {
	left, now := map[string]time.Duration{}, db.now()
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return nil, err
	}
	var name, until string
	err := Each(ctx, db.engine, "SELECT p.name, i.until FROM person AS p JOIN invitation AS i ON i.id = p.invited WHERE i.ended = 0 AND i.until > ? AND i.until <= ?",
		[]any{writeTime(now), writeTime(now.Add(within))}, []any{&name, &until}, func() error {
			at, err := readTime(until)
			left[name] = at.Sub(now)
			return err
		})
	return left, db.explain("work on the people", err)
}

// Redeem lets somebody in by code under a name. A name that is taken is refused;
// their own comes back to who came by the same code. A wrong code writes nothing,
// so that strangers hold up nobody who does.
func (db *DB) Redeem(ctx context.Context, code, name string) (workshop.Person, error) {
	if _, err := db.holding(ctx, db.engine, code); err != nil {
		return workshop.Person{}, errors.Join(err, db.NoteEnded(ctx))
	}
	var p workshop.Person
	err := db.write(ctx, Lists, func(ctx context.Context, tx Tx) error {
		i, err := db.holding(ctx, tx, code)
		if err != nil {
			return err
		}
		p = workshop.Person{Name: name, Role: i.Role, Invitation: i.ID, Added: db.now(), AddedBy: i.MadeBy}
		if i.Place != "" {
			p.Role = workshop.Member
		}
		if err := p.Check(); err != nil {
			return err
		}
		if i.Name != "" && workshop.Fold(i.Name) != workshop.Fold(name) {
			return ErrNoInvitation
		}
		return db.admit(ctx, tx, i, &p)
	})
	return p, err
}

// holding is the invitation of a code, where it holds now.
func (db *DB) holding(ctx context.Context, q Queryer, code string) (workshop.Invitation, error) {
	found, err := db.invitations(ctx, q, "WHERE hash = ?", hashOf(code))
	if err != nil {
		return workshop.Invitation{}, err
	}
	if len(found) == 0 || !found[0].Holds(db.now()) {
		return workshop.Invitation{}, ErrNoInvitation
	}
	return found[0], nil
}

// admit adds who came by invitation, or finds them again.
func (db *DB) admit(ctx context.Context, tx Tx, i workshop.Invitation, p *workshop.Person) error {
	if err := db.notRemoved(ctx, tx, i, p.Name); err != nil {
		return err
	}
	there, err := db.people(ctx, tx, "WHERE folded = ?", workshop.Fold(p.Name))
	if err != nil {
		return err
	}
	if len(there) > 0 && there[0].Invitation == i.ID {
		*p = there[0]
		return ErrNothing
	}
	if err := db.roomFor(ctx, tx, i); err != nil {
		return err
	}
	if err := db.nameFree(ctx, tx, i, p.Name); err != nil {
		return err
	}
	if err := tx.Exec(ctx, "DELETE FROM person WHERE folded = ?", workshop.Fold(p.Name)); err != nil {
		return db.notSaved("work on the people", err)
	}
	if err := db.insertPerson(ctx, tx, *p); err != nil {
		return err
	}
	return db.ofPeople(db.seatIn(ctx, tx, i, p.Name))
}

// seatIn makes who came by an invitation a member of what it is for. What somebody had
// who came under that name before is not theirs.
func (db *DB) seatIn(ctx context.Context, tx Tx, i workshop.Invitation, name string) error {
	err := db.leaveAll(ctx, tx, Actor{Name: i.MadeBy}, name)
	if err == nil && i.Place != "" {
		err = db.sayMember(ctx, tx, workshop.Membership{Place: i.Place, Name: name, Role: i.Role, GivenBy: i.MadeBy})
	}
	return err
}

// notRemoved refuses who was taken out under this invitation.
func (db *DB) notRemoved(ctx context.Context, tx Tx, i workshop.Invitation, name string) error {
	var removed string
	out := false
	err := Each(ctx, tx, "SELECT name FROM removed WHERE invited = ?", []any{i.ID}, []any{&removed}, func() error {
		out = out || workshop.Alike(removed, name)
		return nil
	})
	if err != nil {
		return db.explain("work on the people", err)
	}
	if out {
		return errors.New("the facilitator took this name out of the room, and this code lets it in no more")
	}
	return nil
}

// roomFor refuses somebody new where an invitation lets nobody new in.
func (db *DB) roomFor(ctx context.Context, tx Tx, i workshop.Invitation) error {
	var came int
	if _, err := One(ctx, tx, "SELECT count(*) FROM person WHERE invited = ?", []any{i.ID}, &came); err != nil {
		return db.explain("work on the people", err)
	}
	switch {
	case i.Shut:
		return errors.New("this code lets nobody new in any more; ask the facilitator for another")
	case came >= i.Seats:
		return fmt.Errorf("all %d seats of this code are taken; ask the facilitator for another code", i.Seats)
	}
	return nil
}

// nameFree refuses a name that is another person's, by key or by an invitation,
// or that stands in this file already: who takes it would take back and change
// what that person said. A code that a facilitator made for one name gives it,
// unless somebody may come in under it now.
func (db *DB) nameFree(ctx context.Context, tx Tx, i workshop.Invitation, name string) error {
	taken := db.namesHere
	if i.Name != "" {
		taken = db.namesAdmitted
	}
	names, err := taken(ctx, tx)
	if err != nil {
		return err
	}
	for _, n := range names {
		if workshop.Alike(n, name) {
			return fmt.Errorf("somebody is called %s here already; choose another name, or have the facilitator make a code for this one", visible.Line(n))
		}
	}
	return nil
}

// namesAdmitted are the names of all who may come in now.
func (db *DB) namesAdmitted(ctx context.Context, tx Tx) ([]string, error) {
	people, err := db.people(ctx, tx, "WHERE "+admitted, writeTime(db.now()))
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.Name
	}
	return names, err
}

// namesHere are all names that stand in this file: of people, removed ones too,
// of ballots, of those who let others in, and of authors.
func (db *DB) namesHere(ctx context.Context, tx Tx) ([]string, error) {
	const named = "SELECT name FROM person UNION SELECT added_by FROM person UNION SELECT name FROM removed UNION SELECT made_by FROM invitation" +
		" UNION SELECT person FROM ballot UNION SELECT opened_by FROM vote"
	var names, assessments []string
	var one string
	err := Each(ctx, tx, named, nil, []any{&one}, func() error { names = append(names, one); return nil })
	if err == nil {
		err = Each(ctx, tx, "SELECT id FROM assessment", nil, []any{&one}, func() error { assessments = append(assessments, one); return nil })
	}
	for _, id := range assessments {
		if err == nil {
			names, err = authorsOf(ctx, tx, id, names)
		}
	}
	return names, db.explain("work on the people", err)
}

// authorsOf adds the authors of an assessment: one look into the index for each,
// however long the history is.
func authorsOf(ctx context.Context, tx Tx, assessment string, names []string) ([]string, error) {
	for author := ""; ; names = append(names, author) {
		found, err := One(ctx, tx, "SELECT author FROM history WHERE assessment = ? AND author > ? ORDER BY author LIMIT 1", []any{assessment, author}, &author)
		if err != nil || !found {
			return names, err
		}
	}
}

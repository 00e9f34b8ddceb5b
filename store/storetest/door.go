package storetest

import (
	"errors"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// guest is somebody who came through the door by a code.
func guest(t *testing.T, db *store.DB, role workshop.Role, name string) store.Actor {
	t.Helper()
	_, code, err := db.Invite(t.Context(), lead, role, "", time.Hour)
	must(t, err)
	p, err := db.Redeem(t.Context(), code, name)
	must(t, err)
	return store.Actor{Name: p.Name, Role: p.Role, Pass: p.Pass()}
}

func (l laws) TestWhoCameThroughTheDoorActsByTheRoleTheyHaveNow(t *testing.T) {
	cat := catalog.Shipped()
	for _, c := range []struct {
		name string
		do   func(db *store.DB, who store.Actor, id string) error
		role workshop.Role // the least that may
	}{
		{"rate", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) {
				return assess.Note(cat, a, assess.Key{Item: "5.2"}, db.NewID())
			}))
		}, workshop.Assessor},
		{"rename", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, db.NewID()) }))
		}, workshop.Facilitator},
		{"make an assessment", func(db *store.DB, who store.Actor, _ string) error {
			return second(db.Create(t.Context(), who, "Another", profileOf("Nordwind")))
		}, workshop.Facilitator},
		{"open a vote and park it", func(db *store.DB, who store.Actor, id string) error {
			v, err := db.OpenVote(t.Context(), who, cat, id, assess.Key{Item: "5.2"}, 1, true)
			if err == nil {
				_, err = db.Park(t.Context(), who, v.ID)
			}
			return err
		}, workshop.Facilitator},
		{"plan", func(db *store.DB, who store.Actor, id string) error {
			return db.Plan(t.Context(), who, cat, id, func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) { return g, nil })
		}, workshop.Facilitator},
		{"issue a document", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, issuing(db, db.NewID(), "as it stood")))
		}, workshop.Facilitator},
		{"approve an AI system", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) {
				name := db.NewID()
				return assess.PutSystem(a, assess.System{ID: name, Name: name, State: assess.Approved, ApprovedBy: "Ines", ApprovedOn: "2026-11-03"})
			}))
		}, workshop.Facilitator},
		{"invite", func(db *store.DB, who store.Actor, _ string) error {
			_, _, err := db.Invite(t.Context(), who, workshop.Observer, "", time.Hour)
			return err
		}, workshop.Facilitator},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, id, _ := l.room(t)
			jon := guest(t, db, workshop.Assessor, "Jon")
			for _, now := range []workshop.Role{workshop.Facilitator, workshop.Observer, workshop.Assessor} {
				must(t, db.SetRole(t.Context(), lead, "Jon", now))
				if err := c.do(db, jon, id); (err == nil) == c.role.Outranks(now) {
					t.Errorf("as %s, who came in as assessor: %v", now, err)
				}
			}
			must(t, db.RemovePerson(t.Context(), lead, "Jon"))
			if err := c.do(db, jon, id); !errors.Is(err, store.ErrGone) {
				t.Errorf("taken out: %v", err)
			}
		})
	}
}

func (l laws) TestNobodyActsByADoorThatShutBehindThem(t *testing.T) {
	cat := catalog.Shipped()
	act := func(db *store.DB, who store.Actor, id string) error {
		return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Note(cat, a, assess.Key{Item: "5.2"}, db.NewID())
		}))
	}
	db, id, now := l.room(t)
	jon := guest(t, db, workshop.Assessor, "Jon")
	must(t, act(db, jon, id))
	*now = now.Add(2 * time.Hour)
	if err := act(db, jon, id); !errors.Is(err, store.ErrGone) {
		t.Errorf("after the end of the code: %v", err)
	}
	must(t, db.AddPeople(t.Context(), lead, []workshop.Person{{Name: "Mara", Role: workshop.Assessor, Key: "SHA256:one"}}))
	mara := store.Actor{Name: "Mara", Role: workshop.Assessor, Pass: "SHA256:one"}
	must(t, act(db, mara, id))
	must(t, db.AddPeople(t.Context(), lead, []workshop.Person{{Name: "Mara", Role: workshop.Assessor, Key: "SHA256:two"}}))
	if err := act(db, mara, id); !errors.Is(err, store.ErrGone) {
		t.Errorf("with the key that she had before: %v", err)
	}
}

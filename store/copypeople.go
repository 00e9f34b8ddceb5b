package store

import (
	"context"

	"crosswalk/catalog/workshop"
)

// CopiedPeople are the people of a database that came into another one.
type CopiedPeople struct {
	Came int
	// Left are the names of those who did not: another person there has the name, one
	// that looks like it, or the key.
	Left []string
}

// CopyPeople brings the people, their invitations and their filters into another
// database, in one transaction there. Who is there already stays who they are there.
func (db *DB) CopyPeople(ctx context.Context, who Actor, to *DB) (CopiedPeople, error) {
	var c CopiedPeople
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return c, err
	}
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		people, err := db.people(ctx, q, "ORDER BY folded")
		if err != nil {
			return err
		}
		return to.writeAs(ctx, who, workshop.Role.MayLead, Lists, func(ctx context.Context, tx Tx, _ Actor) error {
			c = CopiedPeople{}
			for _, s := range ofPeople {
				if err := s.copy(ctx, q, tx); err != nil {
					return to.notSaved("copy the people", err)
				}
			}
			for _, p := range people {
				if err := to.copyPerson(ctx, tx, p, &c); err != nil {
					return err
				}
			}
			return nil
		})
	})
	return c, db.explain("copy the people", err)
}

// ofPeople are the tables that go with people, and by what their rows are known.
var ofPeople = []lasting{
	{"invitation", []string{"id"}},
	{"removed", []string{"folded", "invited"}},
	{"filter", []string{"person", "name"}},
}

// copyPerson brings one person, unless somebody there could be taken for them.
func (db *DB) copyPerson(ctx context.Context, tx Tx, p workshop.Person, c *CopiedPeople) error {
	there, err := db.people(ctx, tx, "")
	if err != nil {
		return err
	}
	for _, o := range there {
		if o.Name == p.Name && o.Key == p.Key && o.Invitation == p.Invitation {
			return nil
		}
		if workshop.Alike(o.Name, p.Name) || p.Key != "" && o.Key == p.Key {
			c.Left = append(c.Left, p.Name)
			return nil
		}
	}
	c.Came++
	return db.insertPerson(ctx, tx, p)
}

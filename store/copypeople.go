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

// CopyPeople brings the people, their invitations, their filters and what they are
// members of into another database, in one transaction there, and the groups of the
// assessments that are there. Who is there already stays who they are there.
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
				if err := to.copyPerson(ctx, q, tx, p, &c); err != nil {
					return err
				}
			}
			return to.copyGroups(ctx, q, tx)
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
func (db *DB) copyPerson(ctx context.Context, q Queryer, tx Tx, p workshop.Person, c *CopiedPeople) error {
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
	if err := db.insertPerson(ctx, tx, p); err != nil {
		return err
	}
	return db.copyRows(ctx, q, tx, "member", "person = ?", workshop.Fold(p.Name))
}

// copyGroups brings the groups that are not there, of which each has another name than
// those that are, and the assessments that are there and in none of that kind.
func (db *DB) copyGroups(ctx context.Context, q Queryer, tx Tx) error {
	here, err := groups(ctx, q)
	if err != nil {
		return err
	}
	for _, g := range here {
		if db.groupNameFree(ctx, tx, workshop.Group{Name: g.Name}) != nil {
			continue
		}
		if err := db.copyRows(ctx, q, tx, "assessment_group", "id = ?", g.ID); err != nil {
			return err
		}
		for _, id := range g.Assessments {
			var one int
			found, err := One(ctx, tx, "SELECT 1 FROM assessment AS a WHERE a.id = ? AND NOT EXISTS (SELECT 1 FROM grouped AS b WHERE b.assessment = a.id AND b.kind = ?)",
				[]any{id, g.Kind}, &one)
			if err == nil && found {
				err = db.copyRows(ctx, q, tx, "grouped", "assessment = ? AND of_group = ?", id, g.ID)
			}
			if err != nil {
				return db.ofPeople(err)
			}
		}
	}
	return nil
}

// copyRows brings some rows of a table that are not there.
func (db *DB) copyRows(ctx context.Context, q Queryer, tx Tx, table, which string, args ...any) error {
	rows, err := q.QueryContext(ctx, "SELECT * FROM "+table+" WHERE "+which, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	w := rowWriter{tx: tx, table: table, columns: columns}
	if err := eachOf(rows, func(values []any) error { return w.write(ctx, values) }); err != nil {
		return db.ofPeople(err)
	}
	return db.ofPeople(w.flush(ctx))
}

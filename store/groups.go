package store

import (
	"context"
	"errors"
	"fmt"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// ErrNoGroup says that there is no group of that id, or that an assessment is not in it.
var ErrNoGroup = errors.New("there is no such group")

// belongs are the groups of an assessment.
type belongs struct {
	ids   []string
	names map[workshop.GroupKind]string
}

// groupsOf are the groups of all assessments that belong to some, by id.
func groupsOf(ctx context.Context, q Queryer) (map[string]belongs, error) {
	all := map[string]belongs{}
	var assessment, id, name string
	var kind workshop.GroupKind
	err := Each(ctx, q, "SELECT b.assessment, b.kind, g.id, g.name FROM grouped AS b JOIN assessment_group AS g ON g.id = b.of_group", nil,
		[]any{&assessment, &kind, &id, &name}, func() error {
			of := all[assessment]
			if of.names == nil {
				of.names = map[workshop.GroupKind]string{}
			}
			of.ids, of.names[kind] = append(of.ids, id), name
			all[assessment] = of
			return nil
		})
	return all, err
}

// Groups are all groups with their assessments, by name.
func (db *DB) Groups(ctx context.Context) ([]workshop.Group, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return nil, err
	}
	var all []workshop.Group
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) (err error) {
		all, err = groups(ctx, q)
		return err
	})
	return all, db.explain("read the groups", err)
}

func groups(ctx context.Context, q Queryer) (all []workshop.Group, err error) {
	var g workshop.Group
	var made, assessment, of string
	at := map[string]int{}
	err = Each(ctx, q, "SELECT id, kind, name, made, made_by FROM assessment_group ORDER BY folded", nil,
		[]any{&g.ID, &g.Kind, &g.Name, &made, &g.MadeBy}, func() (err error) {
			g.Made, err = readTime(made)
			at[g.ID] = len(all)
			all = append(all, g)
			return err
		})
	if err != nil {
		return nil, err
	}
	err = Each(ctx, q, "SELECT assessment, of_group FROM grouped ORDER BY assessment", nil, []any{&assessment, &of}, func() error {
		if i, there := at[of]; there {
			all[i].Assessments = append(all[i].Assessments, assessment)
		}
		return nil
	})
	return all, err
}

// MakeGroup makes a group of no assessments.
func (db *DB) MakeGroup(ctx context.Context, who Actor, kind workshop.GroupKind, name string) (workshop.Group, error) {
	g := workshop.Group{ID: db.ids.next(), Kind: kind, Name: name, Made: db.now(), MadeBy: who.Name}
	if err := g.Check(); err != nil {
		return g, err
	}
	return g, db.writeAs(ctx, who, workshop.Role.MayAdmit, Lists, func(ctx context.Context, tx Tx, _ Actor) error {
		if err := db.groupNameFree(ctx, tx, g); err != nil {
			return err
		}
		return db.ofPeople(tx.Exec(ctx, "INSERT INTO assessment_group (id, kind, name, folded, made, made_by) VALUES (?, ?, ?, ?, ?, ?)",
			g.ID, g.Kind, g.Name, workshop.Fold(g.Name), writeTime(g.Made), g.MadeBy))
	})
}

// groupNameFree refuses the name of another group, or one that looks like it.
func (db *DB) groupNameFree(ctx context.Context, q Queryer, g workshop.Group) error {
	all, err := groups(ctx, q)
	for _, other := range all {
		if other.ID != g.ID && workshop.Alike(other.Name, g.Name) {
			return fmt.Errorf("there is a %s called %s already", other.Kind, visible.Line(other.Name))
		}
	}
	return db.explain("read the groups", err)
}

// RenameGroup gives a group another name.
func (db *DB) RenameGroup(ctx context.Context, who Actor, id, name string) error {
	return db.changeGroup(ctx, who, id, func(ctx context.Context, tx Tx, _ Actor, g workshop.Group) error {
		if g.Name == name {
			return ErrNothing
		}
		g.Name = name
		if err := first(g.Check, func() error { return db.groupNameFree(ctx, tx, g) }); err != nil {
			return err
		}
		return db.ofPeople(tx.Exec(ctx, "UPDATE assessment_group SET name = ?, folded = ? WHERE id = ?", name, workshop.Fold(name), id))
	})
}

// DropGroup takes a group away: nobody is a member of its assessments by it any more.
func (db *DB) DropGroup(ctx context.Context, who Actor, id string) error {
	return db.changeGroup(ctx, who, id, func(ctx context.Context, tx Tx, who Actor, _ workshop.Group) error {
		err := db.endMemberships(ctx, tx, who, "place = ?", id)
		for _, text := range []string{
			"DELETE FROM grouped WHERE of_group = ?", "DELETE FROM assessment_group WHERE id = ?", "UPDATE invitation SET ended = 1 WHERE place = ?",
		} {
			if err == nil {
				err = tx.Exec(ctx, text, id)
			}
		}
		return db.ofPeople(err)
	})
}

// PutInto puts an assessment into a group, out of the one of that kind where it was.
// Whoever only manages people lets themselves into none by it.
func (db *DB) PutInto(ctx context.Context, who Actor, id, assessment string) error {
	return db.changeGroup(ctx, who, id, func(ctx context.Context, tx Tx, who Actor, g workshop.Group) error {
		role, err := roleAt(ctx, tx, who.Name, id)
		switch {
		case err != nil:
			return db.ofPeople(err)
		case role != "" && !who.Role.Leads():
			return ErrOneself
		}
		var was string
		found, err := One(ctx, tx, "SELECT coalesce(b.of_group, '') FROM assessment AS a LEFT JOIN grouped AS b ON b.assessment = a.id AND b.kind = ? WHERE a.id = ?",
			[]any{g.Kind, assessment}, &was)
		switch {
		case err != nil:
			return db.ofPeople(err)
		case !found:
			return noAssessment(assessment)
		case was == id:
			return ErrNothing
		}
		return db.ofPeople(tx.Exec(ctx, "INSERT INTO grouped (assessment, kind, of_group, since, said_by) VALUES (?, ?, ?, ?, ?)"+
			" ON CONFLICT (assessment, kind) DO UPDATE SET of_group = excluded.of_group, since = excluded.since, said_by = excluded.said_by",
			assessment, g.Kind, id, writeTime(db.now()), who.Name))
	})
}

// TakeOutOf takes an assessment out of a group.
func (db *DB) TakeOutOf(ctx context.Context, who Actor, id, assessment string) error {
	return db.changeGroup(ctx, who, id, func(ctx context.Context, tx Tx, _ Actor, _ workshop.Group) error {
		var in int
		found, err := One(ctx, tx, "SELECT 1 FROM grouped WHERE assessment = ? AND of_group = ?", []any{assessment, id}, &in)
		switch {
		case err != nil:
			return db.ofPeople(err)
		case !found:
			return ErrNothing
		}
		return db.ofPeople(tx.Exec(ctx, "DELETE FROM grouped WHERE assessment = ? AND of_group = ?", assessment, id))
	})
}

// changeGroup is for who manages people: it lets people into assessments.
func (db *DB) changeGroup(ctx context.Context, who Actor, id string, change func(context.Context, Tx, Actor, workshop.Group) error) error {
	return db.writeAs(ctx, who, workshop.Role.MayAdmit, Lists, func(ctx context.Context, tx Tx, who Actor) error {
		all, err := groups(ctx, tx)
		if err != nil {
			return db.explain("read the groups", err)
		}
		for _, g := range all {
			if g.ID == id {
				return change(ctx, tx, who, g)
			}
		}
		return fmt.Errorf("%w: %s", ErrNoGroup, visible.Line(id))
	})
}

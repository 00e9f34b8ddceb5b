package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// Conflict is a field of which several values stand that disagree.
type Conflict struct {
	assess.Conflict
	// Name is the same on every copy: some characters by which a person calls it.
	Name string
	// Ours says of each side whether it was said in this copy.
	Ours []bool
}

// nameOf is a short name for a field.
func nameOf(p assess.Place) string {
	sum := sha256.Sum256([]byte(p.Path()))
	return hex.EncodeToString(sum[:])[:8]
}

// Conflicts are all conflicts of an assessment, in the order of their fields, without
// those on records that only their readers see.
func (db *DB) Conflicts(ctx context.Context, id string) ([]Conflict, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var all []Conflict
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		places, err := splitFields(ctx, q, id)
		if err != nil {
			return err
		}
		own, err := ourNames(ctx, q)
		for _, at := range places {
			if err != nil {
				return err
			}
			if db.hidden(at.Subject) {
				continue
			}
			var c Conflict
			var disagree bool
			if c, disagree, err = conflictAt(ctx, q, id, at, own); disagree {
				all = append(all, c)
			}
		}
		return err
	})
	return all, db.explain("read what disagrees", err)
}

// conflictAt is the conflict in one field; false where there is none.
func conflictAt(ctx context.Context, q Queryer, id string, at assess.Place, own map[string]bool) (Conflict, bool, error) {
	rows, err := rowsOf(ctx, q, lineOfOne, id, string(at.Subject), at.Field)
	if err != nil || len(rows) == 0 {
		return Conflict{}, false, err
	}
	c := Conflict{Name: nameOf(at)}
	var disagree bool
	if c.Conflict, disagree = assess.ConflictIn(revisions(rows)); !disagree {
		return c, false, nil
	}
	for _, side := range c.Said {
		i := slices.IndexFunc(rows, func(r row) bool { return r.ID == side.ID })
		c.Ours = append(c.Ours, own[storeOf(rows[i].replica)])
	}
	return c, true, nil
}

// Side is the only side that was said in this copy, or elsewhere; an error names the
// choice where there are several or none.
func (c Conflict) Side(ours bool) (assess.Revision, error) {
	var found []assess.Revision
	for i, side := range c.Sides {
		if c.Ours[i] == ours {
			found = append(found, side)
		}
	}
	where := map[bool]string{true: "in this copy", false: "in another copy"}[ours]
	if len(found) != 1 {
		return assess.Revision{}, fmt.Errorf("%d of the %d values of conflict %s were said %s; choose one by its number", len(found), len(c.Sides), c.Name, where)
	}
	return found[0], nil
}

// ErrSettled says that nothing disagrees in a field any more.
var ErrSettled = errors.New("nothing disagrees there any more")

// Choice is what is to stand in a field that several values disagree on.
type Choice struct {
	assess.Place
	// Value chooses from the conflict as it stands when it is settled.
	Value func(Conflict) (json.RawMessage, error)
}

// SettleConflicts settles conflicts in one act, each revision of which has all sides as what it
// replaces. The reason, where there is one, is kept with it. Undo brings the conflicts
// back.
func (db *DB) SettleConflicts(ctx context.Context, who Actor, id string, choices []Choice, reason string) (Act, *assess.Assessment, error) {
	if err := assess.CheckText("reason", reason, assess.MaxNote); err != nil {
		return Act{}, nil, err
	}
	return db.save(ctx, who, workshop.Role.MayWrite, id, false, func(ctx context.Context, tx Tx, _ *assess.Assessment) (proposal, error) {
		p := proposal{kind: assess.Do}
		s := assess.Settlement{ID: db.ids.next(), Reason: reason}
		own, err := ourNames(ctx, tx)
		if err != nil {
			return p, db.explain("settle what disagrees", err)
		}
		for _, x := range choices {
			c, disagree, err := conflictAt(ctx, tx, id, x.Place, own)
			if err == nil && (!disagree || db.hidden(x.Subject)) {
				err = fmt.Errorf("the %s of %s: %w", visible.Line(x.Field), visible.Line(string(x.Subject)), ErrSettled)
			}
			var v json.RawMessage
			if err == nil {
				v, err = x.Value(c)
			}
			if err != nil {
				return p, db.explain("settle what disagrees", err)
			}
			p.changes = append(p.changes, assess.Change{Subject: x.Subject, Field: x.Field, Value: v})
			s.Places = append(s.Places, x.Place.Path())
		}
		p.also = func(ctx context.Context, tx Tx) error { return db.followVotes(ctx, tx, p.changes) }
		if reason != "" && len(choices) > 0 {
			p.changes = append(p.changes, s.Changes()...)
		}
		return p, nil
	})
}

// The usual values to choose.
var (
	TakeBase = func(c Conflict) (json.RawMessage, error) { return c.Before() }
	TakeBoth = func(c Conflict) (json.RawMessage, error) { return c.Both() }
)

// TakeSide chooses what one revision said.
func TakeSide(revision string) func(Conflict) (json.RawMessage, error) {
	return func(c Conflict) (json.RawMessage, error) { return c.Conflict.Value(revision) }
}

// TakeOwn chooses something else than any side says.
func TakeOwn(v json.RawMessage) func(Conflict) (json.RawMessage, error) {
	return func(Conflict) (json.RawMessage, error) { return v, nil }
}

// SidesOf are the choices that take, wherever a person is one of the sides, what they
// said last.
func SidesOf(all []Conflict, author string) []Choice {
	var choices []Choice
	for _, c := range all {
		for i, said := range slices.Backward(c.Said) {
			if author != "" && assess.FoldName(said.Author) == assess.FoldName(author) {
				choices = append(choices, Choice{c.Place, TakeSide(c.Sides[i].ID)})
				break
			}
		}
	}
	return choices
}

package store

import (
	"context"
	"errors"
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// What a field stands on in effect, when acts on it were taken back and done again.

// ownHead is the head that the part of an act on one field stands on; empty
// where the heads are that part itself, as after the undo of a settlement.
// Where another act stands there by now it refuses. Acts that were taken back
// do not count: only what a field stands on in effect does.
func ownHead(ctx context.Context, q Queryer, part []row) (string, error) {
	r := part[0]
	heads, err := headsOf(ctx, q, r.Assessment, assess.Place{Subject: r.Subject, Field: r.Field})
	if err == nil && len(heads) == 0 {
		err = &Problem{Kind: Damaged, Detail: "nothing stands for the " + visible.Line(r.Field) + " of " + visible.Line(string(r.Subject))}
	}
	if err != nil {
		return "", err
	}
	if len(heads) > 1 {
		for _, h := range heads {
			if !slices.ContainsFunc(part, func(o row) bool { return o.ID == h }) {
				line, err := lineOf(ctx, q, r.Assessment, assess.Place{Subject: r.Subject, Field: r.Field})
				if err != nil {
					return "", err
				}
				_, disagree := assess.Shown(line)
				return "", &Unsettled{Subject: r.Subject, Field: r.Field, Alike: !disagree}
			}
		}
		return "", nil
	}
	top, err := revision(ctx, q, heads[0])
	if err != nil || slices.ContainsFunc(part, func(o row) bool { return o.ID == top.ID }) {
		return top.ID, err
	}
	now, err := effective(ctx, q, top)
	if err != nil {
		return "", err
	}
	mine, err := effective(ctx, q, r)
	if err != nil || now.ID == mine.ID {
		return top.ID, err
	}
	return "", &Overtaken{By: top.Author, At: top.At, Subject: r.Subject, Field: r.Field}
}

// effective is the revision of a do act whose value a field has in effect after
// r: an undo puts a field back to what it stood on before the act it reverts,
// and a redo likewise. The zero row stands for "nothing was ever said".
func effective(ctx context.Context, q Queryer, r row) (row, error) {
	for r.Kind != assess.Do && r.ID != "" {
		reverted, err := partIn(ctx, q, r, r.Reverts)
		if err != nil {
			return row{}, err
		}
		if len(reverted) == 0 {
			return r, nil // the removal of a record that the reverted act brought in
		}
		parents := parentsOf(reverted[0])
		place := 0
		if len(parents) > 1 { // a settlement: each of what it settled came back by itself
			mine, err := partIn(ctx, q, r, r.Act)
			if err != nil {
				return row{}, err
			}
			place = slices.IndexFunc(mine, func(o row) bool { return o.ID == r.ID })
		}
		if len(parents) == 0 {
			return row{}, nil
		}
		was, err := revision(ctx, q, parents[max(0, min(place, len(parents)-1))])
		if err == nil && was.n >= r.n { // a revision replaces an earlier one
			err = &Problem{Kind: Damaged, Detail: "revision " + visible.Line(r.ID) + " replaces a later one"}
		}
		if err != nil {
			return row{}, err
		}
		r = was
	}
	return r, nil
}

func parentsOf(r row) []string {
	if r.Parent == "" {
		return nil
	}
	return append([]string{r.Parent}, r.Merges...)
}

// partIn are the revisions of an act on the field of a revision, oldest first.
func partIn(ctx context.Context, q Queryer, r row, act string) ([]row, error) {
	var part []row
	err := eachRow(ctx, q, partOf, []any{r.Assessment, string(r.Subject), r.Field, act}, func(o row) error {
		if o.Act != act {
			return errEnough
		}
		part = append(part, o)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return part, err
}

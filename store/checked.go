package store

import (
	"context"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// CheckedAssessment is Assessment for what leaves the program, on paper or in a
// pipe, where nobody looks at a window that would say so later: all that stands
// is held against the revisions it stands on, and those against their hashes. It
// costs what the assessment holds, not what its history does.
func (db *DB) CheckedAssessment(ctx context.Context, id string) (*assess.Assessment, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var a *assess.Assessment
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		now, n, err := load(ctx, q, id)
		if err == nil {
			err = standsOn(ctx, q, now)
		}
		if err == nil {
			a = db.known.note(id, now, n)
		}
		return err
	})
	return a, db.explain("read the assessment", err)
}

const headRows = "SELECT " + revisionColumns + " FROM history WHERE id IN (SELECT revision FROM head WHERE assessment = ? AND " + notBeside + ")"

// standsOn makes an assessment again from the heads of its fields and compares.
func standsOn(ctx context.Context, q Queryer, a *assess.Assessment) error {
	t := &told{fields: map[assess.Place][]row{}}
	err := eachRow(ctx, q, headRows, []any{a.ID}, func(r row) error {
		if !r.holds() {
			return &broken{r.ID, "was changed after it was saved"}
		}
		at := assess.Place{Subject: r.Subject, Field: r.Field}
		t.fields[at] = append(t.fields[at], r)
		return nil
	})
	if err != nil {
		return err
	}
	for id, at := range map[string]*row{a.First: &t.first, a.Last: &t.last} {
		if *at, err = revision(ctx, q, id); err != nil {
			return &broken{id, "is not there any more"}
		}
	}
	made, err := (&reading{of: map[string]*told{a.ID: t}}).fold(ctx, q, a.ID)
	if err != nil {
		return err
	}
	if subject, same := compare(made, a); !same {
		return &Problem{Kind: Damaged, Detail: visible.Line(string(subject)) + " is not what the history says"}
	}
	return nil
}

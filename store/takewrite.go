package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// What comes in is written so many revisions at a time, and the heads of their fields
// are moved in one statement for all of them.

const (
	// Every revision stands behind those that it replaces, so that what one of a batch
	// replaces is a head of before, or in the batch.
	dropReplaced = "DELETE FROM head WHERE (assessment, subject, field, revision) IN" +
		" (SELECT assessment, subject, field, parent FROM history WHERE assessment = ? AND n BETWEEN ? AND ? AND parent IS NOT NULL)"
	areSplit = "INSERT INTO split (assessment, subject, field) SELECT assessment, subject, field FROM head WHERE (assessment, subject, field) IN" +
		" (SELECT assessment, subject, field FROM history WHERE assessment = ? AND n BETWEEN ? AND ?)" +
		" GROUP BY assessment, subject, field HAVING count(*) > 1 ON CONFLICT (assessment, subject, field) DO NOTHING"
	areWhole = "DELETE FROM split WHERE (assessment, subject, field) IN (SELECT assessment, subject, field FROM history WHERE assessment = ? AND n BETWEEN ? AND ?)" +
		" AND (SELECT count(*) FROM head AS h WHERE h.assessment = split.assessment AND h.subject = split.subject AND h.field = split.field) = 1"
	splitAmong     = "SELECT subject, field FROM split WHERE (assessment, subject, field) IN (SELECT assessment, subject, field FROM history WHERE assessment = ? AND n BETWEEN ? AND ?)"
	workedOnOne    = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND subject = ? AND n < ? ORDER BY n DESC"
	workedOnSystem = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND (subject = ? OR subject LIKE ?) AND n < ? ORDER BY n DESC"
	workedOnParts  = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND subject > ? AND subject < ? AND n < ? ORDER BY n DESC"
	areHere        = "SELECT id FROM asked CROSS JOIN history WHERE id = asked.a AND assessment = asked.b"
)

// flush writes what came in so far.
func (t *taker) flush(ctx context.Context) error {
	rows := t.batch
	if len(rows) == 0 {
		return nil
	}
	t.batch, t.size = nil, 0
	if err := t.insert(ctx, rows); err != nil {
		return err
	}
	split, err := t.moveHeads(ctx, rows)
	if err != nil {
		return err
	}
	if err := bearable(ctx, t.tx, t.Assessment, split); err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.Erased() }) // what replaced them came too
	if err := t.fold.Apply(revisions(rows)...); err != nil {
		return fmt.Errorf("%w; a newer Crosswalk may know it; %w", err, ErrNotTaken)
	}
	several := map[assess.Place]bool{} // what their rule says is read once, when all is here
	for _, at := range split {
		several[at] = true
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return several[assess.Place{Subject: r.Subject, Field: r.Field}] })
	return saveRecords(ctx, t.tx, t.Assessment, rows, nil)
}

func (t *taker) insert(ctx context.Context, rows []row) error {
	if err := t.knowsReplaced(ctx, rows); err != nil {
		return err
	}
	return insertAll(ctx, t.tx, rows)
}

// knowsReplaced refuses revisions that replace one which is neither here nor stands
// before them.
func (t *taker) knowsReplaced(ctx context.Context, rows []row) error {
	here := make(map[string]bool, len(rows))
	var keys [][2]string
	for i := range rows {
		for _, id := range parentsOf(rows[i]) {
			if !here[id] {
				keys = append(keys, [2]string{id, t.Assessment})
			}
		}
		here[rows[i].ID] = true
	}
	clear(here)
	var id string
	if err := eachOfKeys(ctx, t.tx, areHere, keys, nil, []any{&id}, func() error { here[id] = true; return nil }); err != nil {
		return err
	}
	for i := range rows {
		for _, id := range parentsOf(rows[i]) {
			if !here[id] {
				return fmt.Errorf("revision %s replaces %s, which is neither here nor stands before it; %w", visible.Line(rows[i].ID), visible.Line(id), ErrNotTaken)
			}
		}
		here[rows[i].ID] = true
	}
	return nil
}

// moveHeads makes what came in the heads of its fields, and gives those fields that
// have several now.
func (t *taker) moveHeads(ctx context.Context, rows []row) (split []assess.Place, err error) {
	a, b := rows[0].n, rows[len(rows)-1].n
	err = t.tx.Exec(ctx, dropReplaced, t.Assessment, a, b)
	for _, run := range unreplaced(rows) {
		if err == nil {
			err = t.tx.Exec(ctx, addHeads, t.Assessment, run.from, run.to)
		}
	}
	for i := range rows {
		for _, id := range rows[i].Merges {
			if err == nil {
				err = t.tx.Exec(ctx, dropHead, t.Assessment, string(rows[i].Subject), rows[i].Field, id)
			}
		}
	}
	if err == nil {
		err = first(func() error { return t.tx.Exec(ctx, areSplit, t.Assessment, a, b) }, func() error { return t.tx.Exec(ctx, areWhole, t.Assessment, a, b) })
	}
	var subject, field string
	if err == nil {
		err = Each(ctx, t.tx, splitAmong, []any{t.Assessment, a, b}, []any{&subject, &field}, func() error {
			split = append(split, assess.Place{Subject: assess.Subject(subject), Field: field})
			return nil
		})
	}
	return split, err
}

// run is a row of places in this database.
type run struct{ from, to int64 }

// unreplaced are the places of the revisions that none behind them replaces.
func unreplaced(rows []row) (runs []run) {
	at := make(map[string]int, len(rows))
	replaced := make([]bool, len(rows))
	for i := range rows {
		r := &rows[i]
		at[r.ID] = i
		if j, here := at[r.Parent]; here && rows[j].Subject == r.Subject && rows[j].Field == r.Field {
			replaced[j] = true
		}
	}
	for i := range rows {
		switch n := rows[i].n; {
		case replaced[i]:
		case len(runs) > 0 && runs[len(runs)-1].to == n-1:
			runs[len(runs)-1].to = n
		default:
			runs = append(runs, run{n, n})
		}
	}
	return runs
}

// settle brings the present state to what the whole history says.
func (t *taker) settle(ctx context.Context) error {
	if t.Revisions == 0 {
		t.After = t.fold.Now()
		return nil
	}
	if err := t.erase(ctx); err != nil {
		return err
	}
	split, err := splitFields(ctx, t.tx, t.Assessment)
	if err != nil {
		return err
	}
	split = slices.DeleteFunc(split, func(at assess.Place) bool { _, came := t.begun[at.Subject]; return !came })
	if t.After, err = refold(ctx, t.tx, t.fold.Now(), split); err != nil {
		return err
	}
	if err := saveSplit(ctx, t.tx, t.Assessment, split); err != nil {
		return err
	}
	if t.New && t.After.Name == "" {
		return fmt.Errorf("the beginning of the assessment is neither here nor in what comes; take in first what was written out earlier; %w", ErrNotTaken)
	}
	for id := range t.missing {
		if _, erased := t.After.ErasureOf(id); !erased {
			return fmt.Errorf("revision %s has lost its value, and no erasure names it; %w", visible.Line(id), ErrNotTaken)
		}
	}
	if err := t.clash(ctx); err != nil {
		return err
	}
	for s := range t.begun {
		if beside(s) || s == assess.KindAssessment {
			continue
		}
		if err := saveSubject(ctx, t.tx, t.After, s, t.n-1); err != nil {
			return err
		}
	}
	return saveOwn(ctx, t.tx, t.After, t.n-1)
}

// clash asks the history for what was said here, and is not known where what comes was
// said, of things that were taken away or excluded there.
func (t *taker) clash(ctx context.Context) error {
	for _, x := range t.clashes.Asks {
		text, args := workedOnOne, []any{t.Assessment, string(x.About), t.from}
		switch {
		case x.Kind == assess.RatedAndExcluded:
			part := strings.TrimSuffix(string(x.About), "//")
			text, args = workedOnParts, []any{t.Assessment, part + "/", part + "0", t.from} // 0 stands behind /
		case x.About.Kind() == assess.KindSystem:
			text, args = workedOnSystem, []any{t.Assessment, string(x.About), assess.KindAnswer + "/%/" + x.About.ID() + "/%", t.from}
		}
		err := eachRow(ctx, t.tx, text, args, func(r row) error {
			if seq, ours := t.told[placed(r.replica)]; ours && r.seq <= seq || r.Subject == x.About && x.Kind == assess.RatedAndExcluded {
				return nil
			}
			x.Here = r.Revision
			t.clashes.Add(x)
			return errEnough
		})
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	t.Clashes = t.clashes.All(t.After)
	return keepClashes(ctx, t.tx, t.Assessment, t.Clashes)
}

// erase takes from this database the words that erasures among what came in name.
func (t *taker) erase(ctx context.Context) error {
	x := &erasing{has: map[string]bool{}}
	for _, id := range t.erased {
		rows, err := rowsOf(ctx, t.tx, revisionOf, id)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.Assessment == t.Assessment {
				x.add(r)
			}
		}
	}
	for _, r := range x.rows {
		t.Erased = append(t.Erased, r.ID)
	}
	switch {
	case len(x.rows) == 0 || t.dry:
		return nil
	case !t.rewrites:
		return errErases
	}
	for _, r := range x.rows {
		if err := r.erase(ctx, t.tx); err != nil {
			return err
		}
	}
	return x.sweep(ctx, t.tx)
}

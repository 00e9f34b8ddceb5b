package store

import (
	"context"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// The present state in its tables, as it follows from the history.

// savePresent writes the rows of the subjects that an act touched, as they
// stand in the assessment after it, and how far the assessment goes now.
func savePresent(ctx context.Context, tx Tx, a *assess.Assessment, rows []row) error {
	seen := map[assess.Subject]bool{}
	for _, r := range rows {
		if seen[r.Subject] || beside(r.Subject) {
			continue
		}
		seen[r.Subject] = true
		if err := saveSubject(ctx, tx, a, r.Subject, rows[len(rows)-1].n); err != nil {
			return err
		}
	}
	if !seen[assess.KindAssessment] {
		last := rows[len(rows)-1].n
		return tx.Exec(ctx, wentOn, a.Last, writeTime(a.Changed), a.ChangedBy, last, a.ID)
	}
	return nil
}

const wentOn = "UPDATE assessment SET last = ?, changed = ?, changed_by = ?, n = ? WHERE id = ?"

// remember sets a value of meta, and writes only where it is another.
func remember(ctx context.Context, tx Tx, key, value string) error {
	return tx.Exec(ctx, setMeta+" WHERE meta.value <> excluded.value", key, value)
}

// saveSubject writes what stands of a subject; n is the last revision of the
// assessment.
func saveSubject(ctx context.Context, tx Tx, a *assess.Assessment, s assess.Subject, n int64) error {
	if s == assess.KindAssessment {
		return saveOwn(ctx, tx, a, n)
	}
	t, err := tableFor(s.Kind())
	if err != nil {
		return err
	}
	return t.write(ctx, tx, a, s)
}

// saveOwn writes the row of the assessment itself.
func saveOwn(ctx context.Context, tx Tx, a *assess.Assessment, n int64) error {
	t := tables()[0]
	args := []any{a.ID}
	fields, _ := t.kind.Of(a, assess.KindAssessment)
	for _, f := range fields {
		args = append(args, argsOf(f)...)
	}
	args = append(args, writeTime(a.Created), a.CreatedBy, a.First, writeTime(a.Changed), a.ChangedBy, a.Last, n)
	return tx.Exec(ctx, t.upsert, args...)
}

// load reads an assessment from its tables, and which revision it includes
// last. q must see one moment.
func load(ctx context.Context, q Queryer, id string) (*assess.Assessment, int64, error) {
	a := assess.New(id)
	n, err := loadOwn(ctx, q, a)
	for _, t := range tables()[1:] {
		if err == nil {
			err = t.read(ctx, q, a)
		}
	}
	if err == nil {
		err = loadConflicts(ctx, q, a)
	}
	if err != nil {
		return nil, 0, err
	}
	return a, n, nil
}

func loadOwn(ctx context.Context, q Queryer, a *assess.Assessment) (n int64, err error) {
	_, fields, _ := tables()[0].kind.Reader(a)
	into, thens := placesOfAll(fields)
	var created, changed string
	into = append(into, &created, &a.CreatedBy, &a.First, &changed, &a.ChangedBy, &a.Last, &n)
	found, err := One(ctx, q, tables()[0].load, []any{a.ID}, into...)
	if err == nil && !found {
		return 0, noAssessment(a.ID)
	}
	thens = append(thens, func() (err error) { a.Created, err = readTime(created); return err },
		func() (err error) { a.Changed, err = readTime(changed); return err })
	if err == nil {
		err = first(thens...)
	}
	return n, err
}

// loadConflicts finds which of the fields with several heads disagree.
func loadConflicts(ctx context.Context, q Queryer, a *assess.Assessment) error {
	places, err := splitFields(ctx, q, a.ID)
	if err != nil {
		return err
	}
	for _, at := range places {
		line, err := lineOf(ctx, q, a.ID, at)
		if err != nil {
			return err
		}
		if len(line) == 0 {
			continue // doctor says so
		}
		if _, conflict := assess.Shown(line); conflict {
			a.Conflicts = append(a.Conflicts, at)
		}
	}
	return nil
}

// Summary is an assessment in a list.
type Summary struct {
	ID, Name, Organisation, Kind string
	Archived                     bool
	Created, Changed             time.Time
	ChangedBy                    string
	Client, Team                 string        // names of the groups that it belongs to
	Role                         workshop.Role // of who reads who came through a door
	// Shut says that who reads may not open it. Of what is in it nothing is told then.
	Shut bool
}

// Assessments lists the assessments of the database that are for who reads, the one
// changed last first. An administrator finds all.
func (db *DB) Assessments(ctx context.Context) ([]Summary, error) {
	var all []Summary
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		groups, err := groupsOf(ctx, q)
		if err == nil {
			all, err = summaries(ctx, q, groups)
		}
		if err == nil && db.reader.Pass != "" {
			all, err = db.within(ctx, q, all, groups)
		}
		return err
	})
	return all, db.explain("list the assessments", err)
}

func summaries(ctx context.Context, q Queryer, groups map[string]belongs) (all []Summary, err error) {
	var s Summary
	var created, changed string
	err = Each(ctx, q, "SELECT id, name, organisation, kind, archived, created, changed, changed_by FROM assessment ORDER BY last DESC", nil,
		[]any{&s.ID, &s.Name, &s.Organisation, &s.Kind, &s.Archived, &created, &changed, &s.ChangedBy}, func() (err error) {
			if s.Created, err = readTime(created); err != nil {
				return err
			}
			s.Changed, err = readTime(changed)
			s.Client, s.Team = groups[s.ID].names[workshop.Client], groups[s.ID].names[workshop.Team]
			all = append(all, s)
			return err
		})
	return all, err
}

// within are the assessments that are for who reads.
func (db *DB) within(ctx context.Context, q Queryer, all []Summary, groups map[string]belongs) (kept []Summary, err error) {
	now, err := db.scopeOf(ctx, q, db.reader, "")
	for _, s := range all {
		role, has := now.in(s.ID, groups[s.ID].ids)
		switch {
		case has:
			s.Role = role
		case now.standing != workshop.Administrator:
			continue
		default:
			s = Summary{ID: s.ID, Name: s.Name, Client: s.Client, Team: s.Team, Archived: s.Archived, Created: s.Created, Changed: s.Changed, Shut: true}
		}
		kept = append(kept, s)
	}
	return kept, err
}

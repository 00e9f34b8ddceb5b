package store

import (
	"context"
	"encoding/hex"

	"crosswalk/catalog/workshop"
)

// Report is what an examination found. Details are safe to print.
type Report struct {
	Checks    []Check
	Revisions int
	Head      string // hash of the newest revision, in hex; empty where there is none
	Papers    []Paper
}

// Check is one thing that must hold.
type Check struct {
	Name   string
	OK     bool
	Detail string
}

// Paper is the head of an assessment as it is printed on its documents.
type Paper struct {
	ID, Name  string
	Head      string
	Revisions int
}

// OK reports whether all checks hold.
func (r Report) OK() bool {
	for _, c := range r.Checks {
		if !c.OK {
			return false
		}
	}
	return true
}

// Examine checks the history and that the present state follows from it, in one
// pass over all revisions, and changes nothing. Tell, where it is not nil, hears
// how far it is.
func (db *DB) Examine(ctx context.Context, tell func(done, of int64)) (Report, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return Report{}, err
	}
	var r Report
	kept, err := db.engine.Noted(ctx)
	if err != nil {
		return r, db.explain("examine the history", err)
	}
	err = db.engine.Read(ctx, func(ctx context.Context, q Queryer) error { return db.examine(ctx, q, &r, kept, tell) })
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	return r, db.explain("examine the history", err)
}

func (db *DB) examine(ctx context.Context, q Queryer, r *Report, kept []Head, tell func(done, of int64)) error {
	h, err := readHistory(ctx, q, tell)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if h == nil {
		h = &reading{}
	}
	if err == nil {
		err = h.broken
	}
	if err == nil {
		err = h.whole()
	}
	r.say(db, "the history is whole", counted(h.rows, "revision")+", "+counted(int64(len(h.ends)), "chain"), err)
	r.say(db, "the ids of the history grow", "", h.unclear)
	detail, err := checkKept(ctx, q, kept)
	r.say(db, "the history is as long as it was", detail, err)
	detail, err = h.checkPresent(ctx, q)
	r.say(db, "the present state follows from the history", detail, err)
	r.Revisions = int(h.rows)
	var hash []byte
	if _, err := One(ctx, q, "SELECT hash FROM history ORDER BY n DESC LIMIT 1", nil, &hash); err == nil {
		r.Head = hex.EncodeToString(hash)
	}
	r.Papers, _ = papers(ctx, q) // the checks have said that it can't be read
	return nil
}

func (r *Report) say(db *DB, name, detail string, err error) {
	if err != nil {
		detail = db.explain(name, err).Error()
	}
	r.Checks = append(r.Checks, Check{Name: name, OK: err == nil, Detail: detail})
}

func checkKept(ctx context.Context, q Queryer, kept []Head) (string, error) {
	points, err := checkpoints(ctx, q)
	if err != nil {
		return "", err
	}
	for _, h := range points {
		kept = append(kept, h)
	}
	for _, h := range kept {
		if err := stillThere(ctx, q, h); err != nil {
			return "", err
		}
	}
	return counted(int64(len(kept)), "noted head"), nil
}

func papers(ctx context.Context, q Queryer) ([]Paper, error) {
	var p Paper
	var all []Paper
	err := Each(ctx, q, "SELECT id, name FROM assessment ORDER BY last DESC", nil, []any{&p.ID, &p.Name}, func() error {
		all = append(all, p)
		return nil
	})
	for i := range all {
		if err == nil {
			all[i].Head, all[i].Revisions, err = headOnPaper(ctx, q, all[i].ID)
		}
	}
	return all, err
}

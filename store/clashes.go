package store

import (
	"context"
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// What came in that does not go together with what was done here is found where both
// are brought together: only then it is known what neither of them knew. This file
// remembers it, by the revisions that say it; whether it was settled the history says.

// Clash is one that is open.
type Clash struct {
	assess.Clash
	Name string // some characters by which a person calls it
}

// metaClash begins a key, behind which the assessment, the kind and the subject stand;
// the value is the revision that was said here, or -, and the one that came, or -.
const metaClash = "clash\t"

func clashKey(assessment string) string { return metaClash + assessment + "\t" }

func keepClashes(ctx context.Context, tx Tx, id string, all []assess.Clash) error {
	or := func(id string) string {
		if id == "" {
			return "-"
		}
		return id
	}
	for _, x := range all {
		if err := tx.Exec(ctx, setMeta, clashKey(id)+string(x.Kind)+"\t"+string(x.About), or(x.Here.ID)+" "+or(x.There.ID)); err != nil {
			return err
		}
	}
	return nil
}

// Clashes are those of an assessment that are open, without those on what only its
// readers see.
func (db *DB) Clashes(ctx context.Context, id string) ([]Clash, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var open []Clash
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		a, _, err := db.known.current(ctx, q, id)
		if err == nil {
			open, err = db.openClashes(ctx, q, a)
		}
		return err
	})
	return open, db.explain("read what does not go together", err)
}

func (db *DB) openClashes(ctx context.Context, q Queryer, a *assess.Assessment) ([]Clash, error) {
	var key, value string
	said := map[string]string{}
	var keys []string
	err := Each(ctx, q, "SELECT key, value FROM meta WHERE key > ? AND key < ? ORDER BY key", []any{clashKey(a.ID), clashKey(a.ID) + "~"}, []any{&key, &value}, func() error {
		keys, said[key] = append(keys, key), value
		return nil
	})
	var open []Clash
	for _, key := range keys {
		if err != nil {
			break
		}
		kind, about, _ := strings.Cut(strings.TrimPrefix(key, clashKey(a.ID)), "\t")
		x := Clash{Clash: assess.Clash{Kind: assess.ClashKind(kind), About: assess.Subject(about)}}
		x.Name = nameOf(x.Place())
		here, there, _ := strings.Cut(said[key], " ")
		if x.Here, err = saidIn(ctx, q, here); err == nil {
			x.There, err = saidIn(ctx, q, there)
		}
		if err == nil && !db.hidden(x.About) && x.Open(a) {
			open = append(open, x)
		}
	}
	return open, err
}

// saidIn is a revision by its id; the zero one of none.
func saidIn(ctx context.Context, q Queryer, id string) (assess.Revision, error) {
	if id == "-" {
		return assess.Revision{}, nil
	}
	r, err := revision(ctx, q, id)
	return r.Revision, err
}

// SettleClash ends a clash in one act: what was taken away or excluded comes back, or it
// is left as it is. The reason, where there is one, is kept with it.
func (db *DB) SettleClash(ctx context.Context, who Actor, id, name string, back bool, reason string) (Act, *assess.Assessment, error) {
	if err := assess.CheckText("reason", reason, assess.MaxNote); err != nil {
		return Act{}, nil, err
	}
	return db.save(ctx, who, workshop.Role.MayWrite, id, false, func(ctx context.Context, tx Tx, a *assess.Assessment) (proposal, error) {
		p := proposal{kind: assess.Do}
		open, err := db.openClashes(ctx, tx, a)
		if err != nil {
			return p, db.explain("settle what does not go together", err)
		}
		for _, x := range open {
			if x.Name != name {
				continue
			}
			p.changes, err = x.Settle(db.ids.next(), back, reason)
			p.also = func(ctx context.Context, tx Tx) error { return db.followVotes(ctx, tx, p.changes) }
			return p, err
		}
		return p, fmt.Errorf("nothing is open under %q: %w", name, ErrSettled)
	})
}

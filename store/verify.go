package store

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// What is checked of the history, and when: a little when a database is opened,
// the rest once the first frame is drawn, all of it by doctor. How far each
// chain was checked is kept, so that nothing is checked twice.

// fewRevisions are checked at open without a person noticing.
const fewRevisions = 64

// VerifyRecent is the check at open: the chains that moved last still go through
// the heads that were noted, and what came since their checkpoints holds, where
// it is little.
func (db *DB) VerifyRecent(ctx context.Context) error {
	const recent = 3
	kept, err := db.engine.Noted(ctx)
	if err != nil {
		return db.explain("verify the history", err)
	}
	for _, h := range kept[max(0, len(kept)-recent):] {
		if err := db.verifyEnd(ctx, h); err != nil {
			return db.explain("verify the history", err)
		}
	}
	return nil
}

func (db *DB) verifyEnd(ctx context.Context, h Head) error {
	if err := stillThere(ctx, db.engine, h); err != nil {
		return err
	}
	var value string
	from := beginning(h.Chain)
	found, err := One(ctx, db.engine, metaValue, []any{metaCheckpoint + h.Chain}, &value)
	if err == nil && found {
		from, err = parseHead(h.Chain, value)
	}
	if err == nil {
		err = stillThere(ctx, db.engine, from)
	}
	if err == nil {
		_, err = follow(ctx, db.engine, from, fewRevisions)
	}
	return err
}

// stillThere refuses where a chain does not go through a head any more. Heads of
// a chain that this database knows nothing of belong to another that lay here,
// unless the chain was its own.
func stillThere(ctx context.Context, q Queryer, h Head) error {
	var hash []byte
	if _, err := One(ctx, q, hashAt, []any{h.Chain, h.Seq, h.Chain, h.Seq}, &hash); err != nil {
		return err
	}
	if h.Seq == 0 || bytes.Equal(hash, h.Hash) {
		return nil
	}
	var end Head
	found, err := One(ctx, q, chainEnd, []any{h.Chain}, &end.Seq, &end.Hash)
	switch {
	case err != nil:
		return err
	case !found:
		own, err := ourNames(ctx, q)
		if err == nil && own[storeOf(h.Chain)] {
			err = &Problem{Kind: Shortened, Detail: "a chain of its own, which had " + counted(h.Seq, "revision") + ", is not there any more"}
		}
		return err
	case len(hash) > 0:
		return &broken{fmt.Sprintf("number %d of the chain", h.Seq), "is another one than was noted"}
	}
	return &Problem{Kind: Shortened, Detail: fmt.Sprintf("one chain has %s and had %d", counted(end.Seq, "revision"), h.Seq)}
}

func counted(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// VerifyRest checks every chain beyond its checkpoint, and that all of them go
// through the heads that were noted, and stores how far it came. It is for the
// time after the first frame: 100,000 revisions take a second or two.
func (db *DB) VerifyRest(ctx context.Context) error {
	kept, err := db.engine.Noted(ctx)
	if err != nil {
		return db.explain("verify the history", err)
	}
	moved, err := db.verifyAll(ctx, kept)
	if err != nil {
		return db.explain("verify the history", err)
	}
	return db.keepCheckpoints(ctx, moved)
}

func (db *DB) verifyAll(ctx context.Context, kept []Head) (moved []Head, err error) {
	for _, h := range kept {
		if err := stillThere(ctx, db.engine, h); err != nil {
			return nil, err
		}
	}
	points, err := checkpoints(ctx, db.engine)
	if err != nil {
		return nil, err
	}
	names, err := chainNames(ctx, db.engine)
	for _, name := range names {
		if err != nil {
			break
		}
		from, known := points[name]
		if !known {
			from = beginning(name)
		}
		var end Head
		if end, err = follow(ctx, db.engine, from, 0); end.Seq > from.Seq {
			moved = append(moved, end)
		}
	}
	return moved, err
}

// namesOfChains leaps through the index from chain to chain.
const namesOfChains = "WITH RECURSIVE chain (name) AS (SELECT min(replica) FROM history UNION ALL" +
	" SELECT (SELECT min(replica) FROM history WHERE replica > chain.name) FROM chain WHERE chain.name IS NOT NULL)" +
	" SELECT name FROM chain WHERE name IS NOT NULL"

func chainNames(ctx context.Context, q Queryer) ([]string, error) {
	var name string
	var all []string
	err := Each(ctx, q, namesOfChains, nil, []any{&name}, func() error { all = append(all, name); return nil })
	return all, err
}

func (db *DB) keepCheckpoints(ctx context.Context, heads []Head) error {
	if len(heads) == 0 {
		return nil
	}
	return db.quietly(ctx, Aside, "keep how far the history was verified", func(ctx context.Context, tx Tx) error {
		for _, h := range heads {
			if err := remember(ctx, tx, metaCheckpoint+h.Chain, h.value()); err != nil {
				return db.notSaved("keep how far the history was verified", err)
			}
		}
		return nil
	})
}

// VerifyMoved checks, at the end of a program, a little of the chains it moved:
// so much that nobody waits for it.
func (db *DB) VerifyMoved(ctx context.Context, chains []string) error {
	const quick = 1000 // revisions; some 20 ms
	points := make([]Head, 0, len(chains))
	for _, name := range chains[:min(len(chains), 8)] {
		from := beginning(name)
		var value string
		found, err := One(ctx, db.engine, metaValue, []any{metaCheckpoint + name}, &value)
		if err == nil && found {
			from, err = parseHead(name, value)
		}
		if err != nil {
			return db.explain("verify the history", err)
		}
		end, err := follow(ctx, db.engine, from, quick/int64(min(len(chains), 8)))
		if err != nil {
			return db.explain("verify the history", err)
		}
		if end.Seq > from.Seq {
			points = append(points, end)
		}
	}
	return db.keepCheckpoints(ctx, points)
}

// Ends are the heads of some chains as they stand, or of all where none is
// named.
func (db *DB) Ends(ctx context.Context, chains ...string) ([]Head, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return nil, err
	}
	if len(chains) == 0 {
		var err error
		if chains, err = chainNames(ctx, db.engine); err != nil {
			return nil, db.explain("read the ends of the history", err)
		}
	}
	var all []Head
	for _, name := range chains {
		h := Head{Chain: name}
		found, err := One(ctx, db.engine, chainEnd, []any{name}, &h.Seq, &h.Hash)
		if err != nil {
			return nil, db.explain("read the ends of the history", err)
		}
		if found {
			all = append(all, h)
		}
	}
	return all, nil
}

// The names of this copy are kept in meta: the one it has, and those it had.
const (
	// MetaStore is the key under which a database keeps the name of this copy;
	// MetaWas, with a name behind it, the ones it had before.
	MetaStore = "store"
	MetaWas   = "store was "
	metaOld   = "replica" // the name of a database of the first format
)

// ourNames are the names under which acts were made in this copy.
func ourNames(ctx context.Context, q Queryer) (map[string]bool, error) {
	var key, value string
	all := map[string]bool{}
	err := Each(ctx, q, "SELECT key, value FROM meta WHERE key = ? OR key = ? OR (key > ? AND key < ?)",
		[]any{MetaStore, metaOld, MetaWas, MetaWas + "~"}, []any{&key, &value}, func() error {
			if name, was := strings.CutPrefix(key, MetaWas); was {
				value = name
			}
			all[value] = true
			return nil
		})
	return all, err
}

// HeadOnPaper is what is printed on a document so that a later copy of this
// assessment can be held against it: 12 characters, and how many revisions they
// stand for.
func (db *DB) HeadOnPaper(ctx context.Context, id string) (head string, revisions int, err error) {
	if err := db.mayRead(ctx, id); err != nil {
		return "", 0, err
	}
	err = db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		head, revisions, err = headOnPaper(ctx, q, id)
		return err
	})
	return head, revisions, db.explain("read the head of "+visible.Line(id), err)
}

// MovedSince are the heads of the chains that have revisions behind a place in
// the database, and the place of the last one. It costs what came since.
func (db *DB) MovedSince(ctx context.Context, n int64) (moved []Head, now int64, err error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return nil, 0, err
	}
	now = n
	var h Head
	last := map[string]int{}
	err = Each(ctx, db.engine, "SELECT n, replica, seq, hash FROM history WHERE n > ? ORDER BY n", []any{n}, []any{&now, &h.Chain, &h.Seq, &h.Hash}, func() error {
		i, known := last[h.Chain]
		if !known {
			i = len(moved)
			last[h.Chain] = i
			moved = append(moved, Head{})
		}
		if h.Seq > moved[i].Seq { // what was brought in may stand in any order
			moved[i] = Head{h.Chain, h.Seq, bytes.Clone(h.Hash)}
		}
		return nil
	})
	return moved, now, db.explain("read the ends of the history", err)
}

// Others are the heads that are of no chain of an assessment alone.
func Others(heads []Head, id string) []Head {
	var kept []Head
	for _, h := range heads {
		if ofFirstFormat(h.Chain) || !strings.HasPrefix(strings.TrimPrefix(h.Chain, storeOf(h.Chain)), "."+id) {
			kept = append(kept, h)
		}
	}
	return kept
}

package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"

	"crosswalk/catalog/visible"
)

// branch is a chain as it stands here. Of one name there may be several: where two
// copies went on under it, each but the first is kept under a name with a ~ behind it.
type branch struct {
	name string
	end  Head
}

// presence is what of a place in a chain is here.
type presence int

const (
	unknown presence = iota
	hashed           // its hashes
	stands           // its revision
)

const (
	branchNames = "SELECT DISTINCT replica FROM history WHERE replica > ? AND replica < ? UNION SELECT DISTINCT chain FROM gone WHERE chain > ? AND chain < ? ORDER BY 1"
	goneEnd     = "SELECT seq, hash FROM gone WHERE chain = ? AND seq > ? ORDER BY seq DESC LIMIT 1"
	rowAt       = "SELECT hash FROM history WHERE replica = ? AND seq = ?"
	goneAt      = "SELECT hash FROM gone WHERE chain = ? AND seq = ?"
)

// branchesOf are the chains here that bear one name.
func (t *taker) branchesOf(ctx context.Context, chain string) ([]*branch, error) {
	if all, known := t.branches[chain]; known {
		return all, nil
	}
	if len(t.branches) == mostChains {
		return nil, overMost("chains", mostChains)
	}
	names := []string{chain}
	var name string
	twins := []any{chain + "~", chain + "~~"}
	err := Each(ctx, t.tx, branchNames, append(twins, twins...), []any{&name}, func() error { names = append(names, name); return nil })
	if err != nil {
		return nil, err
	}
	all := []*branch{}
	for _, name := range names {
		end := beginning(name)
		if _, err := One(ctx, t.tx, chainEnd, []any{name}, &end.Seq, &end.Hash); err != nil {
			return nil, err
		}
		if _, err := One(ctx, t.tx, goneEnd, []any{name, end.Seq}, &end.Seq, &end.Hash); err != nil {
			return nil, err
		}
		if end.Seq > 0 {
			all = append(all, &branch{name, end})
		}
	}
	t.branches[chain] = all
	return all, nil
}

// place finds where a revision, or what is left of one, stands in the chains here,
// what is known of its place, and moves the end of its chain. Where it parts from
// what stands here it begins a branch.
func (t *taker) place(ctx context.Context, r *row) (name string, known presence, err error) {
	all, err := t.branchesOf(ctx, r.replica)
	if err != nil {
		return "", unknown, err
	}
	for _, b := range all {
		if b.follows(r) {
			b.end = Head{b.name, r.seq, bytes.Clone(r.hash)}
			return b.name, unknown, nil
		}
	}
	for _, b := range all {
		if known, err = t.knows(ctx, b, r.seq, r.hash); err != nil || known != unknown {
			return b.name, known, err
		}
	}
	begins, err := t.begins(ctx, all, r)
	if err != nil {
		return "", unknown, err
	}
	if !begins {
		return "", unknown, fmt.Errorf("number %d of the chain %s follows one that is neither here nor in what comes; take in first what was written out earlier", r.seq, visible.Line(r.replica))
	}
	b := &branch{name: branchName(all, r), end: Head{r.replica, r.seq, bytes.Clone(r.hash)}}
	switch {
	case len(all) >= mostBranches:
		return "", unknown, overMost("copies of one chain", mostBranches)
	case len(all) > 0:
		t.Forks = append(t.Forks, Fork{Chain: r.replica, Seq: r.seq, Kept: b.name, Own: t.own[storeOf(r.replica)]})
	}
	t.branches[r.replica] = append(all, b)
	return b.name, unknown, nil
}

// branchName is a name that no other branch has: of one chain the first keeps its own. Who
// makes up a history could find two hashes that begin alike, so the name goes on until
// it is another.
func branchName(all []*branch, r *row) string {
	if len(all) == 0 {
		return r.replica
	}
	hash := hex.EncodeToString(r.hash)
	for n := 12; ; n++ {
		name := r.replica + "~" + hash[:min(n, len(hash))]
		if n >= len(hash) || !slices.ContainsFunc(all, func(b *branch) bool { return b.name == name }) {
			return name
		}
	}
}

// follows reports whether a revision is the next of the branch.
func (b *branch) follows(r *row) bool { return r.seq == b.end.Seq+1 && bytes.Equal(r.prev, b.end.Hash) }

// knows says what is here of a place of a branch, where it is this one.
func (t *taker) knows(ctx context.Context, b *branch, seq int64, hash []byte) (presence, error) {
	if seq > b.end.Seq {
		return unknown, nil
	}
	if b.end.Seq-seq < takenAtOnce { // what came a moment ago is written with others
		for i := range t.batch {
			if r := &t.batch[i]; r.seq == seq && bytes.Equal(r.hash, hash) {
				return stands, nil
			}
		}
	}
	var found []byte
	if _, err := One(ctx, t.tx, rowAt, []any{b.name, seq}, &found); err != nil || bytes.Equal(found, hash) {
		return stands, err
	}
	if _, err := One(ctx, t.tx, goneAt, []any{b.name, seq}, &found); err != nil || bytes.Equal(found, hash) {
		return hashed, err
	}
	return unknown, nil
}

// begins reports whether a revision may be the first of a branch: of all of its name,
// or behind one that stands in another.
func (t *taker) begins(ctx context.Context, all []*branch, r *row) (bool, error) {
	if r.seq == 1 {
		if bytes.Equal(r.prev, beginning("").Hash) {
			return true, nil
		}
		if err := t.flush(ctx); err != nil {
			return false, err
		}
		return isPinned(ctx, t.tx, t.Assessment, r.prev)
	}
	for _, b := range all {
		if known, err := t.knows(ctx, b, r.seq-1, r.prev); err != nil || known != unknown {
			return err == nil, err
		}
	}
	return false, nil
}

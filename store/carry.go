package store

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/visible"
)

// Carried is what was written of the history of an assessment.
type Carried struct {
	Revisions int
	Gone      int       // places of a chain of which the hashes alone were written
	Heads     []Head    // how far each chain goes now, by its name as it is hashed
	First     time.Time // when the first and the last revision that was written was made
	Last      time.Time
	// Withheld says that there are records that only their readers see, which are not
	// among them.
	Withheld bool
}

const (
	betweenInChain = "SELECT seq, prev_hash, hash FROM history WHERE replica = ? AND seq > ? AND seq < ?" +
		" UNION SELECT seq, prev_hash, hash FROM gone WHERE chain = ? AND seq > ? AND seq < ? ORDER BY seq"
	endBefore   = "SELECT seq FROM history WHERE replica = ? AND seq = ? AND hash = ?"
	firstBehind = "SELECT coalesce(min(n), ?) FROM history WHERE replica = ? AND seq > ?"

	startOfBranch = "SELECT min(seq) FROM (SELECT min(seq) AS seq FROM history WHERE replica = ? UNION ALL SELECT min(seq) FROM gone WHERE chain = ?) AS begun"
)

// Carry writes the history of an assessment as lines of JSON in the order in which
// they can be taken in elsewhere: whole chains, or of each chain that goes through
// one of these heads what came behind it. Records that only their readers see are
// left out. What is given is how things stand at one moment; memory is bounded by a
// line.
func (db *DB) Carry(ctx context.Context, id string, since []Head, write func(line []byte) error) (Carried, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return Carried{}, err
	}
	var c Carried
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		k := carrier{db: db, q: q, id: id, write: write, known: map[string]int64{}, ends: map[string]Head{}}
		err := k.carry(ctx, since)
		c = k.Carried
		return err
	})
	return c, db.explain("write out the history of "+visible.Line(id), err)
}

// carrier writes the history of one assessment.
type carrier struct {
	Carried
	db    *DB
	q     Queryer
	id    string
	write func([]byte) error
	known map[string]int64 // how far each chain is known where it goes, by its name here
	ends  map[string]Head  // how far each was written
	knows []string         // how far each stands here
}

func (k *carrier) carry(ctx context.Context, since []Head) error {
	var n int64
	found, err := One(ctx, k.q, lastOf, []any{k.id}, &n)
	if err == nil && !found {
		err = noAssessment(k.id)
	}
	if err == nil {
		n, err = k.from(ctx, since)
	}
	if err == nil {
		err = k.put(line{Is: lineHistory, Format: historyFormat, Assessment: k.id, Knows: k.knows})
	}
	if err != nil {
		return err
	}
	err = eachPage(ctx, k.q, sinceN, []any{k.id}, n-1, byPlace, func(r row) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return k.row(ctx, &r)
	})
	if err != nil {
		return err
	}
	k.Heads = slices.SortedFunc(maps.Values(k.ends), func(a, b Head) int { return cmp.Compare(a.String(), b.String()) })
	return nil
}

// from finds of each chain how far it is known elsewhere, and the place in this
// database from which on there is something to write.
func (k *carrier) from(ctx context.Context, since []Head) (n int64, err error) {
	names, err := chainNames(ctx, k.q)
	if err != nil {
		return 0, err
	}
	n = endOfLog
	for _, name := range names {
		if !ofAssessment(name, k.id) {
			continue
		}
		for _, h := range since {
			var seq int64
			if placed(h.Chain) != placed(name) || h.Seq <= k.known[name] {
				continue
			}
			found, err := One(ctx, k.q, endBefore, []any{name, h.Seq, h.Hash}, &seq)
			if err != nil {
				return 0, err
			}
			if found {
				k.known[name], k.ends[name] = h.Seq, Head{placed(name), h.Seq, h.Hash}
			}
		}
		h := Head{Chain: placed(name)}
		if found, err := One(ctx, k.q, newestInChain, []any{k.id, name}, &h.Seq, &h.Hash); err != nil {
			return 0, err
		} else if found {
			k.knows = append(k.knows, h.String())
		}
		first := n
		if _, err := One(ctx, k.q, firstBehind, []any{n, name, k.known[name]}, &first); err != nil {
			return 0, err
		}
		n = min(n, first)
	}
	return n, nil
}

func (k *carrier) put(l line) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(l); err != nil {
		return err
	}
	return k.write([]byte(b.String()))
}

// row writes a revision that everybody may know of.
func (k *carrier) row(ctx context.Context, r *row) error {
	switch {
	case k.db.withheld(r): // in the chain of all its place is written before the next one
		k.Withheld = true
		return nil
	case r.seq <= k.known[r.replica]:
		return nil
	}
	return k.tell(ctx, r)
}

// tell writes a revision, and before it the hashes of what lies between it and the
// one that was written last of its chain.
func (k *carrier) tell(ctx context.Context, r *row) error {
	end, begun := k.ends[r.replica]
	if !begun && placed(r.replica) != r.replica { // it parts somewhere from the chain of its name
		if _, err := One(ctx, k.q, startOfBranch, []any{r.replica, r.replica}, &end.Seq); err != nil {
			return err
		}
		end.Seq--
	}
	if r.seq > end.Seq { // else it came here late
		if err := k.between(ctx, r.replica, end.Seq, r.seq); err != nil {
			return err
		}
		k.ends[r.replica] = Head{placed(r.replica), r.seq, slices.Clone(r.hash)}
	}
	if k.Revisions++; k.First.IsZero() || r.At.Before(k.First) {
		k.First = r.At
	}
	if r.At.After(k.Last) {
		k.Last = r.At
	}
	return k.put(lineOfRow(r))
}

// between writes the hashes of what lies between two places of a chain.
func (k *carrier) between(ctx context.Context, chain string, after, before int64) error {
	if before <= after+1 {
		return nil
	}
	l := line{Is: lineGone, Chain: placed(chain)}
	var prev, hash []byte
	args := []any{chain, after, before}
	return Each(ctx, k.q, betweenInChain, append(args, args...), []any{&l.Seq, &prev, &hash}, func() error {
		k.Gone++
		l.Prev, l.Hash = prev, hash
		return k.put(l)
	})
}

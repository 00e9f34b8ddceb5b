package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// Copied is an assessment that stands in another database now as it stands here.
type Copied struct {
	ID, Name  string
	Revisions int
	Head      string // as it stands on documents
	Votes     int
	Drafts    int
	There     bool // it stood there before, and just so
}

// ErrStandsThere refuses to copy what the other database has in another state.
var ErrStandsThere = errors.New("it stands there already, in another state")

// CopyTo brings a whole assessment, as it stands at one moment, into a database that
// does not have it: its history to the letter, what stands, votes and ballots, drafts,
// and where people left off. It is one transaction there. What was written is read
// again before it is committed: every row, the chains, and that what stands follows
// from the history. Where it stands there already just so, nothing is done. It is for
// who has both databases at hand.
func (db *DB) CopyTo(ctx context.Context, who Actor, to *DB, id string) (Copied, error) {
	c := Copied{ID: id}
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return c, err
	}
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		if found, err := One(ctx, q, "SELECT name FROM assessment WHERE id = ?", []any{id}, &c.Name); err != nil || !found {
			return errors.Join(err, noAssessment(id))
		}
		var err error
		if c.Head, c.Revisions, err = headOnPaper(ctx, q, id); err != nil {
			return err
		}
		if c.There, err = to.standsSo(ctx, c); err != nil || c.There {
			return err
		}
		return to.writeAs(ctx, who, workshop.Role.MayLead, Everything, func(ctx context.Context, tx Tx, _ Actor) error {
			return (&copier{db: db, to: to, q: q, tx: tx, Copied: &c}).copy(ctx)
		}, func() { to.arrived(id) })
	})
	return c, db.explain("copy "+visible.Line(id), err)
}

// standsSo reports whether an assessment stands here in the state that is to be copied;
// in another it is refused.
func (db *DB) standsSo(ctx context.Context, c Copied) (bool, error) {
	var one int
	found, err := One(ctx, db.engine, "SELECT 1 FROM assessment WHERE id = ?", []any{c.ID}, &one)
	if err != nil || !found {
		return false, db.explain("look for "+visible.Line(c.ID), err)
	}
	head, _, err := db.HeadOnPaper(ctx, c.ID)
	if err == nil && head != c.Head {
		err = ErrStandsThere
	}
	return err == nil, err
}

// arrived forgets what was known of an assessment that came in, and tells who watches.
func (db *DB) arrived(id string) {
	db.known.forget(id)
	db.books.forget()
	db.rooms.forget()
	db.feed.tell(Lists)
}

// copier copies one assessment.
type copier struct {
	*Copied
	db, to *DB
	q      Queryer
	tx     Tx
	last   int64 // the place of the last revision there
}

func (k *copier) copy(ctx context.Context) error {
	*k.tx.Lately() = Lately{} // chains and ids go on elsewhere than was known
	for _, s := range ofOne() {
		if s.home {
			continue
		}
		if err := k.share(ctx, s); err != nil {
			return k.notCopied("copy the rows of "+s.table, err)
		}
	}
	err := first(
		func() error { return k.history(ctx) },
		func() error { return k.tx.Exec(ctx, "UPDATE assessment SET n = ? WHERE id = ?", k.last, k.ID) },
		func() error { return k.gaps(ctx) },
		func() error { return k.to.seeIDs(ctx, k.tx) },
		func() error { return k.to.turnLists(ctx, k.tx) },
	)
	if err != nil {
		return k.notCopied("copy the history", err)
	}
	return k.check(ctx)
}

// notCopied explains an error of the database that is written to.
func (k *copier) notCopied(doing string, err error) error { return k.to.notSaved(doing, err) }

// share copies the rows of one table, and holds what can be read there against them.
func (k *copier) share(ctx context.Context, s share) error {
	from, err := k.rows(ctx, k.q, s)
	if err != nil {
		return k.db.explain("read the rows of "+s.table, err)
	}
	defer from.Close()
	columns, err := from.Columns()
	if err != nil {
		return err
	}
	w := rowWriter{tx: k.tx, table: s.table, columns: columns}
	sum, count := sumOf(columns), 0
	err = eachOf(from, func(values []any) error {
		count++
		sum.add(values)
		return w.write(ctx, values)
	})
	if err == nil {
		err = w.flush(ctx)
	}
	if err != nil {
		return err
	}
	k.count(s.table, count)
	return k.same(ctx, s, sum)
}

func (k *copier) count(table string, rows int) {
	switch table {
	case "vote":
		k.Votes = rows
	case "draft":
		k.Drafts = rows
	}
}

// history copies the revisions, in the order in which they came here.
func (k *copier) history(ctx context.Context) error {
	next, err := k.tx.Next(ctx)
	if err != nil {
		return err
	}
	k.last = next - 1
	var batch []row
	err = eachRow(ctx, k.q, sinceN, []any{k.ID, 0}, func(r row) error {
		k.last++
		r.n = k.last
		r.prev, r.hash = slices.Clone(r.prev), slices.Clone(r.hash)
		r.salt = append([]byte{}, r.salt...) // an empty one is read as none
		if batch = append(batch, r); len(batch) < insertedAtOnce {
			return nil
		}
		full := batch
		batch = nil
		return insertAll(ctx, k.tx, full)
	})
	if err != nil {
		return err
	}
	return insertAll(ctx, k.tx, batch)
}

// same refuses where what was written does not read as what was copied.
func (k *copier) same(ctx context.Context, s share, want *rowSum) error {
	written, err := k.rows(ctx, k.tx, s)
	if err != nil {
		return err
	}
	defer written.Close()
	columns, err := written.Columns()
	if err != nil {
		return err
	}
	got := sumOf(columns)
	if err := eachOf(written, func(values []any) error { got.add(values); return nil }); err != nil {
		return err
	}
	if got.sum != want.sum {
		return fmt.Errorf("the rows of %s do not read there as they were written", s.table)
	}
	return nil
}

const (
	lastOfChains = "SELECT replica, max(seq) FROM history WHERE assessment = ? GROUP BY replica ORDER BY replica"
	// betweenOf are the places of a chain of which the hashes alone belong to an
	// assessment: what was taken out of it, and in a chain of the first format what is of
	// others.
	betweenOf = "SELECT replica, seq, prev_hash, hash FROM history WHERE replica = ? AND seq < ? AND assessment <> ?" +
		" UNION SELECT chain, seq, prev_hash, hash FROM gone WHERE chain = ?"
	keepGone = "INSERT INTO gone (chain, seq, prev_hash, hash) VALUES (?, ?, ?, ?) ON CONFLICT (chain, seq) DO NOTHING"
)

// gaps copies the hashes of what of the chains does not come along.
func (k *copier) gaps(ctx context.Context) error {
	ends, err := chainsHere(ctx, k.q, k.ID)
	if err != nil {
		return err
	}
	for _, end := range ends {
		var chain string
		var seq int64
		var prev, hash []byte
		err := Each(ctx, k.q, betweenOf, []any{end.Chain, end.Seq, k.ID, end.Chain}, []any{&chain, &seq, &prev, &hash}, func() error {
			return k.tx.Exec(ctx, keepGone, chain, seq, slices.Clone(prev), slices.Clone(hash))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// chainsHere are the chains that an assessment has revisions in, each with the place of
// its last one.
func chainsHere(ctx context.Context, q Queryer, id string) ([]Head, error) {
	var h Head
	var all []Head
	err := Each(ctx, q, lastOfChains, []any{id}, []any{&h.Chain, &h.Seq}, func() error { all = append(all, h); return nil })
	return all, err
}

// check holds what was written against the law of a history, and notes how far its
// chains were verified. What does not hold there did not hold here.
func (k *copier) check(ctx context.Context) error {
	head, revisions, err := headOnPaper(ctx, k.tx, k.ID)
	if err != nil {
		return k.notCopied("check what was copied", err)
	}
	if head != k.Head || revisions != k.Revisions {
		return k.notCopied("check what was copied", fmt.Errorf("the history there has the head %s with %s, and %s with %d here", head, counted(int64(revisions), "revision"), k.Head, k.Revisions))
	}
	ends, err := whole(ctx, k.tx, k.ID)
	if err != nil {
		return k.db.explain("check what was copied", err)
	}
	here, err := chainsHere(ctx, k.q, k.ID)
	if err != nil {
		return k.db.explain("check what was copied", err)
	}
	there, err := chainsHere(ctx, k.tx, k.ID)
	if err == nil && !slices.EqualFunc(here, there, func(a, b Head) bool { return a.String() == b.String() }) {
		err = errors.New("the chains there do not go as far as here")
	}
	if err != nil {
		return k.notCopied("check what was copied", err)
	}
	for _, h := range ends {
		if err := remember(ctx, k.tx, metaCheckpoint+h.Chain, h.value()); err != nil {
			return k.notCopied("check what was copied", err)
		}
	}
	return nil
}

// whole holds one assessment against its history, and that against its hashes.
func whole(ctx context.Context, q Queryer, id string) (ends []Head, err error) {
	r := newReading(ctx, q)
	if err := eachRow(ctx, q, sinceN, []any{id, 0}, func(x row) error { r.hear(x); return nil }); err != nil {
		return nil, err
	}
	chains, err := chainsHere(ctx, q, id)
	for _, c := range chains {
		if err != nil {
			break
		}
		var end Head
		end, err = follow(ctx, q, beginning(c.Chain), 0)
		ends = append(ends, end)
	}
	if err == nil && r.of[id] == nil {
		err = &broken{id, "is an assessment without a history"}
	}
	if err != nil {
		return nil, err
	}
	err = first(r.whole, func() error { return r.checkOne(ctx, q, id) }, func() error { return r.of[id].checkHeads(ctx, q, id) })
	if _, said := errors.AsType[*Problem](err); err != nil && !said {
		err = &Problem{Kind: Damaged, Detail: err.Error(), Cause: err}
	}
	return ends, err
}

// rowSum is a sum over rows that does not depend on their order, nor on the order of the
// columns. The place of a revision is another one in every database and does not count.
type rowSum struct {
	columns []string
	by      []int // the columns by name
	sum     [sha256.Size]byte
}

func sumOf(columns []string) *rowSum {
	s := &rowSum{columns: columns}
	for i, c := range columns {
		if c != "n" {
			s.by = append(s.by, i)
		}
	}
	slices.SortFunc(s.by, func(a, b int) int { return strings.Compare(columns[a], columns[b]) })
	return s
}

func (s *rowSum) add(values []any) {
	var text strings.Builder
	for _, i := range s.by {
		fmt.Fprintf(&text, "%s %s\n", s.columns[i], valueText(values[i]))
	}
	for i, b := range sha256.Sum256([]byte(text.String())) {
		s.sum[i] ^= b // no table has a row twice
	}
}

// valueText is a value as every engine gives it.
func valueText(v any) string {
	switch v := v.(type) {
	case []byte:
		return fmt.Sprintf("%q", string(v))
	case string:
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprint(v)
}

package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"crosswalk/catalog/visible"
)

// Every copy of a database chains the revisions that are made in it, for each
// assessment by itself: each holds the hash of the one before. A change to any
// of them, or a gap, shows; a cut at the end shows against a head that was kept
// elsewhere. A chain is called STORE.ASSESSMENT; in files of the first format
// one chain held all assessments and was called STORE.

const (
	hashSize = sha256.Size
	saltSize = 16
)

// sum is the hash of a revision: over its fields and the hash before it, each
// with its length in front, so that no two revisions read alike. The value
// counts by its digest where it has a salt, so that it can be erased and the
// chain still holds.
func (r *row) sum() []byte {
	h := sha256.New()
	var size [8]byte
	add := func(b []byte) {
		binary.BigEndian.PutUint64(size[:], uint64(len(b)))
		h.Write(size[:])
		h.Write(b)
	}
	add(r.prev)
	add([]byte(placed(r.replica)))
	binary.BigEndian.PutUint64(size[:], uint64(r.seq))
	add(bytes.Clone(size[:]))
	for _, b := range [][]byte{
		[]byte(r.ID), []byte(r.Assessment), []byte(r.Subject), []byte(r.Field), r.digest(), []byte(r.Parent), []byte(r.Act),
		[]byte(r.Kind), []byte(r.Reverts), []byte(r.Author), []byte(r.at),
	} {
		add(b)
	}
	if len(r.Merges) > 0 {
		add([]byte(strings.Join(r.Merges, " ")))
	}
	return h.Sum(nil)
}

// digest stands for the value in the hash.
func (r *row) digest() []byte {
	switch len(r.salt) {
	case 0:
		return r.Value
	case hashSize: // erased: the digest is what is left
		return r.salt
	}
	h := sha256.New()
	h.Write(r.salt)
	h.Write(r.Value)
	return h.Sum(nil)
}

// holds reports whether the revision is as it was saved. Of a value that was
// erased from a row of the first format nothing is left to tell by.
func (r *row) holds() bool {
	if r.Erased() && len(r.salt) == 0 {
		return true
	}
	return bytes.Equal(r.sum(), r.hash)
}

// Head is how far a chain goes.
type Head struct {
	Chain string
	Seq   int64
	Hash  []byte
}

func (h Head) value() string { return fmt.Sprintf("%d %s", h.Seq, hex.EncodeToString(h.Hash)) }

// String is a head as it is kept beside a database: CHAIN SEQ HASH.
func (h Head) String() string { return h.Chain + " " + h.value() }

// ParseHead reads a head that was kept.
func ParseHead(line string) (Head, error) {
	chain, value, _ := strings.Cut(line, " ")
	return parseHead(chain, value)
}

func parseHead(chain, value string) (Head, error) {
	h := Head{Chain: chain}
	var text string
	if _, err := fmt.Sscanf(value, "%d %s", &h.Seq, &text); err != nil {
		return h, unreadable("the head of a chain", value, err)
	}
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != hashSize {
		return h, unreadable("the head of a chain", value, err)
	}
	h.Hash = raw
	return h, nil
}

// storeOf is the copy of a database in which a chain was made.
func storeOf(chain string) string {
	store, _, _ := strings.Cut(placed(chain), ".")
	return store
}

// placed is the chain in which a revision says it was made: where two copies
// of one name went on apart, the second is kept under a name with a ~ and the
// beginning of a hash behind it.
func placed(chain string) string {
	name, _, _ := strings.Cut(chain, "~")
	return name
}

// broken is where a chain does not hold.
type broken struct {
	revision string
	why      string
}

func (b *broken) Error() string { return "revision " + visible.Line(b.revision) + " " + b.why }

const (
	chainEnd   = "SELECT seq, hash FROM history WHERE replica = ? ORDER BY seq DESC LIMIT 1"
	chainAfter = "SELECT " + revisionColumns + " FROM history WHERE replica = ? AND seq > ? ORDER BY seq"
	hashAt     = "SELECT hash FROM history WHERE replica = ? AND seq = ? UNION ALL SELECT hash FROM gone WHERE chain = ? AND seq = ?"
	goneAfter  = "SELECT seq, prev_hash, hash FROM gone WHERE chain = ? AND seq > ? ORDER BY seq"
	newestHash = "SELECT hash, replica FROM history WHERE assessment = ? ORDER BY n DESC LIMIT 1"

	hashesOf = "SELECT hash, replica FROM history WHERE assessment = ? ORDER BY n DESC"
)

func beginning(chain string) Head {
	return Head{Chain: chain, Hash: make([]byte, hashSize)}
}

// restrictedChain stands behind the name of the chain of an assessment in which
// revisions of restricted records are chained: who is given the others is not even
// given their number.
const restrictedChain = ".restricted"

// chainFor is where the next revision of an assessment goes on, in a part of it: none,
// or restrictedChain.
func (db *DB) chainFor(ctx context.Context, tx Tx, id, part string) (Head, error) {
	store, err := tx.Store(ctx)
	if err != nil {
		return Head{}, err
	}
	end := Head{Chain: store + "." + id + part}
	if known, ok := tx.Lately().ends[id+part]; ok && known.Chain == end.Chain {
		return known, nil
	}
	if forked, err := wentOnElsewhere(ctx, tx, end.Chain); err != nil {
		return end, err
	} else if forked { // another copy went on under the same name
		if store, err = tx.Rename(ctx); err != nil {
			return end, err
		}
		end.Chain = store + "." + id + part
	}
	found, err := One(ctx, tx, chainEnd, []any{end.Chain}, &end.Seq, &end.Hash)
	if err != nil || found {
		return end, err
	}
	end = beginning(end.Chain)
	var last Head
	if found, err = One(ctx, tx, newestHash, []any{id}, &last.Hash, &last.Chain); found && ofFirstFormat(last.Chain) {
		end.Hash = last.Hash // so that the end of the old chain is pinned
	}
	return end, err
}

// wentOnElsewhere reports whether a chain is known to have gone on in two copies, or to
// have gone on in another one with what is not here.
func wentOnElsewhere(ctx context.Context, q Queryer, chain string) (bool, error) {
	var n int
	twin, err := One(ctx, q, "SELECT 1 FROM history WHERE replica > ? AND replica < ? LIMIT 1", []any{chain + "~", chain + "~~"}, &n)
	if err != nil || twin {
		return twin, err
	}
	return One(ctx, q, "SELECT 1 FROM gone WHERE chain = ? AND seq > (SELECT coalesce(max(seq), 0) FROM history WHERE replica = ?) LIMIT 1", []any{chain, chain}, &n)
}

func ofFirstFormat(chain string) bool { return !strings.Contains(chain, ".") }

// isPinned reports whether a hash is that of a revision of an assessment in a chain of
// the first format.
func isPinned(ctx context.Context, q Queryer, assessment string, hash []byte) (pinned bool, err error) {
	var h []byte
	var chain string
	err = Each(ctx, q, hashesOf, []any{assessment}, []any{&h, &chain}, func() error {
		if pinned = ofFirstFormat(chain) && bytes.Equal(h, hash); pinned {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return pinned, err
}

// walker checks chains revision by revision.
type walker struct {
	ends map[string]Head
	gone map[string]map[int64]stub // what does not stand here, by chain and place
	// pinned reports whether a hash is that of a revision of an assessment in a chain
	// of the first format.
	pinned func(assessment string, hash []byte) (bool, error)
}

func newWalker(ctx context.Context, q Queryer) walker {
	return walker{ends: map[string]Head{}, gone: map[string]map[int64]stub{}, pinned: func(assessment string, hash []byte) (bool, error) {
		return isPinned(ctx, q, assessment, hash)
	}}
}

// stub is what is left of a revision that was forgotten, or never came here.
type stub struct{ prev, hash []byte }

// take checks one revision behind those before it in its chain.
func (w *walker) take(r *row) error {
	end, known := w.ends[r.replica]
	if !known {
		end = beginning(r.replica)
	}
	if end.Seq == 0 && r.replica != placed(r.replica) {
		end = Head{r.replica, r.seq - 1, r.prev} // it goes on from somewhere in the chain it parted from
	}
	if !r.holds() {
		return &broken{r.ID, "was changed after it was saved"}
	}
	if s, late := w.gone[r.replica][r.seq]; late && r.seq <= end.Seq && bytes.Equal(s.prev, r.prev) && bytes.Equal(s.hash, r.hash) {
		return nil // it came when those behind it stood here already
	}
	end, err := w.over(end, r.seq)
	if err != nil {
		return err
	}
	if r.seq != end.Seq+1 {
		return &broken{r.ID, fmt.Sprintf("is number %d of its chain and follows number %d: some are missing", r.seq, end.Seq)}
	}
	if !bytes.Equal(r.prev, end.Hash) {
		switch follows, err := w.begins(r, end); {
		case err != nil:
			return err
		case !follows:
			return &broken{r.ID, "does not follow from the one before it"}
		}
	}
	w.ends[r.replica] = Head{r.replica, r.seq, r.hash}
	return nil
}

// begins reports whether the first revision of a chain goes on where a chain of
// the first format ended for its assessment.
func (w *walker) begins(r *row, end Head) (bool, error) {
	if end.Seq > 0 {
		return false, nil
	}
	return w.pinned(r.Assessment, r.prev)
}

// over steps over what does not stand here of a chain, up to a place.
func (w *walker) over(end Head, seq int64) (Head, error) {
	for end.Seq+1 < seq {
		s, ok := w.gone[end.Chain][end.Seq+1]
		if !ok {
			return end, nil
		}
		if !bytes.Equal(s.prev, end.Hash) {
			return end, &broken{end.Chain, fmt.Sprintf("has a gap at number %d that does not follow from what is before it", end.Seq+1)}
		}
		end = Head{end.Chain, end.Seq + 1, s.hash}
	}
	return end, nil
}

// follow checks a chain from a head that is known to hold, and gives the head
// it comes to. It stops after most revisions, where most is not 0.
func follow(ctx context.Context, q Queryer, from Head, most int64) (Head, error) {
	w := newWalker(ctx, q)
	w.ends[from.Chain] = Head{from.Chain, from.Seq, bytes.Clone(from.Hash)}
	var err error
	if w.gone, err = goneOf(ctx, q, from.Chain, from.Seq); err != nil {
		return from, err
	}
	var rows int64
	err = eachPage(ctx, q, chainAfter, []any{from.Chain}, from.Seq, bySeq, func(r row) error {
		if rows++; most > 0 && rows > most {
			return errEnough
		}
		return w.take(&r)
	})
	end := w.ends[from.Chain]
	if err == nil && (most == 0 || rows < most) {
		end, err = w.over(end, endOfLog)
	}
	return end, err
}

// goneOf are the stubs of a chain behind a place.
func goneOf(ctx context.Context, q Queryer, chain string, after int64) (map[string]map[int64]stub, error) {
	var seq int64
	var prev, hash []byte
	all := map[string]map[int64]stub{}
	err := Each(ctx, q, goneAfter, []any{chain, after}, []any{&seq, &prev, &hash}, func() error {
		if all[chain] == nil {
			all[chain] = map[int64]stub{}
		}
		all[chain][seq] = stub{bytes.Clone(prev), bytes.Clone(hash)}
		return nil
	})
	return all, err
}

// checkpoints are the heads up to which each chain was verified before.
func checkpoints(ctx context.Context, q Queryer) (map[string]Head, error) {
	var key, value string
	all := map[string]Head{}
	err := Each(ctx, q, "SELECT key, value FROM meta WHERE key > ? AND key < ?",
		[]any{metaCheckpoint, metaCheckpoint + "~"}, []any{&key, &value}, func() error {
			chain := strings.TrimPrefix(key, metaCheckpoint)
			h, err := parseHead(chain, value)
			all[chain] = h
			return err
		})
	return all, err
}

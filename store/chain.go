package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"

	"crosswalk/catalog/visible"
)

// Every copy of the file (replica) chains the revisions made in it: each holds
// the hash of the one before. A change to any of them, or a gap, shows; a cut
// at the end shows against a head that was kept elsewhere.

const hashSize = sha256.Size

// sum is the hash of a revision: over its fields and the hash before it, each
// with its length in front, so that no two revisions read alike.
func (r *row) sum() []byte {
	h := sha256.New()
	var size [8]byte
	add := func(b []byte) {
		binary.BigEndian.PutUint64(size[:], uint64(len(b)))
		h.Write(size[:])
		h.Write(b)
	}
	add(r.prev)
	add([]byte(r.replica))
	binary.BigEndian.PutUint64(size[:], uint64(r.seq))
	add(bytes.Clone(size[:]))
	for _, s := range []string{
		r.ID, r.Assessment, string(r.Subject), r.Field, string(r.Value), r.Parent, r.Act, string(r.Kind), r.Reverts, r.Author, r.at,
	} {
		add([]byte(s))
	}
	return h.Sum(nil)
}

// head is how far a chain goes.
type head struct {
	replica string
	seq     int64
	hash    []byte
}

func (h head) value() string { return fmt.Sprintf("%d %s", h.seq, hex.EncodeToString(h.hash)) }

func parseHead(replica, value string) (head, error) {
	h := head{replica: replica}
	var text string
	if _, err := fmt.Sscanf(value, "%d %s", &h.seq, &text); err != nil {
		return h, err
	}
	raw, err := hex.DecodeString(text)
	if err == nil && len(raw) != hashSize {
		err = fmt.Errorf("a hash has %d bytes", len(raw))
	}
	h.hash = raw
	return h, err
}

// broken is where a chain does not hold.
type broken struct {
	revision string
	why      string
}

func (b *broken) Error() string { return "revision " + visible.Line(b.revision) + " " + b.why }

const (
	chainAfter = "SELECT " + revisionColumns + " FROM revision WHERE replica = ? AND seq > ? ORDER BY seq"
	hashAt     = "SELECT hash FROM revision WHERE replica = ? AND seq = ?"
)

// follow checks a chain from a head that is known to hold, and gives the head
// it comes to. It stops after most revisions, where most is not 0.
func follow(ctx context.Context, q queryer, from head, most int64) (head, error) {
	text, end := chainAfter, from
	if most > 0 {
		text += fmt.Sprintf(" LIMIT %d", most)
	}
	err := eachRow(ctx, q, text, []any{from.replica, from.seq}, func(r row) error {
		switch {
		case r.seq != end.seq+1:
			return &broken{r.ID, fmt.Sprintf("is number %d of its chain and follows number %d: some are missing", r.seq, end.seq)}
		case !bytes.Equal(r.prev, end.hash):
			return &broken{r.ID, "does not follow from the one before it"}
		case !bytes.Equal(r.sum(), r.hash):
			return &broken{r.ID, "was changed after it was saved"}
		}
		end.seq, end.hash = r.seq, bytes.Clone(r.hash)
		return nil
	})
	return end, err
}

func beginning(replica string) head {
	return head{replica: replica, hash: make([]byte, hashSize)}
}

// checkpoints are the heads up to which each chain was verified before.
func checkpoints(ctx context.Context, q queryer) (map[string]head, error) {
	var key, value string
	all := map[string]head{}
	err := each(ctx, q, "SELECT key, value FROM meta WHERE key > ? AND key < ?",
		[]any{metaCheckpoint, metaCheckpoint + "~"}, []any{&key, &value}, func() error {
			replica := strings.TrimPrefix(key, metaCheckpoint)
			h, err := parseHead(replica, value)
			all[replica] = h
			return err
		})
	return all, err
}

// fewRevisions are checked at open without a person noticing.
const fewRevisions = 64

// verifyRecent is the check at open: the chains still go through their
// checkpoints and through the heads kept beside the file, and what came since
// the checkpoint holds, where it is little.
func (db *DB) verifyRecent(ctx context.Context) error {
	points, err := checkpoints(ctx, db.writer)
	if err != nil {
		return err
	}
	kept, err := readHeads(db.real)
	if err != nil {
		return err
	}
	for _, h := range kept {
		if err := db.stillThere(ctx, db.writer, h); err != nil {
			return err
		}
	}
	own, known := points[db.replica]
	if !known {
		own = beginning(db.replica)
	}
	if err := db.stillThere(ctx, db.writer, own); err != nil {
		return err
	}
	_, err = follow(ctx, db.writer, own, fewRevisions)
	return db.chainProblem(err)
}

// stillThere refuses where a chain does not go through a head any more. Heads of
// a chain this file knows nothing of belong to another file that lay here.
func (db *DB) stillThere(ctx context.Context, q queryer, h head) error {
	var hash []byte
	if _, err := one(ctx, q, hashAt, []any{h.replica, h.seq}, &hash); err != nil {
		return err
	}
	if h.seq == 0 || bytes.Equal(hash, h.hash) {
		return nil
	}
	end := head{replica: h.replica}
	found, err := one(ctx, q, chainEnd, []any{h.replica}, &end.seq, &end.hash)
	if err != nil || !found && h.replica != db.replica {
		return err
	}
	p := problem(Shortened, db.path, nil)
	if end.seq >= h.seq {
		p.Sentence = fmt.Sprintf("%s holds another history than it did: revision %d is not the one that was noted; run crosswalk doctor, or restore a backup",
			visible.Line(db.path), h.seq)
		return p
	}
	p.Sentence = fmt.Sprintf("%s has lost the end of its history: %d revisions were noted, %d are here; restore a backup with crosswalk restore FILE, or go on with what is here after crosswalk doctor --repair",
		visible.Line(db.path), h.seq, end.seq)
	return p
}

func (db *DB) chainProblem(err error) error {
	if b, ok := err.(*broken); ok {
		p := problem(Damaged, db.path, b)
		p.Sentence = visible.Line(db.path) + " is damaged: " + b.Error() + "; run crosswalk doctor, or restore a backup"
		return p
	}
	return err
}

// VerifyRest checks every chain beyond its checkpoint and stores how far it
// came. It is for the time after the first frame: 100,000 revisions take less
// than a second or two.
func (db *DB) VerifyRest(ctx context.Context) error {
	points, err := checkpoints(ctx, db.read)
	if err != nil {
		return explain(db.path, err)
	}
	names, err := db.replicas(ctx)
	if err != nil {
		return explain(db.path, err)
	}
	var moved []head
	for _, name := range names {
		from, known := points[name]
		if !known {
			from = beginning(name)
		}
		end, err := follow(ctx, db.read, from, 0)
		if err != nil {
			return explain(db.path, db.chainProblem(err))
		}
		if end.seq > from.seq {
			moved = append(moved, end)
		}
	}
	return db.keepCheckpoints(ctx, moved)
}

func (db *DB) replicas(ctx context.Context) ([]string, error) {
	var name string
	var all []string
	err := each(ctx, db.read, "SELECT replica FROM revision ORDER BY replica LIMIT 1", nil, []any{&name}, func() error {
		all = append(all, name)
		return nil
	})
	for err == nil && len(all) > 0 {
		found, e := one(ctx, db.read, "SELECT replica FROM revision WHERE replica > ? ORDER BY replica LIMIT 1", []any{name}, &name)
		if err = e; !found {
			break
		}
		all = append(all, name)
	}
	return all, err
}

func (db *DB) keepCheckpoints(ctx context.Context, heads []head) error {
	if len(heads) == 0 {
		return nil
	}
	return db.write(ctx, func(ctx context.Context) error {
		for _, h := range heads {
			if err := db.writer.remember(ctx, metaCheckpoint+h.replica, h.value()); err != nil {
				return err
			}
		}
		return nil
	})
}

// verifyShort moves the checkpoint on at close, as far as that goes quickly.
func (db *DB) verifyShort(ctx context.Context) error {
	points, err := checkpoints(ctx, db.read)
	if err != nil {
		return explain(db.path, err)
	}
	from, known := points[db.replica]
	if !known {
		from = beginning(db.replica)
	}
	end, err := follow(ctx, db.read, from, 20_000)
	if err != nil || end.seq == from.seq {
		return explain(db.path, db.chainProblem(err))
	}
	return db.keepCheckpoints(ctx, []head{end})
}

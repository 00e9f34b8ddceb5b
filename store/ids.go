package store

import (
	"context"
	"encoding/binary"
	"io"
	"sync"
	"time"

	"github.com/google/uuid"
)

// ids makes UUIDv7s that always grow, so that the order of ids is the order of
// judgements: where the clock stands behind, or can't be right, it counts on
// from the last one.
type ids struct {
	mu     sync.Mutex
	clock  func() time.Time
	random io.Reader
	last   uuid.UUID
}

func (g *ids) next() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock()
	id := version7(now, g.random)
	if string(id[:]) <= string(g.last[:]) || !plausible(now) {
		id = later(g.last, g.random)
	}
	g.last = id
	return id.String()
}

// seen makes the next id greater than one that stands in the file.
func (g *ids) seen(text string) {
	id, err := uuid.Parse(text)
	if err != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if string(id[:]) > string(g.last[:]) {
		g.last = id
	}
}

// version7 is random behind its first 48 bits, which are the milliseconds.
func version7(t time.Time, random io.Reader) uuid.UUID {
	id := earliest(t)
	if _, err := io.ReadFull(random, id[6:]); err != nil {
		panic(err) // no machine is without one
	}
	return marked(id)
}

// earliest is not greater than any id made at a time.
func earliest(t time.Time) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(max(t.UnixMilli(), 0))<<16)
	return id
}

func marked(id uuid.UUID) uuid.UUID {
	id[6] = 0x70 | id[6]&0x0f
	id[8] = 0x80 | id[8]&0x3f
	return id
}

// later counts on by a step of chance: two copies that both stand behind an id of a third
// one, whose clock is before theirs, must not make the same ones.
func later(id uuid.UUID, random io.Reader) uuid.UUID {
	const bits = 40
	var low, step [8]byte
	copy(low[3:], id[11:])
	if _, err := io.ReadFull(random, step[3:]); err != nil {
		panic(err) // no machine is without one
	}
	sum := binary.BigEndian.Uint64(low[:]) + binary.BigEndian.Uint64(step[:]) + 1
	if sum>>bits > 0 {
		copy(id[11:], []byte{0xff, 0xff, 0xff, 0xff, 0xff})
		id = successor(id)
	}
	binary.BigEndian.PutUint64(low[:], sum)
	copy(id[11:], low[3:])
	return id
}

// successor counts one up, carrying past the bits that say version and variant.
func successor(id uuid.UUID) uuid.UUID {
	for i := 15; i >= 0; i-- {
		var fixed, free byte = 0, 0xff
		switch i {
		case 6:
			fixed, free = 0x70, 0x0f
		case 8:
			fixed, free = 0x80, 0x3f
		}
		low := (id[i] + 1) & free
		id[i] = fixed | low
		if low != 0 {
			break
		}
	}
	return id
}

// ahead is how far another copy's clock may be before ours and still push our
// ids; one that is years ahead must not take ours along.
const ahead = 24 * time.Hour

// seeIDs makes our ids greater than those in the database: than our own always,
// than those of other copies where they are not far in the future.
func (db *DB) seeIDs(ctx context.Context, q Queryer) error {
	limit := earliest(db.clock().Add(ahead)).String()
	var newest string
	if _, err := One(ctx, q, "SELECT id FROM history WHERE id < ? ORDER BY id DESC LIMIT 1", []any{limit}, &newest); err != nil {
		return err
	}
	var id, chain string
	var far []string
	chains := map[string]string{}
	err := Each(ctx, q, "SELECT id, replica FROM history WHERE id >= ? ORDER BY id", []any{limit}, []any{&id, &chain}, func() error {
		chains[id] = chain
		far = append(far, id)
		return nil
	})
	if err != nil {
		return err
	}
	if len(far) > 0 {
		own, err := ourNames(ctx, q)
		if err != nil {
			return err
		}
		for _, id := range far {
			if own[storeOf(chains[id])] {
				newest = id
			}
		}
	}
	db.ids.seen(newest)
	return nil
}

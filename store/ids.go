package store

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"

	"github.com/google/uuid"
)

// ids makes UUIDv7s that always grow, so that the order of ids is the order of
// judgements: where the clock stands behind, it counts on from the last one.
type ids struct {
	mu    sync.Mutex
	clock func() time.Time
	last  uuid.UUID
}

func (g *ids) next() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	id := version7(g.clock())
	if string(id[:]) <= string(g.last[:]) {
		id = successor(g.last)
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

func version7(t time.Time) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(max(t.UnixMilli(), 0))<<16)
	_, _ = rand.Read(id[6:]) // never fails
	return marked(id)
}

func marked(id uuid.UUID) uuid.UUID {
	id[6] = 0x70 | id[6]&0x0f
	id[8] = 0x80 | id[8]&0x3f
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

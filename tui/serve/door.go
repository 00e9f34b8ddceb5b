package serve

import (
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// The limits of the door. A workshop may sit behind one address, so that what
// counts there are people who are not in yet, and failures. As OpenSSH does with
// MaxStartups, some are turned away by chance before all places are taken.
const (
	waitingAtOnce  = 512              // connections that have not logged in
	crowd          = 128              // from so many on, sources with more than their share are dropped by chance
	waitingFromOne = 64               // of them from one address
	failures       = 30               // logins that fail from one address in a burst, before some are dropped by chance
	burst          = 10 * time.Second // no longer, since others may stand behind that address
	wrongCodes     = 60               // in a span, from one address: four tries for each of fifteen people
	span           = 10 * time.Minute // for which wrong codes are remembered
	quietFor       = 10 * time.Second // without a byte, after which a connection may have to make room
	keysTried      = 12               // on one connection: an agent offers all it has
)

// door counts who stands before it.
type door struct {
	mu      sync.Mutex
	chance  func() float64 // in [0, 1)
	waiting map[*waiter]bool
	sources map[string]*source
}

// source is an address from which people come.
type source struct {
	waiting       int
	failed, codes tally
}

// waiter is a connection that has not logged in.
type waiter struct {
	from  *source
	heard atomic.Int64 // when a byte last came, in Unix nanoseconds
	leave func()       // hangs up
}

// tally counts what happened in a span, from the first.
type tally struct {
	n     int
	since time.Time
}

func (t *tally) add(now time.Time) {
	if t.n == 0 {
		t.since = now
	}
	t.n++
}

// of is the count; what is longer ago than the span is forgotten.
func (t *tally) of(span time.Duration, now time.Time) int {
	if now.Sub(t.since) > span {
		t.n = 0
	}
	return t.n
}

func newDoor() *door {
	return &door{chance: rand.Float64, waiting: map[*waiter]bool{}, sources: map[string]*source{}}
}

// addressOf is what counts as one address: of IPv6 the first 64 bits, which is
// what one household or one machine is given.
func addressOf(a net.Addr) string {
	at, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return a.String()
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return ip.String()
	}
	return prefix.String()
}

// enter takes a connection before its login; nil where there are too many, or
// too many failed. Where all places are taken, the one that has been silent
// longest makes room.
func (d *door) enter(from net.Addr, now time.Time, leave func()) *waiter {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.source(from, now)
	if d.unlucky(s, now) {
		return nil
	}
	if s.waiting >= waitingFromOne && !d.makeRoom(s, now) || len(d.waiting) >= waitingAtOnce && !d.makeRoom(nil, now) {
		return nil
	}
	w := &waiter{from: s, leave: leave}
	w.hear(now)
	d.waiting[w] = true
	s.waiting++
	return w
}

// unlucky drops by chance: in a crowd those of a source that has more than its
// share, and those of an address from which many failed. Who comes alone from an
// address of their own is never dropped.
func (d *door) unlucky(s *source, now time.Time) bool {
	const least, most = 0.3, 0.9
	rise := func(n, from, to int) float64 {
		return min(most, least+(1-least)*float64(n-from)/float64(to-from))
	}
	p := 0.0
	if n := len(d.waiting); n >= crowd && s.waiting*d.standing() > n {
		p = rise(n, crowd, waitingAtOnce)
	}
	if n := s.failed.of(burst, now); n >= failures {
		p = max(p, rise(n, failures, 4*failures))
	}
	return p > 0 && d.chance() < p
}

// standing is how many sources have somebody at the door.
func (d *door) standing() (n int) {
	for _, s := range d.sources {
		if s.waiting > 0 {
			n++
		}
	}
	return n
}

// makeRoom gives up the connection that has been silent longest, of a source
// where one is given; false where none was silent for long.
func (d *door) makeRoom(of *source, now time.Time) bool {
	var oldest *waiter
	for w := range d.waiting {
		if (of == nil || w.from == of) && (oldest == nil || w.heard.Load() < oldest.heard.Load()) {
			oldest = w
		}
	}
	if oldest == nil || now.Sub(time.Unix(0, oldest.heard.Load())) < quietFor {
		return false
	}
	d.drop(oldest)
	oldest.leave()
	return true
}

// drop takes a connection from those that wait; it may be gone already.
func (d *door) drop(w *waiter) {
	if d.waiting[w] {
		delete(d.waiting, w)
		w.from.waiting--
	}
}

func (w *waiter) hear(now time.Time) { w.heard.Store(now.UnixNano()) }

// source is the count of an address; what has been quiet is forgotten.
func (d *door) source(from net.Addr, now time.Time) *source {
	for at, s := range d.sources {
		if failed, codes := s.failed.of(burst, now), s.codes.of(span, now); s.waiting+failed+codes == 0 {
			delete(d.sources, at)
		}
	}
	at := addressOf(from)
	s := d.sources[at]
	if s == nil {
		s = &source{}
		d.sources[at] = s
	}
	return s
}

// passed says that a login ended, well or not.
func (d *door) passed(w *waiter, now time.Time, well bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !well {
		w.from.failed.add(now)
	}
	d.drop(w)
}

// wrongCode counts a code that let nobody in, and says how many there were.
func (d *door) wrongCode(from net.Addr, now time.Time) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.source(from, now)
	s.codes.of(span, now)
	s.codes.add(now)
	return s.codes.n
}

// rightCode forgets the wrong ones: somebody behind that address was invited.
func (d *door) rightCode(from net.Addr, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.source(from, now).codes = tally{}
}

// noise writes down what strangers do at the door, a line a minute for each kind:
// a trail, and no way to fill the disk.
type noise struct {
	log *slog.Logger

	mu   sync.Mutex
	kept map[string]*kind
}

// kind is what was heard of one kind.
type kind struct {
	told   time.Time
	untold int
}

func (n *noise) hear(what string, from net.Addr, now time.Time) {
	n.mu.Lock()
	defer n.mu.Unlock()
	k := n.kept[what]
	if k == nil {
		k = &kind{}
		n.kept[what] = k
	}
	if !k.told.IsZero() && now.Sub(k.told) < time.Minute {
		k.untold++
		return
	}
	n.log.Info(what, "from", from.String(), "more_before", k.untold)
	k.told, k.untold = now, 0
}

package serve

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// output is what a window is still to be sent. Writing to it never waits, so
// that a client that reads nothing holds up neither the program that draws nor
// the room; what it does not take in time ends its connection.
type output struct {
	to     io.Writer
	stall  time.Duration
	hangUp func()

	mu      sync.Mutex
	more    *sync.Cond
	waiting []byte
	broken  bool // nothing more is taken
	closed  bool // nothing more will come
	done    chan struct{}
}

// most is how much a window may be behind: a dozen of the largest frames.
const most = 1 << 20

var errBehind = errors.New("the client does not read")

func newOutput(to io.Writer, stall time.Duration, hangUp func()) *output {
	o := &output{to: to, stall: stall, hangUp: hangUp, done: make(chan struct{})}
	o.more = sync.NewCond(&o.mu)
	return o
}

// Write takes what is drawn. The renderer writes a bare line feed for a new line
// where it has no terminal of its own.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.broken || o.closed {
		return 0, errBehind
	}
	if len(o.waiting)+len(p) > most {
		o.broken = true
		o.hangUp()
		return 0, errBehind
	}
	for rest := plain(p); len(rest) > 0; {
		at := bytes.IndexByte(rest, '\n')
		if at < 0 {
			o.waiting = append(o.waiting, rest...)
			break
		}
		o.waiting = append(o.waiting, rest[:at]...)
		if at == 0 || rest[at-1] != '\r' {
			o.waiting = append(o.waiting, '\r')
		}
		o.waiting = append(o.waiting, '\n')
		rest = rest[at+1:]
	}
	o.more.Signal()
	return len(p), nil
}

// plain takes away what shows nothing and changes how a terminal shows the rest:
// C1 controls, marks of direction, blanks without a width. Where text is only
// shown it is made visible long before; in a field where it is edited it stands
// as somebody else typed it. None has a width, so that nothing moves.
func plain(p []byte) []byte {
	if bytes.IndexFunc(p, unseen) < 0 {
		return p
	}
	return bytes.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, p)
}

func unseen(r rune) bool {
	return r >= utf8.RuneSelf && (r < 0xa0 || r != joiner && r != nonJoiner && unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp))
}

// Without these some scripts and pictures are written wrong.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// pump sends what waits, until it is closed or broken.
func (o *output) pump() {
	defer close(o.done)
	var sending []byte
	for {
		o.mu.Lock()
		for len(o.waiting) == 0 && !o.closed && !o.broken {
			o.more.Wait()
		}
		if o.broken || len(o.waiting) == 0 {
			o.mu.Unlock()
			return
		}
		sending, o.waiting = o.waiting, sending[:0]
		o.mu.Unlock()
		late := time.AfterFunc(o.stall, o.giveUp)
		_, err := o.to.Write(sending)
		late.Stop()
		if err != nil {
			o.breakOff()
			return
		}
		if cap(sending) > 64<<10 {
			sending = nil // a big frame does not stay in memory
		}
	}
}

// giveUp hangs up on who takes nothing.
func (o *output) giveUp() {
	defer func() {
		if recover() != nil {
			o.breakOff()
		}
	}()
	o.hangUp()
}

func (o *output) breakOff() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.broken = true
}

// drain waits until all is sent; the stall ends it where a client does not read.
func (o *output) drain() {
	o.mu.Lock()
	o.closed = true
	o.more.Signal()
	o.mu.Unlock()
	<-o.done
}

// input is what is typed at a window.
type input struct {
	from    io.Reader
	gate    *gate
	pressed func()          // a key came
	ended   func()          // no more will come: else the program would stay for ever
	gone    <-chan struct{} // the window is closed

	pace  pace
	came  [512]byte
	ready []byte // went through the gate and was not read yet
}

func (i *input) Read(p []byte) (int, error) {
	for len(i.ready) == 0 {
		n, err := i.from.Read(i.came[:])
		if n > 0 {
			i.pressed()
			i.ready = i.gate.pass(nil, i.came[:n], time.Now())
			i.rest()
		}
		if err != nil {
			i.ended()
			return i.hand(p), err
		}
	}
	return i.hand(p), nil
}

func (i *input) hand(p []byte) int {
	n := copy(p, i.ready)
	i.ready = i.ready[n:]
	return n
}

func (i *input) rest() {
	i.pace.rest(i.gate.cost, i.gone)
	i.gate.cost = 0
}

// rest waits where keys come faster than they may.
func (p *pace) rest(keys int, gone <-chan struct{}) {
	wait := p.wait(keys, time.Now())
	if wait <= 0 {
		return
	}
	select {
	case <-gone:
	case <-time.After(wait):
	}
}

// printed is where lines are printed: who prints waits for who reads, and hangs up
// on who does not.
type printed struct {
	to     io.Writer
	stall  time.Duration
	hangUp func()
}

func (w *printed) Write(p []byte) (int, error) {
	late := time.AfterFunc(w.stall, w.giveUp)
	defer late.Stop()
	return w.to.Write(p)
}

func (w *printed) giveUp() {
	defer func() { _ = recover() }()
	w.hangUp()
}

// typed is what is typed where lines are read. They need no gate, for nothing
// decodes keys in them.
type typed struct {
	from    io.Reader
	pressed func()
	gone    <-chan struct{} // the window is closed
	pace    pace
}

// lineCosts is a line in keys: it may be an act, and much may be printed for it.
const lineCosts = 10

func (i *typed) Read(p []byte) (int, error) {
	n, err := i.from.Read(p[:min(len(p), 512)])
	if n > 0 {
		i.pressed()
		i.pace.rest(lineCosts*bytes.Count(p[:n], []byte{'\n'}), i.gone)
	}
	return n, err
}

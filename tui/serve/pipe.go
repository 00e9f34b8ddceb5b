package serve

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"time"
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

// most is how much a window may be behind: some hundred full frames.
const most = 2 << 20

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
	for rest := p; len(rest) > 0; {
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
		late := time.AfterFunc(o.stall, o.hangUp)
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
	pressed func() // a key came
	ended   func() // no more will come: else the program would stay for ever

	tail  []byte // the last bytes, where a marker may have been cut
	paste int    // bytes of a paste that has not ended
}

// mostPasted is how long one paste may be: it is kept in memory to its end.
const mostPasted = 16 << 20

var (
	pasteBegins = []byte("\x1b[200~")
	pasteEnds   = []byte("\x1b[201~")
)

func (i *input) Read(p []byte) (int, error) {
	n, err := i.from.Read(p)
	if n > 0 {
		i.pressed()
		if i.count(p[:n]) > mostPasted {
			err = errors.New("a paste without an end")
		}
	}
	if err != nil {
		i.ended()
	}
	return n, err
}

// count follows the markers of pastes and gives the length of the one under way.
func (i *input) count(p []byte) int {
	seen := append(i.tail, p...)
	begins, ends := bytes.LastIndex(seen, pasteBegins), bytes.LastIndex(seen, pasteEnds)
	switch {
	case ends > begins:
		i.paste = 0
	case begins > ends:
		i.paste = len(seen) - begins
	case i.paste > 0:
		i.paste += len(p)
	}
	i.tail = append([]byte(nil), seen[max(0, len(seen)-len(pasteBegins)+1):]...)
	return i.paste
}

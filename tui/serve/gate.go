package serve

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"
)

// gate lets through what the keyboard and the mouse of a terminal send, and
// drops what else can come on a line. What decodes keys behind it was made for a
// person's own terminal: five bytes that no terminal sends would end the program
// and with it the room, others would take its memory.
type gate struct {
	at     step
	held   []byte    // a sequence or a character that is not whole yet
	gone   bool      // the escape that begins what is held was let through
	open   bool      // what was let through ends with an escape
	fed    time.Time // when bytes last came
	skip   int       // bytes of an old mouse report that are still to be dropped
	pasted int       // bytes of the paste under way; -1: none
	cost   int       // of what was let through, in keys
}

// step is where in a sequence the gate stands.
type step int

const (
	ground  step = iota
	rune_        // in a character of several bytes
	escaped      // behind an escape
	control      // ESC [
	single       // ESC O
	report       // ESC ] to BEL or ESC \, or ESC P to ESC \
	closing      // behind an escape in a report
	mouse        // in the three bytes of an old mouse report
	marker       // in what may be the end of a paste
)

const (
	escape        = 0x1b
	longest       = 64  // bytes of a key
	longestReport = 512 // bytes of what a terminal says of itself
	// mostPasted is how many bytes of one paste are let through: a note has a
	// third of it at most.
	mostPasted = 256 << 10
	pasteOfKey = 256 // bytes of a paste that cost as much as a key
	// together is how long the bytes of one key may be apart. The decoder waits
	// as long to tell the escape key from a sequence.
	together = 50 * time.Millisecond
)

var (
	pasteBegins = []byte("\x1b[200~")
	pasteEnds   = []byte("\x1b[201~")
)

// keyEnds are the last bytes of the sequences that keys, the mouse and what a
// terminal is asked end with. Not among them are the underscore of the Windows
// console, which can say one key 65,535 times, and the t of a size, which comes
// beside the keys.
const keyEnds = "ABCDEFHPQRSZabcd~^@uMmIOcny"

func newGate() *gate { return &gate{pasted: -1} }

// pass appends to out what may go through of some bytes that came now.
func (g *gate) pass(out, came []byte, now time.Time) []byte {
	if g.at != rune_ && g.pasted < 0 && now.Sub(g.fed) > together {
		g.reset()
		g.open = false
	}
	g.fed = now
	for _, b := range came {
		out = g.take(out, b)
	}
	if g.at == escaped && !g.gone { // it may be the escape key
		out, g.gone, g.open = append(out, escape), true, true
		g.cost++
	}
	return out
}

// drop forgets what is held. An escape that was let through is still there for
// the decoder, which takes what comes next as its sequence.
func (g *gate) drop() {
	g.reset()
	if g.open {
		g.hold(escape, escaped)
		g.gone = true
	}
}

func (g *gate) reset() { g.at, g.held, g.gone, g.skip = ground, g.held[:0], false, 0 }

// hold keeps a byte and goes on.
func (g *gate) hold(b byte, at step) { g.held, g.at = append(g.held, b), at }

// whole lets through what is held.
func (g *gate) whole(out []byte) []byte {
	seq := g.held
	if g.gone {
		seq = seq[1:]
	}
	g.cost++
	out = append(out, seq...)
	g.open = len(g.held) == 1 && g.at == escaped
	g.reset()
	return out
}

func (g *gate) take(out []byte, b byte) []byte {
	switch g.at {
	case ground:
		return g.plain(out, b)
	case rune_:
		return g.character(out, b)
	case escaped:
		return g.afterEscape(out, b)
	case control:
		return g.inControl(out, b)
	case single:
		return g.inSingle(out, b)
	case report, closing:
		return g.inReport(out, b)
	case marker:
		return g.inMarker(out, b)
	}
	if g.skip--; g.skip == 0 {
		g.drop()
	}
	return out
}

// plain takes a byte outside of every sequence.
func (g *gate) plain(out []byte, b byte) []byte {
	switch {
	case b == escape && g.pasted >= 0:
		g.hold(b, marker)
	case b == escape:
		g.hold(b, escaped)
	case b < utf8.RuneSelf:
		return g.letter(out, b)
	case utf8.RuneStart(b):
		g.hold(b, rune_)
	}
	return out
}

// letter lets through the bytes of one character.
func (g *gate) letter(out []byte, bytes ...byte) []byte {
	g.open = false
	if g.pasted < 0 {
		g.cost++
		return append(out, bytes...)
	}
	was := g.pasted
	if g.pasted += len(bytes); g.pasted > mostPasted {
		g.pasted = mostPasted
		return out
	}
	g.cost += g.pasted/pasteOfKey - was/pasteOfKey
	return append(out, bytes...)
}

// character takes a byte of a character; what is none, and the C1 controls, are
// dropped.
func (g *gate) character(out []byte, b byte) []byte {
	if utf8.RuneStart(b) {
		g.drop()
		return g.take(out, b)
	}
	g.hold(b, rune_)
	if !utf8.FullRune(g.held) {
		return out
	}
	if r, _ := utf8.DecodeRune(g.held); r != utf8.RuneError && r >= 0xa0 {
		out = g.letter(out, g.held...)
	}
	g.drop()
	return out
}

func (g *gate) afterEscape(out []byte, b byte) []byte {
	switch {
	case b == '[':
		g.hold(b, control)
	case b == 'O':
		g.hold(b, single)
	case b == ']', b == 'P':
		g.hold(b, report)
	case b == '_', b == '^', b == 'X': // of what they begin nothing is of use
		g.hold(b, report)
		g.held = append(g.held, make([]byte, longestReport)...)
	case b == escape: // the first stands for itself
		return g.plain(g.whole(out), b)
	case b >= utf8.RuneSelf:
	default:
		g.hold(b, ground)
		return g.whole(out)
	}
	return out
}

// inControl takes a byte behind ESC [ .
func (g *gate) inControl(out []byte, b byte) []byte {
	switch {
	case b < 0x20 || b > 0x7e:
		g.drop()
		return g.take(out, b)
	case b < 0x40:
		if len(g.held) <= longest {
			g.hold(b, control)
		}
		return out
	}
	g.hold(b, control)
	switch {
	case b == 'M' && len(g.held) == 3:
		g.at, g.skip = mouse, 3
	case bytes.Equal(g.held, pasteBegins):
		out = g.whole(out)
		g.pasted = 0
	case len(g.held) > longest || bytes.Equal(g.held, pasteEnds) || strings.IndexByte(keyEnds, b) < 0:
		g.drop()
	default:
		return g.whole(out)
	}
	return out
}

// inSingle takes a byte behind ESC O .
func (g *gate) inSingle(out []byte, b byte) []byte {
	letter := 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
	switch {
	case letter:
		g.hold(b, single)
		return g.whole(out)
	case '0' <= b && b <= '9' && len(g.held) < 4:
		g.hold(b, single)
		return out
	}
	g.drop()
	return g.take(out, b)
}

// inReport takes a byte of what a terminal says of itself. What is too long is
// dropped to its end.
func (g *gate) inReport(out []byte, b byte) []byte {
	ends := g.at == closing && b == '\\' || g.at == report && b == 0x07 && g.held[1] != 'P'
	switch {
	case ends && len(g.held) <= longestReport:
		g.hold(b, report)
		return g.whole(out)
	case ends:
		g.drop()
	case g.at == closing: // it was the beginning of something else
		g.drop()
		return g.take(g.take(out, escape), b)
	case b == escape:
		g.hold(b, closing)
	case b < 0x20 || b > 0x7e:
		g.drop()
		return g.take(out, b)
	case len(g.held) <= longestReport:
		g.hold(b, report)
	}
	return out
}

// inMarker takes a byte behind an escape in a paste: it ends the paste, or the
// escape is dropped and the rest is text.
func (g *gate) inMarker(out []byte, b byte) []byte {
	g.hold(b, marker)
	if bytes.Equal(g.held, pasteEnds) {
		g.pasted = -1
		return g.whole(out)
	}
	if bytes.HasPrefix(pasteEnds, g.held) {
		return out
	}
	text := bytes.Clone(g.held[1 : len(g.held)-1])
	g.drop()
	if len(text) > 0 {
		out = g.letter(out, text...)
	}
	return g.plain(out, b)
}

// pace slows down keys that come faster than anybody presses them: each may be
// an answer that is saved and shown to everybody.
type pace struct {
	spent float64 // keys above what was due
	at    time.Time
}

const (
	keysAtOnce  = 500
	keysASecond = 100
)

// wait is how long to wait after some more keys.
func (p *pace) wait(keys int, now time.Time) time.Duration {
	p.spent = max(0, p.spent-now.Sub(p.at).Seconds()*keysASecond) + float64(keys)
	p.at = now
	return time.Duration(max(0, p.spent-keysAtOnce) / keysASecond * float64(time.Second))
}

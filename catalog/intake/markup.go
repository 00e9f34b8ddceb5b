package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// markup reads the XML of sheets one piece at a time from a stream. The common
// reader takes several times as long over ten thousand rows, which a person
// waits for; this one holds one piece at most and refuses what no sheet has:
// entities of its own, another encoding, elements without their end.
type markup struct {
	r      io.Reader
	buf    []byte // read and not given out yet from at on
	at     int
	done   bool     // nothing more comes
	open   []string // the elements that have begun, the outermost first
	name   string   // of the element that begins or ends, without its prefix
	raw    []byte   // attributes of the element that begins, until one is asked for
	attrs  []attribute
	text   []byte // good until the next piece
	closed bool   // the element that has begun ends at once: <c/>
	begun  bool
	bad    error             // of an attribute that was asked for
	names  map[string]string // each name once, however often it stands there
}

// piece is what was read: an element begins or ends, or a text stands inside one.
type piece int

const (
	over piece = iota
	begins
	ends
	speaks
)

const (
	mostPiece = 1 << 20 // bytes of a tag or of a text
	mostDepth = 200     // elements inside one another
)

var errCutShort = errors.New("it ends too early")

func readMarkup(r io.Reader) *markup {
	return &markup{r: r, buf: make([]byte, 0, 64<<10), names: map[string]string{}}
}

func (m *markup) next() (piece, error) {
	if m.bad != nil {
		return over, m.bad
	}
	if m.closed {
		m.closed = false
		return m.end([]byte(m.name))
	}
	for {
		n, err := m.until("<", 0)
		switch {
		case errors.Is(err, errCutShort) && m.begun && len(m.open) == 0 && allBlank(m.buf[m.at:]):
			return over, nil
		case err != nil:
			return over, err
		case n > 0:
			if p, err := m.say(m.take(n)); p == speaks || err != nil {
				return p, err
			}
			continue
		}
		if p, err := m.tag(); p != over || err != nil {
			return p, err
		}
	}
}

func allBlank(b []byte) bool {
	return len(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")))) == 0
}

// until is how far away something stands, looked for behind the first bytes.
func (m *markup) until(what string, skip int) (int, error) {
	for {
		if rest := m.buf[m.at:]; len(rest) >= skip {
			if i := bytes.Index(rest[skip:], []byte(what)); i >= 0 {
				return skip + i, nil
			}
		}
		if err := m.fill(); err != nil {
			return 0, err
		}
	}
}

// fill reads on, and makes room as long as one piece may be.
func (m *markup) fill() error {
	if m.done {
		return errCutShort
	}
	m.buf = append(m.buf[:0], m.buf[m.at:]...)
	m.at = 0
	if len(m.buf) == cap(m.buf) {
		if cap(m.buf) > mostPiece {
			return fmt.Errorf("a piece of it is longer than %d MiB", mostPiece>>20)
		}
		m.buf = append(make([]byte, 0, 2*cap(m.buf)), m.buf...)
	}
	n, err := io.ReadFull(m.r, m.buf[len(m.buf):cap(m.buf)])
	m.buf = m.buf[:len(m.buf)+n]
	m.done = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if m.done {
		return nil
	}
	return err
}

func (m *markup) take(n int) []byte {
	m.at += n
	return m.buf[m.at-n : m.at]
}

func (m *markup) say(raw []byte) (piece, error) {
	if len(m.open) == 0 {
		if allBlank(raw) {
			return over, nil
		}
		return over, errors.New("a text stands outside of it")
	}
	text, err := plainMarkup(raw)
	m.text = text
	return speaks, err
}

// skip passes over what stands inside the element that has begun, and its end.
func (m *markup) skip() error {
	return m.each(func(piece) error { return nil })
}

// each hands on every piece inside the element that has begun.
func (m *markup) each(take func(piece) error) error {
	outside := len(m.open) - 1
	for {
		p, err := m.next()
		if err != nil || p == over || len(m.open) == outside {
			return err
		}
		if err := take(p); err != nil {
			return err
		}
	}
}

// inside is the text inside the element that has begun, and of all its own.
// What is longer than a cell may be is cut right behind that.
func (m *markup) inside() (string, error) {
	first := true
	said, all := "", strings.Builder{}
	err := m.each(func(p piece) error {
		switch {
		case p != speaks || all.Len() > maxText:
		case first:
			said, first = string(m.text), false
		default:
			if all.Len() == 0 {
				all.WriteString(said)
			}
			all.Write(m.text)
		}
		return nil
	})
	if all.Len() > 0 {
		return all.String(), err
	}
	return said, err
}

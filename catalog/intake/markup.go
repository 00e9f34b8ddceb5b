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

// tag reads what begins with <; over is a comment or the like.
func (m *markup) tag() (piece, error) {
	const longest = "<![CDATA["
	for len(m.buf)-m.at < len(longest) && !m.done {
		if err := m.fill(); err != nil {
			return over, err
		}
	}
	switch rest := m.buf[m.at:]; {
	case bytes.HasPrefix(rest, []byte("</")):
		raw, err := m.upTo(">", 2)
		if err != nil {
			return over, err
		}
		return m.end(local(bytes.TrimSpace(raw)))
	case bytes.HasPrefix(rest, []byte("<?")):
		raw, err := m.upTo("?>", 2)
		if err != nil {
			return over, err
		}
		return over, inUTF8(string(raw))
	case bytes.HasPrefix(rest, []byte("<!--")):
		_, err := m.upTo("-->", 4)
		return over, err
	case bytes.HasPrefix(rest, []byte(longest)):
		raw, err := m.upTo("]]>", len(longest))
		if err != nil {
			return over, err
		}
		m.text = raw
		if len(m.open) == 0 {
			return over, errors.New("a text stands outside of it")
		}
		return speaks, sound(raw)
	case bytes.HasPrefix(rest, []byte("<!")):
		raw, err := m.upTo(">", 2)
		if err == nil && bytes.ContainsRune(raw, '[') {
			err = errors.New("it declares entities of its own")
		}
		return over, err
	}
	return m.begin()
}

// upTo takes what stands between the first bytes and a mark, and the mark.
func (m *markup) upTo(mark string, skip int) ([]byte, error) {
	n, err := m.until(mark, skip)
	if err != nil {
		return nil, err
	}
	return m.take(n + len(mark))[skip:n], nil
}

var declared = pattern(`^xml\s.*encoding\s*=\s*["']([^"']*)["']`)

func inUTF8(instruction string) error {
	if d := declared().FindStringSubmatch(instruction); d != nil && !strings.EqualFold(d[1], "UTF-8") && !strings.EqualFold(d[1], "US-ASCII") {
		return fmt.Errorf("it is encoded in %s and not in UTF-8", d[1])
	}
	return nil
}

func (m *markup) begin() (piece, error) {
	n := -1
	for n < 0 {
		if n = tagEnd(m.buf[m.at:]); n < 0 {
			if err := m.fill(); err != nil {
				return over, err
			}
		}
	}
	raw := m.take(n + 1)[1:n]
	if m.closed = bytes.HasSuffix(raw, []byte("/")); m.closed {
		raw = raw[:len(raw)-1]
	}
	name := raw
	for i, c := range raw {
		if isSpace(c) {
			name = raw[:i]
			break
		}
	}
	m.raw, m.attrs = raw[len(name):], m.attrs[:0]
	switch {
	case len(name) == 0 || len(name) > 200:
		return over, errors.New("an element has no name")
	case len(m.open) == mostDepth:
		return over, fmt.Errorf("more than %d elements stand inside one another", mostDepth)
	case m.begun && len(m.open) == 0:
		return over, errors.New("something stands behind its end")
	}
	m.begun, m.name = true, m.known(local(name))
	m.open = append(m.open, m.name)
	return begins, nil
}

// tagEnd is where a tag ends: a > in quotes does not end it.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

func (m *markup) known(name []byte) string {
	if s, ok := m.names[string(name)]; ok {
		return s
	}
	s := string(name)
	if len(m.names) < 1000 {
		m.names[s] = s
	}
	return s
}

func (m *markup) end(name []byte) (piece, error) {
	last := len(m.open) - 1
	if last < 0 || m.open[last] != string(name) {
		return over, errors.New("an element ends that has not begun")
	}
	m.name, m.open = m.open[last], m.open[:last]
	return ends, nil
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

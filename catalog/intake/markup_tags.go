package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

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

// local is a name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[i+1:]
	}
	return name
}

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

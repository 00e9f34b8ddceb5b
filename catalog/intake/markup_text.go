package intake

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

type attribute struct{ key, value []byte }

// attr is an attribute of the element that has begun, by its name with the
// prefix that everybody writes, or by the name alone.
func (m *markup) attr(name string) string {
	if m.raw != nil {
		m.attrs = attributes(m.attrs[:0], m.raw)
		m.raw = nil
	}
	for _, a := range m.attrs {
		if string(a.key) == name || string(local(a.key)) == name && !bytes.HasPrefix(a.key, []byte("xmlns")) {
			text, err := plainMarkup(a.value)
			m.bad = err
			return string(text)
		}
	}
	return ""
}

// attributes adds what stands in a tag as key="value".
func attributes(all []attribute, raw []byte) []attribute {
	for {
		i := 0
		for i < len(raw) && isSpace(raw[i]) {
			i++
		}
		equal := bytes.IndexByte(raw, '=')
		if equal < i {
			return all
		}
		key := bytes.TrimSpace(raw[i:equal])
		from := equal + 1
		for from < len(raw) && isSpace(raw[from]) {
			from++
		}
		if from == len(raw) || raw[from] != '"' && raw[from] != '\'' {
			return all
		}
		length := bytes.IndexByte(raw[from+1:], raw[from])
		if length < 0 {
			return all
		}
		all = append(all, attribute{key, raw[from+1 : from+1+length]})
		raw = raw[from+length+2:]
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// yes reports whether an attribute is set.
func (m *markup) yes(name string) bool {
	v := m.attr(name)
	return v == "1" || v == "true"
}

// times is how often an element counts, once where it does not say so.
func (m *markup) times(name string, most int) int {
	s := m.attr(name)
	if s == "" {
		return 1
	}
	n, err := strconv.Atoi(s)
	if errors.Is(err, strconv.ErrRange) {
		return most
	}
	return max(1, min(n, most))
}

var errUnsound = errors.New("it holds bytes that are no text")

// sound refuses what no XML may hold: bytes that are no UTF-8, and controls.
func sound(raw []byte) error {
	for _, c := range raw {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return errUnsound
		}
	}
	if !utf8.Valid(raw) {
		return errUnsound
	}
	return nil
}

// plainMarkup is a text with its references resolved and its line ends made one.
func plainMarkup(raw []byte) ([]byte, error) {
	if err := sound(raw); err != nil {
		return nil, err
	}
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return raw, nil
	}
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	plain := make([]byte, 0, len(raw))
	for {
		before, after, more := bytes.Cut(raw, []byte("&"))
		plain = append(plain, before...)
		if !more {
			return plain, nil
		}
		reference, rest, ended := bytes.Cut(after[:min(len(after), 12)], []byte(";"))
		r, ok := referred(string(reference))
		if !ended || !ok {
			return nil, errors.New("it refers to a character that there is not")
		}
		plain = utf8.AppendRune(plain, r)
		raw = after[min(len(after), 12)-len(rest):]
	}
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

func referred(name string) (rune, bool) {
	if r, ok := entities[name]; ok {
		return r, true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	return r, ok && err == nil && n <= utf8.MaxRune && utf8.ValidRune(r) && (r >= ' ' || r == '\t' || r == '\n' || r == '\r')
}

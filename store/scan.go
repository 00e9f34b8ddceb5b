package store

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"unicode/utf8"
)

// scan reads a line as this program writes it, which takes a sixth of the time that
// reading any JSON takes. It gives up, false, at the first thing that is otherwise; what
// that is worth is for the reader of all JSON to say.
func (l *line) scan(raw []byte) bool {
	s := scanner{raw}
	if !s.skip('{') {
		return false
	}
	for {
		name, ok := s.text()
		if !ok || !s.skip(':') || !l.take(name, &s) {
			return false
		}
		if !s.skip(',') {
			return s.skip('}') && len(s.left) == 0
		}
	}
}

// take reads what a field says.
func (l *line) take(name string, s *scanner) (ok bool) {
	switch name {
	case "format":
		l.Format, ok = s.number()
	case "seq":
		var n int
		n, ok = s.number()
		l.Seq = int64(n)
	case "prev":
		l.Prev, ok = s.hex()
	case "hash":
		l.Hash, ok = s.hex()
	case "salt":
		l.Salt, ok = s.hex()
	default:
		at := l.texts(name)
		if at == nil {
			return false
		}
		*at, ok = s.text()
	}
	return ok
}

// texts is the field of a name that holds text; nil where there is none.
func (l *line) texts(name string) *string {
	switch name {
	case "is":
		return &l.Is
	case "assessment":
		return &l.Assessment
	case "chain":
		return &l.Chain
	case "id":
		return &l.ID
	case "subject":
		return &l.Subject
	case "field":
		return &l.Field
	case "value":
		return &l.Value
	case "parent":
		return &l.Parent
	case "merges":
		return &l.Merges
	case "act":
		return &l.Act
	case "kind":
		return &l.Kind
	case "reverts":
		return &l.Reverts
	case "author":
		return &l.Author
	case "at":
		return &l.At
	}
	return nil
}

type scanner struct{ left []byte }

func (s *scanner) skip(b byte) bool {
	if len(s.left) == 0 || s.left[0] != b {
		return false
	}
	s.left = s.left[1:]
	return true
}

// text is a text in which nothing is escaped but quotes and backslashes.
func (s *scanner) text() (string, bool) {
	if !s.skip('"') {
		return "", false
	}
	escaped := false
	for i := 0; i < len(s.left); i++ {
		switch b := s.left[i]; {
		case b == '"':
			text := s.left[:i]
			s.left = s.left[i+1:]
			if escaped {
				text = plain(text)
			}
			return string(text), utf8.Valid(text)
		case b == '\\':
			if i++; i == len(s.left) || s.left[i] != '"' && s.left[i] != '\\' {
				return "", false
			}
			escaped = true
		case b < ' ':
			return "", false
		}
	}
	return "", false
}

// plain is a text without the backslashes before what is escaped.
func plain(text []byte) []byte {
	var b []byte
	for {
		before, after, found := bytes.Cut(text, []byte{'\\'})
		if b = append(b, before...); !found {
			return b
		}
		b, text = append(b, after[0]), after[1:]
	}
}

// number is a whole number as it is written shortest.
func (s *scanner) number() (int, bool) {
	i := 0
	for i < len(s.left) && s.left[i] >= '0' && s.left[i] <= '9' {
		i++
	}
	digits := string(s.left[:i])
	n, err := strconv.Atoi(digits)
	s.left = s.left[i:]
	return n, err == nil && strconv.Itoa(n) == digits
}

func (s *scanner) hex() (hexed, bool) {
	text, ok := s.text()
	if !ok {
		return nil, false
	}
	raw, err := hex.DecodeString(text)
	return raw, err == nil
}

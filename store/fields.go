package store

import (
	"bytes"
	"encoding/json"
	"strings"

	"crosswalk/catalog/register"
)

// fieldsText is JSON of fields with each value to the letter, as its revision has
// it.
func fieldsText(fields register.Fields) string {
	var b strings.Builder
	b.WriteByte('{')
	for name, value := range fields.All() {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.Write(jsonOf(name))
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.String()
}

// fieldReader reads the fields of many records.
type fieldReader struct {
	names  map[string]string // each is kept once
	shapes register.Shapes

	said   []string // names of the record that is read, with their values
	values []json.RawMessage
}

func (f *fieldReader) add(name string, value json.RawMessage) {
	f.said, f.values = append(f.said, name), append(f.values, value)
}

// fields are those that were read since it was asked last.
func (f *fieldReader) fields() register.Fields {
	all := f.shapes.Fields(f.said, f.values)
	f.said, f.values = f.said[:0], f.values[:0]
	return all
}

// text takes JSON of fields apart, with each value to the letter. A list reads
// thousands, so it goes through each once.
func (f *fieldReader) text(text string) error {
	raw := []byte(text)
	if !json.Valid(raw) || !bytes.HasPrefix(raw, []byte("{")) {
		return unreadable("the fields of a record", text, nil)
	}
	for at := 1; ; {
		colon := partEnd(raw, at)
		if raw[colon] != ':' { // there are none, or no more
			return nil
		}
		end := partEnd(raw, colon+1)
		name, known := f.names[string(raw[at:colon])]
		if !known {
			if err := json.Unmarshal(raw[at:colon], &name); err != nil {
				return unreadable("the name of a field", text, err)
			}
			f.names[string(raw[at:colon])] = name
		}
		f.add(name, bytes.TrimSpace(raw[colon+1:end]))
		if at = end + 1; raw[end] == '}' {
			return nil
		}
	}
}

// partEnd is where a name or a value of an object ends, of valid JSON.
func partEnd(raw []byte, at int) int {
	depth, quoted := 0, false
	for ; ; at++ {
		c := raw[at]
		switch {
		case quoted && c == '\\':
			at++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case depth == 0 && (c == ',' || c == ':' || c == '}'):
			return at
		case c == '}' || c == ']':
			depth--
		}
	}
}

package register

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

func (r Record) clone() Record {
	r.Values = maps.Clone(r.Values)
	return r
}

// says reports whether a field holds a word.
func (r Record) says(field string) bool { return !nothing(valueOf(r, field)) }

func valueOf(r Record, field string) json.RawMessage {
	if v, said := r.Values[field]; said {
		return v
	}
	return null
}

var null = json.RawMessage("null")

// differ lists the changes that turn one record into another, its number first:
// what is made begins with it.
func differ(was, is Record) []assess.Change {
	var changes []assess.Change
	for _, field := range slices.SortedFunc(maps.Keys(is.Values), numberFirst) {
		before, now := valueOf(was, field), is.Values[field]
		if string(before) == string(now) || nothing(before) && nothing(now) {
			continue
		}
		changes = append(changes, assess.Change{Subject: is.Subject(), Field: field, Value: now})
	}
	return changes
}

func numberFirst(a, b string) int {
	switch fieldNumber {
	case a:
		return -1
	case b:
		return 1
	}
	return strings.Compare(a, b)
}

func encode(v any) json.RawMessage {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // texts, numbers and lists of texts always encode
	}
	return json.RawMessage(strings.TrimSuffix(b.String(), "\n"))
}

// nothing reports whether a value takes away what stood.
func nothing(value json.RawMessage) bool {
	switch string(value) {
	case "null", `""`, "[]", "false":
		return true
	}
	return false
}

// textOf is the text that a value is; empty where it is none. Most have nothing
// escaped, and the rules ask for many.
func textOf(value json.RawMessage) string {
	if n := len(value); n > 1 && value[0] == '"' && bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : n-1])
	}
	var s string
	_ = json.Unmarshal(value, &s)
	return s
}

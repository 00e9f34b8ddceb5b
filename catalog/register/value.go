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
	r.state = "" // what it says may be changed now
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
	if len(value) == 0 {
		return ""
	}
	if n := len(value); n > 1 && value[0] == '"' && bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : n-1])
	}
	var s string
	_ = json.Unmarshal(value, &s)
	return s
}

// textsOf are the texts of a value that is a list of them; none where it is not.
func textsOf(value json.RawMessage) []string {
	if !bytes.HasPrefix(value, []byte("[")) {
		return nil
	}
	if parts := strings.Split(string(value), `"`); bytes.IndexByte(value, '\\') < 0 && between(parts) {
		all := parts[:0]
		for i := 1; i < len(parts); i += 2 {
			all = append(all, parts[i])
		}
		return all
	}
	var all []string
	if json.Unmarshal(value, &all) != nil {
		return nil
	}
	return all
}

// between reports whether what stands outside the quotes is a list and nothing
// else.
func between(parts []string) bool {
	last := len(parts) - 1
	if last < 2 || last%2 != 0 || parts[0] != "[" || parts[last] != "]" {
		return false
	}
	for i := 2; i < last; i += 2 {
		if parts[i] != "," {
			return false
		}
	}
	return true
}

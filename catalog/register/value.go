package register

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

// say puts what a field says into a record that is being made.
func (r *Record) say(field string, value json.RawMessage) {
	r.Values = r.Values.With(field, value)
	r.state = ""
}

// says reports whether a field holds a word.
func (r Record) says(field string) bool { return !nothing(valueOf(r, field)) }

func valueOf(r Record, field string) json.RawMessage {
	if v, said := r.Values.Get(field); said {
		return v
	}
	return null
}

var null = json.RawMessage("null")

// differ lists the changes that turn one record into another, its number first:
// what is made begins with it.
func differ(was, is Record) []assess.Change {
	var changes []assess.Change
	for _, field := range slices.SortedFunc(slices.Values(is.Values.names), numberFirst) {
		before, now := valueOf(was, field), valueOf(is, field)
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
	if bytes.IndexByte(value, '\\') < 0 {
		if all, plain := between(string(value)); plain {
			return all
		}
	}
	var all []string
	if json.Unmarshal(value, &all) != nil {
		return nil
	}
	return all
}

// between are the texts between the quotes of a list in which nothing is escaped, and
// whether it is a list of texts without a blank, as most are.
func between(list string) ([]string, bool) {
	all := make([]string, 0, strings.Count(list, `"`)/2)
	for rest := list[1:]; ; rest = rest[1:] {
		if !strings.HasPrefix(rest, `"`) {
			return nil, false
		}
		text, behind, closed := strings.Cut(rest[1:], `"`)
		if !closed {
			return nil, false
		}
		all = append(all, text)
		switch rest = behind; {
		case rest == "]":
			return all, true
		case !strings.HasPrefix(rest, ","):
			return nil, false
		}
	}
}

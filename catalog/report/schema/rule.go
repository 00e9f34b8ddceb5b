package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ruled is a plain type with what may stand in it.
func (s Shapes) ruled(kind, is string) (object, error) {
	out := object{{"type", kind}}
	rule, named := s[is]
	switch {
	case is == "":
		return out, nil
	case named:
		return append(out, rule.members()...), nil
	case strings.HasPrefix(is, ">") || strings.Contains(is, ".."):
		limits, err := ranged(is)
		return append(out, limits...), err
	case !strings.Contains(is, "|"):
		return nil, fmt.Errorf("no shape is called %q", is)
	case kind != "integer":
		return append(out, Rule{Words: strings.Split(is, "|")}.members()...), nil
	}
	var numbers []any
	for word := range strings.SplitSeq(is, "|") {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	return append(out, member{"enum", numbers}), nil
}

func (r Rule) members() (out object) {
	if r.Words != nil {
		var words []any
		for _, w := range r.Words {
			words = append(words, w)
		}
		out = append(out, member{"enum", words})
	}
	if r.Pattern != "" {
		out = append(out, member{"pattern", r.Pattern})
	}
	if r.Format != "" {
		out = append(out, member{"format", r.Format})
	}
	return out
}

// ranged reads a range: 0..1, 1.. or >0.
func ranged(is string) (out object, err error) {
	least, most, _ := strings.Cut(is, "..")
	for _, limit := range []struct{ word, text string }{
		{"exclusiveMinimum", strings.TrimPrefix(least, ">")}, {"maximum", most},
	} {
		if limit.text == "" {
			continue
		}
		if !strings.HasPrefix(is, ">") && limit.word != "maximum" {
			limit.word = "minimum"
		}
		n, wrong := strconv.Atoi(limit.text)
		if wrong != nil {
			return nil, fmt.Errorf("%q is no range: %w", is, wrong)
		}
		out = append(out, member{limit.word, n})
	}
	return out, nil
}

// object is a JSON object whose members stay in order.
type object []member

type member struct {
	name  string
	value any
}

// orNull is the same, or null.
func (o object) orNull() object {
	out := slices.Clone(o)
	for i, m := range out {
		switch words, _ := m.value.([]any); {
		case m.name == "type":
			out[i].value = []any{m.value, "null"}
		case m.name == "enum":
			out[i].value = append(slices.Clone(words), nil)
		}
	}
	return out
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

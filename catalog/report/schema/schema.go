// Package schema writes the JSON Schema of a Go type: what a field is follows from
// its type, and its tags say the rest.
//
//	json  its name; omitempty: it may be missing
//	says  what it is, in words
//	is    what may stand in it: a range (0..1, 1.., >0), words (open|done), or the
//	      name of a shape; of a list or a map that of each value
//	least, most  how many values a list has
//	keys  the pattern of the keys of a map
//	null  a list that may be null; a pointer is null where it may not be missing
//
// Its one rule: it never guesses. A type or a tag that it does not know is an error.
package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Shapes are rules by name, for what several fields are.
type Shapes map[string]Rule

// Rule is what a value has to be besides of its type: words to choose from, a
// pattern, or both empty.
type Rule struct {
	Words   []string
	Pattern string
	Format  string
}

// Of is the schema of a value's type, indented.
func Of(title, about string, v any, shapes Shapes) ([]byte, error) {
	is, err := shapes.typed(reflect.TypeOf(v), "")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", title, err)
	}
	out := object{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}, {"description", about}}
	raw, err := json.MarshalIndent(append(out, is...), "", "  ")
	return append(raw, '\n'), err
}

var (
	moment   = reflect.TypeFor[time.Time]()
	anything = reflect.TypeFor[json.RawMessage]()
)

// typed is the schema of a type, the tags of its field known.
func (s Shapes) typed(t reflect.Type, tag reflect.StructTag) (object, error) {
	switch {
	case t == moment:
		return object{{"type", "string"}, {"format", "date-time"}}, nil
	case t == anything:
		return nil, nil
	}
	switch t.Kind() {
	case reflect.Struct:
		return s.structure(t)
	case reflect.Pointer:
		return s.typed(t.Elem(), tag)
	case reflect.Slice, reflect.Array:
		return s.list(t, tag)
	case reflect.Map:
		return s.mapped(t, tag)
	}
	kind, ok := names[t.Kind()]
	if !ok {
		return nil, fmt.Errorf("%s has no form in a schema", t)
	}
	return s.ruled(kind, tag.Get("is"))
}

var names = map[reflect.Kind]string{
	reflect.String: "string", reflect.Bool: "boolean", reflect.Int: "integer", reflect.Float64: "number",
}

func (s Shapes) list(t reflect.Type, tag reflect.StructTag) (object, error) {
	out := object{{"type", "array"}}
	for _, limit := range []struct{ tag, word string }{{"least", "minItems"}, {"most", "maxItems"}} {
		if n, err := strconv.Atoi(tag.Get(limit.tag)); err == nil {
			out = append(out, member{limit.word, n})
		} else if t.Kind() == reflect.Array {
			out = append(out, member{limit.word, t.Len()})
		}
	}
	each, err := s.typed(t.Elem(), tag)
	return append(out, member{"items", each}), err
}

func (s Shapes) mapped(t reflect.Type, tag reflect.StructTag) (object, error) {
	out := object{{"type", "object"}}
	if keys := tag.Get("keys"); keys != "" {
		out = append(out, member{"propertyNames", object{{"pattern", keys}}})
	}
	each, err := s.typed(t.Elem(), tag)
	return append(out, member{"additionalProperties", each}), err
}

// structure is the schema of a struct.
func (s Shapes) structure(t reflect.Type) (object, error) {
	required, properties := []string{}, object{}
	for _, f := range fields(t) {
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		is, err := s.typed(f.Type, f.Tag)
		if err == nil && name == "" {
			err = errors.New("it has no name in JSON")
		}
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", f.Name, t, err)
		}
		missing := rest == "omitempty"
		if !missing {
			required = append(required, name)
		}
		if f.Tag.Get("null") != "" || f.Type.Kind() == reflect.Pointer && !missing {
			is = is.orNull()
		}
		if words := f.Tag.Get("says"); words != "" {
			is = append(object{{"description", words}}, is...)
		}
		properties = append(properties, member{name, is})
	}
	return object{{"type", "object"}, {"required", required}, {"additionalProperties", false}, {"properties", properties}}, nil
}

// fields are those of a struct that JSON shows, those of what it embeds among them.
func fields(t reflect.Type) (all []reflect.StructField) {
	for f := range t.Fields() {
		switch embedded := f.Type; {
		case f.Tag.Get("json") == "-", !f.Anonymous && !f.IsExported():
		case !f.Anonymous:
			all = append(all, f)
		case embedded.Kind() == reflect.Pointer:
			all = append(all, fields(embedded.Elem())...)
		default:
			all = append(all, fields(embedded)...)
		}
	}
	return all
}

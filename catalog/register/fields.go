package register

import (
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Fields are what is said of a record: values in JSON by the name of the field. They
// never change; With gives the next ones. Thousands of records are read at once and
// most of a kind say the same fields, so they are lists, of which the names are
// shared, and no map each.
type Fields struct {
	names  []string // sorted
	values []json.RawMessage
}

// FieldsOf are fields with their values.
func FieldsOf(said map[string]json.RawMessage) Fields {
	f := Fields{names: slices.Sorted(maps.Keys(said))}
	for _, name := range f.names {
		f.values = append(f.values, said[name])
	}
	return f
}

// Get is the value of a field, and whether there is one.
func (f Fields) Get(name string) (json.RawMessage, bool) {
	for i := range f.names {
		if f.names[i] == name {
			return f.values[i], true
		}
	}
	return nil, false
}

// Len is how many fields say something.
func (f Fields) Len() int { return len(f.names) }

// All are the fields with their values, by name.
func (f Fields) All() iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		for i, name := range f.names {
			if !yield(name, f.values[i]) {
				return
			}
		}
	}
}

// With are the fields with one that says this.
func (f Fields) With(name string, value json.RawMessage) Fields {
	at, has := slices.BinarySearch(f.names, name)
	if has {
		f.values = slices.Clone(f.values)
		f.values[at] = value
		return f
	}
	return Fields{slices.Insert(slices.Clone(f.names), at, name), slices.Insert(slices.Clone(f.values), at, value)}
}

// Without are the fields without one.
func (f Fields) Without(name string) Fields {
	at, has := slices.BinarySearch(f.names, name)
	if !has {
		return f
	}
	return Fields{slices.Delete(slices.Clone(f.names), at, at+1), slices.Delete(slices.Clone(f.values), at, at+1)}
}

// Shapes makes the fields of many records, and keeps each list of names once.
type Shapes struct {
	last shape // that of the last record; the next one mostly has it too
	all  map[string]shape
}

// shape is how names that came in some order stand in fields.
type shape struct {
	came  []string
	names []string
	order []int // by name: the value that holds, the last where a name came twice
}

// Fields are those of one record, by names and values in whatever order.
func (s *Shapes) Fields(names []string, values []json.RawMessage) Fields {
	if !slices.Equal(s.last.came, names) {
		s.last = s.of(names)
	}
	f := Fields{names: s.last.names, values: make([]json.RawMessage, len(s.last.order))}
	for i, from := range s.last.order {
		f.values[i] = values[from]
	}
	return f
}

func (s *Shapes) of(names []string) shape {
	key := strings.Join(names, "\x00")
	if known, has := s.all[key]; has {
		return known
	}
	at := map[string]int{}
	for i, name := range names {
		at[name] = i
	}
	made := shape{came: slices.Clone(names), names: slices.Sorted(maps.Keys(at))}
	for _, name := range made.names {
		made.order = append(made.order, at[name])
	}
	if s.all == nil {
		s.all = map[string]shape{}
	}
	s.all[key] = made
	return made
}

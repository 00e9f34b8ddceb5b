// Package register knows the records that an AIMS keeps: what may be said of one,
// and what follows from what was said.
//
// Its one rule: the catalogue declares the shape of a record and this package
// decides by it, but what was once said is kept whatever the catalogue knows. A
// kind or a field that it does not have is shown as it stands.
package register

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Book is all records of an assessment, or those of some kinds. It never changes:
// Apply gives the next one.
type Book struct {
	kinds   map[string][]Record     // by id of the kind; each sorted by id
	changed map[assess.Place]string // of AI systems: the days that Telling has
	trails  map[string]Trail        // by id of the metric
}

// Record is one record with what is said of it. A field that says nothing is not
// there.
type Record struct {
	Kind   string
	ID     string // UUIDv7
	Values Fields

	// Of a record in a book, what is asked of all at once: numbers are compared with
	// those of all others.
	number  int
	parent  string
	removed bool
	state   string
}

// The fields that are kept of every record beside those of its kind.
const (
	fieldNumber = assess.FieldNumber
	fieldState  = catalog.RecordState
	fieldParent = catalog.RecordParent
)

// SubjectOf is the name of a record in the log.
func SubjectOf(kind, id string) assess.Subject {
	return assess.RecordSubject(assess.KindRecord, kind+"/"+id)
}

// Keep is a book of records as they were kept, sorted by id within each kind.
func Keep(records []Record) *Book {
	b := &Book{kinds: map[string][]Record{}}
	for _, r := range records {
		r.place(fieldParent)
		r.place(fieldNumber)
		r.place(assess.FieldRemoved)
		r.place(fieldState)
		b.kinds[r.Kind] = append(b.kinds[r.Kind], r)
	}
	return b
}

// Telling is the book with the days, YYYY-MM-DD, on which SystemFields last took
// another value, by their names in the log. What was said once, or never, is not
// there: to say something for the first time changes nothing.
func (b *Book) Telling(changed map[assess.Place]string) *Book {
	return &Book{kinds: b.kinds, changed: changed, trails: b.trails}
}

// Changed is the day on which that was, empty where it was never.
func (b *Book) Changed(system, field string) string {
	return b.changed[assess.Place{Subject: assess.RecordSubject(assess.KindSystem, system), Field: field}]
}

// All are all records, removed ones included, by kind and id.
func (b *Book) All() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, kind := range b.Kinds() {
			for _, r := range b.kinds[kind] {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// Only is the book of some kinds; of all where none is named.
func (b *Book) Only(kinds ...string) *Book {
	if len(kinds) == 0 {
		return b
	}
	some := &Book{kinds: map[string][]Record{}, changed: b.changed, trails: b.trails}
	for _, kind := range kinds {
		if all, kept := b.kinds[kind]; kept {
			some.kinds[kind] = all
		}
	}
	return some
}

// Subject is the record's name in the log.
func (r Record) Subject() assess.Subject { return SubjectOf(r.Kind, r.ID) }

// Value is what a field says, in JSON; nil where it says nothing.
func (r Record) Value(field string) json.RawMessage {
	value, _ := r.Values.Get(field)
	return value
}

// Text is what a field of one text says; empty where it says nothing, or more.
func (r Record) Text(field string) string { return textOf(r.Value(field)) }

// List is what a field of several texts says.
func (r Record) List(field string) []string { return textsOf(r.Value(field)) }

// Title is what the record is about, in a line.
func (r Record) Title() string { return r.Text("title") }

// Removed reports whether it was taken away; history keeps it.
func (r Record) Removed() bool { return string(r.Value(assess.FieldRemoved)) == "true" }

// State is the word of the state it is in. The place before it, which is stored
// with it, says which of two states is the earlier where no catalogue is at hand.
func (r Record) State() string {
	if r.state != "" {
		return r.state
	}
	_, word, _ := strings.Cut(r.Text(fieldState), " ")
	return word
}

// Of are the records of a kind that were not removed, oldest first.
func (b *Book) Of(kind string) []Record {
	kept := b.kinds[kind]
	if len(kept) == 0 {
		return nil
	}
	all := make([]Record, 0, len(kept))
	for i := range kept {
		if !kept[i].removed {
			all = append(all, kept[i])
		}
	}
	return all
}

// standing is Of in a list that others hold too where nothing was removed.
func (b *Book) standing(kind string) []Record {
	if kept := b.kinds[kind]; !slices.ContainsFunc(kept, func(r Record) bool { return r.removed }) {
		return slices.Clip(kept)
	}
	return b.Of(kind)
}

// Kinds are the kinds of which something is kept, known to the catalogue or not.
func (b *Book) Kinds() []string { return slices.Sorted(maps.Keys(b.kinds)) }

// Record finds a record, removed ones included.
func (b *Book) Record(kind, id string) (Record, bool) {
	at, found := b.place(kind, id)
	if !found {
		return Record{}, false
	}
	return b.kinds[kind][at], true
}

func (b *Book) place(kind, id string) (int, bool) {
	return slices.BinarySearchFunc(b.kinds[kind], id, func(r Record, id string) int { return strings.Compare(r.ID, id) })
}

// below are the records that stand below one, removed ones left out.
func (b *Book) below(id string) []Record {
	var all []Record
	for _, kind := range b.Kinds() {
		for _, r := range b.Of(kind) {
			if r.parent == id {
				all = append(all, r)
			}
		}
	}
	return all
}

// parents are the records that stand below others, by the id of these.
func (b *Book) parents() map[string][]*Record {
	all := map[string][]*Record{}
	for _, records := range b.kinds {
		for i := range records {
			if r := &records[i]; r.parent != "" && !r.removed {
				all[r.parent] = append(all[r.parent], r)
			}
		}
	}
	return all
}

// Apply folds what revisions say of records, oldest first, into the next book;
// what they say of anything else is not its business. It asks no catalogue: any
// value that is JSON is kept.
func Apply(b *Book, revisions ...assess.Revision) (*Book, error) {
	next := &Book{kinds: maps.Clone(b.kinds), changed: b.changed, trails: maps.Clone(b.trails)}
	if next.kinds == nil {
		next.kinds = map[string][]Record{}
	}
	if next.trails == nil {
		next.trails = map[string]Trail{}
	}
	own := map[string]bool{} // lists that nobody else holds
	for _, r := range revisions {
		kind := r.Subject.Kind()
		if kind != assess.KindRecord && kind != assess.KindMeasurement {
			continue
		}
		if !json.Valid(r.Value) {
			return nil, fmt.Errorf("revision %s (%s %s): the value can't be read", r.ID, r.Subject, r.Field)
		}
		parts := r.Subject.Parts()
		switch {
		case kind == assess.KindMeasurement && r.Subject.ID() != "":
			metric := r.Subject.ID()
			next.measure(metric, r.Field, r.Value, own[string(r.Subject)])
			own[string(r.Subject)] = true
		case len(parts) != 2 || parts[0] == "" || parts[1] == "":
			return nil, fmt.Errorf("revision %s: %q names no record", r.ID, string(r.Subject))
		default:
			if kind := parts[0]; !own[kind] {
				next.kinds[kind], own[kind] = slices.Clone(next.kinds[kind]), true
			}
			next.set(parts[0], parts[1], r.Field, r.Value)
		}
	}
	return next, nil
}

// set changes a list that nobody else holds.
func (b *Book) set(kind, id, field string, value json.RawMessage) {
	at, found := b.place(kind, id)
	if !found {
		b.kinds[kind] = slices.Insert(b.kinds[kind], at, Record{Kind: kind, ID: id})
	}
	r := &b.kinds[kind][at]
	if nothing(value) {
		r.Values = r.Values.Without(field)
	} else {
		r.Values = r.Values.With(field, slices.Clone(value))
	}
	r.place(field)
}

// place takes over what tells a record from others of its kind.
func (r *Record) place(field string) {
	switch field {
	case fieldParent:
		r.parent = r.Text(fieldParent)
	case fieldNumber:
		n, err := strconv.Atoi(string(valueOf(*r, fieldNumber)))
		if r.number = n; err != nil {
			r.number = 0
		}
	case assess.FieldRemoved:
		r.removed = r.Removed()
	case fieldState:
		r.state = ""
		r.state = r.State()
	}
}

// Foresee is the book as it will stand after changes that are not saved yet: an act
// that makes several records decides on each after the one before.
func Foresee(b *Book, changes []assess.Change) (*Book, error) {
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		revisions[i] = assess.Revision{Subject: c.Subject, Field: c.Field, Value: c.Value}
	}
	return Apply(b, revisions...)
}

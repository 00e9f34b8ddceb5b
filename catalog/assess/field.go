package assess

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Field is one thing that is said of a subject: its name in the log and in the
// tables, and where it stands. What is stored, compared, set, merged, renamed
// and written out goes by the fields of a subject, so that none of it can
// forget one.
type Field struct {
	Name string
	// At points to a string, bool, int, float64, *float64, list of strings, map
	// of numbers, Rating or VoteRecord.
	At     any
	Refers Refers
	Mark   *Mark // of a field that knows who said it and when, a string or a bool; else nil
	shown  rule  // which of several values that disagree is shown; nil: the newest
}

// Refers says what a text names, so that it can follow when that gets another
// id.
type Refers int

// What a field, or a part of a subject, may name.
const (
	Nothing  Refers = iota
	ItsOwn          // the id of the record itself
	AnItem          // an item of the standards, or the id of an own control
	ASystem         // the id of an AI system
	ItsItems        // of a map, a record or a document: the items and systems inside
)

// Set sets the field to what a revision says of it.
func (f Field) Set(r Revision) error {
	if f.Mark != nil {
		var mark Mark
		r.Value, mark = r.marked()
		if *f.Mark = mark; bytes.Equal(canonical(r.Value), null) {
			*f.Mark = Mark{}
		}
	}
	switch at := f.At.(type) {
	case *string:
		return value(at, r.Value)
	case *bool:
		return value(at, r.Value)
	case *int:
		return value(at, r.Value)
	case *float64:
		return value(at, r.Value)
	case *[]string:
		if err := value(at, r.Value); err != nil || len(*at) > 0 {
			return err
		}
		*at = nil // an empty list and none are the same
		return nil
	case *Rating:
		rating, err := ParseRating(r)
		*at = rating
		return err
	case *VoteRecord:
		return at.read(r.Value)
	}
	return fmt.Errorf("field %q is not set by itself", f.Name)
}

// Value is the field as it stands in the log; a rating stays whose it was, and
// what is marked is said anew.
func (f Field) Value() json.RawMessage {
	switch at := f.At.(type) {
	case *Rating:
		if at.Is(Unanswered) {
			return null
		}
		return at.kept()
	case *VoteRecord:
		if at.Record == nil {
			return null
		}
		return at.Record
	}
	return encode(f.At)
}

// Says reports whether two fields of one name say the same, and of what is marked
// whether the same person said it then. An empty list or map and none are the
// same.
func (f Field) Says(g Field) bool {
	return f.same(g) && (f.Mark == nil || f.Mark.equal(*g.Mark))
}

// same is Says whoever said it.
func (f Field) same(g Field) bool {
	switch at := f.At.(type) {
	case *string:
		return *at == *g.At.(*string)
	case *bool:
		return *at == *g.At.(*bool)
	case *int:
		return *at == *g.At.(*int)
	case *float64:
		return *at == *g.At.(*float64)
	case *Rating:
		return at.equal(*g.At.(*Rating))
	case *[]string:
		return slices.Equal(*at, *g.At.(*[]string))
	case *map[string]float64:
		return maps.Equal(*at, *g.At.(*map[string]float64))
	}
	return string(f.Value()) == string(g.Value())
}

// Take makes the field say what another of its name says, with all that it
// refers to under the id that renamed gives.
func (f Field) Take(from Field, renamed func(id string) string) {
	if f.Mark != nil {
		*f.Mark = *from.Mark
	}
	follow := func(id string) string {
		if f.Refers == Nothing {
			return id
		}
		return renamed(id)
	}
	switch at := f.At.(type) {
	case *string:
		*at = follow(*from.At.(*string))
	case *bool:
		*at = *from.At.(*bool)
	case *int:
		*at = *from.At.(*int)
	case *float64:
		*at = *from.At.(*float64)
	case **float64:
		*at = *from.At.(**float64)
	case *[]string:
		*at = nil
		for _, s := range *from.At.(*[]string) {
			*at = append(*at, follow(s))
		}
	case *map[string]float64:
		*at = nil
		for key, x := range *from.At.(*map[string]float64) {
			if *at == nil {
				*at = map[string]float64{}
			}
			(*at)[follow(key)] = x
		}
	case *Rating:
		*at = *from.At.(*Rating)
	case *VoteRecord:
		*at = from.At.(*VoteRecord).renamed(at.ID, renamed)
	}
}

// value reads JSON; null is the zero value.
func value[T any](at *T, v json.RawMessage) error {
	var next T
	if err := json.Unmarshal(v, &next); err != nil {
		return err
	}
	*at = next
	return nil
}

// named finds a field; nothing: there is none of that name.
func named(fields []Field, name string) (Field, bool) {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return fields[i], true
}

func setField(fields []Field, r Revision) error {
	f, ok := named(fields, r.Field)
	if !ok {
		return fmt.Errorf("there is no field %q", r.Field)
	}
	return f.Set(r)
}

// differ lists the changes that turn one record into another. What is said anew
// in a marked field is whose act it is; a mark that came with the record, as in a
// copy, stays.
func differ(subject Subject, was, is []Field) []Change {
	var changes []Change
	for i, f := range is {
		if f.same(was[i]) {
			continue
		}
		v := f.Value()
		if m := f.Mark; m != nil && !m.IsZero() && !m.equal(*was[i].Mark) {
			v = m.kept(v)
		}
		changes = append(changes, Change{Subject: subject, Field: f.Name, Value: v})
	}
	return changes
}

func (x *Answer) fields() []Field {
	return []Field{
		{Name: FieldRating, At: &x.Rating, shown: lowestRating},
		{Name: FieldNote, At: &x.Note, shown: both},
		{Name: FieldOwner, At: &x.Owner},
		{Name: FieldDue, At: &x.Due},
		{Name: FieldFlag, At: &x.Flag},
		{Name: FieldDeclined, At: &x.Declined},
		{Name: FieldWhyIn, At: &x.WhyIn, shown: both},
		{Name: FieldDrivers, At: &x.Drivers},
		{Name: FieldDeclared, At: &x.Declared, shown: earliest(DeclaredWords)},
		{Name: FieldHow, At: &x.How, shown: both},
		{Name: FieldDescribed, At: &x.Described, shown: both},
		{Name: FieldLookedAt, At: &x.LookedAt},
	}
}

func (c *OwnControl) fields() []Field {
	return []Field{
		{Name: FieldNumber, At: &c.Number},
		{Name: "title", At: &c.Title},
		{Name: "source", At: &c.Source, shown: both},
		{Name: "risk", At: &c.Risk, shown: both},
		{Name: "phase", At: &c.Phase},
		{Name: "days", At: &c.Days},
		{Name: FieldRemoved, At: &c.Removed, shown: falseFirst},
	}
}

func (e *Evidence) fields() []Field {
	return []Field{
		{Name: FieldNumber, At: &e.Number},
		{Name: "kind", At: &e.Kind},
		{Name: "what", At: &e.What, shown: both},
		{Name: "version", At: &e.Version},
		{Name: "place", At: &e.Place, shown: both},
		{Name: "date", At: &e.Date},
		{Name: "seen_by", At: &e.SeenBy, Mark: &e.Seen, shown: emptyFirst},
		{Name: "seen_on", At: &e.SeenOn},
		{Name: "site", At: &e.Site},
		{Name: "system", At: &e.System, Refers: ASystem},
		{Name: "items", At: &e.Items, Refers: AnItem},
		{Name: "file", At: &e.File},
		{Name: FieldRemoved, At: &e.Removed, shown: falseFirst},
	}
}

func (t *TaskState) fields() []Field {
	return []Field{
		{Name: "status", At: &t.Status, Mark: &t.Said, shown: earliest(append([]string{""}, TaskStatuses...))},
		{Name: FieldOwner, At: &t.Owner},
		{Name: FieldDue, At: &t.Due},
		{Name: FieldNote, At: &t.Note, shown: both},
		{Name: "started", At: &t.Started},
		{Name: "spent", At: &t.Spent},
	}
}

func (v *VoteRecord) fields() []Field {
	return []Field{{Name: FieldRecord, At: v, Refers: ItsItems}}
}

func (e *Erasure) fields() []Field {
	return []Field{
		{Name: "reason", At: &e.Reason, shown: both},
		{Name: "revisions", At: &e.Revisions},
		{Name: "erased_by", At: &e.By},
		{Name: "erased_on", At: &e.On},
	}
}

func (s *Settlement) fields() []Field {
	return []Field{
		{Name: "places", At: &s.Places},
		{Name: "reason", At: &s.Reason, shown: both},
	}
}

func (is *Issued) fields() []Field {
	return []Field{
		{Name: "kind", At: &is.Kind},
		{Name: "about", At: &is.About},
		{Name: "title", At: &is.Title},
		{Name: "version", At: &is.Version},
		{Name: "approved_by", At: &is.ApprovedBy},
		{Name: "approved_on", At: &is.ApprovedOn},
		{Name: "reason", At: &is.Reason, shown: both},
		{Name: "place", At: &is.Place},
		{Name: "head", At: &is.Head},
		{Name: "acts", At: &is.Acts},
		{Name: fieldDocument, At: &is.Document, Refers: ItsItems},
		{Name: FieldRemoved, At: &is.Removed, shown: falseFirst},
	}
}

func (c *OwnControl) ident() *string { return &c.ID }
func (e *Evidence) ident() *string   { return &e.ID }
func (t *TaskState) ident() *string  { return &t.ID }
func (v *VoteRecord) ident() *string { return &v.ID }
func (e *Erasure) ident() *string    { return &e.ID }
func (s *Settlement) ident() *string { return &s.ID }
func (is *Issued) ident() *string    { return &is.ID }

package assess

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Change sets one field of one subject to a value. An act is one or more
// changes that are saved together or not at all.
type Change struct {
	Subject Subject
	Field   string
	Value   json.RawMessage // canonical JSON; null takes the value away
}

// Subject names what a change is about, as it stands in the log, in bundles and
// in reports: "assessment", "answer/A.5.4/<system>/<question>",
// "baseline/A.5.9", "system/<id>", "control/<id>", "evidence/<id>",
// "finding/<id>", "task/T1.1", "vote/<id>", "erasure/<id>", "settlement/<id>", "issued/<id>",
// "record/<register>/<id>", "measurement/<metric>".
type Subject string

// The kinds of subjects.
const (
	KindAssessment  = "assessment"
	KindAnswer      = "answer"
	KindBaseline    = "baseline"
	KindSystem      = "system"
	KindControl     = "control"
	KindEvidence    = "evidence"
	KindFinding     = "finding"
	KindTask        = "task"
	KindVote        = "vote"
	KindErasure     = "erasure"
	KindSettlement  = "settlement"
	KindIssued      = "issued"
	KindRecord      = "record"
	KindMeasurement = "measurement"
)

// The fields of an answer, of either standard.
const (
	FieldRating = "rating"
	FieldNote   = "note"
	FieldOwner  = "owner"
	FieldDue    = "due"
	FieldFlag   = "flag"
	// FieldDeclined is the draft that was put away.
	FieldDeclined = "declined"

	FieldWhyIn     = "why_in"
	FieldDrivers   = "drivers"
	FieldDeclared  = "declared"
	FieldHow       = "how"
	FieldDescribed = "described"
	FieldLookedAt  = "looked_at"
)

// fieldDocument holds a whole issued document.
const fieldDocument = "document"

// FieldArchived is the field that puts an assessment away.
const FieldArchived = "archived"

// The fields every record shares.
const (
	FieldName    = "name"
	FieldRemoved = "removed"
)

// Subject is the key's name in the log.
func (k Key) Subject() Subject {
	return Subject(KindAnswer + "/" + k.Item + "/" + k.System + "/" + k.Question)
}

// BaselineSubject is the name of a baseline answer in the log.
func BaselineSubject(item string) Subject { return Subject(KindBaseline + "/" + item) }

// RecordSubject is the name of a record in the log.
func RecordSubject(kind, id string) Subject { return Subject(kind + "/" + id) }

// Kind is the part before the first slash.
func (s Subject) Kind() string {
	kind, _, _ := strings.Cut(string(s), "/")
	return kind
}

// ID is the part after the first slash: a record's id, or a baseline item's.
func (s Subject) ID() string {
	_, id, _ := strings.Cut(string(s), "/")
	return id
}

// Key reads an answer's key back.
func (s Subject) Key() (Key, error) {
	parts := strings.Split(string(s), "/")
	if len(parts) != 4 || parts[0] != KindAnswer || parts[1] == "" {
		return Key{}, fmt.Errorf("%q does not name an answer", string(s))
	}
	return Key{Item: parts[1], System: parts[2], Question: parts[3]}, nil
}

// ActKind says whether an act was made, or takes another one back.
type ActKind string

// The kinds of an act. Undo and redo are new acts: history is never rewritten.
const (
	Do   ActKind = "do"
	Undo ActKind = "undo"
	Redo ActKind = "redo"
)

// Revision is a change that was saved: immutable, for ever.
type Revision struct {
	ID         string // UUIDv7; sorts by time
	Assessment string
	Subject    Subject
	Field      string
	Value      json.RawMessage
	Parent     string   // the revision it replaces; empty for the first
	Merges     []string // further revisions it replaces, sorted: it settles them all
	Act        string   // UUIDv7 shared by the revisions saved together
	Kind       ActKind
	Reverts    string // for undo and redo: the act it takes back
	Author     string
	At         time.Time
}

// ratingValue is a Rating as it stands in a Value.
type ratingValue struct {
	Level      *int   `json:"level,omitempty"`
	NA         bool   `json:"na,omitempty"`
	Reason     string `json:"reason,omitempty"`
	Risk       string `json:"risk,omitempty"`
	ApprovedBy string `json:"approved_by,omitempty"`
	ApprovedOn string `json:"approved_on,omitempty"`
	Basis      Basis  `json:"basis,omitempty"`
	Carried    string `json:"carried,omitempty"`
	// A restored rating keeps whose it was and its place in time.
	By    string     `json:"by,omitempty"`
	At    *time.Time `json:"at,omitempty"`
	Order string     `json:"order,omitempty"`
}

func (r Rating) value() json.RawMessage {
	switch {
	case r.Is(Rated):
		return encode(ratingValue{Level: &r.Level, Reason: r.Reason, Basis: r.Basis, Carried: r.Carried})
	case r.Is(NA):
		return encode(ratingValue{NA: true, Reason: r.Reason, Risk: r.Risk, ApprovedBy: r.ApprovedBy, ApprovedOn: r.ApprovedOn, Carried: r.Carried})
	}
	return null
}

var null = json.RawMessage("null")

func encode(v any) json.RawMessage {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // the values are our own plain structs
	}
	return json.RawMessage(strings.TrimSuffix(b.String(), "\n"))
}

// ParseRating reads the rating that a revision holds. Revisions travel in other
// people's files, so a level that no act could have said is refused here too.
func ParseRating(r Revision) (Rating, error) {
	var v ratingValue
	if err := json.Unmarshal(r.Value, &v); err != nil {
		return Rating{}, fmt.Errorf("revision %s: %w", r.ID, err)
	}
	rating := Rating{
		Reason: v.Reason, Risk: v.Risk, ApprovedBy: v.ApprovedBy, ApprovedOn: v.ApprovedOn,
		By: r.Author, At: r.At, Order: r.ID, Basis: v.Basis, Carried: v.Carried,
	}
	if err := v.Basis.check(); err != nil {
		return Rating{}, fmt.Errorf("revision %s: %w", r.ID, err)
	}
	if v.Order != "" {
		rating.By, rating.Order = v.By, v.Order
		if v.At != nil {
			rating.At = *v.At
		}
	}
	switch {
	case v.NA:
		rating.State = NA
	case v.Level != nil:
		if err := CheckLevel(*v.Level); err != nil {
			return Rating{}, fmt.Errorf("revision %s: %w", r.ID, err)
		}
		rating.State, rating.Level = Rated, *v.Level
	default:
		return Rating{}, nil
	}
	return rating, nil
}

// Restored is the value that puts back what a revision set: a rating, and a field
// that is marked, keeps its author, its time and its place among the others, so
// that an undone state is the state before, to the letter.
func Restored(r Revision) (json.RawMessage, error) {
	if r.Field != FieldRating {
		if f, ok := fieldOf(r); ok && f.Mark != nil && !bytes.Equal(canonical(r.Plain()), null) {
			v, mark := r.marked()
			return mark.kept(v), nil
		}
		return r.Value, nil
	}
	rating, err := ParseRating(r)
	if err != nil || rating.State == "" {
		return null, err
	}
	return rating.kept(), nil
}

// kept is the value of a rating that stays whose it was.
func (r Rating) kept() json.RawMessage {
	v := ratingValue{
		NA: r.State == NA, Reason: r.Reason, Risk: r.Risk, ApprovedBy: r.ApprovedBy,
		ApprovedOn: r.ApprovedOn, By: r.By, At: &r.At, Order: r.Order, Basis: r.Basis, Carried: r.Carried,
	}
	if r.State == Rated {
		v.Level = &r.Level
	}
	return encode(v)
}

// equal reports whether two ratings are the same to the letter.
func (r Rating) equal(s Rating) bool {
	same := r.At.Equal(s.At)
	r.At, s.At = time.Time{}, time.Time{}
	return same && r == s
}

// Erased reports whether the words were taken out of the file: the history
// knows that something was said, and no longer what.
func (r Revision) Erased() bool { return len(r.Value) == 0 }

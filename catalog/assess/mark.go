package assess

import (
	"bytes"
	"encoding/json"
	"time"
)

// Mark is who said what stands in a field, when, and where that stands in the
// order of all that was said. It is kept for the few fields on whose age
// something depends; of a field that says nothing it is the zero Mark.
type Mark struct {
	By    string
	At    time.Time
	Order string // the id of the revision
}

// IsZero reports whether nothing is known.
func (m Mark) IsZero() bool { return m.Order == "" }

// Day is the day on which it was said, in UTC as all days; empty where nothing is
// known.
func (m Mark) Day() string {
	if m.IsZero() {
		return ""
	}
	return m.At.UTC().Format(time.DateOnly)
}

func (m Mark) equal(n Mark) bool { return m.By == n.By && m.Order == n.Order && m.At.Equal(n.At) }

// markedValue is a value that stays whose it was: of a marked field that was
// restored, as with ratings.
type markedValue struct {
	Value json.RawMessage `json:"value"`
	By    string          `json:"by"`
	At    time.Time       `json:"at"`
	Order string          `json:"order"`
}

// marked reads what a revision says, and whose that is: the revision's own,
// unless it put an earlier saying back.
func (r Revision) marked() (json.RawMessage, Mark) {
	var v markedValue
	if !bytes.HasPrefix(r.Value, []byte("{")) || json.Unmarshal(r.Value, &v) != nil || v.Value == nil {
		return r.Value, Mark{r.Author, r.At, r.ID}
	}
	return v.Value, Mark{v.By, v.At, v.Order}
}

// Plain is what a revision says, without whose that is; a rating and the record
// of a vote are as they stand.
func (r Revision) Plain() json.RawMessage {
	if r.Field == FieldRating || r.Field == FieldRecord {
		return r.Value
	}
	v, _ := r.marked()
	return v
}

// kept is a value of a field that stays whose it was.
func (m Mark) kept(v json.RawMessage) json.RawMessage {
	return encode(markedValue{v, m.By, m.At, m.Order})
}

// fieldOf finds the field that a revision is about, empty; false where there is
// none.
func fieldOf(r Revision) (Field, bool) {
	k, err := kindOf(r.Subject)
	if err != nil {
		return Field{}, false
	}
	_, fields, _ := k.Reader(New(""))
	return named(fields, r.Field)
}

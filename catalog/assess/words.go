package assess

import (
	"encoding/json"
	"slices"
)

// Words that must not be kept are taken out of the history by what they are:
// free text in the value of a revision, as against levels, days and marks.

// WordsOf are the free texts that a revision says, and those inside the record
// of a vote.
func WordsOf(r Revision) []string {
	if isDocument(r) {
		return nil // its words are those of other revisions
	}
	if r.Field == FieldRating {
		rating, err := ParseRating(r)
		if err != nil {
			return nil
		}
		return said(rating.Reason, rating.Risk, rating.ApprovedBy)
	}
	var v any
	if json.Unmarshal(r.Plain(), &v) != nil {
		return nil
	}
	return textsIn(v)
}

// HasWords reports whether it says anything but levels, numbers and marks.
func HasWords(r Revision) bool { return len(WordsOf(r)) > 0 }

// SameWords reports whether a revision says again what another says: the same
// texts, and for the record of a vote or an issued document, any of them.
func SameWords(r, other Revision) bool {
	words := WordsOf(other)
	if isDocument(r) {
		return repeats(r.Value, searched(other))
	}
	if r.Subject.Kind() == KindVote && other.Subject.Kind() != KindVote {
		return slices.ContainsFunc(WordsOf(r), func(w string) bool { return slices.Contains(words, w) })
	}
	return r.Field == other.Field && slices.Equal(WordsOf(r), words)
}

// WithoutWords is what a field is set to when the words it stands on are taken
// away with the others that are erased: nothing; a judgement keeps its level, whose
// it is and its place in time, a measurement its figures, and a document all but the
// words.
func WithoutWords(r Revision, erased []Revision) json.RawMessage {
	if isDocument(r) {
		var words []string
		for _, e := range erased {
			words = append(words, searched(e)...)
		}
		return withoutWords(r.Value, words)
	}
	if m, ok := ReadMeasurement(r.Field, r.Value); ok && r.Subject.Kind() == KindMeasurement {
		return m.withoutNote()
	}
	if r.Field != FieldRating {
		return null
	}
	rating, err := ParseRating(r)
	if err != nil || rating.Is(Unanswered) {
		return null
	}
	rating.Reason, rating.Risk, rating.ApprovedBy = "", "", ""
	return rating.kept()
}

func said(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// textsIn are the texts anywhere inside a JSON value.
func textsIn(v any) []string {
	var all []string
	switch v := v.(type) {
	case string:
		all = said(v)
	case []any:
		for _, x := range v {
			all = append(all, textsIn(x)...)
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			all = append(all, textsIn(v[k])...)
		}
	}
	return all
}

// Changes say what was erased, by whom and why.
func (e Erasure) Changes() []Change {
	return differ(RecordSubject(KindErasure, e.ID), new(Erasure).fields(), e.fields())
}

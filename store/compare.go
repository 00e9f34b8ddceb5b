package store

import (
	"reflect"
	"slices"

	"crosswalk/catalog/assess"
)

// compare says whether two assessments hold the same, and if not, of which
// subject they differ.
func compare(a, b *assess.Assessment) (subject assess.Subject, same bool) {
	if a.First != b.First || a.Last != b.Last || a.CreatedBy != b.CreatedBy || a.ChangedBy != b.ChangedBy ||
		!a.Created.Equal(b.Created) || !a.Changed.Equal(b.Changed) {
		return assess.KindAssessment, false
	}
	if !reflect.DeepEqual(a.Conflicts, b.Conflicts) {
		return append(a.Conflicts, b.Conflicts...)[0].Subject, false
	}
	for _, k := range assess.Kinds() {
		if s, same := compareKind(k, a, b); !same {
			return s, false
		}
	}
	return "", true
}

func compareKind(k assess.Kind, a, b *assess.Assessment) (assess.Subject, bool) {
	for s, fields := range k.Each(a) {
		others, there := k.Of(b, s)
		if !there {
			return s, false
		}
		for i, f := range fields {
			if !f.Says(others[i]) {
				return s, false
			}
		}
	}
	for s := range k.Each(b) {
		if _, there := k.Of(a, s); !there {
			return s, false
		}
	}
	return "", true
}

// subjects lists everything an assessment holds rows of.
func subjects(a *assess.Assessment) []assess.Subject {
	var all []assess.Subject
	for _, k := range assess.Kinds() {
		for s := range k.Each(a) {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return all
}

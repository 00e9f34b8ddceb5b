package assesstest

import (
	"reflect"

	"crosswalk/catalog/assess"
)

// Difference says of which subject two assessments say other things; empty
// where they say the same, of the same age.
func Difference(a, b *assess.Assessment) assess.Subject {
	if a.First != b.First || a.Last != b.Last || a.CreatedBy != b.CreatedBy || a.ChangedBy != b.ChangedBy ||
		!a.Created.Equal(b.Created) || !a.Changed.Equal(b.Changed) {
		return assess.KindAssessment
	}
	return Said(a, b)
}

// Said is Difference of what they say alone, whenever they came to say so.
func Said(a, b *assess.Assessment) assess.Subject {
	if len(a.Conflicts)+len(b.Conflicts) > 0 && !reflect.DeepEqual(a.Conflicts, b.Conflicts) {
		return append(append([]assess.Place{}, a.Conflicts...), b.Conflicts...)[0].Subject
	}
	for _, k := range assess.Kinds() {
		for s, fields := range k.Each(a) {
			others, there := k.Of(b, s)
			for i, f := range fields {
				if !there || !f.Says(others[i]) {
					return s
				}
			}
		}
		for s := range k.Each(b) {
			if _, there := k.Of(a, s); !there {
				return s
			}
		}
	}
	return ""
}

// Package filter chooses items of an assessment by what is said of them: which
// are gaps, whose they are, what is due. Its one rule: a filter is a row of
// words, read and written in one way wherever it is typed, shown or kept.
package filter

import (
	"cmp"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

// Term is one thing that an item must be.
type Term struct {
	Word  string // of a Kind
	Value string // empty where the kind takes none
}

// Filter lets through what meets its terms: of one kind any of them, of every
// kind one. It is in the order of the kinds, and nothing stands in it twice. The
// empty one lets everything through.
type Filter []Term

// All is typed for the filter that lets everything through.
const All = "all"

// Of is a filter of terms in whatever order.
func Of(terms ...Term) Filter {
	var f Filter
	for _, t := range terms {
		if !f.Has(t) {
			f = append(f, t)
		}
	}
	slices.SortStableFunc(f, func(a, b Term) int { return cmp.Or(place(a.Word)-place(b.Word), strings.Compare(a.Word, b.Word)) })
	return f
}

// Has reports whether the filter asks for a term.
func (f Filter) Has(t Term) bool { return slices.ContainsFunc(f, t.same) }

// Holds reports whether the filter asks for a kind, whatever its value.
func (f Filter) Holds(word string) bool {
	return slices.ContainsFunc(f, func(t Term) bool { return t.Word == word })
}

// With asks for one more.
func (f Filter) With(t Term) Filter { return Of(append(slices.Clone(f), t)...) }

// Toggle takes a term away where the filter asks for it, and adds it where not.
func (f Filter) Toggle(t Term) Filter {
	if !f.Has(t) {
		return f.With(t)
	}
	return slices.DeleteFunc(slices.Clone(f), t.same)
}

// AsksRecords reports whether it asks for what records say.
func (f Filter) AsksRecords() bool {
	return slices.ContainsFunc([]string{"contradicted", "supported", "stale", "mine"}, f.Holds)
}

// Only is what it asks for of a kind.
func (f Filter) Only(word string) Filter {
	return slices.DeleteFunc(slices.Clone(f), func(t Term) bool { return t.Word != word })
}

// Without asks for nothing of a kind.
func (f Filter) Without(word string) Filter {
	return slices.DeleteFunc(slices.Clone(f), func(t Term) bool { return t.Word == word })
}

// Equal reports whether two filters ask for the same.
func (f Filter) Equal(g Filter) bool { return slices.EqualFunc(f, g, Term.same) }

func (t Term) same(o Term) bool {
	return t.Word == o.Word && (t.Value == o.Value || assess.FoldName(t.Value) == assess.FoldName(o.Value))
}

// Words say what is asked for, as a list says it in its head.
func (f Filter) Words() string {
	var all []string
	for i := 0; i < len(f); {
		var values []string
		k, _ := KindOf(f[i].Word)
		for ; i < len(f) && f[i].Word == k.Word; i++ {
			values = append(values, f[i].Value)
		}
		all = append(all, strings.Replace(k.Shown, "…", strings.Join(values, " or "), 1))
	}
	return strings.Join(all, ", ")
}

package catalog

import (
	"slices"
	"strings"
)

// Vocabulary sets the words of security beside the words of AI.
type Vocabulary struct {
	Note  string `json:"note" yaml:"note"` // how far the numbers can be trusted
	Terms []Term `json:"terms" yaml:"terms"`
}

// Term is a word of either vocabulary, and how its senses differ.
type Term struct {
	Term       string   `json:"term" yaml:"term"`
	DefinedIn  []string `json:"defined_in" yaml:"defined_in"`
	Refs       []string `json:"refs,omitempty" yaml:"refs"`
	Relation   string   `json:"relation" yaml:"relation" is:"same|overlaps|diverges|new in 42001|27000 only"`
	Difference string   `json:"difference" yaml:"difference"`
	Note       string   `json:"note,omitempty" yaml:"note"`
}

// What a term of the security vocabulary is to its namesake on the AI side.
var termRelations = []string{"same", "overlaps", "diverges", "new in 42001", "27000 only"}

func (l *loader) checkTerms(f *file, v Vocabulary) {
	if f == nil {
		return
	}
	for i, t := range v.Terms {
		line := f.line("terms", i)
		l.refuseEmpty(f, line, t.Term, "term", t.Term, "difference", t.Difference)
		l.once(f, "", line, "term "+strings.ToLower(t.Term))
		if len(t.DefinedIn) == 0 {
			l.refuse(f.name, "", line, "%s: defined_in is missing", t.Term)
		}
		if !slices.Contains(termRelations, t.Relation) {
			l.refuse(f.name, "", line, "%s: relation is %q; it is one of %s", t.Term, t.Relation, strings.Join(termRelations, ", "))
		}
	}
}

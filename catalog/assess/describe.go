package assess

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
)

// Describe says what a revision set, in a few words: "A.5.4 rated 3",
// "A.10.4 not applicable", "6.1.2 note". Text that people typed is given as
// typed; make it safe where it is drawn.
func Describe(cat *catalog.Catalog, a *Assessment, r Revision) string {
	what := SubjectName(cat, a, r.Subject)
	if r.Erased() {
		return what + " " + strings.ReplaceAll(r.Field, "_", " ") + " erased"
	}
	if r.Field == FieldRating {
		return what + " " + ratingWords(r)
	}
	if r.Subject.Kind() == KindVote {
		return voteWords(cat, a, r)
	}
	if r.Subject.Kind() == KindErasure {
		return erasureWords(r)
	}
	if r.Subject.Kind() == KindAssessment {
		return r.Field + " " + short(r.Value)
	}
	if r.Field == FieldRemoved {
		if string(r.Value) == "true" {
			return what + " removed"
		}
		return what + " brought back"
	}
	return what + " " + strings.ReplaceAll(r.Field, "_", " ") + " " + short(r.Plain())
}

// SubjectName is how a person calls a subject: "A.5.4 (Chatbot) question 2",
// "ISMS A.5.9", "AI system Chatbot".
func SubjectName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	k, err := kindOf(s)
	if err != nil {
		return string(s)
	}
	return k.name(cat, a, s)
}

func answerName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	k, err := s.Key()
	if err != nil {
		return string(s)
	}
	return keyName(cat, a, k)
}

func baselineName(_ *catalog.Catalog, _ *Assessment, s Subject) string { return "ISMS " + s.ID() }

func systemName(_ *catalog.Catalog, a *Assessment, s Subject) string {
	sys, _ := a.System(s.ID())
	return "AI system " + sys.Name
}

func controlName(_ *catalog.Catalog, a *Assessment, s Subject) string {
	c, _ := a.Control(s.ID())
	return a.OwnNumber(c)
}

func evidenceName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	e, _ := a.EvidenceByID(s.ID())
	return "evidence on " + itemNumbers(cat, a, e.Items)
}

func findingName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	f, _ := a.Finding(s.ID())
	if f.Baseline != "" {
		return "finding on ISMS " + f.Baseline
	}
	return "finding on " + itemNumbers(cat, a, []string{f.Item})
}

func taskName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if published(s.ID()) {
		return "task " + s.ID()
	}
	return "action on " + itemNumbers(cat, a, []string{s.ID()})
}

func voteSubjectName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	v, _ := find(a.Votes, s.ID())
	return voteName(cat, a, v.Key())
}

func keyName(cat *catalog.Catalog, a *Assessment, k Key) string {
	name := itemNumbers(cat, a, []string{k.Item})
	if s, ok := a.System(k.System); ok {
		name += " (" + s.Name + ")"
	}
	if k.Question != "" {
		q := catalog.Question{ID: k.Question}
		name += " question " + q.Place()
	}
	return name
}

// itemNumbers names items by number, removed own controls included.
func itemNumbers(cat *catalog.Catalog, a *Assessment, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if item, ok := strings.CutPrefix(id, ismsPrefix); ok {
			names[i] = "ISMS " + item
			continue
		}
		if _, ok := cat.Item(id); ok {
			continue
		}
		if c, ok := a.Control(id); ok {
			names[i] = a.OwnNumber(c)
		}
	}
	return strings.Join(names, ", ")
}

func ratingWords(r Revision) string {
	rating, err := ParseRating(r)
	switch {
	case err != nil:
		return "unreadable"
	case rating.Is(NA) && ofQuestion(r.Subject):
		return "does not arise"
	case rating.Is(NA):
		return "not applicable"
	case rating.Is(Rated):
		words := "rated " + strconv.Itoa(rating.Level)
		if rating.Basis != "" {
			words += ", carried by " + rating.Basis.words()
		}
		return words
	}
	return "rating cleared"
}

func erasureWords(r Revision) string {
	switch r.Field {
	case "revisions":
		var ids []string
		_ = json.Unmarshal(r.Value, &ids)
		if len(ids) == 1 {
			return "the words of 1 revision erased"
		}
		return fmt.Sprintf("the words of %d revisions erased", len(ids))
	case "reason":
		return "words erased, because " + short(r.Value)
	}
	return strings.ReplaceAll(r.Field, "_", " ") + " " + short(r.Value)
}

func ofQuestion(s Subject) bool {
	k, err := s.Key()
	return err == nil && k.Question != ""
}

// short is a value in at most 60 characters, for a line of history.
func short(v json.RawMessage) string {
	var s string
	if json.Unmarshal(v, &s) != nil {
		s = strings.Trim(string(v), `"`)
		if s == "null" {
			s = ""
		}
	}
	if s == "" {
		return "taken away"
	}
	if runes := []rune(s); len(runes) > 60 {
		s = string(runes[:59]) + "…"
	}
	return strconv.Quote(s)
}

package assess

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// Issued is a document as it was handed out with somebody's approval. It is never
// changed: a new version takes its place. The document stands whole in it, since
// the catalogue and the answers go on.
type Issued struct {
	ID         string
	Kind       string // which document: soa …
	About      string // what it is of, where there are several: 42001, 27001, both
	Title      string
	Version    string
	ApprovedBy string
	ApprovedOn string // YYYY-MM-DD
	Reason     string // why this version
	Place      string // where the approval can be seen
	Head       string // of the history when it was made, as it stands on paper
	Acts       int    // how many revisions there were then
	Document   string // its JSON
	Removed    bool   // the issue was taken back
}

// DocumentSoA is the kind of the Statement of Applicability among documents.
const DocumentSoA = "soa"

// MaxDocument is how many bytes the JSON of an issued document may have, so that a
// line of the history stays within what other copies read.
const MaxDocument = 900_000

// Issue keeps a document as handed out. Whoever issues a version that exists
// already is refused.
func Issue(a *Assessment, is Issued) ([]Change, error) {
	if blank(is.Version) {
		return nil, errors.New("an issued document needs a version, like 1.0")
	}
	if blank(is.ApprovedBy) {
		return nil, errors.New("an issued document names who approved it")
	}
	if is.ApprovedOn == "" {
		return nil, errors.New("an issued document says on which day it was approved")
	}
	err := first(CheckLine("title", is.Title), CheckLine("version", is.Version), CheckLine("name of who approved it", is.ApprovedBy),
		CheckDate("day of approval", is.ApprovedOn), CheckText("reason", is.Reason, MaxNote), CheckLine("place of the approval", is.Place))
	switch _, known := a.Version(is.Kind, is.About, is.Version); {
	case err != nil:
		return nil, err
	case known:
		return nil, fmt.Errorf("version %s was issued already; an issued document is never changed, so give the next version", is.Version)
	case len(is.Document) > MaxDocument:
		return nil, fmt.Errorf("the document has %d bytes; at most %d can be kept as issued, so shorten its longest texts", len(is.Document), MaxDocument)
	case !json.Valid([]byte(is.Document)):
		return nil, errors.New("the document is not whole and can't be issued")
	}
	is.Removed = false
	return differ(RecordSubject(KindIssued, is.ID), new(Issued).fields(), is.fields()), nil
}

// IssuedOf are the versions of a document that were issued, oldest first.
func (a *Assessment) IssuedOf(kind, about string) []Issued {
	return keep(a.Issued, func(is Issued) bool { return !is.Removed && is.Kind == kind && is.About == about })
}

// Version finds an issued version of a document.
func (a *Assessment) Version(kind, about, version string) (Issued, bool) {
	for _, is := range a.IssuedOf(kind, about) {
		if FoldName(is.Version) == FoldName(version) {
			return is, true
		}
	}
	return Issued{}, false
}

// Changes say what was issued.
func (is Issued) Changes() []Change {
	return differ(RecordSubject(KindIssued, is.ID), new(Issued).fields(), is.fields())
}

// Words inside a document are found again when they are erased elsewhere.

// isDocument reports whether a revision holds a whole issued document.
func isDocument(r Revision) bool {
	return r.Subject.Kind() == KindIssued && r.Field == fieldDocument
}

// repeats reports whether a document holds one of some words.
func repeats(document json.RawMessage, words []string) bool {
	return string(withoutWords(document, words)) != string(document)
}

// erasedMark stands in a document where words were erased.
const erasedMark = "[erased]"

// withoutWords takes words out of all that people read in a document; how it is
// made up stays.
func withoutWords(document json.RawMessage, words []string) json.RawMessage {
	var text string
	var doc any
	if len(words) == 0 || json.Unmarshal(document, &text) != nil || json.Unmarshal([]byte(text), &doc) != nil {
		return document
	}
	if !blacken(doc, "", words) {
		return document
	}
	return encode(string(encode(doc)))
}

// spoken are the names of what people read in a document; the others say how it is
// made up.
var spoken = strings.Fields("title subtitle class text items label value caption alt lines")

// blacken changes texts in place, under names that are read, and reports whether it
// changed any.
func blacken(v any, name string, words []string) (changed bool) {
	replaced := func(text string) string {
		if !slices.Contains(spoken, name) {
			return text
		}
		for _, w := range words {
			text = strings.ReplaceAll(text, w, erasedMark)
		}
		return text
	}
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			name = key
			if text, ok := x.(string); ok {
				v[key] = replaced(text)
				changed = changed || v[key] != text
				continue
			}
			changed = blacken(x, key, words) || changed
		}
	case []any:
		for i, x := range v {
			if text, ok := x.(string); ok {
				v[i] = replaced(text)
				changed = changed || v[i] != text
				continue
			}
			changed = blacken(x, name, words) || changed
		}
	}
	return changed
}

// searched are the words of a revision that are looked for in documents: not those
// of closed lists and not days, which name nobody.
func searched(r Revision) []string {
	return slices.DeleteFunc(WordsOf(r), func(w string) bool {
		return len([]rune(w)) < 3 || CheckDate("day", w) == nil || slices.ContainsFunc(closed, func(list []string) bool {
			return !slices.ContainsFunc(strings.Fields(w), func(part string) bool { return !slices.Contains(list, part) }) || slices.Contains(list, w)
		})
	})
}

var closed = [][]string{Stages, RiskClasses, AIRoles, EvidenceKinds, Grades, DriverWords, DeclaredWords, TaskStatuses, {"yes", "no", "partly"}}

func issuedName(_ *catalog.Catalog, a *Assessment, s Subject) string {
	is, _ := find(a.Issued, s.ID())
	return strings.TrimSpace(is.Title + ", version " + is.Version)
}

func thisIssued(_ *catalog.Catalog, a *Assessment, s Subject) string {
	is, _ := find(a.Issued, s.ID())
	if is.Version == "" {
		return "a document"
	}
	return "version " + is.Version + " of the document “" + cut(is.Title) + "”"
}

package intake

import (
	"strings"
	"unicode"

	"crosswalk/catalog"
)

// titleHeadings are the words over a column that says what an item is about.
var titleHeadings = map[string]bool{
	"title": true, "name": true, "control name": true, "control title": true, "clause title": true, "control": true, "controls": true,
	"requirement": true, "requirements": true, "control objective": true, "objective": true, "description": true, "control description": true,
	"topic": true, "subject": true, "clause": true, "item": true, "security control": true, "annex a control": true,
}

// bare are words that say nothing of what one title is about.
var bare = map[string]bool{
	"the": true, "and": true, "for": true, "with": true, "from": true, "during": true, "other": true, "information": true, "security": true,
	"control": true, "controls": true, "management": true, "general": true, "system": true, "systems": true,
}

// titleWords are those of a title, in the form in which two spellings of one
// meet: policy and policies, organisation and organization.
func titleWords(s string, keep func(string) bool) map[string]bool {
	all := map[string]bool{}
	s = strings.ToLower(s[:min(len(s), mostHeading)])
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !keep(w) {
			continue
		}
		w = strings.TrimSuffix(strings.ReplaceAll(w, "isation", "ization"), "s")
		if r := []rune(w); len(r) > 5 {
			w = string(r[:5])
		}
		all[w] = true
	}
	return all
}

// telling are the words that tell one title from most others.
func telling(s string) map[string]bool {
	return titleWords(s, func(w string) bool { return len(w) > 2 && !bare[w] })
}

// allWords are those of a title with the short and common ones, for two titles
// of one number that differ in little else.
func allWords(s string) map[string]bool {
	return titleWords(s, func(w string) bool { return len(w) > 1 })
}

func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// title is what a row says beside its number, in the columns that name what an
// item is about and behind the number itself.
func (r *reader) title(at int) string {
	row, item := r.t.rows[at], r.t.head.columns[fItem]
	said := ""
	if m := idForm().FindStringSubmatchIndex(strings.TrimSpace(row.at(item).text)); m != nil {
		said = strings.TrimSpace(row.at(item).text)[m[5]:]
	}
	for column, c := range r.t.rows[r.t.head.at].cells {
		if column != item && titleHeadings[plainHeading(c.text)] && !r.reads(column) && row.at(column).kind == text {
			said += " " + row.at(column).text
		}
	}
	return said
}

func (r *reader) reads(column int) bool {
	for _, c := range r.t.head.columns {
		if c == column {
			return true
		}
	}
	return false
}

// titled tells by the title of a row which of two items is meant; nil where it
// fits both or neither.
func (r *reader) titled(at int, one, other *catalog.Item) *catalog.Item {
	said := telling(r.title(at))
	a, b := shared(said, telling(one.Title)), shared(said, telling(other.Title))
	switch {
	case a > b:
		return one
	case b > a:
		return other
	}
	return nil
}

package catalog

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are the words that a term goes by: "AI management system" and "AIMS" for
// "AI management system (AIMS)", both sides of a stroke.
func (t Term) Names() []string {
	var names []string
	for _, name := range strings.FieldsFunc(t.Term, func(r rune) bool { return strings.ContainsRune("/()", r) }) {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// TermsOf are the terms that the texts of an item use, in the order in which a
// reader meets them. Inside a longer term none is counted; those that mean the
// same in security and AI need no word and are left out.
func (c *Catalog) TermsOf(it *Item) []Term {
	text := strings.Join(it.texts(), "\n")
	type hit struct{ at, end, term int }
	var hits []hit
	for i, t := range c.Terms() {
		for _, name := range t.Names() {
			for _, at := range wordsIn(text, name) {
				hits = append(hits, hit{at, at + len(name), i})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.end, a.end)) })
	var used []Term
	seen, end := map[int]bool{}, 0
	for _, h := range hits {
		if h.at < end {
			continue
		}
		end = h.end
		if t := c.Terms()[h.term]; !seen[h.term] && t.Relation != "same" {
			used = append(used, t)
		}
		seen[h.term] = true
	}
	return used
}

// wordsIn are the places at which a name stands as words of their own, a plural s
// aside. A name with a capital behind its first letter is looked for as it is
// written, so that an aim is no AIMS.
func wordsIn(text, name string) (places []int) {
	if _, size := utf8.DecodeRuneInString(name); !strings.ContainsFunc(name[size:], unicode.IsUpper) {
		text, name = lowered(text), lowered(name)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return places
		}
		at += from
		from = at + len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text[from:], "s"))
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			places = append(places, at)
		}
	}
}

// lowered has the letters A to Z small, so that every byte keeps its place.
func lowered(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

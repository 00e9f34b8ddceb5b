package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// numberForm finds every number with dots in a cell, with its letter.
var numberForm = pattern(`(?i:\b(a|x)[\s.]*)?\b(\d{1,2}(?:\s*\.\s*\d{1,2}){1,4})`)

var (
	shortNumber = pattern(`^(?:\s*[,;/&+|、，‐‑‒–—−~-]\s*|\s+(?:\pL{1,7}|&)\s+)(?i:[ax][\s.]*)?\d{1,2}(?:\D|$)`)
	annexBefore = pattern(`^\s*(?i:annex)?\s*$`)
)

// joints tell what stands between two numbers: whether both are meant, or all
// from the one to the other. The words are the catalogue's; one that is not there
// makes the cell a question, never its first number.
type joints struct{ list, span, open *regexp.Regexp }

func newJoints(n catalog.NumberWords) joints {
	and, to, open := either(n.And), either(n.To), either(n.Open)
	return joints{
		list: regexp.MustCompile(`(?i)^\s*(?:[,;/&+|、，；・\n]|` + and + `)\s*(?:` + and + `)?\s*$`),
		span: regexp.MustCompile(`(?i)^\s*(?:[-‐‑‒–—−~～〜]|\.{2,3}|…|` + to + `)\s*$`),
		open: regexp.MustCompile(`(?i)^(?:\s*(?:` + open + `)\.?|\s*[,;/&+|-]?\s*(?:…|\.{2,3}))\s*$`),
	}
}

// either is an expression for one of several words, the longest first.
func either(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(strings.TrimSuffix(w, "."))
	}
	slices.SortFunc(quoted, func(a, b string) int { return cmp.Or(-cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return strings.Join(quoted, "|")
}

// asciiForm reads the wide figures, letters and points of Chinese and Japanese
// sheets as the narrow ones they stand for.
func asciiForm(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～' && r != '，' && r != '；' && r != '～':
			return r - '！' + '!'
		case r == '\u00a0' || r == '\u3000' || r == '\r':
			return ' '
		}
		return r
	}, s)
}

// several are the items of a cell that names more than one: all of them, or a
// refusal. Of a cell that names one item, or none, it says nothing.
func (r *reader) several(c cell) ([]*catalog.Item, error) {
	if c.kind != text || len(c.text) > mostID {
		return nil, nil
	}
	s, _ := bareItem(r.sheets, c.text)
	at := numberForm().FindAllStringSubmatchIndex(s, -1)
	if len(at) == 0 || !annexBefore().MatchString(s[:at[0][0]]) {
		return nil, nil
	}
	if rest := s[at[0][1]:]; len(at) == 1 && !r.joints.open.MatchString(rest) && !shortNumber().MatchString(rest) {
		return nil, nil
	}
	ids, related, listed := r.numbers(s, at)
	if !listed && !related {
		return nil, nil // a title with some other number in it
	}
	items, err := r.members(s, at, ids)
	if err != nil || !listed {
		return nil, fmt.Errorf("%s names several items in one cell; give each its own row, or write them as A.5.1, A.5.2 or as A.5.1 - A.5.4", short(c.text))
	}
	if len(items) == 1 {
		return nil, nil // the same one twice
	}
	return items, nil
}

// numbers are the ids in a cell; related says that one behind the first is an
// item too, listed that nothing but numbers and what joins them stands there.
func (r *reader) numbers(s string, at [][]int) (ids []id, related, listed bool) {
	listed = true
	for n, m := range at {
		i := id{exact: true}
		if m[2] >= 0 {
			i.letter = strings.ToUpper(s[m[2]:m[3]])
		}
		i.number = plainNumbers(s[m[4]:m[5]])
		if n > 0 {
			related = related || r.is(i)
			if i.letter == "" {
				i.letter = ids[0].letter
			}
			related = related || r.is(i)
			between := s[at[n-1][1]:m[0]]
			listed = listed && (r.joints.list.MatchString(between) || r.joints.span.MatchString(between))
		}
		ids = append(ids, i)
	}
	end := s[at[len(at)-1][1]:]
	if len(at) == 1 {
		return ids, true, false // a number to which a short or an open one belongs
	}
	return ids, related, listed && strings.Trim(end, " \n.,;") == ""
}

// members are the items that are named, and those from one end of a range to
// the other.
func (r *reader) members(s string, at [][]int, ids []id) ([]*catalog.Item, error) {
	var all []*catalog.Item
	for n, i := range ids {
		it, heading, err := r.find(i)
		if err != nil || heading {
			return nil, fmt.Errorf("%s is no item", i)
		}
		if n > 0 && r.joints.span.MatchString(s[at[n-1][1]:at[n][0]]) {
			between, err := r.between(all[len(all)-1], it)
			if err != nil {
				return nil, err
			}
			all = append(all, between...)
		}
		all = append(all, it)
	}
	seen := map[*catalog.Item]bool{}
	return slices.DeleteFunc(all, func(it *catalog.Item) bool {
		again := seen[it]
		seen[it] = true
		return again
	}), nil
}

// between are the items from one to another of the same standard, without the
// two.
func (r *reader) between(from, to *catalog.Item) ([]*catalog.Item, error) {
	items := r.standard().Items()
	first, last := slices.Index(items, from), slices.Index(items, to)
	if first < 0 || last <= first || from.Set.Annex() != to.Set.Annex() {
		return nil, fmt.Errorf("%s to %s is no range", from.Number, to.Number)
	}
	return items[first+1 : last], nil
}

func (r *reader) standard() *catalog.Standard { return standardOf(r.cat, r.as) }

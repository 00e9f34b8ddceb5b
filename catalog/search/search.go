// Package search finds words in what an assessment says and in what the
// catalogue asks.
//
// Its one rule: it knows nothing but the assessment it is given, so what a veil
// has taken out of that is not found.
package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"crosswalk/catalog/assess"
)

// Hit is one place in which the words stand.
type Hit struct {
	Subject assess.Subject
	Name    string // how a person calls the subject
	Title   bool   // the words stand in its title, which is Text
	Part    string // what of the subject Text is: note, owner; empty: what it is about
	Text    string // as it was typed, whole
	At      int    // the byte of Text at which the first of the words begins
}

// How well a text fits, the best first: titles before what people wrote, and that
// before what the catalogue says of every organisation.
const (
	itsNumber = iota
	titlePhrase
	titleWords
	writtenPhrase
	writtenWords
	askedPhrase
	askedWords
	askedApart // each word in another text of the item
	ranks
)

// Find gives the best places of a text, at most so many, and how many there are.
// All words must stand in the text of a place or in the title of what it is about,
// or among all that is asked of one item.
func (x *Index) Find(text string, most int) (hits []Hit, total int) {
	q := ask(text)
	if len(q.words) == 0 {
		return nil, 0
	}
	var found [ranks][]int
	told := map[assess.Subject]bool{} // of these a text has all words by itself
	for i := range x.entries {
		e := &x.entries[i]
		if rank, ok := e.fits(q); ok {
			found[rank] = append(found[rank], i)
			told[e.subject] = true
			total++
		}
	}
	for i := range x.entries {
		if e := &x.entries[i]; e.all != "" && !told[e.subject] && hasAll(e.all, q.words) {
			found[askedApart] = append(found[askedApart], i)
			total++
		}
	}
	for rank, all := range found {
		for _, at := range all {
			if len(hits) == most {
				return hits, total
			}
			h := x.hit(&x.entries[at], q.words)
			if rank == askedApart {
				h.Title, h.Part = false, "in several texts"
			}
			hits = append(hits, h)
		}
	}
	return hits, total
}

func hasAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// query is a text that is looked for.
type query struct {
	phrase string
	number string // without the points of an item's number
	words  []string
}

func ask(text string) query {
	phrase := fold(text)
	return query{phrase, plain(phrase), strings.Fields(phrase)}
}

func (e *entry) fits(q query) (rank int, ok bool) {
	switch {
	case e.rank == titlePhrase && e.number == q.number:
		return itsNumber, true
	case strings.Contains(e.folded, q.phrase):
		return e.rank, true
	}
	here := false
	for _, w := range q.words {
		switch {
		case strings.Contains(e.folded, w):
			here = true
		case !strings.Contains(e.head, w):
			return 0, false
		}
	}
	return e.rank + 1, here || e.rank == titlePhrase
}

func (x *Index) hit(e *entry, words []string) Hit {
	name := e.name
	if name == "" {
		name = assess.SubjectName(x.cat, x.a, e.subject)
	}
	return Hit{
		Subject: e.subject, Name: name,
		Title: e.rank == titlePhrase, Part: e.part, Text: e.text, At: where(e.text, words),
	}
}

// fold is a text as it is compared: NFKC, small letters, one blank between words.
// It is done in one pass, since all that was ever written is folded when somebody
// begins to look.
func fold(s string) string {
	s = norm.NFKC.String(s)
	folded := make([]byte, 0, len(s))
	apart := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case r == ' ' || r < ' ' || r >= utf8.RuneSelf && unicode.IsSpace(r):
			apart = len(folded) > 0
			continue
		case apart:
			folded, apart = append(folded, ' '), false
		}
		switch {
		case r >= utf8.RuneSelf:
			folded = utf8.AppendRune(folded, unicode.ToLower(r))
		case r >= 'A' && r <= 'Z':
			folded = append(folded, byte(r)+'a'-'A')
		default:
			folded = append(folded, byte(r))
		}
	}
	return string(folded)
}

// plain is a number without points, dashes and blanks, as people type it.
func plain(s string) string { return strings.NewReplacer(".", "", "-", "", " ", "").Replace(s) }

// where is the byte at which the first of the folded words that stands in a text
// begins; 0 where none does. Folding changes lengths, so it is done piece by
// piece.
func where(text string, words []string) int {
	if ascii(text) {
		return max(0, firstOf(strings.ToLower(text), words))
	}
	var it norm.Iter
	it.InitString(norm.NFKC, text)
	var folded strings.Builder
	var from, to []int // where a piece begins in the text, and in its folded form
	for !it.Done() {
		from, to = append(from, it.Pos()), append(to, folded.Len())
		folded.WriteString(strings.ToLower(string(it.Next())))
	}
	at := firstOf(folded.String(), words)
	if at < 0 {
		return 0
	}
	piece, exact := slices.BinarySearch(to, at)
	if !exact {
		piece--
	}
	return from[piece]
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// firstOf is where the first of the words that a text has begins, -1 where it has
// none.
func firstOf(text string, words []string) int {
	for _, w := range words {
		if at := strings.Index(text, w); at >= 0 {
			return at
		}
	}
	return -1
}

// The most of a text that Around gives, and the most of it before the words, in
// characters.
const (
	around = 200
	before = 24
)

// Around is the text near the words, on one line, with … where it begins later
// than the text does.
func (h Hit) Around() string {
	lead := []rune(h.Text[:h.At])
	from := max(0, len(lead)-before)
	if from > 0 {
		if blank := slices.IndexFunc(lead[from:], unicode.IsSpace); blank >= 0 {
			from += blank + 1
		}
	}
	text := strings.Join(strings.Fields(string(lead[from:])+h.Text[h.At:]), " ")
	if from > 0 {
		text = "…" + text
	}
	if runes := []rune(text); len(runes) > around {
		text = string(runes[:around]) + "…"
	}
	return text
}

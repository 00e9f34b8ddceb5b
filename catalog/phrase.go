package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Phrase is a run of words that stands in several items.
type Phrase struct {
	Text  string   `json:"text"` // in small letters, without punctuation
	Items []string `json:"items" least:"2" says:"Items in catalogue order; those of ISO/IEC 27001 as ISMS A.5.9."`

	first *Item
}

// Phrases are the runs of at least so many words that stand in at least so many
// items, the most widespread first. A longer run stands for the shorter ones in
// it that are in the same items.
func Phrases(c *Catalog, words, items int) []Phrase {
	runs := newRuns(c, words)
	seen := map[string]bool{}
	var found []Phrase
	for _, t := range runs.texts {
		for i := 0; i+words <= len(t.words); {
			in := runs.in(t.words[i : i+words])
			end := i + words
			for end < len(t.words) && len(in) >= items && slices.Equal(in, runs.in(t.words[end+1-words:end+1])) {
				end++
			}
			said := strings.Join(t.words[i:end], " ")
			if len(in) >= items && !seen[said] {
				seen[said] = true
				found = append(found, Phrase{Text: said, Items: names(in), first: in[0]})
			}
			i = end - words + 1
		}
	}
	slices.SortStableFunc(found, func(a, b Phrase) int {
		return cmp.Or(-cmp.Compare(len(a.Items), len(b.Items)), -cmp.Compare(len(a.Text), len(b.Text)), cmp.Compare(a.Text, b.Text))
	})
	return longest(found)
}

// longest leaves out what stands inside a phrase before it, in the same items.
func longest(sorted []Phrase) []Phrase {
	var kept []Phrase
	texts := map[string][]string{} // of what is kept, by its items
	for _, p := range sorted {
		in, text := strings.Join(p.Items, " "), " "+p.Text+" "
		if !slices.ContainsFunc(texts[in], func(longer string) bool { return strings.Contains(longer, text) }) {
			kept = append(kept, p)
			texts[in] = append(texts[in], text)
		}
	}
	return kept
}

// runs knows every run of n words, and the items it stands in.
type runs struct {
	texts []runText
	items map[string][]*Item
}

type runText struct {
	item  *Item
	words []string
}

func newRuns(c *Catalog, n int) *runs {
	r := &runs{items: map[string][]*Item{}}
	for _, s := range c.Standards {
		for _, it := range s.Items() {
			for _, text := range it.texts() {
				t := runText{it, plainWords(text)}
				r.texts = append(r.texts, t)
				for i := range len(t.words) - n + 1 {
					key := strings.Join(t.words[i:i+n], " ")
					if in := r.items[key]; len(in) == 0 || in[len(in)-1] != it {
						r.items[key] = append(in, it)
					}
				}
			}
		}
	}
	return r
}

func (r *runs) in(words []string) []*Item { return r.items[strings.Join(words, " ")] }

func names(items []*Item) []string {
	all := make([]string, len(items))
	for i, it := range items {
		all[i] = it.ID
		if it.Set.Standard == ISMS {
			all[i] = "ISMS " + it.ID
		}
	}
	return all
}

// plainWords are the words of a text in small letters, without the punctuation
// around them.
func plainWords(text string) []string {
	words := strings.Fields(strings.ToLower(text))
	for i, w := range words {
		words[i] = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// phrases refuses long phrases that come again and again.
func (l *lint) phrases() {
	for _, p := range Phrases(l.c, phraseWords, phraseItems+1) {
		l.refuse(p.first, "%s; say it in other words in some of them", p)
	}
}

func (p Phrase) String() string {
	return fmt.Sprintf("%q stands in %d items: %s", p.Text, len(p.Items), strings.Join(p.Items, ", "))
}

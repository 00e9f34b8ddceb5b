package report

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Replaced is what must not stand in a document that names nobody: each name and its
// words, and each text that was left out as a whole. What the catalogue or the frame
// says itself gives nobody away and is no part of it.
type Replaced struct {
	phrases map[string][]phrase // by their first word
}

// phrase is one of them: as it was typed, and its words as they are compared.
type phrase struct {
	typed string
	words []string
}

// shortest is how many letters a word needs to give somebody away.
const shortest = 3

func newReplaced() *Replaced { return &Replaced{map[string][]phrase{}} }

// name is a name: it is looked for as a whole and by its words.
func (r *Replaced) name(text string) {
	r.text(text)
	for _, w := range compared(text) {
		r.add(w, []string{w})
	}
}

// text is looked for as a whole.
func (r *Replaced) text(text string) { r.add(text, compared(text)) }

func (r *Replaced) add(typed string, words []string) {
	if letters(words) < shortest {
		return
	}
	all := r.phrases[words[0]]
	if !slices.ContainsFunc(all, func(p phrase) bool { return slices.Equal(p.words, words) }) {
		r.phrases[words[0]] = append(all, phrase{typed, words})
	}
}

// letters counts those in some words.
func letters(words []string) int {
	n := 0
	for _, w := range words {
		for _, r := range w {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// Allow takes out what stands in some texts, which are those of the program.
func (r *Replaced) Allow(texts ...string) {
	for _, text := range texts {
		for _, p := range r.found(text) {
			first := p.words[0]
			r.phrases[first] = slices.DeleteFunc(r.phrases[first], func(q phrase) bool { return slices.Equal(p.words, q.words) })
		}
	}
}

// allowJSON takes out what stands anywhere in a value.
func (r *Replaced) allowJSON(v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // it was read from such a form
	}
	for _, text := range stringsIn(raw) {
		r.Allow(text)
	}
}

// stringsIn are all texts in a JSON value, names included; nil where it is none.
func stringsIn(raw []byte) []string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return nil
	}
	var all []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			all = append(all, v)
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for name, x := range v {
				all = append(all, name)
				walk(x)
			}
		}
	}
	walk(v)
	return all
}

// In are the replaced names and texts that stand in a text, as they were typed, each
// once.
func (r *Replaced) In(text string) []string {
	var all []string
	for _, p := range r.found(text) {
		all = append(all, p.typed)
	}
	return once(all)
}

func (r *Replaced) found(text string) []phrase {
	words := compared(text)
	var all []phrase
	for i, w := range words {
		for _, p := range r.phrases[w] {
			if i+len(p.words) <= len(words) && slices.Equal(p.words, words[i:i+len(p.words)]) {
				all = append(all, p)
			}
		}
	}
	return all
}

// compared are the words of a text as they are compared: without case, and whatever
// stands between them.
func compared(text string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFKC.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

package catalog

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// English is the code of the language that the catalogue itself is written in.
// One of an organisation's own may be in another; it is what "en" gives all the
// same, so there is no folder of that name.
const English = "en"

// Language is the texts of a catalogue in another language, as far as somebody
// wrote them: a text that is missing is read in the catalogue's own words. Titles
// are the standards', so there is one only where the official translation is
// known, and none is missed. It is for reading: no figure and no rule asks it. Nil
// is the catalogue's own.
type Language struct {
	Code string
	Name string // as its speakers call it

	scale    []string
	items    map[*Item]*Item // of the catalogue -> as it reads in the language
	coverage []Coverage
	raw      Words
	stands   places // where what was read; nil in a compiled language
}

// Words are the texts of a language as its files have them.
type Words struct {
	Name    string      `json:"name" yaml:"name"`
	Scale   []string    `json:"scale,omitempty" yaml:"scale"` // what 0 to 5 mean where an item has no levels of its own
	Clauses []SaidOfSet `json:"clauses,omitempty" yaml:"-"`
}

// SaidOfSet is the texts of a clause, section or theme in a language: a file.
type SaidOfSet struct {
	Standard string     `json:"standard" yaml:"standard"`
	ID       string     `json:"id" yaml:"id"`
	Items    []SaidItem `json:"items" yaml:"items"`
}

// SaidItem is the texts of an item in a language. Each field is that of Item; what
// is empty is not written yet.
type SaidItem struct {
	ID          string         `json:"id" yaml:"id"`
	Title       string         `json:"title,omitempty" yaml:"title"`
	Intent      string         `json:"intent,omitempty" yaml:"intent"`
	Questions   []SaidQuestion `json:"questions,omitempty" yaml:"questions"`
	Levels      map[int]string `json:"levels,omitempty" yaml:"levels"`
	Evidence    []string       `json:"evidence,omitempty" yaml:"evidence"`
	Interview   []string       `json:"interview,omitempty" yaml:"interview"`
	Extend      []string       `json:"extend,omitempty" yaml:"extend"`
	Deliverable string         `json:"deliverable,omitempty" yaml:"deliverable"`
	Pitfall     string         `json:"pitfall,omitempty" yaml:"pitfall"`
	Ask         string         `json:"ask,omitempty" yaml:"ask"`
	Implemented string         `json:"implemented,omitempty" yaml:"implemented"`
}

// SaidQuestion is a question in a language.
type SaidQuestion struct {
	ID   string `json:"id" yaml:"id"`
	Ask  string `json:"ask,omitempty" yaml:"ask"`
	Good string `json:"good,omitempty" yaml:"good"`
}

// Coverage is how many texts an item has, and how many of them are read in the
// catalogue's own words because the language lacks them.
type Coverage struct {
	Item        *Item
	Texts, Lack int
}

// Item is an item as it reads in the language; one of another catalogue, or of
// the organisation's own, as it is.
func (l *Language) Item(it *Item) *Item {
	if l != nil {
		if said, ok := l.items[it]; ok {
			return said
		}
	}
	return it
}

// ScaleWord is what a level means where an item has no words of its own for it.
func (l *Language) ScaleWord(c *Catalog, level int) string {
	if l != nil && level < len(l.scale) && l.scale[level] != "" {
		return l.scale[level]
	}
	return c.Method.Scale[level]
}

// Coverage is every item of both standards, in catalogue order.
func (l *Language) Coverage() []Coverage { return l.coverage }

// LacksScale is how many words of the scale the language lacks.
func (l *Language) LacksScale() int {
	return 6 - len(slices.DeleteFunc(slices.Clone(l.scale), func(s string) bool { return s == "" }))
}

// Languages are the codes of the languages that a catalogue has besides its own.
func (c *Catalog) Languages() []string { return slices.Sorted(maps.Keys(c.speaks)) }

// In is a catalogue's language of a code, made at the first call; nil for the
// catalogue's own, which no code stands for too. A folder's bad language is refused
// whole, with Problems.
func (c *Catalog) In(code string) (*Language, error) {
	if code == "" || code == English {
		return nil, nil
	}
	read, ok := c.speaks[code]
	if !ok {
		return nil, fmt.Errorf("there is no language %q; there are %s", code, strings.Join(append([]string{English}, c.Languages()...), ", "))
	}
	return read()
}

// newLanguage lays words over a catalogue. Words that were written for another
// one hold for the items that say in it what they say there.
func newLanguage(code string, w Words, c, of *Catalog) *Language {
	l := &Language{Code: code, Name: w.Name, scale: w.Scale, items: map[*Item]*Item{}, raw: w}
	said := map[string]*SaidItem{}
	for _, set := range w.Clauses {
		for i := range set.Items {
			said[set.Standard+" "+set.Items[i].ID] = &set.Items[i]
		}
	}
	for i, s := range c.Standards {
		for _, it := range s.Items() {
			words := said[s.Name+" "+it.ID]
			if words != nil && c != of && !saysTheSame(it, of.Standards[i]) {
				words = nil
			}
			l.lay(it, words)
		}
	}
	return l
}

func saysTheSame(it *Item, s *Standard) bool {
	other, ok := s.Find(it.ID)
	return ok && slices.Equal(it.texts(), other.texts())
}

// lay keeps an item as it reads in the language, and counts what it lacks.
func (l *Language) lay(it *Item, said *SaidItem) {
	if said == nil {
		n := len(it.texts())
		l.coverage = append(l.coverage, Coverage{it, n, n})
		return
	}
	x := *it
	x.Title = cmp.Or(said.Title, it.Title)
	n := &Coverage{Item: it}
	n.text(&x.Intent, said.Intent)
	x.Questions = n.questions(it.Questions, said.Questions)
	x.Levels = maps.Clone(it.Levels)
	for level, text := range it.Levels {
		n.text(&text, said.Levels[level])
		x.Levels[level] = text
	}
	n.list(&x.Evidence, said.Evidence)
	n.list(&x.Interview, said.Interview)
	n.list(&x.Extend, said.Extend)
	n.text(&x.Deliverable, said.Deliverable)
	n.text(&x.Pitfall, said.Pitfall)
	n.text(&x.Ask, said.Ask)
	n.text(&x.Implemented, said.Implemented)
	l.items[it] = &x
	l.coverage = append(l.coverage, *n)
}

func (n *Coverage) questions(own []Question, said []SaidQuestion) []Question {
	all := slices.Clone(own)
	for i := range all {
		var words SaidQuestion
		if at := slices.IndexFunc(said, func(q SaidQuestion) bool { return q.ID == all[i].ID }); at >= 0 {
			words = said[at]
		}
		n.text(&all[i].Ask, words.Ask)
		n.text(&all[i].Good, words.Good)
	}
	return all
}

// text puts a text in the place of the catalogue's own, which is never filled
// where it is empty.
func (n *Coverage) text(at *string, said string) {
	if *at == "" {
		return
	}
	n.Texts++
	if said == "" {
		n.Lack++
		return
	}
	*at = said
}

// list is text for a list, which is whole or missing: half of one in each
// language would be read as one.
func (n *Coverage) list(at *[]string, said []string) {
	n.Texts += len(*at)
	if len(said) == 0 {
		n.Lack += len(*at)
		return
	}
	if len(*at) > 0 {
		*at = said
	}
}

// CompileLanguage writes the form in which a shipped language is decoded when it
// is asked for.
func CompileLanguage(l *Language) ([]byte, error) {
	raw, err := json.MarshalIndent(l.raw, "", " ")
	if err != nil {
		return nil, fmt.Errorf("compile the language %s: %w", l.Code, err)
	}
	return append(raw, '\n'), nil
}

// decodeLanguage reads the form that CompileLanguage writes, for a catalogue; of
// is the one that the words were written for.
func decodeLanguage(code string, compiled []byte, c, of *Catalog) (*Language, error) {
	var w Words
	if err := json.Unmarshal(compiled, &w); err != nil {
		return nil, fmt.Errorf("the compiled language %s is damaged, make it anew from the YAML: %w", code, err)
	}
	return newLanguage(code, w, c, of), nil
}

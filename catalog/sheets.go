package catalog

import (
	"slices"
	"strings"
)

// Sheets is what people call things in the sheets they keep, in the languages
// such sheets come in. What a word stands for is a proposal until a person has
// seen it; what is not certain is Doubtful, and is asked.
type Sheets struct {
	Columns []ColumnWords `json:"columns" yaml:"columns"`
	Words   []SheetWord   `json:"words" yaml:"words"`
	Yes     []string      `json:"yes" yaml:"yes"` // the control is applicable
	No      []string      `json:"no" yaml:"no"`   // it is not
	Numbers NumberWords   `json:"numbers" yaml:"numbers"`
	Scales  []SheetScale  `json:"scales" yaml:"scales"`
	Tools   []Tool        `json:"tools" yaml:"tools"`

	index func() *sheetIndex // folds the words once; nil outside a Reference
}

// ColumnWords are the headings of one kind of column, the plainest first.
type ColumnWords struct {
	Field string   `json:"field" yaml:"field"` // one of SheetFields
	Words []string `json:"words" yaml:"words"`
}

// SheetFields are the kinds of column that are known.
var SheetFields = []string{
	"item", "title", "rating", "status", "applicable", "note", "reason", "why_in", "why_not", "drivers",
	"owner", "due", "evidence", "system", "how", "described", "looked_at",
	"risk", "law", "contract", "isms", "practice", // yes where the item is needed for it
}

// SheetWord is a word for how far something is done.
type SheetWord struct {
	Words    []string `json:"words" yaml:"words"`
	Level    int      `json:"level,omitempty" yaml:"level"`       // 0-5 it stands for; without meaning where NA or Nothing
	NA       bool     `json:"na,omitempty" yaml:"na"`             // not applicable
	Nothing  bool     `json:"nothing,omitempty" yaml:"nothing"`   // says nothing about it
	Declared string   `json:"declared,omitempty" yaml:"declared"` // none, planned, partly or implemented; empty for names of maturity, levels and signs of a scale
	Doubtful bool     `json:"doubtful,omitempty" yaml:"doubtful"` // a proposal that is asked before it counts
}

// NumberWords are what stands around the numbers of items.
type NumberWords struct {
	Before []string `json:"before" yaml:"before"` // may stand before a number
	And    []string `json:"and" yaml:"and"`       // join two
	To     []string `json:"to" yaml:"to"`         // a range
	Open   []string `json:"open" yaml:"open"`     // leave the end open
}

// SheetScale is a scale other than 0-5: how its values stand for levels. Those
// of percent are the lower bounds of bands.
type SheetScale struct {
	Name   string         `json:"name" yaml:"name"`
	Levels map[string]int `json:"levels" yaml:"levels"`
}

// Tool is a program whose exports are known by their headings.
type Tool struct {
	Name     string            `json:"name" yaml:"name"`
	Headings []string          `json:"headings" yaml:"headings"`     // all of these stand in the heading row
	Columns  map[string]string `json:"columns" yaml:"columns"`       // field -> heading
	Words    []SheetWord       `json:"words,omitempty" yaml:"words"` // its own, looked at before the common ones
	Scale    string            `json:"scale,omitempty" yaml:"scale"` // name of a scale, where it has one
}

// FieldRank is a field that a heading may name, and how plainly: 0 is the
// plainest of its words.
type FieldRank struct {
	Field string
	Rank  int
}

// sheetIndex holds the words folded.
type sheetIndex struct {
	words      map[string]map[string]SheetWord // tool, empty for the common ones -> word
	applicable map[string]bool
	fields     map[string][]FieldRank
	before     map[string]bool
}

func (s *Sheets) folded() *sheetIndex {
	if s.index == nil {
		return newSheetIndex(s)
	}
	return s.index()
}

func newSheetIndex(s *Sheets) *sheetIndex {
	i := &sheetIndex{words: map[string]map[string]SheetWord{"": foldWords(s.Words)}, applicable: map[string]bool{}, fields: map[string][]FieldRank{}}
	for _, t := range s.Tools {
		i.words[t.Name] = foldWords(t.Words)
	}
	i.before = map[string]bool{}
	for _, w := range s.Numbers.Before {
		i.before[FoldWord(w)] = true
	}
	for _, w := range s.Yes {
		i.applicable[FoldWord(w)] = true
	}
	for _, w := range s.No {
		i.applicable[FoldWord(w)] = false
	}
	for _, c := range s.Columns {
		for rank, w := range c.Words {
			h := FoldWord(w) // plain already, which foldHeading would take long to find out
			i.fields[h] = append(i.fields[h], FieldRank{c.Field, rank})
		}
	}
	return i
}

func foldWords(words []SheetWord) map[string]SheetWord {
	folded := map[string]SheetWord{}
	for _, w := range words {
		for _, text := range w.Words {
			folded[FoldWord(text)] = w
		}
	}
	return folded
}

const mostWord = 200 // bytes; a longer cell is no heading and no word

// behindWord is where the part of a cell ends that may be a word: "Yes -
// mandatory", "Partially (80 %)".
var behindWord = pattern(`[(\[{:;,\r\n–—]|\s-\s|\s\d`)

func wordHead(text string) string {
	if at := behindWord().FindStringIndex(text); at != nil {
		return text[:at[0]]
	}
	return text
}

// Word finds what a cell says about how far something is done, in the words of
// a tool (empty for none) before the common ones. A word with something behind
// it, or beside a sign that says otherwise, is doubtful.
func (s *Sheets) Word(tool, text string) (SheetWord, bool) {
	if len(text) > mostWord {
		return SheetWord{}, false
	}
	i := s.folded()
	if w, ok := i.word(tool, FoldWord(text)); ok {
		w.Doubtful = w.Doubtful || i.denied(tool, text, w)
		return w, true
	}
	w, ok := i.word(tool, FoldWord(wordHead(text)))
	w.Doubtful = ok
	return w, ok
}

func (i *sheetIndex) word(tool, folded string) (SheetWord, bool) {
	if w, ok := i.words[tool][folded]; ok {
		return w, true
	}
	w, ok := i.words[""][folded]
	return w, ok
}

// denied reports whether a sign around a word is sure of something else: a cross
// before Implemented.
func (i *sheetIndex) denied(tool, text string, w SheetWord) bool {
	for _, r := range text {
		if carries(r) {
			continue
		}
		sign, ok := i.word(tool, FoldWord(string(r)))
		if ok && !sign.Doubtful && !sign.Nothing && (sign.NA != w.NA || sign.Level != w.Level) {
			return true
		}
	}
	return false
}

// Applicable says whether a cell calls a control applicable; not known where it
// says neither. What stands behind yes or no is a reason.
func (s *Sheets) Applicable(text string) (yes, known bool) {
	if len(text) > mostWord {
		text = strings.ToValidUTF8(text[:mostWord], "")
	}
	i := s.folded()
	for _, part := range []string{text, wordHead(text)} {
		folded := FoldWord(part)
		if yes, known = i.applicable[folded]; known {
			return yes, known
		}
		if w, ok := i.word("", folded); ok && w.NA {
			return false, true
		}
	}
	return false, false
}

// betweenHeadings parts a heading in two languages.
var betweenHeadings = pattern(`[/|\r\n・:]|\s[-–—]\s`)

// Field are the fields that a heading may name, the plainest first. A heading in
// two languages is tried part by part where the whole names nothing.
func (s *Sheets) Field(heading string) []FieldRank {
	if len(heading) > mostWord {
		return nil
	}
	i := s.folded()
	found := slices.Clone(i.fields[foldHeading(heading)])
	if len(found) == 0 {
		for _, part := range betweenHeadings().Split(heading, -1) {
			found = append(found, i.fields[foldHeading(part)]...)
		}
	}
	slices.SortStableFunc(found, func(a, b FieldRank) int { return a.Rank - b.Rank })
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(f FieldRank) bool {
		twice := seen[f.Field]
		seen[f.Field] = true
		return twice
	})
}

// ToolFor is the tool that a heading row comes from: of those whose headings all
// stand there, the one that asks for most.
func (s *Sheets) ToolFor(headings []string) (*Tool, bool) {
	has := map[string]bool{}
	for _, h := range headings {
		if len(h) <= mostWord {
			has[FoldWord(h)] = true
		}
	}
	var best *Tool
	for i := range s.Tools {
		t := &s.Tools[i]
		lacks := slices.ContainsFunc(t.Headings, func(h string) bool { return !has[FoldWord(h)] })
		if !lacks && (best == nil || len(t.Headings) > len(best.Headings)) {
			best = t
		}
	}
	return best, best != nil
}

// Before reports whether a word may stand before the number of an item.
func (s *Sheets) Before(word string) bool {
	return len(word) <= mostWord && s.folded().before[FoldWord(word)]
}

// ToolNamed finds a tool by its name.
func (s *Sheets) ToolNamed(name string) (*Tool, bool) {
	i := slices.IndexFunc(s.Tools, func(t Tool) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return &s.Tools[i], true
}

// Scale finds a scale by its name.
func (s *Sheets) Scale(name string) (SheetScale, bool) {
	i := slices.IndexFunc(s.Scales, func(c SheetScale) bool { return c.Name == name })
	if i < 0 {
		return SheetScale{}, false
	}
	return s.Scales[i], true
}

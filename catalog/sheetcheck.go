package catalog

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// declaredWords are the meanings that a word of a sheet may declare; a test of
// catalog/assess holds them to its own.
var declaredWords = []string{"", "none", "planned", "partly", "implemented"}

// sheetCheck looks at the words of sheets, with the lines they stand in.
type sheetCheck struct {
	*loader
	f *file
}

// word is a text of a list and where it stands.
type word struct {
	text string
	line int
}

// aliased is the node that an alias stands for.
func aliased(n *yaml.Node) *yaml.Node {
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// at is an entry of a list, nil where there is none.
func at(list *yaml.Node, i int) *yaml.Node {
	if list = aliased(list); list == nil || i >= len(list.Content) {
		return nil
	}
	return aliased(list.Content[i])
}

func lineOf(n *yaml.Node) int {
	if n == nil {
		return 0
	}
	return n.Line
}

// listed are the texts of a list with their lines, which a merged or missing
// node does not have.
func listed(list *yaml.Node, texts []string) []word {
	all := make([]word, len(texts))
	for i, text := range texts {
		all[i] = word{text, lineOf(at(list, i))}
	}
	return all
}

func (l *loader) checkSheets(f *file, s *Sheets) {
	if f == nil {
		return
	}
	c := sheetCheck{l, f}
	c.columns(s)
	c.statusWords("words", child(f.top(), "words"), s.Words)
	answers := map[string]word{}
	c.distinct("yes", listed(child(f.top(), "yes"), s.Yes), answers)
	c.distinct("no", listed(child(f.top(), "no"), s.No), answers)
	c.scales(s)
	c.tools(s)
	numbers := aliased(child(f.top(), "numbers"))
	for _, kind := range []struct {
		name  string
		words []string
	}{{"before", s.Numbers.Before}, {"and", s.Numbers.And}, {"to", s.Numbers.To}, {"open", s.Numbers.Open}} {
		c.distinct("numbers "+kind.name, listed(child(numbers, kind.name), kind.words), map[string]word{})
	}
}

func (c sheetCheck) no(line int, format string, args ...any) {
	c.refuse(c.f.name, "", line, format, args...)
}

// distinct refuses words that fold to nothing or to one that stands already.
func (c sheetCheck) distinct(what string, words []word, stands map[string]word) {
	for _, w := range words {
		folded := FoldWord(w.text)
		other, twice := stands[folded]
		switch {
		case folded == "":
			c.no(w.line, "%s: %q holds no letter, figure or sign", what, w.text)
		case twice:
			c.no(w.line, "%s: %q stands already in line %d as %q", what, w.text, other.line, other.text)
		default:
			stands[folded] = w
		}
	}
}

func (c sheetCheck) columns(s *Sheets) {
	for i, column := range s.Columns {
		line := c.f.line("columns", i)
		if !slices.Contains(SheetFields, column.Field) {
			c.no(line, "there is no column %q; it is one of %s", column.Field, strings.Join(SheetFields, ", "))
		}
		c.once(c.f, "", line, "column "+column.Field)
		words := listed(child(at(child(c.f.top(), "columns"), i), "words"), column.Words)
		c.distinct(column.Field, words, map[string]word{})
		for _, w := range words {
			if plain := foldHeading(w.text); plain != FoldWord(w.text) {
				c.no(w.line, "%s: %q is looked for as %q; write it so, without brackets, scale and the name of the standard", column.Field, w.text, plain)
			}
		}
	}
}

// statusWords refuses a word that stands twice, whatever it means.
func (c sheetCheck) statusWords(what string, list *yaml.Node, words []SheetWord) {
	stands := map[string]word{}
	for i, w := range words {
		node := at(list, i)
		line := lineOf(node)
		c.distinct(what, listed(child(node, "words"), w.Words), stands)
		first := strings.Join(w.Words[:min(1, len(w.Words))], "")
		switch {
		case len(w.Words) == 0:
			c.no(line, "%s: the entry has no words", what)
		case w.Level < 0 || w.Level > 5:
			c.no(line, "%s: there is no level %d; levels are 0 to 5", first, w.Level)
		case w.NA && w.Nothing, (w.NA || w.Nothing) && (w.Level != 0 || w.Declared != ""):
			c.no(line, "%s is na or nothing; it has neither the other nor a level nor declared", first)
		case !slices.Contains(declaredWords, w.Declared):
			c.no(line, "%s: declared is %q; it is one of %s", first, w.Declared, strings.Join(declaredWords[1:], ", "))
		}
	}
}

func (c sheetCheck) scales(s *Sheets) {
	for i, scale := range s.Scales {
		line := c.f.line("scales", i)
		c.refuseEmpty(c.f, line, "a scale", "name", scale.Name)
		c.once(c.f, "", line, "scale "+scale.Name)
		if len(scale.Levels) == 0 {
			c.no(line, "%s has no levels", scale.Name)
		}
		for _, value := range slices.Sorted(maps.Keys(scale.Levels)) {
			if level := scale.Levels[value]; level < 0 || level > 5 {
				c.no(line, "%s: %s stands for %d; levels are 0 to 5", scale.Name, value, level)
			}
		}
	}
}

func (c sheetCheck) tools(s *Sheets) {
	for i, t := range s.Tools {
		node := at(child(c.f.top(), "tools"), i)
		line := lineOf(node)
		c.refuseEmpty(c.f, line, "a tool", "name", t.Name)
		c.once(c.f, "", line, "tool "+t.Name)
		if len(t.Headings) < 2 {
			c.no(line, "%s names %d headings; it is known by two at least", t.Name, len(t.Headings))
		}
		c.distinct(t.Name+" headings", listed(child(node, "headings"), t.Headings), map[string]word{})
		for _, field := range slices.Sorted(maps.Keys(t.Columns)) {
			if !slices.Contains(SheetFields, field) {
				c.no(line, "%s: there is no column %q; it is one of %s", t.Name, field, strings.Join(SheetFields, ", "))
			}
			if FoldWord(t.Columns[field]) == "" {
				c.no(line, "%s: the column %s names no heading", t.Name, field)
			}
		}
		if t.Columns["item"] == "" {
			c.no(line, "%s has no column item", t.Name)
		}
		if _, ok := s.Scale(t.Scale); t.Scale != "" && !ok {
			c.no(line, "%s: there is no scale %q", t.Name, t.Scale)
		}
		c.statusWords(t.Name, child(node, "words"), t.Words)
	}
}

package intake

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// mark is what a rating cell says.
type mark struct {
	said     bool
	na       bool
	word     bool // a status word, which tells less than a level does
	level    int  // where said and not na
	declared string
}

// meaning is what a word was found to say.
type meaning struct {
	mark
	open  bool // nobody has said so yet, or agreed to it
	known bool // there is something to agree to
	by    bool // somebody has said it
}

// glossary knows what the words of one file mean, and counts them.
type glossary struct {
	sheets     *catalog.Sheets
	layout     Layout
	tool       string
	accept     bool // proposals count
	again      bool // the words at hand were counted: the row is about several items
	done       bool // the column asks whether it is done: yes is done
	scale      scale
	scaleAsked bool // somebody has to agree to it
	seen       map[string]*WordSeen
	order      []*WordSeen
}

// scale is how the numbers of a file stand for levels.
type scale struct {
	name   string
	levels map[string]int // empty: they are levels
	bands  bool           // the values are the lower ends of bands
}

func newGlossary(cat *catalog.Catalog, layout Layout, accept bool) *glossary {
	return &glossary{sheets: cat.Sheets(), layout: layout, accept: accept, scale: scale{name: usualScale}, seen: map[string]*WordSeen{}}
}

// levelName may stand before the figure of a level, in the languages that sheets
// come in.
const levelName = `(?:(?:level|stufe|niveau|nivel|nível|livello|poziom|maturity|grad|stage|レベル|l|n)\s*[.:]?\s*)?`

// numbered is a level with its name, or with the name of its scale: "3 -
// Defined", "Level 2", "L4", "2/5".
var numbered = pattern(`(?i)^` + levelName + `(\d{1,3})\s*(?:$|[-–—:.)=/|]\s*\D.*$|\(.*\)$)`)

// rating reads a cell that rates. What nobody knows is an error only where the
// cell can't be a word.
func (g *glossary) rating(c cell, where func() string) (m mark, sure bool, err error) {
	if c.blank() {
		return mark{}, true, nil
	}
	said := strings.TrimSpace(plainText(c))
	if len(said) > mostWord {
		return mark{}, false, fmt.Errorf("%s is too long for a rating; a note may stand in a column of its own", short(said))
	}
	is := g.meaning(c, said)
	if is.open || is.word || is.by {
		g.count(said, "", is, where)
	}
	return is.mark, !is.open || g.accept && is.known, nil
}

// beside reads a word that stands beside a level: what nobody is sure of says
// nothing there.
func (g *glossary) beside(c cell) (mark, bool) {
	if !g.sure(c) {
		return mark{}, false
	}
	return g.meaning(c, strings.TrimSpace(plainText(c))).mark, true
}

// sure reports whether a cell says a rating that nobody doubts.
func (g *glossary) sure(c cell) bool {
	said := strings.TrimSpace(plainText(c))
	if c.blank() || len(said) > mostWord {
		return false
	}
	m := g.meaning(c, said)
	return m.said && !m.open
}

func (g *glossary) meaning(c cell, said string) meaning {
	if m, ok := g.layout.means(said); ok {
		return g.meaningOf(m, said)
	}
	if m, number := g.number(c, said); number {
		return m
	}
	if yes, known := g.sheets.Applicable(said); known && g.done {
		return g.yesNo(yes)
	}
	if w, known := g.sheets.Word(g.tool, said); known {
		m := meaning{mark: mark{said: !w.Nothing, na: w.NA, word: w.Declared != "" || w.Nothing, level: w.Level, declared: w.Declared}, known: true}
		m.open = w.Doubtful
		return m
	}
	if yes, known := g.sheets.Applicable(said); known || c.kind == truth {
		if c.kind == truth {
			yes = c.text == "1"
		}
		return g.yesNo(yes)
	}
	return meaning{open: true}
}

// yesNo is done or not under a heading that asks whether it is done, and a
// question elsewhere.
func (g *glossary) yesNo(yes bool) meaning {
	m := meaning{mark: mark{said: true, word: true, declared: "none"}, known: true, open: !g.done}
	if yes {
		m.level, m.declared = 3, "implemented"
	}
	return m
}

// meaningOf is what somebody has said that a word means. It declares what the
// catalogue knows of the word, or what its level stands for.
func (g *glossary) meaningOf(said, text string) meaning {
	m := meaning{mark: mark{said: true}, known: true, by: true}
	w, known := g.sheets.Word(g.tool, text)
	switch {
	case said == "na":
		m.na = true
	case len(said) == 1 && said >= "0" && said <= "5":
		m.level = int(said[0] - '0')
		if m.declared = w.Declared; !known {
			m.declared = declaredOf(m.level)
		}
		m.word = m.declared != ""
	default:
		m.said = false
	}
	return m
}

// declaredOf is what a level says of an item in the words of a Statement of
// Applicability.
func declaredOf(level int) string {
	return assess.DeclaredWords[min(level, len(assess.DeclaredWords)-1)]
}

// number reads figures: of the scale, alone or with a name behind them.
func (g *glossary) number(c cell, said string) (meaning, bool) {
	if c.kind == truth {
		return meaning{}, false
	}
	if f, ok := percent(said); ok {
		return g.scaled(f, true)
	}
	if plainNumber(said) {
		f, err := strconv.ParseFloat(strings.Replace(said, ",", ".", 1), 64)
		if err != nil || math.Abs(f) > 1e6 {
			return meaning{}, false
		}
		return g.scaled(f, false)
	}
	if m := numbered().FindStringSubmatch(asciiForm(said)); m != nil && c.kind == text {
		n, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			return meaning{}, false
		}
		return g.scaled(n, false)
	}
	return meaning{}, false
}

var percentForm = pattern(`^(\d{1,3}(?:[.,]\d+)?)\s*[%％]$`)

func percent(text string) (float64, bool) {
	m := percentForm().FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	return f, err == nil && f <= 100
}

// scaled is the level that a number stands for; what is no value of the scale
// has to be said.
func (g *glossary) scaled(f float64, perCent bool) (meaning, bool) {
	open := meaning{open: true}
	if perCent && g.scale.name != percentScale {
		return open, true
	}
	switch {
	case g.scale.bands:
		if f < 0 || f > 100 {
			return open, true
		}
		return meaning{mark: mark{said: true, level: band(g.scale.levels, f)}, known: true}, true
	case f != math.Trunc(f):
		return open, true
	case g.scale.levels != nil:
		level, ok := g.scale.levels[strconv.Itoa(int(f))]
		return meaning{mark: mark{said: ok, level: level}, known: ok, open: !ok}, true
	case assess.CheckLevel(int(f)) != nil:
		return open, true
	}
	return meaning{mark: mark{said: true, level: int(f)}, known: true}, true
}

// percentScale is the name of the scale of per cents.
const percentScale = "percent"

// band is the level of the highest lower end that a value reaches.
func band(levels map[string]int, f float64) int {
	best, level := -1.0, 0
	for from, l := range levels {
		if n, err := strconv.ParseFloat(from, 64); err == nil && n <= f && n > best {
			best, level = n, l
		}
	}
	return level
}

// count keeps a word for the table of words.
func (g *glossary) count(said, kind string, m meaning, where func() string) *WordSeen {
	key := wordKey(said)
	if kind != "" {
		key = wordKey(kind + ":" + said)
	}
	w, there := g.seen[key]
	if !there {
		w = &WordSeen{Word: visible.Line(said), Key: key, Where: where(), Means: m.says(), Declared: m.declared, Open: m.open, Said: m.by}
		g.seen[key] = w
		g.order = append(g.order, w)
	}
	if !g.again {
		w.Count++
	}
	return w
}

func (m meaning) says() string {
	switch {
	case !m.known:
		return ""
	case m.na:
		return "na"
	case !m.said:
		return Nothing
	}
	return strconv.Itoa(m.level)
}

// words are the words of the file, those that are open first, then by how often
// they stand there.
func (g *glossary) words() []WordSeen {
	all := make([]WordSeen, len(g.order))
	for i, w := range g.order {
		all[i] = *w
	}
	slices.SortStableFunc(all, func(a, b WordSeen) int {
		if a.Open != b.Open {
			return map[bool]int{true: -1, false: 1}[a.Open]
		}
		return cmp.Compare(b.Count, a.Count)
	})
	return all
}

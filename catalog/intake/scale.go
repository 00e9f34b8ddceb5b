package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
)

// The numbers of a sheet are levels from 0 to 5, unless its heading or the
// numbers themselves tell of another scale. Which one it is, somebody has to say.

// between is a scale in a heading: "Maturity (1-4)", "Score 1 to 5".
var between = pattern(`(?:^|[^\d.])(\d)\s*(?:[-–—/]|\.{2,3}|…|to|bis|à|a)\s*(\d{1,2})(?:[^\d.]|$)`)

// findScale finds out of what scale the numbers are, over all sheets.
func (r *reader) findScale() {
	g := r.words
	name, asked := r.want.Layout.Scale, false
	if name == "" {
		name, asked = r.scaleSeen()
	}
	if name == "" || name == usualScale {
		return
	}
	s, known := r.sheets.Scale(name)
	if !known {
		return
	}
	g.scale = scale{name: name, levels: s.Levels, bands: name == percentScale}
	g.scaleAsked = asked && !r.want.Accept
}

// scaleSeen is the scale that a heading or the numbers tell of, and whether
// somebody has to agree.
func (r *reader) scaleSeen() (name string, asked bool) {
	if tool, known := r.sheets.ToolNamed(r.words.tool); known && tool.Scale != "" {
		return tool.Scale, false
	}
	highest, perCent := 0.0, false
	for _, p := range r.parts {
		for _, f := range []field{fRating, fStatus} {
			column, there := p.head.columns[f]
			if !there {
				continue
			}
			if m := between().FindStringSubmatch(p.head.texts[column]); m != nil {
				return m[1] + "-" + m[2], true
			}
			top, signs := p.numbers(r.sheets, column)
			highest, perCent = max(highest, top), perCent || signs || strings.Contains(p.head.texts[column], "%") && top > 5
		}
	}
	switch {
	case perCent || highest > 10:
		return percentScale, true
	}
	return "", false
}

// numbers is the highest number of a column, and whether a per cent stands there.
func (p part) numbers(sheets *catalog.Sheets, column int) (highest float64, perCent bool) {
	for _, row := range p.t.rows[p.head.first:] {
		if _, item := parseID(sheets, row.at(p.head.columns[fItem])); !item {
			continue // a total
		}
		c := row.at(column)
		s := strings.TrimSpace(plainText(c))
		if len(s) > mostWord {
			continue
		}
		if f, ok := percent(s); ok {
			perCent = true
			highest = max(highest, f)
		} else if f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil && plainNumber(s) && f <= 100 {
			highest = max(highest, f)
		}
	}
	return highest, perCent
}

// askScale is the question about the scale, where it is open.
func (g *glossary) askScale() (Ask, bool) {
	if !g.scaleAsked {
		return Ask{}, false
	}
	var values []string
	for _, v := range slices.SortedFunc(maps.Keys(g.scale.levels), byNumber) {
		values = append(values, fmt.Sprintf("%s is %d", v, g.scale.levels[v]))
	}
	said := "each stands for a level"
	if g.scale.bands {
		said = "each is the lower end of a band"
	}
	return Ask{
		Kind: AskScale, Proposed: true, Flags: []string{"--scale " + g.scale.name},
		Text: fmt.Sprintf("the numbers look like a scale of %s, not of 0-5; %s: %s", g.scale.name, said, strings.Join(values, ", ")),
	}, true
}

func byNumber(a, b string) int {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return x - y
}

// ask is the question about words, where some are open.
func (g *glossary) ask() (Ask, bool) {
	ask := Ask{Kind: AskWords, Proposed: true}
	for _, w := range g.words() {
		if !w.Open {
			continue
		}
		one := fmt.Sprintf("%s %s (%s, first in %s)", short(w.Word), w.lacks(), times(w.Count), w.Where)
		means := w.Means
		if means == "" {
			ask.Proposed, means = false, "?"
		} else {
			one += ", perhaps " + means
		}
		name := w.Word
		if strings.HasPrefix(w.Key, kindApplicable+":") {
			name = kindApplicable + ":" + name
		}
		ask.Parts, ask.Flags = append(ask.Parts, one), append(ask.Flags, typed("word", name+"="+means))
	}
	ask.Text = strings.Join(ask.Parts, "; ")
	return ask, len(ask.Parts) > 0
}

// lacks is what nobody knows of a word.
func (w WordSeen) lacks() string {
	if strings.HasPrefix(w.Key, kindApplicable+":") {
		return "does not say whether the control is applicable"
	}
	return "is no rating that is known"
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// kindApplicable is the mark of words that say whether a control is applicable:
// no means one thing there and another in a status.
const kindApplicable = "applicable"

// applicable reads a cell that says whether a control is applicable. An empty one
// beside ticks may mean no.
func (g *glossary) applicable(c cell, emptyIsNo bool, where func() string) (yes, said, sure bool) {
	if c.kind == truth {
		return c.text == "1", true, true
	}
	text := strings.TrimSpace(plainText(c))
	if c.blank() && !emptyIsNo {
		return false, false, true
	}
	m := meaning{known: true}
	if say, ok := g.saidOf(text); ok {
		m.by, m.said, yes = true, say != Nothing, say == "yes"
	} else if y, known := g.sheets.Applicable(text); known {
		return y, true, true
	} else if w, known := g.sheets.Word("", text); known && w.NA {
		return false, true, true
	} else if isMark(text) {
		return true, true, true
	} else {
		m.open, m.known, m.said = true, c.blank(), c.blank()
	}
	g.countApplicable(text, m, yes, where)
	return yes, m.said, !m.open || g.accept && m.known
}

// saidOf is what somebody has said that a word of an applicable column means.
func (g *glossary) saidOf(text string) (string, bool) {
	for _, key := range []string{kindApplicable + ":" + text, text} {
		if say, ok := g.layout.means(key); ok && (say == "yes" || say == "no" || say == Nothing) {
			return say, true
		}
	}
	return "", false
}

func (g *glossary) countApplicable(text string, m meaning, yes bool, where func() string) {
	w := g.count(text, kindApplicable, m, where)
	switch {
	case !m.known:
		w.Means = ""
	case !m.said:
		w.Means = Nothing
	default:
		w.Means = map[bool]string{true: "yes", false: "no"}[yes]
	}
}

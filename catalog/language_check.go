package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// foreignWords is how long a text may be in another language, in per cent of what
// is right in English.
const foreignWords = 120

// CheckLanguage holds what is written in a language to the rules of Check, as far
// as they are not about English: how long a text is, what a question looks like,
// how many things a level asks for, and which numbers of the standards a text
// names. What is missing is no problem; Coverage counts it.
func CheckLanguage(c *Catalog, said *Language) Problems {
	l := &lint{c: c, stands: said.stands, percent: foreignWords, foreign: true, asked: map[string]string{}}
	for _, s := range c.Standards {
		for _, it := range s.Items() {
			if x := said.Item(it); x != it {
				l.said(it, x)
			}
		}
	}
	for level, text := range said.scale {
		if strings.TrimSpace(text) == "" {
			l.add(l.stands.problem(scaleKey, "", "the word of the scale for %d is empty; write it, or leave the scale out", level))
		}
	}
	return l.all()
}

// said checks those texts of an item that are not the catalogue's own.
func (l *lint) said(own, x *Item) {
	if x.Intent != own.Intent {
		l.short(own, "intent", x.Intent, intentWords)
	}
	for i, q := range x.Questions {
		if q.Ask != own.Questions[i].Ask {
			l.question(own, "question "+q.ID, q.Ask)
		}
		if q.Good != own.Questions[i].Good {
			l.good(own, q)
		}
	}
	if x.Ask != own.Ask {
		l.question(own, "ask", x.Ask)
	}
	for level := range 6 {
		text := x.Levels[level]
		if text == own.Levels[level] {
			continue
		}
		l.short(own, "level "+strconv.Itoa(level), text, levelWords)
		if n, right := len(Conditions(text)), len(Conditions(own.Levels[level])); n != right {
			l.refuse(own, "level %d has %d parts between semicolons; the catalogue has %d", level, n, right)
		}
	}
	l.numbers(own, x)
}

// pointed are numbers with points, as those of the standards are.
var pointed = pattern(`(?:\bA\.)?\d+(?:\.\d+)+`)

// numbers refuses a number that the catalogue's own text does not have: the two
// would send their readers to different places. The texts of both stand in the
// same order, since a language has no line more or less.
func (l *lint) numbers(own, x *Item) {
	mine := own.texts()
	for i, text := range x.texts() {
		has := pointed().FindAllString(mine[i], -1)
		for _, number := range pointed().FindAllString(text, -1) {
			if !slices.Contains(has, number) {
				l.refuse(own, "the text names %s, and the catalogue's own does not", number)
			}
		}
		if strings.TrimSpace(text) == "" {
			l.refuse(own, "a line is empty; write it, or leave the whole list out")
		}
	}
}

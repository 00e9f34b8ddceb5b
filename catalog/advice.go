package catalog

import (
	"strings"
)

// CheckAdvice names what makes it hard for a room to answer, or for two raters to
// agree: a question that half an answer satisfies or that is answered with yes,
// one without an answer at 3 to compare with, a level 3 that can't be ticked off
// condition by condition, and idioms. The shipped catalogue is held to all of it;
// for one of an organisation's own it is worth knowing and no fault.
func CheckAdvice(c *Catalog) Problems {
	a := &advice{c: c}
	for _, it := range c.Requirements().Items() {
		a.questions(it)
		if len(Conditions(it.Levels[3])) < 2 {
			a.note(it, "level 3 is one condition; divide it by semicolons, so that each can be ticked off")
		}
		a.idioms(it)
	}
	for _, it := range c.Foundation().Items() {
		a.idioms(it)
	}
	return a.notes
}

type advice struct {
	c     *Catalog
	notes Problems
}

func (a *advice) note(it *Item, format string, args ...any) {
	a.notes = append(a.notes, a.c.stands.problem(it.Set.Standard+" "+it.ID, it.ID, format, args...))
}

// oneWouldDo is a careful guess: two things asked for, or a second preposition.
var (
	oneWouldDo = pattern(`(?i)\band/or\b|^(which|what|whose) (\w+ )?\w+ or \S+` +
		`|\b(and|or) (to|for|by|with|about|against) \w+|\band on \w+|\bor from \w+`)
	yesOrNo = pattern(`(?i)^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must|don't|doesn't|isn't|aren't)\b`)
)

func (a *advice) questions(it *Item) {
	var without []string
	for i := range it.Questions {
		q := &it.Questions[i]
		if q.Good == "" {
			without = append(without, q.Place())
		}
		if found := oneWouldDo().FindString(q.Ask); found != "" {
			a.note(it, "question %s asks for one of two (%q), and half an answer would do; ask one, or make it two questions", q.ID, found)
		}
		if found := yesOrNo().FindString(q.Ask); found != "" {
			a.note(it, "question %s begins with %q and is answered with yes; ask who, when, which or how", q.ID, found)
		}
	}
	if len(without) > 0 {
		a.note(it, "good is missing in question %s; it is what an answer at 3 sounds like", strings.Join(without, ", "))
	}
}

func (a *advice) idioms(it *Item) {
	for _, text := range it.texts() {
		for _, found := range idiomsIn(text) {
			a.note(it, "%s", found)
		}
	}
}

package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// The bounds of the words, so that an item fits a screen and a question can be
// asked in one breath. In another language a text may be longer by a fifth.
const (
	leastQuestions = 2
	mostQuestions  = 5
	questionWords  = 35
	intentWords    = 60
	goodWords      = 20
	levelWords     = 30
	phraseWords    = 6 // a phrase so long may stand in phraseItems items
	phraseItems    = 3
)

// Check looks in a catalogue that Load accepted for what an assessor would
// stumble over: missing words, questions that ask two things or are asked
// twice, numbers that no standard has, phrases that come again and again. A
// catalogue with such problems can be used; the shipped one has none.
func Check(c *Catalog) Problems {
	l := &lint{c: c, stands: c.stands, percent: 100, asked: map[string]string{}, noted: map[string]bool{}, own: newNumbers(c), shipped: newNumbers(Shipped())}
	for _, r := range c.Relationships {
		if r.Relation == "none" && r.Note != "" {
			l.noted[r.Item] = true
		}
	}
	for _, it := range c.Requirements().Items() {
		l.requirement(it)
	}
	for _, it := range c.Foundation().Items() {
		l.foundation(it)
	}
	for _, s := range c.Standards {
		for _, cl := range s.Clauses {
			l.headings(cl)
		}
	}
	for i, r := range c.Relationships {
		l.row(i, r)
	}
	l.phrases()
	return l.all()
}

// lint gathers what is wrong with a catalogue.
type lint struct {
	report
	c            *Catalog
	stands       places
	percent      int               // of the usual number of words that a text may have
	foreign      bool              // the texts are not English
	asked        map[string]string // a question, squeezed -> where it stands
	noted        map[string]bool   // items of which the crosswalk says why it relates them to nothing
	own, shipped numbers
}

func (l *lint) refuse(it *Item, format string, args ...any) {
	l.add(l.stands.problem(it.Set.Standard+" "+it.ID, it.ID, format, args...))
}

var roles = []string{"provider", "developer", "user"}

func (l *lint) requirement(it *Item) {
	l.words(it)
	for _, field := range []struct {
		name    string
		missing bool
	}{
		{"evidence", len(it.Evidence) == 0},
		{"interview", len(it.Interview) == 0},
		{"extend", len(it.Extend) == 0},
		{"deliverable", it.Deliverable == ""},
		{"pitfall", it.Pitfall == ""},
		{"roles", len(it.Roles) == 0},
		{"phase", it.Phase == 0},
		{"effort_days", it.EffortDays == 0},
	} {
		if field.missing {
			l.refuse(it, "%s is missing", field.name)
		}
	}
	for _, role := range it.Roles {
		if !slices.Contains(roles, role) {
			l.refuse(it, "there is no role %q; a role is %s", role, strings.Join(roles, ", "))
		}
	}
	l.short(it, "intent", it.Intent, intentWords)
	l.levels(it)
	l.questions(it)
	l.related(it)
}

func (l *lint) levels(it *Item) {
	for level := range 6 {
		text := it.Levels[level]
		if strings.TrimSpace(text) == "" {
			l.refuse(it, "level %d is missing; levels 0 to 5 each say what one sees", level)
		} else {
			l.short(it, "level "+strconv.Itoa(level), text, levelWords)
		}
	}
}

// short refuses a text of more words than fit; name is what the problem calls it.
func (l *lint) short(it *Item, name, text string, most int) {
	most = most * l.percent / 100
	if n := countWords(text); n > most {
		l.refuse(it, "%s has %d words; at most %d are right", name, n, most)
	}
}

func (l *lint) questions(it *Item) {
	if n := len(it.Questions); n < leastQuestions || n > mostQuestions {
		l.refuse(it, "the number of questions is %d; %d to %d are right", n, leastQuestions, mostQuestions)
	}
	for _, q := range it.Questions {
		l.question(it, "question "+q.ID, q.Ask)
		l.good(it, q)
	}
}

// good holds what an answer at 3 sounds like to one short sentence.
func (l *lint) good(it *Item, q Question) {
	l.short(it, "good of question "+q.ID, q.Good, goodWords)
	if strings.HasSuffix(q.Good, "?") {
		l.refuse(it, "good of question %s is a question; it is what an answer sounds like", q.ID)
	}
}

func (l *lint) foundation(it *Item) {
	l.words(it)
	if it.Implemented == "" {
		l.refuse(it, "implemented is missing; it says what one sees where the item is in place")
	}
	l.question(it, "ask", it.Ask)
}

// twoThings is a careful guess: a second question word behind and or or, or a
// second verb behind a comma.
var twoThings = pattern(`(?i)\b(and|or) ((by|to|for|in|at|since|from|with|of|on|until) )?(who|whom|whose|when|where|how|what|which|why)\b` +
	`|, (and|or) (is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b`)

// question holds one question to the rules of a workshop; name is what the
// problem calls it.
func (l *lint) question(it *Item, name, ask string) {
	if !strings.HasSuffix(ask, "?") || strings.Count(ask, "?") != 1 {
		l.refuse(it, "%s does not end in one question mark", name)
	}
	l.short(it, name, ask, questionWords)
	if two := twoThings().FindString(ask); two != "" && !l.foreign {
		l.refuse(it, "%s asks two things (%q); ask one, or make it two questions", name, strings.TrimLeft(two, ", "))
	}
	said := strings.Join(plainWords(ask), " ")
	if said == strings.Join(plainWords(it.Title), " ") {
		l.refuse(it, "%s is the title with a question mark; ask what people do", name)
	}
	here := it.Set.Standard + " " + it.ID
	if other, twice := l.asked[said]; twice {
		l.refuse(it, "%s is asked already in %s; ask what only this item asks", name, other)
		return
	}
	l.asked[said] = here
}

// related refuses an item that the crosswalk passes over in silence.
func (l *lint) related(it *Item) {
	if len(l.c.Edges(it.ID)) == 0 && !l.noted[it.ID] {
		l.refuse(it, "the crosswalk relates it to nothing and says not why; add a row, or one of relation none with a note")
	}
}

// The statuses of a row: how well its sources agree. The unsourced ones are the
// project's own reading, wording that the two standards share, and what the
// sources leave open.
var (
	statuses  = []string{"solid", "corroborated", "single-source", "structural", "judgement", "disputed", "rejected"}
	unsourced = []string{"structural", "judgement", "disputed", "rejected"}
)

func (l *lint) row(i int, r Relationship) {
	no := func(format string, args ...any) {
		l.add(l.stands.problem(rowKey(i), r.Item, format, args...))
	}
	switch {
	case !slices.Contains(statuses, r.Status):
		no("status is %q; it is one of %s", r.Status, strings.Join(statuses, ", "))
	case len(r.Sources) == 0 && !slices.Contains(unsourced, r.Status):
		no("no source is named, and a row that is %s has one; name it, or say %s", r.Status, strings.Join(unsourced, ", "))
	case len(r.Sources) == 0 && r.Note == "":
		no("neither a source nor a note says where the row comes from")
	}
}

func (l *lint) headings(cl *Clause) {
	for _, h := range cl.Headings {
		below := func(it *Item) bool { return strings.HasPrefix(it.ID, h.ID+".") }
		if !strings.HasPrefix(h.ID, cl.ID+".") || !slices.ContainsFunc(cl.Items, below) {
			l.add(l.stands.problem(cl.Standard+" set "+cl.ID, "", "the heading %q has no items below it in %s", h.ID, cl.ID))
		}
	}
}

var (
	emptyWords = pattern(`(?i)\b(leverag\w*|robust\w*|holistic\w*|ensur\w+ that)\b`)
	mentioned  = pattern(`\bA\.\d+(?:\.\d+)*|\b[Cc]lauses? \d+(?:\.\d+)*(?:(?:, | and | or | to )\d+(?:\.\d+)*)*`)
	numbered   = pattern(`(?:A\.)?\d+(?:\.\d+)*`)
)

// words refuses words that say nothing, and numbers that neither standard has.
func (l *lint) words(it *Item) {
	for _, text := range it.texts() {
		for _, empty := range emptyWords().FindAllString(text, -1) {
			l.refuse(it, "%q says nothing; plain English does without", empty)
		}
		for _, ref := range mentioned().FindAllString(text, -1) {
			for _, id := range numbered().FindAllString(ref, -1) {
				if !l.own.has(id) && !l.shipped.has(id) {
					l.refuse(it, "the text names %s, which neither standard has", id)
				}
			}
		}
	}
}

// has reports whether either standard has a set, heading or item of an id.
func (k numbers) has(id string) bool { return k.allAIMS[id] || k.allISMS[id] }

// texts are all words of the item that the project wrote, in order.
func (it *Item) texts() []string {
	all := []string{it.Intent, it.Ask, it.Implemented}
	for _, q := range it.Questions {
		all = append(all, q.Ask, q.Good)
	}
	for level := range 6 {
		all = append(all, it.Levels[level])
	}
	all = slices.Concat(all, it.Evidence, it.Interview, it.Extend, []string{it.Deliverable, it.Pitfall})
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

func countWords(text string) int { return len(strings.Fields(text)) }

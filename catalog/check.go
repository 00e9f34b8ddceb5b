package catalog

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	clauseID   = pattern(`^(4|5|6|7|8|9|10)$`)
	sectionID  = pattern(`^A\.([2-9]|10)$`)
	itemID     = pattern(`^(A\.)?[1-9]\d?(\.[1-9]\d?){1,3}$`)
	titleBound = 120
	shortBound = 16
)

func (l *loader) checkClause(f *file, cl *Clause, standard string) {
	if cl.Standard != standard {
		l.refuse(f.name, "", f.key("standard"), "standard is %q, this folder holds %q", cl.Standard, standard)
	}
	if right := kindOf(cl.ID, standard); right == "" {
		l.refuse(f.name, "", f.key("id"), "id %q is no clause 4-10 and no section of Annex A", cl.ID)
	} else if cl.Kind != right {
		l.refuse(f.name, "", f.key("kind"), "kind is %q; %s of %s is a %s", cl.Kind, cl.ID, standard, right)
	}
	l.once(f, "", f.key("id"), standard+" set "+cl.ID)
	if cl.Title == "" {
		l.refuse(f.name, "", 0, "the title is missing")
	}
	if n := utf8.RuneCountInString(cl.Short); n == 0 || n > shortBound {
		l.refuse(f.name, "", f.key("short"), "short has %d characters; 1 to %d are right", n, shortBound)
	}
	if len(cl.Items) == 0 {
		l.refuse(f.name, "", 0, "there are no items")
	}
	for i, it := range cl.Items {
		line := f.line("items", i)
		if it == nil {
			l.refuse(f.name, "", line, "the item is empty")
			cl.Items[i] = &Item{}
			continue
		}
		l.checkItem(f, cl, it, line)
	}
}

// kindOf is what a set of that id is; empty where there is none.
func kindOf(id, standard string) string {
	switch {
	case clauseID().MatchString(id):
		return KindClause
	case !sectionID().MatchString(id):
		return ""
	case standard == ISMS:
		return KindTheme
	}
	return KindSection
}

// once refuses what stands twice in a catalogue, and reports whether it was the
// first.
func (l *loader) once(f *file, item string, line int, key string) bool {
	if other, twice := l.seen[key]; twice {
		l.refuse(f.name, item, line, "the id stands already in %s:%d", other.file, other.line)
		return false
	}
	l.seen[key] = place{f.name, line}
	return true
}

func (l *loader) checkItem(f *file, cl *Clause, it *Item, line int) {
	no := func(format string, args ...any) { l.refuse(f.name, it.ID, line, format, args...) }
	if !itemID().MatchString(it.ID) || !strings.HasPrefix(it.ID, cl.ID+".") {
		no("the id does not belong to %s; it starts with %q", cl.ID, cl.ID+".")
	}
	l.once(f, it.ID, line, cl.Standard+" "+it.ID)
	if n := utf8.RuneCountInString(it.Title); n == 0 || n > titleBound {
		no("the title has %d characters; 1 to %d are right", n, titleBound)
	}
	if cl.Standard == ISMS {
		if it.Ask == "" {
			no("ask is missing")
		}
		return
	}
	if it.Subject != Organisation && it.Subject != System {
		no("subject is %q; it is organisation or system", it.Subject)
	}
	if it.Intent == "" {
		no("intent is missing")
	}
	if !(it.Weight >= 0 && it.Weight <= 1000) {
		no("weight is %g; more than 0 and at most 1000 is right", it.Weight)
	}
	if !(it.EffortDays >= 0 && it.EffortDays <= 1000) {
		no("effort_days is %g; 0 to 1000 is right", it.EffortDays)
	}
	if it.Phase < 0 || it.Phase > 4 {
		no("phase is %d; the phases are 1 to 4", it.Phase)
	}
	for _, level := range slices.Sorted(maps.Keys(it.Levels)) {
		if level < 0 || level > 5 {
			no("there is no level %d; levels are 0 to 5", level)
		}
	}
	l.checkQuestions(f, it, line)
}

func (l *loader) checkQuestions(f *file, it *Item, line int) {
	requirement := 0
	for i, q := range it.Questions {
		if want := it.ID + "-" + strconv.Itoa(i+1); q.ID != want {
			l.refuse(f.name, it.ID, line, "question %d has the id %q; %q is right", i+1, q.ID, want)
		}
		switch q.Tests {
		case Requirement:
			requirement++
		case Maturity:
		default:
			l.refuse(f.name, it.ID, line, "question %s tests %q; it tests requirement or maturity", q.ID, q.Tests)
		}
		if !strings.HasSuffix(q.Ask, "?") {
			l.refuse(f.name, it.ID, line, "question %s does not end in a question mark", q.ID)
		}
	}
	if requirement == 0 {
		l.refuse(f.name, it.ID, line, "no question tests the requirement; at least one must")
	}
}

var (
	relations = []string{"equal", "subset-of", "superset-of", "intersects", "none"}
	levels    = []string{"high", "medium", "low", "none"}
	ranks     = []string{"primary", "secondary", "rejected"}
)

func (l *loader) checkEnds(f *file, from, to string) {
	if f == nil {
		return
	}
	if from != AIMS {
		l.refuse(f.name, "", f.key("from"), "from is %q; it is %q", from, AIMS)
	}
	if to != ISMS {
		l.refuse(f.name, "", f.key("to"), "to is %q; it is %q", to, ISMS)
	}
}

// rowKey is the key under which a row of the crosswalk is remembered, counted
// from 0.
func rowKey(i int) string { return "row " + strconv.Itoa(i+1) }

func (l *loader) checkRelationships(c *Catalog, f *file) {
	known := func(s *Standard) map[string]bool {
		ids := map[string]bool{}
		for _, cl := range s.Clauses {
			for _, h := range cl.Headings {
				ids[h.ID] = true
			}
			for _, it := range cl.Items {
				ids[it.ID] = true
			}
		}
		return ids
	}
	from, to := known(c.Requirements()), known(c.Foundation())
	for i, r := range c.Relationships {
		line := f.line("relationships", i)
		l.seen[rowKey(i)] = place{f.name, line}
		no := func(format string, args ...any) { l.refuse(f.name, r.Item, line, format, args...) }
		switch {
		case !from[r.Item]:
			no("%s has no %q", AIMS, r.Item)
		case r.Baseline != "" && !to[r.Baseline] && r.Rank != "rejected":
			no("%s has no %q", ISMS, r.Baseline)
		case r.Baseline == "" && r.Relation != "none":
			no("baseline is missing; only a row of relation none has none")
		case r.Strength < 0 || r.Strength > 10:
			no("strength is %d; it is 0 to 10", r.Strength)
		case !slices.Contains(relations, r.Relation):
			no("relation is %q; it is one of %s", r.Relation, strings.Join(relations, ", "))
		case !slices.Contains(levels, r.Level):
			no("level is %q; it is one of %s", r.Level, strings.Join(levels, ", "))
		case !slices.Contains(ranks, r.Rank):
			no("rank is %q; it is one of %s", r.Rank, strings.Join(ranks, ", "))
		case r.Status == "":
			no("status is missing")
		}
	}
}

// checkCarriedBy: what settles a question must be an edge of its item.
func (l *loader) checkCarriedBy(c *Catalog) {
	for _, it := range c.Requirements().Items() {
		edges := map[string]bool{}
		for _, r := range c.Edges(it.ID) {
			edges[r.Baseline] = true
		}
		for _, q := range it.Questions {
			for _, b := range q.CarriedBy {
				if !edges[b] {
					stands := l.seen[AIMS+" "+it.ID]
					l.refuse(stands.file, it.ID, stands.line, "question %s is carried by %s, which the crosswalk does not relate to %s", q.ID, b, it.ID)
				}
			}
		}
	}
}

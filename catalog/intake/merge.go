package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
)

// Several rows may be about one item: a question each, one a site, or several
// controls of 2013 that are one today. The lowest rating counts, and what the
// others say is kept in the note.

// decideAll makes the acts of all rows, item by item.
func (r *reader) decideAll() {
	for _, about := range r.order {
		claims := r.claims[about]
		if r.spoiled[about.item] || slices.ContainsFunc(claims, func(e entry) bool { return r.groups[e.group].Group == RowRefused }) {
			r.dragDown(claims)
			continue
		}
		if slices.ContainsFunc(claims, func(e entry) bool { return e.asked }) && !r.want.Accept {
			for _, e := range claims {
				r.raise(e, RowDoubted, "it waits for what its word means")
			}
			continue
		}
		e := r.merge(claims)
		lines, changes, refusals := len(r.lines), len(r.changes), len(r.refusals)+r.more
		r.decide(e)
		r.outcome(claims, e, lines, changes, refusals)
	}
	r.countGroups()
}

// dragDown refuses the rows of an item with one that is refused: the lowest of
// the others could be too high.
func (r *reader) dragDown(claims []entry) {
	for _, e := range claims {
		if r.groups[e.group].Group != RowRefused {
			r.spoilEntry(e, fmt.Sprintf("another row about %s is refused", e.item.Number))
		}
	}
}

func (r *reader) outcome(claims []entry, e entry, lines, changes, refusals int) {
	group, said := RowSilent, ""
	switch {
	case len(r.refusals)+r.more > refusals:
		for _, c := range claims {
			r.spoilEntry(c, r.reasonSince(refusals))
		}
		return
	case len(r.lines) > lines:
		group, said = RowChanges, linesText(r.lines[lines:])
	case len(r.changes) > changes:
		group = RowChanges
	case e.says():
		group = RowSame
	}
	for n, c := range claims {
		if group == RowChanges && slices.ContainsFunc(claims[:n], func(e entry) bool { return e.repeats(c) }) {
			r.raise(c, RowSame, "repeats another row")
			continue
		}
		r.raise(c, group, said)
	}
}

// rank is how much a group says of a row that names several items.
var rank = map[Group]int{RowSilent: 0, RowSame: 1, RowChanges: 2, RowDoubted: 3, RowRefused: 4}

func (r *reader) raise(e entry, group Group, said string) {
	g := &r.groups[e.group]
	if rank[group] > rank[g.Group] {
		g.Group = group
	}
	if said != "" && g.Text == "" {
		g.Text = said
	}
}

func (r *reader) spoilEntry(e entry, reason string) {
	for _, p := range r.parts {
		if p.t.name != e.at.sheet {
			continue
		}
		if at, err := rowNamed(p.t.rows, e.at.row); err == nil {
			r.part = p
			r.spoil(e.group, at, e.item.Number, reason)
			return
		}
	}
}

func linesText(lines []Line) string {
	first := lines[0]
	said := fmt.Sprintf("%s %s → %s", first.What, dash(first.Was), dash(first.Now))
	if len(lines) > 1 {
		said += fmt.Sprintf(", and %d more", len(lines)-1)
	}
	return said
}

func dash(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if line == "" {
		return "–"
	}
	return strings.Trim(short(line), `"`)
}

func (r *reader) countGroups() {
	for _, g := range r.groups {
		switch g.Group {
		case RowSame:
			r.unchanged++
		case RowSilent:
			r.silent++
		case RowDoubted:
			r.unopened++
		}
	}
}

// merge is what the rows about one item say together.
func (r *reader) merge(claims []entry) entry {
	claims = different(claims)
	e := claims[0]
	if len(claims) == 1 {
		return e
	}
	r.manyRows++
	e.rating, e.declared = together(claims)
	e.texts = map[field]string{}
	for _, f := range fieldsOf[r.as] {
		e.texts[f] = joinedTexts(claims, f)
	}
	e.texts[fOwner] = strings.Join(distinct(claims, func(c entry) string { return c.texts[fOwner] }), ", ")
	e.texts[fNote] = notes(claims, e.rating)
	e.old = strings.Join(distinct(claims, func(c entry) string { return c.old }), ", ")
	for _, c := range claims[1:] {
		e.applicable, e.excluded = e.applicable || c.applicable, e.excluded && c.excluded
		e.drivers = append(slices.Clone(e.drivers), c.drivers...)
		e.due, e.lookedAt = earlier(e.due, c.due), earlier(e.lookedAt, c.lookedAt)
	}
	return e
}

// different leaves out rows that repeat another to the letter.
func different(claims []entry) []entry {
	var all []entry
	for _, c := range claims {
		if !slices.ContainsFunc(all, func(e entry) bool { return e.repeats(c) }) {
			all = append(all, c)
		}
	}
	return all
}

// repeats reports whether two rows say the same: 3 and implemented are.
func (e entry) repeats(c entry) bool {
	for _, f := range []field{fNote, fReason, fWhyIn, fWhyNot, fOwner, fEvidence, fHow, fDescribed} {
		if e.texts[f] != c.texts[f] {
			return false
		}
	}
	return e.old == c.old && e.rating.said == c.rating.said && e.rating.na == c.rating.na && e.rating.level == c.rating.level &&
		e.applicable == c.applicable && e.excluded == c.excluded && e.due == c.due && e.lookedAt == c.lookedAt && slices.Equal(e.drivers, c.drivers)
}

// together is the lowest of the ratings, or an exclusion where nothing else is
// said; and the least that is declared.
func together(claims []entry) (mark, string) {
	var lowest mark
	declared := ""
	for _, c := range claims {
		if m := c.rating; m.said && (!lowest.said || lowest.na && !m.na || !m.na && m.level < lowest.level) {
			lowest = m
		}
		if at := slices.Index(assess.DeclaredWords, c.declared); at >= 0 && (declared == "" || at < slices.Index(assess.DeclaredWords, declared)) {
			declared = c.declared
		}
	}
	return lowest, declared
}

func distinct(claims []entry, of func(entry) string) []string {
	var all []string
	for _, c := range claims {
		if s := strings.TrimSpace(of(c)); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// joinedTexts are the texts of a field, each once, with the row they come from
// where they differ.
func joinedTexts(claims []entry, f field) string {
	all := distinct(claims, func(c entry) string { return c.texts[f] })
	if len(all) < 2 || f == fEvidence {
		return strings.Join(all, "\n")
	}
	var said []string
	for _, c := range claims {
		if t := strings.TrimSpace(c.texts[f]); t != "" {
			said = append(said, c.name()+": "+t)
		}
	}
	return strings.Join(said, "\n")
}

// notes are what the rows say beside the rating that counts: their own, where it
// is another, and their notes.
func notes(claims []entry, counts mark) string {
	var said []string
	differ := slices.ContainsFunc(claims, func(c entry) bool { return c.rating != counts })
	for _, c := range claims {
		line := c.name()
		if differ && c.rating.said {
			line += " – " + c.rating.String()
		}
		if note := strings.TrimSpace(c.texts[fNote]); note != "" {
			line += ": " + note
		} else if !differ {
			continue
		}
		said = append(said, line)
	}
	return strings.Join(said, "\n")
}

// name is what a row is called in the note: the old number, what it asks, or its
// place.
func (e entry) name() string {
	return cmp.Or(e.old, e.label, "row "+strconv.Itoa(e.at.row))
}

func (m mark) String() string {
	if m.na {
		return "na"
	}
	return strconv.Itoa(m.level)
}

func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

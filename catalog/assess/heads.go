package assess

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Two people who write one field without knowing of each other leave two heads:
// revisions that no later one replaces. Which value is shown then follows from
// the revisions alone, never from the order in which they arrived, so that all
// copies show the same.

// Heads are the revisions of a field that none of the others replaces, by id.
func Heads(line []Revision) []Revision {
	replaced := map[string]bool{}
	for _, r := range line {
		for p := range r.parents() {
			replaced[p] = true
		}
	}
	heads := keep(line, func(r Revision) bool { return !replaced[r.ID] })
	slices.SortFunc(heads, func(a, b Revision) int { return cmp.Compare(a.ID, b.ID) })
	return heads
}

// parents are the revisions it replaces.
func (r Revision) parents() func(func(string) bool) {
	return func(yield func(string) bool) {
		if r.Parent == "" || !yield(r.Parent) {
			return
		}
		for _, m := range r.Merges {
			if !yield(m) {
				return
			}
		}
	}
}

// Shown is what stands in a field, given all its revisions: the value of its
// head; of several heads that disagree one by the rule of the field, and that
// it is a conflict. The line is not empty.
func Shown(line []Revision) (shown Revision, conflict bool) {
	heads := Heads(line)
	heads = distinct(heads)
	if len(heads) > 1 {
		heads = standing(heads, line)
	}
	if len(heads) == 1 {
		return heads[0], false
	}
	if text, ok := together(heads, parting(origins(heads, line), line)); ok {
		shown = newest(heads)
		shown.Value = encode(text)
		return shown, false
	}
	return ruleOf(heads[0])(heads), true
}

// distinct keeps of heads that say the same the last.
func distinct(heads []Revision) []Revision {
	var kept []Revision
	for i, h := range heads {
		if !slices.ContainsFunc(heads[i+1:], func(g Revision) bool { return sameValue(h, g) }) {
			kept = append(kept, h)
		}
	}
	return kept
}

// standing leaves out the heads of sides on which nothing stands since they
// parted from the others: what was done there was taken back.
func standing(heads, line []Revision) []Revision {
	byID := revisionsByID(line)
	above := make([]map[string]Revision, len(heads))
	for i, h := range heads {
		above[i] = ancestors(h, byID)
	}
	var kept []Revision
	for i, h := range heads {
		others := map[string]Revision{}
		for j := range heads {
			if j != i {
				maps.Copy(others, above[j])
			}
		}
		if !takenBack(h, above[i], others) {
			kept = append(kept, h)
		}
	}
	if len(kept) == 0 {
		return heads
	}
	return kept
}

func revisionsByID(line []Revision) map[string]Revision {
	byID := make(map[string]Revision, len(line))
	for _, r := range line {
		byID[r.ID] = r
	}
	return byID
}

// origins are the revisions that first said what heads say: where an act was taken
// back, what it had replaced stands again, and is as old as it was.
func origins(heads, line []Revision) []Revision {
	byID := revisionsByID(line)
	said := slices.Clone(heads)
	for i, h := range heads {
		if h.Kind != Undo {
			continue
		}
		above, undone := ancestors(h, byID), map[string]bool{}
		for _, r := range above {
			undone[r.Reverts] = undone[r.Reverts] || r.Kind == Undo
		}
		var last Revision
		for _, r := range above {
			if r.Kind == Do && !undone[r.Act] && r.ID > last.ID && sameValue(r, h) {
				last = r
			}
		}
		if last.ID != "" {
			said[i] = last
		}
	}
	return said
}

// parting is the newest revision that all heads go on from; the zero one says nothing.
func parting(heads, line []Revision) (parted Revision) {
	byID := revisionsByID(line)
	shared := ancestors(heads[0], byID)
	for _, h := range heads[1:] {
		mine := ancestors(h, byID)
		maps.DeleteFunc(shared, func(id string, _ Revision) bool { _, both := mine[id]; return !both })
	}
	for id, r := range shared {
		if id > parted.ID {
			parted = r
		}
	}
	return parted
}

// ancestors are a revision and all that it replaces, near and far.
func ancestors(r Revision, byID map[string]Revision) map[string]Revision {
	all := map[string]Revision{}
	for next := []Revision{r}; len(next) > 0; {
		r := next[len(next)-1]
		next = next[:len(next)-1]
		if _, seen := all[r.ID]; seen {
			continue
		}
		all[r.ID] = r
		for p := range r.parents() {
			if was, known := byID[p]; known {
				next = append(next, was)
			}
		}
	}
	return all
}

// takenBack reports whether the side that leads to a head says what was said
// where it parted from the others, and all that was done on it since was undone
// there.
func takenBack(head Revision, mine, others map[string]Revision) bool {
	var parted Revision // the newest that both sides have; the zero one says nothing
	var since []Revision
	for id, r := range mine {
		if _, shared := others[id]; !shared {
			since = append(since, r)
		} else if id > parted.ID {
			parted = r
		}
	}
	if parted.ID == "" {
		parted = Revision{Subject: head.Subject, Field: head.Field, Value: null}
	}
	slices.SortFunc(since, func(a, b Revision) int { return cmp.Compare(a.ID, b.ID) })
	done := map[string]bool{}
	for _, r := range since {
		if r.Kind != Undo {
			done[r.Act] = true
			continue
		}
		if !done[r.Reverts] {
			return false
		}
		delete(done, r.Reverts)
	}
	return len(done) == 0 && sameValue(head, parted)
}

// sameValue compares what two revisions of a field say: as parsed, and without
// whose it is.
func sameValue(a, b Revision) bool {
	if a.Field == FieldRating {
		x, errX := ParseRating(a)
		y, errY := ParseRating(b)
		if errX == nil && errY == nil {
			return x.judgement() == y.judgement()
		}
	}
	return bytes.Equal(canonical(a.Plain()), canonical(b.Plain()))
}

// judgement is the rating without whose it is and when it was made.
func (r Rating) judgement() Rating {
	return Rating{
		State: r.State, Level: r.Level, Reason: r.Reason, Risk: r.Risk, ApprovedBy: r.ApprovedBy, ApprovedOn: r.ApprovedOn, Basis: r.Basis, Carried: r.Carried,
	}
}

// canonical is JSON in one form; what says nothing is null.
func canonical(v json.RawMessage) []byte {
	var said any
	if json.Unmarshal(v, &said) != nil {
		return v
	}
	switch x := said.(type) {
	case string:
		if x == "" {
			return null
		}
	case bool:
		if !x {
			return null
		}
	case float64:
		if x == 0 {
			return null
		}
	case []any:
		if len(x) == 0 {
			return null
		}
	}
	return encode(said)
}

// rule chooses among heads that disagree, by id, what is shown.
type rule func(heads []Revision) Revision

func ruleOf(r Revision) rule {
	if k, err := kindOf(r.Subject); err == nil && k.Beside {
		return besideRule(r.Field)
	}
	if f, ok := fieldOf(r); ok && f.shown != nil {
		return f.shown
	}
	return newest
}

func newest(heads []Revision) Revision { return heads[len(heads)-1] }

// least chooses the newest of those with the smallest rank.
func least(rank func(Revision) int) rule {
	return func(heads []Revision) Revision {
		best := heads[0]
		for _, h := range heads[1:] {
			if rank(h) <= rank(best) {
				best = h
			}
		}
		return best
	}
}

// lowestRating: cleared, then 0 to 5, then not applicable.
var lowestRating = least(func(r Revision) int {
	switch rating, err := ParseRating(r); {
	case err != nil || rating.Is(Unanswered):
		return -1
	case rating.Is(NA):
		return 6
	default:
		return rating.Level
	}
})

// falseFirst: open before closed, there before removed.
var falseFirst = least(func(r Revision) int {
	if string(r.Plain()) == "true" {
		return 1
	}
	return 0
})

// trueFirst: not verified before verified.
var trueFirst = least(func(r Revision) int {
	if string(r.Plain()) == "true" {
		return 0
	}
	return 1
})

// emptyFirst: not seen before seen.
var emptyFirst = least(func(r Revision) int {
	if bytes.Equal(canonical(r.Plain()), null) {
		return 0
	}
	return 1
})

// earliest is the word that stands first in a list.
func earliest(words []string) rule {
	return least(func(r Revision) int {
		var word string
		_ = json.Unmarshal(r.Plain(), &word)
		return slices.Index(words, word)
	})
}

// both shows every text, in the order of the ids.
func both(heads []Revision) Revision {
	var texts []string
	for _, h := range heads {
		var s string
		if json.Unmarshal(h.Value, &s) == nil && s != "" {
			texts = append(texts, s)
		}
	}
	shown := newest(heads)
	shown.Value = encode(strings.Join(texts, "\n\n"))
	return shown
}

// Refold puts into an assessment what stands in one field, given all its
// revisions, and whether they disagree. Apply is enough where each revision
// replaces all that were known; Refold is for a field with several heads.
func Refold(a *Assessment, line []Revision) (*Assessment, error) {
	shown, conflict := Shown(line)
	k, err := kindOf(shown.Subject)
	if err != nil {
		return nil, err
	}
	b := a.clone()
	at := Place{shown.Subject, shown.Field}
	if b.Conflicts = less(b.Conflicts, at); conflict {
		b.Conflicts = slices.SortedFunc(slices.Values(append(b.Conflicts, at)), Place.compare)
	}
	return b, k.fold(b, shown, owned{})
}

func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Subject, q.Subject), cmp.Compare(p.Field, q.Field))
}

// less is the list without a place, in a copy; an empty one is none.
func less(all []Place, at Place) []Place {
	if !slices.Contains(all, at) {
		return all
	}
	return keep(all, func(p Place) bool { return p != at })
}

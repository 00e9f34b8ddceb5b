package assess

import (
	"slices"
	"strconv"
	"strings"
)

// Records that people name have numbers of their own, given when they are made and
// never again: SY-2 is an AI system, X.1 an own control, EV-3 evidence, FI-4 a
// finding. What was made before its kind had numbers has none in the history; those
// count from 1 in the order of their ids, which is the same in every copy.

// counted is a record with a number of its own.
type counted[T any] interface {
	records[T]
	numberAt() *int
}

func (s *System) numberAt() *int     { return &s.Number }
func (c *OwnControl) numberAt() *int { return &c.Number }
func (e *Evidence) numberAt() *int   { return &e.Number }
func (f *Finding) numberAt() *int    { return &f.Number }

// SystemNumber is how people call an AI system: SY-2.
func (a *Assessment) SystemNumber(s System) string { return "SY-" + numberOf(a.Systems, s.ID) }

// systemCalled is an AI system in a sentence: by its name, and where another one has
// that too, a removed one included, by its number before it: SY-2 Siebwerk.
func (a *Assessment) systemCalled(s System) string {
	alike := func(other System) bool { return other.ID != s.ID && FoldName(other.Name) == FoldName(s.Name) }
	if slices.ContainsFunc(a.Systems, alike) {
		return strings.TrimSpace(a.SystemNumber(s) + " " + s.Name)
	}
	return s.Name
}

// OwnNumber is how people call an own control: X.1.
func (a *Assessment) OwnNumber(c OwnControl) string { return "X." + numberOf(a.Controls, c.ID) }

// EvidenceNumber is how people call a piece of evidence: EV-3.
func (a *Assessment) EvidenceNumber(e Evidence) string { return "EV-" + numberOf(a.Evidence, e.ID) }

// FindingNumber is how people call a finding: FI-4.
func (a *Assessment) FindingNumber(f Finding) string { return "FI-" + numberOf(a.Findings, f.ID) }

// numberOf is the number of the record of an id. Two that were given one number in
// two copies are told apart by a letter behind it, in the order of their ids.
func numberOf[T any, P counted[T]](all []T, id string) string {
	of, old, at := make([]int, len(all)), 0, -1
	for i := range all {
		p := P(&all[i])
		if of[i] = *p.numberAt(); of[i] == 0 {
			old++
			of[i] = old
		}
		if *p.ident() == id {
			at = i
		}
	}
	if at < 0 {
		return "0"
	}
	same := func(n int) bool { return n == of[at] }
	number := strconv.Itoa(of[at])
	if before := count(of[:at], same); before+count(of[at+1:], same) > 0 {
		number += string(rune('a' + before%26))
	}
	return number
}

// nextNumber is the number of a new record: one more than the greatest ever given.
func nextNumber[T any, P counted[T]](all []T) int {
	old, greatest := 0, 0
	for i := range all {
		if n := *P(&all[i]).numberAt(); n > 0 {
			greatest = max(greatest, n)
			continue
		}
		old++
	}
	return max(old, greatest) + 1
}

// Numbered is the assessment with the numbers written down that only count so far,
// for a copy that leaves some of the records out.
func (a *Assessment) Numbered() *Assessment {
	b := a.clone()
	b.Systems, b.Evidence, b.Findings = written(a.Systems), written(a.Evidence), written(a.Findings)
	return b
}

func written[T any, P counted[T]](all []T) []T {
	all, old := slices.Clone(all), 0
	for i := range all {
		if n := P(&all[i]).numberAt(); *n == 0 {
			old++
			*n = old
		}
	}
	return all
}

func count[T any](all []T, want func(T) bool) int {
	n := 0
	for _, t := range all {
		if want(t) {
			n++
		}
	}
	return n
}

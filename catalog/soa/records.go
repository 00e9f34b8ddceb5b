package soa

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Take lets records say what drives the controls, and which exclusions they stand
// against. What people typed stays beside it.
func (s *Statement) Take(c register.Case) {
	s.numbers = c.Book.Numbers(c.Catalog)
	by := register.Drivers(c)
	for _, l := range s.Lines {
		l.Driven = by[l.Ref]
	}
	for _, need := range register.Excluded(c) {
		l, known := s.Line(need.Ref)
		if !known {
			continue
		}
		for _, r := range need.On {
			l.NeededBy = append(l.NeededBy, s.numbers[r.ID])
		}
	}
}

// DrivenBy are the words of all that drives the control, typed or by records, a
// blank between them, in their order.
func (l *Line) DrivenBy() string {
	typed := strings.Fields(l.Drivers)
	var all []string
	for _, w := range assess.DriverWords {
		if slices.Contains(typed, w) || slices.ContainsFunc(l.Driven, func(d register.Drive) bool { return d.Word == w }) {
			all = append(all, w)
		}
	}
	return strings.Join(all, " ")
}

// Numbers are those of the records that drive the control by a word.
func (s *Statement) Numbers(l *Line, word string) []string {
	var all []string
	for _, d := range l.Driven {
		for _, r := range d.On {
			if d.Word == word {
				all = append(all, s.numbers[r.ID])
			}
		}
	}
	return all
}

// mostNumbers is how many records a line names for a driver before it counts the rest.
const mostNumbers = 4

// DrivenWords are all that drives the control as a person reads it, with the numbers of
// the records: risk (RI-4, RI-9), good practice.
func (s *Statement) DrivenWords(l *Line, word func(string) string) string {
	var all []string
	for _, w := range strings.Fields(l.DrivenBy()) {
		said, numbers := word(w), s.Numbers(l, w)
		if more := len(numbers) - mostNumbers; more > 0 {
			numbers = append(numbers[:mostNumbers:mostNumbers], fmt.Sprintf("+%d", more))
		}
		if len(numbers) > 0 {
			said += " (" + strings.Join(numbers, ", ") + ")"
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}

// against says which records need what is excluded.
func against(_ *Statement, l *Line) string {
	if !l.Excluded || len(l.NeededBy) == 0 {
		return ""
	}
	return "is excluded, and records need it (" + strings.Join(l.NeededBy, ", ") + "); include it, or choose another control there"
}

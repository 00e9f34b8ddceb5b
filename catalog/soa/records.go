package soa

import (
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Take lets records say what drives the controls, and which exclusions they stand
// against. What people typed stays beside it.
func (s *Statement) Take(c register.Case) {
	numbers := c.Book.Numbers(c.Catalog)
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
			l.NeededBy = append(l.NeededBy, numbers[r.ID])
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

// against says which records need what is excluded.
func against(_ *Statement, l *Line) string {
	if !l.Excluded || len(l.NeededBy) == 0 {
		return ""
	}
	return "is excluded, and records need it (" + strings.Join(l.NeededBy, ", ") + "); include it, or choose another control there"
}

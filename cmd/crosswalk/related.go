package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
)

// planning is what the roadmap makes of an item.
func planning(cat *catalog.Catalog, it *catalog.Item) []string {
	phase := fmt.Sprintf("Phase %d", it.Phase)
	for _, p := range cat.Phases() {
		if p.Number == it.Phase {
			phase += ", " + p.Name
		}
	}
	lines := []string{phase, fmt.Sprintf("Effort %g person-days from nothing in a mid-size organisation, the project's own assumption", it.EffortDays)}
	if it.PerSystem() {
		lines = append(lines, cat.Method.Effort.SystemWords())
	}
	return append(lines, fmt.Sprintf("Weight %g in every sum", it.W()), "For the roles "+strings.Join(it.Roles, ", "))
}

// regulatory lists the places of other rules that bear on an item, with what
// they are called, who says so, from when they apply and to whom, and what that
// does not mean.
func (x *app) regulatory(cat *catalog.Catalog, it *catalog.Item) {
	all := data.Bearing(cat, it)
	if len(all) == 0 {
		return
	}
	x.line("")
	x.line("Bears on")
	for _, t := range all {
		line := "- " + strings.TrimSpace(t.Ref+" "+t.Place.Title)
		if t.Status != "" {
			line += " · " + t.Status
		}
		if len(t.Sources) > 0 {
			line += " · " + strings.Join(t.Sources, ", ")
		}
		x.wrapped(2, line)
		for _, when := range t.Place.Says(x.clock().Format(time.DateOnly), day.Show) {
			x.under(when)
		}
		x.under(t.Place.Note)
		x.under(t.Note)
	}
	rules := cat.Reference().Regulation
	x.wrapped(0, strings.TrimSpace(rules.Notice+" "+rules.AgeWords(x.clock(), day.Show)))
}

// asked are questions by id, with their words.
func asked(cat *catalog.Catalog, ids []string) []string {
	lines := make([]string, len(ids))
	for i, id := range ids {
		item, _, _ := strings.Cut(id, "-")
		lines[i] = id
		if it, ok := cat.Item(item); ok {
			if q, ok := it.Question(id); ok {
				lines[i] += " " + q.Ask
				if len(q.CarriedBy) > 1 {
					lines[i] += " (with all of " + strings.Join(q.CarriedBy, ", ") + ")"
				}
			}
		}
	}
	return lines
}

// rows prints the rows of the crosswalk that have the item at one end: what is
// at the other, how well it fits, who says so.
func (x *app) rows(cat *catalog.Catalog, head string, one data.Shown) {
	x.line("")
	x.line("%s", head)
	if len(one.Relationships) == 0 {
		x.wrapped(0, "Nothing is related to it.")
	}
	for _, r := range one.Relationships {
		other, s := r.Baseline, cat.Foundation()
		if one.Standard == catalog.ISMS {
			other, s = r.Item, cat.Requirements()
		}
		if other == "" {
			other = "Nothing"
		}
		x.wrapped(2, "- "+strings.TrimSpace(other+" "+titleIn(s, other)))
		x.under(carries(cat, r))
		x.under(fmt.Sprintf("%s · strength %d of 10 · level %s · %s · %s", r.Relation, r.Strength, r.Level, r.Rank, r.Status))
		if len(r.Sources) > 0 {
			x.under("Sources: " + strings.Join(r.Sources, ", "))
		}
		x.under(r.Says())
	}
}

// under prints a text below a point of a list.
func (x *app) under(text string) {
	if text != "" {
		x.wrappedAt(4, 0, text)
	}
}

// titleIn is what a standard calls a number, an item or a heading.
func titleIn(s *catalog.Standard, id string) string {
	if it, ok := s.Find(id); ok {
		return it.Title
	}
	for _, cl := range s.Clauses {
		for _, h := range cl.Headings {
			if h.ID == id {
				return h.Title
			}
		}
	}
	return ""
}

// carries marks a row that is shown and carries nothing over.
func carries(cat *catalog.Catalog, r catalog.Relationship) string {
	switch {
	case r.Rank == "rejected":
		return "REJECTED: published elsewhere, found wrong, carries nothing over"
	case r.Relation == "none":
		return "No relationship: carries nothing over"
	case !slices.ContainsFunc(cat.Edges(r.Item), func(e catalog.Relationship) bool { return e.Baseline == r.Baseline }):
		return "A heading: carries nothing over, its items do"
	}
	return ""
}

package register

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// nextDue: a day that somebody set for the next look is past; three months later
// somebody must act. What ended is looked at no more.
func nextDue(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	due := r.Text(args[0])
	if due == "" || due >= c.today() || k.Final(r.State()) {
		return OK, ""
	}
	words := fmt.Sprintf("%s was due on %s", label(k, args[0]), day.Show(due))
	if at, err := time.Parse(time.DateOnly, due); err == nil && day.Months(at, 3).Format(time.DateOnly) < c.today() {
		return Act, words
	}
	return Look, words
}

// Missing is what must be documented and is not, in the order of the standard. What
// is needed for excluded controls alone is not asked.
func Missing(c Case) []catalog.Required { return sit(c).missing() }

func (c *court) missing() []catalog.Required {
	var all []catalog.Required
	for _, need := range c.Catalog.Required() {
		asked := slices.ContainsFunc(need.Items, func(item string) bool { return !c.excluded(item) })
		if asked && !c.documented(need) && !c.recorded(need) {
			all = append(all, need)
		}
	}
	return all
}

// served is an item that documents which hold serve, by the kind of one of them; of
// any kind where none is named.
type served struct{ item, kind string }

// documented reports whether a document that holds serves an item of it.
func (c *court) documented(need catalog.Required) bool {
	if c.papers == nil {
		c.papers = map[served]bool{}
		for _, r := range those(c.of(documentKind), holds) {
			for _, item := range r.List(catalog.RecordItems) {
				c.papers[served{item, ""}], c.papers[served{item, r.Text("kind")}] = true, true
			}
		}
	}
	return slices.ContainsFunc(need.Items, func(item string) bool {
		if len(need.Documents) == 0 {
			return c.papers[served{item, ""}]
		}
		return slices.ContainsFunc(need.Documents, func(kind string) bool { return c.papers[served{item, kind}] })
	})
}

// recorded reports whether a register holds it in a state that will do.
func (c *court) recorded(need catalog.Required) bool {
	return slices.ContainsFunc(need.Registers, func(own catalog.RequiredKind) bool {
		return slices.ContainsFunc(c.of(own.Register), func(r Record) bool {
			return len(own.States) == 0 || slices.Contains(own.States, r.State())
		})
	})
}

// requiredDocuments: what must be documented and is not.
func requiredDocuments(c *court) []string {
	var all []string
	for _, need := range c.missing() {
		all = append(all, fmt.Sprintf("not documented yet: %s (%s)", need.Title, strings.Join(need.Items, ", ")))
	}
	return all
}

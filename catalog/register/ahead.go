package register

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// noticeMonths is how long before its day a duty of a law is told ahead.
const noticeMonths = 3

// Duty is what a place of a law begins to ask of AI systems on a day.
type Duty struct {
	On      string // YYYY-MM-DD
	Place   catalog.Ref
	To      string   // whom it binds, and for what
	Systems []string // those that it may be about, as they are typed
}

// String tells of it in a sentence.
func (d Duty) String() string {
	return d.Place.Ref + " (" + d.To + ") is due on " + day.Show(d.On) + ": " + strings.Join(d.Systems, ", ")
}

// Ahead are the duties of laws that begin soon for AI systems in scope, by their role
// and risk class; the next one first.
func Ahead(c Case) []Duty { return c.beginning(noticeMonths) }

// beginning are the duties that begin within some months, the next first.
func (c Case) beginning(months int) []Duty {
	var all []Duty
	until := day.Months(c.Today, months).Format(time.DateOnly)
	for _, f := range c.Catalog.Frameworks() {
		for _, place := range f.Refs {
			for _, a := range place.Applies {
				if a.From <= c.today() || a.From > until {
					continue
				}
				if systems := c.bound(a); len(systems) > 0 {
					all = append(all, Duty{a.From, place, a.To, systems})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Duty) int { return cmp.Compare(a.On, b.On) })
	return all
}

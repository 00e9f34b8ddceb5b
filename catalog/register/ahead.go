package register

import (
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// noticeMonths is how long before its day a duty of a law is told ahead.
const noticeMonths = 3

// Ahead are the duties of laws that begin soon for AI systems in scope, by their role
// and risk class, each as a mark that somebody should look at; the next one first.
func Ahead(c Case) []Mark {
	until := day.Months(c.Today, noticeMonths).Format(time.DateOnly)
	var days []string
	by := map[string][]Mark{}
	for _, f := range c.Catalog.Frameworks() {
		for _, place := range f.Refs {
			for _, a := range place.Applies {
				if a.From <= c.today() || a.From > until {
					continue
				}
				if systems := c.bound(a); len(systems) > 0 {
					if by[a.From] == nil {
						days = append(days, a.From)
					}
					by[a.From] = append(by[a.From], c.duty(place, a, systems))
				}
			}
		}
	}
	return inOrder(days, by)
}

func (c Case) duty(place catalog.Ref, a catalog.Applies, systems []string) Mark {
	sentence := place.Ref + " (" + a.To + ") is due on " + day.Show(a.From) + ": " + strings.Join(systems, ", ")
	s, _ := assess.FindSystem(c.Assessment, systems[0])
	return Mark{Look, "law_ahead", sentence, assess.KindSystem, s.ID}
}

func inOrder(days []string, by map[string][]Mark) []Mark {
	slices.Sort(days)
	var all []Mark
	for _, d := range days {
		all = append(all, by[d]...)
	}
	return all
}

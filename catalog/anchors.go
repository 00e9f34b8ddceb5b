package catalog

import "strings"

// CheckAnchors names the items without what two raters hold on to: an answer at 3
// for every question, and a level 3 in conditions that can be ticked off one by
// one. The shipped catalogue has both; one of an organisation's own does without,
// so there it is worth knowing and no fault.
func CheckAnchors(c *Catalog) Problems {
	var ps Problems
	note := func(it *Item, format string, args ...any) {
		ps = append(ps, c.problem(it.Set.Standard+" "+it.ID, it.ID, format, args...))
	}
	for _, it := range c.Requirements().Items() {
		var without []string
		for i := range it.Questions {
			if it.Questions[i].Good == "" {
				without = append(without, it.Questions[i].Place())
			}
		}
		if len(without) > 0 {
			note(it, "good is missing in question %s; it is what an answer at 3 sounds like", strings.Join(without, ", "))
		}
		if len(Conditions(it.Levels[3])) < 2 {
			note(it, "level 3 is one condition; divide it by semicolons, so that each can be ticked off")
		}
	}
	return ps
}

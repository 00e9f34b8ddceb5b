package register

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// answeredLate: an area of concern is answered before stage 2 begins.
func answeredLate(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	if r.State() != ConcernRaised {
		return OK, ""
	}
	ce, _ := c.Book.Record(KindCertification, r.parent)
	held, begins, due := ce.Text("stage_2_held"), ce.Text(fieldStage2), r.Text(fieldDue)
	switch {
	case held != "":
		return Act, fmt.Sprintf("stage 2 was held on %s, and it is not answered", day.Show(held))
	case begins == "":
		return OK, ""
	case begins < c.today():
		return Act, fmt.Sprintf("stage 2 began on %s, and it is not answered", day.Show(begins))
	case due >= begins:
		return Act, fmt.Sprintf("the answer is due on %s, and stage 2 begins on %s; it is to be there before", day.Show(due), day.Show(begins))
	}
	return OK, ""
}

// concernDays is the day of stage 2 for an area of concern that has no day of its own.
func concernDays(c *court, _ *catalog.Register, r Record, _ []string) []datedBy {
	ce, _ := c.Book.Record(KindCertification, r.parent)
	if r.State() != ConcernRaised || r.says(fieldDue) || ce.says("stage_2_held") {
		return nil
	}
	return []datedBy{{ce.Text(fieldStage2), "Answer before stage 2"}}
}

// change is something that a body must hear of, with its day.
type change struct{ on, what string }

// untold: since the decision something changed that the body must hear of, and no
// notice stands of that day or a later one.
func untold(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	decided := r.Text(fieldDecided)
	if decided == "" || r.State() == "lapsed" {
		return OK, ""
	}
	last := ""
	for _, n := range c.children(KindNotice, r.ID) {
		last = max(last, cmp.Or(n.Text("changed_on"), n.made()))
	}
	var all []string
	for _, x := range c.changedSince(decided) {
		if x.on > last {
			all = append(all, x.what+" ("+day.Show(x.on)+")")
		}
	}
	if len(all) == 0 {
		return OK, ""
	}
	return Look, "the body may have to be told: " + counted(all[:min(len(all), mostNamed)], len(all))
}

// serious is from which step of the severity on a body must hear of an incident.
const serious = 3

// changedSince are the changes that a certificate rests on: AI systems that came into
// scope, versions of the Statement of Applicability, serious incidents.
func (c *court) changedSince(decided string) []change {
	var all []change
	add := func(on, what string) {
		if on > decided && on <= c.today() {
			all = append(all, change{on, what})
		}
	}
	for _, s := range c.Assessment.InScope() {
		if !s.Since.IsZero() {
			add(s.Since.At.Format(time.DateOnly), s.Name+" came into scope")
		}
	}
	for _, is := range c.Assessment.Issued {
		if !is.Removed && is.Kind == assess.DocumentSoA && is.About != catalog.ForISMS {
			add(is.ApprovedOn, "version "+is.Version+" of the Statement of Applicability")
		}
	}
	for _, r := range c.of("incident") {
		if n, _ := strconv.Atoi(string(r.Value("severity"))); n >= serious {
			add(dayOf(r.Text("on")), c.number(r)+" "+r.Title())
		}
	}
	slices.SortStableFunc(all, func(a, b change) int { return strings.Compare(a.on, b.on) })
	return all
}

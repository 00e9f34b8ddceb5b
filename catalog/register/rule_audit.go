package register

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// cycleMonths is within how long everything is audited again, once stage 2 is past.
const cycleMonths = 36

// mostItems is how many items a sentence names before it counts the rest.
const mostItems = 6

// Coverage is how far audits have come, over all clauses and controls that apply.
type Coverage struct {
	Looked map[string]string // the newest day on which an item was audited, by how lists name it
	Never  []string          // items that never were, in the order of the standard
	Old    []string          // those that were, but more than 36 months ago, where stage 2 is past
	Of     int               // how many apply
	Stage2 string            // its day; empty where none is set
}

// coverage is what the audits of a book covered.
func (c *court) coverage() Coverage {
	a := c.audits()
	v := Coverage{Looked: a.looked, Stage2: a.stage2}
	past := a.stage2 != "" && a.stage2 < c.today()
	since := day.Months(c.Today, -cycleMonths).Format(time.DateOnly)
	for _, it := range assess.Items(c.Catalog, c.Assessment) {
		ref := assess.RefOf(it)
		if c.excluded(ref) {
			continue
		}
		v.Of++
		switch on := a.looked[ref]; {
		case on == "":
			v.Never = append(v.Never, ref)
		case past && on < since:
			v.Old = append(v.Old, ref)
		}
	}
	return v
}

// uncovered: a clause or control that applies was never audited, or once stage 2 is
// past not within 36 months.
func uncovered(c *court) []string {
	v := c.coverage()
	var all []string
	if n := len(v.Never); n > 0 {
		all = append(all, fmt.Sprintf("%d of %d clauses and controls were never audited: %s; %s", n, v.Of, c.refs(v.Never), c.stage()))
	}
	if n := len(v.Old); n > 0 {
		all = append(all, fmt.Sprintf("%d of %d clauses and controls were last audited more than %d months ago: %s", n, v.Of, cycleMonths, c.refs(v.Old)))
	}
	return all
}

// stage says when stage 2 is, or was.
func (c *court) stage() string {
	switch on := c.audits().stage2; {
	case on == "":
		return "all of them are due before stage 2"
	case on < c.today():
		return "stage 2 was on " + day.Show(on)
	default:
		return "stage 2 is on " + day.Show(on)
	}
}

// refs are items as people call them, the first ones by number.
func (c *court) refs(all []string) string {
	var names []string
	for _, ref := range all[:min(len(all), mostItems)] {
		names = append(names, assess.RefName(c.Catalog, c.Assessment, ref))
	}
	return counted(names, len(all))
}

// independence: somebody audits an item that they answer for, by its answer or by a
// record of theirs that names it. Of an audit with sessions these are judged, for
// they say who looks at what.
func independence(c *court, _ *catalog.Register, r Record, args []string) (Degree, string) {
	if len(c.children(KindSession, r.ID)) > 0 {
		return OK, ""
	}
	owners := c.audits().owners
	var said []string
	for _, person := range peopleIn(r, args) {
		folded := assess.FoldName(person)
		mine := slices.DeleteFunc(slices.Clone(r.List(fieldItems)), func(ref string) bool { return !slices.Contains(owners[ref], folded) })
		if len(mine) > 0 {
			said = append(said, fmt.Sprintf("%s answers for %s", person, c.refs(mine)))
		}
	}
	if len(said) == 0 {
		return OK, ""
	}
	return Act, strings.Join(said, "; ") + ", and would audit it; another person is right"
}

// peopleIn are the people in some fields of a record, one or several in each.
func peopleIn(r Record, fields []string) []string {
	var all []string
	for _, f := range fields {
		if one := r.Text(f); one != "" {
			all = append(all, one)
		}
		all = append(all, r.List(f)...)
	}
	return all
}

// twoAtOnce: somebody is in another session at the same time.
func twoAtOnce(c *court, _ *catalog.Register, r Record, args []string) (Degree, string) {
	from, to := r.Text(fieldFrom), r.Text(fieldTo)
	var said []string
	for _, person := range peopleIn(r, args) {
		for _, other := range c.audits().busy[assess.FoldName(person)] {
			if other.id != r.ID && overlap(from, to, other.from, other.to) {
				said = append(said, fmt.Sprintf("%s is in %s at the same time", person, c.numbers()[other.id]))
				break
			}
		}
	}
	if len(said) == 0 {
		return OK, ""
	}
	return Act, strings.Join(said, "; ")
}

// overlap reports whether two times meet; one that does not say when it ends is a
// moment. What begins when the other ends does not meet it.
func overlap(from, to, from2, to2 string) bool {
	if from == "" || from2 == "" {
		return false
	}
	return from == from2 || from < from2 && from2 < to || from2 < from && from < to2
}

// sampleSound: a sample lists only units of its own list, as many as it says, and
// names each in one place.
func sampleSound(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	s := c.SampleOf(r)
	switch {
	case len(s.strange) > 0:
		return Look, fmt.Sprintf("not drawn from the list, or named twice: %s", strings.Join(s.strange[:min(len(s.strange), mostItems)], ", "))
	case s.How == atRandom && len(s.Units) > 0 && len(s.Units) != s.N:
		return Look, fmt.Sprintf("%d units are to be drawn, and %d are listed", s.N, len(s.Units))
	}
	return OK, ""
}

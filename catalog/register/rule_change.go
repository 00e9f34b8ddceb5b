package register

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// olderThanChange holds changes and what they ask for against each other. A change
// that was done lacks the work that it asks for again, where no linked record did it
// on the day of the change or after; a risk or an impact assessment is older than
// the newest such change of one of its systems, or than a change of what is said of
// the system. The day of a change is the one on which it was requested. A record
// that names no system is held against none.
func olderThanChange(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if r.Kind == changeKind {
		return workMissing(c, r)
	}
	w, known := workOf(r.Kind)
	if !known || over(k, r) {
		return OK, ""
	}
	on := w.day(k, r)
	if on == "" {
		return OK, ""
	}
	o, newest := c.operating(), turn{}
	for _, s := range r.List("systems") {
		if w.kind != KindAssessment || o.newest[s] == on { // else a newer one of the system stands
			newest = newest.later(o.changes[s+" "+w.word]).later(o.systems[s])
		}
	}
	if newest.day <= on {
		return OK, ""
	}
	return Act, fmt.Sprintf("it is of %s; %s on %s", day.Show(on), newest.what, day.Show(newest.day))
}

// workMissing: what a change asks for again was not done. An emergency may be
// approved before.
func workMissing(c *court, r Record) (Degree, string) {
	counts := r.State() == "done" || r.State() == "approved" && r.Text("emergency") != catalog.Yes
	if !counts {
		return OK, ""
	}
	since, words := requested(r), r.List("repeat")
	var lacks []string
	for _, w := range works {
		if slices.Contains(words, w.word) && !c.repeated(w, r, since) {
			lacks = append(lacks, w.named)
		}
	}
	if len(lacks) == 0 {
		return OK, ""
	}
	return Act, fmt.Sprintf("it is %s, and since %s nobody did again: %s", r.State(), day.Show(since), strings.Join(lacks, ", "))
}

// repeated reports whether a record that the change names, or that names the
// change, did the work on a day or after it.
func (c *court) repeated(w work, change Record, since string) bool {
	k, known := c.Catalog.Register(w.kind)
	if !known {
		return false
	}
	for _, id := range slices.Concat(change.List(w.word), c.operating().answers[change.ID+" "+w.word]) {
		done, ok := c.Book.Record(w.kind, id)
		if ok && !done.Removed() {
			if on := w.day(k, done); on != "" && on >= since {
				return true
			}
		}
	}
	return false
}

package register

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Overtaken is an answer that the horizon scan puts in question: something was seen
// after it was given. It ends when somebody rates it again, or the entry is acted on or
// put away.
type Overtaken struct {
	Item   string // id of an item of ISO/IEC 42001
	System string // id of an AI system; empty: the answer for all
	By     Record // the entry
	Words  string
}

// overtaken are all of them, by entry.
func overtaken(c Case) []Overtaken {
	var all []Overtaken
	for _, r := range c.of(horizonKind) {
		on := cmp.Or(r.Text("on"), r.made())
		if on == "" || in("acted on", "put away")(r) {
			continue
		}
		words := fmt.Sprintf("%s (%s, seen on %s)", r.Title(), c.Book.Number(c.Catalog, r), day.Show(on))
		for _, item := range r.List(fieldItems) {
			for system, rated := range ratedOn(c, item) {
				if about := systemsOf(r); rated < on && (system == "" || len(about) == 0 || slices.Contains(about, system)) {
					all = append(all, Overtaken{item, system, r, words})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Overtaken) int {
		return cmp.Or(cmp.Compare(a.By.ID, b.By.ID), cmp.Compare(a.Item, b.Item), cmp.Compare(a.System, b.System))
	})
	return all
}

// ratedOn are the days on which an item was last rated, its questions included, by the
// AI system in scope that the rating is about.
func ratedOn(c Case, item string) map[string]string {
	days := map[string]string{}
	for _, x := range c.Assessment.Answers[item] {
		s, known := c.Assessment.System(x.Key.System)
		if x.Rating.Is(assess.Unanswered) || x.Key.System != "" && (!known || s.Removed || !s.InScope) {
			continue
		}
		rated := x.Rating.At.In(c.Today.Location()).Format(time.DateOnly)
		days[x.Key.System] = max(days[x.Key.System], rated)
	}
	return days
}

// OvertakenOn are what puts the answer of an item in question.
func (v *Ruling) OvertakenOn(item string) []Overtaken {
	if v == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.overtaken), func(o Overtaken) bool { return o.Item != item })
}

// Overtaken reports whether something does.
func (v *Ruling) Overtaken(item string) bool { return len(v.OvertakenOn(item)) > 0 }

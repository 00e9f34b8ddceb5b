package figures

import (
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// Meeting is what changed when the work of several copies of an assessment came
// together: the page of the evening.
type Meeting struct {
	People    []assess.Arrival
	Answered  []Turn            // items that had no rating and have one, in catalogue order
	Changed   []Turn            // items that are rated otherwise
	Evidence  []assess.Evidence // pieces that were not there before
	Findings  []assess.Finding
	Conflicts []assess.Place // fields that values disagree on now
	Settled   []assess.Place // and those that they did before
	Stale     []synergy.Stale
	Moved     []Move // first of all items together, then of the sets that moved
}

// Turn is how an item stood and how it stands.
type Turn struct {
	Item    *catalog.Item
	Was, Is assess.Standing
}

// Move is a figure that is another one now.
type Move struct {
	Set     *catalog.Clause // nil: all items
	Was, Is score.Score
	Because []*catalog.Item // the items of it that stand otherwise
}

// Meet lays an assessment as it stood beside how it stands, on one day, in whose zone
// times are given. Before is nil
// where nothing was known of it.
func Meet(cat *catalog.Catalog, before, after *assess.Assessment, people []assess.Arrival, day time.Time) Meeting {
	if before == nil {
		before = assess.New(after.ID)
	}
	was, is := score.Of(cat, before, day), score.Of(cat, after, day)
	m := Meeting{
		People:    slices.Clone(people),
		Evidence:  added(before.Evidence, after.Evidence, func(e assess.Evidence) (string, bool) { return e.ID, e.Removed }),
		Findings:  added(before.Findings, after.Findings, func(f assess.Finding) (string, bool) { return f.ID, f.Removed }),
		Conflicts: besides(after.Conflicts, before.Conflicts),
		Settled:   besides(before.Conflicts, after.Conflicts),
	}
	for i := range m.People {
		m.People[i].First, m.People[i].Last = m.People[i].First.In(day.Location()), m.People[i].Last.In(day.Location())
	}
	turned := m.turn(was, is)
	m.move(was, is, turned)
	known := map[assess.Key]bool{}
	for _, s := range synergy.StaleAnswers(cat, before) {
		known[s.Key] = true
	}
	m.Stale = slices.DeleteFunc(synergy.StaleAnswers(cat, after), func(s synergy.Stale) bool { return known[s.Key] })
	return m
}

// turn finds the items that stand otherwise, by id.
func (m *Meeting) turn(was, is score.Scorecard) map[string]bool {
	stood := map[string]score.ItemScore{}
	for _, x := range was.Items {
		stood[x.Item.ID] = x
	}
	turned := map[string]bool{}
	for _, x := range is.Items {
		old := stood[x.Item.ID]
		stands := old.Standing.State == x.Standing.State && old.Standing.Level == x.Standing.Level
		turned[x.Item.ID] = !stands || old.Credit != x.Credit || old.Conforming != x.Conforming || old.Verified != x.Verified || old.Evidence != x.Evidence
		t := Turn{x.Item, old.Standing, x.Standing}
		switch answered := old.Standing.State == assess.Rated || old.Standing.State == assess.NA; {
		case stands:
		case !answered:
			m.Answered = append(m.Answered, t)
		default:
			m.Changed = append(m.Changed, t)
		}
	}
	return turned
}

// move finds the figures that are others now, and the items that moved them.
func (m *Meeting) move(was, is score.Scorecard, turned map[string]bool) {
	because := func(within func(*catalog.Item) bool) (items []*catalog.Item) {
		for _, x := range is.Items {
			if turned[x.Item.ID] && within(x.Item) {
				items = append(items, x.Item)
			}
		}
		return items
	}
	if differs(was.Overall, is.Overall) {
		m.Moved = append(m.Moved, Move{nil, was.Overall, is.Overall, because(func(*catalog.Item) bool { return true })})
	}
	for _, set := range is.Sets {
		var old score.Score
		if i := slices.IndexFunc(was.Sets, func(s score.SetScore) bool { return s.Set.ID == set.Set.ID }); i >= 0 {
			old = was.Sets[i].Score
		}
		if differs(old, set.Score) {
			m.Moved = append(m.Moved, Move{set.Set, old, set.Score, because(func(it *catalog.Item) bool { return it.Set != nil && it.Set.ID == set.Set.ID })})
		}
	}
}

func differs(a, b score.Score) bool {
	same := func(x, y *float64) bool { return x == y || x != nil && y != nil && *x == *y }
	return a.Applicable != b.Applicable || a.Answered != b.Answered || a.Conforming != b.Conforming || a.Verified != b.Verified ||
		!same(a.Progress, b.Progress) || !same(a.Maturity, b.Maturity) || !same(a.Evidenced, b.Evidenced)
}

// added are the records that stand now and were not there before.
func added[T any](was, is []T, of func(T) (id string, removed bool)) (all []T) {
	for _, x := range is {
		id, removed := of(x)
		if !removed && !slices.ContainsFunc(was, func(y T) bool { other, _ := of(y); return other == id }) {
			all = append(all, x)
		}
	}
	return all
}

func besides(all, without []assess.Place) (rest []assess.Place) {
	for _, p := range all {
		if !slices.Contains(without, p) {
			rest = append(rest, p)
		}
	}
	return rest
}

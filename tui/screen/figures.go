package screen

import (
	"sync"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// Figures are those of the assessment looked at last. A room shares them, so
// that an answer is worked out once and not once a window. The zero value is
// ready; it is safe for use by several goroutines.
type Figures struct {
	mu   sync.Mutex
	of   *assess.Assessment
	on   string // the day
	card score.Scorecard
	syn  synergy.Synergy

	veiled Changed // the figures of an assessment without an item
	whole  *assess.Assessment
	item   string
	then   string // the day

	planning sync.Mutex
	planned  *assess.Assessment
	day      string
	plan     Plan
}

// Of works out the figures of an assessment on a day, or finds them.
func (f *Figures) Of(cat *catalog.Catalog, a *assess.Assessment, now time.Time) (score.Scorecard, synergy.Synergy) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if day := now.Format(time.DateOnly); f.of != a || f.on != day {
		before := synergy.Before{Before: score.Before{Assessment: f.of, Card: f.card, Day: f.on}, Synergy: f.syn}
		f.of, f.on, f.card = a, day, before.Before.After(cat, a, now)
		f.syn = before.After(cat, a, f.card, a.Profile.Basis)
	}
	return f.card, f.syn
}

// Without gives an assessment without an item, and its figures, or finds them.
func (f *Figures) Without(cat *catalog.Catalog, a *assess.Assessment, item string, now time.Time) Changed {
	f.mu.Lock()
	defer f.mu.Unlock()
	if day := now.Format(time.DateOnly); f.whole != a || f.item != item || f.then != day {
		b := a.Without(item)
		card := score.Of(cat, b, now)
		f.whole, f.item, f.then = a, item, day
		f.veiled = Changed{Assessment: b, Score: card, Synergy: synergy.Of(cat, b, card, b.Profile.Basis)}
	}
	return f.veiled
}

// Plan makes the plan of a day, or finds it.
func (f *Figures) Plan(in roadmap.Input) Plan {
	f.planning.Lock()
	defer f.planning.Unlock()
	if day := in.AsOf.Format(time.DateOnly); f.planned != in.Assessment || f.day != day {
		f.planned, f.day, f.plan = in.Assessment, day, PlanOf(in)
	}
	return f.plan
}

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
	card score.Scorecard
	syn  synergy.Synergy

	veiled Changed // the figures of an assessment without an item
	whole  *assess.Assessment
	item   string

	planning sync.Mutex
	planned  *assess.Assessment
	day      string
	plan     Plan
}

// Of works out the figures of an assessment, or finds them.
func (f *Figures) Of(cat *catalog.Catalog, a *assess.Assessment) (score.Scorecard, synergy.Synergy) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of != a {
		f.of, f.card = a, score.Of(cat, a)
		f.syn = synergy.Of(cat, a, f.card, a.Profile.Basis)
	}
	return f.card, f.syn
}

// Without gives an assessment without an item, and its figures, or finds them.
func (f *Figures) Without(cat *catalog.Catalog, a *assess.Assessment, item string) Changed {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.whole != a || f.item != item {
		b := a.Without(item)
		card := score.Of(cat, b)
		f.whole, f.item = a, item
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

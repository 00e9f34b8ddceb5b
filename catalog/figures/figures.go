// Package figures makes the figures of an assessment on a day: how it stands, what
// the ISMS carries of it, and the plan. Screens, the command line and documents
// show the same ones.
//
// Its one rule: a figure is made here or asked of the package that owns it, and the
// plan, which takes some milliseconds, once and when somebody first asks.
package figures

import (
	"cmp"
	"sync"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// Figures are those of one assessment on one day. They are a picture of that
// moment, read-only and safe to share.
type Figures struct {
	Catalog    *catalog.Catalog
	Assessment *assess.Assessment
	Day        time.Time // whatever its hour and zone
	Score      score.Scorecard
	Synergy    synergy.Synergy

	plan func() Plan
}

// Plan is a plan with its forecast, and what it was made of.
type Plan struct {
	Input    roadmap.Input
	Roadmap  roadmap.Roadmap
	Forecast roadmap.Forecast
	Ranking  roadmap.Ranking
}

// Milestones are the days of the certification beside the plan.
func (p Plan) Milestones() []roadmap.Milestone {
	return roadmap.Milestones(p.Input, p.Roadmap, p.Forecast)
}

// Of makes the figures of an assessment on a day, on the basis of its profile.
func Of(cat *catalog.Catalog, a *assess.Assessment, day time.Time) Figures {
	return On(cat, a, day, "")
}

// On is Of on another basis; empty: that of the profile.
func On(cat *catalog.Catalog, a *assess.Assessment, day time.Time, basis string) Figures {
	card := score.Of(cat, a, day)
	return whole(cat, a, day, card, synergy.Of(cat, a, card, cmp.Or(basis, a.Profile.Basis)))
}

// After makes the figures of the assessment that one act made of the one these are
// of: what the act said nothing of keeps its own. Of the zero Figures it makes all
// anew.
func (f Figures) After(cat *catalog.Catalog, a *assess.Assessment, day time.Time) Figures {
	before := synergy.Before{Before: score.Before{Assessment: f.Assessment, Card: f.Score, Day: f.On()}, Synergy: f.Synergy}
	card := before.Before.After(cat, a, day)
	return whole(cat, a, day, card, before.After(cat, a, card, a.Profile.Basis))
}

func whole(cat *catalog.Catalog, a *assess.Assessment, day time.Time, card score.Scorecard, syn synergy.Synergy) Figures {
	f := Figures{Catalog: cat, Assessment: a, Day: day, Score: card, Synergy: syn}
	in := f.Input()
	f.plan = sync.OnceValue(func() Plan { return Plan{in, roadmap.Of(in), roadmap.ForecastOf(in), roadmap.Strategies(in)} })
	return f
}

// On is the day as it is kept, YYYY-MM-DD; empty of the zero Figures.
func (f Figures) On() string {
	if f.Day.IsZero() {
		return ""
	}
	return f.Day.Format(time.DateOnly)
}

// Plan is the plan with its forecast. Call it where some milliseconds don't matter.
// The zero Figures have none.
func (f Figures) Plan() Plan { return f.plan() }

// PlanWith is Plan with what records say of it. Their days move no figure: they are
// when an action is due where nobody said so.
func (f Figures) PlanWith(kept roadmap.Kept) Plan {
	p := f.Plan()
	if !kept.Empty() {
		p.Input.Kept = kept
		p.Roadmap, p.Ranking = roadmap.Of(p.Input), roadmap.Strategies(p.Input)
	}
	return p
}

// Input is what a plan, a list of gaps or the regulatory view is made of.
func (f Figures) Input() roadmap.Input {
	return roadmap.Input{Catalog: f.Catalog, Assessment: f.Assessment, Score: f.Score, Synergy: f.Synergy, AsOf: f.Day}
}

// TakenOver counts the items whose rating was taken over from the ISMS and that
// nobody has verified.
func (f Figures) TakenOver() int {
	n := 0
	for i := range f.Synergy.Items {
		if f.Synergy.Items[i].Adopted && !f.Score.Items[i].Verified {
			n++
		}
	}
	return n
}

// With are the figures as they would be with another profile.
func (f Figures) With(p assess.Profile) Figures {
	other := *f.Assessment
	other.Profile = p
	return Of(f.Catalog, &other, f.Day)
}

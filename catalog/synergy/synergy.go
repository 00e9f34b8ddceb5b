// Package synergy says what the ISMS carries over to the AIMS: how much of each
// item it can carry, how much it carries as it is rated, and what that leaves to
// extend and to build (method, section 3).
//
// Its one rule: reuse predicts effort, never the present state. What the ISMS
// carries counts nothing until somebody confirms it at the item. Sums run in
// catalogue order and products are wrapped in float64, as in package score.
package synergy

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// The bases on which potential is computed.
const (
	Corrected = "corrected" // by the level of the item's primary relationship
	Published = "published" // by the published figure of its set, spread by level
)

// Quadrant says what kind of work an item is.
type Quadrant string

// The quadrants: gap or none, and whether the ISMS carries half of what is
// missing (of a gap) or half of the item.
const (
	QuickWin Quadrant = "quick win"
	NewBuild Quadrant = "new build"
	Leverage Quadrant = "leverage"
	InPlace  Quadrant = "in place"
)

// Quadrants are all of them, in the order in which they are shown.
var Quadrants = []Quadrant{QuickWin, NewBuild, Leverage, InPlace}

// Synergy is the picture of one moment, on one basis.
type Synergy struct {
	Basis   string
	Overall *Shares      // nil without an applicable item
	Sets    []SetSynergy // in the order of the scorecard
	Items   []ItemSynergy
	Stale   []Stale // answers whose basis fell since, in catalogue order

	at map[string]int
}

// Shares are weighted means over the applicable items of a set, each 0-1. Done,
// Reuse and Build sum to 1.
type Shares struct {
	Done, Reuse, Build float64
	Potential          float64 // what the ISMS can carry
	Realised           float64 // what it carries as it is rated
}

// SetSynergy is the figures of one clause, section, or of the own controls.
type SetSynergy struct {
	Set    *catalog.Clause
	Shares *Shares // nil without an applicable item
	Days   float64 // person-days left
}

// ItemSynergy is the figures of one item. An excluded item has none.
type ItemSynergy struct {
	Item       *catalog.Item
	Applicable bool
	Level      string  // high, medium, low or none: that of the primary relationship
	Potential  float64 // 0-1
	Inherited  float64 // 0-Potential

	Done, Reuse, Build float64 // sum to 1
	Quadrant           Quadrant
	Days               float64 // person-days left
	Adopted            bool    // its rating was taken over from the ISMS
	Stale              bool    // and what it rests on fell since
}

// Item finds an item's figures by its id.
func (s *Synergy) Item(id string) (ItemSynergy, bool) {
	i, ok := s.at[id]
	if !ok {
		return ItemSynergy{}, false
	}
	return s.Items[i], true
}

// Set finds a set's figures by its id.
func (s *Synergy) Set(id string) (SetSynergy, bool) {
	for _, set := range s.Sets {
		if set.Set.ID == id {
			return set, true
		}
	}
	return SetSynergy{}, false
}

// Of makes the picture from the scorecard of the same assessment. A basis that
// is not Published is Corrected.
func Of(cat *catalog.Catalog, a *assess.Assessment, card score.Scorecard, basis string) Synergy {
	s := Synergy{
		Basis: basis, Sets: make([]SetSynergy, 0, len(card.Sets)), Items: make([]ItemSynergy, 0, len(card.Items)),
		at: make(map[string]int, len(card.Items)), Stale: StaleAnswers(cat, a),
	}
	stale := make(map[string]bool, len(s.Stale))
	for i := range s.Stale {
		stale[s.Stale[i].Key.Item] = true
	}
	c := carrier{cat: cat, a: a, published: basis == Published}
	size := cat.Method.Effort.Sizes[a.Profile.Size]
	systems := a.InScope()
	var overall sums
	next := 0
	for i := range card.Sets {
		set := card.Sets[i].Set
		c.enter(set)
		var own sums
		for range set.Items {
			it := c.item(&card.Items[next], systems, size)
			it.Stale = stale[it.Item.ID]
			s.at[it.Item.ID] = next
			s.Items = append(s.Items, it)
			own.add(&it)
			overall.add(&it)
			next++
		}
		s.Sets = append(s.Sets, SetSynergy{Set: set, Shares: own.shares(), Days: own.days})
	}
	s.Overall = overall.shares()
	return s
}

// carrier computes item after item, set after set.
type carrier struct {
	cat       *catalog.Catalog
	a         *assess.Assessment
	published bool
	scale     float64 // of the published basis: the set's figure over its mean factor
}

// enter prepares for the items of a set.
func (c *carrier) enter(set *catalog.Clause) {
	if c.published {
		c.scale = scale(c.cat, set)
	}
}

// scale is what a level's factor is multiplied with on the published basis, so
// that the mean of all items of the set is the published figure; 0 where there
// is no figure or nothing to spread it over.
func scale(cat *catalog.Catalog, set *catalog.Clause) float64 {
	sum := 0.0
	for _, it := range set.Items {
		sum += factor(cat, it.ID)
	}
	figure, ok := cat.Published().Figure(set.ID)
	if !ok || sum == 0 {
		return 0
	}
	return figure.Share / float64(sum/float64(len(set.Items)))
}

// factor is the share that an item of this level inherits at most.
func factor(cat *catalog.Catalog, item string) float64 {
	return cat.Method.Synergy.Levels[cat.Level(item)]
}

// potential is what the ISMS can carry of an item, 0-1.
func (c *carrier) potential(item string) float64 {
	f := factor(c.cat, item)
	if c.published {
		return min(c.cat.Method.Synergy.PublishedCap, float64(c.scale*f))
	}
	return f
}

// inherited is what it carries as it is rated: the potential times the mean
// credit of the baseline items, by strength.
func (c *carrier) inherited(item string, potential float64) float64 {
	sum, all := 0.0, 0.0
	for _, r := range c.cat.Edges(item) {
		strength := float64(r.Strength) / 10
		sum += float64(strength * credit(c.cat, c.a, r.Baseline))
		all += strength
	}
	if all == 0 {
		return 0
	}
	return float64(potential * float64(sum/all))
}

// credit is how far a baseline item is in place, 0-1; excluded or unanswered
// ones carry nothing.
func credit(cat *catalog.Catalog, a *assess.Assessment, baseline string) float64 {
	r := a.Baseline[baseline].Rating
	if !r.Is(assess.Rated) {
		return 0
	}
	return float64(min(r.Level, cat.Method.InPlace)) / float64(cat.Method.InPlace)
}

// item is the whole row of one item.
func (c *carrier) item(i *score.ItemScore, systems []assess.System, size float64) ItemSynergy {
	m := c.cat.Method
	out := ItemSynergy{Item: i.Item, Applicable: i.Applicable(), Level: c.cat.Level(i.Item.ID)}
	if !out.Applicable {
		return out
	}
	out.Potential = c.potential(i.Item.ID)
	out.Inherited = c.inherited(i.Item.ID, out.Potential)
	out.Done, out.Reuse, out.Build = split(i.Credit, out.Inherited)
	out.Quadrant = quadrant(i.Conforming, &out, m.Synergy.Reusable)
	out.Adopted = adopted(i, c.a, systems)
	reuse, build := out.Reuse, out.Build
	if out.Adopted && !i.Seen {
		_, reuse, build = split(0, out.Inherited) // as before somebody said yes
	}
	e := effort(i.Item, c.a)
	out.Days = float64(float64(e*size) * (build + float64(m.Effort.Adapting*reuse)))
	return out
}

// split is what is done, what the ISMS carries beyond that, and the rest.
func split(credit, inherited float64) (done, reuse, build float64) {
	reuse = max(0, inherited-credit)
	return credit, reuse, max(0, 1-credit-reuse)
}

func quadrant(conforming bool, i *ItemSynergy, half float64) Quadrant {
	if conforming {
		if score.Round(i.Inherited) >= half {
			return Leverage
		}
		return InPlace
	}
	if i.Done < 1 && score.Round(i.Reuse/(1-i.Done)) >= half {
		return QuickWin
	}
	return NewBuild
}

// effort is the person-days of an item from nothing in a mid-size organisation:
// the assessment's own figure, else the catalogue's.
func effort(it *catalog.Item, a *assess.Assessment) float64 {
	for _, id := range []string{it.ID, it.Number} {
		if days, said := a.Profile.Effort[id]; said {
			return days
		}
	}
	return it.EffortDays
}

// adopted reports whether the item's rating, or for one about AI systems one of
// those it is the minimum of, was taken over from the ISMS as a whole.
func adopted(i *score.ItemScore, a *assess.Assessment, systems []assess.System) bool {
	if !i.Standing.Direct {
		return false
	}
	at := func(system string) bool {
		return a.Answer(assess.Key{Item: i.Item.ID, System: system}).Rating.Basis != ""
	}
	if !i.Item.PerSystem() || len(systems) == 0 {
		return at("")
	}
	for _, s := range systems {
		own := assess.StandFor(i.Item, a, s.ID)
		if own.State == assess.Rated && own.Direct && at(s.ID) || own.State == assess.Unanswered && at("") {
			return true
		}
	}
	return false
}

// sums adds up items in the order they come.
type sums struct {
	weight, days float64
	Shares
}

func (s *sums) add(i *ItemSynergy) {
	if !i.Applicable {
		return
	}
	w := i.Item.W()
	s.weight += w
	s.days += i.Days
	s.Done += float64(w * i.Done)
	s.Reuse += float64(w * i.Reuse)
	s.Build += float64(w * i.Build)
	s.Potential += float64(w * i.Potential)
	s.Realised += float64(w * i.Inherited)
}

func (s *sums) shares() *Shares {
	if s.weight == 0 {
		return nil
	}
	return &Shares{s.Done / s.weight, s.Reuse / s.weight, s.Build / s.weight, s.Potential / s.weight, s.Realised / s.weight}
}

// Percents are the three shares in whole per cents that add up to 100.
func (s Shares) Percents() [3]int { return [3]int(score.Percents(s.Done, s.Reuse, s.Build)) }

// Shares are the figures of one item in the form of a set's.
func (i *ItemSynergy) Shares() Shares {
	return Shares{i.Done, i.Reuse, i.Build, i.Potential, i.Inherited}
}

// Package synergy says what the ISMS carries over to the AIMS: how much of each
// item it can carry, how much it carries as it is rated, and what that leaves to
// extend and to build (method, section 3).
//
// Its one rule: reuse predicts effort, never the present state. What the ISMS
// carries counts nothing until somebody confirms it at the item. Sums run in
// catalogue order and products are wrapped in float64, as in package score.
package synergy

import (
	"slices"

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
	Saved   float64 // person-days that what the ISMS carries saves over the whole project

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
	return Before{}.After(cat, a, card, basis)
}

// After makes the picture of the assessment that one act made of the one before.
func (b Before) After(cat *catalog.Catalog, a *assess.Assessment, card score.Scorecard, basis string) Synergy {
	s := Synergy{
		Basis: basis, Sets: make([]SetSynergy, 0, len(card.Sets)), Items: make([]ItemSynergy, 0, len(card.Items)),
		at: make(map[string]int, len(card.Items)), Stale: StaleAnswers(cat, a),
	}
	stale := make(map[string]bool, len(s.Stale))
	for i := range s.Stale {
		stale[s.Stale[i].Key.Item] = true
	}
	c := newCarrier(cat, a, basis)
	c.before = b.holding(a)
	var overall sums
	next := 0
	for i := range card.Sets {
		set := card.Sets[i].Set
		c.enter(set)
		var own sums
		for range set.Items {
			it := c.item(&card.Items[next])
			it.Stale = stale[it.Item.ID]
			s.at[it.Item.ID] = next
			s.Items = append(s.Items, it)
			s.Saved += float64(float64(c.effort(it.Item)*it.Inherited) * (1 - c.adapting))
			own.add(&it)
			overall.add(&it)
			next++
		}
		s.Sets = append(s.Sets, SetSynergy{Set: set, Shares: own.shares(), Days: own.days})
	}
	s.Overall = overall.shares()
	return s
}

// Planned is the person-days that an item takes as a whole, from nothing but what
// the ISMS carries: what was planned for it, however far it is by now.
func Planned(cat *catalog.Catalog, a *assess.Assessment, i score.ItemScore, basis string) float64 {
	c := newCarrier(cat, a, basis)
	c.enter(i.Item.Set)
	i.Credit, i.Systems = 0, slices.Clone(i.Systems)
	for n := range i.Systems {
		i.Systems[n].Credit = 0
	}
	return c.item(&i).Days
}

// carrier computes item after item, set after set.
type carrier struct {
	cat       *catalog.Catalog
	a         *assess.Assessment
	published bool
	scale     float64 // of the published basis: the set's figure over its mean factor
	size      float64 // of the organisation, as a factor of the days
	adapting  float64 // what adapting costs of writing
	systems   []assess.System
	kin       []int   // the family of each system, as a place in first
	first     []first // of each family; room for one item at a time
	before    *Before // nil where what is left is worked out anew
}

// first is the system of a family with most left to do.
type first struct{ left, k float64 }

func newCarrier(cat *catalog.Catalog, a *assess.Assessment, basis string) *carrier {
	c := &carrier{cat: cat, a: a, published: basis == Published, systems: a.InScope()}
	c.size, c.adapting = cat.Method.Effort.Sizes[a.Profile.Size], cat.Method.Effort.AdaptingUnder(a.Profile.Strategy)
	families := map[string]int{}
	for _, s := range c.systems {
		kin := s.Kin()
		if _, known := families[kin]; !known {
			families[kin] = len(families)
		}
		c.kin = append(c.kin, families[kin])
	}
	c.first = make([]first, len(families))
	return c
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
func (c *carrier) item(i *score.ItemScore) ItemSynergy {
	out := ItemSynergy{Item: i.Item, Applicable: i.Applicable(), Level: c.cat.Level(i.Item.ID)}
	if !out.Applicable {
		return out
	}
	out.Potential = c.potential(i.Item.ID)
	out.Inherited = c.inherited(i.Item.ID, out.Potential)
	out.Done, out.Reuse, out.Build = split(i.Credit, out.Inherited)
	out.Quadrant = quadrant(i.Conforming, &out, c.cat.Method.Synergy.Reusable)
	if was, ok := c.before.kept(i, &out); ok {
		out.Adopted, out.Days = was.Adopted, was.Days
		return out
	}
	left := 0.0
	if i.Systems == nil {
		out.Adopted = c.adopted(i.Item.ID, "", i.Standing)
		left = c.left(i.Credit, out.Inherited, out.Adopted && !i.Once())
	} else {
		left = c.leftOver(i, &out)
	}
	out.Days = float64(c.effort(i.Item) * left)
	return out
}

// leftOver is what is left of an item about AI systems, where 1 is all of it for
// one system: of each family the system with most left to do counts whole, each
// further one by its risk class. Systems that name no family are one together. It
// also says whether any of them was taken over from the ISMS.
func (c *carrier) leftOver(i *score.ItemScore, out *ItemSynergy) float64 {
	sum := 0.0
	for f := range c.first {
		c.first[f] = first{left: -1}
	}
	for n := range i.Systems {
		x := &i.Systems[n]
		if x.Standing.State == assess.NA && x.Standing.Later == 0 {
			continue
		}
		adopted := x.Standing.Later == 0 && c.adopted(i.Item.ID, c.systems[n].ID, x.Standing)
		out.Adopted = out.Adopted || adopted
		left := c.left(x.Credit, out.Inherited, adopted && !x.Once())
		k := c.cat.Method.Effort.FurtherOf(c.systems[n].RiskClass)
		if f := &c.first[c.kin[n]]; left > f.left {
			sum += float64(f.k * max(0, f.left)) // the one before is no longer the first
			*f = first{left, k}
		} else {
			sum += float64(k * left)
		}
	}
	for _, f := range c.first {
		sum += max(0, f.left)
	}
	return sum
}

// left is what is left of a whole, 0-1. What was taken over from the ISMS stays
// as it was before somebody said yes, until its evidence was seen.
func (c *carrier) left(credit, inherited float64, unseen bool) float64 {
	if unseen {
		credit = 0
	}
	_, reuse, build := split(credit, inherited)
	return build + float64(c.adapting*reuse)
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

// effort is the person-days of an item from nothing in an organisation of this
// size: by the assessment's own figure, else the catalogue's.
func (c *carrier) effort(it *catalog.Item) float64 {
	days := it.EffortDays
	for _, id := range []string{it.Number, it.ID} {
		if own, said := c.a.Profile.Effort[id]; said {
			days = own
		}
	}
	return float64(days * c.size)
}

// adopted reports whether a direct rating, of the item or of one AI system, was
// taken over from the ISMS as a whole.
func (c *carrier) adopted(item, system string, st assess.Standing) bool {
	if !st.Direct {
		return false
	}
	if st.ByAll {
		system = ""
	}
	return c.a.Answer(assess.Key{Item: item, System: system}).Rating.Basis != ""
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

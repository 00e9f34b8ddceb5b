package synergy

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Term is one edge's part in what an item inherits: Strength × Credit over the
// sum of Strength.
type Term struct {
	Relationship catalog.Relationship
	Rating       assess.Rating // of the baseline item
	Strength     float64       // 0-1
	Credit       float64       // 0-1
}

// Explanation is how an item's figures come about: the answer to "why is this
// 41 %?".
type Explanation struct {
	Level     string
	Factor    float64 // of the level
	Figure    *catalog.Figure
	Mean      float64 // on the published basis: the mean factor of the set
	Potential float64
	Capped    bool // the published basis would give more than its cap
	Terms     []Term
	Inherited float64
}

// Explain is the terms of one item on a basis.
func Explain(cat *catalog.Catalog, a *assess.Assessment, basis string, it *catalog.Item) Explanation {
	c := carrier{cat: cat, a: a, published: basis == Published}
	c.enter(it.Set)
	x := Explanation{Level: cat.Level(it.ID), Factor: factor(cat, it.ID), Potential: c.potential(it.ID)}
	if figure, ok := cat.Published().Figure(it.Set.ID); ok && c.published {
		sum := 0.0
		for _, other := range it.Set.Items {
			sum += factor(cat, other.ID)
		}
		x.Figure, x.Mean = &figure, sum/float64(len(it.Set.Items))
		x.Capped = float64(c.scale*x.Factor) > cat.Method.Synergy.PublishedCap
	}
	for _, r := range cat.Edges(it.ID) {
		x.Terms = append(x.Terms, Term{
			Relationship: r, Rating: a.Baseline[r.Baseline].Rating,
			Strength: float64(r.Strength) / 10, Credit: credit(cat, a, r.Baseline),
		})
	}
	x.Inherited = c.inherited(it.ID, x.Potential)
	return x
}

// Impact is what rests on a baseline item: one item of ISO/IEC 42001.
type Impact struct {
	Relationship catalog.Relationship
	Item         *catalog.Item
	Inherited    float64      // 0-1, as it is rated
	Without      float64      // 0-1, if the baseline item carried nothing
	Answers      []assess.Key // answers that were taken over from it
	Stale        bool         // one of them, since it fell
}

// ImpactOf is the relation read backwards: all that rests on a baseline item, in
// the order of the crosswalk.
func ImpactOf(cat *catalog.Catalog, a *assess.Assessment, basis, baseline string) []Impact {
	stale := map[assess.Key]bool{}
	for _, s := range StaleAnswers(cat, a) {
		for _, f := range s.Falls {
			stale[s.Key] = stale[s.Key] || f.Baseline == baseline
		}
	}
	without := *a
	without.Baseline = make(map[string]assess.Answer, len(a.Baseline))
	for id, x := range a.Baseline {
		if id != baseline {
			without.Baseline[id] = x
		}
	}
	var all []Impact
	for _, r := range cat.Carries(baseline) {
		it, _ := cat.Item(r.Item)
		i := Impact{Relationship: r, Item: it, Inherited: Inherited(cat, a, basis, it), Without: Inherited(cat, &without, basis, it)}
		for _, x := range a.Answers[r.Item] {
			if counts(it, a, x.Key) && restsOn(x.Rating.Basis, baseline) {
				i.Answers = append(i.Answers, x.Key)
				i.Stale = i.Stale || stale[x.Key]
			}
		}
		all = append(all, i)
	}
	return all
}

func restsOn(b assess.Basis, baseline string) bool {
	for _, r := range b.Rests() {
		if r.Baseline == baseline {
			return true
		}
	}
	return false
}

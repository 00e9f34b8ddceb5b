// Package score makes every percentage: credit, progress, ceiling, conformity
// and maturity, of an item, of a set and of the whole (method, section 2); and what
// stands in the way of a certification (section 4), where the table Factors says which
// records count beside the answers, what they must show and at which item they block.
//
// Its one rule: a figure that can't be made is nil, never zero. Sums run in
// catalogue order and products are wrapped in float64, so that every platform
// arrives at the same bits.
package score

import (
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Scorecard is all figures of one assessment. It is a picture of one moment:
// read it, don't keep it past the next answer.
type Scorecard struct {
	Overall Score
	Sets    []SetScore  // clauses, sections, then the own controls where there are any
	Items   []ItemScore // in catalogue order, own controls last
	Systems int         // AI systems in scope
	Ready   int         // of these, those for which every item about systems conforms

	method catalog.Method
	at     map[string]int // item id -> place in Items
	kept   []bool         // items whose figures are those of the card before; nil: none
}

// Score is the figures of a set of items, or of all of them. Counts are of
// items; shares run from 0 to 1.
type Score struct {
	Applicable int // items that are not excluded
	Answered   int // of these, rated
	Conforming int // of these, in place and without an open nonconformity
	Verified   int // of these, with evidence that a named person saw not too long ago

	Progress  *float64 // 0-1; nil without an applicable item
	Ceiling   *float64 // 0-1, what progress can still become; nil without an applicable item
	Maturity  *float64 // 0-5, mean rating; nil without a rated item
	Evidenced *float64 // 0-1, share of the rated items with evidence; nil without a rated item
}

// Claimed counts the items that conform and that nobody has verified.
func (s Score) Claimed() int { return s.Conforming - s.Verified }

// Met are the shares of the applicable items that are verified, claimed, and do not
// conform; each 0 where nothing is applicable.
func (s Score) Met() (verified, claimed, open float64) {
	if s.Applicable == 0 {
		return 0, 0, 0
	}
	of := float64(s.Applicable)
	return float64(s.Verified) / of, float64(s.Claimed()) / of, float64(s.Applicable-s.Conforming) / of
}

// SetScore is the figures of one clause, section, or of the own controls.
type SetScore struct {
	Set *catalog.Clause
	Score
}

// ItemScore is the figures of one item. An excluded item has none: its credit
// and ceiling are 0 and enter no sum.
type ItemScore struct {
	Item     *catalog.Item
	Standing assess.Standing
	Credit   float64 // 0-1
	Ceiling  float64 // 0-1, what the credit can still become

	Conforming bool // in place, and no nonconformity is open
	Verified   bool // conforming, and seen
	Sight           // for every AI system that it applies to

	Cap       float64 // the most credit beside the open nonconformities; 0 where there are none
	OpenMajor int
	OpenMinor int
	Evidence  int // pieces that serve the item

	// Systems is how the item stands for each AI system in scope, in the order of
	// Assessment.InScope; nil where it is about the organisation, or none is in scope.
	Systems []SystemScore
}

// SystemScore is the figures of one item for one AI system. Where the item does
// not apply to it, it has none.
type SystemScore struct {
	Standing   assess.Standing
	Credit     float64 // 0-1; 0 where nobody has looked at the system yet
	Cap        float64 // of the nonconformities that name it; 0 where there are none
	Conforming bool
	Sight
}

// Applicable reports whether the item enters the figures at all.
func (i ItemScore) Applicable() bool { return i.Standing.State != assess.NA }

// Item finds an item's figures by its id.
func (s Scorecard) Item(id string) (ItemScore, bool) {
	i, ok := s.at[id]
	if !ok {
		return ItemScore{}, false
	}
	return s.Items[i], true
}

// Set finds a set's figures by its id: "6", "A.5", "X".
func (s Scorecard) Set(id string) (SetScore, bool) {
	for _, set := range s.Sets {
		if set.Set.ID == id {
			return set, true
		}
	}
	return SetScore{}, false
}

// Of makes the scorecard of an assessment, on a day, whatever its hour and zone.
func Of(cat *catalog.Catalog, a *assess.Assessment, day time.Time) Scorecard {
	return Before{}.After(cat, a, day)
}

// After makes the scorecard of the assessment that one act made of the one before.
func (b Before) After(cat *catalog.Catalog, a *assess.Assessment, day time.Time) Scorecard {
	sets := assess.Sets(cat, a)
	count := 0
	for _, set := range sets {
		count += len(set.Items)
	}
	card := Scorecard{
		Sets:   make([]SetScore, 0, len(sets)),
		Items:  make([]ItemScore, 0, count),
		method: cat.Method,
		at:     make(map[string]int, count),
	}
	for _, set := range sets {
		for _, it := range set.Items {
			card.at[it.ID] = len(card.Items)
			card.Items = append(card.Items, ItemScore{Item: it})
		}
	}
	b.keep(&card, a, day)
	card.judge(a, lookout(cat.Method, day))
	card.kept = nil

	var overall sums
	for _, set := range sets {
		var own sums
		for _, it := range set.Items {
			i := &card.Items[card.at[it.ID]]
			own.add(i)
			overall.add(i)
		}
		card.Sets = append(card.Sets, SetScore{Set: set, Score: own.score()})
	}
	card.Overall = overall.score()
	return card
}

// judge fills in the items' own figures.
func (s *Scorecard) judge(a *assess.Assessment, since recent) {
	systems := a.InScope()
	s.stand(a, systems)
	for i := range a.Findings {
		if f := &a.Findings[i]; f.OpenNonconformity() {
			s.find(f, systems)
		}
	}
	serving := s.evidence(a)
	for i := range s.Items {
		if s.keeps(i) {
			continue
		}
		item := &s.Items[i]
		item.Evidence = len(serving[i])
		item.Credit, item.Ceiling = credit(item.Standing, item.Cap, s.method), ceiling(item.Standing, item.Cap, s.method)
		item.Conforming = s.conforms(item.Standing) && item.Cap == 0
		item.see(a, systems, serving[i], since)
		item.Verified = item.Conforming && item.Seen && item.Standing.Later == 0
	}
	s.ready(systems)
}

// stand says how every item stands, and how each system does.
func (s *Scorecard) stand(a *assess.Assessment, systems []assess.System) {
	each := make([]assess.Standing, len(systems))
	var room []SystemScore // of all items together, since one after the other costs more
	for i := range s.Items {
		if s.keeps(i) {
			continue
		}
		item := &s.Items[i]
		item.Standing = assess.StandEach(item.Item, a, systems, each)
		if len(systems) == 0 || !item.Item.PerSystem() {
			continue
		}
		if room == nil {
			room = make([]SystemScore, len(systems)*s.aboutSystems())
		}
		item.Systems, room = room[:len(systems):len(systems)], room[len(systems):]
		for n := range systems {
			item.Systems[n].Standing = each[n]
		}
	}
}

func (s *Scorecard) aboutSystems() int {
	n := 0
	for i := range s.Items {
		if s.Items[i].Item.PerSystem() && !s.keeps(i) {
			n++
		}
	}
	return n
}

// find lets an open nonconformity cap its item. One that names an AI system caps
// that system's share, so it says nothing where the system is out of scope or
// the item does not apply to it.
func (s *Scorecard) find(f *assess.Finding, systems []assess.System) {
	at, ok := s.at[f.Item]
	if !ok || s.keeps(at) {
		return
	}
	item := &s.Items[at]
	if f.System == "" || !item.Item.PerSystem() {
		item.find(f.Grade, s.method)
		for n := range item.Systems {
			item.Systems[n].find(f.Grade, s.method)
		}
		return
	}
	n := slices.IndexFunc(systems, func(x assess.System) bool { return x.ID == f.System })
	if n >= 0 && item.Systems[n].Standing.State != assess.NA {
		item.find(f.Grade, s.method)
		item.Systems[n].find(f.Grade, s.method)
	}
}

func (s *Scorecard) conforms(st assess.Standing) bool {
	return st.State == assess.Rated && st.Level >= s.method.InPlace
}

// ready counts the systems for which every item about systems conforms. An
// answer for all says nothing of a system that came later.
func (s *Scorecard) ready(systems []assess.System) {
	short := make([]bool, len(systems))
	for i := range s.Items {
		for n := range s.Items[i].Systems {
			x := &s.Items[i].Systems[n]
			if x.Standing.Later == 0 && !s.keeps(i) {
				x.Credit = credit(x.Standing, x.Cap, s.method)
				x.Conforming = s.conforms(x.Standing) && x.Cap == 0
			}
			short[n] = short[n] || !x.Conforming && (x.Standing.State != assess.NA || x.Standing.Later > 0)
		}
	}
	s.Systems = len(systems)
	for _, not := range short {
		if !not {
			s.Ready++
		}
	}
}

// evidence is, for the place of every item, the pieces that serve it.
func (s *Scorecard) evidence(a *assess.Assessment) [][]*assess.Evidence {
	serving := make([][]*assess.Evidence, len(s.Items))
	for e := range a.Evidence {
		piece := &a.Evidence[e]
		if piece.Removed {
			continue
		}
		for _, id := range piece.Items {
			i, ok := s.at[id]
			if !ok || (len(serving[i]) > 0 && serving[i][len(serving[i])-1] == piece) {
				continue // not an item of ours, or named twice
			}
			serving[i] = append(serving[i], piece)
		}
	}
	return serving
}

func (i *ItemScore) find(grade string, m catalog.Method) {
	if grade == assess.GradeMajor {
		i.OpenMajor++
	} else {
		i.OpenMinor++
	}
	i.Cap = capped(i.Cap, grade, m)
}

func (s *SystemScore) find(grade string, m catalog.Method) { s.Cap = capped(s.Cap, grade, m) }

// capped is the most credit beside one more open nonconformity.
func capped(so float64, grade string, m catalog.Method) float64 {
	limit := m.MinorCap
	if grade == assess.GradeMajor {
		limit = m.MajorCap
	}
	if so == 0 {
		return limit
	}
	return min(so, limit)
}

// credit is what a rated item counts, 0-1; nothing else counts.
func credit(st assess.Standing, limit float64, m catalog.Method) float64 {
	if st.State != assess.Rated {
		return 0
	}
	c := share(st.Level, m)
	if limit > 0 {
		return min(c, limit)
	}
	return c
}

// ceiling is what the credit can still become by answering what is open.
func ceiling(st assess.Standing, limit float64, m catalog.Method) float64 {
	switch {
	case st.State == assess.NA:
		return 0
	case st.State == assess.Rated:
		return credit(st, limit, m)
	case st.State == assess.Partial && st.HasLowest:
		return share(st.Lowest, m)
	}
	return 1
}

// share is a level as a part of being in place.
func share(level int, m catalog.Method) float64 {
	return float64(min(level, m.InPlace)) / float64(m.InPlace)
}

// sums adds up items in the order they come.
type sums struct {
	Score
	weight, credit, ceiling float64
	levels, evidenced       int
}

func (s *sums) add(i *ItemScore) {
	if !i.Applicable() {
		return
	}
	w := i.Item.W()
	s.Applicable++
	s.weight += w
	s.credit += float64(w * i.Credit)
	s.ceiling += float64(w * i.Ceiling)
	if i.Standing.State != assess.Rated {
		return
	}
	s.Answered++
	s.levels += i.Standing.Level
	if i.Evidence > 0 {
		s.evidenced++
	}
	if i.Conforming {
		s.Conforming++
	}
	if i.Verified {
		s.Verified++
	}
}

func (s *sums) score() Score {
	if s.weight > 0 {
		s.Progress, s.Ceiling = part(s.credit, s.weight), part(s.ceiling, s.weight)
	}
	if s.Answered > 0 {
		s.Maturity = part(float64(s.levels), float64(s.Answered))
		s.Evidenced = part(float64(s.evidenced), float64(s.Answered))
	}
	return s.Score
}

func part(of, whole float64) *float64 {
	p := of / whole
	return &p
}

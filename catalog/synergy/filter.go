package synergy

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// Filter chooses among the items of an assessment.
type Filter string

// The filters.
const (
	Everything Filter = "all"
	Unanswered Filter = "unanswered" // without a rating, or with some questions open
	Gaps       Filter = "gaps"       // applicable, and not conforming
	QuickWins  Filter = "quick-wins" // in the quadrant of that name
	Drafts     Filter = "drafts"     // without a rating, and the ISMS offers one
	StaleOnes  Filter = "stale"      // adopted from a rating of the ISMS that fell since
	Flagged    Filter = "flagged"
	Mine       Filter = "mine" // the person is the owner
)

// Filters are all of them, in the order in which they are offered.
var Filters = []Filter{Everything, Unanswered, Gaps, QuickWins, Drafts, StaleOnes, Flagged, Mine}

// filterWords end the sentence "the items that are …".
var filterWords = map[Filter]string{
	Everything: "all items", QuickWins: "quick wins", Drafts: "with a draft from the ISMS",
}

// String is the filter in words.
func (f Filter) String() string {
	if words := filterWords[f]; words != "" {
		return words
	}
	return string(f)
}

// Choose gives the items a filter lets through, in catalogue order. The card and
// the synergy are those of the assessment; who is the person that Mine is about.
func (f Filter) Choose(cat *catalog.Catalog, a *assess.Assessment, card *score.Scorecard, syn *Synergy, who string) []*catalog.Item {
	var some []*catalog.Item
	stale := map[string]bool{}
	for _, s := range syn.Stale {
		stale[s.Key.Item] = true
	}
	for _, it := range assess.Items(cat, a) {
		s, _ := card.Item(it.ID)
		open := s.Standing.State == assess.Unanswered || s.Standing.State == assess.Partial
		lets := true
		switch f {
		case Unanswered:
			lets = open
		case Gaps:
			lets = s.Applicable() && !s.Conforming
		case QuickWins:
			i, _ := syn.Item(it.ID)
			lets = i.Quadrant == QuickWin
		case Drafts:
			lets = open && offered(cat, a, syn.Basis, it)
		case StaleOnes:
			lets = stale[it.ID]
		case Flagged:
			lets = anyAnswer(a, it, func(x *assess.Answer) bool { return x.Flag })
		case Mine:
			lets = anyAnswer(a, it, func(x *assess.Answer) bool { return x.Owner == who })
		}
		if lets {
			some = append(some, it)
		}
	}
	return some
}

// places are the keys under which an item as a whole may be answered.
func places(a *assess.Assessment, it *catalog.Item) []assess.Key {
	all := []assess.Key{{Item: it.ID}}
	if it.PerSystem() {
		for _, s := range a.InScope() {
			all = append(all, assess.Key{Item: it.ID, System: s.ID})
		}
	}
	return all
}

// anyAnswer reports whether an answer that counts, of the item as a whole or of one
// AI system, is what is looked for.
func anyAnswer(a *assess.Assessment, it *catalog.Item, is func(*assess.Answer) bool) bool {
	answers := a.Answers[it.ID]
	for i := range answers {
		x := &answers[i]
		if x.Question == "" && is(&x.Answer) && (x.System == "" || it.PerSystem() && inScope(a, x.System)) {
			return true
		}
	}
	return false
}

// offered reports whether the ISMS offers a draft for an item anywhere.
func offered(cat *catalog.Catalog, a *assess.Assessment, basis string, it *catalog.Item) bool {
	for _, k := range places(a, it) {
		if _, ok := Propose(cat, a, basis, k); ok {
			return true
		}
	}
	return false
}

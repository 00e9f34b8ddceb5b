package synergy

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Stale is an answer that was taken over from the ISMS, and what fell since. It
// stands until somebody rates it again or confirms it.
type Stale struct {
	Key   assess.Key
	Falls []Fall
}

// Fall is a baseline item that says less than when an answer was built on it.
type Fall struct {
	assess.Rest               // as it was then
	Now         assess.Rating // as it is now
	Found       bool          // a nonconformity is open against it that was not then
}

// Why says what fell, in a few words: "A.5.19 was 4 and is 2".
func (s Stale) Why() string {
	words := make([]string, len(s.Falls))
	for i, f := range s.Falls {
		words[i] = f.words()
	}
	return strings.Join(words, ", ")
}

func (f Fall) words() string {
	switch {
	case f.Now.Is(assess.NA):
		return fmt.Sprintf("%s was %d and is excluded", f.Baseline, f.Level)
	case !f.Now.Is(assess.Rated):
		return fmt.Sprintf("%s was %d and is not rated", f.Baseline, f.Level)
	case f.Now.Level < f.Level:
		return fmt.Sprintf("%s was %d and is %d", f.Baseline, f.Level, f.Now.Level)
	}
	return f.Baseline + " got a nonconformity"
}

// StaleAnswers are the answers that count and rest on something of the ISMS that
// fell since, in catalogue order.
func StaleAnswers(cat *catalog.Catalog, a *assess.Assessment) []Stale {
	var all []Stale
	for _, cl := range cat.Requirements().Clauses {
		for _, it := range cl.Items {
			answers := a.Answers[it.ID]
			for i := range answers {
				x := &answers[i]
				if x.Rating.Basis == "" || !counts(it, a, x.Key) {
					continue
				}
				if falls := fallen(a, x.Rating.Basis); len(falls) > 0 {
					all = append(all, Stale{Key: x.Key, Falls: falls})
				}
			}
		}
	}
	return all
}

// counts reports whether an adopted rating is one that the item stands by: a
// direct one may have been overtaken by its questions, and a system may have
// left the scope.
func counts(it *catalog.Item, a *assess.Assessment, k assess.Key) bool {
	if k.System != "" && !inScope(a, k.System) {
		return false
	}
	return k.Question != "" || assess.StandFor(it, a, k.System).Direct
}

func inScope(a *assess.Assessment, system string) bool {
	s, ok := a.System(system)
	return ok && !s.Removed && s.InScope
}

func fallen(a *assess.Assessment, b assess.Basis) []Fall {
	var falls []Fall
	for _, r := range b.Rests() {
		now := a.Baseline[r.Baseline].Rating
		f := Fall{Rest: r, Now: now, Found: !r.Found && a.NonconformityOn(r.Baseline)}
		if f.Found || !now.Is(assess.Rated) || now.Level < r.Level {
			falls = append(falls, f)
		}
	}
	return falls
}

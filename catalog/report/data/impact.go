package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/synergy"
)

type Impact struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	ID         string     `json:"id" is:"item"`
	Title      string     `json:"title"`
	Rating     *int       `json:"rating" is:"0..5"`
	Rests      []Rest     `json:"rests"`
}

type Rest struct {
	ID        string       `json:"id" is:"item"`
	Title     string       `json:"title"`
	Relation  string       `json:"relation" is:"equal|subset-of|superset-of|intersects"`
	Strength  float64      `json:"strength" is:"0..1" says:"0 to 1."`
	Level     string       `json:"level" is:"fit"`
	Status    string       `json:"status"`
	Inherited float64      `json:"inherited" is:"0..1" says:"What the item inherits now."`
	Without   float64      `json:"without" is:"0..1" says:"What it would inherit if this one carried nothing."`
	Answers   []Place      `json:"answers" says:"Answers that were taken over from it."`
	Stale     bool         `json:"stale"`
	State     assess.State `json:"state" is:"unanswered|partial|rated|na"`
}

// Place is where an answer stands.
type Place struct {
	System   *string `json:"system"`
	Question *string `json:"question"`
}

// ImpactOf is what rests on an item of the ISMS.
func ImpactOf(f figures.Figures, it *catalog.Item, rests []synergy.Impact) Impact {
	a := f.Assessment
	r := a.Baseline[it.ID].Rating
	out := Impact{onBasis(f), it.ID, it.Title, level(r.State, r.Level), []Rest{}}
	for _, i := range rests {
		rel := i.Relationship
		rest := Rest{
			i.Item.Number, i.Item.Title, rel.Relation, float64(rel.Strength) / 10, rel.Level, rel.Status,
			i.Inherited, i.Without,
			[]Place{},
			i.Stale, assess.Stand(i.Item, a).State,
		}
		for _, k := range i.Answers {
			rest.Answers = append(rest.Answers, Place{SystemName(a, k.System), OrNull(k.Question)})
		}
		out.Rests = append(out.Rests, rest)
	}
	return out
}

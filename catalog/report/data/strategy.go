package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

type Strategy struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Strategies []Choice   `json:"strategies"`
	Missing    []string   `json:"missing" says:"Keys of the profile that nobody answered."`
	Chosen     *string    `json:"chosen" is:"strategy"`
	Reason     *string    `json:"reason"`
}

type Choice struct {
	ID       string   `json:"id" is:"strategy"`
	Name     string   `json:"name"`
	Points   int      `json:"points"`
	RuledOut *string  `json:"ruled_out" says:"Why it can't be."`
	Unjudged *string  `json:"unjudged" says:"What is missing to judge it."`
	Warning  *string  `json:"warning"`
	Reasons  []Reason `json:"reasons"`
}

type Reason struct {
	Points int    `json:"points"`
	Words  string `json:"words"`
	Key    string `json:"key" says:"The key of the profile it comes from."`
}

// StrategyOf are the strategies as they are ranked.
func StrategyOf(a *assess.Assessment, r roadmap.Ranking) Strategy {
	out := Strategy{About(a), []Choice{}, append([]string{}, r.Missing...), OrNull(r.Chosen), OrNull(r.Why)}
	for _, c := range r.Choices {
		one := Choice{c.ID, c.Name, c.Points, OrNull(c.RuledOut), OrNull(c.Unjudged), OrNull(c.Warning), []Reason{}}
		for _, reason := range c.Reasons {
			one.Reasons = append(one.Reasons, Reason{reason.Points, reason.Words, reason.Key})
		}
		out.Strategies = append(out.Strategies, one)
	}
	return out
}

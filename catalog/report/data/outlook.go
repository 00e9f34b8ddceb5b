package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

type Outlook struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Stage1     []Blocker  `json:"stage1" says:"Documents and readiness."`
	Stage2     []Blocker  `json:"stage2" says:"On site."`
}

type Blocker struct {
	ID     string `json:"id" is:"item"`
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// OutlookOf is what stands in the way of each stage.
func OutlookOf(a *assess.Assessment, o score.Outlook) Outlook {
	return Outlook{About(a), blockers(o.Stage1), blockers(o.Stage2)}
}

func blockers(all []score.Blocker) []Blocker {
	out := []Blocker{}
	for _, b := range all {
		out = append(out, Blocker{b.Item.Number, b.Item.Title, b.Reason})
	}
	return out
}

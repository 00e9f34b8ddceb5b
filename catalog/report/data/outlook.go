package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

type Outlook struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Stage1     []Blocker  `json:"stage1" says:"Documents and readiness."`
	Stage2     []Blocker  `json:"stage2" says:"On site."`
	Records    []Recorded `json:"records" says:"What the records say of it, where they say anything."`
}

type Recorded struct {
	Factor string  `json:"factor" says:"What it is about."`
	Stage  int     `json:"stage" says:"The stage that it can stand in the way of; 0: of none."`
	Item   *string `json:"item" is:"item" says:"The item at which it does."`
	Held   string  `json:"held" is:"holds|kept elsewhere|stands against"`
	Says   string  `json:"says"`
}

type Blocker struct {
	ID     string `json:"id" is:"item"`
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// OutlookOf is what stands in the way of each stage.
func OutlookOf(a *assess.Assessment, o score.Outlook) Outlook {
	records := []Recorded{}
	for _, r := range score.Told(o.Records) {
		records = append(records, Recorded{r.ID, r.Stage, OrNull(r.Item), r.Held.String(), r.Says})
	}
	return Outlook{About(a), blockers(o.Stage1), blockers(o.Stage2), records}
}

func blockers(all []score.Blocker) []Blocker {
	out := []Blocker{}
	for _, b := range all {
		out = append(out, Blocker{b.Item.Number, b.Item.Title, b.Reason})
	}
	return out
}

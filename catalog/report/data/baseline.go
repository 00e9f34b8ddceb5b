package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

type Baseline struct {
	Assessment Assessment     `json:"assessment" says:"The assessment this is about."`
	Filter     *string        `json:"filter" says:"The words of the filter that chose them; null where all are shown."`
	Items      []BaselineItem `json:"items"`
}

type BaselineItem struct {
	ID     string       `json:"id" is:"item"`
	Title  string       `json:"title"`
	State  assess.State `json:"state" is:"unanswered|rated|na"`
	Rating *int         `json:"rating" is:"0..5"`
	Reason *string      `json:"reason"`
	Note   *string      `json:"note"`
	Owner  *string      `json:"owner"`
	Due    *string      `json:"due" is:"date"`

	Evidence  []Evidence `json:"evidence"`
	Statement *Statement `json:"statement" says:"What the Statement of Applicability has of the item beside its rating; null where nothing is said."`
}

// BaselineItemOf is how an item of the ISMS stands.
func BaselineItemOf(it *catalog.Item, a *assess.Assessment) BaselineItem {
	b := a.Baseline[it.ID]
	state := b.Rating.State
	if state == "" {
		state = assess.Unanswered
	}
	return BaselineItem{
		it.ID, it.Title, state, level(state, b.Rating.Level), OrNull(b.Rating.Reason), OrNull(b.Note), OrNull(b.Owner), OrNull(b.Due),
		evidenceOf(a, it), statementOf(b.Statement),
	}
}

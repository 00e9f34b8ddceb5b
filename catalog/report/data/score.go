package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

type Score struct {
	Assessment Assessment   `json:"assessment" says:"The assessment this is about."`
	Overall    Figures      `json:"overall"`
	Systems    Ready        `json:"systems"`
	Sets       []ScoredSet  `json:"sets" says:"Clauses and sections, then X for the own controls."`
	Items      []ScoredItem `json:"items"`
}

// Ready counts the AI systems in scope, and those for which every item
// about systems conforms.
type Ready struct {
	InScope int `json:"in_scope" is:"0.." says:"AI systems in scope."`
	Ready   int `json:"ready" is:"0.." says:"Of these, those for which every item about AI systems conforms."`
}

// Figures is a set's figures; null where there is none.
type Figures struct {
	Applicable int      `json:"applicable" is:"0.." says:"Items that are not excluded."`
	Answered   int      `json:"answered" is:"0.." says:"Of these, rated."`
	Conforming int      `json:"conforming" is:"0.." says:"Of these, in place and without an open nonconformity."`
	Verified   int      `json:"verified" is:"0.." says:"Of these, with evidence that a named person saw who does not own the item."`
	Progress   *float64 `json:"progress" is:"0..1"`
	Ceiling    *float64 `json:"ceiling" is:"0..1" says:"What progress can still become."`
	Maturity   *float64 `json:"maturity" is:"0..5" says:"Mean rating of the rated items."`
	Evidenced  *float64 `json:"evidenced" is:"0..1" says:"Share of the rated items with evidence."`
	Shares
}

type ScoredSet struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Figures
}

type ScoredItem struct {
	ID     string       `json:"id" is:"item"`
	Title  string       `json:"title"`
	State  assess.State `json:"state" is:"unanswered|partial|rated|na"`
	Rating *int         `json:"rating" is:"0..5"`
	Credit *float64     `json:"credit" is:"0..1" says:"null where the item is excluded."`

	Verified bool `json:"verified" says:"Conforming, and a named person who does not own it saw evidence of it within a year."`
	SeenAgo  *int `json:"seen_months_ago" is:"1.." says:"Where that was too long ago, how long; else null."`

	Potential    *float64 `json:"potential" is:"0..1" says:"What the ISMS can carry; null where the item is excluded."`
	Inherited    *float64 `json:"inherited" is:"0..1" says:"What it carries as it is rated."`
	Done         *float64 `json:"done" is:"0..1" says:"Share that is done."`
	Reuse        *float64 `json:"reuse" is:"0..1" says:"Share that extending the ISMS closes."`
	Build        *float64 `json:"build" is:"0..1" says:"Share that has to be made new. The three sum to 1."`
	Quadrant     *string  `json:"quadrant" is:"quadrant"`
	ResidualDays float64  `json:"residual_days" is:"0.." says:"Person-days left, the project's own assumption."`
}

func figuresOf(s score.Score, of *synergy.Shares) Figures {
	return Figures{s.Applicable, s.Answered, s.Conforming, s.Verified, s.Progress, s.Ceiling, s.Maturity, s.Evidenced, SharesOf(of)}
}

// ScoreOf are the figures of an assessment, item by item.
func ScoreOf(cat *catalog.Catalog, f figures.Figures) Score {
	out := Score{Assessment: onBasis(f), Overall: figuresOf(f.Score.Overall, f.Synergy.Overall), Systems: Ready{f.Score.Systems, f.Score.Ready}}
	for i, s := range f.Score.Sets {
		out.Sets = append(out.Sets, ScoredSet{s.Set.ID, s.Set.Title, figuresOf(s.Score, f.Synergy.Sets[i].Shares)})
	}
	for n, i := range f.Score.Items {
		c := synergyItem(cat, f, &f.Synergy.Items[n])
		out.Items = append(out.Items, ScoredItem{
			ID: c.ID, Title: c.Title, State: i.Standing.State, Rating: level(i.Standing.State, i.Standing.Level), Credit: credit(i),
			Verified: i.Verified, SeenAgo: lapsed(i),
			Potential: c.Potential, Inherited: c.Inherited, Done: c.Done, Reuse: c.Reuse, Build: c.Build,
			Quadrant: c.Quadrant, ResidualDays: c.ResidualDays,
		})
	}
	return out
}

func credit(i score.ItemScore) *float64 {
	if !i.Applicable() {
		return nil
	}
	return &i.Credit
}

func lapsed(i score.ItemScore) *int {
	if i.SeenAgo == 0 {
		return nil
	}
	return &i.SeenAgo
}

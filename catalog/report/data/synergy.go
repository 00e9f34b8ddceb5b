package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/synergy"
)

// Shares is the three shares and the synergy of a set; null without an
// applicable item.
type Shares struct {
	Done      *float64 `json:"done" is:"0..1" says:"Share that is done."`
	Reuse     *float64 `json:"reuse" is:"0..1" says:"Share that extending the ISMS closes."`
	Build     *float64 `json:"build" is:"0..1" says:"Share that has to be made new. The three sum to 1."`
	Potential *float64 `json:"potential" is:"0..1" says:"What the ISMS can carry."`
	Realised  *float64 `json:"realised" is:"0..1" says:"What it carries as it is rated."`
}

// SharesOf are the shares of a set, all null without an applicable item.
func SharesOf(s *synergy.Shares) Shares {
	if s == nil {
		return Shares{}
	}
	return Shares{&s.Done, &s.Reuse, &s.Build, &s.Potential, &s.Realised}
}

type Synergy struct {
	Assessment Assessment    `json:"assessment" says:"The assessment this is about."`
	Overall    Shares        `json:"overall"`
	SavedDays  float64       `json:"saved_days" is:"0.." says:"Person-days that what the ISMS carries saves over the whole project."`
	Sets       []SynergySet  `json:"sets"`
	Items      []SynergyItem `json:"items"`
	Stale      []Stale       `json:"stale" says:"Answers that were taken over from the ISMS, and what fell since."`
}

type SynergySet struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Shares
	ResidualDays float64  `json:"residual_days" is:"0.." says:"Person-days left, the project's own assumption."`
	Published    *float64 `json:"published" is:"0..1" says:"The figure that was published."`
	Errata       []string `json:"errata" is:"erratum" says:"Errata of the published figure."`
}

type SynergyItem struct {
	ID           string    `json:"id" is:"item"`
	Title        string    `json:"title"`
	Level        string    `json:"level" is:"fit" says:"That of its primary relationship."`
	Potential    *float64  `json:"potential" is:"0..1" says:"What the ISMS can carry; null where the item is excluded."`
	Inherited    *float64  `json:"inherited" is:"0..1" says:"What it carries as it is rated."`
	Done         *float64  `json:"done" is:"0..1" says:"Share that is done."`
	Reuse        *float64  `json:"reuse" is:"0..1" says:"Share that extending the ISMS closes."`
	Build        *float64  `json:"build" is:"0..1" says:"Share that has to be made new. The three sum to 1."`
	Quadrant     *string   `json:"quadrant" is:"quadrant"`
	ResidualDays float64   `json:"residual_days" is:"0.." says:"Person-days left, the project's own assumption."`
	Adopted      bool      `json:"adopted" says:"Its rating was taken over from the ISMS."`
	Stale        bool      `json:"stale" says:"What an answer rests on fell since."`
	Draft        *int      `json:"draft" is:"0..5" says:"The rating that the ISMS offers for an unanswered item; null where it offers none."`
	CarriedBy    []Carrier `json:"carried_by"`
}

type Carrier struct {
	ID       string  `json:"id" is:"item"`
	Rating   *int    `json:"rating" is:"0..5"`
	Relation string  `json:"relation" is:"equal|subset-of|superset-of|intersects"`
	Strength float64 `json:"strength" is:"0..1" says:"0 to 1."`
	Level    string  `json:"level" is:"fit"`
	Status   string  `json:"status"`
	Credit   float64 `json:"credit" is:"0..1" says:"How far it is in place."`
}

type Stale struct {
	ID       string  `json:"id" is:"item"`
	System   *string `json:"system"`
	Question *string `json:"question"`
	Why      string  `json:"why"`
}

// SynergyOf is what the ISMS carries.
func SynergyOf(cat *catalog.Catalog, f figures.Figures) Synergy {
	out := Synergy{Assessment: onBasis(f), Overall: SharesOf(f.Synergy.Overall), SavedDays: f.Synergy.Saved, Stale: []Stale{}}
	for _, s := range f.Synergy.Sets {
		set := SynergySet{ID: s.Set.ID, Title: s.Set.Title, Shares: SharesOf(s.Shares), ResidualDays: s.Days, Errata: []string{}}
		if figure, ok := cat.Published().Figure(s.Set.ID); ok {
			set.Published, set.Errata = &figure.Share, append(set.Errata, figure.Errata...)
		}
		out.Sets = append(out.Sets, set)
	}
	for i := range f.Synergy.Items {
		out.Items = append(out.Items, synergyItem(cat, f, &f.Synergy.Items[i]))
	}
	for _, s := range f.Synergy.Stale {
		out.Stale = append(out.Stale, Stale{s.Key.Item, SystemName(f.Assessment, s.Key.System), OrNull(s.Key.Question), s.Why()})
	}
	return out
}

func synergyItem(cat *catalog.Catalog, f figures.Figures, i *synergy.ItemSynergy) SynergyItem {
	out := SynergyItem{
		ID: i.Item.Number, Title: i.Item.Title, Level: i.Level, ResidualDays: i.Days,
		Adopted: i.Adopted, Stale: i.Stale, CarriedBy: []Carrier{},
	}
	if i.Applicable {
		quadrant := string(i.Quadrant)
		out.Potential, out.Inherited, out.Quadrant = &i.Potential, &i.Inherited, &quadrant
		out.Done, out.Reuse, out.Build = &i.Done, &i.Reuse, &i.Build
	}
	if p, ok := synergy.Propose(cat, f.Assessment, f.Synergy.Basis, assess.Key{Item: i.Item.ID}); ok {
		out.Draft = &p.Level
	}
	for _, t := range synergy.Explain(cat, f.Assessment, f.Synergy.Basis, i.Item).Terms {
		r := t.Relationship
		out.CarriedBy = append(out.CarriedBy, Carrier{r.Baseline, level(t.Rating.State, t.Rating.Level), r.Relation, t.Strength, r.Level, r.Status, t.Credit})
	}
	return out
}

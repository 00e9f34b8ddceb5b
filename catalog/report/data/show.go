package data

import (
	"slices"

	"crosswalk/catalog"
)

type Show struct {
	Items []Shown `json:"items"`
}

type Shown struct {
	Standard string `json:"standard"`
	Set      string `json:"set"`
	*catalog.Item
	Relationships []catalog.Relationship `json:"relationships"`
	Settles       []string               `json:"settles" says:"Questions of ISO/IEC 42001 that a baseline item settles, alone or with others, where all are rated 3 or more."`
	BearsOn       []Bears                `json:"bears_on,omitempty" says:"Places of other rules for AI near it. A row touches it; meeting the item never satisfies the rule."`
	Errata        []catalog.Erratum      `json:"errata" says:"What had to be corrected in what was published about the item."`
}

// ShownOf is what the catalogue knows of an item, as it reads in a language.
func ShownOf(cat *catalog.Catalog, s *catalog.Standard, it *catalog.Item, said *catalog.Language) Shown {
	one := Shown{Standard: s.Name, Set: it.Set.ID, Item: said.Item(it), Settles: []string{}}
	if s == cat.Requirements() {
		one.Relationships, one.Errata = related(cat, it, false), cat.ErrataOf(it.ID)
		one.BearsOn = bears(cat, it)
	} else {
		one.Relationships, one.Errata = related(cat, it, true), cat.ErrataOfBaseline(it.ID)
		one.Settles = settles(cat, it)
	}
	if one.Errata == nil {
		one.Errata = []catalog.Erratum{}
	}
	return one
}

// Bears is a place of other rules: what it is called, who says that it touches
// the item, from when it applies and to whom.
type Bears struct {
	catalog.Ref
	Status  string   `json:"status,omitempty" is:"corroborated|two-sources|single-source|judgement"`
	Sources []string `json:"sources,omitempty"`
	Why     string   `json:"why,omitempty" says:"About the row."`
}

// related are the rows of the crosswalk that have the item at one end, those
// that carry nothing included.
func related(cat *catalog.Catalog, it *catalog.Item, foundation bool) []catalog.Relationship {
	rows := []catalog.Relationship{}
	for _, r := range cat.Relationships {
		if !foundation && r.Item == it.ID || foundation && r.Baseline == it.ID {
			rows = append(rows, r)
		}
	}
	return rows
}

// settles are the questions that a baseline item settles, alone or with others.
func settles(cat *catalog.Catalog, it *catalog.Item) []string {
	ids := []string{}
	for _, r := range cat.Requirements().Items() {
		for _, q := range r.Questions {
			if slices.Contains(q.CarriedBy, it.ID) {
				ids = append(ids, q.ID)
			}
		}
	}
	return ids
}

// Bearing are the places of other rules that bear on an item: the rows of the
// mapping, and what the item names besides.
func Bearing(cat *catalog.Catalog, it *catalog.Item) []catalog.Touch {
	all := cat.Regulatory(it.ID)
	for _, ref := range it.Regulatory {
		if !slices.ContainsFunc(all, func(t catalog.Touch) bool { return t.Ref == ref }) {
			place, _ := cat.Place(ref)
			all = append(all, catalog.Touch{Item: it.ID, Ref: ref, Place: place})
		}
	}
	return all
}

func bears(cat *catalog.Catalog, it *catalog.Item) []Bears {
	var all []Bears
	for _, t := range Bearing(cat, it) {
		place := t.Place
		place.Ref = t.Ref
		all = append(all, Bears{place, t.Status, t.Sources, t.Note})
	}
	return all
}

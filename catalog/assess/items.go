package assess

import (
	"slices"

	"crosswalk/catalog"
)

// ActiveSystems are the systems of the inventory that were not removed.
func (a *Assessment) ActiveSystems() []System {
	return keep(a.Systems, func(s System) bool { return !s.Removed })
}

// InScope are the AI systems the assessment is about, oldest first.
func (a *Assessment) InScope() []System {
	if len(a.Systems) == 0 {
		return nil
	}
	some := make([]System, 0, len(a.Systems)) // the figures ask for them at every answer
	for i := range a.Systems {
		if s := &a.Systems[i]; s.InScope && !s.Removed {
			some = append(some, *s)
		}
	}
	return some
}

// Sets are the clauses and sections of ISO/IEC 42001, followed by the set X of
// the organisation's own controls where there are any.
func Sets(cat *catalog.Catalog, a *Assessment) []*catalog.Clause {
	sets := slices.Clone(cat.Requirements().Clauses)
	own := &catalog.Clause{Standard: catalog.AIMS, ID: "X", Title: "Own controls", Short: "Own controls", Kind: catalog.KindOwn}
	for _, c := range a.Controls {
		if !c.Removed {
			it := a.item(c)
			it.Set = own
			own.Items = append(own.Items, it)
		}
	}
	if len(own.Items) > 0 {
		sets = append(sets, own)
	}
	return sets
}

// Items are all assessable items in catalogue order, own controls last.
func Items(cat *catalog.Catalog, a *Assessment) []*catalog.Item {
	var items []*catalog.Item
	for _, s := range Sets(cat, a) {
		items = append(items, s.Items...)
	}
	return items
}

// Item finds an item by id: the standard's number, or the id of an own control.
func Item(cat *catalog.Catalog, a *Assessment, id string) (*catalog.Item, bool) {
	if it, ok := cat.Item(id); ok {
		return it, true
	}
	for _, s := range Sets(cat, a) {
		for _, it := range s.Items {
			if it.ID == id {
				return it, true
			}
		}
	}
	return nil, false
}

// FindItem reads an item number as a person types it, own controls included:
// "A.5.2", "a52", "X.1".
func FindItem(cat *catalog.Catalog, a *Assessment, text string) (*catalog.Item, bool) {
	if it, ok := cat.Requirements().Find(text); ok {
		return it, true
	}
	own := &catalog.Standard{}
	for _, s := range Sets(cat, a) {
		if s.Kind == catalog.KindOwn {
			for _, it := range s.Items {
				own.Clauses = append(own.Clauses, &catalog.Clause{Items: []*catalog.Item{{ID: it.Number}}})
				if _, ok := own.Find(text); ok {
					return it, true
				}
			}
		}
	}
	return nil, false
}

func (a *Assessment) item(c OwnControl) *catalog.Item {
	return &catalog.Item{
		ID: c.ID, Number: a.OwnNumber(c), Title: c.Title, Subject: catalog.Organisation,
		Intent: c.Risk, Phase: c.Phase, EffortDays: c.Days,
	}
}

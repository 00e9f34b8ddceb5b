package data

import (
	"crosswalk/catalog"
)

type Catalog struct {
	Standards []Standard `json:"standards"`
}

type Standard struct {
	Name string `json:"name"`
	Sets []Set  `json:"sets"`
}

type Set struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Kind  string     `json:"kind" is:"clause|section|theme"`
	Items []ItemName `json:"items" least:"1"`
}

type ItemName struct {
	ID    string `json:"id" is:"item"`
	Title string `json:"title"`
}

// CatalogOf are the items that a filter lets through, both standards always there.
func CatalogOf(cat *catalog.Catalog, f catalog.Filter) Catalog {
	var out Catalog
	for _, s := range cat.Standards {
		std := Standard{Name: s.Name, Sets: []Set{}}
		for _, cl := range s.Clauses {
			set := Set{ID: cl.ID, Title: cl.Title, Kind: cl.Kind}
			for _, it := range cl.Items {
				if f.Matches(it) {
					set.Items = append(set.Items, ItemName{it.ID, it.Title})
				}
			}
			if len(set.Items) > 0 {
				std.Sets = append(std.Sets, set)
			}
		}
		out.Standards = append(out.Standards, std)
	}
	return out
}

// Empty reports whether no item was let through.
func (c Catalog) Empty() bool {
	for _, s := range c.Standards {
		if len(s.Sets) > 0 {
			return false
		}
	}
	return true
}

package screen

import (
	"crosswalk/catalog"
	"crosswalk/catalog/filter"
)

// Facts are what this person's filters choose by, as the news and the room have
// it.
func (s *Session) Facts(now Changed, room Room, kept Kept) filter.Facts {
	return filter.Facts{
		Catalog: s.Catalog, Assessment: now.Assessment, Score: &now.Score, Synergy: &now.Synergy,
		Today: s.Now(), Person: s.Actor.Name, Veiled: room.Veiled(), Contradicted: kept.Contradicts, Supported: kept.Supports, Overtaken: kept.Overtaken, Taken: kept.Took(s.Actor.Name),
	}
}

// NoneLeft says why a filter leaves none of some items, and what can be done.
func NoneLeft(x filter.Facts, f filter.Filter, items []*catalog.Item) string {
	why, teach := x.None(f, items)
	if teach != "" {
		why += " " + teach
	}
	return why + " esc shows all again."
}

package synergy

import "crosswalk/catalog"

// BasisWords say on which basis figures stand, behind "figures" or "potential".
func BasisWords(basis string) string {
	if basis == Published {
		return "as published"
	}
	return "as corrected"
}

// LevelWords say how much of an item of a level carries over, behind its level.
func LevelWords(level string) string {
	return map[string]string{
		"high": "most of it carries over", "medium": "a part of it carries over", "low": "little of it carries over", "none": "it is new work",
	}[level]
}

// Words say what an item of the quadrant is.
func (q Quadrant) Words() string {
	return map[Quadrant]string{
		QuickWin: "a gap, and the ISMS carries half of what is missing or more",
		NewBuild: "a gap that has to be made new",
		Leverage: "no gap, and the ISMS carries half of it or more",
		InPlace:  "no gap, and carried by little of the ISMS",
	}[q]
}

// IsNew reports whether a set is new work: most of its items are carried little or
// not at all.
func IsNew(cat *catalog.Catalog, set *catalog.Clause) bool {
	n := 0
	for _, it := range set.Items {
		if level := cat.Level(it.ID); level == "none" || level == "low" {
			n++
		}
	}
	return set.Kind == catalog.KindSection && 2*n > len(set.Items)
}

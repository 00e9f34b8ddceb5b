package screen

import (
	"fmt"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Describe says what an act did, safe to draw on one line.
func Describe(cat *catalog.Catalog, a *assess.Assessment, act store.Act) string {
	if len(act.Revisions) == 0 {
		return "nothing"
	}
	said := visible.Line(assess.Describe(cat, a, act.Revisions[0]))
	if more := len(act.Revisions) - 1; more > 0 {
		said += fmt.Sprintf(" and %d more", more)
	}
	return said
}

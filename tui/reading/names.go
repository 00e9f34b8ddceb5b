package reading

import (
	"crosswalk/catalog/assess"
	"crosswalk/tui/widget"
)

// shortName is how many cells the name of an AI system has in a row of many.
const shortName = 10

// ShortNames are the names of AI systems by id, short enough for a row of them and
// told apart.
func ShortNames(systems []assess.System) map[string]string {
	names := make([]string, len(systems))
	for i, s := range systems {
		names[i] = s.Name
	}
	by := make(map[string]string, len(systems))
	for i, short := range widget.Short(names, shortName) {
		by[systems[i].ID] = short
	}
	return by
}

package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Asking gives those of the items whose interview names somebody of the titles,
// in their order. A part of a title is enough: "data" is the data scientist and
// the data engineer. One that no item asks for is refused. No titles choose all.
func Asking(items []*catalog.Item, titles []string) ([]*catalog.Item, error) {
	if len(titles) == 0 || len(items) == 0 {
		return items, nil
	}
	found := map[string]bool{}
	var some []*catalog.Item
	for _, it := range items {
		asks := false
		for _, r := range titles {
			if it.Asks(r) {
				asks, found[r] = true, true
			}
		}
		if asks {
			some = append(some, it)
		}
	}
	for _, r := range titles {
		if !found[r] {
			return nil, fmt.Errorf("none of these items is asked of a %q; as %s", r, strings.Join(first(Titles(items), 5), ", "))
		}
	}
	return some, nil
}

func first[T any](all []T, n int) []T { return all[:min(n, len(all))] }

// TitlesIn reads titles from a line, parted by commas.
func TitlesIn(text string) []string {
	var titles []string
	for r := range strings.SplitSeq(text, ",") {
		if r = strings.Join(strings.Fields(r), " "); r != "" {
			titles = append(titles, r)
		}
	}
	return titles
}

// Titles are those whom the items ask, the one that most ask for first.
func Titles(items []*catalog.Item) []string {
	asked := map[string]int{}
	var all []string
	for _, it := range items {
		for _, who := range it.Interview {
			if asked[who]++; asked[who] == 1 {
				all = append(all, who)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(asked[b], asked[a]) })
	return all
}

// KeysOf are the places to vote on for some items. System is the id of the AI
// system that an item is voted on for where it is about one, EachSystem one after
// the other, or empty: all of them together.
func KeysOf(a *assess.Assessment, items []*catalog.Item, system string) []assess.Key {
	var keys []assess.Key
	for _, it := range items {
		switch {
		case !it.PerSystem() || system == "" || system == EachSystem && len(a.InScope()) == 0:
			keys = append(keys, assess.Key{Item: it.ID})
		case system == EachSystem:
			for _, s := range a.InScope() {
				keys = append(keys, assess.Key{Item: it.ID, System: s.ID})
			}
		default:
			keys = append(keys, assess.Key{Item: it.ID, System: system})
		}
	}
	return keys
}

// EachSystem stands for every AI system in scope.
const EachSystem = "*"

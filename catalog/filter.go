package catalog

import (
	"slices"
	"strings"
)

// Filter chooses items; what is left empty lets all through, and an item must
// pass all that is not.
type Filter struct {
	Standard string   // its name
	Within   string   // a clause, section, theme or heading, as people type it: "6.1", "a5"
	Role     string   // an AI role for which the item bites
	Phase    int      // 1 to 4
	Words    []string // each stands somewhere in the item, in whatever case
}

// Matches reports whether the item passes. Items of ISO/IEC 27001 have neither
// roles nor a phase.
func (f Filter) Matches(it *Item) bool {
	switch {
	case f.Standard != "" && it.Set.Standard != f.Standard:
		return false
	case f.Within != "" && !within(it, squeeze(f.Within)):
		return false
	case f.Role != "" && !slices.Contains(it.Roles, f.Role):
		return false
	case f.Phase != 0 && it.Phase != f.Phase:
		return false
	}
	if len(f.Words) == 0 {
		return true
	}
	said := strings.ToLower(strings.Join(append(it.texts(), it.ID, it.Title), "\n"))
	return !slices.ContainsFunc(f.Words, func(w string) bool { return !strings.Contains(said, strings.ToLower(w)) })
}

// within reports whether the item is, or stands below, the number, squeezed.
func within(it *Item, number string) bool {
	for id, more := it.ID, true; more; {
		if squeeze(id) == number {
			return true
		}
		cut := strings.LastIndexByte(id, '.')
		more = cut > 0
		id = id[:max(cut, 0)]
	}
	return false
}

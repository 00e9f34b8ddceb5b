package register

import (
	"strings"

	"crosswalk/catalog/assess"
)

// inventoryIncomplete: an AI system in scope of which the inventory does not say
// what everything else rests on. AI systems are no records of a register, so no
// register names this rule.
func inventoryIncomplete(a *assess.Assessment) []Mark {
	if a == nil {
		return nil
	}
	var all []Mark
	for _, s := range a.InScope() {
		if missing := s.Missing(); len(missing) > 0 {
			all = append(all, Mark{Act, "inventory_incomplete", "not filled in: " + strings.Join(missing, ", "), assess.KindSystem, s.ID})
		}
	}
	return all
}

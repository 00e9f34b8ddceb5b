package register

import "crosswalk/catalog/day"

// ofImprovement are the checks of clause 10.
var ofImprovement = map[string]inquiry{
	"improvements": improvementsProved,
}

// improvementsProved: what was agreed is done in time, and what was done moved
// something.
func improvementsProved(x *exam, t *telling) {
	all := x.of(improvementKind)
	late := those(all, func(r Record) bool {
		return in("agreed", "under way")(r) && x.late(r.Text(fieldDue))
	})
	t.any("late", late, "date", day.Show(oldest(late, fieldDue)))
	t.any("no-effect", those(all, func(r Record) bool {
		degree, _ := noEffect(x.court, nil, r, nil)
		return degree != OK
	}))
	t.yes(those(all, in("proved")))
}

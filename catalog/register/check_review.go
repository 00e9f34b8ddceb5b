package register

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// ofReview are the checks of what top management does.
var ofReview = map[string]inquiry{
	"leadership": topManagementLeads,
	"reviewed":   reviewHeld,
}

// reviewMonths is how long a management review holds.
const reviewMonths = 12

// lastReview is the last management review that was held, and tells where there is
// none or it is old.
func (x *exam) lastReview(t *telling) (review Record, date string, held bool) {
	review, date = latest(those(x.of(KindReview), in("held")), fieldHeldOn)
	switch {
	case review.ID == "":
		t.no("none", nil)
		return review, "", false
	case x.past(date, reviewMonths):
		t.no("old", []Record{review}, "date", day.Show(date))
	}
	return review, date, true
}

// topManagementLeads: top management was there within the year, and gave people or
// money, or said why not.
func topManagementLeads(x *exam, t *telling) {
	review, date, held := x.lastReview(t)
	if !held {
		return
	}
	on := []Record{review}
	if review.Text("top") != catalog.Yes {
		t.no("no-top", on)
	}
	given := slices.ContainsFunc(x.Decisions(review), func(d Decision) bool { return d.Text(fieldWhat) == DecideResources })
	if !given && lacks("resources")(review) && lacks("no_change")(review) {
		t.no("no-resources", on)
	}
	t.yes(on, "date", day.Show(date))
}

// reviewHeld: every input lay on the table, and what was decided has an owner and a
// day.
func reviewHeld(x *exam, t *telling) {
	review, date, held := x.lastReview(t)
	if !held {
		return
	}
	on, decisions := []Record{review}, x.Decisions(review)
	if empty := x.emptyInputs(review); len(empty) > 0 {
		t.no("incomplete", on, "inputs", strings.Join(empty, ", "))
	}
	if len(decisions) == 0 && lacks("no_change")(review) {
		t.no("no-decision", on)
	}
	var nobodys []Record
	for _, d := range decisions {
		if d.nobodys() {
			nobodys = append(nobodys, d.Record)
		}
	}
	t.any("nobody", nobodys)
	t.yes(on, "date", day.Show(date))
}

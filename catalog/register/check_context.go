package register

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// ofContext are the checks of clause 4 and of what the law asks.
var ofContext = map[string]inquiry{
	"context": contextKnown,
	"parties": partiesAnswered,
	"scope":   scopeDrawn,
	"duties":  dutiesMet,
}

const (
	fieldItems    = catalog.RecordItems
	fieldDocument = "document"
	fieldOwner    = catalog.RecordOwner
	fieldDue      = catalog.RecordDue
	fieldKind     = "kind"
)

// yes asks whether a field of yes and no says yes.
func yes(field string) func(Record) bool {
	return func(r Record) bool { return r.Text(field) == catalog.Yes }
}

// is asks whether a field says one of some words.
func is(field string, words ...string) func(Record) bool {
	return func(r Record) bool {
		for _, w := range words {
			if r.Text(field) == w {
				return true
			}
		}
		return false
	}
}

// contextKnown: both sides, the climate, a look within the year, a role for each
// system.
func contextKnown(x *exam, t *telling) {
	issues := x.of("context-issue")
	for _, side := range []string{"internal", "external"} {
		if len(those(issues, is("side", side))) == 0 {
			t.no("one-side", issues, "side", side)
		}
	}
	if len(those(issues, not(lacks("climate")))) == 0 {
		t.no("climate", issues)
	}
	last, date := latest(issues, "reviewed")
	switch {
	case date == "":
		t.no("unreviewed", issues)
	case x.past(date, 12):
		t.no("old", []Record{last}, "date", day.Show(date))
	}
	for _, s := range x.systems {
		if len(s.Roles) == 0 {
			t.noOf(s, "no-role", nil)
		}
	}
	t.yes(issues, "date", day.Show(date))
}

// answered asks whether a record says how it is met.
func answered(r Record) bool { return r.says(fieldItems) || r.says(fieldDocument) }

// partiesAnswered: somebody without a contract is heard, and what was accepted is
// answered.
func partiesAnswered(x *exam, t *telling) {
	parties := x.of("interested-party")
	if len(those(parties, yes("no_contract"))) == 0 {
		t.no("nobody-outside", parties)
	}
	t.any("undecided", those(parties, func(r Record) bool { return r.says("expectation") && !r.says("accepted") }))
	t.any("unanswered", those(parties, func(r Record) bool { return yes("accepted")(r) && !answered(r) }))
	t.yes(parties)
}

// scopeDrawn: every line is agreed, every system in scope stands in one, and none
// joined after the scope was approved.
func scopeDrawn(x *exam, t *telling) {
	lines := x.of("scope-line")
	t.any("draft", those(lines, not(in("agreed"))))
	drawn := map[string]bool{}
	for _, r := range those(lines, yes("in_aims")) {
		for _, s := range systemsOf(r) {
			drawn[s] = true
		}
	}
	for _, s := range x.systems {
		if !drawn[s.ID] {
			t.noOf(s, "left-out", lines)
		}
	}
	_, approved := latest(those(those(x.of(documentKind), holds), is(fieldKind, "scope")), fieldApprovedOn)
	begun := x.Assessment.Created.UTC().Format(time.DateOnly) // of a system that was there then nobody knows when it joined
	for _, s := range x.systems {
		if since := s.Since.Day(); approved != "" && since > approved && since > begun {
			t.noOf(s, "joined", nil, "date", day.Show(since), "approved", day.Show(approved))
		}
	}
	t.yes(lines)
}

// aheadMonths is how long before a duty begins something must say how it is met.
const aheadMonths = 6

// dutiesMet: a duty that asks for reports has a road, an owner and a time, and one
// that applies soon says how it is met.
func dutiesMet(x *exam, t *telling) {
	soon := day.Months(x.Today, aheadMonths).Format(time.DateOnly)
	binding := those(x.of("requirement"), func(r Record) bool { return !x.late(r.Text("until")) })
	reports := those(binding, func(r Record) bool { return r.says("report_to") || r.says("report_within") })
	t.any("no-road", those(reports, lacks("report_to", "report_within", fieldOwner)))
	for _, r := range binding {
		from := r.Text("applies_from")
		if from != "" && from <= soon && r.State() != "met" && !answered(r) {
			t.no("no-plan", []Record{r}, "date", day.Show(from))
		}
	}
	t.yes(binding)
}

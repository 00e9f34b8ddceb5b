package register

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// ofRisk are the checks of risks and their treatment.
var ofRisk = map[string]inquiry{
	"opportunities":   bothWays,
	"criteria":        ratedByCriteria,
	"risks-assessed":  risksAssessed,
	"treatment":       treatmentWhole,
	"treatments-done": treatmentsDone,
}

const riskKind = "risk"

// open are the risks that are not closed.
func (x *exam) openRisks() []Record { return those(x.of(riskKind), not(in("closed"))) }

// bothWays: what may go well is looked for too.
func bothWays(x *exam, t *telling) {
	risks := x.of(riskKind)
	if len(risks) > 0 && len(those(risks, is(fieldKind, opportunity))) == 0 {
		t.no("only-threats", risks)
	}
	t.yes(risks)
}

// ratedByCriteria: risks are rated, for people too, and held against limits that
// somebody approved.
func ratedByCriteria(x *exam, t *telling) {
	risks := x.of(riskKind)
	rated := those(risks, func(r Record) bool { return x.risk(r).Level(x.method) > 0 })
	criteria := those(x.of(criteriaKind), in("approved"))
	if len(risks) == 0 {
		t.no("none", nil)
	}
	if len(rated) > 0 && len(criteria) == 0 {
		t.no("no-criteria", rated)
	}
	if len(rated) > 0 && len(those(rated, not(lacks("individuals")))) == 0 && len(those(rated, not(lacks("society")))) == 0 {
		t.no("no-people", rated)
	}
	_, date := latest(criteria, "approved_on")
	t.yes(rated, "date", day.Show(date))
}

// risksAssessed: those of each system were assessed within the year.
func risksAssessed(x *exam, t *telling) {
	for _, s := range x.systems {
		last, date := latest(x.about(riskKind, s.ID), "assessed_on")
		switch {
		case date == "":
			t.noOf(s, "never", nil)
		case x.past(date, 12):
			t.noOf(s, "old", []Record{last}, "date", day.Show(date))
		}
	}
	t.yes(those(x.of(riskKind), not(lacks("assessed_on"))))
}

// treatmentWhole: what is above its limit is treated or accepted, and no control
// that a risk needs is excluded.
func treatmentWhole(x *exam, t *telling) {
	risks := x.openRisks()
	above := those(risks, func(r Record) bool { return x.judges(aboveLimit, r) })
	t.any("untreated", those(above, func(r Record) bool { return !treated(r) && !r.says("treatment") }))
	t.any("unaccepted", those(risks, func(r Record) bool { return x.judges(acceptanceMissing, r) }))
	for _, n := range x.needs() {
		t.no("excluded", n.On, "control", assess.RefName(x.Catalog, x.Assessment, n.Ref))
	}
	if len(x.of(riskKind)) == 0 {
		t.no("none", nil)
	}
	t.yes(risks)
}

// judges reports whether a rule asks to act on a record.
func (x *exam) judges(rule judgement, r Record, args ...string) bool {
	k, known := x.Catalog.Register(r.Kind)
	if !known {
		return false
	}
	degree, _ := rule(x.court, k, r, args)
	return degree == Act
}

// treatmentsDone: what was due is treated, and what is treated says how large the
// risk is now.
func treatmentsDone(x *exam, t *telling) {
	late := those(x.of(riskKind), func(r Record) bool { return x.late(r.Text(fieldDue)) && !treated(r) })
	if len(late) > 0 {
		t.no("late", late, "date", day.Show(oldest(late, fieldDue)))
	}
	done := those(x.of(riskKind), in("treated", "closed"))
	t.any("no-effect", those(done, func(r Record) bool { return !x.risk(r).Chance() && x.risk(r).After(x.method) == 0 }))
	t.yes(done)
}

// oldest is the first day in a field.
func oldest(records []Record, field string) (date string) {
	for _, r := range records {
		if d := r.Text(field); d != "" && (date == "" || d < date) {
			date = d
		}
	}
	return date
}

package register

import (
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// ofImpact are the checks of impact assessments.
var ofImpact = map[string]inquiry{
	"impact-process":   impactProcess,
	"impacts-assessed": impactsAssessed,
	"impacts-kept":     impactsKept,
	"people":           peopleAssessed,
	"society":          societyAssessed,
}

// impactProcess: an approved procedure says when an assessment starts, and so does
// the checkpoint table where the organisation has its own.
func impactProcess(x *exam, t *telling) {
	all, tables := x.of(KindAssessment), x.of(checkpointsKind)
	if len(all) == 0 {
		t.no("none", nil)
	}
	if !x.approvedFor("6.1.4", "A.5.2") {
		t.no("no-procedure", nil)
	}
	if len(tables) > 0 && len(those(tables, in("approved"))) == 0 {
		t.no("no-checkpoints", tables)
	}
	t.yes(all)
}

// impactsAssessed: each system in use has an approved assessment that nothing has
// overtaken, and the day of the next one is not past.
func impactsAssessed(x *exam, t *telling) {
	for _, s := range x.systems {
		if s.Stage != stageInUse {
			continue
		}
		last, on := latest(those(x.about(KindAssessment, s.ID), in("approved")), fieldApprovedOn)
		if on == "" {
			t.noOf(s, "none", nil)
			continue
		}
		if k, known := x.Catalog.Register(KindAssessment); known {
			if degree, why := olderThanChange(x.court, k, last, nil); degree == Act {
				t.noOf(s, "behind", []Record{last}, "why", why)
			}
		}
		if next := last.Text("next_on"); x.late(next) {
			t.noOf(s, "late", []Record{last}, "date", day.Show(next))
		}
	}
	t.yes(those(x.of(KindAssessment), in("approved")))
}

// impactsKept: it is set how long an assessment is kept.
func impactsKept(x *exam, t *telling) {
	done := those(x.of(KindAssessment), in("approved", "superseded"))
	x.bySystem(t, "no-time", those(done, lacks("kept_until")))
	t.yes(done)
}

// assessing is the assessment of each system in scope that counts: the newest one
// that was not superseded.
func (x *exam) assessing(t *telling, look func(s assess.System, ia Record)) {
	var all []Record
	for _, s := range x.systems {
		own := those(x.about(KindAssessment, s.ID), not(in("superseded")))
		if len(own) == 0 {
			t.noOf(s, "none", nil)
			continue
		}
		ia := own[len(own)-1]
		all = append(all, ia)
		look(s, ia)
	}
	t.yes(all)
}

// lookedAt reports whether an assessment says anything of those who feel it: by an
// impact on them, by an answer to a prompt, or by why the prompt was left out.
func (x *exam) lookedAt(ia Record, on string) bool {
	if slices.ContainsFunc(x.Impacts(ia), func(r Record) bool { return r.Text("on") == on }) {
		return true
	}
	form := x.Catalog.ImpactForm()
	for _, p := range x.Prompts(ia) {
		for _, part := range form.Parts {
			if part.ID == p.Part && part.On == on && p.Answered != Unanswered {
				return true
			}
		}
	}
	return false
}

// peopleAssessed: single people and groups were looked at, and a severe harm is
// answered by somebody who does not gain.
func peopleAssessed(x *exam, t *telling) {
	x.assessing(t, func(s assess.System, ia Record) {
		for _, on := range []string{"individuals", "groups"} {
			if !x.lookedAt(ia, on) {
				t.noOf(s, "no-"+on, []Record{ia})
			}
		}
		impacts := x.Impacts(ia)
		severe := those(impacts, func(r Record) bool { return x.judges(impactRating, r) || x.judges(harmAcceptanceMissing, r) })
		if len(severe) > 0 {
			t.noOf(s, "severe", severe)
		}
		own := those(impacts, func(r Record) bool { return x.judges(gainsFromLaunch, r, "accepted_by") })
		if len(own) > 0 {
			t.noOf(s, "own-judge", own)
		}
	})
}

// societyAssessed: society was looked at, or it is said why not.
func societyAssessed(x *exam, t *telling) {
	x.assessing(t, func(s assess.System, ia Record) {
		if !x.lookedAt(ia, "society") {
			t.noOf(s, "no-society", []Record{ia})
		}
	})
}

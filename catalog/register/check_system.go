package register

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// ofSystems are the checks of what each AI system is made of.
var ofSystems = map[string]inquiry{
	"resources": resourcesListed,
	"data":      dataKnown,
	"use":       useApproved,
}

const resourceKind = "resource"

// systemParts are what each system has among its resources, by the fault that says that
// it has not.
var systemParts = []struct{ fault, kind string }{
	{"no-data", "data set"}, {"no-model", "model"}, {"no-tool", "tool"}, {"no-computing", "computing"},
}

// resourcesListed: each system has each part, or it is said why not.
func resourcesListed(x *exam, t *telling) {
	for _, s := range x.systems {
		has := map[string]bool{}
		for _, r := range those(x.about(resourceKind, s.ID), not(in("retired"))) {
			has[r.Text(fieldKind)] = true
			for _, none := range r.List("lacks") {
				has[none] = true
			}
		}
		for _, p := range systemParts {
			if !has[p.kind] {
				t.noOf(s, p.fault, nil)
			}
		}
	}
	t.yes(those(x.of(resourceKind), not(in("retired"))))
}

// dataKnown: of each data set in use it is known where it is from, by what right it
// is used, how good it is and what was done to it.
func dataKnown(x *exam, t *telling) {
	used := those(x.of(resourceKind), func(r Record) bool { return r.Text(fieldKind) == "data set" && r.State() == "in use" })
	for _, f := range []struct {
		fault string
		asks  []string
	}{
		{"no-use", []string{"use"}},
		{"no-source", []string{"acquired_from", "acquired_how"}},
		{"no-rights", []string{"rights"}},
		{"no-quality", []string{"quality_criteria", "quality_result"}},
		{"no-provenance", []string{"provenance"}},
		{"no-preparation", []string{"preparation"}},
	} {
		x.bySystem(t, f.fault, those(used, lacks(f.asks...)))
	}
	t.yes(used)
}

// useApproved: what is in use was approved, its intended use is written down, and
// somebody compared that with the real one within a year.
func useApproved(x *exam, t *telling) {
	for _, s := range x.systems {
		if s.Stage != stageInUse {
			continue
		}
		if s.State != assess.Approved {
			t.noOf(s, "unapproved", nil)
		}
		if s.IntendedUse == "" {
			t.noOf(s, "no-use", nil)
		}
		last, at := latest(x.about(releaseKind, s.ID), "use_compared")
		switch {
		case at == "":
			t.noOf(s, "never-compared", nil)
		case x.past(at, 12):
			t.noOf(s, "compared", []Record{last}, "date", day.Show(at))
		}
	}
	t.yes(x.of(releaseKind))
}

// bySystem is a fault of records for each system in scope that they are about.
func (x *exam) bySystem(t *telling, fault string, on []Record) {
	for _, s := range x.systems {
		own := those(on, func(r Record) bool { return isAbout(r, s.ID) })
		if len(own) > 0 {
			t.noOf(s, fault, own)
		}
	}
}

// isAbout reports whether a record names an AI system, or none at all.
func isAbout(r Record, system string) bool {
	named := systemsOf(r)
	for _, s := range named {
		if s == system {
			return true
		}
	}
	return len(named) == 0
}

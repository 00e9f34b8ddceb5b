package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
)

// Assessment names the assessment that an output is about.
type Assessment struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Target int    `json:"target" is:"3|4|5"`
	Basis  string `json:"basis" is:"basis"`
}

// About names an assessment.
func About(a *assess.Assessment) Assessment {
	return Assessment{a.ID, a.Name, a.Profile.Target, a.Profile.Basis}
}

// onBasis names the assessment of figures, with their basis.
func onBasis(f figures.Figures) Assessment {
	about := About(f.Assessment)
	about.Basis = f.Synergy.Basis
	return about
}

// OrNull is nil for what was not said.
func OrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// level is a rating as JSON has it: null unless rated.
func level(state assess.State, n int) *int {
	if state != assess.Rated {
		return nil
	}
	return &n
}

// SystemName is the name of an AI system by id, nil for none.
func SystemName(a *assess.Assessment, id string) *string {
	s, _ := a.System(id)
	return OrNull(s.Name)
}

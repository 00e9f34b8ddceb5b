package data

import "crosswalk/catalog/assess"

type Systems struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Systems    []System   `json:"systems"`
}

type System struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Purpose   string   `json:"purpose"`
	Roles     []string `json:"roles" is:"AI role"`
	Stage     string   `json:"stage" is:"stage"`
	InScope   bool     `json:"in_scope"`
	RiskClass string   `json:"risk_class" is:"risk class"`
	Family    *string  `json:"family" says:"Systems of one model and use name the same; null where none is named."`
	Owner     string   `json:"owner"`
}

// SystemsOf is the inventory.
func SystemsOf(a *assess.Assessment) Systems {
	out := Systems{About(a), []System{}}
	for _, s := range a.ActiveSystems() {
		out.Systems = append(out.Systems, System{
			s.ID, s.Name, s.Purpose, append([]string{}, s.Roles...), s.Stage, s.InScope, s.RiskClass, OrNull(s.Family), s.Owner,
		})
	}
	return out
}

package data

import "crosswalk/catalog/assess"

type Systems struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Systems    []System   `json:"systems"`
}

type OneSystem struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	System     System     `json:"system"`
}

type System struct {
	ID           string   `json:"id"`
	Number       string   `json:"number" is:"AI system"`
	Name         string   `json:"name"`
	Purpose      string   `json:"purpose"`
	IntendedUse  string   `json:"intended_use"`
	RuledOut     string   `json:"ruled_out" says:"Uses that are ruled out."`
	Users        string   `json:"users"`
	Affected     string   `json:"affected" says:"People on whom its results have an effect."`
	Roles        []string `json:"roles" is:"AI role"`
	Kind         string   `json:"kind" is:"system kind"`
	BaseModel    string   `json:"base_model"`
	Family       *string  `json:"family" says:"Systems of one model and use name the same; null where none is named."`
	PersonalData string   `json:"personal_data"`
	Places       string   `json:"places"`
	LookedFor    string   `json:"looked_for" says:"How it was looked for."`
	Autonomy     string   `json:"autonomy" is:"autonomy"`
	Overseer     string   `json:"overseer"`
	Oversight    string   `json:"oversight" says:"How a person watches it and steps in."`
	MayStop      string   `json:"may_stop" is:"yes or no" says:"Whether the overseer may stop it."`
	Stage        string   `json:"stage" is:"stage"`
	InScope      bool     `json:"in_scope"`
	Owner        string   `json:"owner"`
	RiskClass    string   `json:"risk_class" is:"risk class"`
	RiskArticle  string   `json:"risk_article"`
	RiskReason   string   `json:"risk_reason"`
	RiskBy       string   `json:"risk_by" says:"Who set the risk class."`
	RiskOn       string   `json:"risk_on" is:"date or empty"`
	State        string   `json:"state" is:"approval" says:"Of its approval; the stage says whether it is in operation."`
	ApprovedBy   string   `json:"approved_by"`
	ApprovedOn   string   `json:"approved_on" is:"date or empty"`
}

// SystemsOf is the inventory.
func SystemsOf(a *assess.Assessment) Systems {
	out := Systems{About(a), []System{}}
	for _, s := range a.ActiveSystems() {
		out.Systems = append(out.Systems, systemOf(a, s))
	}
	return out
}

// OneSystemOf is one AI system of the inventory.
func OneSystemOf(a *assess.Assessment, s assess.System) OneSystem {
	return OneSystem{About(a), systemOf(a, s)}
}

func systemOf(a *assess.Assessment, s assess.System) System {
	return System{
		s.ID, a.SystemNumber(s), s.Name, s.Purpose, s.IntendedUse, s.RuledOut, s.Users, s.Affected, append([]string{}, s.Roles...),
		s.Kind, s.BaseModel, OrNull(s.Family), s.PersonalData, s.Places, s.LookedFor,
		s.Autonomy, s.Overseer, s.Oversight, s.MayStop, s.Stage, s.InScope, s.Owner,
		s.RiskClass, s.RiskArticle, s.RiskReason, s.RiskBy, s.RiskOn, s.State, s.ApprovedBy, s.ApprovedOn,
	}
}

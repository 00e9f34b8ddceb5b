package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

type Findings struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Findings   []Finding  `json:"findings"`
}

type OneFinding struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Finding    Finding    `json:"finding"`
}

type Finding struct {
	ID          string  `json:"id"`
	Number      string  `json:"number" is:"finding"`
	On          string  `json:"on" says:"The item that it is about: of ISO/IEC 42001, an own control by its id, or 27001:A.5.9 of the ISMS."`
	Grade       string  `json:"grade" is:"grade"`
	Statement   string  `json:"statement"`
	System      *string `json:"system"`
	State       string  `json:"state" is:"finding state" says:"It follows from what is said of it."`
	Counts      bool    `json:"counts" says:"It is a nonconformity that stands against conformity: its effect is not verified."`
	Requirement string  `json:"requirement"`
	ShownBy     string  `json:"shown_by" says:"What shows it."`
	Extent      string  `json:"extent"`
	RaisedBy    string  `json:"raised_by" is:"raiser"`
	AnswerDue   string  `json:"answer_due" is:"date or empty"`
	AcceptedOn  string  `json:"accepted_on" is:"date or empty" says:"When who raised it accepted the answer."`
	Containment string  `json:"containment"`
	Correction  string  `json:"correction"`
	Elsewhere   string  `json:"elsewhere" says:"Where else it was looked for."`
	Cause       string  `json:"cause"`
	CauseBy     string  `json:"cause_by" is:"cause method"`
	Action      string  `json:"action"`
	AIMSChange  string  `json:"aims_change"`
	Owner       string  `json:"owner"`
	Due         string  `json:"due" is:"date or empty"`
	DoneOn      string  `json:"done_on" is:"date or empty"`
	EffectHow   string  `json:"effect_how" says:"How its effect is checked."`
	EffectBy    string  `json:"effect_by"`
	EffectOn    string  `json:"effect_on" is:"date or empty"`
	Effect      string  `json:"effect" is:"effect"`
	Closed      bool    `json:"closed"`
	ClosedBy    *string `json:"closed_by"`
	ClosedOn    *string `json:"closed_on" is:"date"`
	Because     string  `json:"closed_because" says:"Why it was closed before its effect was checked."`
}

// FindingsOf are some findings of an assessment.
func FindingsOf(a *assess.Assessment, some []assess.Finding) Findings {
	out := Findings{About(a), []Finding{}}
	for _, f := range some {
		out.Findings = append(out.Findings, findingOf(a, f))
	}
	return out
}

// OneFindingOf is one finding.
func OneFindingOf(a *assess.Assessment, f assess.Finding) OneFinding {
	return OneFinding{About(a), findingOf(a, f)}
}

func findingOf(a *assess.Assessment, f assess.Finding) Finding {
	on := f.Item
	if on == "" {
		on = assess.BaselineRef(f.Baseline)
	}
	return Finding{
		f.ID, a.FindingNumber(f), on, f.Grade, f.Statement, SystemName(a, f.System), f.State(), f.OpenNonconformity(),
		f.Requirement, f.ShownBy, f.Extent, f.RaisedBy, f.AnswerDue, f.AcceptedOn, f.Containment, f.Correction, f.Elsewhere,
		f.Cause, f.CauseBy, f.Action, f.AIMSChange, f.Owner, f.Due, f.DoneOn, f.EffectHow, f.EffectBy, f.EffectOn, f.Effect,
		f.Closed, OrNull(f.ClosedBy), OrNull(f.ClosedOn), f.ClosedBecause,
	}
}

// FoundOn is the item that a finding is about, as people call it.
func FoundOn(cat *catalog.Catalog, a *assess.Assessment, f assess.Finding) string {
	if f.Item == "" {
		return assess.BaselineRef(f.Baseline)
	}
	return assess.RefName(cat, a, f.Item)
}

package register

import (
	"cmp"
	"slices"

	"crosswalk/catalog"
)

// PlanLine is a line of the treatment plan.
type PlanLine struct {
	Number    int    // of the plan, from 1
	Source    string // risk or impact
	Record    Record // the risk or impact itself
	Level     string // as it is now; empty where it is not rated
	Treatment string
	Controls  []string // refs of items
	Action    string
	Owner     string
	Due       string // an ISO date
	After     string // as it will be; empty where that is not rated
}

// TreatmentPlan is what is done about all risks and all harms to people that are
// not over: one plan, one numbering, risks first. What was only written down and
// needs nothing yet is left out.
func TreatmentPlan(c Case) []PlanLine {
	var all []PlanLine
	m := c.Method()
	for _, r := range c.of(riskKind) {
		if risk := risks.read(r); r.State() != "closed" && (r.State() != "identified" || planned(r, "to_come")) {
			all = append(all, PlanLine{
				Source: riskKind, Record: r, Level: m.Name(risk.Level(m)), After: m.Name(risk.After(m)),
				Treatment: r.Text("treatment"), Controls: r.List("to_come"),
			})
		}
	}
	for _, r := range c.of(KindImpact) {
		if i := impactFields.read(r); i.Harm() && r.State() != ended && (planned(r, "safeguards") || len(heavy([]Record{r})) > 0) {
			all = append(all, PlanLine{
				Source: KindImpact, Record: r, Level: c.Says(r, "severity"), After: c.Says(r, "severity_after"),
				Treatment: treatmentOf(r), Controls: r.List("safeguards"),
			})
		}
	}
	for i := range all {
		r := all[i].Record
		all[i].Number, all[i].Action = i+1, r.Text("action")
		all[i].Owner, all[i].Due = r.Text(catalog.RecordOwner), r.Text(catalog.RecordDue)
	}
	return all
}

// Weight is a risk or an impact with how much it weighs, in words.
type Weight struct {
	Record Record
	Level  string
}

// OnPeople are what weighs most on people, the worst first: harms that still arise,
// of assessments that hold, then threats to individuals or society that are no such
// harm already.
func OnPeople(c Case) []Weight {
	var all []Weight
	as := map[string]bool{} // the risks that impacts were made to
	for _, r := range worstFirst(slices.Clone(c.of(KindImpact))) {
		ia, _ := c.Book.Record(KindAssessment, r.parent)
		if i := impactOf(r); i.Harm() && i.Severity > 0 && r.State() != ended && ia.State() != "superseded" {
			all = append(all, Weight{r, c.Says(r, "severity")})
			as[r.Text("risk")] = true
		}
	}
	m, threats := c.Method(), []Record(nil)
	for _, r := range c.of(riskKind) {
		if k := risks.read(r); !k.Chance() && max(k.Individuals, k.Society) > 0 && r.State() != "closed" && !as[r.ID] {
			threats = append(threats, r)
		}
	}
	level := func(r Record) int { return risks.read(r).Counts(r, m) }
	slices.SortStableFunc(threats, func(a, b Record) int { return cmp.Compare(level(b), level(a)) })
	for _, r := range threats {
		all = append(all, Weight{r, m.Name(level(r))})
	}
	return all
}

// treatmentOf is what is done about an impact, in the words of risks; empty where
// nothing is.
func treatmentOf(impact Record) string {
	switch {
	case impact.State() == "accepted":
		return "retain"
	case planned(impact, "safeguards"):
		return "modify"
	}
	return ""
}

// Name is the name of a level; empty where there is none.
func (m Method) Name(level int) string {
	if level < 1 || level > len(m.Bands) {
		return ""
	}
	return m.Bands[level-1]
}

// planned reports whether something is to be done: by an action, or by controls.
func planned(r Record, controls string) bool { return r.says("action") || r.says(controls) }

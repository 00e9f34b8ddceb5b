package report

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// about asks of a record whether it is about an AI system; one that names none is
// about all of them where all is true.
func about(system string, all bool) func(register.Record) bool {
	return func(r register.Record) bool {
		return names("systems", system)(r) || all && len(r.List("systems")) == 0
	}
}

// sheetKinds are the registers whose records an AI system has on its sheet, with
// their columns. In some a record that names no system is about all of them.
var sheetKinds = []struct {
	kind    string
	all     bool
	columns []string
}{
	{"requirement", true, []string{"title", "applies_from", "items", "document", catalog.RecordOwner, catalog.RecordState}},
	{register.KindAssessment, false, []string{"title", "version", "decision", "conditions", "approved_by", "approved_on", "next_on", catalog.RecordState}},
	{"resource", false, []string{"title", "kind", "version", "supplier", catalog.RecordOwner, catalog.RecordState}},
	{"supplier", false, []string{"title", "supplies", "criticality", catalog.RecordOwner, catalog.RecordState}},
	{"release", false, []string{"title", "tested_on", "tester", "documentation_version", "log_where", "go_by", "go_on", catalog.RecordState}},
	{"change", false, []string{"title", "kind", "repeat", catalog.RecordOwner, catalog.RecordDue, catalog.RecordState}},
	{"incident", false, []string{"title", "on", "severity", "answer", catalog.RecordState}},
	{"objective", true, []string{"title", "target", catalog.RecordDue, catalog.RecordOwner, catalog.RecordState}},
	{"role", false, []string{"title", "held_by", "decides", "may_stop"}},
}

// recordsOf are what registers hold of an AI system, a table each; of those that hold
// nothing of it there is none.
func (d *draft) recordsOf(s assess.System) {
	if open := d.openRisks(s); len(open) > 0 {
		t := d.riskTable(open, []string{"title", "treatment", "action", catalog.RecordOwner, catalog.RecordDue, catalog.RecordState})
		t.Caption = d.titleOf(kindRisk)
		d.table("risks-"+s.ID, t, "")
	}
	for _, x := range sheetKinds {
		if all := picked(d.of(x.kind), about(s.ID, x.all)); len(all) > 0 {
			t := d.recordTable(x.kind, all, x.columns...)
			t.Caption, t.Wide = d.titleOf(x.kind), false // a sheet is read through; it is not turned for each table
			d.table(x.kind+"-"+s.ID, t, "")
		}
	}
}

// openRisks are the risks of an AI system that are not closed, and those that are
// about all systems.
func (d *draft) openRisks(s assess.System) []register.Record {
	return picked(picked(d.of(kindRisk), about(s.ID, true)), not(in(riskClosed)))
}

// risksOf says how many risks there are of each level, the highest first.
func (d *draft) risksOf(s assess.System) string {
	m := d.records.Method()
	counts := make([]int, len(m.Bands)+1)
	for _, r := range d.openRisks(s) {
		if k := register.As[register.Risk](r); !k.Chance() {
			counts[k.Counts(r, m)]++
		}
	}
	var all []string
	for level := len(m.Bands); level >= 0; level-- {
		if counts[level] == 0 {
			continue
		}
		word := m.Name(level)
		if level == 0 {
			word = d.say("risks.no_level")
		}
		all = append(all, step(counts[level], word))
	}
	return strings.Join(all, ", ")
}

// impactsOn names the impact assessments of an AI system, each with its state, its
// decision and the worst harm.
func (d *draft) impactsOn(s assess.System) string {
	var all []string
	for _, r := range picked(d.of(register.KindAssessment), about(s.ID, false)) {
		all = append(all, d.say("system.assessed", "what", d.called(r), "state", join(", ", r.State(), d.says(r, "decision")), "highest", d.highest(r)))
	}
	return strings.Join(all, "; ")
}

package report

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// decided are the fields of an impact assessment that its decision is told by.
var decided = []string{"decision", "conditions", "decided_why", "approved_by", "approved_on", "told", "next_on", "kept_until"}

// impact is one impact assessment whole: what was decided, on what, every prompt with
// its answer, and the impacts with what is done about them.
func impact(d *draft) error {
	ia, known := d.records.Book.Record(register.KindAssessment, d.Record)
	if !known || ia.Removed() {
		return fmt.Errorf("there is no impact assessment %q; name it by its number, such as IA-1", d.Record)
	}
	d.doc.Subtitle = d.called(ia)
	if d.Approval.Version == "" { // what was approved is the assessment, and its decision says by whom
		d.doc.Facts = slices.DeleteFunc(d.doc.Facts, func(f Fact) bool { return f.Label == d.say("issue.approved") })
	}
	d.lead(d.decisionOn(ia))
	d.decisionFacts(ia)
	d.part("about", d.say("impact.about"))
	d.facts(append(d.recordFacts(ia, decided...), d.fact("impact.full_because", strings.Join(d.records.FullBecause(ia), "; ")))...)
	d.prompts(ia)
	d.part("impacts", d.titleOf(register.KindImpact))
	d.table("impacts-table", d.impactTable(ia), d.say("impact.none"))
	for _, r := range d.records.Impacts(ia) {
		d.record(r)
	}
	return nil
}

// decisionOn is what was decided, in a sentence; where nothing was, that it is open.
func (d *draft) decisionOn(ia register.Record) string {
	if ia.State() != "approved" && ia.State() != "superseded" {
		return d.say("impact.open", "state", ia.State())
	}
	return d.say("impact.decided", "decision", d.says(ia, "decision"), "by", d.or(d.says(ia, "approved_by")), "on", d.says(ia, "approved_on"), "next", d.or(d.says(ia, "next_on")))
}

// decisionFacts are the decision with its conditions, and how severe the worst harm is.
func (d *draft) decisionFacts(ia register.Record) {
	all := []Fact{d.fact("impact.systems", d.says(ia, "systems")), d.fact("impact.highest", d.highest(ia))}
	if k, known := d.Catalog.Register(ia.Kind); known {
		for _, name := range decided {
			if f, has := k.Field(name); has {
				all = append(all, Fact{f.Label, d.says(ia, name)})
			}
		}
	}
	d.facts(all...)
}

// highest is the severity of the worst harm that still arises.
func (d *draft) highest(ia register.Record) string {
	severity, severe := d.records.Highest(ia)
	words := d.Catalog.ImpactForm().Steps(catalog.ScaleSeverity)
	if severity < 1 || severity > len(words) {
		return d.say("impact.no_harm")
	}
	said := step(severity, words[severity-1])
	if severe {
		said += ", " + d.say("impact.severe")
	}
	return said
}

// prompts are those that the assessment asks, part by part, with their answers.
func (d *draft) prompts(ia register.Record) {
	d.part("form", d.say("impact.form"))
	part := ""
	for _, p := range d.records.Prompts(ia) {
		if p.Part != part {
			part = p.Part
			d.section("form-"+part, part+" "+d.Catalog.ImpactForm().Part(part).Title)
		}
		d.topic("prompt-"+p.ID, p.ID+" "+p.Ask)
		d.answer(ia, p)
	}
}

// answer is the answer to one prompt, or why there is none.
func (d *draft) answer(ia register.Record, p register.Prompt) {
	said := strings.TrimSpace(ia.Text(p.Field()))
	switch {
	case p.Answered == register.LeftOut:
		d.text(d.say("impact.left_out", "why", p.Why))
	case p.Answer == catalog.AnswerEffects && len(p.Impacts) > 0:
		t := d.recordTable(register.KindImpact, p.Impacts, "title", "who", "severity", "reach", "likelihood", "repair", "rests_on")
		d.table("effects-"+p.ID, t, "")
	case p.Answer == catalog.AnswerTable && said != "":
		d.rows(p, register.Rows(said))
	case len(p.Rows) > 0:
		d.rows(p, p.Rows)
	case !p.Typed() && p.Answered == register.Whole:
		d.text(d.say("none"))
	case p.Answer == catalog.AnswerList && said != "":
		d.list(strings.Split(said, "\n")...)
	case said != "":
		d.text(said)
	case d.IsAnonymous:
		d.text(d.say("anonymous.unsaid"))
	default:
		d.text(d.say("impact.unanswered"))
	}
}

// rows are an answer that is a table.
func (d *draft) rows(p register.Prompt, rows [][]string) {
	t := Table{}
	for _, title := range p.Columns {
		t.Columns = append(t.Columns, Column{Title: title, Is: CellText})
	}
	for _, row := range rows {
		cells := make([]Cell, len(p.Columns))
		for i := range min(len(row), len(cells)) {
			cells[i] = text(row[i])
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	d.table("rows-"+p.ID, t, "")
}

// impactTable is a row for each impact of an assessment, the worst first, with whether
// it is severe.
func (d *draft) impactTable(ia register.Record) Table {
	all := d.records.Impacts(ia)
	t := d.recordTable(register.KindImpact, all, "title", "on", "who", "side", "severity", "reach", "likelihood", "repair", "safeguards", catalog.RecordOwner, catalog.RecordDue, "severity_after", catalog.RecordState)
	t.Wide = true
	severe := d.column("impact.severe_now", CellText, 1)
	t.Columns = append(t.Columns, severe)
	for i, r := range all {
		said := ""
		if k := register.As[register.Impact](r); k.Harm() {
			said = d.applicable(!k.Severe())
		}
		t.Rows[i].Cells = append(t.Rows[i].Cells, text(said))
	}
	return t
}

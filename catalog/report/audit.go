package report

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// concluded are the fields of an audit that are said once it took place.
var concluded = []string{"conclusion", "closed_by", "closed_on"}

// audited is the audit that a document is about.
func (d *draft) audited() (register.Record, error) {
	au, known := d.records.Book.Record(register.KindAudit, d.Record)
	if !known || au.Removed() {
		return au, fmt.Errorf("there is no audit %q; name it by its number, such as AU-1", d.Record)
	}
	d.doc.Subtitle = d.called(au)
	return au, nil
}

// auditPlan is who looks at what and when, for those who are audited too.
func auditPlan(d *draft) error {
	au, err := d.audited()
	if err != nil {
		return err
	}
	d.part("audit", d.say("audit.about"))
	d.facts(append(d.recordFacts(au, concluded...), d.fact("audit.all", strings.Join(d.records.Team(au), ", ")))...)
	d.part("sessions", d.titleOf(register.KindSession))
	d.table("sessions-table", d.recordTable(register.KindSession, d.records.Plan(au), "title", "from", "to", "items", "auditor", "auditee", "method", "site"), d.say("audit.no_session"))
	for _, m := range register.Judge(d.records) {
		if r, _ := d.records.Book.Record(m.Kind, m.ID); m.ID == au.ID || m.Kind == register.KindSession && r.Text(catalog.RecordParent) == au.ID {
			d.note(d.numbers[m.ID] + ": " + m.Sentence + ".")
		}
	}
	if samples := d.below(register.KindSample, au); len(samples) > 0 {
		d.part("samples", d.titleOf(register.KindSample))
		d.table("samples-table", d.recordTable(register.KindSample, samples, "title", "population", "criterion", "how", "n", "size"), "")
	}
	d.checks("before", d.say("audit.before"), d.Catalog.AuditForm().Before)
	return nil
}

// auditChecklist is what to ask and what to ask to see, item by item.
func auditChecklist(d *draft) error {
	au, err := d.audited()
	if err != nil {
		return err
	}
	d.checks("during", d.say("audit.during"), d.Catalog.AuditForm().During)
	items := d.records.Looked(au)
	if len(items) == 0 {
		d.text(d.say("audit.no_item"))
	}
	d.live(items)
	d.part("items", d.say("audit.items"))
	for _, it := range items {
		d.section("ask-"+assess.RefOf(it), d.numberOf(assess.RefOf(it))+" "+it.Title)
		d.facts(d.fact("audit.in", strings.Join(d.sessionsOn(au, it), "; ")), d.fact("audit.answers", d.records.OwnerOf(it)), d.fact("audit.interview", strings.Join(it.Interview, ", ")))
		d.list(questionsOf(it)...)
		if see := toSee(it); len(see) > 0 {
			d.text(d.say("audit.see"))
			d.list(see...)
		}
	}
	return nil
}

// questionsOf are the questions of an item.
func questionsOf(it *catalog.Item) []string {
	var all []string
	for _, q := range it.Questions {
		all = append(all, q.Ask)
	}
	if it.Ask != "" {
		all = append(all, it.Ask)
	}
	return all
}

// toSee is what to ask to see of an item.
func toSee(it *catalog.Item) []string {
	all := slices.Clone(it.Evidence)
	if it.Implemented != "" {
		all = append(all, it.Implemented)
	}
	return all
}

// live is what to try oneself in the areas that items stand in.
func (d *draft) live(items []*catalog.Item) {
	var all []string
	for _, a := range d.Catalog.AuditForm().Areas {
		if slices.ContainsFunc(items, func(it *catalog.Item) bool { return slices.Contains(a.Items, assess.RefOf(it)) }) {
			all = append(all, a.Area+": "+a.Live)
		}
	}
	if len(all) > 0 {
		d.part("live", d.say("audit.live"))
		d.list(all...)
	}
}

// sessionsOn are the sessions of an audit that are about an item.
func (d *draft) sessionsOn(au register.Record, it *catalog.Item) []string {
	var all []string
	for _, s := range d.records.Plan(au) {
		if slices.Contains(s.List(catalog.RecordItems), assess.RefOf(it)) {
			all = append(all, join(", ", d.called(s), d.says(s, "from")))
		}
	}
	return all
}

// auditReport is what an audit saw and found.
func auditReport(d *draft) error {
	au, err := d.audited()
	if err != nil {
		return err
	}
	if said := d.says(au, "conclusion"); said != "" {
		d.lead(said)
	} else {
		d.lead(d.say("audit.open", "state", au.State()))
	}
	d.part("audit", d.say("audit.about"))
	d.facts(append(d.recordFacts(au, concluded...), d.fact("audit.all", strings.Join(d.records.Team(au), ", ")))...)
	d.part("findings", d.say("audit.findings"))
	d.table("findings-table", d.foundIn(au), d.say("audit.no_finding"))
	d.part("seen", d.say("audit.seen"))
	for _, s := range d.records.Plan(au) {
		d.section("record-"+s.ID, d.called(s))
		d.facts(d.recordFacts(s, "notes")...)
		d.text(d.says(s, "notes"))
	}
	for _, r := range d.below(register.KindSample, au) {
		s := d.records.SampleOf(r)
		d.section("record-"+s.ID, d.called(s.Record))
		d.facts(d.recordFacts(s.Record)...)
		d.text(s.Says())
		d.note(d.records.Redrawn(s))
		if s.Start != "" && !d.IsAnonymous {
			d.text(d.say("audit.repeat", "line", register.Repeat(s.Start, s.Size, s.N)))
		}
	}
	d.checks("after", d.say("audit.after"), d.Catalog.AuditForm().After)
	return nil
}

// foundIn are the findings that sessions and samples of an audit lead to, and those on
// what it looked at, open ones and closed ones.
func (d *draft) foundIn(au register.Record) Table {
	t := Table{Columns: []Column{d.column("record.number", CellText, 1), d.column("item.number", CellRef, 1), d.column("finding.grade", CellText, 2), d.column("finding.statement", CellText, 8), d.column("item.state", CellText, 3), d.column("nc.raised_in", CellText, 2)}}
	in := map[string][]string{}
	var all []assess.Finding
	for _, r := range slices.Concat(d.records.Plan(au), d.records.Samples(au)) {
		for _, f := range d.records.Raised(r) {
			if in[f.ID] = append(in[f.ID], d.numbers[r.ID]); len(in[f.ID]) == 1 {
				all = append(all, f)
			}
		}
	}
	for _, it := range d.records.Looked(au) {
		on := d.Assessment.FindingsOn(it.ID)
		if isms, is := assess.BaselineOf(assess.RefOf(it)); is {
			on = d.Assessment.FindingsOnBaseline(isms)
		}
		for _, f := range on {
			if len(in[f.ID]) == 0 {
				all = append(all, f)
			}
		}
	}
	for _, f := range all {
		t.Rows = append(t.Rows, Row{ID: f.ID, Cells: []Cell{
			text(d.Assessment.FindingNumber(f)), d.itemOf(f), text(d.Words.Of("finding", f.Grade)), text(f.Statement), text(d.findingState(f)), text(strings.Join(in[f.ID], ", ")),
		}})
	}
	t.dropUnsaid(len(t.Columns) - 1)
	return t
}

// itemOf is the item of a finding, which leads to where it is told of.
func (d *draft) itemOf(f assess.Finding) Cell {
	if f.Item == "" {
		return text(assess.BaselineRef(f.Baseline))
	}
	return Cell{Text: d.numberOf(f.Item), Ref: "item-" + f.Item}
}

// checks is a list of what makes an audit a good one.
func (d *draft) checks(id, title string, all []catalog.AuditCheck) {
	d.part(id, title)
	var lines []string
	for _, c := range all {
		lines = append(lines, c.Check)
	}
	d.list(lines...)
}

package report

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/score"
)

// full is all of it, for the file: the page of decision first, annexes last.
func full(d *draft) error {
	for n, p := range []struct {
		id  string
		put func()
	}{
		{"decision", d.decision},
		{"assessed", d.assessed},
		{"standing", d.standingBySet},
		{"isms-carries", d.carriedBySet},
		{"gaps", d.priorityAndGaps},
		{"systems", d.systemSheets},
		{"risks", d.risksAndPlan},
		{"law", d.law},
		{"plan", d.wholePlan},
		{"findings", d.findings},
		{"annex-items", d.allItems},
		{"annex-isms", d.baseline},
		{"annex-votes", d.votes},
		{"annex-records", d.allRegisters},
		{"annex-terms", d.terms},
		{"annex-errata", d.errata},
	} {
		if n > 0 {
			d.page()
		}
		d.part(p.id, d.say("full."+p.id))
		p.put()
	}
	return nil
}

// standingBySet is the result by clause and section, and what stands in the way of
// each stage.
func (d *draft) standingBySet() {
	d.sets()
	o := d.outlook()
	d.stage("stage.1", o.Stage1)
	d.stage("stage.2", o.Stage2)
	d.recorded(o.Records)
}

// recorded is what the records say of a certification, factor by factor: which of them
// count, what they must show, and what they do.
func (d *draft) recorded(all []score.Recorded) {
	d.section("stage-records", d.say("stage.records"))
	t := Table{Columns: []Column{d.column("stage.factor", CellText, 3), d.column("stage.stage", CellText, 1), d.column("item.number", CellRef, 1), d.column("stage.counts", CellText, 4), d.column("stage.wants", CellText, 5), d.column("stage.says", CellText, 5)}}
	for _, r := range all {
		stage, number := "", text("")
		if r.Stage > 0 {
			stage = fmt.Sprint(r.Stage)
		}
		if it, known := assess.Item(d.Catalog, d.Assessment, r.Item); known {
			number = item(it)
		}
		t.Rows = append(t.Rows, Row{ID: r.ID, Cells: []Cell{text(r.Name), text(stage), number, text(r.Counts), text(r.Wants), text(join(": ", d.Words.Of("held", r.Held.String()), r.Says))}})
	}
	d.table("stage-factors", t, "")
	d.note(d.say("stage.rule"))
}

// sets is a row for each clause and section, with its terms in figures.
func (d *draft) sets() {
	t := Table{Columns: d.columns("set.title", CellText, "set.applicable", CellNumber, "set.answered", CellNumber, "result.met", CellNumber, "state.seen", CellNumber, "set.maturity", CellNumber, "set.evidenced", CellShare)}
	row := func(id, title string, s score.Score) {
		maturity := text("–")
		if s.Maturity != nil {
			maturity = d.number(*s.Maturity)
		}
		t.Rows = append(t.Rows, Row{ID: id, Cells: []Cell{text(title), d.count(s.Applicable), d.count(s.Answered), d.count(s.Conforming), d.count(s.Verified), maturity, d.share(s.Evidenced)}})
	}
	for _, s := range d.Score.Sets {
		row(s.Set.ID, s.Set.ID+" "+s.Set.Title, s.Score)
	}
	row("all", d.say("set.all")+d.without(), d.Score.Overall)
	d.table("sets", t, "")
}

func (d *draft) stage(key string, all []score.Blocker) {
	d.section(strings.ReplaceAll(key, ".", "-"), d.say(key))
	t := Table{Columns: d.columns("item.number", CellRef, "item.title", CellText, "stage.why", CellText)}
	for _, b := range all {
		t.Rows = append(t.Rows, Row{ID: b.Item.ID, Cells: []Cell{item(b.Item), text(b.Item.Title), text(b.Reason)}})
	}
	d.table("", t, d.say("result.none"))
}

func (d *draft) priorityAndGaps() {
	d.priority()
	d.gapsBySet()
}

func (d *draft) systemSheets() {
	for _, s := range d.Assessment.ActiveSystems() {
		d.section("system-"+s.ID, s.Name)
		d.sheet(s)
	}
	if len(d.Assessment.ActiveSystems()) == 0 {
		d.text(d.say("systems.none"))
	}
}

// risksAndPlan are the risks that are not closed, what is done about them and about
// harms to people, and what was accepted.
func (d *draft) risksAndPlan() {
	d.table("risks-open", d.riskTable(picked(d.of(kindRisk), not(in(riskClosed))), riskColumns), d.noneOf(kindRisk))
	d.section("treatment", d.say("treatment.plan"))
	d.table("treatment-table", d.planTable(register.TreatmentPlan(d.records)), d.noPlan())
	d.section("accepted", d.say("treatment.accepted"))
	d.accepted()
}

// allRegisters counts what the registers hold by its state, and says where records
// contradict answers.
func (d *draft) allRegisters() {
	t := Table{Columns: append(d.columns("record.register", CellText, "record.count", CellNumber), d.columns("item.state", CellText)...)}
	for _, k := range d.Catalog.Registers() {
		if all := d.of(k.ID); !k.Restricted && len(all) > 0 {
			t.Rows = append(t.Rows, Row{ID: k.ID, Cells: []Cell{text(k.Title), d.count(len(all)), text(d.byState(&k, all))}})
		}
	}
	d.table("registers-table", t, d.say("record.nothing"))
	d.section("contradictions", d.say("record.contradictions"))
	c := Table{Columns: d.columns("item.number", CellRef, "question.about", CellText, "record.sentence", CellText)}
	for _, r := range register.Check(d.records) {
		if it, ok := assess.Item(d.Catalog, d.Assessment, r.Item); ok && r.Contradicts() && r.Item != d.Veiled {
			c.Rows = append(c.Rows, Row{Cells: []Cell{item(it), text(d.systemName(r.System)), text(r.Sentence)}})
		}
	}
	d.table("contradictions-table", c, d.say("none"))
}

// byState counts records by their states, in the order of these.
func (d *draft) byState(k *catalog.Register, all []register.Record) string {
	var said []string
	for _, s := range k.States {
		if n := len(picked(all, in(s.Name))); n > 0 {
			said = append(said, step(n, s.Name))
		}
	}
	return strings.Join(said, ", ")
}

func (d *draft) wholePlan() {
	p := d.Plan()
	d.strategy(p.Ranking)
	d.phases(p)
	d.forecast(p)
	d.tasks(p.Roadmap)
}

// findings are all of them, open and closed, of both standards.
func (d *draft) findings() { d.table("findings-table", d.findingsTable(), d.say("findings.none")) }

func (d *draft) findingsTable() Table {
	t := Table{Wide: true, Columns: d.columns("item.number", CellRef, "finding.number", CellText, "finding.grade", CellText, "question.about", CellText, "finding.statement", CellText,
		"finding.state", CellText, "finding.action", CellText, "item.owner", CellText, "item.due", CellDate)}
	for _, f := range d.Assessment.Findings {
		if f.Removed {
			continue
		}
		item := d.numberOf(f.Item)
		if f.Item == "" {
			item = assess.BaselineRef(f.Baseline)
		}
		t.Rows = append(t.Rows, Row{ID: f.ID, Cells: []Cell{
			text(item), text(d.Assessment.FindingNumber(f)), text(d.Words.Of("finding", f.Grade)), text(d.systemName(f.System)), text(f.Statement),
			text(d.findingState(f)), text(f.Action), text(f.Owner), d.day(f.Due),
		}})
	}
	return t
}

// findingsSheet is the findings with all that is said of each on the way to a check of
// its effect, to sort and filter.
func (d *draft) findingsSheet() Table {
	t := d.findingsTable()
	t.Columns = append(t.Columns, d.columns("nc.raised_by", CellText, "nc.form_due", CellDate, "nc.form_accepted", CellDate, "nc.requirement", CellText, "nc.shown_by", CellText, "nc.extent", CellText,
		"nc.containment", CellText, "nc.correction", CellText, "nc.elsewhere", CellText, "nc.cause", CellText, "nc.cause_by", CellText, "nc.aims_change", CellText, "nc.done_on", CellDate,
		"nc.effect_how", CellText, "nc.effect_by", CellText, "nc.effect_on", CellDate, "nc.result", CellText)...)
	for i := range t.Rows {
		f, _ := d.Assessment.Finding(t.Rows[i].ID)
		t.Rows[i].Cells = append(t.Rows[i].Cells, text(d.raiser(f)), d.day(f.AnswerDue), d.day(f.AcceptedOn), text(f.Requirement), text(f.ShownBy), text(f.Extent),
			text(f.Containment), text(f.Correction), text(f.Elsewhere), text(f.Cause), text(d.Words.Of("cause_way", f.CauseBy)), text(f.AIMSChange), d.day(f.DoneOn),
			text(f.EffectHow), text(f.EffectBy), d.day(f.EffectOn), text(d.Words.Of("effect", f.Effect)))
	}
	return t
}

func (d *draft) allItems() {
	for _, set := range d.Score.Sets {
		d.section("whole-"+set.Set.ID, set.Set.ID+" "+set.Set.Title)
		for _, it := range set.Set.Items {
			d.whole(it)
		}
	}
}

// terms are the words of security beside the words of AI.
func (d *draft) terms() {
	d.note(d.Catalog.Reference().Vocabulary.Note)
	t := Table{Wide: true, Columns: d.columns("terms.term", CellText, "terms.in", CellText, "terms.relation", CellText, "terms.difference", CellText)}
	for _, x := range d.Catalog.Terms() {
		t.Rows = append(t.Rows, Row{ID: x.Term, Cells: []Cell{text(x.Term), text(strings.Join(x.DefinedIn, ", ")), text(x.Relation), text(x.Difference)}})
	}
	d.table("terms-table", t, d.say("none"))
}

// errata are the corrections of the published texts.
func (d *draft) errata() {
	t := Table{Wide: true, Columns: d.columns("errata.id", CellText, "errata.where", CellText, "errata.published", CellText, "errata.corrected", CellText, "errata.why", CellText, "errata.grade", CellText)}
	for _, e := range d.Catalog.Errata() {
		t.Rows = append(t.Rows, Row{ID: e.ID, Cells: []Cell{text(e.ID), text(e.Where), text(e.Published), text(e.Corrected), text(e.Why), text(e.Grade)}})
	}
	d.table("errata-table", t, d.say("none"))
}

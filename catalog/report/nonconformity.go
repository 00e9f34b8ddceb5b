package report

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// nonconformity is the answer to a nonconformity for the body that raised it: what was
// found, what was done at once, why it could happen, what takes the cause away, and
// how one sees that it worked. It ends with a form on which the body says its word.
func nonconformity(d *draft) error {
	f, known := d.Assessment.Finding(d.Record)
	if !known || f.Removed || !f.Nonconformity() {
		return fmt.Errorf("there is no nonconformity %q; name it by its number, such as FI-3", d.Record)
	}
	d.doc.Subtitle = join(" ", d.Assessment.FindingNumber(f), d.Words.Of("finding", f.Grade))
	d.lead(d.answerDue(f))
	d.part("found", d.say("nc.found"))
	d.text(f.Statement)
	d.facts(
		d.fact("item.number", d.foundOn(f)), d.fact("question.about", d.systemName(f.System)), d.fact("nc.raised_by", d.raiser(f)),
		d.fact("nc.raised_in", strings.Join(d.raisedIn(f), "; ")), d.fact("finding.state", d.findingState(f)),
	)
	d.saidOf("nc.requirement", f.Requirement, "nc.shown_by", f.ShownBy, "nc.extent", f.Extent)
	d.part("at-once", d.say("nc.at_once"))
	d.saidOf("nc.containment", f.Containment, "nc.correction", f.Correction, "nc.elsewhere", f.Elsewhere)
	d.part("cause", d.say("nc.why"))
	d.saidOf("nc.cause", f.Cause, "nc.cause_by", d.Words.Of("cause_way", f.CauseBy))
	d.alike(f)
	d.part("action", d.say("finding.action"))
	d.saidOf("finding.action", f.Action, "nc.aims_change", f.AIMSChange)
	d.facts(d.fact("item.owner", d.or(f.Owner)), d.fact("item.due", d.or(d.Words.Day(f.Due))), d.fact("nc.done_on", d.or(d.Words.Day(f.DoneOn))))
	d.part("effect", d.say("nc.effect"))
	d.saidOf("nc.effect_how", f.EffectHow)
	d.facts(
		d.fact("nc.effect_by", d.or(f.EffectBy)), d.fact("nc.effect_on", d.or(d.Words.Day(f.EffectOn))),
		d.fact("nc.result", d.or(d.Words.Of("effect", f.Effect))), d.fact("nc.because", f.ClosedBecause),
	)
	d.part("response", d.say("nc.response"))
	d.response(f)
	return nil
}

// answerDue says until when the answer is due, and whether it is accepted.
func (d *draft) answerDue(f assess.Finding) string {
	switch due := d.Words.Day(f.AnswerDue); {
	case f.AcceptedOn != "":
		return d.say("nc.accepted", "on", d.Words.Day(f.AcceptedOn))
	case f.AnswerDue == "":
		return d.say("nc.no_day")
	case f.AnswerDue < d.Day.Format(time.DateOnly):
		return d.say("nc.late", "on", due)
	default:
		return d.say("nc.due", "on", due)
	}
}

// foundOn is the item of a finding with its title.
func (d *draft) foundOn(f assess.Finding) string {
	ref := f.Item
	if ref == "" {
		ref = assess.BaselineRef(f.Baseline)
	}
	if it, err := assess.FindRef(d.Catalog, d.Assessment, ref); err == nil {
		return join(" ", d.numberOf(ref), it.Title)
	}
	return d.numberOf(ref)
}

func (d *draft) raiser(f assess.Finding) string {
	if f.RaisedBy == "" {
		return ""
	}
	return d.Words.Of("raiser", strings.ToLower(f.RaisedBy))
}

// raisedIn are the records that lead to a finding.
func (d *draft) raisedIn(f assess.Finding) []string {
	var all []string
	for _, n := range register.NamedBy(d.records)[f.ID] {
		all = append(all, d.called(n.Record))
	}
	return all
}

// alike says which findings have the same cause, where it is a pattern.
func (d *draft) alike(f assess.Finding) {
	var numbers []string
	for _, g := range d.Assessment.SameCause(f) {
		numbers = append(numbers, d.Assessment.FindingNumber(g))
	}
	if len(numbers) > 0 {
		d.note(d.say("nc.alike", "n", len(numbers), "findings", strings.Join(numbers, ", ")))
	}
}

// saidOf are texts below their labels; what nobody wrote is said to be so.
func (d *draft) saidOf(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		d.section("said-"+pairs[i], d.say(pairs[i]))
		d.text(d.or(pairs[i+1]))
	}
}

// response is the form for the body's word, and what the answer still lacks.
func (d *draft) response(f assess.Finding) {
	if lacks := d.lacksForBody(f); len(lacks) > 0 {
		d.note(d.say("nc.lacks", "what", strings.Join(lacks, ", ")))
	}
	t := Table{Columns: d.columns("nc.asked", CellText, "nc.said", CellText)}
	for _, line := range []struct{ key, said string }{
		{"nc.form_due", d.Words.Day(f.AnswerDue)},
		{"nc.form_sent", ""},
		{"nc.form_by", ""},
		{"nc.form_verdict", ""},
		{"nc.form_remark", ""},
		{"nc.form_accepted", d.Words.Day(f.AcceptedOn)},
		{"nc.form_signed", ""},
	} {
		t.Rows = append(t.Rows, Row{ID: line.key, Cells: []Cell{text(d.say(line.key)), text(line.said)}})
	}
	d.table("response-form", t, "")
}

// lacksForBody are the labels of what a body asks for and nobody wrote yet.
func (d *draft) lacksForBody(f assess.Finding) []string {
	var all []string
	for _, x := range []struct{ key, said string }{
		{"nc.requirement", f.Requirement},
		{"nc.shown_by", f.ShownBy},
		{"nc.extent", f.Extent},
		{"nc.correction", f.Correction},
		{"nc.cause", f.Cause},
		{"nc.cause_by", f.CauseBy},
		{"finding.action", f.Action},
		{"item.owner", f.Owner},
		{"item.due", f.Due},
		{"nc.effect_how", f.EffectHow},
	} {
		if strings.TrimSpace(x.said) == "" {
			all = append(all, d.say(x.key))
		}
	}
	return all
}

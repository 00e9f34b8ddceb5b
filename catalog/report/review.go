package report

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// reviewed is the management review that a document is about, with who was there.
func (d *draft) reviewed() (register.Record, error) {
	mr, known := d.records.Book.Record(register.KindReview, d.Record)
	if !known || mr.Removed() {
		return mr, fmt.Errorf("there is no management review %q; name it by its number, such as MR-1", d.Record)
	}
	d.doc.Subtitle = d.called(mr)
	return mr, nil
}

// reviewPack is what lies on the table of a review, for those who sit there, a week
// before.
func reviewPack(d *draft) error {
	mr, err := d.reviewed()
	if err != nil {
		return err
	}
	inputs := d.records.Inputs(mr)
	d.onTheTable(mr, inputs)
	d.part("review", d.say("review.about"))
	d.facts(d.reviewFacts(mr, "for", catalog.RecordDue, "opened_on", "chair", "present")...)
	d.before(mr)
	d.part("figures", d.say("review.figures"))
	d.result()
	d.figure(d.metBars())
	d.part("inputs", d.say("review.inputs"))
	for _, in := range inputs {
		d.laidOut(in)
	}
	d.part("results", d.say("review.results"))
	var results []string
	for _, r := range d.Catalog.ReviewForm().Results {
		results = append(results, r.Result)
	}
	d.list(results...)
	return nil
}

// onTheTable is how much of what is needed is there, and what still lacks.
func (d *draft) onTheTable(mr register.Record, inputs []register.Input) {
	empty, on := emptyOf(inputs), d.says(mr, "opened_on")
	switch {
	case on == "":
		d.lead(d.say("review.unopened"))
	case len(empty) == 0:
		d.lead(d.say("review.complete", "n", len(inputs), "on", on))
	case d.IsAnonymous: // its texts are left out, so that all seem to lack
	default:
		d.lead(d.say("review.incomplete", "n", len(inputs)-len(empty), "of", len(inputs), "on", on))
		d.note(d.say("review.empty", "empty", strings.Join(empty, "; ")))
	}
}

// emptyOf are the inputs that a review is not complete without.
func emptyOf(inputs []register.Input) []string {
	var all []string
	for _, in := range inputs {
		if in.Lacks != "" {
			all = append(all, in.ID+" "+in.Input)
		}
	}
	return all
}

// reviewFacts are some fields of a review.
func (d *draft) reviewFacts(mr register.Record, names ...string) []Fact {
	k, known := d.Catalog.Register(mr.Kind)
	if !known {
		return nil
	}
	var all []Fact
	for _, name := range names {
		if f, has := k.Field(name); has {
			all = append(all, Fact{f.Label, d.says(mr, name)})
		}
	}
	return all
}

// laidOut is an input with its question and what was collected of it.
func (d *draft) laidOut(in register.Input) {
	d.section("input-"+in.ID, in.ID+" "+in.Input)
	d.note(in.Ask)
	d.facts(d.fact("review.show", in.Show), d.fact("review.brings", in.Brings))
	if in.AIMS != "" {
		d.topic("aims-"+in.ID, d.say("review.aims"))
		d.collected(in.AIMS)
	}
	if in.ISMS != "" {
		d.topic("isms-"+in.ID, d.say("review.isms"))
		d.collected(in.ISMS)
		d.facts(d.fact("review.source", in.Source))
	}
	switch {
	case in.Lacks == "":
	case d.IsAnonymous:
		d.text(d.say("anonymous.unsaid"))
	default:
		d.text(d.say("review.lacks", "what", in.Lacks))
	}
}

// counted is a line that says how many there are of what follows.
var counted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]+ `) })

// collected is a text of lines as it was collected: how many there are, and below each
// such line a list of the first of them.
func (d *draft) collected(text string) {
	lines, list := strings.Split(text, "\n"), []string(nil)
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" && (len(lines) == 1 || counted().MatchString(line)) {
			d.list(list...)
			list = nil
			d.text(line)
		} else if line != "" {
			list = append(list, line)
		}
	}
	d.list(list...)
}

// before is what the review before decided, and what became of it.
func (d *draft) before(mr register.Record) {
	last, known := d.records.ReviewBefore(mr)
	if !known {
		return
	}
	d.part("before", d.say("review.before", "review", d.called(last)))
	d.table("before-table", d.decisions(d.records.Decisions(last), "review.became", "result"), d.say("review.none_before"))
}

// decisions is a row for each decision: who does it by when, how it stands, and what
// else it says.
func (d *draft) decisions(all []register.Decision, state string, more ...string) Table {
	t := Table{Columns: []Column{
		{Title: d.say("record.number"), Is: CellRef, Parts: 3},
		d.column("review.decision", CellText, 7), d.column("review.kind", CellText, 4), d.column("review.input", CellText, 2),
		d.column("item.owner", CellText, 4), d.column("item.due", CellDate, 3), d.column(state, CellText, 3), d.column("review.follows", CellText, 6),
	}}
	for _, x := range all {
		t.Rows = append(t.Rows, Row{ID: x.ID, Cells: []Cell{
			{Text: d.numbers[x.ID], Ref: "record-" + x.ID},
			text(x.Title()), text(x.Text("what")), text(x.Text("input")),
			text(x.Owner), d.day(x.Due), text(x.Became), text(d.follows(x, more...)),
		}})
	}
	return t
}

// follows is what a decision says beside who does it: the improvement that was made, what is
// accepted until when, what was given, what happens with a system.
func (d *draft) follows(x register.Decision, more ...string) string {
	var all []string
	for _, name := range append([]string{"improvement", "risk", "impact", "systems", "verdict", "amount", "items"}, more...) {
		all = append(all, d.says(x.Record, name))
	}
	if until := d.says(x.Record, "accepted_until"); until != "" {
		all = append(all, d.say("review.until", "on", until))
	}
	return join("; ", all...)
}

// reviewMinutes are what a review looked at, said and decided, with lines to sign.
func reviewMinutes(d *draft) error {
	mr, err := d.reviewed()
	if err != nil {
		return err
	}
	inputs := d.records.Inputs(mr)
	if mr.State() == "held" {
		d.lead(d.say("review.held", "on", d.says(mr, "held_on"), "chair", d.or(d.says(mr, "chair")), "decisions", d.Words.Count("review.decisions", len(d.records.Decisions(mr)))))
	} else {
		d.lead(d.say("review.unheld", "state", mr.State()))
	}
	if empty := emptyOf(inputs); len(empty) > 0 && !d.IsAnonymous {
		d.note(d.say("review.not_complete", "empty", strings.Join(empty, "; ")))
	}
	d.part("review", d.say("review.about"))
	d.facts(d.reviewFacts(mr, "for", "held_on", "chair", "present", "top", "opened_on")...)
	d.part("conclusion", d.say("review.conclusion"))
	d.facts(d.reviewFacts(mr, "suitable", "adequate", "effective", "no_change", "resources", "next")...)
	d.part("decisions", d.say("review.decided"))
	d.table("decisions-table", d.decisions(d.records.Decisions(mr), "item.state"), d.say("review.no_decision"))
	d.before(mr)
	d.spoken(mr, inputs)
	d.sign(mr)
	return nil
}

// spoken is what was said to each input, and which were looked at without a word.
func (d *draft) spoken(mr register.Record, inputs []register.Input) {
	d.part("inputs", d.say("review.said"))
	var silent []string
	for _, in := range inputs {
		decided := d.records.DecisionsOn(mr, in.ID)
		if in.Said == "" && len(decided) == 0 {
			silent = append(silent, in.ID+" "+in.Input)
			continue
		}
		d.section("input-"+in.ID, in.ID+" "+in.Input)
		d.note(in.Ask)
		d.text(in.Said)
		var lines []string
		for _, x := range decided {
			lines = append(lines, join(", ", d.called(x.Record), x.Owner, d.Words.Day(x.Due)))
		}
		d.list(lines...)
	}
	if len(silent) > 0 {
		d.text(d.say("review.silent", "inputs", strings.Join(silent, "; ")))
	}
}

// sign is a line to sign for each who was there, who led it first.
func (d *draft) sign(mr register.Record) {
	d.part("sign", d.say("review.sign"))
	line, chair := strings.Repeat("_", 28), mr.Text("chair")
	t := Table{Columns: []Column{d.column("review.name", CellText, 4), d.column("review.signature", CellText, 6), d.column("review.day", CellText, 3)}}
	row := func(name string) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{text(name), text(line), text(line[:12])}})
	}
	if chair != "" {
		row(d.say("review.chair", "name", chair))
	}
	for _, name := range mr.List("present") {
		if first, _, _ := strings.Cut(chair, ","); assess.FoldName(name) != assess.FoldName(chair) && assess.FoldName(name) != assess.FoldName(first) {
			row(name)
		}
	}
	d.table("sign-table", t, d.say("review.nobody"))
}

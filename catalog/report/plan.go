package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
)

// plan is the roadmap of a sponsor.
func plan(d *draft) error {
	p := d.Plan()
	d.lead(d.verdict())
	d.part("strategy", d.say("plan.strategy"))
	d.strategy(p.Ranking)
	d.part("phases", d.say("plan.phases"))
	d.phases(p)
	d.milestones(p)
	d.part("forecast", d.say("plan.forecast"))
	d.forecast(p)
	d.part("tasks", d.say("plan.tasks"))
	d.tasks(p.Roadmap)
	return nil
}

// strategy is the chosen one, and what speaks for and against each.
func (d *draft) strategy(r roadmap.Ranking) {
	for i, c := range r.Choices {
		mark := ""
		switch {
		case c.ID == r.Chosen:
			mark = " · " + d.say("strategy.chosen")
		case i == 0 && r.Chosen == "":
			mark = " · " + d.say("strategy.recommended")
		}
		d.section("strategy-"+c.ID, c.Name+mark)
		d.text(c.About + " " + c.Asks)
		if c.ID == r.Chosen {
			d.facts(d.fact("strategy.why", r.Why))
		}
		var reasons []string
		for _, reason := range c.Reasons {
			reasons = append(reasons, fmt.Sprintf("%+d · %s", reason.Points, reason.Words))
		}
		d.list(reasons...)
		d.facts(d.fact("strategy.points", fmt.Sprint(c.Points)), d.fact("strategy.ruled_out", c.RuledOut), d.fact("strategy.unjudged", c.Unjudged))
		d.note(c.Warning)
	}
	var missing []string
	for _, key := range assess.ProfileKeys {
		for _, m := range r.Missing {
			if m == key.Name {
				missing = append(missing, key.About)
			}
		}
	}
	if len(missing) > 0 {
		d.note(d.say("strategy.missing") + " " + strings.Join(missing, " · "))
	}
}

// phases are the four of the plan, as a picture and as a table.
func (d *draft) phases(p figures.Plan) {
	if p.Roadmap.Finished() {
		d.text(roadmap.NothingToDo)
	} else {
		d.figure(d.gantt(p, true))
	}
	d.table("phases-table", d.phaseTable(p), "")
}

func phaseName(x roadmap.Phase) string { return fmt.Sprintf("%d %s", x.Number, x.Name) }

// phaseTable is a row for each phase: what was published of it, and the plan.
func (d *draft) phaseTable(p figures.Plan) Table {
	t := Table{Columns: d.columns("plan.phase", CellText, "plan.published", CellText, "plan.days", CellNumber, "plan.months", CellNumber, "plan.from", CellDate, "plan.to", CellDate, "plan.p80", CellDate)}
	for i, x := range p.Roadmap.Phases {
		months := d.number(x.Months)
		if x.Done {
			months = text(d.say("plan.done"))
		}
		t.Rows = append(t.Rows, Row{ID: fmt.Sprintf("phase-%d", x.Number), Cells: []Cell{
			text(phaseName(x)), text(d.say("plan.published.words", "least", x.MinMonths, "most", x.MaxMonths)),
			d.number(x.Days), months, d.date(x.Start), d.date(x.End), d.date(p.Forecast.Phases[i][80]),
		}})
	}
	return t
}

// milestones are the days of the certification beside the plan; nothing where none is
// wanted.
func (d *draft) milestones(p figures.Plan) {
	all := p.Milestones()
	if len(all) == 0 {
		return
	}
	d.part("certification", d.say("plan.certification"))
	t := Table{Columns: d.columns("plan.milestone", CellText, "plan.on", CellDate, "plan.by_record", CellText, "plan.ready", CellDate, "plan.late", CellText)}
	for _, m := range all {
		ready, late, said := text(""), "", d.say("plan.assumed")
		if !m.P80.IsZero() {
			ready = d.date(m.P80)
		}
		if m.Late {
			late = d.say("plan.later")
		}
		if m.Held {
			late = d.say("plan.held")
		}
		if m.Of != "" {
			said = m.Of
		}
		t.Rows = append(t.Rows, Row{ID: "milestone-" + m.ID, Cells: []Cell{text(d.Words.Of("milestone", m.ID)), d.date(m.On), text(said), ready, text(late)}})
	}
	t.dropUnsaid(len(t.Columns) - 1)
	d.table("milestones", t, "")
	d.text(roadmap.Assumed(all))
}

func (d *draft) date(t time.Time) Cell { return d.day(t.Format(time.DateOnly)) }

// gantt is the phases over time, with their dated tasks where asked.
func (d *draft) gantt(p figures.Plan, tasks bool) Figure {
	r := p.Roadmap
	last := r.End
	f := Figure{Is: FigureGantt, Title: d.say("plan.gantt"), From: iso(r.Start), Marks: []Mark{{d.On(), d.say("plan.today")}}}
	if d.Day.Before(r.Start) {
		f.From = d.On()
	}
	if r.Deadline != nil {
		f.Marks = append(f.Marks, Mark{iso(r.Deadline.By), d.say("plan.deadline")})
		last = later(last, r.Deadline.By)
	}
	for _, m := range p.Milestones() {
		if tasks && m.ID != roadmap.RecordsSince && !m.On.After(later(r.End, p.Forecast.P[95])) {
			f.Marks = append(f.Marks, Mark{iso(m.On), d.Words.Of("milestone", m.ID)})
			last = later(last, m.On)
		}
	}
	for _, x := range r.Phases {
		f.Spans = append(f.Spans, Span{Label: phaseName(x), From: iso(x.Start), To: iso(x.End), Done: x.Done})
		for _, t := range x.Tasks {
			if due, err := time.Parse(time.DateOnly, t.Due); tasks && err == nil {
				f.Spans = append(f.Spans, Span{Label: t.ID + " " + t.Name, From: iso(x.Start), To: iso(later(x.Start, due)), Done: t.Status == assess.TaskDone, Depth: 1})
				last = later(last, due)
			}
		}
	}
	f.To = iso(last)
	f.Alt = d.say("plan.gantt.alt", "start", d.Words.Date(r.Start), "end", d.Words.Date(r.End))
	return f
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// forecast is how likely each day of the end is, and what the date depends on.
func (d *draft) forecast(p figures.Plan) {
	f := p.Forecast
	if !p.Roadmap.Finished() {
		d.figure(d.spread(f))
	}
	for _, r := range roadmap.Remarks(p.Input, p.Roadmap, f) {
		if r.Warns {
			d.note(r.Words)
		} else {
			d.text(r.Words)
		}
	}
	d.list(roadmap.RangeWords, roadmap.Assumption, d.Catalog.Method.Effort.SystemWords())
}

func (d *draft) spread(f roadmap.Forecast) Figure {
	out := Figure{Is: FigureForecast, Title: d.say("plan.spread"), From: iso(f.First), To: iso(f.Last)}
	for i, n := range f.Spread {
		day := f.First.Add(f.Last.Sub(f.First) / time.Duration(max(1, len(f.Spread)-1)) * time.Duration(i))
		out.Parts = append(out.Parts, Part{Label: d.Words.Date(day), Values: []float64{float64(n)}, Text: d.Words.Count("draws", n)})
	}
	for _, at := range []int{50, 80, 95} {
		out.Marks = append(out.Marks, Mark{iso(f.P[at]), d.say("plan.draws", "n", at)})
	}
	out.Alt = d.say("plan.spread.alt", "draws", f.Draws, "p50", d.Words.Date(f.P[50]), "p80", d.Words.Date(f.P[80]), "p95", d.Words.Date(f.P[95]))
	return out
}

// tasks are all tasks and actions, phase by phase.
func (d *draft) tasks(r roadmap.Roadmap) {
	for _, x := range r.Phases {
		d.section(fmt.Sprintf("phase-%d-tasks", x.Number), phaseName(x))
		d.text(x.About)
		t := Table{Columns: d.taskColumns(), Rows: d.taskRows(x), Wide: true}
		t.dropUnsaid(len(t.Columns) - 1)
		d.table("", t, d.say("plan.nothing"))
	}
}

func (d *draft) taskColumns() []Column {
	return d.columns("plan.id", CellText, "plan.what", CellText, "plan.status", CellText, "plan.days", CellNumber, "item.owner", CellText, "item.due", CellDate, "item.note", CellText)
}

// taskRows are the tasks, actions and agreements of a phase.
func (d *draft) taskRows(x roadmap.Phase) []Row {
	var rows []Row
	for _, k := range x.Tasks {
		rows = append(rows, Row{ID: k.ID, Cells: []Cell{text(k.ID), text(k.Name), text(d.Words.Of("task", k.Status)), d.number(k.Left), text(k.Owner), d.day(k.Due), text(k.Note)}})
	}
	for _, a := range x.Actions {
		rows = append(rows, Row{ID: a.Item.ID, Cells: []Cell{text(a.Item.Number), text(join(": ", a.Item.Title, a.Item.Deliverable)), text(d.Words.Of("task", cmp.Or(a.Status, assess.TaskOpen))), d.number(a.Days), text(a.Owner), d.day(a.Due), text(a.Note)}})
	}
	for _, w := range x.Agreements {
		rows = append(rows, Row{ID: w.ID, Cells: []Cell{text(""), text(d.say("plan.agreement", "what", w.ID)), text(""), d.number(w.Days), text(""), text(""), text("")}})
	}
	return rows
}

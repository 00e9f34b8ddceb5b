package register

import (
	"cmp"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// justDue is what is on the day of what has an owner and a due date, and no more to say.
const justDue = "Due"

// datedItems are the answers with a day that are not in place, of both standards and
// own controls.
func (c Case) datedItems() []Dated {
	var all []Dated
	systems := c.Assessment.InScope()
	for k, x := range c.Assessment.Answers.All() {
		it, known := assess.Item(c.Catalog, c.Assessment, k.Item)
		if x.Due == "" || k.Question != "" || !known {
			continue
		}
		st := assess.StandOver(it, c.Assessment, systems)
		if k.System != "" {
			st = assess.StandIn(it, c.Assessment, k.System)
		}
		if !c.placed(st.State, st.Level) {
			name, _ := c.Assessment.System(k.System)
			all = append(all, Dated{On: x.Due, What: justDue, Of: it.Number, Title: joined([]string{it.Title, name.Name}), Owner: x.Owner, Item: it.ID, ID: k.System})
		}
	}
	for _, it := range c.Catalog.Foundation().Items() {
		if x := c.Assessment.Baseline[it.ID]; x.Due != "" && !c.placed(x.Rating.State, x.Rating.Level) {
			ref := assess.BaselineRef(it.ID)
			all = append(all, Dated{On: x.Due, What: justDue, Of: ref, Title: it.Title, Owner: x.Owner, Item: ref})
		}
	}
	return all
}

// placed reports whether an answer needs nothing more.
func (c Case) placed(state assess.State, level int) bool {
	return state == assess.NA || state == assess.Rated && level >= c.Catalog.Method.InPlace
}

// datedFindings are the days of findings: of the answer that their raiser waits for,
// and of the action until it is done.
func (c Case) datedFindings() []Dated {
	var all []Dated
	for _, f := range c.Assessment.Findings {
		if f.Removed || f.Closed {
			continue
		}
		item := cmp.Or(f.Item, assess.BaselineRef(f.Baseline))
		for _, d := range []struct{ on, done, what string }{
			{f.AnswerDue, f.AcceptedOn, "Answer"},
			{f.Due, f.DoneOn, "Corrective action"},
		} {
			if d.on != "" && d.done == "" {
				all = append(all, Dated{On: d.on, What: d.what, Of: c.Assessment.FindingNumber(f), Title: strings.Join(strings.Fields(f.Statement), " "), Owner: f.Owner, Kind: assess.KindFinding, ID: f.ID, Item: item})
			}
		}
	}
	return all
}

// datedEvidence is when pieces of evidence that somebody saw count as seen no more.
func (c Case) datedEvidence() []Dated {
	var all []Dated
	for _, e := range c.Assessment.Evidence {
		seen, err := time.Parse(time.DateOnly, e.SeenDay())
		if e.Removed || err != nil || len(e.Items) == 0 {
			continue
		}
		on := day.Months(seen, c.Catalog.Method.SeenMonths).Format(time.DateOnly)
		all = append(all, Dated{On: on, What: "See it again", Of: c.Assessment.EvidenceNumber(e), Title: e.What, Owner: e.SeenBy, Kind: assess.KindEvidence, ID: e.ID, Item: e.Items[0]})
	}
	return all
}

// datedTasks are the published tasks with a day that nobody called done.
func (c Case) datedTasks() []Dated {
	var all []Dated
	for _, task := range c.Catalog.Tasks() {
		if t := c.Assessment.Task(task.ID); t.Due != "" && t.Status != assess.TaskDone {
			all = append(all, Dated{On: t.Due, What: justDue, Of: task.ID, Title: task.Name, Owner: t.Owner})
		}
	}
	return all
}

// datedLaw is what begins to bind the AI systems in scope within a year.
func (c Case) datedLaw() []Dated {
	var all []Dated
	for _, d := range c.beginning(12) {
		title := d.Place.Title + ": " + strings.Join(d.Systems, ", ")
		all = append(all, Dated{On: d.On, What: "applies from", Of: d.Place.Ref, Title: title, ID: d.To, Begins: true})
	}
	return all
}

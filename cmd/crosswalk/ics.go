package main

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/visible"
)

// calendar is the plan as a calendar file: a phase an event, and what is due a
// day. All are whole days, without a time zone, so that every program shows
// them on the same day.
func calendar(now figures.Figures, p figures.Plan) []byte {
	r := p.Roadmap
	cal := ics.NewCalendar()
	cal.SetProductId("-//Crosswalk//Roadmap//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(visible.Line(now.Assessment.Name))
	add := func(id, summary, about string, from, to time.Time) {
		e := cal.AddEvent(id + "@" + now.Assessment.ID)
		e.SetDtStampTime(r.Start)
		e.SetAllDayStartAt(from)
		e.SetAllDayEndAt(to)
		e.SetSummary(visible.Line(summary))
		e.SetDescription(visible.Text(about))
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	for _, p := range r.Phases {
		if !p.Done {
			about := fmt.Sprintf("%s\n%.1f person-days with %s. %s", p.About, p.Days, roadmap.People(r.FTE), data.Assumption)
			add(fmt.Sprintf("phase-%d", p.Number), fmt.Sprintf("Phase %d: %s", p.Number, p.Name), about, p.Start, p.End)
		}
		for _, t := range p.Tasks {
			if day, ok := dueDay(t.Due, t.Status); ok {
				add("task-"+t.ID, t.ID+" "+t.Name+owned(t.Owner), t.Note, day, day.AddDate(0, 0, 1))
			}
		}
		for _, a := range p.Actions {
			if day, ok := dueDay(a.Due, a.Status); ok {
				about := strings.TrimSpace("To make: " + a.Item.Deliverable + "\n" + a.Note)
				add("item-"+a.Item.ID, a.Item.Number+" "+a.Item.Title+owned(a.Owner), about, day, day.AddDate(0, 0, 1))
			}
		}
	}
	for _, m := range p.Milestones() {
		if !m.Held {
			add("milestone-"+m.ID, m.Name, m.Words(), m.On, m.On.AddDate(0, 0, 1))
		}
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

func dueDay(due, status string) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, due)
	return day, err == nil && status != assess.TaskDone
}

func owned(by string) string {
	if by == "" {
		return ""
	}
	return " (" + by + ")"
}

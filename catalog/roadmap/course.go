package roadmap

import (
	"fmt"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
)

// underWay says of every phase since when it is under way, and how much of its
// published minimum is left when the plan begins.
func (m *model) underWay() {
	for i := range m.in.Score.Items {
		if x := &m.in.Score.Items[i]; x.Applicable() { // also one that conforms by now
			m.phases[phaseOf(x.Item)-1].began(m.in.Assessment.Task(x.Item.ID).Started)
		}
	}
	for i := range m.phases {
		p := &m.phases[i]
		for _, t := range p.Tasks {
			p.began(t.Started)
		}
		p.Least = float64(p.MinMonths)
		if day, err := time.Parse(time.DateOnly, p.Began); err == nil && day.Before(m.start) {
			gone := m.start.Sub(day).Hours() / 24
			p.Least = max(0, p.Least-gone/m.in.Catalog.Method.Plan.MonthDays)
		}
	}
}

func (p *Phase) began(day string) {
	if day != "" && (p.Began == "" || day < p.Began) {
		p.Began = day
	}
}

// Record is what finished tasks and actions took against what was planned for
// them.
type Record struct {
	Finished       int     // of which both are known
	Spent, Planned float64 // person-days of them all
}

// Ratio is the days spent for each day planned.
func (r Record) Ratio() float64 { return r.Spent / r.Planned }

// Words say what the record does to the range; Figures what it is made of.
func (r Record) Words() string {
	return fmt.Sprintf("Drawn around %.2f times the planned days, as %d finished ones took them.", r.Ratio(), r.Finished)
}

// Figures are the days of the record.
func (r Record) Figures() string {
	return fmt.Sprintf("They took %.1f person-days, and %.1f were planned.", r.Spent, r.Planned)
}

func (r *Record) add(spent, planned float64) {
	if spent > 0 && planned > 0 {
		r.Finished++
		r.Spent += spent
		r.Planned += planned
	}
}

// record adds up what is finished: published tasks with days of their own, and the
// actions of items that conform, or that somebody says are done.
func (m *model) record() Record {
	var r Record
	for _, p := range m.phases {
		for _, t := range p.Tasks {
			if t.Status == assess.TaskDone {
				r.add(t.Spent, t.Days)
			}
		}
	}
	twice := m.twice()
	for i := range m.in.Score.Items {
		x := &m.in.Score.Items[i]
		t := m.in.Assessment.Task(x.Item.ID)
		if t.Spent == 0 || !x.Applicable() || !x.Conforming && t.Status != assess.TaskDone {
			continue
		}
		planned := synergy.Planned(m.in.Catalog, m.in.Assessment, *x, m.in.Synergy.Basis)
		if twice[x.Item.ID] {
			planned = float64(planned * m.in.Catalog.Method.Plan.Coordinated.TwoAudits)
		}
		r.add(t.Spent, planned)
	}
	return r
}

// common is the factor that all days of a draw share. Once enough is finished, its
// middle is what the finished ones took; the record says so, and is nil before.
func (m *model) common(method catalog.ForecastMethod) (catalog.Triangular, *Record) {
	if r := m.record(); r.Finished >= method.Finished {
		return method.Common.Around(r.Ratio()), &r
	}
	return method.Common, nil
}

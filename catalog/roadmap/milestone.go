package roadmap

import (
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
)

// Certification is what the record of a certification says of its days, each as
// YYYY-MM-DD and empty where nothing is said. The zero one says that there is none.
type Certification struct {
	Number  string            // of the record: CE-1
	Planned map[string]string // by the id of the milestone
	Held    map[string]string // the day on which it was done
}

// Milestone is a day of the certification beside the plan.
type Milestone struct {
	ID   string
	Name string
	On   time.Time
	Of   string // the record that says the day; empty: it is assumed
	Held bool   // it is done
	// P80 is the day by which four of five draws are ready for it, and the zero day where
	// the plan says nothing of it. Late says that this is later than the day on record.
	P80  time.Time
	Late bool
}

// The milestones of a certification. What a day is reckoned from, where no record says
// it, is the project's own assumption.
const (
	RecordsSince  = "records"
	Stage1        = "stage-1"
	Stage2        = "stage-2"
	Decision      = "decision"
	Surveillance  = "surveillance"
	Recertificate = "recertification"
)

const (
	stageWeeks        = 6  // from stage 1 to stage 2
	decisionWeeks     = 8  // from stage 2 to the decision
	certificateMonths = 36 // from the decision to the next certificate
)

// milestones are in the order of their days; the phase is the one, from 1, that must be
// ready for it, 0 where the plan says nothing of it.
var milestones = []struct {
	id, name string
	phase    int
}{
	{RecordsSince, "Records from", 0},
	{Stage1, "Stage 1", 3},
	{Stage2, "Stage 2", 4},
	{Decision, "Decision", 4},
	{Surveillance, "Surveillance by", 0},
	{Recertificate, "Recertification by", 0},
}

// Milestones are the days of the certification: as its record says them, else reckoned
// from those that are said, from the day by which it is wanted, or from the end of the
// plan, which ends with stage 2. Where none is wanted and none is on record there are
// none.
func Milestones(in Input, r Roadmap, f Forecast) []Milestone {
	p, c := in.Assessment.Profile, in.Certification
	if c.Number == "" && p.CertificationWanted != "yes" && r.Deadline == nil || p.CertificationWanted == "no" && c.Number == "" || len(r.Phases) == 0 {
		return nil
	}
	on, said := c.days(r)
	var all []Milestone
	for _, x := range milestones {
		m := Milestone{ID: x.id, Name: x.name, On: on[x.id], Held: c.Held[x.id] != ""}
		if said[x.id] {
			m.Of = c.Number
		}
		if x.phase > 0 && !m.Held && !r.Finished() && len(f.Phases) >= x.phase {
			m.P80 = f.Phases[x.phase-1][80]
			m.Late = m.Of != "" && m.P80.After(m.On)
		}
		all = append(all, m)
	}
	return all
}

// days are the days of all milestones, and which of them the record says.
func (c Certification) days(r Roadmap) (on map[string]time.Time, said map[string]bool) {
	on, said = map[string]time.Time{}, map[string]bool{}
	for _, from := range []map[string]string{c.Planned, c.Held} { // what was done stands before what was planned
		for id, kept := range from {
			if d, err := time.Parse(time.DateOnly, kept); err == nil {
				on[id], said[id] = d, true
			}
		}
	}
	assume := func(id string, from string, d func(time.Time) time.Time) {
		if base, known := on[from]; known && on[id].IsZero() {
			on[id] = d(base)
		}
	}
	weeks := func(n int) func(time.Time) time.Time {
		return func(t time.Time) time.Time { return t.AddDate(0, 0, 7*n) }
	}
	months := func(n int) func(time.Time) time.Time {
		return func(t time.Time) time.Time { return day.Months(t, n) }
	}
	assume(Stage2, Stage1, weeks(stageWeeks))
	assume(Stage2, Decision, weeks(-decisionWeeks))
	if on[Stage2].IsZero() {
		on[Stage2] = r.End
		if r.Deadline != nil {
			on[Stage2] = r.Deadline.By.AddDate(0, 0, -7*decisionWeeks)
		}
	}
	assume(Stage1, Stage2, weeks(-stageWeeks))
	assume(Decision, Stage2, weeks(decisionWeeks))
	assume(RecordsSince, Stage2, months(-score.RecordMonths))
	assume(Surveillance, Decision, months(score.SurveillanceMonths))
	assume(Recertificate, Decision, months(certificateMonths))
	return on, said
}

// Words say a milestone in a line.
func (m Milestone) Words() string {
	words := m.Name + ": " + m.On.Format(day.Form)
	switch {
	case m.Held:
		words = m.Name + ": held on " + m.On.Format(day.Form)
	case m.Of == "":
		words += ", assumed"
	default:
		words += ", " + m.Of
	}
	if m.Late {
		words += fmt.Sprintf("; the plan is ready for it by %s in four of five draws", m.P80.Format(day.Form))
	}
	return words
}

// Assumed says what days are reckoned by where no record says them; empty where all
// are said.
func Assumed(all []Milestone) string {
	if !slices.ContainsFunc(all, func(m Milestone) bool { return m.Of == "" && m.ID != RecordsSince }) {
		return ""
	}
	return fmt.Sprintf("Days of the certification that no record says are assumed: %d weeks from stage 1 to stage 2, %d more to the decision, records for %d months before stage 2, surveillance within %d months of the decision, a certificate for %d months.",
		stageWeeks, decisionWeeks, score.RecordMonths, score.SurveillanceMonths, certificateMonths)
}

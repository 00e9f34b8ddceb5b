package main

import (
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
)

type roadmapJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	Assumption string         `json:"assumption"`
	Strategy   *string        `json:"strategy"` // the one the plan goes by
	Start      string         `json:"start"`
	End        string         `json:"end"`
	Earliest   string         `json:"earliest"`
	Days       float64        `json:"days"`
	FTE        float64        `json:"fte"`
	Deadline   *deadlineJSON  `json:"deadline"`
	Forecast   forecastJSON   `json:"forecast"`
	Phases     []phaseJSON    `json:"phases"`
}

type deadlineJSON struct {
	By  string   `json:"by"`
	Met bool     `json:"met"`
	FTE *float64 `json:"fte"` // the smallest capacity that meets it
}

type forecastJSON struct {
	Draws   int        `json:"draws"`
	P50     string     `json:"p50"`
	P80     string     `json:"p80"`
	P95     string     `json:"p95"`
	Largest []workJSON `json:"largest"` // open work in the phases that set the date
	// Record is what finished tasks and actions took, once it is the middle of the range.
	Record *recordJSON `json:"record"`
}

type recordJSON struct {
	Finished int     `json:"finished"`
	Spent    float64 `json:"spent"`
	Planned  float64 `json:"planned"`
	Ratio    float64 `json:"ratio"`
}

type workJSON struct {
	ID   string  `json:"id"`
	Days float64 `json:"days"`
}

type phaseJSON struct {
	Number    int          `json:"number"`
	Name      string       `json:"name"`
	MinMonths int          `json:"min_months"`
	MaxMonths int          `json:"max_months"`
	Began     *string      `json:"began"`        // when the first of its tasks and actions was started
	Least     float64      `json:"least_months"` // of its published minimum, what is left
	Months    float64      `json:"months"`
	Days      float64      `json:"days"`
	Done      bool         `json:"done"`
	Long      bool         `json:"long"`
	Start     string       `json:"start"`
	End       string       `json:"end"`
	Earliest  string       `json:"earliest"`
	P80       string       `json:"p80"`
	Tasks     []taskJSON   `json:"tasks"`
	Actions   []actionJSON `json:"actions"`
	// Agreements are between two coordinated systems; none under another strategy.
	Agreements []workJSON `json:"agreements"`
}

type taskJSON struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Items   []string `json:"items"`
	Days    float64  `json:"days"`
	Status  string   `json:"status"`
	Derived string   `json:"derived"`
	saidJSON
}

// saidJSON is what a person said of a task or an action.
type saidJSON struct {
	SaidBy  *string `json:"said_by"` // the status
	SaidOn  *string `json:"said_on"`
	Owner   *string `json:"owner"`
	Due     *string `json:"due"`
	Note    *string `json:"note"`
	Started *string `json:"started"`
	Spent   float64 `json:"spent"`
}

func saidOf(by assess.Mark, owner, due, note string, c roadmap.Course) saidJSON {
	return saidJSON{said(by.By), said(by.Day()), said(owner), said(due), said(note), said(c.Started), c.Spent}
}

type actionJSON struct {
	ID          string  `json:"id"`
	Title       string  `json:"title"`
	Deliverable *string `json:"deliverable"`
	Days        float64 `json:"days"`
	Quadrant    string  `json:"quadrant"`
	Status      *string `json:"status"`
	saidJSON
}

func isoDay(t time.Time) string { return t.Format(time.DateOnly) }

func roadmapAsJSON(plan figures.Plan) roadmapJSON {
	r, f := plan.Roadmap, plan.Forecast
	out := roadmapJSON{
		Assessment: aboutAssessment(plan.Input.Assessment), Assumption: assumption, Start: isoDay(r.Start), End: isoDay(r.End),
		Earliest: isoDay(r.Earliest), Days: r.Days, FTE: r.FTE,
		Forecast: forecastJSON{Draws: f.Draws, P50: isoDay(f.P[50]), P80: isoDay(f.P[80]), P95: isoDay(f.P[95]), Largest: []workJSON{}},
		Phases:   []phaseJSON{},
	}
	if c, ok := plan.Ranking.Best(); ok {
		out.Strategy = &c.ID
	}
	if d := r.Deadline; d != nil {
		out.Deadline = &deadlineJSON{By: isoDay(d.By), Met: d.Met}
		if d.FTE > 0 {
			out.Deadline.FTE = &d.FTE
		}
	}
	if r := f.Record; r != nil {
		out.Forecast.Record = &recordJSON{r.Finished, r.Spent, r.Planned, r.Ratio()}
	}
	for _, o := range f.Largest {
		out.Forecast.Largest = append(out.Forecast.Largest, workJSON{plan.Input.NameOf(o.ID), o.Days})
	}
	for i, p := range r.Phases {
		out.Phases = append(out.Phases, phaseAsJSON(p, f.Phases[i][80]))
	}
	return out
}

func phaseAsJSON(p roadmap.Phase, p80 time.Time) phaseJSON {
	out := phaseJSON{
		Number: p.Number, Name: p.Name, MinMonths: p.MinMonths, MaxMonths: p.MaxMonths, Began: said(p.Began), Least: p.Least, Months: p.Months, Days: p.Days,
		Done: p.Done, Long: p.Long, Start: isoDay(p.Start), End: isoDay(p.End), Earliest: isoDay(p.Earliest), P80: isoDay(p80),
		Tasks: []taskJSON{}, Actions: []actionJSON{}, Agreements: []workJSON{},
	}
	for _, a := range p.Agreements {
		out.Agreements = append(out.Agreements, workJSON(a))
	}
	for _, t := range p.Tasks {
		out.Tasks = append(out.Tasks, taskJSON{t.ID, t.Name, append([]string{}, t.Items...), t.Left, t.Status, t.Derived, saidOf(t.Said, t.Owner, t.Due, t.Note, t.Course)})
	}
	for _, a := range p.Actions {
		out.Actions = append(out.Actions, actionJSON{
			a.Item.Number, a.Item.Title, said(a.Item.Deliverable), a.Days, string(a.Quadrant), said(a.Status), saidOf(a.Said, a.Owner, a.Due, a.Note, a.Course),
		})
	}
	return out
}

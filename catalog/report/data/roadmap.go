package data

import (
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
)

type Roadmap struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Assumption string     `json:"assumption" says:"What the dates rest on."`
	Strategy   *string    `json:"strategy" is:"strategy" says:"The one the plan goes by."`
	Start      string     `json:"start" is:"date"`
	End        string     `json:"end" is:"date" says:"Of the plan."`
	Earliest   string     `json:"earliest" is:"date" says:"Where every phase takes its published minimum."`
	Days       float64    `json:"days" is:"0.." says:"Person-days in all."`
	FTE        float64    `json:"fte" is:"0.." says:"People, in full-time equivalents."`
	Deadline   *Deadline  `json:"deadline" says:"null where no date is wanted."`
	Forecast   Forecast   `json:"forecast"`
	Phases     []Phase    `json:"phases"`
	// Milestones are the days of the certification; none where none is wanted.
	Milestones []Milestone `json:"milestones" says:"The days of the certification beside the plan; none where none is wanted."`
}

type Milestone struct {
	Name string  `json:"name"`
	On   string  `json:"on" is:"date"`
	Of   *string `json:"of" says:"The record that says the day; null where it is assumed."`
	Held bool    `json:"held"`
	P80  *string `json:"p80" is:"date" says:"When four of five draws are ready for it; null where the plan says nothing of it."`
	Late bool    `json:"late" says:"That is later than the day on record."`
}

type Deadline struct {
	By  string   `json:"by" is:"date"`
	Met bool     `json:"met"`
	FTE *float64 `json:"fte" says:"The smallest capacity that meets it; null where none does."`
}

type Forecast struct {
	Draws   int    `json:"draws" is:"0.."`
	P50     string `json:"p50" is:"date"`
	P80     string `json:"p80" is:"date"`
	P95     string `json:"p95" is:"date"`
	Largest []Work `json:"largest"` // open work in the phases that set the date
	// Record is what finished tasks and actions took, once it is the middle of the range.
	Record *Record `json:"record" says:"What finished tasks and actions took, once there are enough of them for it to be the middle of the range; else null."`
}

type Record struct {
	Finished int     `json:"finished" is:"1.."`
	Spent    float64 `json:"spent" is:">0" says:"Person-days."`
	Planned  float64 `json:"planned" is:">0" says:"Person-days."`
	Ratio    float64 `json:"ratio" is:">0" says:"Days spent for each day planned."`
}

type Work struct {
	ID   string  `json:"id" says:"An item, a task, diagnosis, or an agreement."`
	Days float64 `json:"days" is:"0.." says:"Open person-days, in a phase that sets the date."`
}

type Phase struct {
	Number    int      `json:"number" is:"1..4"`
	Name      string   `json:"name"`
	MinMonths int      `json:"min_months"`
	MaxMonths int      `json:"max_months"`
	Began     *string  `json:"began" is:"date" says:"When the first of its tasks and actions was started; null where nobody said so."`
	Least     float64  `json:"least_months" is:"0.." says:"What is left of the published minimum when the plan begins."`
	Months    float64  `json:"months" is:"0.." says:"As planned."`
	Days      float64  `json:"days" is:"0.." says:"Person-days."`
	Done      bool     `json:"done"`
	Long      bool     `json:"long" says:"Longer than its published maximum."`
	Start     string   `json:"start" is:"date"`
	End       string   `json:"end" is:"date"`
	Earliest  string   `json:"earliest" is:"date"`
	P80       string   `json:"p80" is:"date" says:"The end that holds in four of five draws."`
	Tasks     []Task   `json:"tasks"`
	Actions   []Action `json:"actions"`
	// Agreements are between two coordinated systems; none under another strategy.
	Agreements []Work `json:"agreements" says:"What two coordinated systems have to agree on."`
}

type Task struct {
	ID      string   `json:"id" is:"task"`
	Name    string   `json:"name"`
	Items   []string `json:"items" is:"item"`
	Days    float64  `json:"days" is:"0.." says:"Of its own that are left."`
	Status  string   `json:"status" is:"task status"`
	Derived string   `json:"derived" is:"task status" says:"What follows from its items."`
	Said
}

// Said is what a person said of a task or an action.
type Said struct {
	SaidBy  *string `json:"said_by" says:"Who said the status; null where it follows from the facts."`
	SaidOn  *string `json:"said_on" is:"date"`
	Owner   *string `json:"owner"`
	Due     *string `json:"due" is:"date"`
	Note    *string `json:"note"`
	Started *string `json:"started" is:"date" says:"When work on it began; null where nobody said so."`
	Spent   float64 `json:"spent" is:"0.." says:"Person-days so far."`
}

func saidOf(by assess.Mark, owner, due, note string, c roadmap.Course) Said {
	return Said{OrNull(by.By), OrNull(by.Day()), OrNull(owner), OrNull(due), OrNull(note), OrNull(c.Started), c.Spent}
}

type Action struct {
	ID          string  `json:"id" is:"item"`
	Title       string  `json:"title"`
	Deliverable *string `json:"deliverable"`
	Days        float64 `json:"days" is:"0.." says:"Person-days left."`
	Quadrant    string  `json:"quadrant" is:"quadrant"`
	Status      *string `json:"status" is:"task status"`
	Said
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

// RoadmapOf is a plan with its forecast.
func RoadmapOf(plan figures.Plan) Roadmap {
	r, f := plan.Roadmap, plan.Forecast
	out := Roadmap{
		Assessment: About(plan.Input.Assessment), Assumption: Assumption, Start: iso(r.Start), End: iso(r.End),
		Earliest: iso(r.Earliest), Days: r.Days, FTE: r.FTE,
		Forecast: Forecast{Draws: f.Draws, P50: iso(f.P[50]), P80: iso(f.P[80]), P95: iso(f.P[95]), Largest: []Work{}},
		Phases:   []Phase{}, Milestones: []Milestone{},
	}
	for _, m := range plan.Milestones() {
		p80 := ""
		if !m.P80.IsZero() {
			p80 = iso(m.P80)
		}
		out.Milestones = append(out.Milestones, Milestone{m.Name, iso(m.On), OrNull(m.Of), m.Held, OrNull(p80), m.Late})
	}
	if c, ok := plan.Ranking.Best(); ok {
		out.Strategy = &c.ID
	}
	if d := r.Deadline; d != nil {
		out.Deadline = &Deadline{By: iso(d.By), Met: d.Met}
		if d.FTE > 0 {
			out.Deadline.FTE = &d.FTE
		}
	}
	if r := f.Record; r != nil {
		out.Forecast.Record = &Record{r.Finished, r.Spent, r.Planned, r.Ratio()}
	}
	for _, o := range f.Largest {
		out.Forecast.Largest = append(out.Forecast.Largest, Work{plan.Input.NameOf(o.ID), o.Days})
	}
	for i, p := range r.Phases {
		out.Phases = append(out.Phases, phaseOf(p, f.Phases[i][80]))
	}
	return out
}

func phaseOf(p roadmap.Phase, p80 time.Time) Phase {
	out := Phase{
		Number: p.Number, Name: p.Name, MinMonths: p.MinMonths, MaxMonths: p.MaxMonths, Began: OrNull(p.Began), Least: p.Least, Months: p.Months, Days: p.Days,
		Done: p.Done, Long: p.Long, Start: iso(p.Start), End: iso(p.End), Earliest: iso(p.Earliest), P80: iso(p80),
		Tasks: []Task{}, Actions: []Action{}, Agreements: []Work{},
	}
	for _, a := range p.Agreements {
		out.Agreements = append(out.Agreements, Work(a))
	}
	for _, t := range p.Tasks {
		out.Tasks = append(out.Tasks, Task{t.ID, t.Name, append([]string{}, t.Items...), t.Left, t.Status, t.Derived, saidOf(t.Said, t.Owner, t.Due, t.Note, t.Course)})
	}
	for _, a := range p.Actions {
		out.Actions = append(out.Actions, Action{
			a.Item.Number, a.Item.Title, OrNull(a.Item.Deliverable), a.Days, string(a.Quadrant), OrNull(a.Status), saidOf(a.Said, a.Owner, a.Due, a.Note, a.Course),
		})
	}
	return out
}

// Assumption stands beside every date.
const Assumption = "Person-days are the project's own assumption, editable for an assessment (profile --set effort.ITEM=DAYS)."

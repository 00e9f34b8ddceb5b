// Package roadmap turns gaps and reuse into a plan: the strategy, the four
// phases with their tasks and actions, the dates and how sure they are (method,
// sections 5 to 7).
//
// Its one rule: plan and forecast are one model. The plan is the forecast with
// every factor at 1, so that a chart and a forecast never contradict each other.
// Person-days are the project's own assumption. Each stream of triangular factors
// comes from a generator with a fixed seed, so the same input gives the same output
// on every platform.
package roadmap

import (
	"cmp"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// Input is what a plan is made of: an assessment with its figures, and the day
// on which somebody asks.
type Input struct {
	Catalog    *catalog.Catalog
	Assessment *assess.Assessment
	Score      score.Scorecard
	Synergy    synergy.Synergy
	AsOf       time.Time // the day, whatever its hour and zone
	Kept
}

// Kept is what records say of a plan, where they are at hand.
type Kept struct {
	// Dues are the days by which they need items, as YYYY-MM-DD by item; a day that a
	// person set stands before them.
	Dues map[string]string
	// Scopes is whether the scopes of ISMS and AIMS fit together, in the words of the
	// profile, where the lines of the scope say so: they stand before the profile.
	// ScopesSaid says it in a sentence, with the lines.
	Scopes, ScopesSaid string
	// Certification is the one that is on record.
	Certification Certification
}

// Empty reports whether records say nothing of a plan.
func (k Kept) Empty() bool {
	return len(k.Dues) == 0 && k.Scopes == "" && k.Certification.Number == ""
}

// Roadmap is the plan of one moment.
type Roadmap struct {
	Start  time.Time // the later of the profile's start and the day it was asked, a working day
	Phases []Phase   // four, in order
	End    time.Time // of the plan
	// Earliest is the end where every phase takes its published minimum.
	Earliest time.Time
	Days     float64 // person-days in all
	FTE      float64
	Deadline *Deadline // nil where none was given
}

// Finished reports whether nothing is left to plan: all phases are done.
func (r *Roadmap) Finished() bool {
	return !slices.ContainsFunc(r.Phases, func(p Phase) bool { return !p.Done })
}

// Phase is a phase of the plan.
type Phase struct {
	catalog.Phase
	Days     float64 // person-days of work in it
	Months   float64 // as planned; 0 where it is done
	Done     bool
	Start    time.Time
	End      time.Time // Start where the phase is done
	Earliest time.Time // its end where all phases take their published minimum
	Long     bool      // longer than its published maximum
	// Began is the day on which the first of its tasks and actions was started, as
	// YYYY-MM-DD; empty: nobody said so. Least is the months of its published minimum
	// that are left since.
	Began   string
	Least   float64
	Tasks   []Task
	Actions []Action
	Open    int // unanswered items, which phase 1 has to judge
	// Agreements are between two coordinated systems; nil under another strategy.
	Agreements []Work
}

// Task is a published task with how it stands.
type Task struct {
	catalog.Task
	Status  string      // open, started or done
	Derived string      // what follows from the facts, before a person's own word
	Said    assess.Mark // who said the status, where somebody did
	Owner   string
	Due     string
	Note    string
	Left    float64 // person-days of its own that are left
	Course
	// Procedure is the document that makes it done before its items conform; empty:
	// none does.
	Procedure string
}

// Course is how far the work on a task or an action is.
type Course struct {
	Started string  // YYYY-MM-DD; empty where nobody said so
	Spent   float64 // person-days so far
}

// Action closes the gap of one item: its deliverable is made, or extended.
type Action struct {
	Gap
	Status string      // open, started or done, where a person said so
	Said   assess.Mark // who said it
	Owner  string
	Due    string
	Note   string
	Course
}

// Gap is an item that does not conform.
type Gap struct {
	Item     *catalog.Item
	Standing assess.Standing
	Credit   float64 // 0-1
	Reuse    float64 // 0-1
	Build    float64 // 0-1
	Quadrant synergy.Quadrant
	Days     float64 // person-days left
	Phase    int
	Major    int // open nonconformities
	Minor    int

	place int // in the catalogue
}

// Closes is what closing the gap adds to the item's credit, 0-1.
func (g Gap) Closes() float64 { return 1 - g.Credit }

// Gaps are the items that do not conform, by priority: the phase, then what a
// person-day gains, then the order of the catalogue (method, section 5).
func Gaps(in Input) []Gap {
	var gaps []Gap
	for i := range in.Score.Items {
		s := &in.Score.Items[i]
		if !s.Applicable() || s.Conforming {
			continue
		}
		y, _ := in.Synergy.Item(s.Item.ID)
		gaps = append(gaps, Gap{
			Item: s.Item, Standing: s.Standing, Credit: s.Credit, Reuse: y.Reuse, Build: y.Build, Quadrant: y.Quadrant,
			Days: y.Days, Phase: phaseOf(s.Item), Major: s.OpenMajor, Minor: s.OpenMinor, place: i,
		})
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(a.Phase, b.Phase), compareGain(a, b), cmp.Compare(a.place, b.place))
	})
	return gaps
}

// phaseOf is the phase an item belongs to; 3 where a catalogue does not say.
func phaseOf(it *catalog.Item) int {
	if it.Phase == 0 {
		return 3
	}
	return it.Phase
}

// compareGain puts first what costs nothing, then what gains most a day.
func compareGain(a, b Gap) int {
	free := func(g Gap) int {
		if score.Round(g.Days) == 0 {
			return 0
		}
		return 1
	}
	if d := cmp.Compare(free(a), free(b)); d != 0 || free(a) == 0 {
		return d
	}
	gain := func(g Gap) float64 { return score.Round(float64(g.Item.W()*(1-g.Credit)) / g.Days) }
	return cmp.Compare(gain(b), gain(a))
}

// Of makes the plan.
func Of(in Input) Roadmap {
	m := newModel(in)
	r := Roadmap{Start: m.start, FTE: m.fte, Phases: m.phases}
	ends := m.ends(m.work())
	earliest := m.ends(make([]float64, len(m.phases)))
	from := m.start
	for i := range r.Phases {
		p := &r.Phases[i]
		p.Start, p.End, p.Earliest = from, m.cal.day(ends[i]), m.cal.day(earliest[i])
		p.Months = m.months(i, p.Days)
		p.Long = p.Months > float64(p.MaxMonths)+1e-9
		from = p.End
		r.Days += p.Days
	}
	r.End, r.Earliest = from, m.cal.day(earliest[len(earliest)-1])
	r.Deadline = m.deadline(in.Assessment.Profile.CertificationBy, r.End)
	return r
}

// model is the one computation that plan, forecast and deadline share.
type model struct {
	in      Input
	phases  []Phase
	actions []load // in a fixed order
	start   time.Time
	fte     float64
	cal     *calendar
}

// load is person-days of one action in one phase.
type load struct {
	id     string
	number string // what people call it: the id of an own control is another in every copy
	phase  int    // place in phases
	days   float64
}

func newModel(in Input) *model {
	p := in.Assessment.Profile
	first := newCalendar(startOf(p.Start, in.AsOf), p.Holidays)
	m := &model{in: in, fte: p.FTE, start: first.day(first.next(0))}
	m.cal = newCalendar(m.start, p.Holidays)
	for _, p := range in.Catalog.Phases() {
		m.phases = append(m.phases, Phase{Phase: p})
	}
	if len(m.phases) == 0 {
		return m
	}
	m.gather()
	return m
}

// startOf is the later of the profile's start and the day it is asked.
func startOf(start string, asOf time.Time) time.Time {
	today := time.Date(asOf.Year(), asOf.Month(), asOf.Day(), 0, 0, 0, 0, time.UTC)
	if day, err := time.Parse(time.DateOnly, start); err == nil && day.After(today) {
		return day
	}
	return today
}

// gather sorts all that is to do into its phases.
func (m *model) gather() {
	for i := range m.in.Score.Items {
		if st := m.in.Score.Items[i].Standing.State; st == assess.Unanswered || st == assess.Partial {
			m.phases[0].Open++
		}
	}
	m.add("diagnosis", "diagnosis", 0, float64(m.in.Catalog.Method.Plan.DaysPerAnswer*float64(m.phases[0].Open)))
	m.gatherItems()
	for _, t := range m.in.Catalog.Tasks() {
		p := &m.phases[t.Phase()-1]
		state := m.task(t)
		p.Tasks = append(p.Tasks, state)
		m.add(t.ID, t.ID, t.Phase()-1, state.Left)
	}
	for i := range m.phases {
		m.phases[i].Done = m.done(i)
	}
	m.underWay()
	m.agree()
}

func (m *model) add(id, number string, phase int, days float64) {
	if days > 0 {
		m.actions = append(m.actions, load{id, number, phase, days})
		m.phases[phase].Days += days
	}
}

// gatherItems counts the days of an item whether it conforms or not: a judgement
// taken over from the ISMS keeps them until its evidence was seen.
func (m *model) gatherItems() {
	twice := m.twice()
	days := func(item string, days float64) float64 {
		if twice[item] {
			return float64(days * m.in.Catalog.Method.Plan.Coordinated.TwoAudits)
		}
		return days
	}
	for i := range m.in.Synergy.Items {
		y := &m.in.Synergy.Items[i]
		m.add(y.Item.ID, y.Item.Number, phaseOf(y.Item)-1, days(y.Item.ID, y.Days))
	}
	for _, g := range Gaps(m.in) {
		g.Days = days(g.Item.ID, g.Days)
		t := m.in.Assessment.Task(g.Item.ID)
		p := &m.phases[g.Phase-1]
		p.Actions = append(p.Actions, Action{
			Gap: g, Status: t.Status, Said: t.Said, Owner: t.Owner, Due: cmp.Or(t.Due, m.in.Dues[g.Item.ID]), Note: t.Note, Course: Course{t.Started, t.Spent},
		})
	}
}

// agree adds what two coordinated systems have to agree on, while the phase that
// designs them is not done.
func (m *model) agree() {
	const design = 1 // the place of phase 2
	c := m.in.Catalog.Method.Plan.Coordinated
	if !m.coordinated() || len(m.phases) <= design || m.phases[design].Done {
		return
	}
	for _, with := range c.Agreements {
		w := Work{"agreement on " + with, c.AgreementDays}
		m.phases[design].Agreements = append(m.phases[design].Agreements, w)
		m.add(w.ID, w.ID, design, w.Days)
	}
}

// task is a published task as it follows from the facts; a person's own word
// stands before that. One that is done has no days left.
func (m *model) task(t catalog.Task) Task {
	said := m.in.Assessment.Task(t.ID)
	out := Task{
		Task: t, Said: said.Said, Owner: said.Owner, Due: said.Due, Note: said.Note, Course: Course{said.Started, said.Spent},
	}
	f := m.factOf(t)
	if !f.done && t.Follows == catalog.FollowsProcedure && len(t.Items) > 0 {
		out.Procedure = m.procedure(t.Items[0])
		f.done = out.Procedure != ""
	}
	out.Derived = f.status()
	out.Status = cmp.Or(said.Status, out.Derived)
	if len(t.Items) == 0 && out.Status != assess.TaskDone {
		out.Left = t.Days
	}
	return out
}

// done reports whether nothing of a phase is left: its items conform, its tasks
// are done, and in the first nothing is unanswered. The last keeps its minimum
// until its own tasks are done, whatever its items say.
func (m *model) done(i int) bool {
	p := &m.phases[i]
	for _, t := range p.Tasks {
		if t.Status != assess.TaskDone {
			return false
		}
	}
	return len(p.Actions) == 0 && (i > 0 || p.Open == 0)
}

// work is the person-days of each phase.
func (m *model) work() []float64 {
	days := make([]float64, len(m.phases))
	for i := range m.phases {
		days[i] = m.phases[i].Days
	}
	return days
}

// months is how long a phase takes with so many person-days of work.
func (m *model) months(phase int, days float64) float64 {
	p := &m.phases[phase]
	if p.Done {
		return 0
	}
	return max(p.Least, days/float64(m.fte*m.in.Catalog.Method.Plan.DaysPerMonth))
}

// ends are the ends of the phases, one after the other, in days since the
// start.
func (m *model) ends(work []float64) []int {
	ends := make([]int, len(m.phases))
	at := 0
	for i := range m.phases {
		at = m.cal.after(at, m.months(i, work[i]), m.in.Catalog.Method.Plan.MonthDays)
		ends[i] = at
	}
	return ends
}

// Deadline says whether the plan meets a date, and with how many people it
// would.
type Deadline struct {
	By   time.Time
	Met  bool
	FTE  float64 // the smallest capacity that meets it; 0 where none does
	Most float64 // where the search ended
}

// deadline looks for the smallest capacity that meets a date, by the same
// computation.
func (m *model) deadline(by string, end time.Time) *Deadline {
	day, err := time.Parse(time.DateOnly, by)
	if err != nil || len(m.phases) == 0 {
		return nil
	}
	plan := m.in.Catalog.Method.Plan
	d := &Deadline{By: day, Met: !end.After(day), Most: plan.FTEMost}
	try, work := *m, m.work()
	for n := 1; float64(n)*plan.FTEStep <= plan.FTEMost+1e-9; n++ {
		try.fte = float64(float64(n) * plan.FTEStep)
		ends := try.ends(work)
		if !m.cal.day(ends[len(ends)-1]).After(day) {
			d.FTE = try.fte
			break
		}
	}
	return d
}

package catalog

import (
	"slices"
	"strings"
)

// Roadmap is the published way to certification: strategies, phases and tasks.
type Roadmap struct {
	Strategies []Strategy `json:"strategies" yaml:"strategies"`
	Phases     []Phase    `json:"phases" yaml:"phases"`
	Tasks      []Task     `json:"tasks" yaml:"tasks"`
}

// The published strategies, in the order in which ties are settled.
const (
	Integrated  = "integrated"
	Extension   = "extension"
	Coordinated = "coordinated"
)

// Strategy is a way to bring both management systems together.
type Strategy struct {
	ID    string `json:"id" yaml:"id"`
	Name  string `json:"name" yaml:"name"`
	About string `json:"about" yaml:"about"`
	Asks  string `json:"asks" yaml:"asks"` // what must hold for it, or what it puts at risk
}

// Phase is a phase of the roadmap with its published duration.
type Phase struct {
	Number    int    `json:"number" yaml:"number"` // 1 to 4
	Name      string `json:"name" yaml:"name"`
	About     string `json:"about" yaml:"about"`
	MinMonths int    `json:"min_months" yaml:"min_months"`
	MaxMonths int    `json:"max_months" yaml:"max_months"`
}

// Task is a published task. It is done when its items are; a task of no item
// has days of its own, the project's assumption, and is done when somebody says
// so.
type Task struct {
	ID    string   `json:"id" yaml:"id"` // T1.1: phase, then place in it
	Name  string   `json:"name" yaml:"name"`
	Items []string `json:"items,omitempty" yaml:"items"`
	Days  float64  `json:"days,omitempty" yaml:"days"` // person-days; 0 where there are items
	// Follows is one of the facts below that the task follows from; empty: from its
	// items alone, or from nothing.
	Follows string `json:"follows,omitempty" yaml:"follows"`
}

// The facts of an assessment that a task may follow from.
const (
	FollowsBaseline   = "baseline"   // every item of the ISMS is judged
	FollowsInventory  = "inventory"  // the AI systems in scope are known
	FollowsClauses    = "clauses"    // every item of clauses 4 to 10 is rated
	FollowsAnnexes    = "annexes"    // every control of both Annexes A is judged
	FollowsStrategy   = "strategy"   // a strategy is kept
	FollowsAudit      = "audit"      // an internal audit has taken place: its items conform
	FollowsProcedure  = "procedure"  // its items conform, or somebody saw a document that serves the first of them
	FollowsReview     = "review"     // a management review was held: its items conform
	FollowsCorrection = "correction" // its items conform, every audit has taken place, and no nonconformity is open
)

var facts = []string{
	"", FollowsBaseline, FollowsInventory, FollowsClauses, FollowsAnnexes, FollowsStrategy,
	FollowsProcedure, FollowsAudit, FollowsReview, FollowsCorrection,
}

// Phase is the number of the task's phase: 2 of T2.5.
func (t Task) Phase() int { return int(t.ID[1] - '0') }

var (
	taskID     = pattern(`^T[1-4]\.[1-9]$`)
	strategies = []string{Integrated, Extension, Coordinated}
)

func (l *loader) checkRoadmap(f *file, r Roadmap, k numbers) {
	if f == nil {
		return
	}
	if len(r.Strategies) != len(strategies) {
		l.refuse(f.name, "", f.key("strategies"), "there are %d strategies; there are three, %s", len(r.Strategies), strings.Join(strategies, ", "))
	}
	for i, s := range r.Strategies {
		line := f.line("strategies", i)
		if i < len(strategies) && s.ID != strategies[i] {
			l.refuse(f.name, "", line, "strategy %d is %q; %q is right, which settles ties", i+1, s.ID, strategies[i])
		}
		l.refuseEmpty(f, line, s.ID, "name", s.Name, "about", s.About, "asks", s.Asks)
	}
	if len(r.Phases) != 4 {
		l.refuse(f.name, "", f.key("phases"), "there are %d phases; there are four", len(r.Phases))
	}
	for i, p := range r.Phases {
		line := f.line("phases", i)
		if p.Number != i+1 {
			l.refuse(f.name, "", line, "phase %d stands at place %d", p.Number, i+1)
		}
		l.refuseEmpty(f, line, "the phase", "name", p.Name, "about", p.About)
		if !(0 < p.MinMonths && p.MinMonths <= p.MaxMonths && p.MaxMonths <= 60) {
			l.refuse(f.name, "", line, "the phase takes %d to %d months; more than 0, at most 60, and in this order is right", p.MinMonths, p.MaxMonths)
		}
	}
	l.checkTasks(f, r.Tasks, k)
}

func (l *loader) checkTasks(f *file, tasks []Task, k numbers) {
	last := ""
	for i, t := range tasks {
		line := f.line("tasks", i)
		switch {
		case !taskID().MatchString(t.ID):
			l.refuse(f.name, "", line, "the id is %q; a task is T1.1 to T4.9", t.ID)
		case t.ID <= last:
			l.refuse(f.name, "", line, "%s stands after %s; tasks stand in order, each once", t.ID, last)
		default:
			last = t.ID
		}
		l.refuseEmpty(f, line, t.ID, "name", t.Name)
		l.refuseUnknown(f, line, t.ID, t.Items, k.aims, AIMS)
		if !slices.Contains(facts, t.Follows) {
			l.refuse(f.name, "", line, "%s follows %q; it is one of %s", t.ID, t.Follows, strings.Join(facts[1:], ", "))
		}
		if !(t.Days >= 0 && t.Days <= 1000) || (t.Days > 0) == (len(t.Items) > 0) {
			l.refuse(f.name, "", line, "%s has %d items and %g days; it has items, or days of its own up to 1000, not both", t.ID, len(t.Items), t.Days)
		}
	}
}

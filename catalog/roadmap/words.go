package roadmap

import (
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// What is said of every plan.
const (
	Assumption   = "Person-days are the project's own assumption, editable for an assessment."
	RangeWords   = "The range is one under stated assumptions, never a chance of certification."
	NothingToDo  = "All phases are done, so nothing is left to plan. Keep the evidence current."
	LargestWords = "Largest open work in the phases that set the date"
)

// Remark is a sentence on what the dates of a plan depend on.
type Remark struct {
	Words string
	Warns bool
}

// Remarks say what the dates of a plan depend on, the warnings first.
func Remarks(in Input, r Roadmap, f Forecast) []Remark {
	var all []Remark
	warn := func(words string) { all = append(all, Remark{words, true}) }
	say := func(words string) { all = append(all, Remark{words, false}) }
	if words := r.OpenWords(in); words != "" {
		warn(words)
	}
	for _, p := range r.Phases {
		if p.Long {
			warn(fmt.Sprintf("Phase %d takes longer than the published %d months: %.1f person-days with %s.", p.Number, p.MaxMonths, p.Days, People(r.FTE)))
		}
	}
	for _, m := range Milestones(in, r, f) {
		if m.Late {
			warn(m.Words() + ".")
		}
	}
	for _, p := range r.Phases {
		if p.Began != "" && !p.Done {
			say(fmt.Sprintf("Phase %d is under way since %s, so at least %.1f of its published %d months are left.", p.Number, day.Show(p.Began), p.Least, p.MinMonths))
		}
	}
	if r.Deadline != nil {
		say(r.Deadline.Words())
	}
	if f.Record != nil {
		say(f.Record.Words() + " " + f.Record.Figures())
	}
	if words := f.LargestWords(in); words != "" {
		say(words)
	}
	return all
}

// OpenWords say how many items are unanswered; empty where none is.
func (r Roadmap) OpenWords(in Input) string {
	if open := r.Phases[0].Open; open > 0 {
		return fmt.Sprintf("%d of %d items are unanswered, and count as still to build.", open, in.Score.Overall.Applicable)
	}
	return ""
}

// Words say whether the plan meets the date, and how many people would. The plan
// has no overrun; how likely a date is, the forecast says.
func (d Deadline) Words() string {
	met := "is met"
	if !d.Met {
		met = "is not met"
	}
	if d.FTE == 0 {
		return fmt.Sprintf("As planned, certification by %s %s; %g people would not meet it either.", d.By.Format(day.Form), met, d.Most)
	}
	return fmt.Sprintf("As planned, certification by %s %s; %s would do.", d.By.Format(day.Form), met, People(d.FTE))
}

// People are so many in full-time equivalents.
func People(fte float64) string {
	if fte == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%g people", fte)
}

// LargestWords name the three largest pieces of open work in the phases that set
// the date; empty where nothing is open.
func (f Forecast) LargestWords(in Input) string {
	var of []string
	for _, w := range f.Largest[:min(3, len(f.Largest))] {
		of = append(of, fmt.Sprintf("%s (%.1f days)", in.NameOf(w.ID), w.Days))
	}
	if len(of) == 0 {
		return ""
	}
	return LargestWords + ": " + strings.Join(of, ", ") + "."
}

// NameOf is what a person calls a piece of work: the number of an item, the id of a
// task.
func (in Input) NameOf(id string) string { return assess.RefName(in.Catalog, in.Assessment, id) }

package register

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// mostLines is how many records an input names before it counts the rest.
const mostLines = 12

// collection is what is collected of for one review.
type collection struct {
	Case
	review Record
	since  string // the day of the review before it; empty: there was none
	marks  map[string]Mark
}

// collected is what stands ready to be collected for a review; of each record the
// worst mark.
func collected(c Case, review Record) *collection {
	x := &collection{Case: c, review: review, marks: map[string]Mark{}}
	for _, m := range Judge(c) {
		if was, has := x.marks[m.ID]; !has || m.Degree > was.Degree {
			x.marks[m.ID] = m
		}
	}
	before, _ := c.ReviewBefore(review)
	x.since = before.Text(fieldHeldOn)
	return x
}

// side is the management system that is told of: records that say for which they are
// tell of that one alone, all others of that of AI.
type side struct{ word, other string }

var (
	ofAIMS = side{"AIMS", "ISMS"}
	ofISMS = side{"ISMS", "AIMS"}
)

// holds reports whether a record tells of the management system.
func (s side) holds(r Record) bool {
	if s == ofAIMS {
		return r.Text(fieldFor) != s.other
	}
	return r.Text(fieldFor) == s.word || r.Text(fieldFor) == "both"
}

// text is what is said of an input: for each kind that it reads how many records
// there are, and those that need somebody first.
func (x *collection) text(in *catalog.ReviewInput, of side) string {
	var all []string
	for _, kind := range in.Reads {
		switch {
		case kind == assess.KindFinding:
			all = append(all, x.findings(of)...)
		case kind == systemKind && of == ofAIMS:
			all = append(all, x.systems()...)
		case kind == KindDecision && of == ofAIMS:
			all = append(all, x.tasks()...)
		case kind != systemKind && kind != KindDecision:
			all = append(all, x.records(kind, of)...)
		}
	}
	return strings.Join(all, "\n")
}

// tasks are the decisions of the review before, with what became of them, and those of
// earlier ones that are still open.
func (x *collection) tasks() []string {
	before, _ := x.ReviewBefore(x.review)
	states, all := map[string]int{}, x.allDecisions(func(d Decision) bool {
		return d.parent != x.review.ID && (d.parent == before.ID || d.State() == "open")
	})
	slices.SortStableFunc(all, func(a, b Decision) int { return cmp.Compare(x.marks[b.ID].Degree, x.marks[a.ID].Degree) })
	lines := make([]string, len(all))
	for i, d := range all {
		states[d.Became]++
		words := []string{x.Book.Number(x.Catalog, d.Record) + " " + d.Title(), d.Became}
		if d.Due != "" {
			words = append(words, "due "+day.Show(d.Due))
		}
		lines[i] = joined(append(words, d.Owner, d.Text("result"), x.marks[d.ID].Sentence))
	}
	return x.headed(named(len(all), "decision of earlier reviews", "decisions of earlier reviews"), 0, states, lines)
}

// systems are the AI systems in scope.
func (x *collection) systems() []string {
	all := x.Assessment.InScope()
	fresh, lines := 0, []string{}
	for _, s := range all {
		words := []string{s.Name, strings.Join(s.Roles, " and "), "risk class " + cmp.Or(s.RiskClass, assess.RiskClasses[0]), s.Stage}
		if since := s.Since.Day(); x.since != "" && since > x.since {
			fresh++
			words = append(words, "in scope since "+day.Show(since))
		}
		if m, has := x.marks[s.ID]; has {
			words = append(words, m.Sentence)
		}
		lines = append(lines, joined(words))
	}
	return x.headed(named(len(all), "AI system in scope", "AI systems in scope"), fresh, nil, lines)
}

// findings are those that are open, by grade.
func (x *collection) findings(of side) []string {
	count, lines := 0, []string{}
	grades := map[string]int{}
	for _, grade := range assess.Grades {
		for _, f := range x.Assessment.Findings {
			if f.Removed || f.Grade != grade || f.Closed || (f.Baseline == "") != (of == ofAIMS) {
				continue
			}
			count++
			grades[grade]++
			on := f.Item
			if on == "" {
				on = assess.RefName(x.Catalog, x.Assessment, f.Baseline)
			}
			lines = append(lines, joined([]string{x.Assessment.FindingNumber(f), f.Grade, on, f.Statement}))
		}
	}
	return x.headed(named(count, "open finding", "open findings"), 0, grades, lines)
}

// records are those of a kind: the ones that need somebody, then the others; what is
// over is counted only.
func (x *collection) records(kind string, of side) []string {
	k, known := x.Catalog.Register(kind)
	if !known {
		return nil
	}
	if e := x.Elsewhere(kind); e.Where != "" && of == ofAIMS {
		return []string{fmt.Sprintf("%s: kept elsewhere, %s; looked at on %s by %s", k.Title, e.Where, day.Show(e.Checked), e.By)}
	}
	all := those(x.Book.Of(kind), of.holds)
	fresh, states, lines := 0, map[string]int{}, []string{}
	slices.SortStableFunc(all, func(a, b Record) int { return cmp.Compare(x.marks[b.ID].Degree, x.marks[a.ID].Degree) })
	for _, r := range all {
		if x.since != "" && r.made() > x.since {
			fresh++
		}
		if len(k.States) > 0 {
			states[r.State()]++
		}
		if !over(k, r) {
			lines = append(lines, x.line(r))
		}
	}
	return x.headed(named(len(all), k.Singular, uncapital(k.Title)), fresh, states, lines)
}

// line is one record: its number, what it says, its state, and what somebody must do.
func (x *collection) line(r Record) string {
	words := []string{x.Book.Number(x.Catalog, r) + " " + r.Title(), r.State()}
	if due := r.Text(fieldDue); due != "" {
		words = append(words, "due "+day.Show(due))
	}
	return joined(append(words, x.figure(r), r.Text(fieldOwner), x.marks[r.ID].Sentence))
}

// figure is what a record is held against: the target of an objective, the last value
// of a metric, the decision of an impact assessment.
func (x *collection) figure(r Record) string {
	switch last, measured := x.Book.Measurements(r.ID).Last(); {
	case measured:
		return "last " + LimitsOf(r).Figure(last.Value) + " on " + day.Show(last.At.UTC().Format(time.DateOnly))
	case r.Kind == "objective" && r.says("target"):
		return "target " + firstLine(r.Text("target"))
	case r.Kind == KindAssessment && r.says("decision"):
		return r.Text("decision")
	}
	return ""
}

func joined(words []string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "; ")
}

// named is a number of things; empty where there are none.
func named(n int, one, several string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + several
}

// uncapital is a title within a sentence; one that begins with an abbreviation stays.
func uncapital(title string) string {
	if len(title) > 1 && title[1] >= 'A' && title[1] <= 'Z' {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}

// headed puts how many there are above the lines, of which the first are named. Where
// there are none, nothing is said: an empty input is for somebody to fill.
func (x *collection) headed(head string, fresh int, of map[string]int, lines []string) []string {
	if head == "" {
		return nil
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(of)) {
		parts = append(parts, strconv.Itoa(of[name])+" "+name)
	}
	if fresh > 0 {
		parts = append(parts, strconv.Itoa(fresh)+" new since "+day.Show(x.since))
	}
	if len(parts) > 0 {
		head += ": " + strings.Join(parts, ", ")
	}
	all := append([]string{head}, lines[:min(len(lines), mostLines)]...)
	if rest := len(lines) - mostLines; rest > 0 {
		all = append(all, "and "+strconv.Itoa(rest)+" more")
	}
	return all
}

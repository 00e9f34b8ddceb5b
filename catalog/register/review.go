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

// The registers of management reviews and of the decisions below them.
const (
	KindReview   = "review"
	KindDecision = "decision"
)

const (
	fieldFor      = "for"
	fieldOpenedOn = "opened_on"
	fieldHeldOn   = "held_on"
)

// Input is an input as it stands in a review.
type Input struct {
	*catalog.ReviewInput
	AIMS   string // as it was collected
	ISMS   string // as it was typed, of what the ISMS keeps elsewhere
	Source string // of that
	Said   string // what was said to it
	Lacks  string // what the review is not complete without; empty: nothing
}

// input is the input of which a field of a kind keeps a text.
func (c Case) input(k *catalog.Register, field string) (*catalog.ReviewInput, string, bool) {
	if k.Form != catalog.FormReview {
		return nil, "", false
	}
	return c.Catalog.ReviewForm().InputOf(field)
}

// Fields are the fields that are asked of a record, and behind them those that keep the
// inputs of a review.
func (c Case) Fields(k *catalog.Register, r Record) []catalog.RegisterField {
	all := Asked(k, r)
	if k.Form != catalog.FormReview {
		return all
	}
	for _, in := range c.Inputs(r) {
		var texts []string
		if in.Wants(catalog.ForAIMS) && covers(r, catalog.ForAIMS) {
			texts = append(texts, catalog.ReviewAIMS)
		}
		if in.Wants(catalog.ForISMS) && covers(r, catalog.ForISMS) {
			texts = append(texts, catalog.ReviewISMS, catalog.ReviewSource)
		}
		for _, text := range append(texts, catalog.ReviewSaid) {
			f, _ := c.field(k, in.Field(text))
			all = append(all, *f)
		}
	}
	return all
}

// covers reports whether a review is about the management system of a standard; one
// that does not say so is about that of AI.
func covers(review Record, standard string) bool {
	switch review.Text(fieldFor) {
	case "both":
		return true
	case "ISMS":
		return standard == catalog.ForISMS
	}
	return standard == catalog.ForAIMS
}

// Inputs are the inputs that a review needs, as they stand in it.
func (c Case) Inputs(review Record) []Input {
	form := c.Catalog.ReviewForm()
	var all []Input
	for i := range form.Inputs {
		in := Input{ReviewInput: &form.Inputs[i]}
		aims := in.Wants(catalog.ForAIMS) && covers(review, catalog.ForAIMS)
		isms := in.Wants(catalog.ForISMS) && covers(review, catalog.ForISMS)
		if !aims && !isms {
			continue
		}
		text := func(which string) string { return strings.TrimSpace(review.Text(in.Field(which))) }
		in.AIMS, in.ISMS = text(catalog.ReviewAIMS), text(catalog.ReviewISMS)
		in.Source, in.Said = text(catalog.ReviewSource), text(catalog.ReviewSaid)
		in.Lacks = in.lacks(aims, isms)
		all = append(all, in)
	}
	return all
}

func (in *Input) lacks(aims, isms bool) string {
	var all []string
	if aims && in.AIMS == "" {
		all = append(all, "nothing on the AIMS")
	}
	switch {
	case isms && in.ISMS == "":
		all = append(all, "nothing on the ISMS")
	case isms && in.Source == "":
		all = append(all, "no source of the figure of the ISMS")
	}
	return strings.Join(all, ", ")
}

// OpenReview collects the inputs of a review as the records stand today. What is
// restricted is collected for nobody. It is opened anew until the review is held.
func OpenReview(c Case, id string) ([]assess.Change, error) {
	_, was, err := c.known(KindReview, id)
	switch {
	case err != nil:
		return nil, err
	case was.State() == "held":
		return nil, fmt.Errorf("%s was held; what lay on the table stands", c.Book.Number(c.Catalog, was))
	}
	c.Book = c.Book.ReadBy(c.Catalog, "")
	r, from := was.clone(), collected(c, was)
	r.Values[fieldOpenedOn] = encode(c.today())
	for _, in := range c.Inputs(was) {
		text := from.text(in.ReviewInput)
		if in.Wants(catalog.ForAIMS) && covers(was, catalog.ForAIMS) && text != "" {
			r.Values[in.Field(catalog.ReviewAIMS)] = encode(text)
		}
	}
	return differ(was, r), nil
}

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
	_, x.since = latest(those(c.Book.Of(KindReview), func(r Record) bool { return r.ID != review.ID && r.State() == "held" }), fieldHeldOn)
	return x
}

// text is what is said of an input: for each kind that it reads how many records
// there are, and those that need somebody first.
func (x *collection) text(in *catalog.ReviewInput) string {
	var all []string
	for _, kind := range in.Reads {
		switch kind {
		case systemKind:
			all = append(all, x.systems()...)
		case assess.KindFinding:
			all = append(all, x.findings()...)
		default:
			all = append(all, x.records(kind)...)
		}
	}
	return strings.Join(all, "\n")
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
func (x *collection) findings() []string {
	count, lines := 0, []string{}
	grades := map[string]int{}
	for _, grade := range assess.Grades {
		for _, f := range x.Assessment.Findings {
			if f.Removed || f.Grade != grade || f.Closed {
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
func (x *collection) records(kind string) []string {
	k, known := x.Catalog.Register(kind)
	if !known {
		return nil
	}
	all := those(x.Book.Of(kind), func(r Record) bool { return r.parent != x.review.ID })
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
	return joined(append(words, r.Text(fieldOwner), x.marks[r.ID].Sentence))
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

// Decisions are those of a review, oldest first.
func (c Case) Decisions(review Record) []Record { return c.children(KindDecision, review.ID) }

// packDays is how long before a review its pack is with those who sit there.
const packDays = 7

// inputsEmpty: a review that is near or was held has something on the table for each
// input.
func inputsEmpty(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	near := c.Today.AddDate(0, 0, packDays).Format(time.DateOnly)
	opened, due := r.says(fieldOpenedOn), r.Text(fieldDue)
	switch {
	case r.State() != "held" && !opened && (due == "" || due > near):
		return OK, ""
	case r.State() != "held" && !opened:
		return Look, fmt.Sprintf("the inputs are not collected yet; it is planned for %s", day.Show(due))
	}
	empty := c.emptyInputs(r)
	if len(empty) == 0 {
		return OK, ""
	}
	degree := Look
	if r.State() == "held" {
		degree = Act
	}
	return degree, "not complete, nothing stands at: " + strings.Join(empty, ", ")
}

// emptyInputs are the inputs that a review is not complete without.
func (c Case) emptyInputs(review Record) []string {
	var all []string
	for _, in := range c.Inputs(review) {
		if in.Lacks != "" {
			all = append(all, in.Input)
		}
	}
	return all
}

// latestDue is reviewDue for a kind whose last record answers for all before it.
func latestDue(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	last, date := latest(c.Book.Of(r.Kind), args[0])
	if date == "" || last.ID != r.ID {
		return OK, ""
	}
	return reviewDue(c, k, r, args)
}

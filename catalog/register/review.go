package register

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
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
		in.AIMS, in.ISMS = c.behindVeil(text(catalog.ReviewAIMS)), c.behindVeil(text(catalog.ReviewISMS))
		in.Source, in.Said = text(catalog.ReviewSource), text(catalog.ReviewSaid)
		in.Lacks = in.lacks(aims, isms)
		all = append(all, in)
	}
	return all
}

// findingLine begins what was collected of a finding.
var findingLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^FI-[0-9]+; `) })

// behindVeil is a text that was collected, without what it says of findings that the
// assessment does not hold as it is shown: the room votes on what they are about.
func (c Case) behindVeil(text string) string {
	if !strings.Contains(text, "FI-") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		number := strings.TrimSuffix(findingLine().FindString(line), "; ")
		known := slices.ContainsFunc(c.Assessment.Findings, func(f assess.Finding) bool { return c.Assessment.FindingNumber(f) == number })
		if number != "" && !known {
			lines[i] = number + "; hidden while the room votes on it"
		}
	}
	return strings.Join(lines, "\n")
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
	case was.State() == held:
		return nil, fmt.Errorf("%s was held; what lay on the table stands", c.Book.Number(c.Catalog, was))
	}
	c.Book = c.Book.ReadBy(c.Catalog, "")
	r, from := was, collected(c, was)
	r.say(fieldOpenedOn, encode(c.today()))
	for _, in := range c.Inputs(was) {
		if text := from.text(in.ReviewInput, ofAIMS); in.Wants(catalog.ForAIMS) && covers(was, catalog.ForAIMS) && text != "" {
			r.say(in.Field(catalog.ReviewAIMS), encode(text))
		}
		text := from.text(in.ReviewInput, ofISMS)
		if in.Wants(catalog.ForISMS) && covers(was, catalog.ForISMS) && text != "" && (in.ISMS == "" || in.collected()) {
			r.say(in.Field(catalog.ReviewISMS), encode(text))
			r.say(in.Field(catalog.ReviewSource), encode(fromRegisters+day.Show(c.today())))
		}
	}
	return differ(was, r), nil
}

// fromRegisters is the source of what was collected on the ISMS, with the day behind
// it.
const fromRegisters = "Registers of this file, collected on "

// collected reports whether what stands of the ISMS was collected and not typed.
func (in *Input) collected() bool { return strings.HasPrefix(in.Source, fromRegisters) }

// ReviewBefore is the review that was held last before another; false: there was none.
func (c Case) ReviewBefore(review Record) (Record, bool) {
	before, _ := latest(those(c.Book.Of(KindReview), func(r Record) bool {
		on := review.Text(fieldHeldOn)
		return r.ID != review.ID && r.State() == held && (on == "" || r.Text(fieldHeldOn) < on)
	}), fieldHeldOn)
	return before, before.ID != ""
}

// packDays is how long before a review its pack is with those who sit there.
const packDays = 7

// inputsEmpty: a review that is near or was held has something on the table for each
// input.
func inputsEmpty(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	near := c.Today.AddDate(0, 0, packDays).Format(time.DateOnly)
	opened, due := r.says(fieldOpenedOn), r.Text(fieldDue)
	switch {
	case r.State() != held && !opened && (due == "" || due > near):
		return OK, ""
	case r.State() != held && !opened:
		return Look, fmt.Sprintf("the inputs are not collected yet; it is planned for %s", day.Show(due))
	}
	empty := c.emptyInputs(r)
	if len(empty) == 0 {
		return OK, ""
	}
	degree := Look
	if r.State() == held {
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
	last, date := latest(c.of(r.Kind), args[0])
	if date == "" || last.ID != r.ID {
		return OK, ""
	}
	return reviewDue(c, k, r, args)
}

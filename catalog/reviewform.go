package catalog

import (
	"slices"
	"strings"
)

// ReviewForm is what a management review needs on the table, and what it leaves
// behind.
type ReviewForm struct {
	About   string         `json:"about" yaml:"about"`
	Before  []string       `json:"before" yaml:"before"`
	Inputs  []ReviewInput  `json:"inputs" yaml:"inputs"` // in the order in which they are looked at
	Results []ReviewResult `json:"results" yaml:"results"`
}

// ReviewInput is one thing that lies on the table.
type ReviewInput struct {
	ID     string   `json:"id" yaml:"id"`
	For    string   `json:"for" yaml:"for" is:"42001|27001|both"` // the standard that wants it there
	Input  string   `json:"input" yaml:"input"`
	Show   string   `json:"show" yaml:"show"`
	From   []string `json:"from" yaml:"from"`   // items of ISO/IEC 42001
	Reads  []string `json:"reads" yaml:"reads"` // kinds of records that are collected, known or not yet
	Brings string   `json:"brings" yaml:"brings"`
	Ask    string   `json:"ask" yaml:"ask"`
}

// ReviewResult is something that a review leaves behind.
type ReviewResult struct {
	ID     string `json:"id" yaml:"id"`
	Result string `json:"result" yaml:"result"`
}

// FormReview is the name by which a register says that its records hold the inputs of
// a management review.
const FormReview = "review"

// For which standard an input is.
const (
	ForAIMS = "42001"
	ForISMS = "27001"
	ForBoth = "both"
)

var reviewInput = pattern(`^[0-9]{2}$`)

// ReviewForm is the form of management reviews.
func (c *Catalog) ReviewForm() *ReviewForm { return &c.Reference().Review }

// Of an input a review keeps four texts, each in a field that its kind does not list.
const (
	ReviewAIMS   = "aims"   // what was collected on the AIMS
	ReviewISMS   = "isms"   // what the ISMS keeps elsewhere, as typed
	ReviewSource = "source" // where that stands
	ReviewSaid   = "said"   // what was said to it
)

var reviewTexts = map[string]string{
	ReviewAIMS: "AIMS", ReviewISMS: "ISMS", ReviewSource: "source", ReviewSaid: "said",
}

// Field is the field of a review that keeps one of the texts of an input.
func (in *ReviewInput) Field(text string) string { return text + "." + in.ID }

// InputOf is the input of which a field keeps a text, and how that is called.
func (f *ReviewForm) InputOf(field string) (in *ReviewInput, label string, is bool) {
	text, id, cut := strings.Cut(field, ".")
	label, known := reviewTexts[text]
	at := slices.IndexFunc(f.Inputs, func(in ReviewInput) bool { return in.ID == id })
	if !cut || !known || at < 0 {
		return nil, "", false
	}
	return &f.Inputs[at], id + " " + label, true
}

// Wants reports whether a standard wants an input on the table.
func (in *ReviewInput) Wants(standard string) bool { return in.For == standard || in.For == ForBoth }

func (l *loader) checkReview(f *file, form *ReviewForm, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the form", "about", form.About)
	for i, in := range form.Inputs {
		line, what := f.line("inputs", i), "the input "+in.ID
		l.once(f, "", line, what)
		l.refuseEmpty(f, line, what, "input", in.Input, "show", in.Show, "brings", in.Brings, "ask", in.Ask)
		l.refuseOther(f, line, what+": for", []string{in.For}, []string{ForAIMS, ForISMS, ForBoth})
		l.refuseUnknown(f, line, what, in.From, k.aims, AIMS)
		if !reviewInput().MatchString(in.ID) {
			l.refuse(f.name, "", line, "%s: the id is two digits", what)
		}
	}
	for i, r := range form.Results {
		l.refuseEmpty(f, f.line("results", i), "the result "+r.ID, "id", r.ID, "result", r.Result)
	}
}

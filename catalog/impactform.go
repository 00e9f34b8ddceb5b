package catalog

import (
	"slices"
	"strings"
)

// ImpactForm is what is asked of one AI system, and the steps by which its impacts
// on people are rated.
type ImpactForm struct {
	About      string         `json:"about" yaml:"about"`
	Room       []ImpactSeat   `json:"room" yaml:"room"`
	FullIf     []FullReason   `json:"full_if" yaml:"full_if"` // one is enough for the full form
	OpensAgain []string       `json:"opens_again" yaml:"opens_again"`
	Tells      []string       `json:"tells" yaml:"tells"`
	Scales     []ImpactScale  `json:"scales" yaml:"scales"`
	Rule       string         `json:"rule" yaml:"rule"`
	Parts      []ImpactPart   `json:"parts" yaml:"parts"`
	Prompts    []ImpactPrompt `json:"prompts" yaml:"prompts"` // in the order in which they are asked
}

// ImpactSeat is somebody who helps to fill the form in.
type ImpactSeat struct {
	Who  string `json:"who" yaml:"who"`
	Does string `json:"does" yaml:"does"`
}

// FullReason is a reason for the full form; its word is one of the field
// full_because of impact assessments.
type FullReason struct {
	Word  string `json:"word" yaml:"word"`
	Means string `json:"means" yaml:"means"`
}

// ImpactScale is a scale of impacts.
type ImpactScale struct {
	ID    string       `json:"id" yaml:"id" is:"severity|reach|occurrence|repair"`
	Steps []ImpactStep `json:"steps" yaml:"steps"` // the lowest first
}

// ImpactStep is a step of a scale.
type ImpactStep struct {
	Word    string `json:"word" yaml:"word"`
	Means   string `json:"means" yaml:"means"`     // as those who feel it see it
	Society string `json:"society" yaml:"society"` // where everybody feels it
}

// ImpactPart is a part of the form.
type ImpactPart struct {
	ID    string `json:"id" yaml:"id"`
	Title string `json:"title" yaml:"title"`
	On    string `json:"on,omitempty" yaml:"on" is:"individuals|groups|society"` // who feels its effects
}

// ImpactPrompt is one prompt of the form.
type ImpactPrompt struct {
	ID      string   `json:"id" yaml:"id"`
	Part    string   `json:"part" yaml:"part"`
	Short   bool     `json:"short,omitempty" yaml:"short"` // the short form asks it too
	Ask     string   `json:"ask" yaml:"ask"`
	Answer  string   `json:"answer" yaml:"answer" is:"text|list|table|effects|safeguards|remaining|risks"`
	Columns []string `json:"columns,omitempty" yaml:"columns"`
	Side    string   `json:"side,omitempty" yaml:"side" is:"benefit|harm"` // of effects: which a new one is
	Good    string   `json:"good" yaml:"good"`                             // what a good answer holds
	Feeds   []string `json:"feeds" yaml:"feeds"`                           // items of ISO/IEC 42001
}

// What an answer to a prompt holds. The last three are made from the impacts.
const (
	AnswerText       = "text"
	AnswerList       = "list"
	AnswerTable      = "table"
	AnswerEffects    = "effects"
	AnswerSafeguards = "safeguards"
	AnswerRemaining  = "remaining"
	AnswerRisks      = "risks"
)

var (
	impactAnswers = []string{AnswerText, AnswerList, AnswerTable, AnswerEffects, AnswerSafeguards, AnswerRemaining, AnswerRisks}
	impactTables  = []string{AnswerTable, AnswerSafeguards, AnswerRemaining, AnswerRisks}
	impactScales  = []string{ScaleSeverity, ScaleReach, ScaleOccurrence, ScaleRepair}
	impactFeelers = []string{"individuals", "groups", "society"}
	impactSides   = []string{"benefit", "harm"}
)

// impactSteps is how many steps a scale has: the rule of what is severe counts them.
const impactSteps = 4

// FormImpact is the name by which a register says that its records answer the
// prompts of the form of impact assessments.
const FormImpact = "impact"

// ImpactForm is the form of impact assessments.
func (c *Catalog) ImpactForm() *ImpactForm { return &c.Reference().Impact }

// Steps are the words of a scale, the lowest first; none where it has no such scale.
func (f *ImpactForm) Steps(scale string) []string {
	var words []string
	for _, s := range f.Scales {
		for _, step := range s.Steps {
			if s.ID == scale {
				words = append(words, step.Word)
			}
		}
	}
	return words
}

// Prompt finds a prompt by its id.
func (f *ImpactForm) Prompt(id string) (*ImpactPrompt, bool) {
	at := slices.IndexFunc(f.Prompts, func(p ImpactPrompt) bool { return p.ID == id })
	if at < 0 {
		return nil, false
	}
	return &f.Prompts[at], true
}

// Part finds a part by its id.
func (f *ImpactForm) Part(id string) ImpactPart {
	for _, p := range f.Parts {
		if p.ID == id {
			return p
		}
	}
	return ImpactPart{ID: id}
}

// Typed reports whether people type the answer; else it is impacts, or made from them.
func (p *ImpactPrompt) Typed() bool {
	return p.Answer == AnswerText || p.Answer == AnswerList || p.Answer == AnswerTable
}

// promptField is how the field of a prompt begins.
const promptField = "p."

// Field is the field of an impact assessment that keeps the answer.
func (p *ImpactPrompt) Field() string { return promptField + p.ID }

// PromptOf is the prompt whose answer a field keeps.
func (f *ImpactForm) PromptOf(field string) (*ImpactPrompt, bool) {
	id, is := strings.CutPrefix(field, promptField)
	if !is {
		return nil, false
	}
	return f.Prompt(id)
}

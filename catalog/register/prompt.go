package register

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"crosswalk/catalog"
)

// The prompts of a form are fields of a record that its kind does not list: p.A1
// keeps the answer to A1.

// prompt is the prompt whose answer a field of a kind keeps.
func (c Case) prompt(k *catalog.Register, field string) (*catalog.ImpactPrompt, bool) {
	if k.Form != catalog.FormImpact {
		return nil, false
	}
	return c.Catalog.ImpactForm().PromptOf(field)
}

// field finds a field of a kind, the prompts and inputs of its form included.
func (c Case) field(k *catalog.Register, name string) (*catalog.RegisterField, bool) {
	if p, is := c.prompt(k, name); is {
		return &catalog.RegisterField{Name: name, Type: "text", Label: p.ID, Help: p.Good}, true
	}
	if in, label, is := c.input(k, name); is {
		return &catalog.RegisterField{Name: name, Type: "text", Label: label, Help: in.Show + ". " + in.Ask}, true
	}
	return k.Field(name)
}

// fitsPrompt refuses an answer that its prompt does not take.
func (c Case) fitsPrompt(k *catalog.Register, field, text string) error {
	p, is := c.prompt(k, field)
	switch {
	case !is || strings.TrimSpace(text) == "":
		return nil
	case p.Answer == catalog.AnswerEffects:
		return fmt.Errorf("the prompt %s is answered by impacts; add one that names it", p.ID)
	case !p.Typed():
		return fmt.Errorf("the answer to %s is made from the impacts; mend them", p.ID)
	case p.Answer != catalog.AnswerTable:
		return nil
	}
	for i, row := range Rows(text) {
		if len(row) > len(p.Columns) {
			return fmt.Errorf("row %d of %s has %d columns; these are right: %s", i+1, p.ID, len(row), strings.Join(p.Columns, " | "))
		}
	}
	return nil
}

// Rows are the rows of a table as it is typed: a line each, | between its columns.
func Rows(text string) [][]string {
	var all [][]string
	for _, line := range lines(text) {
		var row []string
		for _, cell := range strings.Split(line, "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		all = append(all, row)
	}
	return all
}

// Answered is how far a prompt is answered.
type Answered int

// What an answer can be, the least first.
const (
	Unanswered Answered = iota
	Thin                // it says less than the prompt asks
	Whole
	LeftOut // the assessment says why
)

func (a Answered) String() string { return [...]string{"open", "thin", "whole", "left out"}[a] }

// Prompt is a prompt as it stands in an assessment.
type Prompt struct {
	*catalog.ImpactPrompt
	Answered Answered
	Why      string     // of a thin one: what it lacks; of one left out: why it is
	Rows     [][]string // of one that is made from the impacts, a row each
	Impacts  []Record   // of effects: those that answer it; of rows: those they are made from
}

// Said is the answer to it as one text, a row a line with | between its columns; empty
// where it is answered by impacts or not at all.
func (p Prompt) Said(ia Record) string {
	if p.Typed() {
		return strings.TrimSpace(ia.Text(p.Field()))
	}
	rows := make([]string, len(p.Rows))
	for i, row := range p.Rows {
		rows[i] = strings.Join(row, " | ")
	}
	return strings.Join(rows, "\n")
}

// Full reports whether an assessment asks the full form: because it says so, or
// because one of the reasons for it is true.
func (c Case) Full(ia Record) bool {
	return ia.Text("form") == "full" || len(c.FullBecause(ia)) > 0
}

// FullBecause are the reasons for the full form: those that the assessment names, and
// what the inventory says of the risk class.
func (c Case) FullBecause(ia Record) []string {
	all := ia.List("full_because")
	for _, id := range ia.List("systems") {
		if s, known := c.Assessment.System(id); known && (s.RiskClass == "high" || s.RiskClass == "prohibited") {
			all = append(all, fmt.Sprintf("the risk class of %s is %s", s.Name, s.RiskClass))
		}
	}
	return all
}

// Prompts are the prompts that an assessment asks, as they stand.
func (c Case) Prompts(ia Record) []Prompt {
	form := c.Catalog.ImpactForm()
	full, out, impacts := c.Full(ia), leftOut(ia), c.Impacts(ia)
	var all []Prompt
	for i := range form.Prompts {
		p := Prompt{ImpactPrompt: &form.Prompts[i]}
		if !full && !p.Short {
			continue
		}
		if why, left := out[p.ID]; left {
			p.Answered, p.Why = LeftOut, why
		} else {
			c.judgePrompt(&p, ia, impacts)
		}
		all = append(all, p)
	}
	return all
}

// fieldNotAssessed is where an assessment says which prompts it leaves out, and why.
const fieldNotAssessed = "not_assessed"

// leftOut are the prompts that an assessment does not answer, with why.
func leftOut(ia Record) map[string]string {
	out := map[string]string{}
	for _, line := range lines(ia.Text(fieldNotAssessed)) {
		if id, why, said := strings.Cut(line, ":"); said && strings.TrimSpace(why) != "" {
			out[strings.ToUpper(strings.TrimSpace(id))] = strings.TrimSpace(why)
		}
	}
	return out
}

// least is how many characters an answer has that is not thin.
var least = map[string]int{catalog.AnswerText: 40, catalog.AnswerList: 20}

// judgePrompt says how far a prompt is answered.
func (c Case) judgePrompt(p *Prompt, ia Record, impacts []Record) {
	text := strings.TrimSpace(ia.Text(p.Field()))
	switch p.Answer {
	case catalog.AnswerEffects:
		c.judgeEffects(p, impacts)
		return
	case catalog.AnswerTable:
		p.judgeRows(Rows(text))
		return
	case catalog.AnswerText, catalog.AnswerList:
	default:
		for _, r := range made[p.Answer].of(impacts) {
			p.Impacts, p.Rows = append(p.Impacts, r), append(p.Rows, made[p.Answer].row(c, r))
		}
		if len(impacts) > 0 {
			p.judgeRows(p.Rows)
		}
		if len(impacts) > 0 && len(p.Rows) == 0 {
			p.Answered = Whole
		}
		return
	}
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
	case n < least[p.Answer]:
		p.Answered, p.Why = Thin, "it says little"
	default:
		p.Answered = Whole
	}
}

// judgeRows looks for the first column that says nothing. Of risks one of the two
// is said: the number, or why there is none.
func (p *Prompt) judgeRows(rows [][]string) {
	for i, row := range rows {
		for j, column := range p.Columns {
			said := j < len(row) && row[j] != ""
			if p.Answer == catalog.AnswerRisks && j > 0 {
				said = strings.Join(row[1:], "") != ""
			}
			if !said {
				p.Answered, p.Why = Thin, fmt.Sprintf("row %d does not say: %s", i+1, column)
				return
			}
		}
		p.Answered = Whole
	}
}

// judgeEffects looks for the first impact that lacks what it is rated by.
func (c Case) judgeEffects(p *Prompt, impacts []Record) {
	for _, r := range impacts {
		if strings.EqualFold(strings.TrimSpace(r.Text("prompt")), p.ID) {
			p.Impacts = append(p.Impacts, r)
		}
	}
	k, known := c.Catalog.Register(KindImpact)
	if !known || len(p.Impacts) == 0 {
		return
	}
	p.Answered = Whole
	for _, r := range p.Impacts {
		if empty := unsaid(k, r, "who", "severity", "reach", "likelihood", "repair", "rests_on"); len(empty) > 0 {
			p.Answered, p.Why = Thin, fmt.Sprintf("%s does not say: %s", c.number(r), strings.Join(empty, ", "))
			return
		}
	}
}

// answered refuses to approve an assessment that says nothing to a prompt of its form:
// what was left out on purpose stands in it with why.
func (c Case) answered(k *catalog.Register, ia Record, state string) error {
	if k.Form != catalog.FormImpact || state != approved {
		return nil
	}
	var open []string
	for _, p := range c.Prompts(ia) {
		if p.Answered == Unanswered {
			open = append(open, p.ID)
		}
	}
	if len(open) == 0 {
		return nil
	}
	form, prompts, are := "short", "prompts", "are"
	if c.Full(ia) {
		form = "full"
	}
	if len(open) == 1 {
		prompts, are = "prompt", "is"
	}
	return fmt.Errorf("before %s is %s: %d %s of its %s form %s open, %s; answer them, or say in the field %q why they are left out",
		article(k), state, len(open), prompts, form, are, counted(open[:min(len(open), mostItems)], len(open)), label(k, fieldNotAssessed))
}

// thinPrompts: an assessment that left the draft has an answer to each prompt that
// it asks; once it is approved, one without any is a fault.
func thinPrompts(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if k.StateAt(r.State()) < 1 || k.Final(r.State()) {
		return OK, ""
	}
	var open, thin []string
	for _, p := range c.Prompts(r) {
		switch p.Answered {
		case Unanswered:
			open = append(open, p.ID)
		case Thin:
			thin = append(thin, p.ID)
		}
	}
	degree, words := Look, []string{}
	if len(open) > 0 {
		words = append(words, "nothing is said to "+strings.Join(open, ", "))
		if r.State() == approved {
			degree = Act
		}
	}
	if len(thin) > 0 {
		words = append(words, "little is said to "+strings.Join(thin, ", "))
	}
	if len(words) == 0 {
		return OK, ""
	}
	return degree, strings.Join(words, "; ")
}

package register

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Degree is how much a record asks for somebody.
type Degree int

// The degrees, the worst last.
const (
	OK   Degree = iota
	Look        // somebody should look at it
	Act         // somebody must do something
)

func (d Degree) String() string { return [...]string{"ok", "look", "act"}[d] }

// Mark is what a rule says of a record. It changes no figure.
type Mark struct {
	Degree   Degree
	Rule     string
	Sentence string
	Kind, ID string // of the record it rests on; no ID: of the register as a whole
}

// judgement is what a rule says of one record; of OK no sentence is told.
type judgement func(c *court, k *catalog.Register, r Record, args []string) (Degree, string)

// court is a case with what many of its records are held against.
type court struct {
	Case
	method  Method
	limits  map[string]int
	outside map[string]bool // whether an item is excluded, once it was asked

	read map[string]Risk // by id: several rules and checks ask for one

	papers    map[served]bool     // once they were asked for
	held      map[string][]Record // by the id of the competence, once they were asked for
	operation *operation          // once it was asked for
	audited   *auditing           // once it was asked for
}

// rules are those that a register may name.
var rules = map[string]judgement{
	"overdue":    overdue,
	"review_due": reviewDue,
	"incomplete": incomplete,
	"vacancy":    vacancy,

	"level":               unrated,
	"above_limit":         aboveLimit,
	"acceptance_missing":  acceptanceMissing,
	"excluded_but_needed": excludedButNeeded,
	"method_sound":        methodSound,
	"limit_known":         limitKnown,

	"next_due": nextDue,
	"gap":      gap,

	"older_than_change":          olderThanChange,
	"released_before_assessment": releasedBeforeAssessment,
	"papers_older":               papersOlder,
	"weak":                       weak,
	"duty_to_report":             dutyToReport,
	"not_own_judge":              notOwnJudge,
	"incomplete_from":            incompleteFrom,
	"rating":                     impactRating,
	"harm_acceptance_missing":    harmAcceptanceMissing,
	"gains_from_launch":          gainsFromLaunch,
	"thin_prompts":               thinPrompts,

	"independence":        independence,
	"two_at_once":         twoAtOnce,
	"sample_sound":        sampleSound,
	"breach":              breach,
	"missed_measurement":  missedMeasurement,
	"latest_due":          latestDue,
	"inputs_empty":        inputsEmpty,
	"certificate_dates":   certificateDates,
	"concerns_unanswered": concernsUnanswered,
	"answered_late":       answeredLate,
	"untold":              untold,
	"no_effect":           noEffect,
	"nobody_sees_to":      nobodySeesTo,
}

// wholeRule is a rule that looks at a register as a whole, and how much each of its
// sentences asks for somebody.
type wholeRule struct {
	degree Degree
	look   func(c *court) []string
}

// RuleRequired is the one about what must be documented.
const RuleRequired = "required_documents"

var wholes = map[string]wholeRule{
	RuleRequired: {Look, requiredDocuments},
	"coverage":   {Act, uncovered},
	"scan_due":   {Look, scanDue},
}

// Judge gives what the rules say of the AI systems and the findings, and those of the
// registers of all records of a book, by register and record; of what is right it is
// silent.
func Judge(c Case) []Mark { return sit(c).marks() }

func (c *court) marks() []Mark {
	all := append(inventoryIncomplete(c.Assessment), findingMarks(c.Case)...)
	registers := c.Catalog.Registers()
	for i := range registers {
		all = append(all, c.judge(&registers[i])...)
	}
	return all
}

// Worst is the highest degree of some marks, by the id of the record.
func Worst(marks []Mark) map[string]Degree {
	all := map[string]Degree{}
	for _, m := range marks {
		all[m.ID] = max(all[m.ID], m.Degree)
	}
	return all
}

func sit(c Case) *court {
	c.seen = see(c)
	sits := &court{Case: c, method: c.Method(), outside: map[string]bool{}, read: map[string]Risk{}}
	sits.limits = limitsOf(c.Book, sits.method)
	return sits
}

// judge gives what the rules of one register say of its records.
func (c *court) judge(k *catalog.Register) []Mark {
	records := c.of(k.ID)
	if len(records) == 0 {
		return nil
	}
	var all []Mark
	var each []ruled
	for _, text := range k.Rules {
		named := catalog.ReadRule(text)
		if w, is := wholes[named.Name]; is {
			for _, sentence := range w.look(c) {
				all = append(all, Mark{w.degree, named.Name, sentence, k.ID, ""})
			}
		}
		if decide, is := rules[named.Name]; is {
			each = append(each, ruled{named, decide})
		}
	}
	for _, r := range records {
		for _, rule := range each {
			if degree, sentence := rule.decide(c, k, r, rule.Args); degree != OK {
				all = append(all, Mark{degree, rule.Name, sentence, k.ID, r.ID})
			}
		}
	}
	return all
}

// ruled is a rule that a register names, and what decides by it.
type ruled struct {
	catalog.RegisterRule
	decide judgement
}

// overdue: the day is past before the state is reached.
func overdue(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	due := r.Text(args[0])
	if due == "" || due >= c.today() || k.StateAt(r.State()) >= k.StateAt(args[1]) {
		return OK, ""
	}
	return Act, fmt.Sprintf("%s was %s and it is not %s yet", label(k, args[0]), day.Show(due), args[1])
}

// ends are the final states in which a record is over. In others, such as met,
// treated or reached, it still holds.
var ends = []string{"closed", "settled", "refused", "withdrawn", "superseded", "stopped", "ended", "dropped", "lapsed", "replaced", "retired"}

// over reports whether a record is over: nothing that goes on for ever, such as
// looking at it again, is asked of it any more.
func over(k *catalog.Register, r Record) bool {
	return slices.Contains(ends, r.State()) && k.Final(r.State())
}

// reviewDue: the last review, else the making of the record, is so many months
// ago; three months later somebody must act. A record that is final and still
// holds, such as a requirement that is met or a risk that is retained, is looked at
// again like any other: the world may have moved on. One that is over is not.
func reviewDue(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	if over(k, r) {
		return OK, ""
	}
	last, looked := r.Text(args[0]), true
	if last == "" {
		last, looked = r.made(), false
	}
	from, err := time.Parse(time.DateOnly, last)
	months, _ := strconv.Atoi(args[1])
	if err != nil || day.Months(from, months).Format(time.DateOnly) >= c.today() {
		return OK, ""
	}
	degree, words := Look, fmt.Sprintf("%s is %s; it is due every %d months", label(k, args[0]), day.Show(last), months)
	if !looked {
		words = fmt.Sprintf("nobody looked at it since it was written down on %s; it is due every %d months", day.Show(last), months)
	}
	if day.Months(from, months+3).Format(time.DateOnly) < c.today() {
		degree = Act
	}
	return degree, words
}

// incomplete names the fields that are asked and say nothing.
func incomplete(_ *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	empty := unsaid(k, r, args...)
	if len(empty) == 0 {
		return OK, ""
	}
	return Look, "not filled in: " + strings.Join(empty, ", ")
}

// incompleteFrom names the fields that say nothing although the record has come to
// a state that needs them; of one that is over it is silent.
func incompleteFrom(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	if k.StateAt(r.State()) < k.StateAt(args[0]) || over(k, r) {
		return OK, ""
	}
	return incomplete(c, k, r, args[1:])
}

// notOwnJudge: one person did the work and judged it.
func notOwnJudge(_ *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	one, other := r.Text(args[0]), r.Text(args[1])
	if one == "" || assess.FoldName(one) != assess.FoldName(other) {
		return OK, ""
	}
	return Act, fmt.Sprintf("“%s” and “%s” both name %s; another person is right", label(k, args[0]), label(k, args[1]), one)
}

// unsaid are the labels of the fields that are asked of a record and say nothing.
func unsaid(k *catalog.Register, r Record, fields ...string) []string {
	var empty []string
	for _, name := range fields {
		if f, has := k.Field(name); has && asked(k, *f, r) && !r.says(name) {
			empty = append(empty, f.Label)
		}
	}
	return empty
}

// vacancy: nobody is named.
func vacancy(_ *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	if r.says(args[0]) {
		return OK, ""
	}
	return Act, fmt.Sprintf("nobody is named as %s", label(k, args[0]))
}

func label(k *catalog.Register, field string) string {
	if f, has := k.Field(field); has {
		return f.Label
	}
	return field
}

// made is the day on which a record was made, which its id carries; empty where
// the id does not.
func (r Record) made() string {
	if len(r.ID) != 36 || r.ID[14] != '7' {
		return ""
	}
	ms, err := strconv.ParseInt(r.ID[:8]+r.ID[9:13], 16, 64)
	if err != nil {
		return ""
	}
	return time.UnixMilli(ms).UTC().Format(time.DateOnly)
}

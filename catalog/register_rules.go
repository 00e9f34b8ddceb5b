package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A rule of a register is written as a function with what it looks at:
// "overdue(due, treated)". What it says is decided by catalog/register; here
// stands what it takes, so that a slip of the pen is found where it was made.

// RegisterRule is a rule as a register names it.
type RegisterRule struct {
	Name string
	Args []string // as registerRules says
}

// What a rule takes.
const (
	takesDate   = "date"   // a field of type date
	takesState  = "state"  // a state of the register
	takesMonths = "months" // a number of months, 1 to 120
	takesField  = "field"
	takesFields = "fields…" // one field or more, at the end
)

// ruleShape is what a rule takes, and which fields it reads by their names.
type ruleShape struct {
	takes []string
	reads []string
}

var (
	riskFields   = strings.Fields("kind category likelihood organisation individuals society likelihood_after organisation_after individuals_after society_after")
	methodFields = strings.Fields("likelihood consequence bands matrix")
	impactFields = strings.Fields("side severity reach likelihood repair severity_after likelihood_after repair_after accepted_by accepted_until at_top")
)

var (
	reviewFields      = strings.Fields("for opened_on due")
	certificateFields = strings.Fields("stage_1 stage_1_held stage_2 stage_2_held decision decided_on surveillance surveillance_held recertification valid_to")
)

// registerRules are all rules.
var registerRules = map[string]ruleShape{
	"overdue":    {takes: []string{takesDate, takesState}},
	"review_due": {takes: []string{takesDate, takesMonths}},
	"incomplete": {takes: []string{takesFields}},
	"vacancy":    {takes: []string{takesField}},

	"level":               {reads: riskFields},
	"above_limit":         {reads: riskFields},
	"acceptance_missing":  {reads: append([]string{"accepted_by", "accepted_until"}, riskFields...)},
	"excluded_but_needed": {takes: []string{takesFields}},
	"method_sound":        {reads: methodFields},
	"limit_known":         {reads: []string{"limit"}},

	"required_documents": {reads: []string{"kind", "items"}},

	"next_due": {takes: []string{takesDate}},
	"gap":      {reads: strings.Fields("role needed")},

	"older_than_change":          {reads: []string{"systems"}},
	"released_before_assessment": {reads: strings.Fields("systems impact go_on")},
	"papers_older":               {reads: strings.Fields("documentation_version user_information_version")},
	"weak":                       {},
	"duty_to_report":             {reads: strings.Fields("on users_within users_told duty clock authority_told")},
	"not_own_judge":              {takes: []string{takesField, takesField}},
	"incomplete_from":            {takes: []string{takesState, takesFields}},
	"rating":                     {reads: impactFields},
	"harm_acceptance_missing":    {reads: impactFields},
	"gains_from_launch":          {takes: []string{takesField}},
	"thin_prompts":               {reads: []string{"form", "full_because", "not_assessed", "systems"}},

	"coverage":            {reads: strings.Fields("kind items due")},
	"independence":        {takes: []string{takesFields}, reads: []string{"items"}},
	"two_at_once":         {takes: []string{takesFields}, reads: []string{"from", "to"}},
	"sample_sound":        {reads: strings.Fields("how size n start drawn conforming nonconforming not_seen")},
	"breach":              {reads: strings.Fields("better warn_at act_at warn_under act_under unit")},
	"missed_measurement":  {reads: []string{"every"}},
	"latest_due":          {takes: []string{takesDate, takesMonths}},
	"inputs_empty":        {reads: reviewFields},
	"certificate_dates":   {reads: certificateFields},
	"concerns_unanswered": {reads: []string{"stage_2", "stage_2_held"}},
	"untold":              {reads: []string{"decided_on", "soa_version"}},
	"answered_late":       {reads: []string{"due"}},

	"no_effect": {reads: strings.Fields("better before after done_on")},
	"scan_due":  {reads: []string{"on"}},

	"nobody_sees_to": {reads: []string{"owner", "due"}},
}

// RegisterRules are the names of all rules.
func RegisterRules() []string { return slices.Sorted(maps.Keys(registerRules)) }

var ruleForm = pattern(`^([a-z_]+)\(([^()]*)\)$`)

// ReadRule reads a rule; Load has refused what is none.
func ReadRule(text string) RegisterRule {
	m := ruleForm().FindStringSubmatch(text)
	if m == nil {
		return RegisterRule{Name: text}
	}
	rule := RegisterRule{Name: m[1]}
	if strings.TrimSpace(m[2]) == "" {
		return rule
	}
	for _, arg := range strings.Split(m[2], ",") {
		rule.Args = append(rule.Args, strings.TrimSpace(arg))
	}
	return rule
}

// checkRule is what is wrong with a rule of a register; empty where nothing is.
func (r *Register) checkRule(text string) string {
	rule := ReadRule(text)
	shape, known := registerRules[rule.Name]
	takes := shape.takes
	if !known {
		return fmt.Sprintf("there is no rule %q; it is one of %s", rule.Name, strings.Join(RegisterRules(), ", "))
	}
	many := len(takes) > 0 && takes[len(takes)-1] == takesFields && len(rule.Args) >= len(takes)
	if len(rule.Args) != len(takes) && !many {
		return fmt.Sprintf("the rule %s takes (%s); this is %q", rule.Name, strings.Join(takes, ", "), text)
	}
	for _, name := range shape.reads {
		if _, has := r.Field(name); !has {
			return fmt.Sprintf("the rule %s reads the field %q, which is missing", rule.Name, name)
		}
	}
	for i, arg := range rule.Args {
		if wrong := r.checkArg(takes[min(i, len(takes)-1)], arg); wrong != "" {
			return fmt.Sprintf("the rule %s: %s", rule.Name, wrong)
		}
	}
	return ""
}

func (r *Register) checkArg(takes, arg string) string {
	field, has := r.Field(arg)
	switch takes {
	case takesState:
		if r.StateAt(arg) < 0 {
			return fmt.Sprintf("there is no state %q", arg)
		}
	case takesMonths:
		if n, err := strconv.Atoi(arg); err != nil || n < 1 || n > 120 {
			return fmt.Sprintf("%q is no number of months; 1 to 120 is right", arg)
		}
	case takesDate:
		if has && field.Type != "date" {
			return fmt.Sprintf("the field %s is of type %s; a date is right", arg, field.Type)
		}
		fallthrough
	default:
		if !has {
			return fmt.Sprintf("there is no field %q", arg)
		}
	}
	return ""
}

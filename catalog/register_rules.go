package catalog

import (
	"fmt"
	"maps"
	"regexp"
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
	takesFields = "fields…" // one field or more
)

// registerRules are all rules, with what each takes.
var registerRules = map[string][]string{
	"overdue":    {takesDate, takesState},
	"review_due": {takesDate, takesMonths},
	"incomplete": {takesFields},
	"vacancy":    {takesField},
}

// RegisterRules are the names of all rules.
func RegisterRules() []string { return slices.Sorted(maps.Keys(registerRules)) }

var ruleForm = regexp.MustCompile(`^([a-z_]+)\(([^()]*)\)$`)

// ReadRule reads a rule; Load has refused what is none.
func ReadRule(text string) RegisterRule {
	m := ruleForm.FindStringSubmatch(text)
	if m == nil {
		return RegisterRule{Name: text}
	}
	rule := RegisterRule{Name: m[1]}
	for _, arg := range strings.Split(m[2], ",") {
		rule.Args = append(rule.Args, strings.TrimSpace(arg))
	}
	return rule
}

// checkRule is what is wrong with a rule of a register; empty where nothing is.
func (r *Register) checkRule(text string) string {
	rule := ReadRule(text)
	takes, known := registerRules[rule.Name]
	if !known {
		return fmt.Sprintf("there is no rule %q; it is one of %s", rule.Name, strings.Join(RegisterRules(), ", "))
	}
	if n := len(rule.Args); n != len(takes) && (takes[0] != takesFields || n == 0) {
		return fmt.Sprintf("the rule %s takes (%s); this is %q", rule.Name, strings.Join(takes, ", "), text)
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

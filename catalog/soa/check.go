package soa

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"crosswalk/catalog/assess"
)

// Remark is something an auditor would ask about a line.
type Remark struct {
	Line *Line
	Rule string // the name of the rule
	Says string // goes on after the number of the control
}

// rule is one question of the completeness check. It says what is wrong and what
// would be right, as a sentence that goes on after the number of the control;
// empty where nothing is.
type rule struct {
	name string
	says func(*Statement, *Line) string
}

// rules are asked in this order.
var rules = []rule{
	{"undecided", when("is neither declared, rated nor excluded; say how far it is, or exclude it with a reason", func(_ *Statement, l *Line) bool {
		return !l.Decided()
	})},
	{"no-reason", when("is excluded without a reason; say why it is not needed", func(_ *Statement, l *Line) bool {
		return l.Excluded && strings.TrimSpace(l.WhyOut) == ""
	})},
	{"no-driver", when("applies and nothing says what for; name the risk, the impact, the objective, the law or the contract that needs it", func(_ *Statement, l *Line) bool {
		return l.applies() && l.DrivenBy() == ""
	})},
	{"weak-driver", when("applies only because the ISMS has it or it is good practice; name the risk, law or contract that needs it, or keep it knowingly", func(_ *Statement, l *Line) bool {
		return l.applies() && l.DrivenBy() != "" && !l.HasDriver("risk", "impact", "objective", "law", "contract")
	})},
	{"undeclared", when("applies and its status is not declared; say whether it is implemented", func(_ *Statement, l *Line) bool {
		return l.applies() && l.Declared == ""
	})},
	{"claimed", when("is declared implemented and rated lower; mend the one or the other", func(s *Statement, l *Line) bool {
		return l.Declared == assess.Implemented && s.Differs(l) != ""
	})},
	{"no-plan", when("is planned without an owner and a due date; say who sees to it and by when", func(_ *Statement, l *Line) bool {
		return l.applies() && l.Declared == "planned" && (l.Owner == "" || l.Due == "")
	})},
	{"no-evidence", when("is declared implemented and no evidence serves it; name what can be shown", func(_ *Statement, l *Line) bool {
		return l.applies() && l.Declared == assess.Implemented && len(l.Evidence) == 0
	})},
	{"doubtful", doubt},
	{"only-bought", when("is left out because AI is bought; who uses a bought system still runs it, so give the reason for this control", func(_ *Statement, l *Line) bool {
		return l.Excluded && ofBuyers(l.Ref) && buys().MatchString(l.WhyOut)
	})},
	{"contradicted", contradiction},
	{"needed", against},
	{"old", when("was last looked at more than 12 months ago; look again and say so", func(s *Statement, l *Line) bool {
		return l.LookedAt != "" && l.LookedAt < s.Day.AddDate(-1, 0, 0).Format(time.DateOnly)
	})},
}

// Check asks every line what an auditor would ask, in the order of the lines.
func Check(s *Statement) []Remark {
	var all []Remark
	for _, l := range s.Lines {
		for _, r := range rules {
			if says := r.says(s, l); says != "" {
				all = append(all, Remark{l, r.name, says})
			}
		}
	}
	return all
}

func when(says string, broken func(*Statement, *Line) bool) func(*Statement, *Line) string {
	return func(s *Statement, l *Line) string {
		if broken(s, l) {
			return says
		}
		return ""
	}
}

// applies reports whether somebody said that it applies, or said anything of it
// but that it is excluded.
func (l *Line) applies() bool { return l.Decided() && !l.Excluded }

// needed are the exclusions of ISO/IEC 42001 that a requirement stands against:
// who leaves all of the controls out still has to meet the clause.
var needed = []struct {
	controls []string
	clause   string
}{
	{[]string{"A.2.2"}, "5.2"},
	{[]string{"A.3.2"}, "5.3"},
	{[]string{"A.5.2"}, "6.1.4 and 8.4"},
	{[]string{"A.5.3"}, "6.1.4 and 8.4"},
	{[]string{"A.5.4"}, "6.1.4 and 8.4"},
	{[]string{"A.5.5"}, "6.1.4 and 8.4"},
	{[]string{"A.6.1.2", "A.9.3"}, "6.2"},
}

// doubt says which clause asks for what was left out.
func doubt(s *Statement, l *Line) string {
	for _, n := range needed {
		out := func(ref string) bool {
			other, ok := s.Line(ref)
			return ok && other.Excluded
		}
		if !l.Excluded || !slices.Contains(n.controls, l.Ref) || slices.ContainsFunc(n.controls, func(ref string) bool { return !out(ref) }) {
			continue
		}
		return "is excluded, and clause " + n.clause + " asks for the same; an auditor will doubt it, so include it or say how the clause is met"
	}
	return ""
}

var buys = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(buy|buys|bought|purchas\w*|procur\w*|vendor\w*)\b`)
})

// ofBuyers reports whether a control binds those too who only use bought AI.
func ofBuyers(ref string) bool {
	return slices.Contains([]string{"A.6.2.4", "A.6.2.6", "A.6.2.8"}, ref) || strings.HasPrefix(ref, "A.7.")
}

// contradiction says what else was said that an exclusion does not agree with.
func contradiction(_ *Statement, l *Line) string {
	switch {
	case !l.Excluded:
		return ""
	case l.Declared != "" && l.Declared != assess.DeclaredWords[0]:
		return "is excluded and declared " + DeclaredWord(l.Declared) + "; take the one or the other back"
	case l.findings > 0:
		return "is excluded and has an open nonconformity; close it, or include the control"
	case l.adopted:
		return "is excluded, and an answer on ISO/IEC 42001 was taken over from it; look at that answer again"
	case len(l.Evidence) > 0:
		return "is excluded, and evidence serves it; take it off the evidence, or include the control"
	}
	return ""
}

// RuleNames are the names of the rules, in their order.
func RuleNames() []string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.name
	}
	return names
}

package register

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// findingMarks are what somebody must see of findings. They are no records of a
// register, so no register names these rules.
func findingMarks(c Case) []Mark {
	if c.Assessment == nil {
		return nil
	}
	var all []Mark
	causes := sameCause(c.Assessment)
	for _, f := range c.Assessment.Findings {
		mark := func(degree Degree, rule, sentence string) {
			all = append(all, Mark{degree, rule, sentence, assess.KindFinding, f.ID})
		}
		switch {
		case f.Removed:
			continue
		case f.Closed && f.OpenNonconformity():
			mark(Act, "unverified_closure", "closed, and nobody has checked whether the action worked")
		case f.Closed:
		case f.Due != "" && f.Due < c.today() && !assess.ReachedFinding(f, assess.FindingDone):
			mark(Act, "overdue", "due date was "+day.Show(f.Due)+" and it is not done yet")
		case f.Effect != "" && f.Effect != assess.Effective:
			mark(Act, "no_effect", "the action did not work; look for the cause again")
		}
		if !f.Closed && f.AnswerDue != "" && f.AnswerDue < c.today() && f.AcceptedOn == "" {
			mark(Act, "answer_due", "an answer was due on "+day.Show(f.AnswerDue)+" and none is accepted yet")
		}
		if on := causes[assess.FoldName(f.Cause)]; len(on) >= manyCauses {
			mark(Look, "one_cause", fmt.Sprintf("%s findings have the cause “%s”: %s", strconv.Itoa(len(on)), f.Cause, strings.Join(on, ", ")))
		}
	}
	return all
}

// manyCauses is from how many findings on one cause is a pattern.
const manyCauses = 3

// sameCause are the numbers of the findings by their folded cause.
func sameCause(a *assess.Assessment) map[string][]string {
	all := map[string][]string{}
	for _, f := range a.Findings {
		if cause := assess.FoldName(f.Cause); cause != "" && !f.Removed {
			all[cause] = append(all[cause], a.FindingNumber(f))
		}
	}
	return all
}

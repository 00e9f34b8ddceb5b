package register

import (
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
		if words := c.Assessment.CauseWords(c.Assessment.SameCause(f)); words != "" {
			mark(Look, "one_cause", words)
		}
	}
	return all
}

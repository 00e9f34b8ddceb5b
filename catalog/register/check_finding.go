package register

import (
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// ofFindings are the checks of what is done about findings, which the assessment holds
// by itself.
var ofFindings = map[string]inquiry{
	"corrected": findingsCorrected,
}

// nonconformities are those of an assessment.
func nonconformities(a *assess.Assessment) []assess.Finding {
	return slices.DeleteFunc(slices.Clone(a.Findings), func(f assess.Finding) bool { return f.Removed || !f.Nonconformity() })
}

// findingsCorrected: a nonconformity is answered in time, by what takes its cause away,
// and another person sees on a later day that it worked.
func findingsCorrected(x *exam, t *telling) {
	all := nonconformities(x.Assessment)
	var unverified, causeless, late, failed []assess.Finding
	oldest := ""
	for _, f := range all {
		switch open := !f.Closed && f.State() != assess.FindingVerified; {
		case f.Closed && f.OpenNonconformity():
			unverified = append(unverified, f)
		case open && f.Due != "" && f.Due < x.today() && f.DoneOn == "":
			if late = append(late, f); oldest == "" || f.Due < oldest {
				oldest = f.Due
			}
		case open && f.Effect != "" && f.Effect != assess.Effective:
			failed = append(failed, f)
		}
		if strings.TrimSpace(f.Cause) == "" && (f.Action != "" || f.DoneOn != "") {
			causeless = append(causeless, f)
		}
	}
	x.anyFinding(t, "unverified", unverified)
	x.anyFinding(t, "no-cause", causeless)
	x.anyFinding(t, "late", late, "date", day.Show(oldest))
	x.anyFinding(t, "no-effect", failed)
	x.sameCauses(t, all)
	if verified := slices.DeleteFunc(all, func(f assess.Finding) bool { return f.State() != assess.FindingVerified }); len(verified) > 0 {
		t.sureOf(x.findingWords(verified)...)
	}
}

// sameCauses tells each cause that came back so often that answering each finding
// alone did not take it away.
func (x *exam) sameCauses(t *telling, all []assess.Finding) {
	told := map[string]bool{}
	for _, f := range all {
		same := x.Assessment.SameCause(f)
		if cause := assess.FoldName(f.Cause); len(same) > 0 && !told[cause] {
			told[cause] = true
			x.anyFinding(t, "one-cause", same, "cause", firstLine(same[0].Cause))
		}
	}
}

// anyFinding is any about findings.
func (x *exam) anyFinding(t *telling, fault string, on []assess.Finding, pairs ...string) {
	if len(on) > 0 {
		t.no(fault, nil, append(x.findingWords(on), pairs...)...)
	}
}

// findingWords are what stands for the findings that a sentence rests on.
func (x *exam) findingWords(on []assess.Finding) []string {
	var numbers []string
	for _, f := range on[:min(len(on), mostNamed)] {
		numbers = append(numbers, x.Assessment.FindingNumber(f))
	}
	return []string{"n", strconv.Itoa(len(on)), "records", counted(numbers, len(on))}
}

package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
)

// Recorded is what the records say of a certification audit, factor by factor. What
// only its readers may know of is left out.
func Recorded(c Case) []score.Recorded { return sit(c).outlook() }

func (c *court) outlook() []score.Recorded {
	open := c
	if book := c.Book.ReadBy(c.Catalog, ""); book != c.Book {
		read := c.Case
		read.Book = book
		open = sit(read)
		open.seen.numbers = c.numbers() // of what is left they are the same
	}
	x := open.examine()
	all := make([]score.Recorded, len(score.Factors))
	for i, f := range score.Factors {
		all[i].Factor = f
		all[i].Held, all[i].Says = factors[f.ID](x)
	}
	return all
}

// factors say whether each of score.Factors holds.
var factors = map[string]func(x *exam) (score.Held, string){
	"soa":            soaIssued,
	"audit-planned":  whereKept(KindAudit, auditPlanned),
	"review-planned": whereKept(KindReview, reviewPlanned),
	"audit":          whereKept(KindAudit, auditCovers),
	"review":         whereKept(KindReview, reviewWhole),
	"impact":         whereKept(KindAssessment, impactsApproved),
	"findings":       findingsAnswered,
	"concerns":       concernsAnswered,
	"months":         monthsRecorded,
	"isms":           ismsCertified,
}

// whereKept asks a factor where records of a kind are kept here: else nothing speaks, or it
// is kept elsewhere.
func whereKept(kind string, asks func(x *exam) (score.Held, string)) func(x *exam) (score.Held, string) {
	return func(x *exam) (score.Held, string) {
		e := x.Elsewhere(kind)
		switch {
		case x.forgotten(kind):
			return score.Against, fmt.Sprintf("%s: kept elsewhere, and last looked at there on %s", x.title(kind), day.Show(e.Checked))
		case x.silent(kind) && e.Where != "":
			return score.Elsewhere, fmt.Sprintf("%s: kept elsewhere, looked at on %s by %s", x.title(kind), day.Show(e.Checked), e.By)
		case x.silent(kind):
			return score.Silent, ""
		}
		return asks(x)
	}
}

// soaIssued: a certification that is written down rests on a version that was issued.
func soaIssued(x *exam) (score.Held, string) {
	var issued []assess.Issued
	for _, is := range x.Assessment.Issued {
		if !is.Removed && is.Kind == assess.DocumentSoA && is.About != catalog.ForISMS {
			issued = append(issued, is)
		}
	}
	ce, written := x.Certification()
	named := ce.Text("soa_version")
	has := slices.ContainsFunc(issued, func(is assess.Issued) bool { return assess.FoldName(is.Version) == assess.FoldName(named) })
	switch {
	case len(issued) == 0 && named != "":
		return score.Elsewhere, fmt.Sprintf("%s names version %s of the Statement of Applicability, which was issued elsewhere", x.number(ce), named)
	case len(issued) == 0 && written:
		return score.Against, fmt.Sprintf("%s is written down, and no version of the Statement of Applicability is issued", x.number(ce))
	case len(issued) == 0:
		return score.Silent, ""
	case named != "" && !has:
		return score.Against, fmt.Sprintf("%s names version %s of the Statement of Applicability, and no such version is issued", x.number(ce), named)
	}
	last := issued[len(issued)-1]
	return score.Holds, fmt.Sprintf("version %s of the Statement of Applicability was approved on %s", last.Version, day.Show(last.ApprovedOn))
}

// own are the audits that are no audits of suppliers.
func (x *exam) own() []Record {
	return those(x.of(KindAudit), func(r Record) bool { return r.Text(fieldKind) != "supplier" })
}

func auditPlanned(x *exam) (score.Held, string) {
	all := x.own()
	if len(all) == 0 {
		return score.Against, "no internal audit is planned or held"
	}
	return score.Holds, fmt.Sprintf("%s is %s", x.name(all), all[len(all)-1].State())
}

func reviewPlanned(x *exam) (score.Held, string) {
	all := x.of(KindReview)
	if len(all) == 0 {
		return score.Against, "no management review is planned or held"
	}
	return score.Holds, fmt.Sprintf("%s is %s", x.name(all), all[len(all)-1].State())
}

// auditCovers: everything that applies was audited, as long as that holds.
func auditCovers(x *exam) (score.Held, string) {
	v := x.coverage()
	switch n := len(v.Never); {
	case n == v.Of:
		return score.Against, "no internal audit was held"
	case n > 0:
		return score.Against, fmt.Sprintf("%d of %d clauses and controls were never audited: %s", n, v.Of, x.refs(v.Never))
	case len(v.Old) > 0:
		return score.Against, fmt.Sprintf("%d of %d clauses and controls were last audited more than %d months ago: %s", len(v.Old), v.Of, cycleMonths, x.refs(v.Old))
	}
	last := ""
	for _, on := range v.Looked {
		last = max(last, on)
	}
	return score.Holds, fmt.Sprintf("all %d clauses and controls were audited, the last on %s", v.Of, day.Show(last))
}

// reviewWhole: the last review is no older than a year, and lacked nothing.
func reviewWhole(x *exam) (score.Held, string) {
	last, on := latest(those(x.of(KindReview), in(held)), fieldHeldOn)
	if last.ID == "" {
		return score.Against, "no management review was held"
	}
	name := x.number(last)
	empty := x.emptyInputs(last)
	switch {
	case x.past(on, reviewMonths):
		return score.Against, fmt.Sprintf("the last management review, %s, was held on %s", name, day.Show(on))
	case len(empty) > 0:
		return score.Against, fmt.Sprintf("%s had nothing before it on: %s", name, strings.Join(empty, ", "))
	}
	return score.Holds, fmt.Sprintf("%s was held on %s, with every input before it", name, day.Show(on))
}

// impactsApproved: each system in use has an approved assessment that no change has
// overtaken.
func impactsApproved(x *exam) (score.Held, string) {
	var t telling
	impactsAssessed(x, &t)
	lacking := map[string][]string{}
	for _, f := range t.faults {
		lacking[f.fault] = append(lacking[f.fault], f.system.Name)
	}
	var said []string
	for _, f := range []struct{ fault, words string }{{"none", "no approved impact assessment: "}, {"behind", "overtaken by a change: "}} {
		if all := lacking[f.fault]; len(all) > 0 {
			said = append(said, f.words+counted(all[:min(len(all), mostNamed)], len(all)))
		}
	}
	used := 0
	for _, s := range x.systems {
		if s.Stage == stageInUse {
			used++
		}
	}
	switch {
	case len(said) > 0:
		return score.Against, strings.Join(said, "; ")
	case used == 0:
		return score.Silent, ""
	}
	return score.Holds, fmt.Sprintf("every AI system in use has an approved impact assessment, %d of them", used)
}

// findingsAnswered: no major nonconformity is open on the ISMS, and the body waits for
// no answer.
func findingsAnswered(x *exam) (score.Held, string) {
	var major, late []string
	any := false
	for _, f := range x.Assessment.Findings {
		if f.Removed {
			continue
		}
		any = true
		number := x.Assessment.FindingNumber(f)
		if f.Baseline != "" && f.Grade == assess.GradeMajor && f.OpenNonconformity() {
			major = append(major, number)
		}
		if !f.Closed && f.AcceptedOn == "" && x.late(f.AnswerDue) {
			late = append(late, number)
		}
	}
	var said []string
	if n := len(major); n > 0 {
		said = append(said, "open major nonconformities of the ISMS: "+counted(major[:min(n, mostNamed)], n))
	}
	if n := len(late); n > 0 {
		said = append(said, "the body waits for an answer: "+counted(late[:min(n, mostNamed)], n))
	}
	switch {
	case len(said) > 0:
		return score.Against, strings.Join(said, "; ")
	case !any:
		return score.Silent, ""
	}
	return score.Holds, "no major nonconformity of the ISMS is open, and the body waits for no answer"
}

// concernsAnswered: what the body saw in stage 1 is answered before stage 2.
func concernsAnswered(x *exam) (score.Held, string) {
	ce, _ := x.Certification()
	all := x.children(KindConcernArea, ce.ID)
	raised := those(all, in(ConcernRaised))
	stage2 := ce.Text(fieldStage2)
	switch {
	case ce.ID == "" || len(all) == 0:
		return score.Silent, ""
	case len(raised) > 0 && stage2 != "":
		return score.Against, fmt.Sprintf("%d of %d areas of concern are not answered (%s); stage 2 begins on %s", len(raised), len(all), x.name(raised), day.Show(stage2))
	case len(raised) > 0:
		return score.Against, fmt.Sprintf("%d of %d areas of concern are not answered (%s)", len(raised), len(all), x.name(raised))
	}
	return score.Holds, fmt.Sprintf("areas of concern that are answered: %d of %d", len(all), len(all))
}

// monthsRecorded: what is done is on record three months before stage 2.
func monthsRecorded(x *exam) (score.Held, string) {
	since, by := x.operating()
	from, err := time.Parse(time.DateOnly, since)
	if err != nil {
		return score.Silent, ""
	}
	ce, _ := x.Certification()
	stage2 := cmp.Or(ce.Text("stage_2_held"), ce.Text(fieldStage2))
	wanted := cmp.Or(stage2, x.today())
	number := x.number(by)
	if day.Months(from, score.RecordMonths).Format(time.DateOnly) > wanted {
		until := "today"
		if stage2 != "" {
			until = "stage 2 on " + day.Show(stage2)
		}
		return score.Against, fmt.Sprintf("the oldest record of what is done, %s, is of %s; until %s that is less than %d months", number, day.Show(since), until, score.RecordMonths)
	}
	return score.Holds, fmt.Sprintf("what is done is on record since %s (%s)", day.Show(since), number)
}

// ismsCertified: a body has seen what the AIMS takes over.
func ismsCertified(x *exam) (score.Held, string) {
	switch x.Assessment.Profile.ISMSCertified {
	case "yes":
		return score.Holds, "the ISMS is certified, so a body has seen what the AIMS takes over from it"
	case "no":
		return score.Against, "the ISMS is not certified, so the body looks at what the AIMS takes over from it, too"
	}
	return score.Silent, ""
}

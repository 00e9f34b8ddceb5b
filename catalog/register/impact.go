package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Impact is what the rules read of an impact.
type Impact struct {
	Side          string `field:"side"`
	AcceptedBy    string `field:"accepted_by"`
	AcceptedUntil string `field:"accepted_until"`
	AtTop         string `field:"at_top"`

	Severity   int `field:"severity"`
	Reach      int `field:"reach"`
	Likelihood int `field:"likelihood"`
	Repair     int `field:"repair"`

	SeverityAfter   int `field:"severity_after"`
	LikelihoodAfter int `field:"likelihood_after"`
	RepairAfter     int `field:"repair_after"`
}

// The registers of impact assessments and of the impacts below them.
const (
	KindAssessment = "impact-assessment"
	KindImpact     = "impact"
)

// What their fields and states say.
const (
	harm     = "harm"
	approved = "approved"
	ended    = "no longer arises"
)

// hard is the severity from which a harm needs a safeguard and a place in the risk
// register, or a reason for having none.
const hard = 3

var impactFields = readerOf[Impact]()

// Harm reports whether it is bad; a benefit has no rating.
func (i Impact) Harm() bool { return i.Side == harm }

// Severe reports whether top management decides on it: severity 4, or repair 4
// with likelihood 2 or more.
func (i Impact) Severe() bool {
	return i.Harm() && (i.Severity == 4 || i.Repair == 4 && i.Likelihood >= 2)
}

// After is the impact with its safeguards; what is not said of it then is as before.
func (i Impact) After() Impact {
	i.Severity = cmp.Or(i.SeverityAfter, i.Severity)
	i.Likelihood = cmp.Or(i.LikelihoodAfter, i.Likelihood)
	i.Repair = cmp.Or(i.RepairAfter, i.Repair)
	return i
}

// impactOf is an impact as it is held against the limit: with its safeguards once
// these are there.
func impactOf(r Record) Impact {
	i := impactFields.read(r)
	if r.State() != "open" {
		return i.After()
	}
	return i
}

// Impacts are the impacts of an assessment, the worst first: by severity, by whether
// they are severe, then by reach. Benefits come last.
func (c Case) Impacts(ia Record) []Record { return worstFirst(c.children(KindImpact, ia.ID)) }

func worstFirst(all []Record) []Record {
	slices.SortStableFunc(all, func(a, b Record) int {
		x, y := impactOf(a), impactOf(b)
		return cmp.Or(cmp.Compare(rank(y), rank(x)), cmp.Compare(y.Severity, x.Severity), cmp.Compare(y.Reach, x.Reach))
	})
	return all
}

func rank(i Impact) int {
	switch {
	case i.Severe():
		return 2
	case i.Harm():
		return 1
	}
	return 0
}

// Highest is the severity of the worst harm of an assessment that still arises, and
// whether a harm is severe; no average is made.
func (c Case) Highest(ia Record) (severity int, severe bool) {
	for _, r := range c.Impacts(ia) {
		if i := impactOf(r); i.Harm() && r.State() != ended {
			severity, severe = max(severity, i.Severity), severe || i.Severe()
		}
	}
	return severity, severe
}

// impactRating: a harm is rated, and somebody at the top decides on a severe one.
func impactRating(_ *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if r.State() == ended {
		return OK, ""
	}
	i := impactFields.read(r)
	empty := unsaid(k, r, "severity", "reach", "likelihood", "repair")
	switch {
	case i.Severe() && r.State() == "open" && (i.AcceptedBy == "" || i.AtTop != catalog.Yes):
		return Act, "it is severe and open; top management decides on it"
	case i.Harm() && len(empty) > 0:
		return Look, "it is not rated by " + strings.Join(empty, ", ")
	}
	return OK, ""
}

// harmAcceptanceMissing: what stays of a severe harm is accepted at the top until a
// day, and no acceptance is past its day.
func harmAcceptanceMissing(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	i := impactOf(r)
	if r.State() != "safeguarded" && r.State() != "accepted" {
		return OK, ""
	}
	switch until := i.AcceptedUntil; {
	case i.AcceptedBy != "" && until != "" && until < c.today():
		return Act, fmt.Sprintf("it was accepted until %s; it is to be decided anew", day.Show(until))
	case !i.Severe():
	case i.AcceptedBy == "":
		return Act, "it is still severe and nobody accepted it"
	case until == "":
		return Act, "it is severe and accepted without a day until which"
	case i.AtTop != catalog.Yes:
		return Act, "it is severe and not accepted by top management"
	}
	return OK, ""
}

// gainsFromLaunch: who decides owns a system that the assessment is about.
func gainsFromLaunch(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	who, about := r.Text(args[0]), r
	if parent, below := c.Book.Record(KindAssessment, r.parent); below {
		about = parent
	}
	if who == "" {
		return OK, ""
	}
	for _, id := range about.List("systems") {
		if s, known := c.Assessment.System(id); known && assess.FoldName(s.Owner) == assess.FoldName(who) {
			return Act, fmt.Sprintf("%s is the owner of %s and gains from its launch; %s names somebody else", label(k, args[0]), s.Name, article(k))
		}
	}
	return OK, ""
}

// made are the answers that are made from the impacts of an assessment: from which of
// them, and what is said of one.
var made = map[string]struct {
	of  func([]Record) []Record
	row func(Case, Record) []string
}{
	catalog.AnswerSafeguards: {heavy, safeguards},
	catalog.AnswerRemaining:  {staying, remaining},
	catalog.AnswerRisks:      {heavy, towardsRisks},
}

// heavy are the harms of severity 3 or more that still arise.
func heavy(impacts []Record) []Record {
	var all []Record
	for _, r := range impacts {
		if i := impactFields.read(r); i.Harm() && (i.Severity >= hard || i.Severe()) && r.State() != ended {
			all = append(all, r)
		}
	}
	return all
}

func (c Case) named(r Record) string { return c.number(r) + " " + r.Title() }

func safeguards(c Case, r Record) []string {
	what := r.Text("action")
	if named := c.Says(r, "safeguards"); named != "" {
		what = strings.TrimSpace(strings.Join([]string{named, what}, " "))
	}
	return []string{c.named(r), what, r.Text("owner"), c.Says(r, "due"), r.Text("seen_by")}
}

// staying are the harms of which something stays: those that are accepted, and those
// that are heavy.
func staying(impacts []Record) []Record {
	var all []Record
	for _, r := range impacts {
		i := impactOf(r)
		if i.Harm() && r.State() != ended && (r.State() == "accepted" || i.Severity >= hard || i.Severe()) {
			all = append(all, r)
		}
	}
	return all
}

func remaining(c Case, r Record) []string {
	return []string{c.named(r), r.Text("why_stays"), r.Text("accepted_by"), c.Says(r, "accepted_until")}
}

func towardsRisks(c Case, r Record) []string {
	return []string{c.named(r), c.Says(r, "risk"), r.Text("no_risk")}
}

// FromImpact makes the risk for the organisation that an impact is, and links the
// impact to it. How likely it is and what it would cost is rated anew: the scales of
// a risk speak of the organisation.
func FromImpact(c Case, impactID, riskID string) ([]assess.Change, error) {
	was, err := c.record(KindImpact, impactID)
	if err != nil {
		return nil, err
	}
	if id := was.Text("risk"); id != "" {
		if risk, known := c.Book.Record(riskKind, id); known && !risk.Removed() {
			return nil, fmt.Errorf("%s is the risk %s already; open that one", c.Book.Number(c.Catalog, was), c.Book.Number(c.Catalog, risk))
		}
	}
	changes, err := Put(c, riskKind, riskID, c.riskOf(was))
	if err != nil {
		return nil, err
	}
	is := was
	is.say("risk", encode(riskID))
	return append(changes, differ(was, is)...), nil
}

// riskOf is what an impact says of the risk that it is.
func (c Case) riskOf(r Record) map[string]string {
	kind := opportunity
	if impactFields.read(r).Harm() {
		kind = "threat"
	}
	var systems []string
	ia, _ := c.Book.Record(KindAssessment, r.parent)
	for _, s := range c.Assessment.ActiveSystems() {
		if slices.Contains(ia.List("systems"), s.ID) {
			systems = append(systems, s.ID)
		}
	}
	return map[string]string{
		catalog.RecordTitle: r.Title(), "kind": kind, "happens": r.Text("happens"), "systems": strings.Join(systems, ", "),
		"to_come": strings.Join(r.List("safeguards"), ", "), "action": r.Text("action"),
		catalog.RecordOwner: r.Text("owner"), catalog.RecordDue: r.Text("due"),
	}
}

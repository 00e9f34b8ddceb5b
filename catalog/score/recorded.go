package score

import "slices"

// Factor is one thing that records say of a certification audit.
type Factor struct {
	ID     string
	Name   string // as a person calls it
	Stage  int    // 1 or 2: the stage that it can stand in the way of; 0: it is told and blocks nothing
	Item   string // the item at which it does
	Counts string // which records count
	Wants  string // what they must show, so that nothing stands in the way
}

// Factors are all of them, by stage (method, section 4). Which of them holds is
// decided where records are known, by package register; what follows from it, here:
// one that records contradict is a blocker of its stage at its item, whatever the item
// is rated. None of them ever takes a blocker away, and none speaks before a record
// does. A register that is kept elsewhere, and where somebody looked within a year,
// counts as looked at.
var Factors = []Factor{
	{"soa", "Statement of Applicability", 1, "6.1.3", "versions that were issued, and the one that the certification names", "once a certification is written down, a version is issued, and the one it names is among them"},
	{"audit-planned", "Internal audit, planned", 1, "9.2.2", "internal audits", "one is planned at least"},
	{"review-planned", "Management review, planned", 1, "9.3.1", "management reviews", "one is planned at least"},
	{"audit", "Internal audit, held", 2, "9.2.2", "internal audits that are closed, and sessions that were held", "every clause and control that applies was audited, after stage 2 within 36 months"},
	{"review", "Management review, held", 2, "9.3.3", "management reviews that were held", "the last one is no older than 12 months, and every input lay before it"},
	{"impact", "Impact assessments", 2, "8.4", "impact assessments that are approved", "each AI system in use has one that no change has overtaken"},
	{"findings", "Findings", 2, "10.2", "nonconformities of the ISMS, and answers that are due to the body", "no major one is open on the ISMS, and no answer is late; those of the AIMS block at their own items"},
	{"concerns", "Areas of concern", 2, "10.2", "what the body saw in stage 1", "each is answered"},
	{"months", "Months of records", 2, "8.1", "the oldest record of clauses 8 to 10 that says a day", "it is three months older than stage 2, or than today where no day is set"},
	{"isms", "Certified ISMS", 0, "", "the profile", "the ISMS is certified, so that a body has seen what the AIMS takes over"},
}

// What a certification body looks for, in months: records before stage 2, and the first
// surveillance audit, at the latest, after the decision.
const (
	RecordMonths       = 3
	SurveillanceMonths = 12
)

// Held is what records say of a factor.
type Held int

// What they can say.
const (
	Silent    Held = iota // nothing; the answers alone decide
	Holds                 // that it is so
	Elsewhere             // that it is kept elsewhere, where somebody looked within a year
	Against               // that it is not so
)

func (h Held) String() string {
	return [...]string{"no record speaks", "holds", "kept elsewhere", "stands against"}[h]
}

// Recorded is what records say of one factor, and the sentence that says it, without
// a full stop.
type Recorded struct {
	Factor
	Held Held
	Says string
}

// Blocks reports whether it stands in the way of a stage.
func (r Recorded) Blocks() bool { return r.Held == Against && r.Stage > 0 }

// Told are those of which records say anything, in their order.
func Told(all []Recorded) []Recorded {
	return slices.DeleteFunc(slices.Clone(all), func(r Recorded) bool { return r.Held == Silent })
}

// recorded are the reasons for which records block an item in a stage.
func (o *outlooker) recorded(stage int, i *ItemScore) []string {
	var reasons []string
	for _, r := range o.records {
		if r.Blocks() && r.Stage == stage && r.Item == i.Item.ID {
			reasons = append(reasons, "records: "+r.Says)
		}
	}
	return reasons
}

package assess

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// Finding is a statement about an item that did not meet, or could do better, and
// the way from there to a check that what was done about it worked. It is about an
// item of ISO/IEC 42001, or of the ISMS.
type Finding struct {
	ID        string
	Number    int    // shown as FI-1, FI-2 …; 0: made before findings had numbers
	Item      string // id of an item; empty where Baseline is not
	Baseline  string // id of an item of the ISMS
	System    string // id of an AI system; empty: the item as a whole
	Statement string
	Grade     string // one of Grades

	Requirement string // what was asked for and not met
	ShownBy     string
	Extent      string
	RaisedBy    string // one of Raisers
	AnswerDue   string // YYYY-MM-DD, to the body that raised it
	AcceptedOn  string // YYYY-MM-DD, when that body accepted the answer

	Containment string
	Correction  string
	Elsewhere   string // where else it was looked for
	Cause       string
	CauseBy     string // how the cause was found, one of CauseWays

	Action     string
	AIMSChange string
	Owner      string
	Due        string // YYYY-MM-DD
	DoneOn     string // YYYY-MM-DD

	EffectHow string
	EffectBy  string // not the owner
	EffectOn  string // YYYY-MM-DD, later than DoneOn
	Effect    string // one of Effects

	Closed        bool
	ClosedBy      string
	ClosedOn      string // YYYY-MM-DD
	ClosedBecause string // why without a check of the effect
	// Unverified says that a nonconformity was closed although nobody had checked the
	// effect: it still caps. One that was closed before anybody was asked does not.
	Unverified bool

	Removed bool
}

// The grades of a finding; the first two are nonconformities.
const (
	GradeMajor       = "major"
	GradeMinor       = "minor"
	GradeOpportunity = "opportunity"
	GradeNote        = "note"
)

// The states of a finding that others ask for.
const (
	FindingOpen     = "open"
	FindingUnderWay = "under way"
	FindingDone     = "done"
	FindingVerified = "verified"
)

// Effective is what a check says of a corrective action that worked.
const Effective = "effective"

// RaisedByBody is who raised a finding that waits for an answer.
const RaisedByBody = "certification body"

// The words that closed lists of findings offer, first the usual one where there is
// one.
var (
	Grades    = []string{GradeMajor, GradeMinor, GradeOpportunity, GradeNote}
	Raisers   = []string{"internal", RaisedByBody, "ISMS"}
	CauseWays = []string{"five whys", "fault tree", "interpretability", "statistics of outputs", "other"}
	Effects   = []string{"not effective", Effective} // in the order in which one is shown of several
)

// The fields of a finding that decide something; who sets them leads.
const (
	fieldClosed        = "closed"
	fieldClosedBy      = "closed_by"
	fieldClosedOn      = "closed_on"
	fieldClosedBecause = "closed_because"
	fieldUnverified    = "closed_unverified"
	fieldAcceptedOn    = "accepted_on"
	fieldEffect        = "effect"
	fieldEffectBy      = "effect_by"
	fieldEffectOn      = "effect_on"
)

// FindingField is a field of a finding that people write as a text. What was found,
// its grade, its place and its end are asked in ways of their own.
type FindingField = TextField[Finding]

// FindingFields are all of them, in the order in which they are asked.
var FindingFields = []FindingField{
	{"requirement", "requirement", "what is asked for and not met, in your own words", Lines, nil, func(f *Finding) *string { return &f.Requirement }, both},
	{"shown_by", "evidence of the finding", "what shows it: a record, a sample, what somebody said", Lines, nil, func(f *Finding) *string { return &f.ShownBy }, both},
	{"extent", "extent", "how far it goes: cases, systems, sites, and since when", Lines, nil, func(f *Finding) *string { return &f.Extent }, both},
	{"raised_by", "origin", "whose audit brought it up", Word, Raisers, func(f *Finding) *string { return &f.RaisedBy }, nil},
	{"answer_due", "day of the answer", "the day by which who raised it wants an answer", Day, nil, func(f *Finding) *string { return &f.AnswerDue }, nil},
	{fieldAcceptedOn, "day of acceptance", "the day on which who raised it accepted the answer; who leads says so", Day, nil, func(f *Finding) *string { return &f.AcceptedOn }, emptyFirst},

	{"containment", "containment", "what was done at once, so that it harms nobody further", Lines, nil, func(f *Finding) *string { return &f.Containment }, both},
	{"correction", "correction", "what was put right", Lines, nil, func(f *Finding) *string { return &f.Correction }, both},
	{"elsewhere", "search elsewhere", "where else the same could be, and what was found there", Lines, nil, func(f *Finding) *string { return &f.Elsewhere }, both},

	{"cause", "cause", "why it could happen, not who did it", Lines, nil, func(f *Finding) *string { return &f.Cause }, both},
	{"cause_by", "method for the cause", "how the cause was found", Word, CauseWays, func(f *Finding) *string { return &f.CauseBy }, nil},

	{"action", "corrective action", "what takes the cause away", Lines, nil, func(f *Finding) *string { return &f.Action }, both},
	{"aims_change", "change to the AIMS", "which rule, role or document changes because of it; none where none does", Lines, nil, func(f *Finding) *string { return &f.AIMSChange }, both},
	{FieldOwner, "owner", "who sees to the action", Person, nil, func(f *Finding) *string { return &f.Owner }, nil},
	{FieldDue, "due date", "the day by which it is done", Day, nil, func(f *Finding) *string { return &f.Due }, nil},
	{"done_on", "day it was done", "the day on which the action was in place", Day, nil, func(f *Finding) *string { return &f.DoneOn }, emptyFirst},

	{"effect_how", "check of the effect", "how one sees that it does not come back", Lines, nil, func(f *Finding) *string { return &f.EffectHow }, both},
	{fieldEffectBy, "checker of the effect", "who looked: another person than the owner", Person, nil, func(f *Finding) *string { return &f.EffectBy }, emptyFirst},
	{fieldEffectOn, "day of the check", "a later day than it was done", Day, nil, func(f *Finding) *string { return &f.EffectOn }, emptyFirst},
	{fieldEffect, "effect", "what the check found; who leads says so", Word, Effects, func(f *Finding) *string { return &f.Effect }, earliest(append([]string{""}, Effects...))},

	{fieldClosedBecause, "reason for closing", "why it is closed before its effect was checked", Lines, nil, func(f *Finding) *string { return &f.ClosedBecause }, both},
}

// FindingFieldNamed finds a field by its name.
func FindingFieldNamed(name string) (FindingField, bool) { return fieldNamed(FindingFields, name) }

func (f *Finding) ident() *string { return &f.ID }

func (f *Finding) fields() []Field {
	all := []Field{
		{Name: FieldNumber, At: &f.Number},
		{Name: "item", At: &f.Item, Refers: AnItem},
		{Name: "baseline", At: &f.Baseline},
		{Name: "system", At: &f.System, Refers: ASystem},
		{Name: "statement", At: &f.Statement, shown: both},
		{Name: "grade", At: &f.Grade, shown: earliest(Grades)},
		{Name: fieldClosed, At: &f.Closed, shown: falseFirst},
		{Name: fieldClosedBy, At: &f.ClosedBy, shown: emptyFirst},
		{Name: fieldClosedOn, At: &f.ClosedOn, shown: emptyFirst},
		{Name: fieldUnverified, At: &f.Unverified, shown: trueFirst},
	}
	all = append(all, fieldsOf(FindingFields, f)...)
	return append(all, Field{Name: FieldRemoved, At: &f.Removed, shown: falseFirst})
}

// Nonconformity reports whether the finding is one, rather than an observation.
func (f Finding) Nonconformity() bool { return f.Grade == GradeMajor || f.Grade == GradeMinor }

// OpenNonconformity reports whether the finding stands against conformity now: until
// somebody has checked that what was done worked.
func (f Finding) OpenNonconformity() bool {
	return !f.Removed && f.Nonconformity() && (!f.Closed || f.Unverified) && f.State() != FindingVerified
}

// findingSteps are the states of a finding after open, and what each asks for. All
// but the first build on one another.
var findingSteps = []struct {
	state string
	needs []string
}{
	{"contained", []string{"containment"}},
	{"cause known", []string{"cause", "cause_by"}},
	{FindingUnderWay, []string{"action", FieldOwner, FieldDue}},
	{FindingDone, []string{"done_on"}},
	{FindingVerified, []string{fieldEffectBy, fieldEffectOn, fieldEffect}},
}

// FindingStates are the states of a finding, in their order.
func FindingStates() []string {
	all := []string{FindingOpen}
	for _, s := range findingSteps {
		all = append(all, s.state)
	}
	return all
}

// State is how far the finding has come. It follows from what is said of it and is
// never typed.
func (f Finding) State() string {
	state := FindingOpen
	for i, step := range findingSteps {
		switch {
		case len(f.lacks(step.needs)) > 0:
			if i > 0 { // what needs no containment goes on without
				return state
			}
		case step.state == FindingVerified && f.checkEffect() != nil, step.state == FindingVerified && f.Effect != Effective:
			return state
		default:
			state = step.state
		}
	}
	return state
}

// ReachedFinding reports whether a finding has come as far as a state.
func ReachedFinding(f Finding, state string) bool {
	all := FindingStates()
	return slices.Index(all, f.State()) >= slices.Index(all, state)
}

// PlanAccepted reports whether there is a plan for the finding that stands: an action,
// its owner and its day, and where the certification body raised it its word as well.
func (f Finding) PlanAccepted() bool {
	return ReachedFinding(f, FindingUnderWay) && (f.RaisedBy != RaisedByBody || f.AcceptedOn != "")
}

// Shown is how the finding stands, in words: closed, or its state.
func (f Finding) Shown() string {
	state := f.State()
	switch {
	case f.Closed && f.Unverified && state != FindingVerified:
		return "closed, effect not verified"
	case f.Closed:
		return "closed"
	case state == FindingDone && f.Effect != "" && f.Effect != Effective:
		return "done, not effective"
	}
	return state
}

// Lacks are the fields that the next state of the finding asks for and that say
// nothing, in their order, and that state; none where it is verified.
func (f Finding) Lacks() (next string, fields []FindingField) {
	at := slices.Index(FindingStates(), f.State())
	for _, step := range findingSteps[at:] {
		if lacks := f.lacks(step.needs); len(lacks) > 0 {
			return step.state, lacks
		}
	}
	return "", nil
}

func (f Finding) lacks(names []string) []FindingField {
	var all []FindingField
	for _, name := range names {
		if field, _ := FindingFieldNamed(name); blank(*field.At(&f)) {
			all = append(all, field)
		}
	}
	return all
}

// Finding finds a finding by id, removed ones included.
func (a *Assessment) Finding(id string) (Finding, bool) { return find(a.Findings, id) }

// About makes a finding one about an item of either standard.
func (f *Finding) About(it *catalog.Item) {
	f.Item, f.Baseline = it.ID, ""
	if isms, is := BaselineOf(RefOf(it)); is {
		f.Item, f.Baseline, f.System = "", isms, ""
	}
}

// FindingsOn are the findings on an item, oldest first, closed ones included.
func (a *Assessment) FindingsOn(item string) []Finding {
	return keep(a.Findings, func(f Finding) bool { return !f.Removed && f.Item == item })
}

// FindFinding finds a finding by its id or its number.
func FindFinding(a *Assessment, named string) (Finding, bool) {
	if f, ok := a.Finding(named); ok {
		return f, !f.Removed
	}
	for _, f := range a.Findings {
		if !f.Removed && catalog.SameNumber(a.FindingNumber(f), named) {
			return f, true
		}
	}
	return Finding{}, false
}

// Causes are the causes of earlier findings, each once, the newest first.
func (a *Assessment) Causes() []string {
	var all []string
	seen := map[string]bool{}
	for _, f := range slices.Backward(a.Findings) {
		if f.Removed || blank(f.Cause) || seen[FoldName(f.Cause)] {
			continue
		}
		seen[FoldName(f.Cause)] = true
		all = append(all, f.Cause)
	}
	return all
}

// ManyCauses is from how many findings on one cause is a pattern.
const ManyCauses = 3

// SameCause are the findings that have the cause of one, itself included, oldest
// first, where they are so many that it is a pattern; else none.
func (a *Assessment) SameCause(f Finding) []Finding {
	cause := FoldName(f.Cause)
	all := keep(a.Findings, func(g Finding) bool { return !g.Removed && cause != "" && FoldName(g.Cause) == cause })
	if len(all) < ManyCauses {
		return nil
	}
	return all
}

// CauseWords say which findings have one cause; empty where there are none.
func (a *Assessment) CauseWords(same []Finding) string {
	if len(same) == 0 {
		return ""
	}
	numbers := make([]string, len(same))
	for i, f := range same {
		numbers[i] = a.FindingNumber(f)
	}
	return fmt.Sprintf("%d findings have the cause “%s”: %s", len(same), same[0].Cause, strings.Join(numbers, ", "))
}

// findingWords are what people say of the fields of a finding.
var findingWords = func() []wording {
	all := []wording{
		plain(FieldNumber, "number"),
		plain("item", "item").shown(itemsShown),
		plain("baseline", "ISMS item"),
		plain("system", "AI system").shown(systemShownAs),
		{
			field: "statement", noun: "statement", begins: "recorded {it}|: “{v}”",
			set: "worded {it} anew|: “{v}”", cleared: "took the words of {it} away",
			stands: "the words of {it} are as they were", none: "{it} {has} no words again",
		},
		{
			field: "grade", noun: "grade", set: "graded {it}| as {v}", changed: "graded {it}| as {v}, {before} before",
			cleared: "took the grade of {it} away", stands: "{it} {is} graded as {v} again", none: "{it} {has} no grade again",
		},
		yesOrNo(fieldClosed, "closed", "closed {it}", "opened {it} again", "closed again", "open again"),
		plain(fieldClosedBy, "closing name").within(fieldClosed, ""),
		plain(fieldClosedOn, "closing day").shown(dayShown).within(fieldClosed, ""),
		yesOrNo(fieldUnverified, "closed without a check", "left the effect of {it} unverified", "took back that the effect of {it} is unverified",
			"closed without a check again", "not closed without a check again").within(fieldClosed, ", its effect not verified"),
		removal("removed {it}", "brought {it} back"),
	}
	return append(all, wordingsOf(FindingFields)...)
}()

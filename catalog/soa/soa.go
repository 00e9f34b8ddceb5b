// Package soa compiles the Statement of Applicability out of an assessment: which
// controls apply and why, how far they are implemented, and what an auditor would
// ask about them.
//
// Its one rule: it says what people declared, beside what their answers say, and
// makes up neither a reason nor a status.
package soa

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// The statements there are, by the number of the standard.
const (
	AIMS = "42001"
	ISMS = "27001"
	Both = "both"
)

// Standards are the words by which a statement is asked for.
var Standards = []string{AIMS, ISMS, Both}

// Statement is a Statement of Applicability as it stands on a day.
type Statement struct {
	Standard string
	Day      time.Time
	Lines    []*Line // in the order of the standards, own controls after those of ISO/IEC 42001

	inPlace int               // the rating from which a control is in place
	numbers map[string]string // of records, by id, once Take found them
}

// Line is what the statement says of one control.
type Line struct {
	Item *catalog.Item
	Ref  string // as in every list of items of both standards
	assess.Statement
	Out
	Standing assess.Standing // how it is rated; never shown to a certification body unasked
	Owner    string
	Due      string // YYYY-MM-DD
	Note     string
	Evidence []assess.Evidence
	Systems  []SystemLine // of an item about AI systems: those in scope that have an answer of their own
	Also     []Also       // what the same work does for the other standard

	// What Take found in records.
	Driven   []register.Drive
	NeededBy []string // of an excluded control, the numbers of the records that need it

	findings int // open nonconformities
	adopted  bool
}

// Out is the exclusion of a control.
type Out struct {
	Excluded   bool
	WhyOut     string
	Risk       string // the risk it refers to, where given
	ApprovedBy string
	ApprovedOn string // YYYY-MM-DD
}

// SystemLine is what is said of one AI system apart from the others.
type SystemLine struct {
	System assess.System
	Out
	Standing assess.Standing
	Owner    string
	Evidence []assess.Evidence
}

// Also is an item of the other standard that shares work with a control.
type Also struct {
	Ref   string
	Level string // how much of the ISO/IEC 42001 side the ISO/IEC 27001 side carries
}

// Compile makes the statement of a standard, one of Standards, as it stands.
func Compile(cat *catalog.Catalog, a *assess.Assessment, day time.Time, standard string) *Statement {
	c := compiler{cat: cat, a: a, systems: a.InScope(), evidence: map[string][]assess.Evidence{}}
	c.look()
	s := &Statement{Standard: standard, Day: day, inPlace: cat.Method.InPlace}
	if standard != ISMS {
		for _, set := range assess.Sets(cat, a) {
			s.Lines = append(s.Lines, c.lines(set)...)
		}
	}
	if standard != AIMS {
		for _, set := range cat.Foundation().Clauses {
			s.Lines = append(s.Lines, c.lines(set)...)
		}
	}
	return s
}

// Line finds the line of a control by its name in a list.
func (s *Statement) Line(ref string) (*Line, bool) {
	at := slices.IndexFunc(s.Lines, func(l *Line) bool { return l.Ref == ref })
	if at < 0 {
		return nil, false
	}
	return s.Lines[at], true
}

// Excluded counts the controls that do not apply.
func (s *Statement) Excluded() int {
	n := 0
	for _, l := range s.Lines {
		if l.Excluded {
			n++
		}
	}
	return n
}

// Number is what a person calls the control: with its standard in front where it
// is one of ISO/IEC 27001.
func (l *Line) Number() string {
	if _, isms := assess.BaselineOf(l.Ref); isms {
		return l.Ref
	}
	return l.Item.Number
}

// Decided reports whether anybody has said something of it that belongs into the
// statement.
func (l *Line) Decided() bool {
	return l.Excluded || l.Statement != assess.Statement{} || l.Standing.State != assess.Unanswered
}

// HasDriver reports whether one of some words drives the control.
func (l *Line) HasDriver(words ...string) bool {
	return slices.ContainsFunc(strings.Fields(l.DrivenBy()), func(w string) bool { return slices.Contains(words, w) })
}

// Rating is the rating in words.
func (l *Line) Rating() string { return rating(l.Standing) }

// Rating is the rating for this system in words.
func (l *SystemLine) Rating() string { return rating(l.Standing) }

func rating(st assess.Standing) string {
	switch st.State {
	case assess.Rated:
		return strconv.Itoa(st.Level)
	case assess.NA:
		return "n/a"
	case assess.Partial:
		return "partial"
	}
	return ""
}

// Differs says where the rating and what is declared disagree; empty where they
// do not.
func (s *Statement) Differs(l *Line) string {
	rated := l.Standing.State == assess.Rated
	switch {
	case l.Excluded || !rated || l.Declared == "":
		return ""
	case l.Declared == assess.Implemented && l.Standing.Level < s.inPlace:
		return "declared implemented, rated " + l.Rating()
	case l.Declared == assess.DeclaredWords[0] && l.Standing.Level >= s.inPlace:
		return "declared not implemented, rated " + l.Rating()
	}
	return ""
}

// The words of a driver and of a declared status as a person reads them, by the
// words in which they are kept.
var (
	drivers = map[string]string{
		"risk": "risk", "impact": "impact on people", "objective": "objective", "law": "law", "contract": "contract or party",
		"isms": "ISMS control", "practice": "good practice",
	}
	declared = map[string]string{
		"": "not declared", "none": "not implemented", "planned": "planned", "partly": "partly implemented", assess.Implemented: "implemented",
	}
)

// DriverWord is a driver as a person reads it.
func DriverWord(word string) string { return drivers[word] }

// DeclaredWord is a declared status as a person reads it.
func DeclaredWord(word string) string { return declared[word] }

// NextDeclared is the status after another one, around the end.
func NextDeclared(word string) string {
	at := slices.Index(assess.DeclaredWords, word)
	return assess.DeclaredWords[(at+1)%len(assess.DeclaredWords)]
}

package data

import (
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/report"
	"crosswalk/catalog/soa"
)

type SoA struct {
	Assessment Assessment       `json:"assessment" says:"The assessment this is about."`
	Standard   string           `json:"standard" is:"standard"`
	Day        string           `json:"day" is:"date"`
	For        string           `json:"for" is:"certification|internal" says:"For certification there are no ratings."`
	Controls   []SoALine        `json:"controls"`
	Check      []SoARemark      `json:"check" says:"What an auditor would ask; empty for certification, unless --check asks for it."`
	Issued     []Issued         `json:"issued" says:"The versions, oldest first."`
	Document   *report.Document `json:"document" says:"The issued version that --read names, as it was handed out; null where none is named."`
	Changes    []Difference     `json:"changes" null:"yes" says:"What is other than in the version that --since names; null where none is named."`
}

type SoALine struct {
	ID         string     `json:"id" is:"control" says:"The control; one of ISO/IEC 27001 has 27001: in front."`
	Title      string     `json:"title"`
	Applicable bool       `json:"applicable"`
	WhyOut     *string    `json:"why_out" says:"Why it is excluded."`
	Risk       *string    `json:"risk" says:"The risk the exclusion refers to."`
	ApprovedBy *string    `json:"approved_by" says:"Who approved the exclusion."`
	ApprovedOn *string    `json:"approved_on" is:"date"`
	Statement  *Statement `json:"statement" says:"What the Statement of Applicability has of the item beside its rating; null where nothing is said."`
	DrivenBy   []SoADrive `json:"driven_by" says:"What drives the control, typed or by records."`
	NeededBy   []string   `json:"needed_by" says:"The numbers of the records that need a control which is excluded."`
	Owner      *string    `json:"owner"`
	Due        *string    `json:"due" is:"date"`
	Evidence   []Evidence `json:"evidence"`
	Rating     *int       `json:"rating" is:"0..5" says:"Null for certification, and where it is not rated whole."`
	Differs    *string    `json:"differs" says:"Where the rating and what is declared disagree; null for certification."`
	Also       []Also     `json:"also" says:"What the same work serves in the other standard, and how much the ISMS carries of it."`
	Systems    []SoAPart  `json:"systems" says:"The AI systems in scope that have an answer of their own."`
}

type SoADrive struct {
	Driver  string   `json:"driver" is:"driver"`
	Records []string `json:"records" says:"Their numbers; none where a person typed it."`
}

type Also struct {
	ID    string `json:"id"`
	Level string `json:"level" is:"fit"`
}

type SoAPart struct {
	System     string  `json:"system"`
	Applicable bool    `json:"applicable"`
	WhyOut     *string `json:"why_out"`
	Owner      *string `json:"owner"`
	Rating     *int    `json:"rating" is:"0..5"`
}

type SoARemark struct {
	ID   string `json:"id" is:"control" says:"The control; one of ISO/IEC 27001 has 27001: in front."`
	Rule string `json:"rule" is:"undecided|no-reason|no-driver|weak-driver|undeclared|claimed|no-plan|no-evidence|doubtful|only-bought|contradicted|needed|old"`
	Says string `json:"says" says:"Goes on after the number of the control."`
}

// SoAOf is the statement with what was asked for beside it.
func SoAOf(in report.Input, v Beside) SoA {
	s, a := in.Statement(), in.Assessment
	out := SoA{
		Assessment: About(a), Standard: s.Standard, Day: s.Day.Format(time.DateOnly), For: ForCertification,
		Check: []SoARemark{}, Issued: []Issued{}, Document: v.Document,
	}
	for _, l := range s.Lines {
		out.Controls = append(out.Controls, soaLine(in, s, l))
	}
	if in.Internal {
		out.For = ForInternal
	}
	if v.Check {
		for _, r := range soa.Check(s) {
			out.Check = append(out.Check, SoARemark{r.Line.Number(), r.Rule, r.Says})
		}
	}
	for _, is := range a.IssuedOf(report.KindSoA, s.Standard) {
		out.Issued = append(out.Issued, issued(is))
	}
	if v.Changes != nil {
		out.Changes = differences(v.Changes)
	}
	return out
}

func soaLine(in report.Input, st *soa.Statement, l *soa.Line) SoALine {
	a := in.Assessment
	out := SoALine{
		ID: l.Number(), Title: l.Item.Title, Applicable: !l.Excluded, WhyOut: OrNull(l.WhyOut), Risk: OrNull(l.Risk),
		ApprovedBy: OrNull(l.ApprovedBy), ApprovedOn: OrNull(l.ApprovedOn), Statement: statementOf(l.Statement), Owner: OrNull(l.Owner), Due: OrNull(l.Due),
		DrivenBy: []SoADrive{}, NeededBy: append([]string{}, l.NeededBy...), Evidence: evidenceOf(a, l.Item), Also: []Also{}, Systems: []SoAPart{},
	}
	if in.Internal {
		out.Rating, out.Differs = level(l.Standing.State, l.Standing.Level), OrNull(st.Differs(l))
	}
	for _, w := range strings.Fields(l.DrivenBy()) {
		out.DrivenBy = append(out.DrivenBy, SoADrive{w, append([]string{}, st.Numbers(l, w)...)})
	}
	for _, x := range l.Also {
		out.Also = append(out.Also, Also{assess.RefName(in.Catalog, a, x.Ref), x.Level})
	}
	for _, s := range l.Systems {
		part := SoAPart{s.System.Name, !s.Excluded, OrNull(s.WhyOut), OrNull(s.Owner), nil}
		if in.Internal {
			part.Rating = level(s.Standing.State, s.Standing.Level)
		}
		out.Systems = append(out.Systems, part)
	}
	return out
}

// Whom a document is for: the body that certifies, or those who still work on it.
const (
	ForCertification = "certification"
	ForInternal      = "internal"
)

// Beside is what was asked for beside the lines.
type Beside struct {
	Document *report.Document    // the one to read again
	Changes  []report.Difference // since the one that was named; nil: nobody asked
	Check    bool
}

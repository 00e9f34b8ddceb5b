package main

import (
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/report"
	"crosswalk/catalog/soa"
)

type soaJSON struct {
	Assessment assessmentJSON   `json:"assessment"`
	Standard   string           `json:"standard"`
	Day        string           `json:"day"`
	For        string           `json:"for"`
	Controls   []soaLineJSON    `json:"controls"`
	Check      []soaRemarkJSON  `json:"check"` // empty for certification, unless it is asked for
	Issued     []issuedJSON     `json:"issued"`
	Document   *report.Document `json:"document"` // the version that --read names
	Changes    []soaChangeJSON  `json:"changes"`  // null: nobody asked
}

type soaLineJSON struct {
	ID         string         `json:"id"`
	Title      string         `json:"title"`
	Applicable bool           `json:"applicable"`
	WhyOut     *string        `json:"why_out"`
	Risk       *string        `json:"risk"`
	ApprovedBy *string        `json:"approved_by"`
	ApprovedOn *string        `json:"approved_on"`
	Statement  *statementJSON `json:"statement"`
	Owner      *string        `json:"owner"`
	Due        *string        `json:"due"`
	Evidence   []evidenceJSON `json:"evidence"`
	Rating     *int           `json:"rating"`  // null for certification
	Differs    *string        `json:"differs"` // null for certification
	Also       []alsoJSON     `json:"also"`
	Systems    []soaPartJSON  `json:"systems"`
}

type alsoJSON struct {
	ID    string `json:"id"`
	Level string `json:"level"`
}

type soaPartJSON struct {
	System     string  `json:"system"`
	Applicable bool    `json:"applicable"`
	WhyOut     *string `json:"why_out"`
	Owner      *string `json:"owner"`
	Rating     *int    `json:"rating"`
}

type soaRemarkJSON struct {
	ID   string `json:"id"`
	Rule string `json:"rule"`
	Says string `json:"says"`
}

type issuedJSON struct {
	Version    string  `json:"version"`
	ApprovedBy string  `json:"approved_by"`
	ApprovedOn string  `json:"approved_on"`
	Reason     *string `json:"reason"`
	Place      *string `json:"approval_at"`
	Head       string  `json:"head"`
	Revisions  int     `json:"revisions"`
}

type soaChangeJSON struct {
	Control string  `json:"control"`
	What    *string `json:"what"` // null: the line came or went
	Was     string  `json:"was"`
	Is      string  `json:"is"`
}

func soaJSONOf(made report.SoA, v beside) soaJSON {
	s, a := made.Statement, made.Assessment
	out := soaJSON{
		Assessment: aboutAssessment(a), Standard: s.Standard, Day: s.Day.Format(time.DateOnly), For: forCertification,
		Check: []soaRemarkJSON{}, Issued: []issuedJSON{}, Document: v.document,
	}
	for _, l := range s.Lines {
		out.Controls = append(out.Controls, soaLineJSONOf(made, l))
	}
	if made.Internal {
		out.For = forInternal
	}
	if v.check {
		for _, r := range soa.Check(s) {
			out.Check = append(out.Check, soaRemarkJSON{r.Line.Number(), r.Rule, r.Says})
		}
	}
	for _, is := range a.IssuedOf(report.KindSoA, s.Standard) {
		out.Issued = append(out.Issued, issuedJSON{is.Version, is.ApprovedBy, is.ApprovedOn, said(is.Reason), said(is.Place), is.Head, is.Acts})
	}
	if v.changes != nil {
		out.Changes = []soaChangeJSON{}
	}
	for _, c := range v.changes {
		out.Changes = append(out.Changes, soaChangeJSON{c.Name, said(c.Column), c.Was, c.Is})
	}
	return out
}

func soaLineJSONOf(made report.SoA, l *soa.Line) soaLineJSON {
	a := made.Assessment
	out := soaLineJSON{
		ID: l.Number(), Title: l.Item.Title, Applicable: !l.Excluded, WhyOut: said(l.WhyOut), Risk: said(l.Risk),
		ApprovedBy: said(l.ApprovedBy), ApprovedOn: said(l.ApprovedOn), Statement: describeStatement(l.Statement), Owner: said(l.Owner), Due: said(l.Due),
		Evidence: describeEvidence(a, l.Item), Also: []alsoJSON{}, Systems: []soaPartJSON{},
	}
	if made.Internal {
		out.Rating, out.Differs = level(l.Standing.State, l.Standing.Level), said(made.Statement.Differs(l))
	}
	for _, x := range l.Also {
		out.Also = append(out.Also, alsoJSON{assess.RefName(made.Catalog, a, x.Ref), x.Level})
	}
	for _, s := range l.Systems {
		part := soaPartJSON{s.System.Name, !s.Excluded, said(s.WhyOut), said(s.Owner), nil}
		if made.Internal {
			part.Rating = level(s.Standing.State, s.Standing.Level)
		}
		out.Systems = append(out.Systems, part)
	}
	return out
}

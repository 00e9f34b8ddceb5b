package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
)

type Versions struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Versions   []Version  `json:"versions" says:"Oldest first."`
}

type Version struct {
	Document string  `json:"document" says:"The name of the document."`
	About    *string `json:"about" says:"What it is of, where there are several of its kind: a standard, an AI system, an impact assessment, a register."`
	Title    string  `json:"title"`
	Issued
}

type Changes struct {
	Assessment Assessment   `json:"assessment" says:"The assessment this is about."`
	Document   string       `json:"document" says:"The name of the document."`
	Since      string       `json:"since" says:"The version."`
	Changes    []Difference `json:"changes"`
}

type Issued struct {
	Version    string  `json:"version"`
	ApprovedBy string  `json:"approved_by"`
	ApprovedOn string  `json:"approved_on" is:"date"`
	Reason     *string `json:"reason"`
	Place      *string `json:"approval_at" says:"Where the approval can be seen."`
	Head       string  `json:"head" says:"Of the history then, as it stands on paper."`
	Revisions  int     `json:"revisions" is:"0.."`
}

type Difference struct {
	Line string  `json:"line" says:"What the line says first: the control, or the heading above."`
	What *string `json:"what" says:"The column or the label; null where the line has one text, or came or went."`
	Was  string  `json:"was"`
	Is   string  `json:"is"`
}

// VersionsOf are the versions of one kind of document, or of all where it is empty.
func VersionsOf(c register.Case, kind string) Versions {
	out := Versions{About(c.Assessment), []Version{}}
	for _, is := range c.Assessment.Issued {
		if !is.Removed && (kind == "" || is.Kind == kind) {
			out.Versions = append(out.Versions, Version{is.Kind, OrNull(report.AboutName(c, is.About)), is.Title, issued(is)})
		}
	}
	return out
}

// ChangesOf are the differences to an issued version.
func ChangesOf(a *assess.Assessment, kind, since string, all []report.Difference) Changes {
	return Changes{About(a), kind, since, differences(all)}
}

func issued(is assess.Issued) Issued {
	return Issued{is.Version, is.ApprovedBy, is.ApprovedOn, OrNull(is.Reason), OrNull(is.Place), is.Head, is.Acts}
}

func differences(all []report.Difference) []Difference {
	out := []Difference{}
	for _, c := range all {
		out = append(out, Difference{c.Name, OrNull(c.Column), c.Was, c.Is})
	}
	return out
}

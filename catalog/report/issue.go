package report

import (
	"encoding/json"
	"errors"
	"fmt"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Approval is what the head of a document says of it as it is issued. The zero
// Approval is a draft.
type Approval struct {
	Version string
	By, On  string // On is YYYY-MM-DD
	Place   string // where the approval can be seen
	Rests   string // the risk and impact assessments it rests on, with their versions
	Class   string // who may read it
}

// Earlier is a version of a document that was issued, read again.
type Earlier struct {
	Version  string
	Document *Document
}

// approval are the lines of a head that say which version it is and who approved it.
func (d *draft) approval() []Fact {
	x := d.Approval
	version, replaces, approved := x.Version, d.say("issue.first"), d.say("issue.nobody")
	if version == "" {
		version = d.say("issue.draft")
	}
	switch {
	case d.IsAnonymous:
		replaces = d.or("")
	case d.Before != nil:
		replaces = d.say("issue.earlier", "version", d.Before.Version)
	}
	if x.By != "" {
		approved = join(", ", x.By, d.Words.Day(x.On))
	}
	return []Fact{
		d.fact("issue.version", version), d.fact("issue.replaces", replaces), d.fact("issue.approved", approved),
		d.fact("issue.place", d.or(x.Place)), d.fact("issue.rests", d.or(x.Rests)),
	}
}

// changes is the foot: what is other than in the version before, with the heading of
// what its lines are. Versions name people, so that a document without names says
// nothing of them.
func (d *draft) changes(line string) error {
	if d.IsAnonymous {
		return nil
	}
	d.part("", d.say("changes.title"))
	if d.Before == nil {
		d.text(d.say("changes.first"))
		return nil
	}
	all, err := d.since()
	if err != nil {
		return err
	}
	t := Table{
		Caption: d.say("changes.since", "version", d.Before.Version),
		Columns: d.columns(line, CellText, "changes.what", CellText, "changes.was", CellText, "changes.is", CellText),
	}
	t.widths(4, 2, 4, 4)
	for _, c := range all {
		if c.Column == "" && c.Was == Gone {
			c.Was = d.say("changes.gone")
		} else if c.Column == "" && c.Is == Come {
			c.Is = d.say("changes.come")
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{text(c.Name), text(c.Column), text(c.Was), text(c.Is)}})
	}
	d.table("", t, d.say("changes.none", "version", d.Before.Version))
	return nil
}

// since holds the document against the version before, in the language of that one:
// columns are known by their titles.
func (d *draft) since() ([]Difference, error) {
	before, now := d.Before.Document, d.doc
	if before.Lang != d.Words.Lang {
		in := d.Input
		in.Before = nil
		var err error
		if in.Words, err = WordsIn(before.Lang); err != nil {
			return nil, err
		}
		k, _ := KindNamed(d.doc.Kind)
		if now, err = k.Build(in); err != nil {
			return nil, err
		}
	}
	return Compare(before, now), nil
}

// About is what a document is of where there are several of its kind: a standard, or
// the id of a record. Versions are counted for each.
func (k Kind) About(in Input) string {
	if k.Name == KindSoA {
		return in.standard()
	}
	return in.Record
}

// AboutName is what a person calls what an issued document is of.
func AboutName(c register.Case, about string) string {
	if s, ok := c.Assessment.System(about); ok {
		return s.Name
	}
	if f, ok := c.Assessment.Finding(about); ok {
		return c.Assessment.FindingNumber(f)
	}
	for _, kind := range []string{register.KindAssessment, register.KindAudit, register.KindReview} {
		if r, ok := c.Book.Record(kind, about); ok {
			return c.Book.Number(c.Catalog, r)
		}
	}
	return about
}

// Issued is a document as it is kept when it is handed out: whole, with what its
// approver said. About is what it is of, where there are several of its kind.
func Issued(id string, d *Document, about string, by Approval, reason string) (assess.Issued, error) {
	raw, err := json.Marshal(d)
	if err != nil {
		return assess.Issued{}, fmt.Errorf("the document can't be written: %w", err)
	}
	return assess.Issued{
		ID: id, Kind: d.Kind, About: about, Title: d.Title, Version: by.Version, ApprovedBy: by.By, ApprovedOn: by.On, Place: by.Place, Reason: reason,
		Head: d.Source.Head, Acts: d.Source.Acts, Document: string(raw),
	}, nil
}

// Issue decides to hand a document out that was made of an assessment as somebody
// saw it. Where the assessment went on meanwhile it is refused: what is approved is
// what was looked at.
func Issue(seen *assess.Assessment, is assess.Issued) func(*assess.Assessment) ([]assess.Change, error) {
	return func(now *assess.Assessment) ([]assess.Change, error) {
		if now.Last != seen.Last {
			return nil, errors.New("the assessment was changed while the document was made; look at it again, then issue it")
		}
		return assess.Issue(now, is)
	}
}

// Last is the newest issued version of a document, read again; nil where none was
// issued.
func Last(a *assess.Assessment, kind, about string) (*Earlier, error) {
	all := a.IssuedOf(kind, about)
	if len(all) == 0 {
		return nil, nil
	}
	is := all[len(all)-1]
	d, err := Read([]byte(is.Document))
	return &Earlier{is.Version, d}, err
}

package screen

import (
	"context"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
)

// Documents are what can be handed over of an assessment.
type Documents struct {
	Kinds   func() []DocumentKind // nil: there are none
	Formats []render.Format
	// Subjects are what a document of one may be about. They are read, so call it in a
	// command.
	Subjects func(ctx context.Context, a *assess.Assessment, kind string) ([]report.Subject, error)
	// Build makes a document of the assessment as it is given, about the subject of that
	// name where it is about one; it takes some milliseconds, so call it in a command.
	Build func(ctx context.Context, a *assess.Assessment, kind, about string) (*report.Document, error)
	// Calendar is all of an agenda as a calendar file.
	Calendar func(a *assess.Assessment, agenda []register.Dated) []byte
	// Dress gives a document that was made elsewhere the looks of those of an
	// assessment; nil: there are none.
	Dress func(ctx context.Context, assessment string, d *report.Document) error
}

// Dressed is such a document in its looks.
func (d Documents) Dressed(ctx context.Context, assessment string, made *report.Document) (*report.Document, error) {
	if d.Dress == nil {
		return made, nil
	}
	return made, d.Dress(ctx, assessment, made)
}

// All are the documents that there are.
func (d Documents) All() []DocumentKind {
	if d.Kinds == nil {
		return nil
	}
	return d.Kinds()
}

// DocumentKind is a document by its name: for whom it is, what it holds, and whether
// it is about one of several things.
type DocumentKind struct {
	Name, For, Holds string
	OfOne            bool
}

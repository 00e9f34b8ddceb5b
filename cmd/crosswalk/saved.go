package main

import (
	"fmt"
	"io"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// done is the one sentence of every verb that writes. Where stdout is for programs, as
// with an id, a code or JSON, it goes to stderr.
func (x *app) done(to io.Writer, changed bool, words string) {
	switch {
	case changed:
		words = "saved: " + words
	case words == "":
		words = "nothing to save: it stands so already"
	default:
		words = "nothing to save: it stands so already (" + words + ")"
	}
	fmt.Fprintln(to, visible.Line(words))
}

// saved says what an act has changed, now that it is on disk.
func (x *app) saved(to io.Writer, cat *catalog.Catalog, after *assess.Assessment, made []assess.Change) {
	x.done(to, len(made) > 0, strings.Join(changeWords(cat, after, made), "; "))
}

// changeWords are ratings and notes one by one, a record as a whole.
func changeWords(cat *catalog.Catalog, after *assess.Assessment, made []assess.Change) []string {
	var words []string
	var record assess.Subject
	for _, c := range made {
		switch c.Subject.Kind() {
		case assess.KindAnswer, assess.KindBaseline, assess.KindAssessment:
			words = append(words, assess.Describe(cat, after, assess.Revision{Subject: c.Subject, Field: c.Field, Value: c.Value}))
			continue
		}
		if c.Subject != record {
			record = c.Subject
			words = append(words, recordSaved(cat, after, c))
		}
	}
	return words
}

// told is where the sentence of a verb goes that may print JSON.
func (x *app) told(asJSON bool) io.Writer {
	if asJSON {
		return x.errs
	}
	return x.out
}

func recordSaved(cat *catalog.Catalog, after *assess.Assessment, c assess.Change) string {
	if c.Field == assess.FieldRemoved {
		return assess.Describe(cat, after, assess.Revision{Subject: c.Subject, Field: c.Field, Value: c.Value})
	}
	return assess.SubjectName(cat, after, c.Subject)
}

// findItem reads an ISO/IEC 42001 item or an own control as people type it.
func findItem(cat *catalog.Catalog, a *assess.Assessment, text string) (*catalog.Item, error) {
	if it, ok := assess.FindItem(cat, a, text); ok {
		return it, nil
	}
	return nil, fmt.Errorf("there is no item %q; items are numbered as in ISO/IEC 42001, like 6.1.4 or A.5.2, own controls X.1", text)
}

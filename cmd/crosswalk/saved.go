package main

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// saved says what an act has changed, now that it is on disk: ratings and
// notes one by one, a record as a whole.
func (x *app) saved(cat *catalog.Catalog, after *assess.Assessment, made []assess.Change) {
	if len(made) == 0 {
		x.line("nothing to save: it stands so already")
		return
	}
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
	x.line("saved: %s", strings.Join(words, "; "))
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

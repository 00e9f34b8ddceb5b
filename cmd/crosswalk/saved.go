package main

import (
	"fmt"
	"io"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// made is an act that was saved: what it changed, whose it is, and how the
// assessment stood before it.
type made struct {
	changes []assess.Change
	by      string
	before  *assess.Assessment
}

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
func (x *app) saved(to io.Writer, cat *catalog.Catalog, after *assess.Assessment, act made) {
	if len(act.changes) == 0 {
		x.done(to, false, "")
		return
	}
	x.done(to, true, assess.TellMade(cat, act.before, after, act.changes, act.by))
}

// told is where the sentence of a verb goes that may print JSON.
func (x *app) told(asJSON bool) io.Writer {
	if asJSON {
		return x.errs
	}
	return x.out
}

// findItem reads an ISO/IEC 42001 item or an own control as people type it.
func findItem(cat *catalog.Catalog, a *assess.Assessment, text string) (*catalog.Item, error) {
	if it, ok := assess.FindItem(cat, a, text); ok {
		return it, nil
	}
	return nil, fmt.Errorf("there is no item %q; items are numbered as in ISO/IEC 42001, like 6.1.4 or A.5.2, own controls X.1", text)
}

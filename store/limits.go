package store

import (
	"context"
	"fmt"

	"crosswalk/catalog/assess"
)

// A history that comes from elsewhere may be made to fill the memory, or to take for
// ever. So it holds no more of anything than some hundred people could have done in
// years: what is beyond is refused before it is held.
const (
	mostChains   = 10_000  // of one history
	mostBranches = 100     // of one chain
	mostPeople   = 2_000   // authors, each counted again for each copy they wrote in
	mostThings   = 100_000 // subjects
	mostWorked   = 500_000 // subjects, each counted again for each person and copy
	mostBegun    = 2_000   // fields of a subject that begin, but of a metric, which has one a measurement
	mostErased   = 100_000 // revisions
	mostHeads    = 1_000   // values of a field that disagree
	mostOfField  = 20_000  // revisions of a field that has several heads
)

func overMost(what string, most int) error {
	return fmt.Errorf("it holds more than %d %s, which no work of people comes to; %w", most, what, ErrNotTaken)
}

// within refuses a revision with which the history would hold too much of something.
func (t *taker) within(r *row) error {
	switch {
	case len(t.begun) > mostThings:
		return overMost("things", mostThings)
	case t.arrived.People() > mostPeople:
		return overMost("people", mostPeople)
	case t.arrived.Things > mostWorked:
		return overMost("things that people worked on", mostWorked)
	case t.begun[r.Subject] > mostBegun && r.Subject.Kind() != assess.KindMeasurement:
		return overMost("fields of one thing", mostBegun)
	case len(t.missing) > mostErased || len(t.erased) > mostErased:
		return overMost("erased revisions", mostErased)
	}
	return nil
}

const (
	countHeads   = "SELECT count(*) FROM head WHERE assessment = ? AND subject = ? AND field = ?"
	countOfField = "SELECT count(*) FROM history WHERE assessment = ? AND subject = ? AND field = ?"
)

// bearable refuses fields on which more is said than can be laid side by side.
func bearable(ctx context.Context, q Queryer, id string, split []assess.Place) error {
	for _, at := range split {
		for text, most := range map[string]int{countHeads: mostHeads, countOfField: mostOfField} {
			var n int
			if _, err := One(ctx, q, text, []any{id, string(at.Subject), at.Field}, &n); err != nil {
				return err
			}
			if n > most {
				return overMost("revisions of one field that disagree", most)
			}
		}
	}
	return nil
}

package intake

import (
	"fmt"

	"crosswalk/catalog/assess"
)

// ledger collects changes and keeps the state they lead to, so that every
// decision sees the ones before it. The state changes in place: thousands of
// rows would otherwise copy it thousands of times.
type ledger struct {
	now     *assess.Assessment
	fold    *assess.Fold
	changes []assess.Change
	n       int
}

// begin goes on from an assessment, which stays as it is.
func (l *ledger) begin(a *assess.Assessment) {
	l.fold = assess.NewFold(a)
	l.now = l.fold.Now()
}

// act takes what a function of assess decided. The order of judgements is that
// of the acts: a tilde sorts behind the ids of all real revisions.
func (l *ledger) act(changes []assess.Change, err error) error {
	if err != nil || len(changes) == 0 {
		return err
	}
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		l.n++
		revisions[i] = assess.Revision{ID: fmt.Sprintf("~%09d", l.n), Subject: c.Subject, Field: c.Field, Value: c.Value}
	}
	if err := l.fold.Apply(revisions...); err != nil {
		return err
	}
	l.changes = append(l.changes, changes...)
	return nil
}

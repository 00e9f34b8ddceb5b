package store

import (
	"context"

	"crosswalk/catalog/assess"
)

// The heads of a field are its revisions that no later one replaces. They are
// rows, kept in the transaction of the act: one head is the rule; two stand
// where two copies said something without knowing of each other, or where the
// settlement of such a pair was undone.

const (
	headsOfField = "SELECT revision FROM head WHERE assessment = ? AND subject = ? AND field = ? ORDER BY revision"
	headsOfSome  = "SELECT field, revision FROM head WHERE assessment = ? AND subject = ? AND field BETWEEN ? AND ? ORDER BY field, revision"
	moveHead     = "UPDATE head SET revision = ? WHERE assessment = ? AND subject = ? AND field = ? AND revision = ?"
	dropHead     = "DELETE FROM head WHERE assessment = ? AND subject = ? AND field = ? AND revision = ?"
	addHead      = "INSERT INTO head (assessment, subject, field, revision) VALUES (?, ?, ?, ?)"
	addHeads     = "INSERT INTO head (assessment, subject, field, revision) SELECT assessment, subject, field, id FROM history WHERE assessment = ? AND n BETWEEN ? AND ?"
	isSplit      = "INSERT INTO split (assessment, subject, field) VALUES (?, ?, ?) ON CONFLICT (assessment, subject, field) DO NOTHING"
	isWhole      = "DELETE FROM split WHERE assessment = ? AND subject = ? AND field = ?"
)

func headsOf(ctx context.Context, q Queryer, id string, at assess.Place) ([]string, error) {
	var head string
	var all []string
	err := Each(ctx, q, headsOfField, []any{id, string(at.Subject), at.Field}, []any{&head}, func() error {
		all = append(all, head)
		return nil
	})
	return all, err
}

// span is from the first to the last of some fields.
type span struct{ first, last string }

// spans are those that an act says of each subject: a metric has a field a
// measurement, a hundred thousand of them, of which the act says one.
func spans(changes []assess.Change) map[assess.Subject]span {
	all := map[assess.Subject]span{}
	for _, c := range changes {
		s, known := all[c.Subject]
		if !known {
			s = span{c.Field, c.Field}
		}
		all[c.Subject] = span{min(s.first, c.Field), max(s.last, c.Field)}
	}
	return all
}

// headsOfSpan are the heads of some fields of a subject, by field.
func headsOfSpan(ctx context.Context, q Queryer, id string, subject assess.Subject, of span) (map[string][]string, error) {
	var field, head string
	all := map[string][]string{}
	err := Each(ctx, q, headsOfSome, []any{id, string(subject), of.first, of.last}, []any{&field, &head}, func() error {
		all[field] = append(all[field], head)
		return nil
	})
	return all, err
}

// become makes a revision a head, and those it replaces none. It reports
// whether there are several now.
func (r row) become(ctx context.Context, tx Tx) (several bool, err error) {
	at := assess.Place{Subject: r.Subject, Field: r.Field}
	was := r.onto
	if was == nil {
		if was, err = headsOf(ctx, tx, r.Assessment, at); err != nil {
			return false, err
		}
	}
	replaced := map[string]bool{r.Parent: true}
	for _, m := range r.Merges {
		replaced[m] = true
	}
	place := []any{r.Assessment, string(r.Subject), r.Field}
	if len(was) == 1 && replaced[was[0]] {
		return false, tx.Exec(ctx, moveHead, append(append([]any{r.ID}, place...), was[0])...)
	}
	left := 0
	for _, h := range was {
		if !replaced[h] {
			left++
		} else if err := tx.Exec(ctx, dropHead, append(place, h)...); err != nil {
			return false, err
		}
	}
	if err := tx.Exec(ctx, addHead, append(place, r.ID)...); err != nil {
		return false, err
	}
	switch {
	case left > 0:
		return true, tx.Exec(ctx, isSplit, place...)
	case len(was) > 1:
		return false, tx.Exec(ctx, isWhole, place...)
	}
	return false, nil
}

// splitFields are the fields of an assessment that have several heads.
func splitFields(ctx context.Context, q Queryer, id string) ([]assess.Place, error) {
	var subject, field string
	var all []assess.Place
	err := Each(ctx, q, "SELECT subject, field FROM split WHERE assessment = ? ORDER BY subject, field", []any{id}, []any{&subject, &field}, func() error {
		all = append(all, assess.Place{Subject: assess.Subject(subject), Field: field})
		return nil
	})
	return all, err
}

// refold puts right what arrival order may have got wrong: fields with several
// heads show what their rule says.
func refold(ctx context.Context, q Queryer, a *assess.Assessment, split []assess.Place) (*assess.Assessment, error) {
	for _, at := range split {
		line, err := lineOf(ctx, q, a.ID, at)
		if err != nil {
			return nil, err
		}
		if a, err = assess.Refold(a, line); err != nil {
			return nil, err
		}
	}
	return a, nil
}

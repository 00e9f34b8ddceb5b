package store

import (
	"context"
	"slices"

	"crosswalk/catalog/assess"
)

// The heads of a field are its revisions that no later one replaces. They are
// rows, kept in the transaction of the act: one head is the rule; two stand
// where two copies said something without knowing of each other, or where the
// settlement of such a pair was undone.

const (
	headsOfField = "SELECT revision FROM head WHERE assessment = ? AND subject = ? AND field = ? ORDER BY revision"
	headsOfSome  = "SELECT h.subject, h.field, h.revision FROM asked CROSS JOIN head AS h WHERE h.subject = asked.a AND h.field = asked.b AND h.assessment = ?"
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

// headsOfPlaces are the heads of some fields, by field.
func headsOfPlaces(ctx context.Context, q Queryer, id string, places []assess.Place) (map[assess.Place][]string, error) {
	var keys [][2]string
	seen := make(map[assess.Place]bool, len(places))
	for _, at := range places {
		if !seen[at] {
			seen[at] = true
			keys = append(keys, [2]string{string(at.Subject), at.Field})
		}
	}
	var subject, field, head string
	all := map[assess.Place][]string{}
	err := eachOfKeys(ctx, q, headsOfSome, keys, []any{id}, []any{&subject, &field, &head}, func() error {
		at := assess.Place{Subject: assess.Subject(subject), Field: field}
		all[at] = append(all[at], head)
		return nil
	})
	for _, heads := range all {
		slices.Sort(heads)
	}
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

package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"crosswalk/catalog/assess"
)

// HistoryFilter says which acts are wanted. The zero filter gives the newest
// acts of the assessment.
type HistoryFilter struct {
	Subject assess.Subject // this subject and no other
	Item    string         // the answers and questions of this item
	Author  string
	Before  string // id of an act: only older ones, for the next page
	Limit   int    // the most acts; 0: 50
}

// History gives acts newest first. Where a subject or an item is asked for,
// the acts hold the revisions on it only. It costs what the page holds, not
// what the file holds.
func (db *DB) History(ctx context.Context, id string, f HistoryFilter) ([]Act, error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	n := endOfLog
	if f.Before != "" {
		if _, err := one(ctx, db.read, actStart, []any{f.Before}, &n); err != nil {
			return nil, explain(db.path, err)
		}
	}
	var rows []row
	var err error
	if f.Subject != "" || f.Item != "" {
		rows, err = db.historyOfSubjects(ctx, id, n, f)
	} else {
		rows, err = db.historyOfAll(ctx, id, n, f)
	}
	return page(rows, f.Limit), explain(db.path, err)
}

// page groups rows, newest first, into acts.
func page(rows []row, limit int) []Act {
	var acts []Act
	for len(rows) > 0 && len(acts) < limit {
		n := 1
		for n < len(rows) && rows[n].Act == rows[0].Act {
			n++
		}
		whole := slices.Clone(rows[:n])
		slices.Reverse(whole)
		acts = append(acts, actOf(whole))
		rows = rows[n:]
	}
	return acts
}

// historyOfAll reads backwards until the page is full.
func (db *DB) historyOfAll(ctx context.Context, id string, n int64, f HistoryFilter) ([]row, error) {
	text, args := "SELECT "+revisionColumns+" FROM revision WHERE assessment = ? AND n < ? ORDER BY n DESC", []any{id, n}
	if f.Author != "" {
		text, args = "SELECT "+revisionColumns+" FROM revision WHERE assessment = ? AND author = ? AND n < ? ORDER BY n DESC", []any{id, f.Author, n}
	}
	var rows []row
	acts := 0
	err := eachRow(ctx, db.read, text, args, func(r row) error {
		if len(rows) == 0 || rows[len(rows)-1].Act != r.Act {
			if acts++; acts > f.Limit {
				return errEnough
			}
		}
		rows = append(rows, r)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return rows, err
}

// fieldOf is a field of a subject that was ever set.
type fieldOf struct{ subject, field string }

// historyOfSubjects takes the newest revisions of each field in question and
// puts them in order: an act sets a field once, so a page of acts needs no more
// of each field than its length.
func (db *DB) historyOfSubjects(ctx context.Context, id string, n int64, f HistoryFilter) ([]row, error) {
	from, to := string(f.Subject), string(f.Subject)
	if f.Subject == "" {
		from = assess.KindAnswer + "/" + f.Item + "/"
		to = from + "\U0010ffff"
	}
	fields, err := db.fieldsBetween(ctx, id, from, to)
	if err != nil {
		return nil, err
	}
	text := "SELECT " + revisionColumns + " FROM revision WHERE assessment = ? AND subject = ? AND field = ? AND n < ?" +
		" AND n >= ? AND (? = '' OR author = ?) ORDER BY n DESC LIMIT ?"
	var rows []row
	least := int64(0)
	for _, at := range fields {
		some, err := rowsOf(ctx, db.read, text, id, at.subject, at.field, n, least, f.Author, f.Author, f.Limit)
		if err != nil {
			return nil, err
		}
		if rows = append(rows, some...); len(rows) > 4*f.Limit {
			if rows, least, err = db.newestActs(ctx, rows, f.Limit); err != nil {
				return nil, err
			}
		}
	}
	rows, _, err = db.newestActs(ctx, rows, f.Limit)
	return rows, err
}

// newestActs keeps the rows of the newest acts, newest first, and says from
// where in the file on another row can still belong to them.
func (db *DB) newestActs(ctx context.Context, rows []row, limit int) ([]row, int64, error) {
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(b.n, a.n) })
	acts := 0
	for i, r := range rows {
		if i > 0 && rows[i-1].Act == r.Act {
			continue
		}
		if acts++; acts > limit {
			var n int64
			_, err := one(ctx, db.read, actStart, []any{rows[i-1].Act}, &n)
			return rows[:i], n, err
		}
	}
	return rows, 0, nil
}

const (
	nextField   = "SELECT subject, field FROM revision WHERE assessment = ? AND subject = ? AND field > ? ORDER BY field LIMIT 1"
	nextSubject = "SELECT subject, field FROM revision WHERE assessment = ? AND subject > ? AND subject <= ? ORDER BY subject, field LIMIT 1"
)

// fieldsBetween leaps through the index from field to field, past all the
// revisions of each.
func (db *DB) fieldsBetween(ctx context.Context, id, from, to string) ([]fieldOf, error) {
	var all []fieldOf
	at := fieldOf{subject: from}
	for {
		found, err := one(ctx, db.read, nextField, []any{id, at.subject, at.field}, &at.subject, &at.field)
		if err == nil && !found {
			found, err = one(ctx, db.read, nextSubject, []any{id, at.subject, to}, &at.subject, &at.field)
		}
		if err != nil || !found {
			return all, err
		}
		all = append(all, at)
	}
}

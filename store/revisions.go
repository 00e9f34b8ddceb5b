package store

import (
	"context"
	"encoding/json"
	"errors"

	"crosswalk/catalog/assess"
)

// row is a revision as it stands in the table, with its place in this file and
// in its chain.
type row struct {
	n int64
	assess.Revision
	at      string
	replica string
	seq     int64
	prev    []byte
	hash    []byte
}

const revisionColumns = "n, id, assessment, subject, field, value, coalesce(parent, ''), act, kind, coalesce(reverts, ''), author, at, replica, seq, prev_hash, hash"

const (
	newestID   = "SELECT id FROM revision ORDER BY id DESC LIMIT 1"
	newestOf   = "SELECT id FROM revision WHERE assessment = ? AND subject = ? AND field = ? ORDER BY n DESC LIMIT 1"
	chainEnd   = "SELECT seq, hash FROM revision WHERE replica = ? ORDER BY seq DESC LIMIT 1"
	sinceN     = "SELECT " + revisionColumns + " FROM revision WHERE assessment = ? AND n > ? ORDER BY n"
	revisionOf = "SELECT " + revisionColumns + " FROM revision WHERE id = ?"
	actStart   = "SELECT n FROM revision WHERE id = ?"
	fromN      = "SELECT " + revisionColumns + " FROM revision WHERE n >= ? ORDER BY n"
	insertRow  = "INSERT INTO revision (id, assessment, subject, field, value, parent, act, kind, reverts, author, at, replica, seq, prev_hash, hash)" +
		" VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?)"
)

// eachRow reads revisions with all their columns.
func eachRow(ctx context.Context, q queryer, text string, args []any, take func(row) error) error {
	var r row
	var subject, kind, value string
	into := []any{
		&r.n, &r.ID, &r.Assessment, &subject, &r.Field, &value, &r.Parent, &r.Act, &kind, &r.Reverts,
		&r.Author, &r.at, &r.replica, &r.seq, &r.prev, &r.hash,
	}
	return each(ctx, q, text, args, into, func() error {
		r.Subject, r.Kind, r.Value = assess.Subject(subject), assess.ActKind(kind), json.RawMessage(value)
		var err error
		if r.At, err = readTime(r.at); err != nil {
			return err
		}
		return take(r)
	})
}

func rowsOf(ctx context.Context, q queryer, text string, args ...any) ([]row, error) {
	var all []row
	err := eachRow(ctx, q, text, args, func(r row) error { all = append(all, r); return nil })
	return all, err
}

// append adds one act to the history: ids, parents, chain. It gives the rows
// as they were written; the place in the file of the last one is the highest.
func (db *DB) append(ctx context.Context, who Actor, id string, p proposal) ([]row, error) {
	at, act, end := db.now(), "", db.writer.now.end
	rows := make([]row, 0, len(p.changes))
	for _, c := range p.changes {
		r := row{at: writeTime(at), replica: db.replica, seq: end.seq + 1, prev: end.hash, Revision: assess.Revision{
			ID: db.ids.next(), Assessment: id, Subject: c.Subject, Field: c.Field, Value: c.Value,
			Kind: p.kind, Reverts: p.reverts, Author: who.Name, At: at,
		}}
		if act == "" {
			act = r.ID
		}
		r.Act = act
		if err := db.insert(ctx, &r); err != nil {
			return nil, err
		}
		rows = append(rows, r)
		end = head{replica: db.replica, seq: r.seq, hash: r.hash}
	}
	db.writer.next.end = end
	return rows, nil
}

func (db *DB) insert(ctx context.Context, r *row) error {
	_, err := one(ctx, db.writer, newestOf, []any{r.Assessment, string(r.Subject), r.Field}, &r.Parent)
	if err != nil {
		return err
	}
	r.hash = r.sum()
	s, err := db.writer.stmt(ctx, insertRow)
	if err != nil {
		return err
	}
	done, err := s.ExecContext(ctx, r.ID, r.Assessment, string(r.Subject), r.Field, string(r.Value), r.Parent, r.Act,
		string(r.Kind), r.Reverts, r.Author, r.at, r.replica, r.seq, r.prev, r.hash)
	if err != nil {
		return err
	}
	r.n, err = done.LastInsertId()
	return err
}

// actRows are the revisions of an act, oldest first: they stand together, and
// the act bears the id of the first.
func actRows(ctx context.Context, q queryer, act string) ([]row, error) {
	var n int64
	if found, err := one(ctx, q, actStart, []any{act}, &n); err != nil || !found {
		return nil, err
	}
	var rows []row
	err := eachRow(ctx, q, fromN, []any{n}, func(r row) error {
		if r.Act != act {
			return errEnough
		}
		rows = append(rows, r)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return rows, err
}

// errEnough ends a read early.
var errEnough = errors.New("enough")

func revisions(rows []row) []assess.Revision {
	all := make([]assess.Revision, len(rows))
	for i, r := range rows {
		all[i] = r.Revision
	}
	return all
}

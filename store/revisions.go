package store

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

// row is a revision as it stands in the table, with its place in this database
// and in its chain.
type row struct {
	n int64
	assess.Revision
	at      string
	replica string // the chain
	seq     int64
	prev    []byte
	hash    []byte
	// salt keeps a digest of the value from confirming a guess: 16 random bytes;
	// none in rows of the first format; once the value is erased, the digest
	// itself.
	salt []byte
	// onto are the heads of its field when it was drawn; nil: not looked at.
	onto []string
}

const revisionColumns = "n, id, assessment, subject, field, value, coalesce(parent, ''), merges, act, kind, coalesce(reverts, ''), author, at, replica, seq, prev_hash, hash, salt"

const (
	sinceN     = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND n > ? ORDER BY n"
	revisionOf = "SELECT " + revisionColumns + " FROM history WHERE id = ?"
	lineOfOne  = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND subject = ? AND field = ? ORDER BY n"
	actStart   = "SELECT n FROM history WHERE id = ?"
	insertRow  = "INSERT INTO history (n, id, assessment, subject, field, value, parent, merges, act, kind, reverts, author, at, replica, seq, prev_hash, hash, salt)" +
		" VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)"
)

// eachRow reads revisions with all their columns.
func eachRow(ctx context.Context, q Queryer, text string, args []any, take func(row) error) error {
	var r row
	var subject, kind, value, merges string
	into := []any{
		&r.n, &r.ID, &r.Assessment, &subject, &r.Field, &value, &r.Parent, &merges, &r.Act, &kind, &r.Reverts,
		&r.Author, &r.at, &r.replica, &r.seq, &r.prev, &r.hash, &r.salt,
	}
	return Each(ctx, q, text, args, into, func() error {
		r.Subject, r.Kind, r.Value = assess.Subject(subject), assess.ActKind(kind), json.RawMessage(value)
		if r.Merges = nil; merges != "" {
			r.Merges = strings.Fields(merges)
		}
		var err error
		if r.At, err = readTime(r.at); err != nil {
			return &broken{r.ID, "bears a time that can't be read"}
		}
		return take(r)
	})
}

func rowsOf(ctx context.Context, q Queryer, text string, args ...any) ([]row, error) {
	var all []row
	err := eachRow(ctx, q, text, args, func(r row) error { all = append(all, r); return nil })
	return all, err
}

// Where a reading of the history goes on: behind a place in it, or in a chain.
var (
	byPlace = func(r *row) int64 { return r.n }
	bySeq   = func(r *row) int64 { return r.seq }
)

// eachPage is eachRow for a text that goes on from somewhere and ends in LIMIT ?, few
// rows first. Take may ask the database something, and who has enough, which is no
// error, has not had the rest read.
func eachPage(ctx context.Context, q Queryer, text string, args []any, from int64, on func(*row) int64, take func(row) error) error {
	for size := 128; ; size = min(8*size, 4096) {
		rows, err := rowsOf(ctx, q, text+" LIMIT ?", append(args[:len(args):len(args)], from, size)...)
		if err != nil {
			return err
		}
		for i := range rows {
			from = on(&rows[i])
			if err := take(rows[i]); errors.Is(err, errEnough) {
				return nil
			} else if err != nil {
				return err
			}
		}
		if len(rows) < size {
			return nil
		}
	}
}

// lineOf is everything that was ever said of a field.
func lineOf(ctx context.Context, q Queryer, id string, at assess.Place) ([]assess.Revision, error) {
	rows, err := rowsOf(ctx, q, lineOfOne, id, string(at.Subject), at.Field)
	return revisions(rows), err
}

// proposal is an act before it is saved.
type proposal struct {
	kind    assess.ActKind
	reverts string
	changes []assess.Change
	// onto says which revision a change replaces where that is not whatever
	// stands: undoing a settlement puts every value back that it settled.
	onto []string
	// judged is what the role must allow, where it is not the changes.
	judged []assess.Change
	// also writes what goes with the act and has no history.
	also func(context.Context, Tx) error
}

// toJudge is what the door judges.
func (p proposal) toJudge() []assess.Change {
	if p.kind == assess.Do {
		return p.changes
	}
	return p.judged
}

// replacing are the fields of which the proposal does not say which revision is replaced.
func (p proposal) replacing() []assess.Place {
	var all []assess.Place
	for i, c := range p.changes {
		if p.onto == nil || p.onto[i] == "" {
			all = append(all, assess.Place{Subject: c.Subject, Field: c.Field})
		}
	}
	return all
}

// draw makes the revisions of one act, with their places in the history: ids,
// parents, chain.
func (db *DB) draw(ctx context.Context, tx Tx, who Actor, id string, p proposal) ([]row, error) {
	n, at, act := tx.Lately().n+1, db.now(), ""
	stand, err := headsOfPlaces(ctx, tx, id, p.replacing())
	if err != nil {
		return nil, err
	}
	rows := make([]row, 0, len(p.changes))
	for i, c := range p.changes {
		part := ""
		if db.hidden(c.Subject) {
			part = restrictedChain
		}
		end, err := db.chainFor(ctx, tx, id, part)
		if err != nil {
			return nil, err
		}
		r := row{n: n + int64(i), at: writeTime(at), replica: end.Chain, seq: end.Seq + 1, prev: end.Hash, Revision: assess.Revision{
			ID: db.ids.next(), Assessment: id, Subject: c.Subject, Field: c.Field, Value: c.Value,
			Kind: p.kind, Reverts: p.reverts, Author: who.Name, At: at,
		}}
		if act == "" {
			act = r.ID
		}
		r.Act, r.salt = act, make([]byte, saltSize)
		if _, err := io.ReadFull(db.random, r.salt); err != nil {
			return nil, err
		}
		if p.onto != nil {
			r.Parent = p.onto[i]
		}
		if r.Parent == "" {
			r.follow(stand[assess.Place{Subject: c.Subject, Field: c.Field}], p.onto == nil)
		}
		r.hash = r.sum()
		rows = append(rows, r)
		tx.Lately().ends[id+part] = Head{end.Chain, r.seq, r.hash}
	}
	tx.Lately().n = n + int64(len(rows)) - 1
	return rows, nil
}

// follow makes a revision replace all heads of its field. Where the act says each
// field once, it is known that no other will stand there.
func (r *row) follow(heads []string, once bool) {
	if r.onto = heads; len(heads) == 0 {
		if once {
			r.onto = []string{}
		}
		return
	}
	r.Parent, r.Merges = heads[len(heads)-1], heads[:len(heads)-1]
	if len(r.Merges) == 0 {
		r.Merges = nil
	}
}

// born reports whether nothing was said of the field before.
func (r row) born() bool { return r.onto != nil && len(r.onto) == 0 }

func (r row) insert(ctx context.Context, tx Tx) error {
	return tx.Exec(ctx, insertRow, r.args()...)
}

// args are the values of its columns.
func (r *row) args() []any {
	return []any{
		r.n, r.ID, r.Assessment, string(r.Subject), r.Field, string(r.Value), r.Parent, strings.Join(r.Merges, " "), r.Act,
		string(r.Kind), r.Reverts, r.Author, r.at, r.replica, r.seq, r.prev, r.hash, r.salt,
	}
}

// insertedAtOnce are the revisions of one statement, where there are many: what goes
// with a statement costs about as much as a row.
const insertedAtOnce = 40

var insertRows = insertRow + strings.Repeat(", "+insertRow[strings.Index(insertRow, "(?"):], insertedAtOnce-1)

func insertAll(ctx context.Context, tx Tx, rows []row) error {
	for ; len(rows) >= insertedAtOnce; rows = rows[insertedAtOnce:] {
		var args []any
		for i := range rows[:insertedAtOnce] {
			args = append(args, rows[i].args()...)
		}
		if err := tx.Exec(ctx, insertRows, args...); err != nil {
			return err
		}
	}
	for _, r := range rows {
		if err := r.insert(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// append writes revisions into the history and makes them heads in the place
// of those they replace. It gives the fields that have several heads now.
func appendRows(ctx context.Context, tx Tx, rows []row) (split []assess.Place, err error) {
	if err := insertAll(ctx, tx, rows); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(rows, func(r row) bool { return !r.born() }) {
		return nil, tx.Exec(ctx, addHeads, rows[0].Assessment, rows[0].n, rows[len(rows)-1].n)
	}
	for _, r := range rows {
		several, err := r.become(ctx, tx)
		if err != nil {
			return nil, err
		}
		if at := (assess.Place{Subject: r.Subject, Field: r.Field}); several && !slices.Contains(split, at) {
			split = append(split, at)
		}
	}
	return split, nil
}

// actRows are the revisions of an act, oldest first: they stand together, and
// the act bears the id of the first.
func actRows(ctx context.Context, q Queryer, assessment, act string) ([]row, error) {
	var n int64
	if found, err := One(ctx, q, actStart, []any{act}, &n); err != nil || !found {
		return nil, err
	}
	var rows []row
	err := eachPage(ctx, q, sinceN, []any{assessment}, n-1, byPlace, func(r row) error {
		if r.Act != act {
			return errEnough
		}
		rows = append(rows, r)
		return nil
	})
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

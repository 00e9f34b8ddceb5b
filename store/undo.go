package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// The refusals of Undo and Redo beside Overtaken.
var (
	ErrNothingToUndo = errors.New("there is nothing of yours to undo here")
	ErrNothingToRedo = errors.New("there is nothing of yours to redo; a new act ends what can be redone")
	ErrFirstAct      = errors.New("the assessment itself is not undone; archive it instead")
)

// Overtaken refuses to take back an act on which another one stands by now.
type Overtaken struct {
	By      string
	At      time.Time
	Subject assess.Subject
	Field   string
}

func (o *Overtaken) Error() string {
	return fmt.Sprintf("%s changed the %s after you, so your act is not taken back; change it by hand, or restore a value from the history",
		visible.Line(o.By), visible.Line(o.Field))
}

// Undo takes back the last act of this person in the assessment that still
// stands, as a new act.
func (db *DB) Undo(ctx context.Context, who Actor, id string) (Act, *assess.Assessment, error) {
	return db.takeBack(ctx, who, id, assess.Undo)
}

// Redo takes back the last undo of this person, unless they have acted since.
func (db *DB) Redo(ctx context.Context, who Actor, id string) (Act, *assess.Assessment, error) {
	return db.takeBack(ctx, who, id, assess.Redo)
}

func (db *DB) takeBack(ctx context.Context, who Actor, id string, kind assess.ActKind) (Act, *assess.Assessment, error) {
	return db.save(ctx, who, id, false, func(ctx context.Context, _ *assess.Assessment) (proposal, error) {
		find := db.undoable
		if kind == assess.Redo {
			find = db.redoable
		}
		target, err := find(ctx, who.Name, id)
		if err != nil {
			return proposal{}, explain(db.path, err)
		}
		changes, err := db.reversal(ctx, target)
		return proposal{kind: kind, reverts: target[0].Act, changes: changes}, explain(db.path, err)
	})
}

const (
	lastBy = "SELECT n, act, kind, coalesce(reverts, '') FROM revision WHERE assessment = ? AND author = ? AND n < ? ORDER BY n DESC LIMIT 1"
	// partOf finds the revision of an act on a field: the newest that is not
	// older than the act, among the few that can be.
	partOf = "SELECT " + revisionColumns + " FROM revision WHERE assessment = ? AND subject = ? AND field = ? AND act = ? AND n >= (SELECT n FROM revision WHERE id = ?) ORDER BY n LIMIT 1"
)

// step is an act in a person's own row of acts, seen from its end.
type step struct {
	n            int64
	act, reverts string
	kind         string
}

func (db *DB) before(ctx context.Context, author, id string, n int64) (step, bool, error) {
	var s step
	found, err := one(ctx, db.writer, lastBy, []any{id, author, n}, &s.n, &s.act, &s.kind, &s.reverts)
	return s, found, err
}

const endOfLog = int64(1) << 62

// undoable walks a person's acts backwards. An undo and everything up to the
// act it took back cancel out, so the walk jumps over them; what it comes to
// next still stands.
func (db *DB) undoable(ctx context.Context, author, id string) ([]row, error) {
	return db.walkBack(ctx, author, id, ErrNothingToUndo, func(kind assess.ActKind) verdict {
		if kind == assess.Undo {
			return jump
		}
		return take
	})
}

// redoable walks back in the same way to an undo that still stands.
func (db *DB) redoable(ctx context.Context, author, id string) ([]row, error) {
	return db.walkBack(ctx, author, id, ErrNothingToRedo, func(kind assess.ActKind) verdict {
		switch kind {
		case assess.Undo:
			return take
		case assess.Redo:
			return jump
		}
		return stop
	})
}

// verdict is what an act on the way back means.
type verdict int

const (
	take verdict = iota // this is the one
	jump                // go on before the act it reverts
	stop                // there is none
)

func (db *DB) walkBack(ctx context.Context, author, id string, none error, judge func(assess.ActKind) verdict) ([]row, error) {
	for n := endOfLog; ; {
		s, found, err := db.before(ctx, author, id, n)
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, none
		}
		switch judge(assess.ActKind(s.kind)) {
		case stop:
			return nil, none
		case take:
			rows, err := actRows(ctx, db.writer, s.act)
			if err == nil && len(rows) == 0 {
				err = problem(Damaged, db.path, nil)
			}
			return rows, err
		case jump:
			if found, err := one(ctx, db.writer, actStart, []any{s.reverts}, &n); err != nil {
				return nil, err
			} else if !found || n >= s.n { // an act reverts an earlier one
				return nil, problem(Damaged, db.path, nil)
			}
		}
	}
}

// reversal is what takes an act back: every field as it was before it, and
// records that it brought in removed.
func (db *DB) reversal(ctx context.Context, target []row) ([]assess.Change, error) {
	var changes []assess.Change
	removed := map[assess.Subject]bool{}
	for _, r := range target {
		if removed[r.Subject] {
			continue
		}
		c, err := db.reverse(ctx, target, r)
		if err != nil {
			return nil, err
		}
		if removes(c) {
			removed[c.Subject] = true
			if err := db.untouched(ctx, target, c.Subject); err != nil {
				return nil, err
			}
		}
		changes = append(changes, c)
	}
	return changes, nil
}

func (db *DB) reverse(ctx context.Context, target []row, r row) (assess.Change, error) {
	if err := db.stillOwn(ctx, r); err != nil {
		return assess.Change{}, err
	}
	c := assess.Change{Subject: r.Subject, Field: r.Field, Value: json.RawMessage("null")}
	switch r.Subject.Kind() {
	case assess.KindAssessment:
		if r.Field == assess.FieldName && r.Parent == "" {
			return c, ErrFirstAct
		}
	case assess.KindSystem, assess.KindControl, assess.KindEvidence, assess.KindFinding:
		made, err := db.broughtIn(ctx, target[0], r.Subject)
		if err != nil {
			return c, err
		}
		if made {
			c.Field, c.Value = assess.FieldRemoved, json.RawMessage("true")
			return c, nil
		}
	}
	if r.Parent == "" {
		return c, nil
	}
	was, err := db.revision(ctx, r.Parent)
	if err != nil {
		return c, err
	}
	c.Value, err = assess.Restored(was.Revision)
	return c, err
}

func removes(c assess.Change) bool {
	return c.Field == assess.FieldRemoved && string(c.Value) == "true"
}

// broughtIn reports whether nothing was said of a record before the act.
func (db *DB) broughtIn(ctx context.Context, first row, s assess.Subject) (bool, error) {
	var n int64
	found, err := one(ctx, db.writer, "SELECT n FROM revision WHERE assessment = ? AND subject = ? AND n < ? LIMIT 1",
		[]any{first.Assessment, string(s), first.n}, &n)
	return !found, err
}

// untouched refuses to remove a record that another person has worked on since.
func (db *DB) untouched(ctx context.Context, target []row, s assess.Subject) error {
	last := target[len(target)-1]
	rows, err := rowsOf(ctx, db.writer, "SELECT "+revisionColumns+
		" FROM revision WHERE assessment = ? AND subject = ? AND n > ? AND author <> ? ORDER BY n DESC LIMIT 1",
		last.Assessment, string(s), last.n, last.Author)
	if err != nil || len(rows) == 0 {
		return err
	}
	return &Overtaken{By: rows[0].Author, At: rows[0].At, Subject: s, Field: rows[0].Field}
}

// stillOwn refuses where another act stands on the field by now. Acts that were
// taken back do not count: only what a field stands on in effect does.
func (db *DB) stillOwn(ctx context.Context, r row) error {
	rows, err := rowsOf(ctx, db.writer, "SELECT "+revisionColumns+
		" FROM revision WHERE assessment = ? AND subject = ? AND field = ? ORDER BY n DESC LIMIT 1",
		r.Assessment, string(r.Subject), r.Field)
	if err == nil && len(rows) == 0 {
		err = problem(Damaged, db.path, nil)
	}
	if err != nil {
		return err
	}
	top := rows[0]
	if top.ID == r.ID {
		return nil
	}
	now, err := db.effective(ctx, top)
	if err != nil {
		return err
	}
	mine, err := db.effective(ctx, r)
	if err != nil || now.ID == mine.ID {
		return err
	}
	return &Overtaken{By: top.Author, At: top.At, Subject: r.Subject, Field: r.Field}
}

// effective is the revision of a do act whose value a field has in effect after
// r: an undo puts a field back to what it stood on before the act it reverts,
// and a redo likewise. The zero row stands for "nothing was ever said".
func (db *DB) effective(ctx context.Context, r row) (row, error) {
	for r.Kind != assess.Do && r.ID != "" {
		rows, err := rowsOf(ctx, db.writer, partOf, r.Assessment, string(r.Subject), r.Field, r.Reverts, r.Reverts)
		if err != nil {
			return row{}, err
		}
		if len(rows) == 0 {
			return r, nil // the removal of a record that the reverted act brought in
		}
		if rows[0].Parent == "" {
			return row{}, nil
		}
		was, err := db.revision(ctx, rows[0].Parent)
		if err == nil && was.n >= r.n { // a revision replaces an earlier one
			err = problem(Damaged, db.path, nil)
		}
		if err != nil {
			return row{}, err
		}
		r = was
	}
	return r, nil
}

func (db *DB) revision(ctx context.Context, id string) (row, error) {
	rows, err := rowsOf(ctx, db.writer, revisionOf, id)
	if err == nil && len(rows) == 0 {
		err = fmt.Errorf("the history has no revision %s", visible.Line(id))
	}
	if err != nil {
		return row{}, err
	}
	return rows[0], nil
}

// RestoreValue puts an earlier value of a field back, as a new act.
func (db *DB) RestoreValue(ctx context.Context, who Actor, id, revisionID string) (*assess.Assessment, error) {
	_, a, err := db.save(ctx, who, id, false, func(ctx context.Context, _ *assess.Assessment) (proposal, error) {
		r, err := db.revision(ctx, revisionID)
		if err != nil {
			return proposal{}, explain(db.path, err)
		}
		if r.Assessment != id {
			return proposal{}, fmt.Errorf("revision %s belongs to another assessment", visible.Line(revisionID))
		}
		v, err := assess.Restored(r.Revision)
		return proposal{kind: assess.Do, changes: []assess.Change{{Subject: r.Subject, Field: r.Field, Value: v}}}, err
	})
	return a, err
}

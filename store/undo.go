package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// The refusals of Undo and Redo beside Overtaken and Unsettled.
var (
	ErrNothingToUndo = errors.New("there is nothing of yours to undo here")
	ErrNothingToRedo = errors.New("there is nothing of yours to redo; a new act ends what can be redone")
	ErrFirstAct      = errors.New("the assessment itself is not undone; archive it instead")
	ErrErased        = errors.New("what stood there was erased, so it can't be brought back")
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

// Unsettled refuses to take back an act on a field for which several values stand: they
// disagree, or another copy said the same, which the act does not take back.
type Unsettled struct {
	Subject assess.Subject
	Field   string
	Alike   bool
}

func (u *Unsettled) Error() string {
	of := visible.Line(u.Subject.Kind())
	if k, err := u.Subject.Key(); err == nil {
		of = visible.Line(k.Item)
	}
	if u.Alike {
		return fmt.Sprintf("another copy says the same of the %s of %s, so taking your act back would change nothing; say there what is right", visible.Line(u.Field), of)
	}
	return fmt.Sprintf("several values stand for the %s of %s and disagree; settle that first", visible.Line(u.Field), of)
}

// Undo takes back the last act of this person in the assessment that was made
// in this copy of the database and still stands, as a new act.
func (db *DB) Undo(ctx context.Context, who Actor, id string) (Act, *assess.Assessment, error) {
	return db.TakeBack(ctx, who, id, assess.Undo, nil)
}

// Redo takes back the last undo of this person, unless they have acted since.
func (db *DB) Redo(ctx context.Context, who Actor, id string) (Act, *assess.Assessment, error) {
	return db.TakeBack(ctx, who, id, assess.Redo, nil)
}

// TakeBack is Undo or Redo where look allows it, which gets the assessment as it
// stands and the act that would be taken back; its error is the refusal. It may
// run twice; nil allows everything.
func (db *DB) TakeBack(ctx context.Context, who Actor, id string, kind assess.ActKind, look func(*assess.Assessment, Act) error) (Act, *assess.Assessment, error) {
	act, after, err := db.save(ctx, who, workshop.Role.MayWrite, id, false, func(ctx context.Context, tx Tx, a *assess.Assessment) (proposal, error) {
		judge := undoable
		if kind == assess.Redo {
			judge = redoable
		}
		target, err := walkBack(ctx, tx, who.Name, id, judge)
		if err != nil {
			return proposal{}, db.explain("take an act back", err)
		}
		if look != nil {
			if err := look(a, actOf(target)); err != nil {
				return proposal{}, err
			}
		}
		p, err := reversal(ctx, tx, target)
		p.kind, p.reverts, p.judged = kind, target[0].Act, p.changes
		if kind == assess.Undo { // what a redo does again is the act itself
			p.judged = changesOf(target)
		}
		p.also = func(ctx context.Context, tx Tx) error { return db.followVotes(ctx, tx, p.changes) }
		return p, db.explain("take an act back", err)
	})
	if err != nil {
		return act, after, err
	}
	one := []Act{act}
	if err := db.callRecords(ctx, id, one); err != nil {
		return act, after, nil // it is saved; without their numbers records are called by what they are
	}
	return one[0], after, nil
}

func changesOf(rows []row) []assess.Change {
	all := make([]assess.Change, len(rows))
	for i, r := range rows {
		all[i] = assess.Change{Subject: r.Subject, Field: r.Field, Value: r.Value}
	}
	return all
}

const (
	lastBy = "SELECT n, act, kind, coalesce(reverts, ''), replica, subject FROM history WHERE assessment = ? AND author = ? AND n < ? ORDER BY n DESC LIMIT 1"
	// partOf finds the revisions of an act on a field, oldest first.
	partOf = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND subject = ? AND field = ? AND n >= (SELECT n FROM history WHERE id = ?) ORDER BY n"
)

const endOfLog = int64(1) << 62

// verdict is what an act on the way back means.
type verdict int

const (
	take verdict = iota // this is the one
	jump                // go on before the act it reverts
	stop                // there is none
)

// judge says what an act on the way back means; none is the refusal where the
// way ends.
type judge struct {
	of   func(assess.ActKind) verdict
	none error
}

// undoable walks a person's acts backwards. An undo and everything up to the
// act it took back cancel out, so the walk jumps over them; what it comes to
// next still stands.
var undoable = judge{none: ErrNothingToUndo, of: func(kind assess.ActKind) verdict {
	if kind == assess.Undo {
		return jump
	}
	return take
}}

// redoable walks back in the same way to an undo that still stands.
var redoable = judge{none: ErrNothingToRedo, of: func(kind assess.ActKind) verdict {
	switch kind {
	case assess.Undo:
		return take
	case assess.Redo:
		return jump
	}
	return stop
}}

// step is an act in a person's own row of acts, seen from its end.
type step struct {
	n                                    int64
	act, kind, reverts, replica, subject string
}

// walkBack goes through the acts that a person made in this copy, newest first.
func walkBack(ctx context.Context, q Queryer, author, id string, j judge) ([]row, error) {
	own, err := ourNames(ctx, q)
	if err != nil {
		return nil, err
	}
	for n := endOfLog; ; {
		var s step
		found, err := One(ctx, q, lastBy, []any{id, author, n}, &s.n, &s.act, &s.kind, &s.reverts, &s.replica, &s.subject)
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, j.none
		}
		if n = s.n; !own[storeOf(s.replica)] {
			continue // made elsewhere, and brought in
		}
		if assess.Subject(s.subject).Kind() == assess.KindErasure {
			if _, err := One(ctx, q, actStart, []any{s.act}, &n); err != nil {
				return nil, err
			}
			continue // what was erased stays so
		}
		switch j.of(assess.ActKind(s.kind)) {
		case stop:
			return nil, j.none
		case take:
			return wholeAct(ctx, q, id, s.act)
		case jump:
			if found, err := One(ctx, q, actStart, []any{s.reverts}, &n); err != nil {
				return nil, err
			} else if !found || n >= s.n { // an act reverts an earlier one
				return nil, &Problem{Kind: Damaged, Detail: "act " + visible.Line(s.act) + " reverts none before it"}
			}
		}
	}
}

func wholeAct(ctx context.Context, q Queryer, id, act string) ([]row, error) {
	rows, err := actRows(ctx, q, id, act)
	if err == nil && len(rows) == 0 {
		err = &Problem{Kind: Damaged, Detail: "act " + visible.Line(act) + " has no revisions"}
	}
	return rows, err
}

// reversal is what takes an act back: every field as it was before it, and
// records that it brought in removed.
func reversal(ctx context.Context, q Queryer, target []row) (proposal, error) {
	var p proposal
	removed, done := map[assess.Subject]bool{}, map[assess.Place]bool{}
	for _, r := range target {
		at := assess.Place{Subject: r.Subject, Field: r.Field}
		if removed[r.Subject] || done[at] {
			continue
		}
		done[at] = true
		part := slices.DeleteFunc(slices.Clone(target), func(o row) bool { return o.Subject != r.Subject || o.Field != r.Field })
		top, err := ownHead(ctx, q, part)
		if err != nil {
			return p, err
		}
		changes, err := reverse(ctx, q, target[0], part)
		if err != nil {
			return p, err
		}
		if removes(changes[0]) {
			removed[r.Subject] = true
			if err := untouched(ctx, q, target, r.Subject); err != nil {
				return p, err
			}
			if r.Field != assess.FieldRemoved {
				top = "" // another field than the act's: whatever stands there
			}
		}
		for _, c := range changes {
			p.changes = append(p.changes, c)
			p.onto = append(p.onto, top)
		}
	}
	return p, nil
}

// reverse is what puts one field of an act back. Where the act settled several
// values, all of them come back.
func reverse(ctx context.Context, q Queryer, begin row, part []row) ([]assess.Change, error) {
	r := part[0]
	c := assess.Change{Subject: r.Subject, Field: r.Field, Value: json.RawMessage("null")}
	if r.Subject.Kind() == assess.KindAssessment && r.Field == assess.FieldName && r.Parent == "" {
		return nil, ErrFirstAct
	}
	k, err := assess.KindOf(r.Subject)
	if err != nil {
		return nil, err
	}
	if k.Made {
		switch made, err := broughtIn(ctx, q, begin, r.Subject); {
		case err != nil:
			return nil, err
		case made:
			c.Field, c.Value = assess.FieldRemoved, json.RawMessage("true")
			return []assess.Change{c}, nil
		}
	}
	if r.Parent == "" {
		return []assess.Change{c}, nil
	}
	var changes []assess.Change
	for _, parent := range append([]string{r.Parent}, r.Merges...) {
		was, err := revision(ctx, q, parent)
		if err != nil {
			return nil, err
		}
		if c.Value, err = restored(was); err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	return changes, nil
}

// restored is the value that puts back what a revision set.
func restored(r row) (json.RawMessage, error) {
	if r.Erased() {
		return nil, ErrErased
	}
	return assess.Restored(r.Revision)
}

func removes(c assess.Change) bool {
	return c.Field == assess.FieldRemoved && string(c.Value) == "true"
}

// broughtIn reports whether nothing was said of a record before the act.
func broughtIn(ctx context.Context, q Queryer, begin row, s assess.Subject) (bool, error) {
	var n int64
	found, err := One(ctx, q, "SELECT n FROM history WHERE assessment = ? AND subject = ? AND n < ? LIMIT 1",
		[]any{begin.Assessment, string(s), begin.n}, &n)
	return !found, err
}

// untouched refuses to remove a record that another person has worked on since.
func untouched(ctx context.Context, q Queryer, target []row, s assess.Subject) error {
	last := target[len(target)-1]
	rows, err := rowsOf(ctx, q, "SELECT "+revisionColumns+
		" FROM history WHERE assessment = ? AND subject = ? AND n > ? AND author <> ? ORDER BY n DESC LIMIT 1",
		last.Assessment, string(s), last.n, last.Author)
	if err != nil || len(rows) == 0 {
		return err
	}
	return &Overtaken{By: rows[0].Author, At: rows[0].At, Subject: s, Field: rows[0].Field}
}

func revision(ctx context.Context, q Queryer, id string) (row, error) {
	rows, err := rowsOf(ctx, q, revisionOf, id)
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
	_, a, err := db.save(ctx, who, workshop.Role.MayWrite, id, false, func(ctx context.Context, tx Tx, _ *assess.Assessment) (proposal, error) {
		r, err := revision(ctx, tx, revisionID)
		if err != nil {
			return proposal{}, db.explain("restore a value", err)
		}
		if r.Assessment != id {
			return proposal{}, fmt.Errorf("revision %s belongs to another assessment", visible.Line(revisionID))
		}
		v, err := restored(r)
		p := proposal{kind: assess.Do, changes: []assess.Change{{Subject: r.Subject, Field: r.Field, Value: v}}}
		p.also = func(ctx context.Context, tx Tx) error { return db.followVotes(ctx, tx, p.changes) }
		return p, err
	})
	return a, err
}

package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// Act is what was saved together: one or more revisions, oldest first.
type Act struct {
	ID        string
	Kind      assess.ActKind
	Author    string
	At        time.Time
	Revisions []assess.Revision
	Called    map[assess.Subject]string // the numbers of the records that it is about, such as RI-7
}

func actOf(rows []row) Act {
	if len(rows) == 0 {
		return Act{}
	}
	r := rows[0]
	return Act{ID: r.Act, Kind: r.Kind, Author: r.Author, At: r.At, Revisions: revisions(rows)}
}

// ErrNoAssessment says that the file holds no assessment of that id.
var ErrNoAssessment = errors.New("there is no such assessment")

func noAssessment(id string) error {
	return fmt.Errorf("%w: %s", ErrNoAssessment, visible.Line(id))
}

// Create makes an assessment. A profile without a start begins today, by the
// clock's own zone.
func (db *DB) Create(ctx context.Context, who Actor, name string, p assess.Profile) (*assess.Assessment, error) {
	if p.Start == "" {
		p.Start = db.clock().Format(time.DateOnly)
	}
	changes, err := assess.Create(name, p)
	if err != nil {
		return nil, err
	}
	return db.CreateFrom(ctx, who, changes)
}

// CreateFrom makes an assessment of which all these changes are the first act:
// a duplicate, or a demonstration. What comes with it are further acts, saved
// together with the first one.
func (db *DB) CreateFrom(ctx context.Context, who Actor, changes []assess.Change, further ...[]assess.Change) (*assess.Assessment, error) {
	named := func(c assess.Change) bool { return c.Subject == assess.KindAssessment && c.Field == assess.FieldName }
	if !slices.ContainsFunc(changes, named) {
		return nil, errors.New("an assessment needs a name")
	}
	mayMake := func(r workshop.Role) error {
		if err := r.MayLead(); err != nil {
			return fmt.Errorf("make an assessment: %w", err)
		}
		return nil
	}
	acts := []propose{saying(changes)}
	for _, more := range further {
		acts = append(acts, saying(more))
	}
	_, a, err := db.save(ctx, who, mayMake, db.ids.next(), true, acts...)
	return a, err
}

// saying is an act that was decided beforehand.
func saying(changes []assess.Change) propose {
	return func(context.Context, Tx, *assess.Assessment) (proposal, error) {
		return proposal{kind: assess.Do, changes: changes}, nil
	}
}

// Do runs decide on the present state, inside the write transaction, and saves
// what it says as one act in one durable transaction. Where it says nothing,
// nothing is written. The assessment it gives includes the act. Decide must not
// use the database; it may run twice.
func (db *DB) Do(ctx context.Context, who Actor, id string, decide func(*assess.Assessment) ([]assess.Change, error)) (*assess.Assessment, error) {
	_, a, err := db.save(ctx, who, workshop.Role.MayWrite, id, false, func(_ context.Context, _ Tx, a *assess.Assessment) (proposal, error) {
		changes, err := decide(a)
		return proposal{kind: assess.Do, changes: changes}, err
	})
	return a, err
}

// propose says what an act is, from the assessment as it stands.
type propose = func(context.Context, Tx, *assess.Assessment) (proposal, error)

// save is the one way into the history; of several acts each is decided on what the
// one before left.
func (db *DB) save(ctx context.Context, who Actor, may right, id string, fresh bool, acts ...propose) (Act, *assess.Assessment, error) {
	var rows []row
	var after *assess.Assessment
	place := id
	if fresh {
		place = Lists
	}
	err := db.writeIn(ctx, who, may, place, id, func(ctx context.Context, tx Tx, who Actor) (err error) {
		before := assess.New(id)
		if !fresh {
			if before, err = db.standing(ctx, tx, id); err != nil {
				return db.explain("read the assessment", err)
			}
		}
		rows, after = nil, before
		for i, propose := range acts {
			var more []row
			if more, after, err = db.act(ctx, tx, who, after, fresh && i == 0, propose); err != nil {
				return err
			}
			rows = append(rows, more...)
		}
		return nil
	}, func() {
		db.known.note(id, after, rows[len(rows)-1].n)
		if ofLists(rows) {
			db.feed.tell(Lists)
		}
	})
	if err != nil {
		return Act{}, nil, err
	}
	if len(rows) == 0 {
		return Act{}, after, nil
	}
	return actOf(rows), after, nil
}

// act decides on an assessment, and writes what it says.
func (db *DB) act(ctx context.Context, tx Tx, who Actor, before *assess.Assessment, fresh bool, propose propose) ([]row, *assess.Assessment, error) {
	p, err := propose(ctx, tx, before)
	if err != nil {
		return nil, nil, err
	}
	if len(p.changes) == 0 {
		return nil, before, ErrNothing
	}
	if err := mayAct(who, before, p); err != nil {
		return nil, nil, err
	}
	if err := db.mayChangeRecords(ctx, tx, who, before.ID, p); err != nil {
		return nil, nil, err
	}
	if err := sayable(p.changes); err != nil {
		return nil, nil, err
	}
	if p.onto == nil {
		p.changes = lastOfEach(p.changes)
	}
	rows, err := db.draw(ctx, tx, who, before.ID, p)
	if err != nil {
		return nil, nil, db.notSaved("save an act", err)
	}
	after, err := assess.Apply(before, revisions(rows)...)
	if err != nil {
		return nil, nil, fmt.Errorf("save an act: %w", err)
	}
	after, err = db.keep(ctx, tx, after, rows, fresh)
	if err == nil && p.also != nil {
		err = p.also(ctx, tx)
	}
	if err == nil && ofLists(rows) {
		err = db.turnLists(ctx, tx)
	}
	if err != nil {
		return nil, nil, db.notSaved("save an act", err)
	}
	return rows, after, nil
}

// ofLists reports whether an act shows in the list of assessments.
func ofLists(rows []row) bool {
	return slices.ContainsFunc(rows, func(r row) bool { return r.Subject == assess.KindAssessment })
}

// keep writes an act into the history and into the present state. The row of a
// new assessment comes first, since the history refers to it.
func (db *DB) keep(ctx context.Context, tx Tx, after *assess.Assessment, rows []row, fresh bool) (*assess.Assessment, error) {
	if fresh {
		if err := saveOwn(ctx, tx, after, rows[len(rows)-1].n); err != nil {
			return nil, err
		}
	}
	split, err := appendRows(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	if after, err = refold(ctx, tx, after, split); err != nil {
		return nil, err
	}
	if err := savePresent(ctx, tx, after, rows); err != nil {
		return nil, err
	}
	return after, saveRecords(ctx, tx, after.ID, rows, split)
}

// ErrArchived refuses to write to an assessment that was put away.
var ErrArchived = errors.New("the assessment is archived; bring it back before something is changed in it")

// mayAct asks whether this role may say this of this assessment, now. What is
// taken back is judged as if it were done now.
func mayAct(who Actor, a *assess.Assessment, p proposal) error {
	if err := who.Role.May(p.toJudge()); err != nil {
		return err
	}
	back := func(c assess.Change) bool { // null where the first archive of all is undone
		return c.Subject == assess.KindAssessment && c.Field == assess.FieldArchived && string(c.Value) != "true"
	}
	if a.Archived && !(len(p.changes) == 1 && back(p.changes[0])) {
		return ErrArchived
	}
	return nil
}

// lastOfEach lets an act set each field once: the last word stands.
func lastOfEach(changes []assess.Change) []assess.Change {
	last := make(map[assess.Place]int, len(changes))
	for i, c := range changes {
		last[assess.Place{Subject: c.Subject, Field: c.Field}] = i
	}
	if len(last) == len(changes) {
		return changes
	}
	kept := make([]assess.Change, 0, len(last))
	for i, c := range changes {
		if last[assess.Place{Subject: c.Subject, Field: c.Field}] == i {
			kept = append(kept, c)
		}
	}
	return kept
}

// sayable refuses what not every database can keep. What people type was asked before
// whether it holds NUL, so that this is for what comes by other ways.
func sayable(changes []assess.Change) error {
	for _, c := range changes {
		if strings.ContainsRune(string(c.Subject)+c.Field, 0) || saysNUL(c.Value) {
			return fmt.Errorf("NOT saved: the %s of %s holds a NUL character; take it out", visible.Line(c.Field), visible.Line(string(c.Subject)))
		}
	}
	return nil
}

// saysNUL reports whether JSON says NUL: as it is escaped there, behind no backslash
// that is escaped itself.
func saysNUL(value json.RawMessage) bool {
	rest := string(value)
	for {
		before, behind, found := strings.Cut(rest, `u0000`)
		if !found {
			return false
		}
		if escapes := len(before) - len(strings.TrimRight(before, `\`)); escapes%2 == 1 {
			return true
		}
		rest = behind
	}
}

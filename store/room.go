package store

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// Room is what the people who assess together find when they look up: their
// votes, what is still to come, and the clock.
type Room struct {
	Votes  []RoomVote // oldest first
	Agenda workshop.Agenda
	// Turn rises with every change: two readings of one room with the same turn
	// are the same. 0: the room was never used.
	Turn int64
}

// Current is the vote under way; nil: none.
func (r *Room) Current() *RoomVote {
	for i := range r.Votes {
		if s := r.Votes[i].Vote.State; s == workshop.Open || s == workshop.Revealed {
			return &r.Votes[i]
		}
	}
	return nil
}

// Ended are the votes that were settled or parked, in the order in which they
// were opened.
func (r *Room) Ended() []workshop.Ended {
	var all []workshop.Ended
	for _, v := range r.Votes {
		if s := v.Vote.State; s == workshop.Settled || s == workshop.Parked {
			all = append(all, workshop.Ended{Key: v.Vote.Key, State: s, Level: v.Vote.Settlement.Level, At: v.Changed})
		}
	}
	return all
}

// knownRooms keeps the last reading of each room, so that a hall full of windows
// reads it once after a change and not once a window.
type knownRooms struct {
	mu   sync.Mutex
	byID map[string]Room
}

func (k *knownRooms) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byID = nil
}

// Room is the room of an assessment as it stands. Treat it as read-only: it is
// shared.
func (db *DB) Room(ctx context.Context, assessment string) (Room, error) {
	k := &db.rooms
	k.mu.Lock()
	defer k.mu.Unlock()
	turn, err := turnOf(ctx, db.read, assessment)
	if err != nil {
		return Room{}, explain(db.path, err)
	}
	if r, ok := k.byID[assessment]; ok && r.Turn == turn {
		return r, nil
	}
	r, err := db.readRoom(ctx, assessment)
	if err != nil {
		return Room{}, explain(db.path, err)
	}
	if k.byID == nil {
		k.byID = map[string]Room{}
	}
	k.byID[assessment] = r
	return r, nil
}

// readRoom reads all of it in one transaction, since it must be of one moment.
func (db *DB) readRoom(ctx context.Context, assessment string) (r Room, err error) {
	tx, err := db.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return r, err
	}
	defer tx.Rollback()
	if r.Turn, err = turnOf(ctx, tx, assessment); err != nil {
		return r, err
	}
	if r.Agenda, err = agendaOf(ctx, tx, assessment); err != nil {
		return r, err
	}
	r.Votes, err = votesOf(ctx, tx, "v.assessment = ?", assessment)
	return r, err
}

func turnOf(ctx context.Context, q queryer, assessment string) (turn int64, err error) {
	_, err = one(ctx, q, "SELECT turn FROM room WHERE assessment = ?", []any{assessment}, &turn)
	return turn, err
}

// turnRoom says that the room has changed; every write of it ends here.
func (db *DB) turnRoom(ctx context.Context, assessment string) error {
	err := db.writer.exec(ctx, "INSERT INTO room (assessment, turn) VALUES (?, 1) ON CONFLICT DO UPDATE SET turn = turn + 1", assessment)
	if err != nil {
		return notSaved(db.path, err)
	}
	return nil
}

func agendaOf(ctx context.Context, q queryer, assessment string) (workshop.Agenda, error) {
	var g workshop.Agenda
	var made, began, since string
	var given, gone int64
	_, err := one(ctx, q, "SELECT named, tolerance, made, given, began, gone, since FROM room WHERE assessment = ?", []any{assessment},
		&g.Named, &g.Tolerance, &made, &given, &began, &gone, &since)
	if err != nil || made == "" {
		return workshop.Agenda{}, err
	}
	g.Given, g.Gone = time.Duration(given)*time.Minute, time.Duration(gone)*time.Millisecond
	for _, t := range []struct {
		text string
		at   *time.Time
	}{{made, &g.Made}, {began, &g.Began}, {since, &g.Since}} {
		if *t.at, err = readTime(t.text); err != nil {
			return workshop.Agenda{}, err
		}
	}
	var k assess.Key
	err = each(ctx, q, "SELECT item, system, question FROM agenda WHERE assessment = ? ORDER BY place", []any{assessment},
		[]any{&k.Item, &k.System, &k.Question}, func() error { g.Keys = append(g.Keys, k); return nil })
	return g, err
}

// Plan changes the agenda of a room, as it stands when it is written, for others
// may change it at the same time: change gets it and the time now. What it puts
// on the agenda must be there to be rated.
func (db *DB) Plan(ctx context.Context, who Actor, cat *catalog.Catalog, assessment string, change func(workshop.Agenda, time.Time) (workshop.Agenda, error)) error {
	if err := first(who.Role.MayLead, func() error { return checkActor(who) }); err != nil {
		return err
	}
	return db.write(ctx, func(ctx context.Context) error {
		a, err := db.standing(ctx, assessment, false)
		if err != nil {
			return err
		}
		was, err := agendaOf(ctx, db.writer, assessment)
		if err != nil {
			return explain(db.path, err)
		}
		g, err := change(was, db.now())
		if err != nil {
			return err
		}
		on := map[assess.Key]bool{}
		for _, k := range was.Keys {
			on[k] = true
		}
		for _, k := range g.Keys {
			if on[k] {
				continue // it may be gone since, and goes from the agenda by hand
			}
			if err := assess.CheckRatable(cat, a, k); err != nil {
				return err
			}
		}
		return first(func() error { return db.turnRoom(ctx, assessment) }, func() error { return db.saveAgenda(ctx, assessment, g) })
	})
}

// saveAgenda writes an agenda over the one before.
func (db *DB) saveAgenda(ctx context.Context, assessment string, g workshop.Agenda) error {
	w := db.writer
	err := w.exec(ctx, "UPDATE room SET named = ?, tolerance = ?, made = ?, given = ?, began = ?, gone = ?, since = ? WHERE assessment = ?",
		g.Named, g.Tolerance, writeTime(g.Made), int64(g.Given/time.Minute), writeTime(g.Began), g.Gone.Milliseconds(), writeTime(g.Since), assessment)
	if err == nil {
		err = w.exec(ctx, "DELETE FROM agenda WHERE assessment = ?", assessment)
	}
	for i, k := range g.Keys {
		if err != nil {
			break
		}
		err = w.exec(ctx, "INSERT INTO agenda (assessment, place, item, system, question) VALUES (?, ?, ?, ?, ?)", assessment, i+1, k.Item, k.System, k.Question)
	}
	if err != nil {
		return notSaved(db.path, err)
	}
	return nil
}

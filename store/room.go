package store

import (
	"context"
	"slices"
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

// Veiled is the id of the item that a vote is open on, whichever question or AI
// system of it; empty where none is. Whoever saw how it was judged before would vote
// near that.
func (r *RoomVote) Veiled() string {
	if r == nil || r.Vote.State != workshop.Open {
		return ""
	}
	return r.Vote.Key.Item
}

// Behind is the room as it is handed out while a vote is open: without what other
// votes on the same item came to.
func (r Room) Behind(open *RoomVote) Room {
	if item := open.Veiled(); item != "" {
		r.Votes = slices.DeleteFunc(slices.Clone(r.Votes), func(v RoomVote) bool {
			return v.Vote.Key.Item == item && v.ID != open.ID
		})
	}
	return r
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
// reads it once after a change and not once a window. Each room has a lock of
// its own: nobody waits while another is read.
type knownRooms struct {
	mu   sync.Mutex
	byID map[string]*knownRoom
}

type knownRoom struct {
	mu   sync.Mutex
	room Room
	read bool
}

// mostRooms bounds what a server remembers of rooms that were left.
const mostRooms = 64

func (k *knownRooms) of(assessment string) *knownRoom {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil || len(k.byID) > mostRooms {
		k.byID = map[string]*knownRoom{}
	}
	if k.byID[assessment] == nil {
		k.byID[assessment] = &knownRoom{}
	}
	return k.byID[assessment]
}

func (k *knownRooms) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byID = nil
}

// Room is the room of an assessment as it stands. Treat it as read-only: it is
// shared.
func (db *DB) Room(ctx context.Context, assessment string) (Room, error) {
	if err := db.mayRead(ctx, assessment); err != nil {
		return Room{}, err
	}
	k := db.rooms.of(assessment)
	k.mu.Lock()
	defer k.mu.Unlock()
	turn, err := turnOf(ctx, db.engine, assessment)
	if err != nil {
		return Room{}, db.explain("look into the room", err)
	}
	if k.read && k.room.Turn == turn {
		return k.room, nil
	}
	var r Room
	err = db.engine.Read(ctx, func(ctx context.Context, q Queryer) (err error) {
		r, err = readRoom(ctx, q, assessment)
		return err
	})
	if err != nil {
		return Room{}, db.explain("look into the room", err)
	}
	k.room, k.read = r, true
	return r, nil
}

// readRoom reads all of it; q must see one moment.
func readRoom(ctx context.Context, q Queryer, assessment string) (r Room, err error) {
	if r.Turn, err = turnOf(ctx, q, assessment); err != nil {
		return r, err
	}
	if r.Agenda, err = agendaOf(ctx, q, assessment); err != nil {
		return r, err
	}
	r.Votes, err = votesOf(ctx, q, "v.assessment = ?", assessment)
	return r, err
}

func turnOf(ctx context.Context, q Queryer, assessment string) (turn int64, err error) {
	_, err = One(ctx, q, "SELECT turn FROM room WHERE assessment = ?", []any{assessment}, &turn)
	return turn, err
}

// turnRoom says that the room has changed; every write of it ends here.
func (db *DB) turnRoom(ctx context.Context, tx Tx, assessment string) error {
	err := tx.Exec(ctx, "INSERT INTO room (assessment, turn) VALUES (?, 1) ON CONFLICT (assessment) DO UPDATE SET turn = room.turn + 1", assessment)
	if err != nil {
		return db.notSaved("work on the room", err)
	}
	return nil
}

func agendaOf(ctx context.Context, q Queryer, assessment string) (workshop.Agenda, error) {
	var g workshop.Agenda
	var made, began, since string
	var given, gone int64
	_, err := One(ctx, q, "SELECT named, tolerance, made, given, began, gone, since FROM room WHERE assessment = ?", []any{assessment},
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
	err = Each(ctx, q, "SELECT item, system, question FROM agenda WHERE assessment = ? ORDER BY place", []any{assessment},
		[]any{&k.Item, &k.System, &k.Question}, func() error { g.Keys = append(g.Keys, k); return nil })
	return g, err
}

// Plan changes the agenda of a room, as it stands when it is written, for others
// may change it at the same time: change gets it and the time now. What it puts
// on the agenda must be there to be rated.
func (db *DB) Plan(ctx context.Context, who Actor, cat *catalog.Catalog, assessment string, change func(workshop.Agenda, time.Time) (workshop.Agenda, error)) error {
	return db.writeAs(ctx, who, workshop.Role.MayLead, assessment, func(ctx context.Context, tx Tx, _ Actor) error {
		a, err := db.open(ctx, tx, assessment)
		if err != nil {
			return err
		}
		was, err := agendaOf(ctx, tx, assessment)
		if err != nil {
			return db.explain("work on the room", err)
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
		return first(func() error { return db.turnRoom(ctx, tx, assessment) }, func() error { return db.saveAgenda(ctx, tx, assessment, g) })
	})
}

// saveAgenda writes an agenda over the one before.
func (db *DB) saveAgenda(ctx context.Context, tx Tx, assessment string, g workshop.Agenda) error {
	err := tx.Exec(ctx, "UPDATE room SET named = ?, tolerance = ?, made = ?, given = ?, began = ?, gone = ?, since = ? WHERE assessment = ?",
		g.Named, g.Tolerance, writeTime(g.Made), int64(g.Given/time.Minute), writeTime(g.Began), g.Gone.Milliseconds(), writeTime(g.Since), assessment)
	if err == nil {
		err = tx.Exec(ctx, "DELETE FROM agenda WHERE assessment = ?", assessment)
	}
	for i, k := range g.Keys {
		if err != nil {
			break
		}
		err = tx.Exec(ctx, "INSERT INTO agenda (assessment, place, item, system, question) VALUES (?, ?, ?, ?, ?)", assessment, i+1, k.Item, k.System, k.Question)
	}
	if err != nil {
		return db.notSaved("work on the room", err)
	}
	return nil
}

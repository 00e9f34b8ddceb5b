// Package store remembers assessments: every act for ever, as revisions in
// chains of hashes, and beside them the present state in plain tables, changed
// in the same transaction.
//
// Its one rule: what it says is saved is on the disk, and what it can't save or
// can't trust it says in a sentence. All SQL stands below this folder: here the
// text that every database speaks, in store/sqlite and store/postgres what is of one
// alone: how it connects, who writes when, how it is heard of, and what its errors mean.
package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// Actor is who acts: the author of what is saved, 1 to 200 characters. A role
// holds wherever the actor writes; without one they may do everything, as
// somebody at their own machine.
type Actor struct {
	Name string
	Role workshop.Role
	// Pass is what they came through the door of a room with, workshop.Person.Pass:
	// what they may do is then what their role is when they do it, whatever Role
	// says. Empty: they came through none.
	Pass string
}

// Options say how a database is used.
type Options struct {
	Clock  func() time.Time // nil: time.Now
	Random io.Reader        // nil: that of crypto/rand
	// Log gets the causes of what goes wrong, for who runs the program; nil: no
	// one does.
	Log *slog.Logger
	// Catalog says which registers there are: who may see their records, and who may
	// decide about them. Nil: the shipped one.
	Catalog *catalog.Catalog
}

// DB is one open database. It is safe for use by several goroutines, and
// several programs may have the same one open.
type DB struct {
	*opened
	reader Actor // who reads through it; without a Pass everything may be read
}

// opened is what all who use one database in this program share.
type opened struct {
	engine Engine
	clock  func() time.Time
	random io.Reader
	log    *slog.Logger
	ids    *ids
	cat    *catalog.Catalog

	known knownAssessments
	books knownBooks
	rooms knownRooms
	feed  feed

	closing sync.Once
	closed  error
}

// Lately is what the last transaction knew of the database, so that a save need
// not read it again while nobody else writes. Only who writes touches it.
type Lately struct {
	holds bool
	n     int64           // the last revision
	ends  map[string]Head // of the chains that acts went onto, by assessment
}

// New uses a database through its engine, which it closes at the end.
func New(ctx context.Context, e Engine, o Options) (*DB, error) {
	db := &DB{opened: &opened{engine: e, clock: o.Clock, random: o.Random, log: o.Log, cat: o.Catalog}}
	if db.clock == nil {
		db.clock = time.Now
	}
	if db.random == nil {
		db.random = rand.Reader
	}
	if db.log == nil {
		db.log = slog.New(slog.DiscardHandler)
	}
	if db.cat == nil {
		db.cat = catalog.Shipped()
	}
	db.ids = &ids{clock: db.clock, random: db.random}
	return db, db.explain("open", db.seeIDs(ctx, e))
}

// NewID is a UUIDv7 for a record that the caller makes, greater than every id
// this process has made or read before.
func (db *DB) NewID() string { return db.ids.next() }

// Close ends the watches and gives the database up. It may be called twice.
func (db *DB) Close() error {
	db.closing.Do(func() {
		db.feed.close()
		db.closed = db.explain("close", db.engine.Close())
	})
	return db.closed
}

// write runs do inside a write transaction, commits it and tells those who
// watch what it is about: an assessment, or Lists. Once it was committed then
// is run.
func (db *DB) write(ctx context.Context, about string, do func(context.Context, Tx) error, then ...func()) error {
	err := db.quietly(ctx, about, about, func(ctx context.Context, tx Tx) error {
		if err := do(ctx, tx); err != nil || about != Lists {
			return err
		}
		return db.turnLists(ctx, tx)
	})
	if errors.Is(err, ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, f := range then {
		f()
	}
	if about == Everything {
		db.feed.tellAll()
	} else {
		db.feed.tell(about)
	}
	return nil
}

// turnLists says to other programs that people or the list of assessments have
// changed.
func (db *DB) turnLists(ctx context.Context, tx Tx) error {
	return db.noted(tx.Exec(ctx, setLists, db.ids.next()))
}

// quietly writes without telling the watchers; doing says what, for the log.
func (db *DB) quietly(ctx context.Context, about, doing string, do func(context.Context, Tx) error) error {
	return db.writeBy(ctx, doing, func(ctx context.Context, do func(context.Context, Tx) error) error {
		return db.engine.Write(ctx, about, do)
	}, about != Aside, do)
}

// writeBy runs a transaction of an engine. Where acts may be part of it, it knows
// what was written before.
func (db *DB) writeBy(ctx context.Context, doing string, how func(context.Context, func(context.Context, Tx) error) error, acts bool, do func(context.Context, Tx) error) error {
	if err := db.checkClock(); err != nil {
		return err
	}
	err := how(ctx, func(ctx context.Context, tx Tx) error {
		if acts && !tx.Lately().holds {
			if err := db.lookAround(ctx, tx); err != nil {
				return db.notSaved(doing, err)
			}
		}
		return do(ctx, tx)
	})
	if errors.Is(err, ErrNothing) {
		return ErrNothing
	}
	return err
}

// lookAround learns what others wrote since the last transaction.
func (db *DB) lookAround(ctx context.Context, tx Tx) error {
	if err := db.seeIDs(ctx, tx); err != nil {
		return err
	}
	next, err := tx.Next(ctx)
	*tx.Lately() = Lately{holds: err == nil, n: next - 1, ends: map[string]Head{}}
	return err
}

// Reaches reports whether what is known goes up to a place, which is the last one of
// what the transaction is about.
func (l *Lately) Reaches(n int64) bool { return l.holds && l.n == n }

// ErrNothing ends a transaction that has nothing to write.
var ErrNothing = errors.New("nothing to write")

// first does one thing after the other until one fails.
func first(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

const (
	metaLastOpened = "last opened"     // the assessment, and an id made then
	metaCheckpoint = "verified up to " // and the chain: "SEQ HASH"

	// MetaLists is the key of what becomes another value with every change of people and
	// of the list of assessments.
	MetaLists = "lists"

	// MarkWipe stands in the table meta while erased words may still be found in
	// parts of the database that nothing uses any more.
	MarkWipe = "wipe pending"

	// MetaPlaces is the key of the greatest place of a revision that was forgotten:
	// no place is given twice, for who has the database open goes by them.
	MetaPlaces = "places given"

	metaValue = "SELECT value FROM meta WHERE key = ?"
	setMeta   = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
	setLists  = "INSERT INTO meta (key, value) VALUES ('" + MetaLists + "', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)

// now is the time of an act: UTC, to the microsecond, as it is stored.
func (db *DB) now() time.Time { return db.clock().UTC().Truncate(time.Microsecond) }

// checkClock refuses a time that could not be read again.
func (db *DB) checkClock() error {
	if now := db.now(); !plausible(now) {
		return fmt.Errorf("NOT saved: the clock of this machine says the year %d; set it right and do this again", now.Year())
	}
	return nil
}

func plausible(t time.Time) bool { return t.Year() >= 1970 && t.Year() <= 9999 }

const timeForm = "2006-01-02T15:04:05.000000Z"

func writeTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeForm)
}

func readTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return t, unreadable("a time", s, err)
	}
	return t, nil
}

// unreadable is what stands in the tables and nothing of ours can have written.
func unreadable(what, text string, cause error) error {
	const most = 40
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return &Problem{Kind: Damaged, Detail: fmt.Sprintf("%q can't be read as %s", visible.Line(text), what), Cause: cause}
}

func checkActor(who Actor) error {
	if who.Name == "" {
		return errors.New("an act needs an author; say who you are")
	}
	return assess.CheckLine("name of the author", who.Name)
}

// Package store remembers assessments in one SQLite file: every act for ever,
// as revisions in a chain of hashes, and beside them the present state in
// plain tables, changed in the same transaction.
//
// Its one rule: what it says is saved is on the disk, and what it can't save or
// can't trust it says in a sentence. SQL stands here and nowhere else.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// Actor is who acts: the author of what is saved, 1 to 200 characters. A role
// holds wherever the actor writes; without one they may do everything, as
// somebody at their own machine.
type Actor struct {
	Name string
	Role workshop.Role
}

// Options say how a database is opened.
type Options struct {
	Clock  func() time.Time // nil: time.Now
	Create bool             // make the file (0600) and its folder (0700) when missing
	// Inspect opens a file even where its history is damaged or shortened, for
	// doctor, repair and a look at what is left.
	Inspect bool

	passing bool // the file is a copy that is soon somewhere else: nothing is kept beside it
}

// DB is one open database file. It is safe for use by several goroutines, and
// several processes may have the same file open.
type DB struct {
	path    string      // as it was asked for
	real    string      // where symbolic links lead: the place of all that lies beside
	opened  os.FileInfo // the file that was opened, to notice another in its place
	log     os.FileInfo // the log of SQLite beside it, likewise
	clock   func() time.Time
	ids     *ids
	replica string // the name of this copy in the chain of hashes

	// inspecting leaves what is noted about the history as it is: a look at a
	// shortened one must not make it the new measure.
	inspecting bool

	writer  *writer
	readers *sql.DB
	read    *prepared

	known knownAssessments
	rooms knownRooms
	feed  feed
	idle  idle

	closing sync.Once
	closed  error
}

// Open opens the database at a path, or makes it where Options say so. What is
// not a whole Crosswalk database of this version or an older one is refused
// with a Problem, and left untouched.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	ofdLocking()
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open a database: %w", err)
	}
	info, err := prepareFile(ctx, path, o.Create)
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, real: resolve(path), opened: info, clock: o.Clock, inspecting: o.Inspect}
	if db.clock == nil {
		db.clock = time.Now
	}
	db.ids = &ids{clock: db.clock}
	inUse.add(info)
	if err := db.connect(ctx, o); err != nil {
		_ = db.hangUp()
		return nil, explain(path, err)
	}
	return db, nil
}

// prepareFile gives the file to open, whole or made.
func prepareFile(ctx context.Context, path string, create bool) (os.FileInfo, error) {
	info, err := inspect(path)
	if errors.Is(err, Missing) && create {
		if err := makeFile(path); err != nil {
			return nil, err
		}
		info, err = inspect(path)
	}
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 || exists(resolve(path)+"-journal") {
		if err := initialise(ctx, path); err != nil {
			return nil, err
		}
	}
	return info, nil
}

func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return explain(path, err)
	}
	err := make0600(path)
	if !errors.Is(err, os.ErrExist) {
		return explain(path, err)
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		return problem(Missing, path, err)
	}
	return nil // another program was quicker
}

// resolve follows symbolic links, as SQLite does.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

func (db *DB) connect(ctx context.Context, o Options) error {
	var err error
	if db.writer, err = newWriter(ctx, db.real); err != nil {
		return err
	}
	if err := unmoved(db.path, db.opened); err != nil {
		return err
	}
	if err := db.upgrade(ctx, o); err != nil {
		return err
	}
	if db.readers, err = sql.Open("sqlite", dsn(db.real, asReader)); err != nil {
		return err
	}
	db.readers.SetMaxOpenConns(8)
	db.readers.SetMaxIdleConns(8)
	db.read = &prepared{on: db.readers}
	if err := db.identify(ctx); err != nil {
		return err
	}
	if !o.Inspect {
		if err := db.verifyRecent(ctx); err != nil {
			return err
		}
	}
	if db.log, err = os.Lstat(db.real + "-wal"); err != nil {
		return problem(Moved, db.path, err)
	}
	// From here on, transact waits: SQLite sleeps longer and longer, so that
	// among busy writers one may starve for seconds.
	return db.writer.exec(ctx, "PRAGMA busy_timeout = 1")
}

// upgrade reads the version as SQLite sees it, which may be newer than the
// file's first bytes, and migrates an older one.
func (db *DB) upgrade(ctx context.Context, o Options) error {
	var version int
	if _, err := one(ctx, db.writer, "PRAGMA user_version", nil, &version); err != nil {
		return err
	}
	switch {
	case version > latest():
		return problem(Newer, db.path, nil)
	case version == latest():
		return nil
	}
	return migrate(ctx, db.path, db.writer.conn, "", func(version int) (func(), error) {
		if version == 0 || o.passing {
			return keepNothing(version)
		}
		return db.keepVersion(ctx, version)
	})
}

// identify reads who this copy is and which id is the newest.
func (db *DB) identify(ctx context.Context) error {
	found, err := one(ctx, db.writer, metaValue, []any{metaReplica}, &db.replica)
	if err != nil {
		return err
	}
	if !found {
		if db.replica, err = db.writer.nameReplica(ctx, db.ids.next()); err != nil {
			return err
		}
	}
	var newest string
	if _, err := one(ctx, db.writer, newestID, nil, &newest); err != nil {
		return err
	}
	db.ids.seen(newest)
	return nil
}

// Path is the absolute path of the file.
func (db *DB) Path() string { return db.path }

// NewID is a UUIDv7 for a record that the caller makes, greater than every id
// this process has made or read before.
func (db *DB) NewID() string { return db.ids.next() }

// Close stores how far the history is verified, keeps its head beside the
// file, and folds the log of SQLite into the file. It may be called twice.
func (db *DB) Close() error {
	db.closing.Do(func() { db.closed = db.close() })
	return db.closed
}

func (db *DB) close() error {
	db.idle.stop()
	db.feed.close()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	var found error
	if !db.inspecting && unmoved(db.path, db.opened) == nil {
		// Every answer is on the disk by now. What can't be noted, on a full
		// disk, is noted the next time; a damaged history is said.
		for _, err := range []error{db.verifyShort(ctx), db.keepHead(ctx)} {
			if errors.Is(err, Damaged) {
				found = err
			}
		}
	}
	return errors.Join(found, explain(db.path, db.hangUp()))
}

// hangUp closes the connections, readers first: the last one to go folds the
// log into the file.
func (db *DB) hangUp() error {
	var errs []error
	if db.readers != nil {
		errs = append(errs, db.read.close(), db.readers.Close())
	}
	if db.writer != nil {
		errs = append(errs, db.writer.close())
	}
	inUse.remove(db.opened)
	return errors.Join(errs...)
}

// now is the time of an act: UTC, to the microsecond, as it is stored.
func (db *DB) now() time.Time { return db.clock().UTC().Truncate(time.Microsecond) }

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
	return time.Parse(time.RFC3339Nano, s)
}

func checkActor(who Actor) error {
	if who.Name == "" {
		return errors.New("an act needs an author; say who you are")
	}
	return assess.CheckLine("name of the author", who.Name)
}

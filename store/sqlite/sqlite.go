// Package sqlite keeps a database of package store in one SQLite file, which
// several programs may have open, beside its log and the heads of its chains.
//
// Its one rule: it says that something is saved when it is on the disk, in the
// file that lies at the path.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"crosswalk/catalog"
	"crosswalk/store"
)

// Options say how a database file is opened.
type Options struct {
	Clock   func() time.Time // nil: time.Now
	Random  io.Reader        // nil: that of crypto/rand
	Log     *slog.Logger     // gets the causes of what goes wrong; nil: no one does
	Catalog *catalog.Catalog // says which registers there are; nil: the shipped one
	Create  bool             // make the file (0600) and its folder (0700) when missing
	// Inspect opens a file even where its history is damaged or shortened, for
	// doctor, repair and a look at what is left.
	Inspect bool
	// Look opens a file only to read it, for who merely wants to know what is in it: one
	// that is missing, not made yet, or of an earlier version stays as it is and is refused.
	Look bool

	passing bool // the file is a copy that is soon somewhere else: nothing is kept beside it
}

func (o Options) now() time.Time {
	if o.Clock == nil {
		return time.Now()
	}
	return o.Clock()
}

// DB is one open database file.
type DB struct {
	*store.DB
	e *engine
	// Kept is the copy of an older file that was made before it was brought to
	// this version; empty where nothing was.
	Kept string
}

// Open opens the database at a path, or makes it where Options say so. What is
// not a whole Crosswalk database of this version or an older one is refused
// with a store.Problem, and left untouched.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	ofdLocking()
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open a database: %w", err)
	}
	info, err := prepareFile(ctx, path, o)
	if err != nil {
		return nil, err
	}
	e := &engine{path: path, real: resolve(path), opened: info, inspecting: o.Inspect || o.Look, heads: &headFile{path: headPath(resolve(path))}, cat: o.Catalog}
	if e.cat == nil {
		e.cat = catalog.Shipped()
	}
	inUse.add(info)
	db, err := e.open(ctx, o)
	if err != nil {
		_ = e.hangUp()
		return nil, explain(path, err)
	}
	return db, nil
}

func (e *engine) open(ctx context.Context, o Options) (*DB, error) {
	kept, err := e.connect(ctx, o)
	if err != nil {
		return nil, err
	}
	db := &DB{e: e, Kept: kept}
	if db.DB, err = store.New(ctx, e, store.Options{Clock: o.Clock, Random: o.Random, Log: o.Log, Catalog: o.Catalog}); err != nil {
		return nil, err
	}
	e.db = db.DB
	if _, err := store.One(ctx, e.readers, "SELECT coalesce(max(n), 0) FROM history", nil, &e.began); err != nil {
		return nil, err
	}
	e.heads.n = e.began
	if e.log, err = os.Lstat(e.real + "-wal"); err != nil {
		return nil, problem(store.Moved, e.path, err)
	}
	if o.Inspect || o.Look {
		return db, nil
	}
	return db, db.VerifyRecent(ctx)
}

// Path is the absolute path of the file.
func (db *DB) Path() string { return db.e.path }

// engine is what package store asks of a database, done by SQLite.
type engine struct {
	path       string      // as it was asked for
	real       string      // where symbolic links lead: the place of all that lies beside
	opened     os.FileInfo // the file that was opened, to notice another in its place
	log        os.FileInfo // the log of SQLite beside it, likewise
	inspecting bool        // leaves what is noted about the history as it is: a look at a shortened one must not make it the new measure
	db         *store.DB
	cat        *catalog.Catalog
	began      int64 // the last revision when the file was opened

	writer  *writer
	pool    *sql.DB // of those who read
	readers *prepared
	heads   *headFile
	quiet   quiet

	closing sync.Once
	closed  error
}

// prepareFile gives the file to open, whole or made.
func prepareFile(ctx context.Context, path string, o Options) (os.FileInfo, error) {
	info, err := inspect(path)
	if errors.Is(err, store.Missing) && o.Create {
		if err := makeFile(path); err != nil {
			return nil, err
		}
		info, err = inspect(path)
	}
	if err != nil {
		return nil, err
	}
	unmade := info.Size() == 0 || exists(resolve(path)+"-journal")
	if unmade && o.Look {
		return nil, problem(store.Older, path, nil)
	}
	if unmade {
		if err := initialise(ctx, path, o); err != nil {
			return nil, err
		}
	}
	return info, nil
}

func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return cantMake(path, err)
	}
	err := make0600(path)
	if !errors.Is(err, os.ErrExist) {
		return cantMake(path, err)
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		return problem(store.Missing, path, err)
	}
	return nil // another program was quicker
}

// cantMake says of a file that was to be made why it can't be: that it is not
// there is no news.
func cantMake(path string, err error) error {
	if _, said := errors.AsType[*store.Problem](err); err == nil || said {
		return err
	}
	if info, wrong := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrPermission) && (wrong != nil || !info.IsDir()) {
		return problem(store.NoFolder, path, err)
	}
	err = explain(path, err)
	if errors.Is(err, store.Missing) {
		return problem(store.ReadOnlyFolder, path, err)
	}
	return err
}

// resolve follows symbolic links, as SQLite does.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// connect opens the connections, and brings an older file to this version.
func (e *engine) connect(ctx context.Context, o Options) (kept string, err error) {
	if e.pool, err = sql.Open("sqlite", dsn(e.real, asReader)); err != nil {
		return "", err
	}
	e.pool.SetMaxOpenConns(8)
	e.pool.SetMaxIdleConns(8)
	e.readers = &prepared{on: e.pool}
	e.writer = &writer{path: e.real}
	version, err := e.version(ctx) // which opens the log
	switch {
	case err != nil:
	case version < latest() && o.Look:
		err = problem(store.Older, e.path, nil)
	case version < latest():
		kept, err = e.upgrade(ctx, o)
	case !o.Look:
		err = e.useLog(ctx)
	}
	if err != nil {
		return "", err
	}
	return kept, unmoved(e.path, e.opened)
}

// useLog has a file keep a log, where it is a copy that SQLite made and does not
// yet. To all others nothing is written.
func (e *engine) useLog(ctx context.Context) error {
	var mode string
	if _, err := store.One(ctx, e.pool, "PRAGMA journal_mode", nil, &mode); err != nil || mode == "wal" {
		return err
	}
	w := &writer{path: e.real}
	if err := w.open(ctx); err != nil {
		return err
	}
	if err := errors.Join(w.conn.Close(), w.pool.Close()); err != nil {
		return err
	}
	_, err := e.version(ctx) // which opens the log
	return err
}

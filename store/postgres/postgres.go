// Package postgres keeps a database of package store on a server of PostgreSQL, or
// on one that speaks its language, which many programs on many machines use at once.
//
// Its one rule: whoever writes about an assessment locks its row first, so that its
// acts come one behind the other, and two assessments never wait for each other.
// For that the places n of revisions are counted in each assessment by itself, in the
// row that is locked: a place says what came before what in one assessment, and
// nothing about two. Where a history is taken in from elsewhere, and with everything
// locked, they go on behind the greatest of all, so that a chain that several
// assessments share is read in its order.
//
// An act is saved when the server acknowledged the commit. Every transaction writes
// its own name into a row of its connection first; where the connection breaks in the
// commit, that row is waited for on another one and tells how it ended.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"crosswalk/catalog"
	"crosswalk/store"
)

// Options say how a database is used.
type Options struct {
	Clock   func() time.Time // nil: time.Now
	Random  io.Reader        // nil: that of crypto/rand
	Log     *slog.Logger     // gets the causes of what goes wrong; nil: no one does
	Catalog *catalog.Catalog // says which registers there are; nil: the shipped one
}

// DB is one open database.
type DB struct {
	*store.DB
	e *engine
}

// Connections of one program. Those that wait for a lock hold one each.
const (
	mostReaders = 8
	mostWriters = 8
)

// engine is what package store asks of a database, done by PostgreSQL.
type engine struct {
	config  *pgx.ConnConfig
	place   string // as it is told to people: without the name of a user or a password
	name    string // of this program among those that use the database
	readers *sql.DB
	writers *sql.DB
	slots   chan *slot
	scopes  scopes
	news    news
	closing sync.Once
	closed  error
}

// Open uses the database that an address names, as libpq reads one: a URL or words
// with =, and what they leave out from the environment, a service file and a file of
// passwords. One that Init has not been at, or a newer program was, is refused with a
// store.Problem.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	config, err := configOf(dsn)
	if err != nil {
		return nil, err
	}
	e := &engine{
		config: config, place: placeOf(config), name: uuid.NewString(),
		readers: stdlib.OpenDB(*config), writers: stdlib.OpenDB(*config), slots: make(chan *slot, mostWriters),
	}
	e.readers.SetMaxOpenConns(mostReaders)
	e.readers.SetMaxIdleConns(mostReaders)
	e.writers.SetMaxIdleConns(mostWriters)
	for n := range mostWriters {
		e.slots <- &slot{key: markOf + e.name + " " + strconv.Itoa(n)}
	}
	db := &DB{e: e}
	if err = e.check(ctx); err == nil {
		db.DB, err = store.New(ctx, e, store.Options{Clock: o.Clock, Random: o.Random, Log: o.Log, Catalog: o.Catalog})
	}
	if err != nil {
		return nil, errors.Join(e.Explain(err), e.hangUp())
	}
	return db, nil
}

// Place is where the database is, as a person may read it: without passwords.
func (db *DB) Place() string { return db.e.place }

// configOf reads an address. What is wrong with one is said without repeating it: it
// may hold a password.
func configOf(dsn string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the address of the database can't be read; postgres://USER@HOST/NAME is the form of one, with the password in a file that PGPASSFILE names")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 5 * time.Second
	}
	for name, value := range map[string]string{
		"application_name": "crosswalk",
		// Who vanishes in the middle of an act must not hold its assessment for hours.
		"idle_in_transaction_session_timeout": milliseconds(idle),
		"lock_timeout":                        milliseconds(patience),
	} {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	return config, nil
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// placeOf is an address without what is nobody's business.
func placeOf(c *pgx.ConnConfig) string {
	if strings.HasPrefix(c.Host, "/") {
		return fmt.Sprintf("postgres:///%s?host=%s&port=%d", c.Database, c.Host, c.Port)
	}
	return fmt.Sprintf("postgres://%s/%s", net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))), c.Database)
}

// Read shows do one moment of the database.
func (e *engine) Read(ctx context.Context, do func(context.Context, store.Queryer) error) error {
	tx, err := e.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return do(ctx, spoken{tx})
}

// QueryContext reads by itself, at whatever moment.
func (e *engine) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return spoken{e.readers}.QueryContext(ctx, text, args...)
}

// Noted are none: what a server loses its copies have.
func (e *engine) Noted(context.Context) ([]store.Head, error) { return nil, nil }

// Close gives the database up, once the writes under way are done.
func (e *engine) Close() error {
	e.closing.Do(func() { e.closed = e.close() })
	return e.closed
}

func (e *engine) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	e.tell()
	for range mostWriters {
		s := <-e.slots
		if s.made {
			_, _ = e.writers.ExecContext(ctx, "DELETE FROM meta WHERE key = $1", s.key) // one that stays is one small row
		}
	}
	return e.hangUp()
}

func (e *engine) hangUp() error { return errors.Join(e.readers.Close(), e.writers.Close()) }

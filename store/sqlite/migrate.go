package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"

	"crosswalk/store"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the scripts in order: number n leads to version n. They only
// go forward, and one that has landed is never edited.
var migrations = sync.OnceValue(func() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	scripts := make([]string, len(names))
	for i, name := range names {
		raw, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		scripts[i] = string(raw)
	}
	return scripts
})

func latest() int { return len(migrations()) }

// initialise fills a file of no bytes. Several programs may try at once: the
// write lock decides, and the others find it done.
func initialise(ctx context.Context, path string, o Options) error {
	pool, err := sql.Open("sqlite", dsn(path, asMaker))
	if err != nil {
		return explain(path, err)
	}
	defer pool.Close()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return explain(path, err)
	}
	defer conn.Close()
	err = patiently(ctx, path, func() error {
		return migrate(ctx, path, conn, fmt.Sprintf("PRAGMA application_id = %d;", applicationID), onlyFresh)
	})
	if err == nil {
		err = nameCopy(ctx, conn, path)
	}
	if err != nil && !errors.Is(err, store.ErrNothing) {
		return err
	}
	return patiently(ctx, path, func() error {
		_, err := conn.ExecContext(ctx, "PRAGMA journal_mode(WAL)")
		return err
	})
}

// pause is short among writers who take turns, and uneven so that each gets
// one; a program that holds the file for a second is not asked as often.
func pause(waited time.Duration) time.Duration {
	uneven := time.Duration(100+rand.IntN(300)) * time.Microsecond
	if waited > time.Second {
		uneven *= 20
	}
	return uneven
}

// patience is how long another program may hold the file.
const patience = 10 * time.Second

// patiently tries again while others hold the file.
func patiently(ctx context.Context, path string, do func() error) error {
	for start := time.Now(); ; {
		err := explain(path, do())
		waited := time.Since(start)
		if p, ok := err.(*store.Problem); !ok || p.Kind != store.Busy || waited > patience {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause(waited)):
		}
	}
}

// migrate brings the schema to the latest version in one transaction, which
// reads the version itself: another program may have been quicker. Where the
// tables are those of their version, keep makes a copy of the file before
// anything is changed, and says how to drop it; all steps are taken or none.
func migrate(ctx context.Context, path string, conn *sql.Conn, first string, keep func(version int) (drop func(), err error)) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version == latest() {
		return err
	}
	if version > latest() {
		return problem(store.Newer, path, nil)
	}
	mending, err := recognise(ctx, path, tx, version)
	if err != nil {
		return err
	}
	drop, err := keep(version)
	if err != nil {
		return err
	}
	if err := takeSteps(ctx, tx, version, first+mending); err != nil {
		drop()
		return err
	}
	return tx.Commit()
}

// takeSteps runs the scripts that lead on from a version.
func takeSteps(ctx context.Context, tx *sql.Tx, version int, first string) error {
	steps := append([]string{first}, migrations()[version:]...)
	for _, script := range append(steps, "PRAGMA user_version = "+strconv.Itoa(latest())) {
		if _, err := tx.ExecContext(ctx, script); err != nil {
			return err
		}
	}
	return nil
}

// keepNothing is for a file that holds nothing yet, or is a copy itself.
func keepNothing(int) (drop func(), err error) { return func() {}, nil }

// onlyFresh leaves an older file, which was cut off in the middle of something,
// to upgrade: that keeps a copy.
func onlyFresh(version int) (drop func(), err error) {
	if version > 0 {
		return nil, store.ErrNothing
	}
	return keepNothing(version)
}

// keepVersion copies the file as it is before it is migrated. The copy is always
// a new one: an older one of that name may hold less, or other things.
func keepVersion(ctx context.Context, real string, version int, at time.Time) (kept string, err error) {
	name := fmt.Sprintf("%s.version-%d-%s", real, version, at.UTC().Format("20060102T150405"))
	for n := 1; ; n++ {
		kept := name + ".db"
		if n > 1 {
			kept = fmt.Sprintf("%s-%d.db", name, n)
		}
		if err := vacuumInto(ctx, real, kept); !errors.Is(err, store.Exists) {
			return kept, err
		}
	}
}

// upgrade brings an older file to this version, after a copy of it was made,
// which it names.
func (e *engine) upgrade(ctx context.Context, o Options) (kept string, err error) {
	pool, err := sql.Open("sqlite", dsn(e.real, asWriter))
	if err != nil {
		return "", err
	}
	defer pool.Close()
	var conn *sql.Conn
	if err := patiently(ctx, e.path, func() (err error) { conn, err = pool.Conn(ctx); return err }); err != nil {
		return "", err
	}
	defer conn.Close()
	if err := unmoved(e.path, e.opened); err != nil {
		return "", err
	}
	err = migrate(ctx, e.path, conn, "", func(version int) (func(), error) {
		if version == 0 || o.passing {
			return keepNothing(version)
		}
		var err error
		kept, err = keepVersion(ctx, e.real, version, o.now())
		return func() { _ = os.Remove(kept); kept = "" }, err
	})
	return kept, err
}

// version is that of the file as SQLite sees it, which may be newer than the
// file's first bytes.
func (e *engine) version(ctx context.Context) (version int, err error) {
	if _, err = store.One(ctx, e.pool, "PRAGMA user_version", nil, &version); err == nil && version > latest() {
		err = problem(store.Newer, e.path, nil)
	}
	return version, err
}

// nameCopy gives a new file its name in the chains while it has no log yet: a
// log that is lost later must not take the name along.
func nameCopy(ctx context.Context, conn *sql.Conn, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	for key, value := range map[string]string{store.MetaStore: uuid.NewString(), metaWriter: whereabouts(path, info)} {
		if _, err := conn.ExecContext(ctx, "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, value); err != nil {
			return explain(path, err)
		}
	}
	return nil
}

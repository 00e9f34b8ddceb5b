package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"
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
func initialise(ctx context.Context, path string) error {
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
		return migrate(ctx, conn, fmt.Sprintf("PRAGMA application_id = %d;", applicationID))
	})
	if err != nil {
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
		if p, ok := err.(*Problem); !ok || p.Kind != Busy || waited > patience {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause(waited)):
		}
	}
}

// migrate brings the schema to the latest version, each step in a transaction
// of its own that reads the version again.
func migrate(ctx context.Context, conn *sql.Conn, first string) error {
	for n, script := range migrations() {
		if err := migrateOne(ctx, conn, n, first+script); err != nil {
			return err
		}
	}
	return nil
}

func migrateOne(ctx context.Context, conn *sql.Conn, from int, script string) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version != from {
		return err
	}
	if _, err := tx.ExecContext(ctx, script+"PRAGMA user_version = "+strconv.Itoa(from+1)); err != nil {
		return err
	}
	return tx.Commit()
}

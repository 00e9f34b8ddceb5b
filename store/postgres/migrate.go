package postgres

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"crosswalk/store"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// step is a script that leads to a version. The first makes all tables of its version;
// one that has landed is never edited.
type step struct {
	version int
	script  string
}

var steps = sync.OnceValue(func() []step {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	all := make([]step, len(names))
	for i, name := range names {
		raw, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			panic(err)
		}
		all[i] = step{version, string(raw)}
	}
	return all
})

// Latest is the version of the tables that this program uses.
func Latest() int { return steps()[len(steps())-1].version }

// metaVersion is the key under which the version of the tables stands.
const metaVersion = "version"

// Init makes the tables in a database, or brings older ones to this version, in one
// transaction. It is for the role that owns them, which the workbench does not need to
// be: user, where it is not empty, is the role that is given what a workbench needs,
// and may neither change nor delete the history. A newer database, and one of
// another program, is refused and left as it is.
func Init(ctx context.Context, dsn, user string) error {
	config, err := configOf(dsn)
	if err != nil {
		return err
	}
	pool := stdlib.OpenDB(*config)
	defer pool.Close()
	return explain(placeOf(config), initialise(ctx, pool, placeOf(config), user))
}

func initialise(ctx context.Context, pool *sql.DB, place, user string) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	version, err := versionOf(ctx, tx)
	switch {
	case err != nil:
		return err
	case version > Latest():
		return problem(store.Newer, place, nil)
	case version == 0:
		if err := unused(ctx, tx, place); err != nil {
			return err
		}
	}
	if err := takeSteps(ctx, tx, version); err != nil {
		return err
	}
	if err := grant(ctx, tx, user); err != nil {
		return err
	}
	return tx.Commit()
}

// unused refuses a database in which another program keeps tables, and one that can't
// hold every letter.
func unused(ctx context.Context, tx *sql.Tx, place string) error {
	var tables int
	var encoding string
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()").Scan(&tables); err != nil {
		return err
	}
	if tables > 0 {
		return problem(store.Foreign, place, nil)
	}
	if err := tx.QueryRowContext(ctx, "SHOW server_encoding").Scan(&encoding); err != nil {
		return err
	}
	if encoding != "UTF8" {
		p := problem(store.Foreign, place, nil)
		p.Detail = "its encoding is " + encoding + "; make one with ENCODING 'UTF8'"
		return p
	}
	return nil
}

// takeSteps runs the scripts that lead on from a version. A new database gets its name
// in the chains.
func takeSteps(ctx context.Context, tx *sql.Tx, version int) error {
	for _, s := range steps() {
		if s.version <= version {
			continue
		}
		if _, err := tx.ExecContext(ctx, s.script, pgx.QueryExecModeSimpleProtocol); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, makeShelf); err != nil {
		return err
	}
	for key, value := range map[string]string{store.MetaStore: uuid.NewString(), store.MetaLists: ""} {
		if _, err := tx.ExecContext(ctx, "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING", key, value); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, numbered(setMeta), metaVersion, strconv.Itoa(Latest()))
	return err
}

// grant lets a role use the tables as a workbench does.
func grant(ctx context.Context, tx *sql.Tx, user string) error {
	if user == "" {
		return nil
	}
	role := pgx.Identifier{user}.Sanitize()
	for _, text := range []string{
		"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role,
		"REVOKE UPDATE, DELETE ON history FROM " + role,
	} {
		if _, err := tx.ExecContext(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
			return err
		}
	}
	return nil
}

// versionOf is that of the tables; 0 where there are none.
func versionOf(ctx context.Context, q store.Queryer) (version int, err error) {
	var table sql.NullString
	if _, err := store.One(ctx, q, "SELECT to_regclass('meta')::text", nil, &table); err != nil || !table.Valid {
		return 0, err
	}
	var text string
	if _, err := store.One(ctx, q, numbered(metaValue), []any{metaVersion}, &text); err != nil {
		return 0, err
	}
	version, _ = strconv.Atoi(text)
	return version, nil
}

// check refuses tables of another version.
func (e *engine) check(ctx context.Context) error {
	switch version, err := versionOf(ctx, e.readers); {
	case err != nil:
		return err
	case version > Latest():
		return problem(store.Newer, e.place, nil)
	case version < Latest():
		return problem(store.Unprepared, e.place, nil)
	}
	return nil
}

const (
	metaValue = "SELECT value FROM meta WHERE key = ?"
	setMeta   = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)

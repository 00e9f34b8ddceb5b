package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Doctor examines the whole file and changes nothing; tell, where it is not nil,
// hears how many revisions of how many were read.
func (db *DB) Doctor(ctx context.Context, tell func(done, of int64)) (store.Report, error) {
	var r store.Report
	e := db.e
	err := e.Read(ctx, func(ctx context.Context, q store.Queryer) error {
		// The pages of a large file are read once and not once a table.
		if _, err := q.(*sql.Tx).ExecContext(ctx, "PRAGMA cache_size = -262144"); err != nil {
			return err
		}
		for _, c := range []struct {
			name  string
			check func(context.Context, store.Queryer) (string, error)
		}{
			{"the file is in its place", e.checkPlace},
			{"only you can read it", e.checkPermissions},
			{"the tables are those of this version", e.checkShape},
			{"the pages of the file are whole", checkIntegrity},
			{"the tables refer to each other", checkReferences},
		} {
			detail, err := c.check(ctx, q)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				detail = e.Explain(err).Error()
			}
			r.Checks = append(r.Checks, store.Check{Name: c.name, OK: err == nil, Detail: detail})
		}
		return nil
	})
	if err != nil {
		return r, explain(e.path, err)
	}
	law, err := db.Examine(ctx, tell)
	law.Checks = append(r.Checks, law.Checks...)
	if err == nil {
		var files store.Check
		if files, err = db.checkShelf(ctx); err == nil {
			law.Checks = append(law.Checks, files)
		}
	}
	return law, err
}

// Repair makes the present state again from the history, and notes how far the
// history goes as the measure from here on.
func (db *DB) Repair(ctx context.Context, tell func(done, of int64)) (store.Report, error) {
	reindex := func(ctx context.Context, tx store.Tx) error { return tx.Exec(ctx, "REINDEX") }
	if err := db.DB.Repair(ctx, reindex, tell); err != nil {
		return store.Report{}, err
	}
	heads, err := db.Ends(ctx)
	if err == nil {
		err = db.e.heads.write(heads)
	}
	if err != nil {
		return store.Report{}, explain(db.e.path, err)
	}
	return db.Doctor(ctx, tell)
}

func (e *engine) checkPlace(context.Context, store.Queryer) (string, error) {
	return visible.Line(e.path), e.inPlace()
}

// checkPermissions: on Windows a file is as private as its folder.
func (e *engine) checkPermissions(context.Context, store.Queryer) (string, error) {
	if runtime.GOOS == "windows" {
		return "", nil
	}
	for _, end := range []string{"", "-wal", "-shm", ".head"} {
		info, err := os.Stat(e.real + end)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			return "", fmt.Errorf("%s can be read by others (%#o); chmod 600 makes it yours alone", visible.Line(e.real+end), info.Mode().Perm())
		}
	}
	return "0600", nil
}

func (e *engine) checkShape(ctx context.Context, q store.Queryer) (string, error) {
	_, err := recognise(ctx, e.path, q, latest())
	return "", err
}

// checkIntegrity has SQLite look at every page, and hold every table but the
// history against its indexes.
func checkIntegrity(ctx context.Context, q store.Queryer) (string, error) {
	var table string
	checks := []string{"quick_check(5)"}
	err := store.Each(ctx, q, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'history'", nil, []any{&table}, func() error {
		checks = append(checks, "integrity_check("+table+")")
		return nil
	})
	for _, check := range checks {
		if err == nil {
			err = pragmaSaysOK(ctx, q, check)
		}
	}
	if err == nil {
		err = checkIndexes(ctx, q)
	}
	return "", err
}

func pragmaSaysOK(ctx context.Context, q store.Queryer, check string) error {
	var line string
	var wrong []string
	err := store.Each(ctx, q, "PRAGMA "+check, nil, []any{&line}, func() error {
		if line != "ok" {
			wrong = append(wrong, visible.Line(line))
		}
		return nil
	})
	if err == nil && len(wrong) > 0 {
		err = errors.New(strings.Join(wrong, "; "))
	}
	return err
}

func checkReferences(ctx context.Context, q store.Queryer) (string, error) {
	var table, parent string
	var id, key sql.NullInt64
	err := store.Each(ctx, q, "PRAGMA foreign_key_check", nil, []any{&table, &id, &parent, &key}, func() error {
		return fmt.Errorf("a row of the table %s refers to nothing in %s", visible.Line(table), visible.Line(parent))
	})
	return "", err
}

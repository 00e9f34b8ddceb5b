package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// Report is what Doctor found. Details are safe to print.
type Report struct {
	Checks    []Check
	Revisions int
	Head      string // hash of the newest revision, in hex; empty where there is none
}

// Check is one thing that must hold.
type Check struct {
	Name   string
	OK     bool
	Detail string
}

// OK reports whether all checks hold.
func (r Report) OK() bool {
	for _, c := range r.Checks {
		if !c.OK {
			return false
		}
	}
	return true
}

// Doctor examines the whole file and changes nothing.
func (db *DB) Doctor(ctx context.Context) (Report, error) {
	tx, err := db.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Report{}, explain(db.path, err)
	}
	defer tx.Rollback()
	var r Report
	for _, c := range []struct {
		name  string
		check func(context.Context, queryer) (string, error)
	}{
		{"the file is in its place", db.checkPlace},
		{"only you can read it", db.checkPermissions},
		{"the pages of the file are whole", checkIntegrity},
		{"the tables refer to each other", checkReferences},
		{"the history is whole", db.checkChains},
		{"the ids of the history grow", checkIDs},
		{"the history is as long as it was", db.checkHeads},
		{"the present state follows from the history", checkPresent},
	} {
		detail, err := c.check(ctx, tx)
		if err != nil {
			if ctx.Err() != nil {
				return r, ctx.Err()
			}
			detail = explain(db.path, err).Error()
		}
		r.Checks = append(r.Checks, Check{Name: c.name, OK: err == nil, Detail: detail})
	}
	var hash []byte
	if _, err := one(ctx, tx, "SELECT count(*) FROM revision", nil, &r.Revisions); err != nil {
		return r, nil // the checks have said that the file can't be read
	}
	if _, err := one(ctx, tx, "SELECT hash FROM revision ORDER BY n DESC LIMIT 1", nil, &hash); err == nil {
		r.Head = hex.EncodeToString(hash)
	}
	return r, nil
}

func (db *DB) checkPlace(context.Context, queryer) (string, error) {
	return visible.Line(db.path), db.inPlace()
}

// checkPermissions: on Windows a file is as private as its folder.
func (db *DB) checkPermissions(context.Context, queryer) (string, error) {
	if runtime.GOOS == "windows" {
		return "", nil
	}
	for _, end := range []string{"", "-wal", "-shm", ".head"} {
		info, err := os.Stat(db.real + end)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			return "", fmt.Errorf("%s can be read by others (%#o); chmod 600 makes it yours alone", visible.Line(db.real+end), info.Mode().Perm())
		}
	}
	return "0600", nil
}

func checkIntegrity(ctx context.Context, q queryer) (string, error) {
	var line string
	var wrong []string
	err := each(ctx, q, "PRAGMA integrity_check(5)", nil, []any{&line}, func() error {
		if line != "ok" {
			wrong = append(wrong, visible.Line(line))
		}
		return nil
	})
	if err == nil && len(wrong) > 0 {
		err = errors.New(strings.Join(wrong, "; "))
	}
	return "", err
}

func checkReferences(ctx context.Context, q queryer) (string, error) {
	var table, parent string
	var id, key sql.NullInt64
	err := each(ctx, q, "PRAGMA foreign_key_check", nil, []any{&table, &id, &parent, &key}, func() error {
		return fmt.Errorf("a row of the table %s refers to nothing in %s", visible.Line(table), visible.Line(parent))
	})
	return "", err
}

func (db *DB) checkChains(ctx context.Context, q queryer) (string, error) {
	var name string
	var names []string
	err := each(ctx, q, "SELECT DISTINCT replica FROM revision", nil, []any{&name}, func() error {
		names = append(names, name)
		return nil
	})
	total := int64(0)
	for _, name := range names {
		if err != nil {
			break
		}
		var end head
		end, err = follow(ctx, q, beginning(name), 0)
		total += end.seq
	}
	return fmt.Sprintf("%d revisions, %d chains", total, len(names)), err
}

func checkIDs(ctx context.Context, q queryer) (string, error) {
	var replica, id, lastReplica, last string
	err := each(ctx, q, "SELECT replica, id FROM revision ORDER BY replica, seq", nil, []any{&replica, &id}, func() error {
		if replica == lastReplica && id <= last {
			return &broken{id, "has an id that is not newer than the one before it"}
		}
		lastReplica, last = replica, id
		return nil
	})
	return "", err
}

func (db *DB) checkHeads(ctx context.Context, q queryer) (string, error) {
	kept, err := readHeads(db.real)
	if err != nil {
		return "", err
	}
	points, err := checkpoints(ctx, q)
	if err != nil {
		return "", err
	}
	for _, h := range points {
		kept = append(kept, h)
	}
	for _, h := range kept {
		if err := db.stillThere(ctx, q, h); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%d noted heads", len(kept)), nil
}

// checkPresent makes every assessment again from the log and compares.
func checkPresent(ctx context.Context, q queryer) (string, error) {
	all, err := assessmentIDs(ctx, q)
	if err != nil {
		return "", err
	}
	for _, id := range all {
		made, err := fold(ctx, q, id)
		if err != nil {
			return "", err
		}
		kept, _, err := load(ctx, q, id)
		if err != nil {
			return "", err
		}
		if subject, same := compare(made, kept); !same {
			return "", fmt.Errorf("%s of assessment %s is not what the history says; crosswalk doctor can repair it from the history", visible.Line(subject), visible.Line(id))
		}
	}
	return fmt.Sprintf("%d assessments", len(all)), nil
}

// assessmentIDs are those of the table and of the history: they should be the
// same.
func assessmentIDs(ctx context.Context, q queryer) ([]string, error) {
	var id string
	var all []string
	err := each(ctx, q, "SELECT id FROM assessment UNION SELECT DISTINCT assessment FROM revision", nil, []any{&id}, func() error {
		all = append(all, id)
		return nil
	})
	return all, err
}

// fold makes the present state of an assessment out of the history alone.
func fold(ctx context.Context, q queryer, id string) (*assess.Assessment, error) {
	const batch = 10_000
	a := assess.New(id)
	var some []assess.Revision
	flush := func() (err error) {
		a, err = assess.Apply(a, some...)
		some = some[:0]
		return err
	}
	err := eachRow(ctx, q, sinceN, []any{id, 0}, func(r row) error {
		if some = append(some, r.Revision); len(some) == batch {
			return flush()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return a, flush()
}

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"crosswalk/store"
)

// Backup writes a copy of the database as it stands at one moment, also while
// others write, and of the files of evidence, which come first. The name appears once the copy is whole and on the disk; a file
// that has it already is left alone.
func (db *DB) Backup(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if exists(path) {
		return problem(store.Exists, path, nil)
	}
	if err := unmoved(db.e.path, db.e.opened); err != nil {
		return err
	}
	if err := copyShelf(ctx, db.e.real, path); err != nil {
		return explain(path, err)
	}
	return explain(path, vacuumInto(ctx, db.e.real, path))
}

// vacuumInto writes a copy of the database at from to a path that is free.
func vacuumInto(ctx context.Context, from, to string) error {
	temp, err := tempBeside(to)
	if err != nil {
		return cantMake(to, err)
	}
	defer os.Remove(temp)
	if err := copyDatabase(ctx, from, temp); err != nil {
		if errors.Is(err, store.Full) { // what is written is the copy
			return problem(store.Full, to, err)
		}
		return err
	}
	if err := appear(temp, to); err != nil {
		return explain(to, err)
	}
	return syncFolder(filepath.Dir(to))
}

// copyDatabase fills an empty private file, and sees it to the disk.
func copyDatabase(ctx context.Context, from, to string) error {
	pool, err := sql.Open("sqlite", dsn(from, "&mode=rw&_txlock=deferred"))
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	if _, err := pool.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return explain(from, err)
	}
	return syncFile(to)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// tempBeside makes an empty private file in the folder of a path: what SQLite
// makes itself is as open as the umask lets it.
func tempBeside(path string) (string, error) {
	temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+uuid.NewString()+".tmp")
	return temp, make0600(temp)
}

// appear gives a whole file its name, never over another file. Where the system
// has no such rename, the name is taken first, so that nobody else has it.
func appear(temp, path string) error {
	err := renameNew(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := make0600(path); err != nil {
		return err
	}
	return os.Rename(temp, path)
}

package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"crosswalk/store"
)

func problem(k store.Kind, path string, cause error) *store.Problem {
	return &store.Problem{Kind: k, Place: path, Cause: cause}
}

// Explain makes a Problem about this file of an error, by its code.
func (e *engine) Explain(err error) error {
	err = explain(e.path, err)
	if p, ok := errors.AsType[*store.Problem](err); ok && p.Place == "" {
		q := *p
		q.Place = e.path
		return &q
	}
	return err
}

// notSaved says of a failed write what matters most about it.
func (e *engine) notSaved(err error) error {
	if p, ok := errors.AsType[*store.Problem](e.Explain(err)); ok {
		q := *p
		q.Unsaved = true
		return &q
	}
	return err
}

// explain turns an error of the driver or the system into a Problem. What it
// does not know, and a Problem, it gives back as it is.
func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	if _, done := errors.AsType[*store.Problem](err); done {
		return err
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if e.Code() == sqlite3.SQLITE_INTERRUPT {
			return context.Canceled
		}
		return problem(kindOf(path, e.Code()), path, err)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return problem(store.Missing, path, err)
	case errors.Is(err, fs.ErrExist):
		return problem(store.Exists, path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return problem(forbidden(path), path, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return problem(store.Full, path, err)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return problem(store.PathTooLong, path, err)
	case errors.Is(err, syscall.ELOOP):
		return problem(store.NotAFile, path, err)
	case errors.Is(err, syscall.ENOTDIR):
		return problem(store.NoFolder, path, err)
	}
	return err
}

func kindOf(path string, code int) store.Kind {
	switch code {
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return store.Moved
	case sqlite3.SQLITE_READONLY_DIRECTORY:
		return store.ReadOnlyFolder
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		return store.Full // a database that was closed cleanly needs 32 KiB to be opened
	case sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS:
		return store.Damaged
	}
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return store.Busy
	case sqlite3.SQLITE_READONLY:
		return store.ReadOnlyFile
	case sqlite3.SQLITE_FULL:
		return store.Full
	case sqlite3.SQLITE_CANTOPEN:
		if len(path) > longestPath {
			return store.PathTooLong
		}
		return forbidden(path)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return store.Damaged // our own statements are right, so a missing table or an odd row is damage
	}
	return store.Disk
}

// longestPath is how long a path SQLite takes, in bytes, with room for what it
// puts beside the file.
const longestPath = 512 - len("-journal")

// forbidden looks at whether the file or its folder is what can't be used.
func forbidden(path string) store.Kind {
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return store.Missing
	}
	if _, err := os.Stat(path); err == nil && !writable(path) {
		return store.ReadOnlyFile
	}
	return store.ReadOnlyFolder
}

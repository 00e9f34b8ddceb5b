package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"crosswalk/catalog/visible"
)

// Kind says what is wrong with a file. errors.Is(err, store.Busy) finds it.
type Kind string

// The kinds of problems.
const (
	Missing        Kind = "missing"
	NotSQLite      Kind = "not a database"
	Foreign        Kind = "another program's database"
	Newer          Kind = "newer version"
	Damaged        Kind = "damaged"
	Shortened      Kind = "history shortened"
	ReadOnlyFile   Kind = "read-only file"
	ReadOnlyFolder Kind = "read-only folder"
	NotAFile       Kind = "not a file"
	HardLinked     Kind = "hard-linked"
	Moved          Kind = "moved"
	Full           Kind = "disk full"
	Disk           Kind = "disk error"
	Busy           Kind = "busy"
	Exists         Kind = "exists"
)

func (k Kind) Error() string { return string(k) }

// Problem is a refusal that a person can act on. Sentence says what, where and
// the way out; it is safe to print.
type Problem struct {
	Kind     Kind
	Path     string
	Sentence string
	cause    error
}

func (p *Problem) Error() string { return p.Sentence }

// Unwrap gives the system's or the driver's word, where there was one.
func (p *Problem) Unwrap() error { return p.cause }

// Is matches a Kind.
func (p *Problem) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == p.Kind
}

// sentences hold one %s each, for the path.
var sentences = map[Kind]string{
	Missing:        "there is no database at %s; check the path, or let crosswalk make one there",
	NotSQLite:      "%s is not a Crosswalk database; nothing was changed; check the path",
	Foreign:        "%s is a database of another program; nothing was changed; name another file",
	Newer:          "%s was written by a newer Crosswalk; nothing was changed; use that version, or a newer one",
	Damaged:        "%s is damaged; run crosswalk doctor to see where, or restore a backup with crosswalk restore FILE",
	Shortened:      "%s holds less history than it did; restore a backup with crosswalk restore FILE, or go on with what is here after crosswalk doctor --repair",
	ReadOnlyFile:   "%s can't be written by you; give yourself the right to write it, or work on a copy",
	ReadOnlyFolder: "the folder of %s can't be written by you, and a database needs files beside it; work on a copy in a folder of your own",
	NotAFile:       "%s is no plain file; name a file for the database",
	HardLinked:     "%s has a second name (a hard link), and writing by both loses answers; remove one name, or work on a copy",
	Moved:          "%s was moved, replaced or deleted while it was open; put it back or open it where it is now, then enter this again",
	Full:           "the disk of %s is full; make room and try again; what was saved earlier is safe",
	Disk:           "%s could not be read or written by the disk; check the disk and the space on it, then try again",
	Busy:           "another program is writing %s and did not finish in time; try again, or close that program",
	Exists:         "%s exists already and is not overwritten; choose another name",
}

func problem(k Kind, path string, cause error) *Problem {
	return &Problem{Kind: k, Path: path, Sentence: fmt.Sprintf(sentences[k], visible.Line(path)), cause: cause}
}

// notSaved says of a failed write what matters most about it.
func notSaved(path string, err error) error {
	err = explain(path, err)
	if p, ok := errors.AsType[*Problem](err); ok {
		q := *p
		q.Sentence = "NOT saved: " + p.Sentence
		return &q
	}
	return fmt.Errorf("NOT saved: %w", err)
}

// explain turns an error of the driver or the system into a Problem, by its
// code. What it does not know, and a Problem, it gives back as it is.
func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	if _, done := errors.AsType[*Problem](err); done {
		return err
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if k := kindOf(path, e.Code()); k != "" {
			return problem(k, path, err)
		}
		if e.Code() == sqlite3.SQLITE_INTERRUPT {
			return context.Canceled
		}
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return problem(Missing, path, err)
	case errors.Is(err, fs.ErrExist):
		return problem(Exists, path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return problem(forbidden(path), path, err)
	case errors.Is(err, syscall.ENOSPC):
		return problem(Full, path, err)
	case errors.Is(err, syscall.ELOOP), errors.Is(err, syscall.ENOTDIR):
		return problem(NotAFile, path, err)
	}
	return err
}

func kindOf(path string, code int) Kind {
	switch code {
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return Moved
	case sqlite3.SQLITE_READONLY_DIRECTORY:
		return ReadOnlyFolder
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		return Full // a database that was closed cleanly needs 32 KiB to be opened
	case sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS:
		return Damaged
	}
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Busy
	case sqlite3.SQLITE_READONLY:
		return ReadOnlyFile
	case sqlite3.SQLITE_FULL:
		return Full
	case sqlite3.SQLITE_IOERR:
		return Disk
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR:
		return Damaged // our own statements are right, so a missing table is damage
	case sqlite3.SQLITE_CANTOPEN:
		return forbidden(path)
	}
	return ""
}

// forbidden looks at whether the file or its folder is what can't be used.
func forbidden(path string) Kind {
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return Missing
	}
	if _, err := os.Stat(path); err == nil && !writable(path) {
		return ReadOnlyFile
	}
	return ReadOnlyFolder
}

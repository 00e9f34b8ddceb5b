package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"crosswalk/catalog/visible"
)

// Kind says what is wrong with a database. errors.Is(err, store.Busy) finds it.
type Kind string

// The kinds of problems.
const (
	Missing        Kind = "missing"
	NoFolder       Kind = "no folder"
	NotSQLite      Kind = "not a database"
	Foreign        Kind = "another program's database"
	Newer          Kind = "newer version"
	Older          Kind = "earlier version"
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
	PathTooLong    Kind = "path too long"
	Unprepared     Kind = "without tables"
	Unreachable    Kind = "unreachable"
	Forbidden      Kind = "forbidden"
	Doubtful       Kind = "in doubt"
)

func (k Kind) Error() string { return string(k) }

// Kinds are all kinds of problems, for who says what can be done about each.
func Kinds() []Kind { return slices.Sorted(maps.Keys(facts)) }

// Problem is a refusal that a person can act on. Its error says what happened
// to what, and is safe to print; the way out is for the edge to add, which knows
// whether there is a command line, a room or a window.
type Problem struct {
	Kind    Kind
	Place   string // which database; empty: the one at hand
	Detail  string // where in it, or what of it
	Unsaved bool   // something that was typed is not saved
	Cause   error  // the system's or the driver's word, where there was one
}

// facts hold one %s each, for the place.
var facts = map[Kind]string{
	Missing:        "there is no database at %s",
	NoFolder:       "there is no folder for %s",
	NotSQLite:      "%s is not a Crosswalk database; nothing was changed",
	Foreign:        "%s is a database of another program; nothing was changed",
	Newer:          "%s was written by a newer Crosswalk; nothing was changed",
	Older:          "%s was written by an earlier Crosswalk, or never to its end; nothing was changed",
	Damaged:        "%s is damaged",
	Shortened:      "%s holds less history than it did",
	ReadOnlyFile:   "%s can't be written by you",
	ReadOnlyFolder: "the folder of %s can't be written by you, and a database needs files beside it",
	NotAFile:       "%s is no plain file",
	HardLinked:     "%s has a second name (a hard link), and writing by both loses answers",
	Moved:          "%s was moved, replaced or deleted while it was open",
	Full:           "the disk of %s is full; what was saved earlier is safe",
	Disk:           "%s could not be read or written by the disk",
	Busy:           "another program is writing %s and did not finish in time",
	Exists:         "%s exists already and is not overwritten",
	PathTooLong:    "the path %s is too long for a database",
	Unprepared:     "the database %s holds no tables of Crosswalk yet, or those of an earlier version",
	Unreachable:    "the database %s can't be reached",
	Forbidden:      "the database %s does not let you do this",
	Doubtful:       "the connection to %s broke while this was saved, and nobody knows whether it is",
}

func (p *Problem) Error() string {
	place := "the database"
	if p.Place != "" {
		place = visible.Line(p.Place)
	}
	text := fmt.Sprintf(facts[p.Kind], place)
	if p.Detail != "" {
		text += ": " + p.Detail
	}
	if p.Unsaved {
		text = "NOT saved: " + text
	}
	return text
}

// Unwrap gives the system's or the driver's word, where there was one.
func (p *Problem) Unwrap() error { return p.Cause }

// Is matches a Kind.
func (p *Problem) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == p.Kind
}

// explain makes of an error what a person can be told, and tells the log what
// it was made of; doing says what was tried.
func (db *DB) explain(doing string, err error) error {
	if err == nil {
		return nil
	}
	if p, said := errors.AsType[*Problem](err); said && p.Place != "" {
		return err
	}
	if b, ok := errors.AsType[*broken](err); ok {
		err = &Problem{Kind: Damaged, Detail: b.Error(), Cause: b}
	}
	said := db.engine.Explain(err)
	if p, ok := errors.AsType[*Problem](said); ok {
		db.log.Warn("store", "doing", doing, "kind", string(p.Kind), "place", visible.Line(p.Place), "cause", err)
	}
	return said
}

// notSaved says of a failed write what matters most about it.
func (db *DB) notSaved(doing string, err error) error {
	err = db.explain(doing, err)
	if p, ok := errors.AsType[*Problem](err); ok {
		q := *p
		q.Unsaved = true
		return &q
	}
	if errors.Is(err, ErrNothing) {
		return err
	}
	return fmt.Errorf("NOT saved: %w", err)
}

package main

import (
	"errors"

	"crosswalk/store"
)

// The store says what happened to what. What a person at a command line can do
// about it is said here, by the kind of problem.

var waysOut = map[store.Kind]string{
	store.Missing:        "check the path, or let crosswalk make one there",
	store.NoFolder:       "make the folder first, or choose another",
	store.NotSQLite:      "check the path",
	store.Foreign:        "name another file",
	store.Newer:          "use that version, or a newer one",
	store.Older:          "open it once with crosswalk list, which brings it to this version",
	store.Damaged:        "run crosswalk doctor to see where, or restore a backup with crosswalk restore FILE",
	store.Shortened:      "restore a backup with crosswalk restore FILE, or go on with what is here after crosswalk doctor --repair",
	store.ReadOnlyFile:   "give yourself the right to write it, or work on a copy",
	store.ReadOnlyFolder: "work on a copy in a folder of your own",
	store.NotAFile:       "name a file for the database",
	store.HardLinked:     "remove one name, or work on a copy",
	store.Moved:          "put it back or open it where it is now, then enter this again",
	store.Full:           "make room and try again",
	store.Disk:           "check the disk and the space on it, then try again",
	store.Busy:           "try again, or close that program",
	store.Exists:         "choose another name",
	store.PathTooLong:    "choose a folder nearer to the root",
	store.Unprepared:     "let the role that owns the database run crosswalk store init",
	store.Unreachable:    "see that the server runs and that its name and port are right, then try again",
	store.Forbidden:      "check the user and the password; what takes from the history, as erase and forget, is for the role that owns the tables",
	store.Doubtful:       "look whether it is there, and enter it again if it is not",
}

// refusals are the ways out of what the store refuses without a problem.
var refusals = []struct {
	err error
	way string
}{
	{store.ErrNoAssessment, "crosswalk list shows them"},
	{store.ErrNoPerson, "crosswalk people shows who there is"},
	{store.ErrKeyTaken, "crosswalk people remove takes it away"},
	{store.ErrEnded, "crosswalk invite --list shows those that do"},
}

// better is an error with a way out of its own.
type better struct {
	error
	way string
}

func (b better) Unwrap() error { return b.error }

// wayOut is what can be done about an error, empty where its sentence says so
// itself.
func wayOut(err error) string {
	if b, ok := errors.AsType[better](err); ok {
		return b.way
	}
	if p, ok := errors.AsType[*store.Problem](err); ok {
		return waysOut[p.Kind]
	}
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			return r.way
		}
	}
	return ""
}

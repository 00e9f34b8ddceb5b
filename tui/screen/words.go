package screen

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"crosswalk/store"
)

// The store says what happened to what. What somebody at a window can do about
// it is said here: at their own machine, or in a room, where the database and
// its place are other people's.

var waysOut = map[store.Kind]string{
	store.Damaged:        "leave with Q and run crosswalk doctor, which says where",
	store.Shortened:      "leave with Q and restore a backup, or go on with what is here after crosswalk doctor --repair",
	store.ReadOnlyFile:   "give yourself the right to write it, or work on a copy",
	store.ReadOnlyFolder: "work on a copy in a folder of your own",
	store.HardLinked:     "remove one name, or work on a copy",
	store.Moved:          "put it back, or leave with Q and open it where it is now; then enter this again",
	store.Full:           "make room and enter this again",
	store.Disk:           "check the disk and the space on it, then enter this again",
	store.Busy:           "enter this again, or close that program",
	store.Unreachable:    comesBack,
}

// comesBack is all there is to do about a server that is away.
const comesBack = "what you type is kept, and this window goes on by itself once it is back"

// inRoom is what is left to do for who only came to answer.
const inRoom = "tell who runs the room, and enter this again once they have seen to it"

// Sentence is an error as a person reads it at a window; remote says that the
// window is in a room.
func Sentence(err error, remote bool) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	if p, ok := errors.AsType[*store.Problem](err); ok {
		way := waysOut[p.Kind]
		if remote {
			q := *p
			q.Place = ""
			text = q.Error()
			if p.Kind != store.Unreachable {
				way = inRoom
			}
		}
		if way != "" {
			text += "; " + way
		}
	}
	return Said(text)
}

// Said is a text as a sentence: a capital in front, an end behind.
func Said(text string) string {
	r := []rune(text)
	if len(r) == 0 {
		return "Something went wrong."
	}
	out := string(unicode.ToUpper(r[0])) + string(r[1:])
	if !strings.HasSuffix(out, ".") && !strings.HasSuffix(out, "?") && !strings.HasSuffix(out, "!") {
		out += "."
	}
	return out
}

// Together says what one act did to several things; what it did to one is seen.
func Together(n int, things, did string) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf("%d %s: %s; u takes it back.", n, things, did)
}

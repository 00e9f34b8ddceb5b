package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"crosswalk/catalog/visible"
)

// rescue turns a panic into one sentence, a report for whoever mends it, and
// exit 1. What was acknowledged before is on disk: a transaction that was
// under way is rolled back by the database.
func (x *app) rescue(code *int) {
	cause := recover()
	if cause == nil {
		return
	}
	*code = exitRefused
	x.confess(cause, debug.Stack())
}

// confess says that the program failed, and where the report of it is.
func (x *app) confess(cause any, stack []byte) {
	text := fmt.Sprintf("crosswalk %s failed on %s\n\n%v\n\n%s", version, x.clock().Format(time.RFC3339), cause, stack)
	where := "no report could be written"
	if path, err := x.report(text); err == nil {
		where = "what is needed to mend it is in " + path
	}
	fmt.Fprintln(x.errs, visible.Line("crosswalk: the program failed, which is its own fault; everything it had saved is kept, and "+where))
}

// report keeps a text beside the database, else in the temporary directory.
func (x *app) report(text string) (string, error) {
	name := "crosswalk-failure-" + x.clock().UTC().Format("20060102-150405.000000000") + ".txt"
	if db, err := x.database(); err == nil && !isAddress(db) {
		if path, err := keep(filepath.Join(filepath.Dir(db), name), text); err == nil {
			return path, nil
		}
	}
	return keep(filepath.Join(os.TempDir(), name), text)
}

func keep(path, text string) (string, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	if shut := f.Close(); err == nil {
		err = shut
	}
	return path, err
}

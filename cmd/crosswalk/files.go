package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/tui"
)

// sheetFiles are the sheets that the workbench may read, the rest of one that it may
// write, and the programs it may open: only for a person who sits at this machine.
func sheetFiles(e editor, own engine, folder string) *tui.Files {
	kept := func(f assess.File) ([]byte, error) { return keptBytes(context.Background(), own, f) }
	return &tui.Files{
		Kept:    kept,
		Show:    func(f assess.File) error { return showFile(f, folder, kept) },
		Sheets:  func() []string { return nearby(sheetEndings...) },
		Read:    func(path string) ([]byte, error) { return readFile(athome(path), maxSheet) },
		Write:   func(path string, raw []byte) error { return writeNew(athome(path), raw) },
		Open:    openLink,
		Edit:    e.edit,
		Suspend: suspend,
	}
}

// athome is a path as a shell would read its ~.
func athome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// readFile reads a file of somebody else's, up to a size.
func readFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", path, plainPath(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file; name a file", path)
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s has %d bytes; at most %d can be read", path, info.Size(), most)
	}
	raw, err := readUpTo(path, most+1) // it may have grown since, or never have told its size
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s can't be read: %w", path, plainPath(err))
	case int64(len(raw)) > most:
		return nil, fmt.Errorf("%s has more than %d bytes; no more can be read", path, most)
	}
	return raw, nil
}

func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// plainPath is the cause without the call and the path, which the sentence
// names already.
func plainPath(err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// cantWrite says why a file can't be written where somebody wants it.
func cantWrite(path string, err error) error {
	folder := filepath.Dir(path)
	switch info, wrong := os.Stat(folder); {
	case wrong != nil || !info.IsDir():
		return fmt.Errorf("%s can't be written: there is no folder %s; make it first, or choose another", path, folder)
	case namesFolder(path):
		return fmt.Errorf("%s is a folder; name a file in it", path)
	}
	return fmt.Errorf("%s can't be written: %w", path, plainPath(err))
}

// namesFolder reports whether a path can be no file's: a folder is there, or the
// path ends as that of one.
func namesFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir() || path != "" && os.IsPathSeparator(path[len(path)-1])
}

// writeNew writes a file that is not there yet, for its owner alone: a name
// that is taken, also by a link, is left as it is.
func writeNew(path string, raw []byte) error { return writeFile(path, raw, false) }

// writeFile is writeNew that writes over a file where that is wanted, but never
// through a link. It is written beside its place and put there whole, so that a full
// disk leaves what stood there as it was.
func writeFile(path string, raw []byte, over bool) error {
	return streamFile(path, over, func(to io.Writer) error { _, err := to.Write(raw); return err })
}

// streamFile is writeFile for what is too long to be held. An error of write is said as
// it is.
func streamFile(path string, over bool, write func(io.Writer) error) error {
	if err := placeFree(path, over); err != nil {
		return err
	}
	made, err := writeBeside(path, write)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(made) }() // it is in its place by then, or in nobody's way
	if err := putInPlace(made, path, over); err != nil {
		return err
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil {
		_ = folder.Sync() // not every system has a folder synced
		_ = folder.Close()
	}
	return nil
}

// takenError says that a file is there already.
type takenError struct{ path string }

func (e *takenError) Error() string { return e.path + " is there already; choose another name" }

// placeFree reports why no file may be put at a path.
func placeFree(path string, over bool) error {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil // what else is wrong is seen when it is written
	case info.IsDir():
		return cantWrite(path, fs.ErrExist)
	case !over:
		return &takenError{path}
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is a link or no file, so it is not written over; name the file itself", path)
	}
	return nil
}

// writeBeside writes a file that is durable under a name of its own in the folder of
// a path.
func writeBeside(path string, write func(io.Writer) error) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".crosswalk-*")
	if err != nil {
		return "", cantWrite(path, err)
	}
	defer func() {
		if shut := f.Close(); err == nil {
			err = shut
		}
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if at, ok := errors.AsType[*os.PathError](err); ok && at.Path == f.Name() {
		err = cantWrite(path, err)
	}
	return f.Name(), err
}

// putInPlace gives a file its name. A new name is given by a second one, which never
// takes one that is taken; where a disk knows no second names it is only looked at.
func putInPlace(made, path string, over bool) error {
	if !over && os.Link(made, path) == nil {
		return nil
	}
	if err := placeFree(path, over); err != nil {
		return err
	}
	if err := os.Rename(made, path); err != nil {
		return cantWrite(path, err)
	}
	return nil
}

// writeOut writes a file that somebody asked for, and says so.
func (x *app) writeOut(path, what string, raw []byte) error {
	if err := writeNew(path, raw); err != nil {
		return err
	}
	x.done(x.out, true, what+" as "+path)
	return nil
}

var sheetEndings = []string{".xlsx", ".xlsm", ".ods", ".fods", ".csv", ".tsv"}

// nearby are the paths of the files with one of some endings that a person most likely
// means: in the folder they stand in and among their downloads, the newest first.
func nearby(endings ...string) []string {
	folders := []string{"."}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, "Downloads"))
	}
	type file struct {
		path string
		at   time.Time
	}
	var found []file
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name := strings.ToLower(e.Name())
			info, err := e.Info()
			if err != nil || !info.Mode().IsRegular() || !slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(name, end) }) {
				continue
			}
			found = append(found, file{filepath.Join(folder, e.Name()), info.ModTime()})
		}
	}
	slices.SortStableFunc(found, func(a, b file) int { return b.at.Compare(a.at) })
	paths := make([]string, 0, len(found))
	for _, f := range found[:min(len(found), 50)] {
		paths = append(paths, f.path)
	}
	return paths
}

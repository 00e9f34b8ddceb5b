package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Restore puts a backup at path, after it was checked as doctor checks. A
// database that lies there is kept, under the name that is given back; another
// program's file is refused. Programs that have the old one open notice, and
// say that they can't save. The restored copy goes on under a chain of its own.
func Restore(ctx context.Context, backup, path string, o Options) (replaced string, err error) {
	ofdLocking()
	if backup, err = filepath.Abs(backup); err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	from, err := look(backup)
	if err != nil {
		return "", err
	}
	if to, err := os.Stat(path); err == nil && os.SameFile(from, to) {
		return "", fmt.Errorf("%s is the database itself; name a backup of it", visible.Line(backup))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", cantMake(path, err)
	}
	path = resolve(path)
	temp, err := tempBeside(path)
	if err != nil {
		return "", cantMake(path, err)
	}
	defer removeDatabase(temp)
	if err := takeCopy(ctx, backup, temp); err != nil {
		return "", err
	}
	if err := checkCopy(ctx, backup, temp, o); err != nil {
		return "", err
	}
	if err := copyShelf(ctx, backup, path); err != nil {
		return "", explain(path, err)
	}
	replaced, err = replace(ctx, temp, path, o.now())
	return replaced, explain(path, err)
}

// removeDatabase takes away a file of our own making and all beside it.
func removeDatabase(path string) {
	for _, end := range []string{"", "-wal", "-shm", "-journal", ".head"} {
		_ = os.Remove(path + end)
	}
}

// takeCopy reads the backup through SQLite, so that what still lies in its log
// comes along. SQLite writes beside a file to read it; where it can't, the
// backup and its log are copied to where it can.
func takeCopy(ctx context.Context, backup, temp string) error {
	err := copyDatabase(ctx, backup, temp)
	if !errors.Is(err, store.ReadOnlyFile) && !errors.Is(err, store.ReadOnlyFolder) {
		return err
	}
	private, err := os.MkdirTemp(filepath.Dir(temp), ".restore-*")
	if err != nil {
		return explain(temp, err)
	}
	defer os.RemoveAll(private)
	at := filepath.Join(private, "backup.db")
	for _, end := range []string{"", "-wal"} {
		if err := copyBytes(backup+end, at+end); err != nil && (end == "" || !os.IsNotExist(err)) {
			return explain(backup, err)
		}
	}
	return copyDatabase(ctx, at, temp)
}

func copyBytes(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// checkCopy opens the copy as a database, examines it, and gives it a chain of
// its own: the file it is a copy of may have gone on.
func checkCopy(ctx context.Context, backup, temp string, o Options) error {
	db, err := Open(ctx, temp, Options{Clock: o.Clock, Random: o.Random, Log: o.Log, Inspect: true, passing: true})
	if err != nil {
		return err
	}
	defer db.Close()
	report, err := db.Doctor(ctx, nil)
	if err != nil {
		return err
	}
	for _, c := range report.Checks {
		if !c.OK {
			p := problem(store.Damaged, backup, nil)
			p.Detail = c.Name + ": " + c.Detail + "; nothing was changed"
			return p
		}
	}
	if err := db.e.renameCopy(ctx); err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	return explain(temp, syncFile(temp))
}

// replace puts the checked copy in place.
func replace(ctx context.Context, temp, path string, at time.Time) (string, error) {
	if !exists(path) {
		for _, end := range []string{"-wal", "-shm", "-journal", ".head"} {
			if err := os.Remove(path + end); err != nil && !os.IsNotExist(err) {
				return "", err
			}
		}
		if err := appear(temp, path); err != nil {
			return "", err
		}
		return "", syncFolder(filepath.Dir(path))
	}
	if _, err := inspect(path); err != nil {
		return "", err
	}
	kept := fmt.Sprintf("%s.replaced-%s.db", path, at.UTC().Format("20060102T150405.000"))
	w := &writer{path: path}
	err := w.open(ctx)
	if errors.Is(err, store.Damaged) {
		return kept, setAside(temp, path, kept)
	}
	if err != nil {
		return "", err
	}
	defer w.close()
	if err := patiently(ctx, path, func() error { return w.exec(ctx, "BEGIN IMMEDIATE") }); err != nil {
		return "", err
	}
	defer w.exec(context.Background(), "ROLLBACK")
	if err := w.keepLog(); err != nil {
		return "", err
	}
	err = vacuumInto(ctx, path, kept)
	if errors.Is(err, store.Damaged) {
		return kept, setAside(temp, path, kept)
	}
	if err != nil {
		return "", err
	}
	return kept, settle(temp, path)
}

// keepLog stops this connection from deleting, when it is closed, a log that is
// the new file's by then.
func (w *writer) keepLog() error {
	return w.conn.Raw(func(c any) error {
		_, err := c.(sqlite.FileControl).FileControlPersistWAL("main", 1)
		return err
	})
}

// setAside keeps a database that can't be read any more as it is, log and all.
func setAside(temp, path, kept string) error {
	if err := os.Link(path, kept); err != nil {
		return err
	}
	if err := copyBytes(path+"-wal", kept+"-wal"); err != nil && !os.IsNotExist(err) {
		return err
	}
	return settle(temp, path)
}

// settle renames the new file over the old one. The old log goes first: SQLite
// would replay it onto the new file.
func settle(temp, path string) error {
	for _, end := range []string{"-wal", "-shm", "-journal", ".head"} {
		if err := os.Remove(path + end); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

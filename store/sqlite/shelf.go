package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Files of evidence lie in a folder beside the database, each under the hash of its
// bytes: the same file twice is kept once, and no name that somebody chose is ever a
// path. They are private, and nothing here runs one.

var hashName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })

// shelf is the folder of a database. Two databases in one folder have one each.
func shelf(path string) string { return path + ".evidence" }

// KeepFile copies a file of evidence beside the database, and gives its hash and size when
// it is on the disk.
func (db *DB) KeepFile(_ context.Context, from io.Reader) (sha string, size int64, err error) {
	return keep(shelf(db.e.real), from)
}

func keep(folder string, from io.Reader) (sha string, size int64, err error) {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", 0, cantMake(folder, err)
	}
	temp, err := tempBeside(filepath.Join(folder, "new"))
	if err != nil {
		return "", 0, cantMake(folder, err)
	}
	defer os.Remove(temp)
	if sha, size, err = copyHashed(temp, from); err != nil {
		return "", 0, explain(folder, err)
	}
	if size > store.MaxEvidence {
		return "", 0, fmt.Errorf("it has more than %d MiB, which is the most for a file of evidence; say where it is kept instead", store.MaxEvidence>>20)
	}
	at := filepath.Join(folder, sha)
	if there, _, err := hashOf(at); err == nil && there == sha {
		return sha, size, nil
	}
	if err := os.Rename(temp, at); err != nil { // also over one that is damaged
		return "", 0, explain(folder, err)
	}
	return sha, size, syncFolder(folder)
}

// copyHashed writes a private file and sees it to the disk.
func copyHashed(path string, from io.Reader) (sha string, size int64, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return "", 0, err
	}
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), io.LimitReader(from, store.MaxEvidence+1))
	if err == nil {
		err = f.Sync()
	}
	return hex.EncodeToString(h.Sum(nil)), size, errors.Join(err, f.Close())
}

// KeptFile opens a file of evidence by its hash.
func (db *DB) KeptFile(_ context.Context, sha string) (io.ReadCloser, error) {
	return keptIn(shelf(db.e.real), sha)
}

func keptIn(folder, sha string) (io.ReadCloser, error) {
	if !hashName().MatchString(sha) {
		return nil, store.ErrNotKept
	}
	at := filepath.Join(folder, sha)
	switch info, err := os.Lstat(at); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, store.ErrNotKept
	case err != nil:
		return nil, explain(at, err)
	case !info.Mode().IsRegular():
		return nil, problem(store.NotAFile, at, nil)
	}
	return os.Open(at)
}

// DropFile takes a file of evidence away; one that is not there is no error.
func (db *DB) DropFile(sha string) error {
	if !hashName().MatchString(sha) {
		return nil
	}
	if err := os.Remove(filepath.Join(shelf(db.e.real), sha)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// DropUnnamed takes those files of evidence away that no piece of any assessment names.
func (db *DB) DropUnnamed(ctx context.Context, files []string) error {
	if len(files) == 0 {
		return nil
	}
	named, err := db.named(ctx)
	for _, sha := range files {
		if _, known := named[sha]; !known && named != nil {
			err = errors.Join(err, db.DropFile(sha))
		}
	}
	return err
}

// named are the files that pieces of evidence name: the name by the hash.
func (db *DB) named(ctx context.Context) (map[string]string, error) {
	files, err := db.Files(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, f := range files {
		all[f.SHA256] = f.Name
	}
	return all, nil
}

// onShelf are the hashes of the files in a folder of evidence.
func onShelf(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []string
	for _, e := range entries {
		if e.Type().IsRegular() && hashName().MatchString(e.Name()) {
			all = append(all, e.Name())
		}
	}
	return all, err
}

func hashOf(path string) (sha string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// copyShelf brings the files of one database to another: what is there already stays.
func copyShelf(ctx context.Context, from, to string) error {
	all, err := onShelf(shelf(from))
	for _, sha := range all {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			break
		}
		err = copyKept(shelf(from), shelf(to), sha)
	}
	return err
}

func copyKept(from, to, sha string) error {
	f, err := keptIn(from, sha)
	if err != nil {
		return err
	}
	defer f.Close()
	got, _, err := keep(to, f)
	if err == nil && got != sha {
		p := problem(store.Damaged, filepath.Join(from, sha), nil)
		p.Detail = "its bytes are not those that were kept; crosswalk doctor names what rests on it"
		return p
	}
	return err
}

// checkShelf holds the files of evidence against what names them. One that is missing
// may lie elsewhere, so it is told and no fault of this database; one whose bytes are
// others is.
func (db *DB) checkShelf(ctx context.Context) (store.Check, error) {
	c := store.Check{Name: "the files of evidence are whole"}
	e := db.e
	all, err := onShelf(shelf(e.real))
	named, unread := db.named(ctx)
	err = errors.Join(err, unread)
	spare, missing := 0, len(named)
	for _, sha := range all {
		name, known := named[sha]
		if !known {
			spare++
			continue
		}
		missing--
		got, _, wrong := hashOf(filepath.Join(shelf(e.real), sha))
		if err = errors.Join(err, wrong, ctx.Err()); err == nil && got != sha {
			err = fmt.Errorf("the file of evidence %s (%.12s) is not as it was kept; keep it again", visible.Line(name), sha)
		}
	}
	if ctx.Err() != nil {
		return c, ctx.Err()
	}
	if c.OK = err == nil; !c.OK {
		c.Detail = e.Explain(err).Error()
		return c, nil
	}
	c.Detail = fmt.Sprintf("%d kept, %d named and not here, %d that nothing names", len(all), missing, spare)
	return c, nil
}

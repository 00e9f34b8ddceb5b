package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"

	"modernc.org/sqlite"

	"crosswalk/store"
)

// applicationID marks a file as Crosswalk's: the letters CWLK.
const applicationID = 0x43574c4b

// ofdLocking must come before the first database is opened. Where the system
// has no such locks SQLite goes on with its own.
var ofdLocking = sync.OnceFunc(func() { _, _ = sqlite.OFDLocking(true) })

// inspect is look for a file that is to be written.
func inspect(path string) (os.FileInfo, error) {
	info, err := look(path)
	if err == nil && !writable(path) {
		err = problem(store.ReadOnlyFile, path, nil)
	}
	return info, err
}

// look reads the beginning of a file before SQLite does, without changing a
// byte: SQLite would create what is missing and convert what belongs to others.
// A file of no bytes, left by a kill during creation, is right too.
func look(path string) (os.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, explain(path, err)
	}
	if err := plainFile(path, info); err != nil {
		return nil, err
	}
	if inUse.has(info) {
		return info, nil // opening and closing it here could drop this process's own locks
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, explain(path, err)
	}
	defer f.Close()
	if info.Size() == 0 {
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			return nil, problem(store.NotSQLite, path, nil)
		}
		return info, nil
	}
	return info, checkHeader(path, f)
}

func plainFile(path string, info os.FileInfo) error {
	if !info.Mode().IsRegular() {
		return problem(store.NotAFile, path, nil)
	}
	if links(info) > 1 {
		return problem(store.HardLinked, path, nil)
	}
	return nil
}

// checkHeader reads the first 100 bytes: magic, application id, version.
func checkHeader(path string, r io.Reader) error {
	head := make([]byte, 100)
	if _, err := io.ReadFull(r, head); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return problem(store.NotSQLite, path, err)
		}
		return explain(path, err)
	}
	switch {
	case !bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return problem(store.NotSQLite, path, nil)
	case binary.BigEndian.Uint32(head[68:]) != applicationID:
		return problem(store.Foreign, path, nil)
	case int(binary.BigEndian.Uint32(head[60:])) > latest():
		return problem(store.Newer, path, nil)
	}
	return nil
}

// make0600 creates an empty private file that was not there.
func make0600(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

// unmoved reports whether the path still leads to the file that was opened.
func unmoved(path string, was os.FileInfo) error {
	now, err := os.Stat(path)
	if err != nil || !os.SameFile(was, now) {
		return problem(store.Moved, path, err)
	}
	return plainFile(path, now)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR)
}

// dsn is what the driver opens: the path as a URI, and the options of every
// connection. They stand here, since a pragma by Exec sets one connection only.
func dsn(path, rest string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return "file:" + (&url.URL{Path: slashed}).EscapedPath() +
		"?_defensive=1&_dqs=0&_pragma=busy_timeout(10000)&_pragma=synchronous(FULL)" +
		"&_pragma=fullfsync(1)&_pragma=checkpoint_fullfsync(1)&_pragma=foreign_keys(1)" +
		"&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=recursive_triggers(1)" + rest
}

const (
	asWriter = "&mode=rw&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=secure_delete(1)&_pragma=cache_size(-32768)" // names that a vote drops are overwritten
	asReader = "&mode=rw&_txlock=deferred&_pragma=query_only(1)"
	asMaker  = "&mode=rw&_txlock=immediate" // before there is a schema, no WAL: its first page would not say whose the file is
)

// inUse knows which database files this process has open.
var inUse openFiles

type openFiles struct {
	mu    sync.Mutex
	files []os.FileInfo
}

func (o *openFiles) has(info os.FileInfo) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, f := range o.files {
		if os.SameFile(f, info) {
			return true
		}
	}
	return false
}

func (o *openFiles) add(info os.FileInfo) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.files = append(o.files, info)
}

func (o *openFiles) remove(info os.FileInfo) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i, f := range o.files {
		if os.SameFile(f, info) {
			o.files = append(o.files[:i], o.files[i+1:]...)
			return
		}
	}
}

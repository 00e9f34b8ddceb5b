package main

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// database is the file to work on: --db, else CROSSWALK_DB, else the one in the
// platform's data directory.
func (x *app) database() (string, error) {
	if x.dbFlag != "" {
		return x.dbFlag, nil
	}
	if path := os.Getenv("CROSSWALK_DB"); path != "" {
		return path, nil
	}
	home, _ := os.UserHomeDir()
	dir := dataDir(runtime.GOOS, home, os.Getenv)
	if dir == "" {
		return "", errors.New("there is no home directory to keep the database in; name a file with --db or CROSSWALK_DB")
	}
	return filepath.Join(dir, "crosswalk.db"), nil
}

// dataDir is where a platform keeps a program's data; empty where it can't be
// told.
func dataDir(goos, home string, env func(string) string) string {
	switch {
	case goos == "windows":
		return under(env("LocalAppData"), "Crosswalk")
	case goos == "darwin":
		return under(home, "Library", "Application Support", "Crosswalk")
	case filepath.IsAbs(env("XDG_DATA_HOME")): // a relative one is to be ignored, says its specification
		return filepath.Join(env("XDG_DATA_HOME"), "crosswalk")
	}
	return under(home, ".local", "share", "crosswalk")
}

func under(dir string, parts ...string) string {
	if dir == "" {
		return ""
	}
	return filepath.Join(append([]string{dir}, parts...)...)
}

// author is who acts: --as-person, else CROSSWALK_USER, else the login name.
func (x *app) author() (store.Actor, error) {
	name := x.authorFlag
	if name == "" {
		name = os.Getenv("CROSSWALK_USER")
	}
	if name == "" {
		name = login()
	}
	if strings.TrimSpace(name) == "" {
		return store.Actor{}, errors.New("nobody is logged in under a name; say who acts with --as-person NAME")
	}
	if err := assess.CheckLine("name of the author", name); err != nil {
		return store.Actor{}, usage("%w", err)
	}
	return store.Actor{Name: name}, nil
}

// login is the login name; on Windows without the domain before it.
func login() string {
	u, err := user.Current()
	if err != nil {
		return os.Getenv("USER")
	}
	return u.Username[strings.LastIndexByte(u.Username, '\\')+1:]
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
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", path, plainPath(err))
	}
	return raw, nil
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

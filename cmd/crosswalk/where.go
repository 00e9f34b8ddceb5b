package main

import (
	"cmp"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// database is the one to work on, a file or one on a server: --db, else CROSSWALK_DB,
// else the file in the platform's data directory.
func (x *app) database() (string, error) {
	if named := cmp.Or(x.dbFlag, os.Getenv("CROSSWALK_DB")); named != "" {
		return named, checkAddress(named)
	}
	dir := ownFolder()
	if dir == "" {
		return "", errors.New("there is no home directory to keep the database in; name a file with --db or CROSSWALK_DB")
	}
	return filepath.Join(dir, "crosswalk.db"), nil
}

// ownFolder is where this program keeps its data here; empty where it can't be told.
func ownFolder() string {
	home, _ := os.UserHomeDir()
	return dataDir(runtime.GOOS, home, os.Getenv)
}

// privateFolder is ownFolder, made where it is missing, for what lies beside a database
// on a server: host keys, and what comes and goes.
func privateFolder() (string, error) {
	dir := ownFolder()
	if dir == "" {
		return "", errors.New("there is no home directory to keep keys in; set HOME, or XDG_DATA_HOME")
	}
	return dir, os.MkdirAll(dir, 0o700)
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

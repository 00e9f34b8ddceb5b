package main

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A database is a file, by its path, or one on a server of PostgreSQL, by an address as
// its own programs read it: a URL, or words such as service=NAME.

var (
	urls     = []string{"postgres://", "postgresql://"}
	keywords = []string{"service", "host", "hostaddr", "port", "dbname", "user", "sslmode", "passfile", "password"}
	// secret is a password among such words, and among the settings of a URL.
	secret = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(^|[\s?&])(ssl)?password\s*=`) })
)

// isAddress reports whether a name of a database is that of one on a server.
func isAddress(name string) bool {
	for _, begin := range urls {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	key, _, is := strings.Cut(name, "=")
	return is && slices.Contains(keywords, strings.TrimSpace(key))
}

// checkAddress refuses a password where everybody on the machine can read it. It never
// repeats what was given.
func checkAddress(name string) error {
	if !isAddress(name) {
		return nil
	}
	if hasPassword(name) || secret().MatchString(name) {
		return usage("the address of the database holds a password, which others on this machine can read; leave it out, and put it into the file that PGPASSFILE names, or into PGPASSWORD")
	}
	return nil
}

// hasPassword reports whether there is one before the host of a URL.
func hasPassword(name string) bool {
	if u, err := url.Parse(name); err == nil {
		_, there := u.User.Password()
		return there
	}
	_, rest, _ := strings.Cut(name, "://") // one that can't be read may still hold one
	login, _, there := strings.Cut(rest, "@")
	return there && strings.Contains(login, ":")
}

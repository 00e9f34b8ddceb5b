package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/store/postgres/pgtest"
)

func TestADatabaseIsAFileOrOnAServer(t *testing.T) {
	for name, server := range map[string]bool{
		"crosswalk.db": false, "/var/lib/a=b.db": false, "postgres.db": false, "files/postgres://x": false,
		"postgres://crosswalk@db/crosswalk": true, "postgresql:///crosswalk": true, "service=firm": true, "host=/run dbname=crosswalk": true, "user = mia": true,
	} {
		if isAddress(name) != server {
			t.Errorf("%q: on a server is %v", name, server)
		}
	}
}

func TestAPasswordInAnAddressIsRefusedAndNotRepeated(t *testing.T) {
	for _, address := range []string{
		"postgres://mia:S3cret@db/crosswalk", "postgres://mia:@db/crosswalk", "postgres://mia:S3%zz@db/crosswalk", "postgres://db/crosswalk?password=S3cret",
		"postgres://db/crosswalk?sslmode=require&sslpassword=S3cret", "host=db password=S3cret", "host=db PASSWORD = S3cret", "password=S3cret host=db",
	} {
		for _, args := range [][]string{{"list", "--db", address}, {"store", "copy", "a.db", address}, {"store", "copy", address, "a.db"}, {"store", "init", "--db", address}, {"restore", "a.db", "--db", address}} {
			c := call(t, "", args...)
			if c.code != exitUsage || !strings.Contains(c.err, "PGPASSFILE") || strings.Contains(c.out+c.err, "S3") {
				t.Errorf("%v: exit %d, out %q, err %q", args, c.code, c.out, c.err)
			}
		}
	}
	for _, address := range []string{"postgres://mia@db/crosswalk", "host=db passfile=/home/mia/.pgpass", "crosswalk password=.db"} {
		if err := checkAddress(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Whatever runs on a file runs on a server, and what can't says what to use instead.
func TestTheVerbsWorkOnAServer(t *testing.T) {
	server := pgtest.Empty(t)
	t.Chdir(t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("CROSSWALK_USER", "Ines")
	t.Setenv("CROSSWALK_DB", server)
	if c := call(t, "", "list"); c.code != exitRefused || !strings.Contains(c.err, "holds no tables of Crosswalk yet, or those of an earlier version; let the role that owns the database run crosswalk store init") {
		t.Fatalf("exit %d, err %q", c.code, c.err)
	}
	must(t, "store", "init")
	must(t, "demo", "--into", "demo.db")
	must(t, "new", "Second", "--db", "demo.db")
	if err := os.WriteFile("minutes.txt", []byte("as minuted"), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "evidence", "add", "4.1", "--file", "minutes.txt", "-a", "Second", "--db", "demo.db")
	shows(t, must(t, "store", "copy", "demo.db", server), "saved: 2 assessments in postgres://")
	for _, a := range []string{"Second", demoName(t)} {
		for _, args := range [][]string{
			{"answers", "--json"}, {"score", "--json"}, {"soa", "--json"}, {"register", "risk", "--json"}, {"history", "--json"}, {"outlook", "--json"}, {"roadmap", "--json"},
		} {
			args = append(args, "-a", a)
			if here, there := must(t, append(args, "--db", "demo.db")...), must(t, args...); here != there {
				t.Errorf("%v: the file says\n%.400s\nand the server\n%.400s", args, here, there)
			}
		}
	}
	must(t, "answer", "5.2", "4", "-a", "Second")
	must(t, "evidence", "file", "EV-1", "-o", "back.txt", "-a", "Second")
	must(t, "bundle", "out", "second.cwb", "--evidence", "-a", "Second")
	must(t, "bundle", "in", "second.cwb", "--yes", "--db", "demo.db")
	shows(t, must(t, "answers", "-a", "Second", "--db", "demo.db"), "5.2")
	must(t, "store", "copy", server, "back.db")
	must(t, "doctor", "--db", "back.db")
	must(t, "doctor")
	must(t, "doctor", "--repair")
	must(t, "forget", "Second")
	for verb, says := range map[string]string{"backup": "pg_dump", "restore": "pg_restore"} {
		if c := call(t, "", verb, "demo.db"); c.code != exitRefused || !strings.Contains(c.err, says) || strings.Contains(c.err, "NOT saved") {
			t.Errorf("%s: exit %d, err %q", verb, c.code, c.err)
		}
	}
	if c := call(t, "", "list", "--db", "postgres://127.0.0.1:1/crosswalk"); c.code != exitRefused || !strings.Contains(c.err, "can't be reached; see that the server runs") {
		t.Errorf("a server that is not there: exit %d, err %q", c.code, c.err)
	}
	if left, _ := filepath.Glob("postgres*"); len(left) > 0 {
		t.Errorf("%v were made", left)
	}
}

// What takes from the history is for the owner alone.
func TestTheRoleOfTheProgramMayNotErase(t *testing.T) {
	server := pgtest.Empty(t)
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("CROSSWALK_USER", "Ines")
	user := asUser(t, server)
	must(t, "new", "Acme", "--db", user)
	t.Setenv("CROSSWALK_DB", user)
	id := someRevision(t)
	for _, args := range [][]string{{"erase", id, "--reason", "Asked for"}, {"forget", "Acme"}} {
		c := call(t, "", args...)
		if c.code != exitRefused || !strings.Contains(c.err, "is for the role that owns the tables") {
			t.Errorf("%v: exit %d, err %q", args, c.code, c.err)
		}
		must(t, "doctor")
	}
	t.Setenv("CROSSWALK_DB", server)
	must(t, "erase", id, "--reason", "Asked for")
	must(t, "forget", "Acme")
}

// asUser is the address of a database for a role that may use its tables and owns none.
func asUser(t *testing.T, owner string) string {
	t.Helper()
	pgtest.Run(t, owner, "DO $$ BEGIN CREATE ROLE crosswalk_user LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
	must(t, "store", "init", "--db", owner, "--role", "crosswalk_user")
	u, err := url.Parse(owner)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.User("crosswalk_user")
	return u.String()
}

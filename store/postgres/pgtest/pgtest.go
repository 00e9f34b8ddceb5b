// Package pgtest gives tests a PostgreSQL of their own: a server that one test binary
// starts and that ends with it, or the one that CROSSWALK_TEST_DSN names.
//
// Its one rule: a test gets a database that nobody else uses, and where there is no
// server it is skipped and says so.
package pgtest

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"crosswalk/store/postgres"
)

// Server is a server of PostgreSQL that a test may stop and start.
type Server struct {
	folder   string // of its data and its socket
	port     int
	fleeting string // its folder, where that goes with it
	mounted  string // a folder that is a disk of its own
	life     *exec.Cmd
	hold     *os.File // the server ends when this is closed, also when this program is killed
}

// bin is where Debian and others put the programs of the newest version.
func bin() (string, bool) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		return filepath.Dir(path), true
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", false
	}
	return filepath.Dir(found[len(found)-1]), true
}

// shared is the server of this test binary.
var shared = sync.OnceValues(func() (string, error) {
	if dsn := os.Getenv("CROSSWALK_TEST_DSN"); dsn != "" {
		return dsn, nil
	}
	folder, err := os.MkdirTemp(memory(), "crosswalk-postgres-")
	if err != nil {
		return "", err
	}
	if ours, err = in(folder); err != nil {
		return "", err
	}
	ours.fleeting = folder
	if err := ours.make(nil); err != nil {
		return "", err
	}
	return ours.DSN("postgres"), nil
})

// memory is a folder in memory, where there is one: the laws of the store are about
// what is read back, and the disk of a machine that tests is busy.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

// ours is kept, for the server ends with what it holds.
var ours *Server

// Address is that of the server of this test binary.
func Address(t testing.TB) string {
	t.Helper()
	if _, there := bin(); !there && os.Getenv("CROSSWALK_TEST_DSN") == "" {
		t.Skip("neither is PostgreSQL installed here nor does CROSSWALK_TEST_DSN name a server, so this is not tested")
	}
	dsn, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

// Own is a server that a test may kill. It is skipped where none is installed.
func Own(t testing.TB, settings ...string) *Server {
	t.Helper()
	folder := Folder(t)
	s, err := Start(folder, settings...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.End)
	return s
}

// Folder is one for a server.
func Folder(t testing.TB) string {
	t.Helper()
	if _, there := bin(); !there {
		t.Skip("PostgreSQL is not installed here, so a server that may be killed is not to be had")
	}
	return folderIn(t, memory())
}

// OnDisk is a folder for a server whose disk is waited for, as where people work.
func OnDisk(t testing.TB) string {
	t.Helper()
	if _, there := bin(); !there {
		t.Skip("PostgreSQL is not installed here, so it is not measured")
	}
	return folderIn(t, "")
}

func folderIn(t testing.TB, parent string) string {
	t.Helper()
	folder, err := os.MkdirTemp(parent, "crosswalk-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

// Prepare makes a database with tables on a server, and gives its address.
func (s *Server) Prepare(t testing.TB) string {
	t.Helper()
	name, err := Create(s.DSN("postgres"), "template0")
	if err == nil {
		err = postgres.Init(t.Context(), s.DSN(name), "")
	}
	if err != nil {
		t.Fatal(err)
	}
	return s.DSN(name)
}

// Empty is the address of a database that holds nothing, which goes with the test.
func Empty(t testing.TB) string {
	t.Helper()
	return fresh(t, Address(t), "template0")
}

// Database is the address of a database that holds the tables and nothing else, which
// goes with the test.
func Database(t testing.TB) string {
	t.Helper()
	dsn := Address(t)
	name, err := template()
	if err != nil {
		t.Fatal(err)
	}
	one := fresh(t, dsn, name)
	Run(t, one, "UPDATE meta SET value = gen_random_uuid()::text WHERE key = 'store'") // a copy goes on under a name of its own
	return one
}

// template is a database with tables that the others are copied from.
var template = sync.OnceValues(func() (string, error) {
	dsn, err := shared()
	if err != nil {
		return "", err
	}
	name, err := Create(dsn, "template0")
	if err != nil {
		return "", err
	}
	return name, postgres.Init(context.Background(), To(dsn, name), "")
})

func fresh(t testing.TB, dsn, from string) string {
	t.Helper()
	name, err := Create(dsn, from)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run(dsn, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return To(dsn, name)
}

// Create makes a database that is a copy of another, under a name that none has.
func Create(dsn, from string) (string, error) {
	name := "crosswalk_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	return name, run(dsn, "CREATE DATABASE "+name+" TEMPLATE "+from+" ENCODING 'UTF8'")
}

// To is the address of another database on the same server.
func To(dsn, name string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		panic(err) // it comes from here, or from who runs the tests
	}
	u.Path = "/" + name
	return u.String()
}

func run(dsn, text string) error {
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.Exec(text)
	return err
}

// Run runs a statement on a server, as its owner.
func Run(t testing.TB, dsn, text string) {
	t.Helper()
	if err := run(dsn, text); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"crosswalk/assets"
	"crosswalk/catalog/report/data"
	"crosswalk/store/clocktest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"crosswalk": program})
}

// program is main by the clock of the tests: what they start, too, goes by it.
func program() {
	os.Exit(runs(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// runs is run by the clock of the tests.
func runs(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	return newApp(clocktest.Now, in, out, errs).run(ctx, args)
}

// TestTheCommandLine runs the scripts of testdata/script, in each of which
// people work with the built program.
func TestTheCommandLine(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				"CROSSWALK_DB": env.WorkDir + "/work.db", "CROSSWALK_USER": "Ines Brandt", "HOME": env.WorkDir + "/home",
				"XDG_DATA_HOME": "", "TZ": "UTC", "TMPDIR": env.WorkDir + "/.tmp", "TERM": "xterm-256color",
				"GORACE": "atexit_sleep_ms=0", // or every call of a race build ends with a second of sleep
			} {
				env.Setenv(name, value)
			}
			for _, name := range clocktest.Environment {
				env.Setenv(name, os.Getenv(name))
			}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" { // whom permissions don't bind
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"refuses": refuses,
			"mode":    mode,
			"sqlite":  runSQL,
			"keep":    keepOutput,
			"grepid":  keepRevision,
			"lines":   lines,
			"folder":  catalogueFolder,
		},
	})
}

// exits runs a command and checks its exit code: exits 2 crosswalk gaps x
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("the form is: exits CODE COMMAND [ARGS]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d; stderr: %s", code, want, ts.ReadFile("stderr"))
	}
	for _, stream := range []string{"stdout", "stderr"} {
		if at := controls.FindString(ts.ReadFile(stream)); at != "" {
			ts.Fatalf("%s holds %q, which a terminal acts on", stream, at)
		}
	}
}

// controls are the characters a terminal acts on; tabs stand between the
// fields of --tsv.
var controls = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]")

// refuses is exits for a refusal: one line on stderr that begins with the
// program's name.
func refuses(ts *testscript.TestScript, neg bool, args []string) {
	exits(ts, neg, args)
	said := ts.ReadFile("stderr")
	if !strings.HasPrefix(said, "crosswalk: ") || strings.Count(said, "\n") != 1 || !strings.HasSuffix(said, "\n") {
		ts.Fatalf("a refusal is one line; stderr: %q", said)
	}
}

// mode checks the permissions of files: mode 0600 work.db
func mode(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	for _, name := range args[1:] {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if info.Mode().Perm() != fs.FileMode(want) {
			ts.Fatalf("%s has the mode %o, want %o", name, info.Mode().Perm(), want)
		}
	}
}

// runSQL runs SQL on a file, as another program would: sqlite FILE SQL
func runSQL(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(err)
	ts.Check(db.Close())
}

// keep puts the trimmed output of the last command into a variable: keep ID
func keepOutput(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

// keepRevision puts the id of the revision whose value holds a text into a
// variable, from what history --json printed last: grepid NOTE 'a text'
func keepRevision(ts *testscript.TestScript, _ bool, args []string) {
	var h data.History
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &h))
	for _, act := range h.Acts {
		for _, c := range act.Changes {
			if strings.Contains(string(c.Value), args[1]) {
				ts.Setenv(args[0], c.Revision)
				return
			}
		}
	}
	ts.Fatalf("no revision says %s", args[1])
}

// catalogueFolder makes a catalogue folder of one's own, as it ships: folder own
func catalogueFolder(ts *testscript.TestScript, _ bool, args []string) {
	shipped, err := fs.Sub(assets.Catalog, "catalog")
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), shipped))
}

// lines checks how many lines the last command printed: lines 71
func lines(ts *testscript.TestScript, _ bool, args []string) {
	if got := fmt.Sprint(strings.Count(ts.ReadFile("stdout"), "\n")); got != args[0] {
		ts.Fatalf("%s lines on stdout, want %s:\n%s", got, args[0], ts.ReadFile("stdout"))
	}
}

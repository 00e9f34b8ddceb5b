//go:build unix

package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// carried is a database with an assessment that goes away and comes back, killed on
// the way.
type carried struct {
	t       *testing.T
	r       *rand.Rand
	db      string
	answers string
	name    string
	concern string        // what only its reader sees
	whole   time.Duration // how long the call takes that nobody ends
}

// killed starts a call and ends it somewhere on its way.
func (c *carried) killed(args ...string) {
	c.t.Helper()
	cmd := exec.Command("crosswalk", args...)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	if c.whole > 0 {
		after := time.Duration(c.r.Int64N(int64(c.whole)))
		timer := time.AfterFunc(after, func() { _ = cmd.Process.Signal(syscall.SIGKILL) })
		defer timer.Stop()
	}
	err := cmd.Wait()
	if c.whole == 0 {
		if err != nil {
			c.t.Fatalf("%q: %v", args, err)
		}
		c.whole = time.Since(began)
	}
}

// stands reports whether a database holds the assessment: all of it, or none.
func (c *carried) stands(db string) bool {
	c.t.Helper()
	must(c.t, "doctor", "--db", db)
	if !strings.Contains(must(c.t, "list", "--db", db), c.name) {
		return false
	}
	if got := must(c.t, "answers", "--tsv", "--db", db, "-a", c.name); got != c.answers {
		c.t.Fatalf("%s holds something else than went away", db)
	}
	return true
}

// read is what a reader of concerns sees.
func (c *carried) read(db string) string {
	return must(c.t, "register", "concern", "--db", db, "--as-person", "Mara Holm")
}

// opens reports whether a file is there, which must be whole then.
func (c *carried) opens(path string) bool {
	c.t.Helper()
	if _, err := os.Stat(path); err != nil {
		return false
	}
	must(c.t, "bundle", "inspect", path, "-i", "witness")
	return true
}

func (c *carried) copied(name string) string {
	copyFile(c.t, c.db, name)
	return name
}

func TestKillingABundleOnItsWayLeavesAllOfItOrNothing(t *testing.T) {
	for name, once := range map[string]func(c *carried) bool{
		"out": func(c *carried) bool {
			c.killed("bundle", "out", "out.cwb", "--evidence")
			return c.stands(c.db) && c.opens("out.cwb")
		},
		"in": func(c *carried) bool {
			must(t, "bundle", "out", "kept.cwb", "--evidence")
			defer func() { _ = os.Remove("kept.cwb") }()
			c.killed("bundle", "in", "kept.cwb", "--yes", "--db", "other.db")
			return c.stands("other.db")
		},
		"seal": func(c *carried) bool {
			c.killed("seal", "out.cwb.age", "--to", witness.Recipient().String(), "--reader-keys", "keys")
			return c.stands(c.db) && c.opens("out.cwb.age")
		},
		"forget": func(c *carried) bool {
			db := c.copied("other.db")
			c.killed("seal", "out.cwb.age", "--to", witness.Recipient().String(), "--reader-keys", "keys", "--forget", "--db", db)
			sealed := c.opens("out.cwb.age")
			switch {
			case c.stands(db):
				if c.read(db) != c.concern {
					t.Fatal("what only its reader sees is forgotten, and the rest is not")
				}
			case !sealed:
				t.Fatal("it is forgotten, and no file holds it")
			}
			return sealed
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			c := &carried{t: t, r: rand.New(rand.NewPCG(20, uint64(len(name)))), db: "test.db", name: "Nordwind"}
			inDatabase(t)
			t.Setenv("CROSSWALK_DB", c.db)
			must(t, "new", c.name, "--organisation", "Nordwind")
			must(t, "answer", "5.2", "3", "--note", strings.Repeat("Seen on Tuesday. ", 500))
			for file, text := range map[string]string{"witness": witness.String(), "minutes.txt": strings.Repeat("As minuted. ", 50_000)} {
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			must(t, "evidence", "add", "5.2", "--file", "minutes.txt")
			keyPair(t, "mara", "")
			save(t, "keys", strings.TrimSpace(content(t, "mara.pub"))+" Mara Holm\n")
			must(t, "record", "add", "concern", "--title", "It watches us", "--set", "readers=Mara Holm")
			c.answers, c.concern = must(t, "answers", "--tsv"), c.read(c.db)
			whole := 0
			for range kills(10, 100) {
				if once(c) {
					whole++
				}
				swept, _ := filepath.Glob("ot*")
				outs, _ := filepath.Glob("out*")
				for _, path := range append(swept, outs...) {
					_ = os.RemoveAll(path)
				}
			}
			t.Logf("%d of %d came to their end", whole, kills(10, 100))
			if whole == 0 {
				t.Error("the first call, which nobody ended, left nothing")
			}
		})
	}
}

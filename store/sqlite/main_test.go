package sqlite

import (
	"flag"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

// TestMain is also the program that the tests of this package kill: with
// CROSSWALK_ROLE set, the test binary plays that part instead.
func TestMain(m *testing.M) {
	if role := os.Getenv("CROSSWALK_ROLE"); role != "" {
		os.Exit(roles[role](os.Args[1:]))
	}
	if raced {
		if err := flag.Set("rapid.checks", "15"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// torture asks for the long form of the safety tests.
func torture() bool { return os.Getenv("CROSSWALK_TORTURE") != "" }

// times is how often a thing is done here, and in the long form.
func times(short, long int) int {
	switch {
	case torture():
		return long
	case raced:
		return (short + 4) / 5
	}
	return short
}

// checks is how many times the properties of a test are looked at, where each
// takes long.
func checks(t *testing.T, n int) {
	t.Helper()
	usual := flag.Lookup("rapid.checks").Value.String()
	t.Cleanup(func() { _ = flag.Set("rapid.checks", usual) })
	if raced {
		n = max(2, n/4)
	}
	must(t, flag.Set("rapid.checks", strconv.Itoa(n)))
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

var roles = map[string]func(args []string) int{}

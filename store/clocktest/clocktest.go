// Package clocktest is the clock that tests hand in where the program hands in
// that of the machine. Its one rule: CROSSWALK_TEST_CLOCK moves it, so that every
// test can be run on another day and in another zone; no program reads that.
package clocktest

import (
	"fmt"
	"os"
	"time"
)

const (
	moment = "CROSSWALK_TEST_CLOCK"       // where it stands when the test begins, like 2026-11-29T23:59:00+14:00; unset: as the machine's
	origin = "CROSSWALK_TEST_CLOCK_BEGAN" // when that was by the clock of the machine; set here, for the programs that a test starts
)

// Environment are the variables that a program needs to go by the same clock, for
// tests that start it in an environment of their own.
var Environment = []string{moment, origin}

var ahead, zone = begin()

// Now is the time by the clock of the tests, in the zone of the moment it was
// moved to. It runs on at the speed of the machine's.
func Now() time.Time {
	if zone == nil {
		return time.Now()
	}
	return time.Now().Add(ahead).In(zone)
}

// begin is how far the clock was moved, and the zone; nil where it was not.
func begin() (time.Duration, *time.Location) {
	text := os.Getenv(moment)
	if text == "" {
		return 0, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(fmt.Sprintf("%s is %q; write it as 2026-11-29T23:59:00+14:00", moment, text))
	}
	began := started()
	return at.Sub(began), at.Location()
}

// started is when the test began: the programs it starts later don't turn the
// clock back.
func started() time.Time {
	if began, err := time.Parse(time.RFC3339Nano, os.Getenv(origin)); err == nil {
		return began
	}
	now := time.Now()
	if err := os.Setenv(origin, now.Format(time.RFC3339Nano)); err != nil {
		panic(err)
	}
	return now
}

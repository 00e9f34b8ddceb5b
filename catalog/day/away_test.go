package day_test

import (
	"testing"
	"time"

	"crosswalk/catalog/day"
)

func TestADayAheadIsToldInDaysThenInMonths(t *testing.T) {
	today := time.Date(2026, 11, 26, 23, 59, 0, 0, time.FixedZone("", 14*3600))
	for kept, want := range map[string]string{
		"2026-11-25": "", "2026-11-26": "", "2026-11-27": "tomorrow", "2026-12-02": "in 6 days", "2027-03-05": "in 99 days",
		"2027-03-06": "in 3 months", "2027-12-02": "in 12 months", "2030-08-02": "in 44 months", "soon": "", "": "",
	} {
		if got := day.Away(kept, today); got != want {
			t.Errorf("%q is %q away; %q is right", kept, got, want)
		}
	}
}

package workshop_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// agenda is so many items to vote on.
func agenda(n int) []assess.Key {
	var all []assess.Key
	for i := range n {
		all = append(all, assess.Key{Item: fmt.Sprintf("A.%d", i)})
	}
	return all
}

func TestThePaceSaysWhatWillNotFit(t *testing.T) {
	const m = time.Minute
	for _, c := range []struct {
		name  string
		pace  workshop.Pace
		each  time.Duration // 0: no figure
		wont  int
		known bool
	}{
		{"half the time, half the items", workshop.Pace{Left: agenda(10), Settled: 8, Parked: 2, Given: 60 * m, Gone: 30 * m}, 3 * m, 0, true},
		{"too slow", workshop.Pace{Left: agenda(10), Settled: 5, Given: 60 * m, Gone: 30 * m}, 6 * m, 5, true},
		{"an item that only begins does not fit", workshop.Pace{Left: agenda(2), Settled: 1, Given: 19 * m, Gone: 10 * m}, 10 * m, 2, true},
		{"parked ones took their time too", workshop.Pace{Left: agenda(3), Parked: 3, Given: 12 * m, Gone: 6 * m}, 2 * m, 0, true},
		{"nothing left", workshop.Pace{Settled: 3, Given: 60 * m, Gone: 30 * m}, 10 * m, 0, true},
		{"no item done yet", workshop.Pace{Left: agenda(3), Given: 60 * m, Gone: 10 * m}, 0, 0, false},
		{"no time gone yet", workshop.Pace{Left: agenda(3), Settled: 1, Given: 60 * m}, 0, 0, false},
		{"no time set", workshop.Pace{Left: agenda(3), Settled: 2, Gone: 10 * m}, 5 * m, 0, false},
		{"the time is over", workshop.Pace{Left: agenda(3), Settled: 2, Given: 10 * m, Gone: 10 * m}, 5 * m, 3, true},
		{"the time is over and nothing was done", workshop.Pace{Left: agenda(3), Given: 10 * m, Gone: 11 * m}, 0, 3, true},
		{"nothing at all", workshop.Pace{}, 0, 0, false},
		{"less than nothing", workshop.Pace{Left: agenda(1), Settled: -1, Given: -m, Gone: -m}, 0, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if each, ok := c.pace.PerItem(); each != c.each || ok != (c.each > 0) {
				t.Errorf("an item takes %v, %v", each, ok)
			}
			wont, known := c.pace.WontFit()
			if known != c.known || len(wont) != c.wont || !slices.Equal(wont, c.pace.Left[len(c.pace.Left)-len(wont):]) {
				t.Errorf("it does not fit: %v, %v", wont, known)
			}
		})
	}
}

func TestWhatFitsTakesNoMoreThanTheTimeLeftAndOneMoreWould(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := workshop.Pace{
			Left: agenda(rapid.IntRange(0, 80).Draw(t, "left")), Settled: rapid.IntRange(1, 80).Draw(t, "settled"),
			Parked: rapid.IntRange(0, 20).Draw(t, "parked"), Given: time.Duration(rapid.IntRange(1, 600).Draw(t, "given")) * time.Minute,
			Gone: time.Duration(rapid.IntRange(1, 36000).Draw(t, "gone")) * time.Second,
		}
		fits, ok := p.Fits()
		wont, _ := p.WontFit()
		if !ok || fits+len(wont) != len(p.Left) {
			t.Fatalf("%d fit and %d do not, of %d", fits, len(wont), len(p.Left))
		}
		done, rest := time.Duration(p.Settled+p.Parked), max(0, p.Given-p.Gone)
		if time.Duration(fits)*p.Gone > rest*done || len(wont) > 0 && time.Duration(fits+1)*p.Gone <= rest*done {
			t.Fatalf("%d fit at %v for %d items, with %v left", fits, p.Gone, done, rest)
		}
	})
}

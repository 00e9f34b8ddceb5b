package workshop

import (
	"slices"
	"time"

	"crosswalk/catalog/assess"
)

// Pace is how a workshop gets on with its agenda. It invents nothing: before
// the first item is done, and without a time that was set, it has no figure.
type Pace struct {
	Left    []assess.Key  // what is still to be voted on, in the order of the agenda
	Settled int           // votes that were settled so far
	Parked  int           // votes that were parked so far; they took their time too
	Given   time.Duration // the whole time of the workshop; 0: none was set
	Gone    time.Duration // of it, so far
}

// PerItem is the time an item took so far: Gone / (Settled + Parked). It is not
// ok before an item is done and before any time is gone.
func (p Pace) PerItem() (each time.Duration, ok bool) {
	if p.done() < 1 || p.Gone <= 0 {
		return 0, false
	}
	return p.Gone / time.Duration(p.done()), true
}

// Fits is how many of the items left can be done in the time left at the pace
// so far, 0 to len(Left): ⌊(Given − Gone) · done / Gone⌋. Once the time is over
// none fits. It is not ok where no time was set, or where there is still time
// and no pace.
func (p Pace) Fits() (items int, ok bool) {
	rest := p.Given - p.Gone
	if p.Given <= 0 {
		return 0, false
	}
	if rest <= 0 {
		return 0, true
	}
	if _, ok := p.PerItem(); !ok {
		return 0, false
	}
	return min(len(p.Left), int(rest*time.Duration(p.done())/p.Gone)), true
}

// WontFit are the items left that the time left does not reach, the last ones
// of the agenda; none where all fit. It is ok where Fits is.
func (p Pace) WontFit() (items []assess.Key, ok bool) {
	n, ok := p.Fits()
	if !ok {
		return nil, false
	}
	return slices.Clone(p.Left[n:]), true
}

func (p Pace) done() int { return max(0, p.Settled) + max(0, p.Parked) }

package day

import (
	"fmt"
	"math"
	"time"
)

// Away is how far a kept day, YYYY-MM-DD, is ahead of today: tomorrow, in 6 days,
// in 12 months. It is empty for today, for a day that is past and for what is no
// day.
func Away(kept string, today time.Time) string {
	d, err := time.Parse(time.DateOnly, kept)
	if err != nil {
		return ""
	}
	const monthDays, few = 30.4375, 99
	n := int(d.Sub(time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)).Hours() / 24)
	switch {
	case n <= 0:
		return ""
	case n == 1:
		return "tomorrow"
	case n <= few:
		return fmt.Sprintf("in %d days", n)
	}
	return fmt.Sprintf("in %.0f months", math.Round(float64(n)/monthDays))
}

// Whole is how many whole months lie between a kept day, YYYY-MM-DD, and today; 0 for a
// day that is ahead and for what is no day.
func Whole(kept string, today time.Time) int {
	from, err := time.Parse(time.DateOnly, kept)
	if err != nil {
		return 0
	}
	months := 12*(today.Year()-from.Year()) + int(today.Month()) - int(from.Month())
	if today.Day() < from.Day() {
		months--
	}
	return max(0, months)
}

package vote

import "time"

// ReadFor sets how long a round must have been drawn before a key counts for it,
// and gives what it was.
func ReadFor(d time.Duration) (was time.Duration) {
	was, reading = reading, d
	return was
}

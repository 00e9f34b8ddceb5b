package postgres

import "time"

// Hears reports whether news of other programs comes through before long.
func (db *DB) Hears(within time.Duration) bool {
	for start := time.Now(); time.Since(start) < within; time.Sleep(5 * time.Millisecond) {
		if db.e.news.hears.Load() {
			return true
		}
	}
	return false
}

//go:build unix

package serve

import (
	"syscall"
	"time"
)

// worked is the processor time that this process has taken.
func worked() (time.Duration, bool) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}

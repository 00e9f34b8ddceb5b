package sqlite

import (
	"os"
	"syscall"
)

// born is when a file was made, in nanoseconds.
func born(_ string, info os.FileInfo) int64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Birthtimespec.Nano()
	}
	return 0
}

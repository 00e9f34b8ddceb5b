package sqlite

import (
	"fmt"
	"os"
	"syscall"
)

// links is 1: the number of names is not told without opening the file, and
// SQLite's own locks are by file there, whatever its name.
func links(os.FileInfo) uint64 { return 1 }

// whereabouts is which file on which machine this is: a copy is another. A copy
// bears another time of its making.
func whereabouts(_ string, info os.FileInfo) string {
	made := int64(0)
	if data, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		made = data.CreationTime.Nanoseconds()
	}
	return fmt.Sprintf("%s %d", machine(), made)
}

func writable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o200 != 0
}

// syncFolder has nothing to do: NTFS keeps names in its own journal.
func syncFolder(string) error { return nil }

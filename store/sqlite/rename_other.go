//go:build !linux

package sqlite

import "os"

// renameNew renames unless the new name is taken.
func renameNew(from, to string) error {
	if err := os.Link(from, to); err != nil {
		return err
	}
	return os.Remove(from)
}

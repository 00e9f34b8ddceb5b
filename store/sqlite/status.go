package sqlite

import (
	"context"
	"os"
	"path/filepath"

	"crosswalk/store"
)

// Status is how the file is. Who else has it open is not known of a file.
func (db *DB) Status(ctx context.Context) (store.Status, error) {
	var s store.Status
	var release string
	if _, err := store.One(ctx, db.e.readers, "SELECT sqlite_version()", nil, &release); err != nil {
		return s, explain(db.e.path, err)
	}
	s.Engine = "SQLite " + release
	var err error
	if s.Version, err = db.e.version(ctx); err != nil {
		return s, explain(db.e.path, err)
	}
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(db.e.real + end); err == nil {
			s.Size += info.Size()
		}
	}
	kept, err := onShelf(shelf(db.e.real))
	if err != nil {
		return s, explain(db.e.path, err)
	}
	for _, sha := range kept {
		if info, err := os.Stat(filepath.Join(shelf(db.e.real), sha)); err == nil {
			s.Size += info.Size()
		}
	}
	return db.Counted(ctx, s)
}

package store

import (
	"context"
	"errors"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// MaxEvidence is how long a file of evidence may be.
const MaxEvidence = 64 << 20

// ErrNotKept says that a file of evidence is not kept with this database.
var ErrNotKept = errors.New("the file is not beside this database")

const filesOfAll = "SELECT file FROM evidence WHERE file <> '' ORDER BY file"

// Files are the files that pieces of evidence name, of all assessments, removed pieces
// included. Where they lie is the engine's matter.
func (db *DB) Files(ctx context.Context) ([]assess.File, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return nil, err
	}
	var stored string
	var all []assess.File
	err := Each(ctx, db.engine, filesOfAll, nil, []any{&stored}, func() error {
		if f, ok := assess.ParseFile(stored); ok {
			all = append(all, f)
		}
		return nil
	})
	return all, db.explain("read which files there are", err)
}

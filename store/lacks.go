package store

import (
	"context"

	"crosswalk/catalog/workshop"
)

// throughHead finds a head in a chain of its name, or in one that parted from it.
const throughHead = "SELECT 1 FROM history WHERE (replica = ? OR replica > ? AND replica < ?) AND seq = ? AND hash = ? LIMIT 1"

// Lacks are those of some heads that no chain of this database goes through: what came
// after them elsewhere has nothing to stand on here.
func (db *DB) Lacks(ctx context.Context, heads []Head) ([]Head, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return nil, err
	}
	var missing []Head
	for _, h := range heads {
		n := 0
		found, err := One(ctx, db.engine, throughHead, []any{h.Chain, h.Chain + "~", h.Chain + "~~", h.Seq, h.Hash}, &n)
		if err != nil {
			return nil, db.explain("read how far the history goes", err)
		}
		if !found {
			missing = append(missing, h)
		}
	}
	return missing, nil
}

package store

import (
	"context"
	"errors"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// maxFolder is how long the path of a folder may be, in letters.
const maxFolder = 4_000

// Style is the folder of the house style in which the documents of an assessment are
// made, as it was said last; empty: none. It is this file's own: it is no history,
// and does not travel.
func (db *DB) Style(ctx context.Context, id string) (folder string, err error) {
	if err := db.mayRead(ctx, id); err != nil {
		return "", err
	}
	_, err = One(ctx, db.engine, "SELECT folder FROM style WHERE assessment = ?", []any{id}, &folder)
	return folder, db.explain("read the house style", err)
}

// KeepStyle remembers the folder of the house style in place of the one before. It
// names files of this machine, so it is for who leads.
func (db *DB) KeepStyle(ctx context.Context, who Actor, id, folder string) error {
	if strings.TrimSpace(folder) == "" {
		return errors.New("a house style needs the folder in which it stands")
	}
	if err := first(func() error { return early(who, workshop.Role.MayLead) }, func() error { return assess.CheckText("folder of the style", folder, maxFolder) }); err != nil {
		return err
	}
	return db.noteAs(ctx, who, workshop.Role.MayLead, id, "INSERT INTO style (assessment, folder, saved) VALUES (?, ?, ?)"+
		" ON CONFLICT (assessment) DO UPDATE SET folder = excluded.folder, saved = excluded.saved", id, folder, writeTime(db.now()))
}

// DropStyle forgets the house style.
func (db *DB) DropStyle(ctx context.Context, who Actor, id string) error {
	return db.noteAs(ctx, who, workshop.Role.MayLead, id, "DELETE FROM style WHERE assessment = ?", id)
}

package store

import (
	"context"
	"strings"

	"crosswalk/catalog/workshop"
)

// Several servers may have rooms open on one database. What each says of itself, who is
// there, stands in a row of its own, which it writes anew; it has no history.

const (
	metaServing = "serving " // and the name of the server

	servings   = "SELECT key, value FROM meta WHERE key > ? AND key < ? ORDER BY key"
	endServing = "DELETE FROM meta WHERE key = ?"
)

// SayServing writes down what a server says of itself.
func (db *DB) SayServing(ctx context.Context, server, says string) error {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return err
	}
	return db.note(ctx, setMeta, metaServing+server, says)
}

// EndServing takes away what a server said of itself.
func (db *DB) EndServing(ctx context.Context, server string) error {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return err
	}
	return db.note(ctx, endServing, metaServing+server)
}

// Serving is what the servers say of themselves, by their names. One that was killed
// stands there until another one takes its row away.
func (db *DB) Serving(ctx context.Context) (map[string]string, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return nil, err
	}
	var key, says string
	all := map[string]string{}
	err := Each(ctx, db.engine, servings, []any{metaServing, metaServing + "~"}, []any{&key, &says}, func() error {
		all[strings.TrimPrefix(key, metaServing)] = says
		return nil
	})
	return all, db.explain("read which servers there are", err)
}

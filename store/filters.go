package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/assess"
)

// Filter is what a person kept under a name, to choose items by in any
// assessment. It is this file's own: it is no history, and does not travel.
type Filter struct {
	Name  string
	Text  string    // as it is typed
	Saved time.Time // when it was kept last
}

// What a person may keep.
const (
	maxFilter  = 2_000 // letters each
	mostFilter = 100   // filters
)

// Filters are a person's own, by name.
func (db *DB) Filters(ctx context.Context, who Actor) ([]Filter, error) {
	var all []Filter
	var f Filter
	var saved string
	err := Each(ctx, db.engine, "SELECT name, filter, saved FROM filter WHERE person = ? ORDER BY name", []any{who.Name},
		[]any{&f.Name, &f.Text, &saved}, func() (err error) {
			f.Saved, err = readTime(saved)
			all = append(all, f)
			return err
		})
	return all, db.explain("read the filters that were kept", err)
}

// KeepFilter keeps a filter under its name, in place of one that the person has
// under it. Whoever may look may keep: it changes nothing that others see.
func (db *DB) KeepFilter(ctx context.Context, who Actor, f Filter) error {
	if strings.TrimSpace(f.Name) == "" {
		return errors.New("a filter needs a name, by which it is found again")
	}
	if err := first(func() error { return assess.CheckLine("name of the filter", f.Name) },
		func() error { return assess.CheckText("filter", f.Text, maxFilter) }); err != nil {
		return err
	}
	return db.quietly(ctx, Aside, "note something", func(ctx context.Context, tx Tx) error {
		var others int
		if _, err := One(ctx, tx, "SELECT count(*) FROM filter WHERE person = ? AND name <> ?", []any{who.Name, f.Name}, &others); err != nil {
			return db.noted(err)
		}
		if others >= mostFilter {
			return fmt.Errorf("%d filters are kept, and no more can be; forget one that is not needed any more", mostFilter)
		}
		return db.noted(tx.Exec(ctx, "INSERT INTO filter (person, name, filter, saved) VALUES (?, ?, ?, ?)"+
			" ON CONFLICT (person, name) DO UPDATE SET filter = excluded.filter, saved = excluded.saved",
			who.Name, f.Name, f.Text, writeTime(db.now())))
	})
}

// DropFilter forgets a filter of a person's own.
func (db *DB) DropFilter(ctx context.Context, who Actor, name string) error {
	return db.note(ctx, "DELETE FROM filter WHERE person = ? AND name = ?", who.Name, name)
}

// sweepFilters takes the filters away that have words which were erased as a
// value, or in their name.
func sweepFilters(ctx context.Context, tx Tx, words string) error {
	words = lower(strings.Join(strings.Fields(words), " "))
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words)
	return tx.Exec(ctx, "DELETE FROM filter WHERE replace(lower(' ' || name || ' '), ?, '') <> lower(' ' || name || ' ')"+
		" OR replace(lower(filter || ' '), ?, '') <> lower(filter || ' ') OR replace(lower(filter), ?, '') <> lower(filter)",
		" "+words+" ", ":"+words+" ", `:"`+quoted+`"`)
}

// lower is what databases make of a text whose order is that of bytes: the letters of
// ASCII alone.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

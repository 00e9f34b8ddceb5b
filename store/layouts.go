package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// Layout says how sheets of one shape are read into an assessment, once somebody
// has said so. It is this file's own: it is no history, and does not travel.
type Layout struct {
	Name  string
	Shape string    // by which a sheet of the same form is known
	Text  string    // JSON, as whoever reads sheets wrote it
	Saved time.Time // when it was kept last
}

// maxLayout is how much a layout may hold, in letters.
const maxLayout = 200_000

// Layouts are the layouts of an assessment, the one kept last first.
func (db *DB) Layouts(ctx context.Context, id string) ([]Layout, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var all []Layout
	var l Layout
	var saved string
	err := Each(ctx, db.engine, "SELECT name, shape, layout, saved FROM layout WHERE assessment = ? ORDER BY saved DESC, name", []any{id},
		[]any{&l.Name, &l.Shape, &l.Text, &saved}, func() (err error) {
			l.Saved, err = readTime(saved)
			all = append(all, l)
			return err
		})
	return all, db.explain("read the layouts of sheets", err)
}

// KeepLayout keeps a layout under its name, in place of one that has it already.
func (db *DB) KeepLayout(ctx context.Context, who Actor, id string, l Layout) error {
	if err := first(func() error { return early(who, workshop.Role.MayWrite) }, func() error { return CheckLayoutName(l.Name) },
		func() error { return assess.CheckText("layout", l.Text, maxLayout) }, func() error { return assess.CheckText("shape of the sheet", l.Shape, maxLayout) }); err != nil {
		return err
	}
	return db.noteAs(ctx, who, workshop.Role.MayWrite, id, "INSERT INTO layout (assessment, name, shape, layout, saved) VALUES (?, ?, ?, ?, ?)"+
		" ON CONFLICT (assessment, name) DO UPDATE SET shape = excluded.shape, layout = excluded.layout, saved = excluded.saved",
		id, l.Name, l.Shape, l.Text, writeTime(db.now()))
}

// DropLayout forgets a layout.
func (db *DB) DropLayout(ctx context.Context, who Actor, id, name string) error {
	return db.noteAs(ctx, who, workshop.Role.MayWrite, id, "DELETE FROM layout WHERE assessment = ? AND name = ?", id, name)
}

// CheckLayoutName refuses a name by which a layout would not be found again.
func CheckLayoutName(name string) error {
	if strings.TrimSpace(name) == "" {
		return errors.New("a layout needs a name, by which it is found again")
	}
	return assess.CheckLine("layout", name)
}

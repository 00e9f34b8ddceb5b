package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// A version number alone does not say what a file holds: twice a script was
// changed after programs had run it. So before a file is migrated, its tables
// are compared with those that the scripts up to its version make.

// early is what a version was at first, as it differs from what it became.
type early struct {
	version int
	differs []string // as differences gives it
	mending string   // leads from the early shape to the later one
}

var earlyShapes = []early{
	{
		// Who changed an assessment last stood in it; it follows from the history.
		version: 1,
		differs: []string{"+assessment.changed TEXT NOT NULL", "+assessment.changed_by TEXT NOT NULL"},
		mending: "ALTER TABLE assessment DROP COLUMN changed; ALTER TABLE assessment DROP COLUMN changed_by;",
	},
	{
		// The second script ended with what is carried; strategy and tasks were
		// put into it afterwards. This is that part, word for word.
		version: 2,
		differs: []string{
			"-assessment.strategy TEXT NOT NULL DEFAULT ''", "-assessment.strategy_reason TEXT NOT NULL DEFAULT ''",
			"-task.assessment TEXT NOT NULL KEY 1", "-task.due TEXT NOT NULL", "-task.id TEXT NOT NULL KEY 2",
			"-task.note TEXT NOT NULL", "-task.owner TEXT NOT NULL", "-task.status TEXT NOT NULL",
		},
		mending: `
ALTER TABLE assessment ADD COLUMN strategy TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN strategy_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE task (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL, -- T1.1, or the item whose gap it closes
  status     TEXT NOT NULL CHECK (status IN ('', 'open', 'started', 'done')), -- empty: as it follows from the items
  owner      TEXT NOT NULL, -- of an item's action: empty, its answer has it
  due        TEXT NOT NULL,
  note       TEXT NOT NULL,
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;
`,
	},
}

// recognise compares the tables of a file with those of its version, and gives
// what mends an early shape: a later script may have run on one, so every one up
// to the version counts. What is in no way that version is refused.
func recognise(ctx context.Context, path string, q store.Queryer, version int) (mending string, err error) {
	found, err := shapeOf(ctx, q)
	if err != nil {
		return "", err
	}
	right, err := shapeOfVersion(ctx, version)
	if err != nil {
		return "", err
	}
	rest := differences(found, right)
	for _, e := range earlyShapes {
		if e.version > version || !within(e.differs, rest) {
			continue
		}
		mending += e.mending
		rest = slices.DeleteFunc(rest, func(d string) bool { return slices.Contains(e.differs, d) })
	}
	if len(rest) > 0 {
		return "", otherShape(path, version, rest[0])
	}
	return mending, nil
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

func otherShape(path string, version int, difference string) error {
	what := visible.Line(difference[1:]) + " is missing"
	if difference[0] == '+' {
		what = visible.Line(difference[1:]) + " does not belong there"
	}
	p := problem(store.Damaged, path, nil)
	p.Detail = fmt.Sprintf("its tables are not those of version %d (%s); nothing was changed", version, what)
	return p
}

// differences are the columns that were found and should not be there, with a +,
// and those that are missing, with a -.
func differences(found, right []string) []string {
	var all []string
	for _, c := range found {
		if !slices.Contains(right, c) {
			all = append(all, "+"+c)
		}
	}
	for _, c := range right {
		if !slices.Contains(found, c) {
			all = append(all, "-"+c)
		}
	}
	return all
}

// shapeOf lists every column of every table: table.column TYPE and what holds of
// it. The order of columns in a table means nothing, for they are named wherever
// they are read or written.
func shapeOf(ctx context.Context, q store.Queryer) ([]string, error) {
	const text = `SELECT t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", ' NOT NULL', '') ||
		coalesce(' DEFAULT ' || c.dflt_value, '') || iif(c.pk, ' KEY ' || c.pk, '')
		FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' ORDER BY 1`
	var column string
	var all []string
	err := store.Each(ctx, q, text, nil, []any{&column}, func() error {
		all = append(all, column)
		return nil
	})
	return all, err
}

// shapeOfVersion is what the scripts up to a version make, in memory.
func shapeOfVersion(ctx context.Context, version int) ([]string, error) {
	pool, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1) // each connection would have a memory of its own
	if _, err := pool.ExecContext(ctx, strings.Join(migrations()[:version], "\n")); err != nil {
		return nil, err
	}
	return shapeOf(ctx, pool)
}

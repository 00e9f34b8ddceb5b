package sqlite

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/store"
)

// A view for each register lets a person read its records at the prompt of SQLite,
// by the names of its fields, and another what metrics showed. Restricted registers
// have none.

// recordColumns are those of a record that are no field among the others.
var recordColumns = []string{catalog.RecordTitle, catalog.RecordState, catalog.RecordOwner, catalog.RecordDue, catalog.RecordParent}

// viewsOf are the views of a catalogue, by name, each as SQLite keeps it.
func viewsOf(cat *catalog.Catalog) map[string]string {
	all := map[string]string{
		"record_measurement": "CREATE VIEW record_measurement AS SELECT assessment, metric, at, said ->> '$.figure' AS value, said ->> '$.population' AS population," +
			` said ->> '$.group' AS "group", said ->> '$.note' AS note FROM measurement`,
	}
	for _, k := range cat.Registers() {
		if k.Restricted {
			continue
		}
		name := "record_" + strings.ReplaceAll(k.ID, "-", "_")
		columns := []string{"assessment", "id", fmt.Sprintf("'%s-' || number AS number", k.Prefix)}
		if k.ChildOf != "" {
			columns[2] = "number"
		}
		columns = append(columns, recordColumns...)
		for _, f := range k.Fields {
			if !slices.Contains(recordColumns, f.Name) {
				columns = append(columns, fmt.Sprintf(`fields ->> '$.%s' AS "%[1]s"`, f.Name))
			}
		}
		all[name] = fmt.Sprintf("CREATE VIEW %s AS SELECT %s FROM record WHERE kind = '%s' AND removed = 0", name, strings.Join(columns, ", "), k.ID)
	}
	return all
}

// makeViews makes the views those of the catalogue, in the first transaction of this
// program that writes. Where they are so already nothing is written.
func (e *engine) makeViews(ctx context.Context, tx store.Tx) error {
	var name, text string
	right, found := viewsOf(e.cat), map[string]string{}
	err := store.Each(ctx, tx, "SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND name GLOB 'record_*'", nil, []any{&name, &text}, func() error {
		found[name] = text
		return nil
	})
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if err == nil && right[name] != found[name] {
			err = tx.Exec(ctx, `DROP VIEW "`+strings.ReplaceAll(name, `"`, `""`)+`"`)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(right)) {
		if err == nil && right[name] != found[name] {
			err = tx.Exec(ctx, right[name])
		}
	}
	return err
}

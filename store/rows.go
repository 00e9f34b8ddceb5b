package store

import (
	"context"
	"database/sql"
	"strings"
)

// rows are all rows of a share of the assessment, with all columns.
func (k *copier) rows(ctx context.Context, q Queryer, s share) (*sql.Rows, error) {
	return q.QueryContext(ctx, "SELECT * FROM "+s.table+" WHERE "+s.rows, k.ID)
}

// eachOf reads rows of any columns; the values are good until the next row.
func eachOf(rows *sql.Rows, take func(values []any) error) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := take(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// rowWriter writes rows of one table, many in a statement: what goes with a statement
// costs about as much as a row.
type rowWriter struct {
	tx      Tx
	table   string
	columns []string
	args    []any
}

func (w *rowWriter) write(ctx context.Context, values []any) error {
	w.args = append(w.args, values...)
	if len(w.args) < insertedAtOnce*len(w.columns) {
		return nil
	}
	return w.flush(ctx)
}

func (w *rowWriter) flush(ctx context.Context) error {
	rows := len(w.args) / len(w.columns)
	if rows == 0 {
		return nil
	}
	one := "(?" + strings.Repeat(", ?", len(w.columns)-1) + ")"
	text := "INSERT INTO " + w.table + " (" + strings.Join(w.columns, ", ") + ") VALUES " + one + strings.Repeat(", "+one, rows-1)
	args := w.args
	w.args = nil
	return w.tx.Exec(ctx, text, args...)
}

// lasting is a table of which the rows that are there already stay as they are.
type lasting struct {
	table string
	key   []string
}

// copy brings the rows that are not there.
func (l lasting) copy(ctx context.Context, from Queryer, tx Tx) error {
	rows, err := from.QueryContext(ctx, "SELECT * FROM "+l.table)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	text := "INSERT INTO " + l.table + " (" + strings.Join(columns, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(columns)-1) +
		") ON CONFLICT (" + strings.Join(l.key, ", ") + ") DO NOTHING"
	return eachOf(rows, func(values []any) error { return tx.Exec(ctx, text, values...) })
}

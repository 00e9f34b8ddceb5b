package postgres_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crosswalk/store/clocktest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
	"crosswalk/store/sqlite"
)

// types are how columns of SQLite are called on PostgreSQL.
var types = map[string]string{"TEXT": "text", "INTEGER": "bigint", "REAL": "double precision", "BLOB": "bytea"}

// read runs a query whose rows are texts, and gives each row as a line.
func read(t *testing.T, driver, dsn, query string) (lines []string) {
	t.Helper()
	pool, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rows, err := pool.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var table, column, kind, required string
		if err := rows.Scan(&table, &column, &kind, &required); err != nil {
			t.Fatal(err)
		}
		if name, ok := types[kind]; ok {
			kind = name
		}
		lines = append(lines, strings.Join([]string{table, column, kind, required}, " "))
	}
	slices.Sort(lines)
	return lines
}

func TestBothEnginesHaveTheSameTablesAndColumns(t *testing.T) {
	dsn := pgtest.Database(t)
	file := filepath.Join(t.TempDir(), "crosswalk.db")
	db, err := sqlite.Open(t.Context(), file, sqlite.Options{Create: true, Clock: clocktest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ours := read(t, "pgx", dsn, "SELECT table_name, column_name, data_type, CASE is_nullable WHEN 'NO' THEN 'required' ELSE '' END"+
		" FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'evidence_file'")
	theirs := read(t, "sqlite", file, "SELECT s.name, c.name, c.type, CASE WHEN c.[notnull] = 1 OR c.pk > 0 THEN 'required' ELSE '' END"+
		" FROM sqlite_schema AS s JOIN pragma_table_info(s.name) AS c WHERE s.type = 'table'")
	for _, line := range ours {
		if !slices.Contains(theirs, line) {
			t.Errorf("only on PostgreSQL: %s", line)
		}
	}
	for _, line := range theirs {
		if !slices.Contains(ours, line) {
			t.Errorf("only on SQLite: %s", line)
		}
	}
	if fmt.Sprint(read(t, "sqlite", file, "SELECT user_version, '', '', '' FROM pragma_user_version")) != fmt.Sprintf("[%d   ]", postgres.Latest()) {
		t.Errorf("the tables of the engines are not of the same version, %d", postgres.Latest())
	}
}

func TestEveryTextIsOrderedByItsBytes(t *testing.T) {
	for _, line := range read(t, "pgx", pgtest.Database(t), "SELECT table_name, column_name, coalesce(collation_name, ''), '' FROM information_schema.columns"+
		" WHERE table_schema = current_schema() AND data_type = 'text' AND coalesce(collation_name, '') <> 'C'") {
		t.Errorf("%s has another order", line)
	}
}

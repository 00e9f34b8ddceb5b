package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// looksLikeSQL finds the texts of statements, and of parts of them.
var looksLikeSQL = regexp.MustCompile(`(?i)\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|WHERE|ON CONFLICT|PRAGMA|VACUUM)\b.*( |$)`)

// dialects are what only one database understands, or understands otherwise.
var dialects = map[string]*regexp.Regexp{
	"a conflict without its columns": regexp.MustCompile(`(?i)ON CONFLICT\s*(DO|$)`),
	"the last row id":                regexp.MustCompile(`(?i)last_insert_rowid|LastInsertId|\browid\b`),
	"a trigger":                      regexp.MustCompile(`(?i)CREATE\s+(OR REPLACE\s+)?TRIGGER`),
	"a temporary table":              regexp.MustCompile(`(?i)\bTEMP(ORARY)?\b`),
	"a lock of one database":         regexp.MustCompile(`(?i)pg_advisory`),
	"a constraint that waits":        regexp.MustCompile(`(?i)\bDEFERRABLE\b`),
	"an insert with a way out":       regexp.MustCompile(`(?i)(INSERT OR|REPLACE INTO)`),
	"a pragma":                       regexp.MustCompile(`(?i)\b(PRAGMA|VACUUM|REINDEX|ATTACH)\b`),
	"a subquery without a name":      regexp.MustCompile(`(?i)FROM \(SELECT .*\)$`),
	"a pattern of one database":      regexp.MustCompile(`(?i)\bGLOB\b|\bILIKE\b`),
	"a function of one database":     regexp.MustCompile(`(?i)\b(iif|ifnull|group_concat|json_each|json_extract|datetime|strftime|random)\s*\(`),
}

// texts are the string literals of the sources of this package, with where they
// stand.
func texts(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files, found := token.NewFileSet(), map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		p, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(p, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if text, err := strconv.Unquote(l.Value); err == nil {
					found[files.Position(l.Pos()).String()] = text
				}
			}
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "LastInsertId" {
				found[files.Position(s.Pos()).String()] = "SELECT last_insert_rowid()"
			}
			return true
		})
	}
	return found
}

func TestTheSQLOfTheLawIsThatOfEveryDatabase(t *testing.T) {
	looked := 0
	for where, text := range texts(t) {
		if !looksLikeSQL.MatchString(text) {
			continue
		}
		looked++
		for what, pattern := range dialects {
			if pattern.MatchString(text) {
				t.Errorf("%s: %s, in %q", where, what, text)
			}
		}
	}
	if looked < 60 {
		t.Fatalf("only %d texts look like SQL", looked)
	}
}

func TestTheLintFindsWhatItLooksFor(t *testing.T) {
	for what, text := range map[string]string{
		"a conflict without its columns": "INSERT INTO x VALUES (?) ON CONFLICT DO NOTHING",
		"the last row id":                "SELECT last_insert_rowid()",
		"a trigger":                      "CREATE TRIGGER x",
		"a temporary table":              "CREATE TEMP TABLE x",
		"a lock of one database":         "SELECT pg_advisory_lock(1)",
		"a constraint that waits":        "ALTER TABLE x ADD y REFERENCES z DEFERRABLE",
		"an insert with a way out":       "INSERT OR IGNORE INTO x",
		"a pragma":                       "PRAGMA user_version",
		"a pattern of one database":      "SELECT x WHERE y GLOB 'z'",
		"a function of one database":     "SELECT ifnull(x, y)",
	} {
		if !looksLikeSQL.MatchString(text) || !dialects[what].MatchString(text) {
			t.Errorf("%q goes through", text)
		}
	}
}

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// machineClock says where the clock of the machine is asked, and why: to be
// handed in, and to wait. All else that knows time goes by the clock it was
// handed, or no test could move it.
var machineClock = map[string]string{
	"cmd/crosswalk/main.go run":        "the program hands its clock in",
	"store/db.go New":                  "the clock of whoever hands in none",
	"store/sqlite/sqlite.go now":       "the clock of whoever hands in none",
	"tui/run.go session":               "the clock of whoever hands in none",
	"tui/serve/serve.go usual":         "the clock of whoever hands in none",
	"store/clocktest/clocktest.go Now": "the clock of the tests runs at the speed of the machine's",

	"store/clocktest/clocktest.go started": "when the tests began",

	"store/sqlite/migrate.go patiently":       "how long another program has held the file",
	"store/sqlite/watch.go fresh":             "how long ago the file was written, by the clock that wrote it down",
	"tui/serve/serve.go accept":               "how many came from an address of late: a clock that is set opens no door",
	"tui/serve/login.go byCode":               "how many wrong codes came of late, likewise",
	"tui/serve/login.go wrongCode":            "how many wrong codes came of late, likewise",
	"tui/serve/login.go config":               "until when a person may type",
	"tui/serve/serve.go turnDown":             "until when who is turned down must have read it, and how many were of late",
	"tui/serve/conn.go Read":                  "when somebody last said something",
	"tui/serve/conn.go refuse":                "until when who is refused must have read it",
	"tui/vote/round.go draw":                  "when the news of a round was drawn: a clock that is set casts no vote",
	"tui/vote/round.go unread":                "how long ago that was",
	"tui/serve/conn.go login":                 "until when a login may take, and how many failed of late",
	"tui/serve/conn.go Write":                 "until when a client must have read",
	"tui/serve/pipe.go Read":                  "how far apart the bytes of a key came",
	"tui/serve/pipe.go rest":                  "how fast keys came",
	"tui/serve/visit.go touch":                "when a key was last pressed",
	"tui/serve/visit.go idle":                 "how long nobody has pressed one",
	"store/postgres/writer.go patiently":      "how long a server has been out of reach",
	"store/postgres/pgtest/server.go answers": "how long a server of the tests takes to start",
	"store/postgres/pgtest/server.go Up":      "how long what is left of a killed one is in its way",
	"tui/serve/servers.go keepCompany":        "how long another server has said nothing: its own clock may stand minutes apart",
	"tui/serve/visit.go work":                 "how long somebody stayed, for the log",
}

func TestTheClockOfTheMachineIsAskedWhereItIsHandedInAndToWait(t *testing.T) {
	asked := map[string]bool{}
	for path, f := range sources(t, false) {
		for _, d := range f.Decls {
			words := clockWords(d)
			if len(words) == 0 {
				continue
			}
			place := path + " " + declared(d)
			asked[place] = true
			if strings.HasPrefix(path, "catalog/") {
				t.Errorf("%s says %v; what is pure is told the time", place, words)
			} else if machineClock[place] == "" {
				t.Errorf("%s says %v; go by the clock that was handed in, or put it into the table with its reason", place, words)
			}
		}
	}
	for place := range machineClock {
		if !asked[place] {
			t.Errorf("%s asks the machine no more; take it out of the table", place)
		}
	}
}

func TestTestsHandInTheClockThatCanBeMoved(t *testing.T) {
	for path, f := range sources(t, true) {
		called := map[ast.Expr]bool{} // a call is a deadline, or measures
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				called[n.Fun] = true
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "run" && strings.HasPrefix(path, "cmd/") {
					t.Errorf("%s calls run, which goes by the clock of the machine; call runs", path)
				}
			case *ast.SelectorExpr:
				if !called[n] && clockWord(n) == "time.Now" {
					t.Errorf("%s hands in time.Now; hand in clocktest.Now", path)
				}
			}
			return true
		})
	}
}

func TestTheSearchForTheClockFindsIt(t *testing.T) {
	for body, want := range map[string]int{
		`_ = time.Now()`: 1, `o.Clock = time.Now`: 1, `_ = time.Since(x)`: 1, `_ = time.Until(x)`: 1, `_ = x.Local()`: 1, `_ = x.In(time.Local)`: 1,
		`_ = now()`: 0, `_ = s.Now()`: 0, `_ = time.After(1)`: 0, `_ = time.Second`: 0, `func() { _ = time.Now() }()`: 1,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", "package p\nfunc f() {\n"+body+"\n}", parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if got := clockWords(f); len(got) != want {
			t.Errorf("%s: found %v", body, got)
		}
	}
}

// sources are the files of this module by path: of the program, or of its tests.
func sources(t *testing.T, tests bool) map[string]*ast.File {
	t.Helper()
	all := map[string]*ast.File{}
	for _, top := range []string{"assets", "catalog", "cmd", "store", "tui"} {
		err := filepath.WalkDir(filepath.Join("..", "..", top), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") != tests {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			all[strings.TrimPrefix(filepath.ToSlash(path), "../../")] = f
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// declared is the name of a function or method, empty for anything else.
func declared(d ast.Decl) string {
	if f, ok := d.(*ast.FuncDecl); ok {
		return f.Name.Name
	}
	return ""
}

// clockWords are the words by which the time or the zone of the machine is asked
// for.
func clockWords(in ast.Node) (words []string) {
	ast.Inspect(in, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if word := clockWord(n); word != "" {
				words = append(words, word)
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Local" && len(n.Args) == 0 {
				words = append(words, "Local()")
			}
		}
		return true
	})
	return words
}

// clockWord is the word of package time by which the machine is asked, empty
// where it is none.
func clockWord(s *ast.SelectorExpr) string {
	from, ok := s.X.(*ast.Ident)
	if ok && from.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Local"}, s.Sel.Name) {
		return "time." + s.Sel.Name
	}
	return ""
}

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A panic in a goroutine ends the whole program, and with it everybody's window.
// So whatever starts one is looked for in the source: go f(), g.Go(f) and
// AfterFunc(x, f). What only tests link is left out.
func TestNothingRunsByItselfWithoutAGuard(t *testing.T) {
	folders := map[string]map[string]string{}
	for _, top := range []string{"assets", "catalog", "cmd", "store", "tui"} {
		err := filepath.WalkDir(filepath.Join("..", "..", top), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() && !strings.HasSuffix(path, "test") || strings.HasSuffix(path, "_test.go") || !e.IsDir() && filepath.Ext(path) != ".go" {
				return err
			}
			if e.IsDir() {
				return filepath.SkipDir
			}
			raw, err := os.ReadFile(path)
			dir := filepath.Dir(path)
			if folders[dir] == nil {
				folders[dir] = map[string]string{}
			}
			folders[dir][strings.TrimPrefix(filepath.ToSlash(path), "../../")] = string(raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, files := range folders {
		started, found := unguarded(t, files)
		for _, words := range found {
			t.Error(words)
		}
		if strings.Contains(fmt.Sprint(files), "package serve") && started < 10 {
			t.Errorf("%d goroutines were found in tui/serve; the search is blind", started)
		}
	}
}

func TestTheSearchForUnguardedGoroutinesFindsThem(t *testing.T) {
	const guards = `package p
		type s struct{ f func() }
		func (s *s) guarded(do func()) func() {
			return func() {
				defer func() { if cause := recover(); cause != nil { log(cause) } }()
				do()
			}
		}
		func (s *s) named(do func()) func() { return do }
		func logPanic() { if recover() != nil { log() } }
		func careful() { defer logPanic(); work() }
		func late() { work(); defer logPanic() }
		func (s *s) poll() { defer logPanic(); work() }
		func nested() { defer func() { func() { recover() }() }(); work() }
	`
	for body, fine := range map[string]bool{
		`go work()`:              false,
		`go func() { work() }()`: false,
		`go func() { defer func() { recover() }(); work() }()`:     true,
		`go func() { defer func() { _ = recover() }(); work() }()`: true,
		`go func() { defer close(c); work() }()`:                   false,
		`go func() { work(); defer func() { recover() }() }()`:     false,
		`go func() { defer logPanic(); work() }()`:                 true,
		`go careful()`:                              true,
		`go late()`:                                 false,
		`go nested()`:                               false,
		`go s.poll()`:                               true,
		`go s.guarded(work)()`:                      true,
		`go s.named(work)()`:                        false,
		`do := s.guarded(work); go do()`:            true,
		`do := s.named(work); go do()`:              false,
		`do := work; go do()`:                       false,
		`var do = s.guarded(work); go do()`:         true,
		`do := s.guarded(work); do = work; go do()`: false,
		`do := s.guarded(work); for _, do := range all { go do() }`:   false,
		`for _, do := range all { do := s.guarded(do); go do() }`:     true,
		`do := s.guarded(work); func(do func()) { go do() }(work)`:    false,
		`go do(); do := s.guarded(work)`:                              false,
		`time.AfterFunc(d, s.f)`:                                      false,
		`time.AfterFunc(d, s.poll)`:                                   true,
		`time.AfterFunc(d, s.guarded(s.f))`:                           true,
		`t := time.AfterFunc(d, func() { s.f() }); t.Stop()`:          false,
		`t := time.AfterFunc(d, func() { defer logPanic(); s.f() })`:  true,
		`defer context.AfterFunc(ctx, func() { s.f() })()`:            false,
		`defer context.AfterFunc(ctx, s.guarded(func() { s.f() }))()`: true,
		`wg.Go(work)`:              false,
		`wg.Go(func() { work() })`: false,
		`wg.Go(careful)`:           true,
		`g.Go(s.guarded(work))`:    true,
	} {
		started, found := unguarded(t, map[string]string{"guards.go": guards, "p.go": "package p\nfunc (s *s) run(ctx C) {\n" + body + "\n}"})
		if started != 1 || (len(found) == 0) != fine {
			t.Errorf("%s: %d started, found %q", body, started, found)
		}
		if !fine && (len(found) == 0 || !strings.HasPrefix(found[0], "p.go:3: ")) {
			t.Errorf("%s: it is not said where: %q", body, found)
		}
	}
}

// unguarded counts what the files of one package start, and says in sentences
// what of it would end the program with its panic.
func unguarded(t *testing.T, files map[string]string) (started int, found []string) {
	t.Helper()
	p := &guardedPackage{fset: token.NewFileSet(), funcs: map[string][]*ast.FuncDecl{}}
	var parsed []*ast.File
	for name, source := range files {
		f, err := parser.ParseFile(p.fset, name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
		for _, d := range f.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				p.funcs[f.Name.Name] = append(p.funcs[f.Name.Name], f)
			}
		}
	}
	for _, f := range parsed {
		for _, d := range f.Decls {
			ast.Inspect(d, func(n ast.Node) bool {
				what, f := starts(n)
				if f == nil {
					return true
				}
				started++
				if !p.safe(f, d) {
					found = append(found, fmt.Sprintf("%s: %s starts what ends the whole program when it panics; "+
						"start what a guarded() returns, or a function that begins with a defer that recovers", short(p.fset, n), what))
				}
				return true
			})
		}
	}
	slices.Sort(found)
	return started, found
}

func short(fset *token.FileSet, n ast.Node) string {
	at := fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d", at.Filename, at.Line)
}

// starts is the function that a statement starts by itself, nil where it starts
// none.
func starts(n ast.Node) (what string, f ast.Expr) {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "this go statement", n.Call.Fun
	case *ast.CallExpr:
		sel, ok := n.Fun.(*ast.SelectorExpr)
		switch {
		case ok && sel.Sel.Name == "Go" && len(n.Args) == 1:
			return "this Go", n.Args[0]
		case ok && sel.Sel.Name == "AfterFunc" && len(n.Args) == 2:
			return "this AfterFunc", n.Args[1]
		}
	}
	return "", nil
}

// guardedPackage is what the search knows of a package: its functions and
// methods by name, without types, so that all of one name must be safe.
type guardedPackage struct {
	fset  *token.FileSet
	funcs map[string][]*ast.FuncDecl
}

func (p *guardedPackage) all(name string, ok func(*ast.FuncDecl) bool) bool {
	return len(p.funcs[name]) > 0 && !slices.ContainsFunc(p.funcs[name], func(f *ast.FuncDecl) bool { return !ok(f) })
}

// safe reports whether a panic in a function goes no further than the function.
// It was named in a declaration.
func (p *guardedPackage) safe(f ast.Expr, in ast.Decl) bool {
	switch f := f.(type) {
	case *ast.FuncLit:
		return p.recovers(f.Body)
	case *ast.CallExpr:
		return p.all(calledName(f), p.guards)
	case *ast.SelectorExpr:
		return p.all(f.Sel.Name, func(f *ast.FuncDecl) bool { return p.recovers(f.Body) })
	case *ast.Ident:
		values, local := valuesOf(f, in)
		if !local {
			return p.all(f.Name, func(f *ast.FuncDecl) bool { return p.recovers(f.Body) })
		}
		return len(values) > 0 && !slices.ContainsFunc(values, func(v ast.Expr) bool {
			_, again := v.(*ast.Ident) // one name for another is not followed
			return again || !p.safe(v, in)
		})
	}
	return false
}

// calledName is the name of the function or method that is called.
func calledName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// guards reports whether a function does nothing but make a safe one.
func (p *guardedPackage) guards(f *ast.FuncDecl) bool {
	if len(f.Body.List) != 1 {
		return false
	}
	r, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(r.Results) != 1 {
		return false
	}
	made, ok := r.Results[0].(*ast.FuncLit)
	return ok && p.recovers(made.Body)
}

// recovers reports whether a body begins with a defer that recovers.
func (p *guardedPackage) recovers(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	d, ok := b.List[0].(*ast.DeferStmt)
	if !ok {
		return false
	}
	if f, ok := d.Call.Fun.(*ast.FuncLit); ok {
		return callsRecover(f.Body)
	}
	return p.all(calledName(d.Call), func(f *ast.FuncDecl) bool { return callsRecover(f.Body) })
}

// callsRecover reports whether a deferred function recovers: only a call by
// itself does, none in a function inside.
func callsRecover(b *ast.BlockStmt) (yes bool) {
	ast.Inspect(b, func(n ast.Node) bool {
		if _, inside := n.(*ast.FuncLit); inside {
			return false
		}
		if c, ok := n.(*ast.CallExpr); ok && calledName(c) == "recover" {
			yes = true
		}
		return true
	})
	return yes
}

// valuesOf are the values that a name may have where it is used: that of its
// last definition before, and of each assignment anywhere. A definition whose
// value is not written there, like a parameter, counts as a name.
func valuesOf(use *ast.Ident, in ast.Decl) (values []ast.Expr, local bool) {
	var last ast.Expr
	var at token.Pos
	define := func(name, value ast.Expr) {
		if id, ok := name.(*ast.Ident); ok && id.Name == use.Name && id.Pos() < use.Pos() && id.Pos() > at {
			last, at = value, id.Pos()
		}
	}
	ast.Inspect(in, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				value := left
				if len(n.Lhs) == len(n.Rhs) {
					value = n.Rhs[i]
				}
				if id, ok := left.(*ast.Ident); ok && n.Tok == token.ASSIGN && id.Name == use.Name {
					values = append(values, value)
				} else if n.Tok == token.DEFINE {
					define(left, value)
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					define(name, n.Values[i])
				} else {
					define(name, name)
				}
			}
		case *ast.RangeStmt:
			define(n.Key, n.Key)
			define(n.Value, n.Value)
		case *ast.Field:
			for _, name := range n.Names {
				define(name, name)
			}
		}
		return true
	})
	if last != nil {
		values = append(values, last)
	}
	return values, len(values) > 0
}

package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// house says which packages of this module each package may import. What is not
// in the table has no place in the house.
var house = map[string][]string{
	"assets":          {},
	"catalog":         {"assets"},
	"catalog/visible": {},
	"catalog/day":     {},
	"catalog/assess":  {"catalog", "catalog/day"},
	"catalog/score":   {"catalog", "catalog/assess", "catalog/day"},

	"catalog/assess/assesstest": {"catalog", "catalog/assess"},

	"catalog/synergy": {"catalog", "catalog/assess", "catalog/score"},
	"catalog/roadmap": {"catalog", "catalog/assess", "catalog/day", "catalog/score", "catalog/synergy"},
	"catalog/intake":  {"catalog", "catalog/assess", "catalog/base", "catalog/day", "catalog/register", "catalog/visible"},
	"catalog/figures": {"catalog", "catalog/assess", "catalog/day", "catalog/roadmap", "catalog/score", "catalog/synergy"},

	"catalog/search": {"catalog", "catalog/assess", "catalog/register"},
	"catalog/filter": {"catalog", "catalog/assess", "catalog/register", "catalog/score", "catalog/search", "catalog/synergy"},

	"catalog/ready": {"catalog", "catalog/assess", "catalog/register", "catalog/score"},

	"catalog/soa": {"catalog", "catalog/assess", "catalog/register"},

	"catalog/register": {"catalog", "catalog/assess", "catalog/day", "catalog/score"},

	// A document as values, and what builds it; its renderers stand above it.
	"catalog/report": {
		"assets", "catalog", "catalog/assess", "catalog/day", "catalog/figures", "catalog/ready", "catalog/register", "catalog/roadmap", "catalog/score", "catalog/soa", "catalog/synergy", "catalog/workshop",
	},
	// What verbs print for other programs, and the schema of a type.
	"catalog/report/data": {
		"catalog", "catalog/assess", "catalog/figures", "catalog/register", "catalog/report", "catalog/report/schema", "catalog/roadmap", "catalog/score", "catalog/soa", "catalog/synergy", "catalog/workshop",
	},
	"catalog/report/schema":     {},
	"catalog/base":              {},
	"catalog/report/reporttest": {"catalog/report"},
	"catalog/render":            {"catalog/day", "catalog/report", "catalog/visible"},
	"catalog/render/docx":       {"catalog/report", "catalog/visible"},
	"catalog/render/style":      {"catalog/assess", "catalog/render", "catalog/render/docx", "catalog/report", "catalog/visible"},
	"catalog/render/xlsx":       {"catalog/base", "catalog/report", "catalog/visible"},
	"catalog/render/oscal":      {"catalog", "catalog/assess", "catalog/score", "catalog/soa", "catalog/visible"},

	"catalog/workshop": {"catalog", "catalog/assess"},

	// The law of what is remembered; what belongs to an engine stands below it.
	"store":           {"catalog", "catalog/assess", "catalog/register", "catalog/workshop", "catalog/visible"},
	"store/sqlite":    {"catalog", "catalog/visible", "store"},
	"store/postgres":  {"catalog", "catalog/visible", "store"},
	"store/clocktest": {},
	// The form of what travels, alone: it knows lines and no store.
	"store/bundle":          {},
	"store/postgres/pgtest": {"store/postgres"},
	"store/acttest":         {"catalog/assess", "catalog/assess/assesstest", "catalog/workshop", "store"},
	"store/storetest":       {"catalog/assess/assesstest", "store/acttest", "catalog/workshop", "store", "store/clocktest", "store/sqlite", "assets", "catalog", "catalog/assess", "catalog/intake", "catalog/register"},

	"tui/style":  {},
	"tui/bind":   {},
	"tui/widget": {"catalog/visible", "tui/style"},
	"tui/screen": {
		"catalog", "catalog/assess", "catalog/day", "catalog/figures", "catalog/filter", "catalog/register", "catalog/render", "catalog/report", "catalog/roadmap", "catalog/visible", "catalog/workshop", "store", "tui/style",
	},
	"tui/dialog": {"catalog", "catalog/assess", "catalog/day", "catalog/filter", "catalog/register", "catalog/render", "catalog/report", "catalog/score", "catalog/synergy", "catalog/visible", "store", "tui/bind", "tui/list", "tui/screen", "tui/style", "tui/widget"},
	"tui/screentest": {
		"assets", "catalog", "catalog/assess", "catalog/figures", "catalog/intake", "catalog/register", "catalog/workshop", "store", "store/sqlite", "store/storetest",
		"tui/screen", "tui/style", "tui/widget",
	},

	"tui/list": {"catalog/visible", "tui/bind", "tui/screen", "tui/style", "tui/widget"},

	"tui/answer": {"catalog", "catalog/assess", "catalog/day", "tui/bind", "tui/screen", "tui/widget", "tui/dialog", "tui/list"},

	// All that is known of an item, for the screens that open it.
	"tui/reading": {"catalog", "catalog/assess", "catalog/day", "catalog/register", "catalog/score", "catalog/synergy", "catalog/workshop", "store", "tui/answer", "tui/bind", "tui/dialog", "tui/screen", "tui/widget"},

	"tui/assessments": screens, "tui/audit": screens, "tui/baseline": screens, "tui/carry": screens, "tui/due": screens, "tui/gaps": screens, "tui/grid": screens, "tui/history": screens, "tui/impact": screens,
	"tui/inventory": screens, "tui/overview": screens, "tui/plain": screens, "tui/plan": screens, "tui/ready": screens, "tui/registers": screens, "tui/review": screens, "tui/sheet": screens, "tui/statement": screens, "tui/vote": screens, "tui/walk": screens,

	"tui": {
		"catalog", "catalog/assess", "catalog/search", "catalog/workshop", "store", "tui/bind", "tui/screen", "tui/style", "tui/widget", "tui/dialog", "tui/list",
		"tui/assessments", "tui/audit", "tui/baseline", "tui/carry", "tui/due", "tui/gaps", "tui/grid", "tui/history", "tui/impact", "tui/inventory", "tui/overview", "tui/plain", "tui/plan", "tui/ready", "tui/registers", "tui/review", "tui/sheet", "tui/statement", "tui/vote", "tui/walk",
	},
	// It stands on the App and on nothing of a screen.
	"tui/serve": {"catalog", "catalog/visible", "catalog/workshop", "store", "tui"},
	"cmd/crosswalk": {
		"catalog/workshop", "tui/serve",
		"assets", "catalog", "catalog/assess", "catalog/day", "catalog/figures", "catalog/filter", "catalog/score", "catalog/synergy", "catalog/roadmap", "catalog/intake",
		"catalog/register", "catalog/report", "catalog/report/data", "catalog/render", "catalog/render/docx", "catalog/render/oscal", "catalog/render/style", "catalog/render/xlsx", "catalog/soa", "catalog/visible", "store", "store/bundle", "store/postgres", "store/sqlite", "tui",
	},
}

// screens is what a screen may know: never another screen.
var screens = []string{
	"assets", "catalog", "catalog/assess", "catalog/day", "catalog/figures", "catalog/filter", "catalog/score", "catalog/synergy", "catalog/roadmap", "catalog/intake",
	"catalog/ready", "catalog/register", "catalog/report", "catalog/search", "catalog/soa", "catalog/visible", "catalog/workshop", "store",
	"tui/bind", "tui/screen", "tui/style", "tui/widget", "tui/dialog", "tui/list", "tui/answer", "tui/reading",
}

// thought is what the pure packages never import.
var thought = []string{"os", "net", "net/http", "database/sql", "log", "log/slog", "math/rand", "math/rand/v2", "crypto/rand", "os/exec", "syscall"}

func TestEveryPackageImportsOnlyWhatTheHouseAllows(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "crosswalk/")
		allowed, known := house[name]
		if !known {
			t.Errorf("%s has no place in the house: add it to the table, or put it where it belongs", name)
			continue
		}
		for _, imported := range p.Imports {
			if own, ok := strings.CutPrefix(imported, "crosswalk/"); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which the house does not allow", name, own)
			}
		}
	}
}

func TestThePurePackagesTouchNothingOutside(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "crosswalk/")
		if !strings.HasPrefix(name, "catalog") {
			continue
		}
		for _, imported := range p.Imports {
			if name == "catalog/roadmap" && imported == "math/rand/v2" {
				continue // for generators with a fixed seed
			}
			if slices.Contains(thought, imported) || strings.HasPrefix(imported, "charm.land/") {
				t.Errorf("%s is pure and imports %s", name, imported)
			}
		}
	}
}

func TestSQLIsSpokenInTheStoreAlone(t *testing.T) {
	for _, p := range packages(t) {
		if name := strings.TrimPrefix(p.ImportPath, "crosswalk/"); !strings.HasPrefix(name, "store") {
			for _, imported := range p.Imports {
				if imported == "database/sql" || strings.HasPrefix(imported, "modernc.org/") {
					t.Errorf("%s imports %s; SQL stays in store", name, imported)
				}
			}
		}
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "crosswalk/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestOnePackageKnowsHowADayIsDrawn(t *testing.T) {
	err := filepath.WalkDir("../..", func(path string, f fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "catalog/day/") {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), `"2 Jan 2006`) {
			t.Errorf("%s draws a day by itself; day.Form and day.Show are how", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

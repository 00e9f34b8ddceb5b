package tui

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screentest"
)

// bound are all bindings of a screen, or of the App, with where they stand.
type bound struct {
	where string
	all   []key.Binding
}

// everyScreen gives the bindings of every screen and of the App itself.
func everyScreen(t *testing.T) []bound {
	t.Helper()
	s, _ := screentest.Session(t)
	all := []bound{{"everywhere", newKeys().all()}}
	for _, r := range allRoutes() {
		one := bound{where: r.title}
		for _, g := range r.make(s).Keys() {
			one.all = append(one.all, g.Bindings...)
		}
		all = append(all, one)
	}
	return all
}

func TestEveryKeyOfEveryScreenStandsInTheTable(t *testing.T) {
	of := map[string]string{}
	for _, m := range bind.Table() {
		for _, k := range m.Keys {
			if of[k] != "" {
				t.Errorf("%s means %q and %q", k, of[k], m.Words)
			}
			of[k] = m.Words
		}
	}
	for _, sc := range everyScreen(t) {
		does := map[string]string{}
		for _, b := range sc.all {
			for _, k := range b.Keys() {
				if of[k] == "" {
					t.Errorf("%s: %s (%s) stands in no line of the table", sc.where, k, b.Help().Desc)
				}
				if was, twice := does[k]; twice && was != b.Help().Desc && sc.where != asides[0].title {
					t.Errorf("%s: %s does %q and %q", sc.where, k, was, b.Help().Desc)
				}
				does[k] = b.Help().Desc
			}
		}
	}
}

func TestAKeyThatMovedMeansNothingElseThere(t *testing.T) {
	for _, r := range allRoutes() {
		s, _ := screentest.Session(t)
		for _, g := range r.make(s).Keys() {
			for _, b := range g.Bindings {
				for _, k := range b.Keys() {
					if said := moved[r.name][k]; said != "" {
						t.Errorf("%s: %s does %q and says %q", r.title, k, b.Help().Desc, said)
					}
				}
			}
		}
	}
}

// tableOfKeys is the table as it stands in CONTRIBUTING.md.
func tableOfKeys(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| key | means everywhere | there |\n|---|---|---|\n")
	screens := everyScreen(t)
	for _, m := range bind.Table() {
		var there []string
		for _, sc := range screens {
			for _, x := range sc.all {
				if slices.Contains(x.Keys(), m.Keys[0]) && sc.where != "everywhere" {
					there = append(there, sc.where)
					break
				}
			}
		}
		where := strings.Join(there, ", ")
		if len(there) == len(screens)-1 {
			where = "all"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", strings.ReplaceAll(m.Shown, "|", `\|`), m.Words, where)
	}
	return b.String()
}

func TestTheTableInContributingIsTheOneThatHolds(t *testing.T) {
	const file = "../CONTRIBUTING.md"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	stands := regexp.MustCompile(`(?s)\| key \| means everywhere.*?\n(?:\n|$)`)
	want := tableOfKeys(t)
	if os.Getenv("UPDATE") != "" {
		raw = stands.ReplaceAllLiteral(raw, []byte(want+"\n"))
		if err := os.WriteFile(file, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.TrimSpace(stands.FindString(string(raw))); got != strings.TrimSpace(want) {
		t.Errorf("CONTRIBUTING.md has another table of keys (UPDATE=1 renews it); right is\n%s", want)
	}
}

func TestAKeyThatMovedSaysTheNewOne(t *testing.T) {
	d, _, _ := demo(t, 100, 30)
	for _, c := range []struct{ tab, key, says string }{
		{"alt+1", "L", "A goes to all assessments"},
		{"alt+2", "w", "v chooses which items are shown"},
		{"alt+3", "V", "; marks from the last mark to here"},
		{"alt+5", "x", "b switches the basis"},
		{"alt+6", "f", "= looks at what would be"},
		{"alt+9", "n", "V opens a vote"},
	} {
		d.press(c.tab, c.key).shows(c.says)
	}
}

// Who bound a key by itself would give it a meaning that stands in no line.
func TestKeysAreBoundByTheTableAlone(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || filepath.Dir(path) == "bind" {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), "key.NewBinding(") {
			t.Errorf("%s binds a key by itself; tui/bind is the table", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

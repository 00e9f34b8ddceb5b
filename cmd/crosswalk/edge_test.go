package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"crosswalk/store/clocktest"
)

func TestTheDatabaseIsWhereThePlatformKeepsData(t *testing.T) {
	for _, c := range []struct {
		goos, home string
		env        map[string]string
		want       string
	}{
		{"linux", "/home/mia", nil, "/home/mia/.local/share/crosswalk"},
		{"linux", "/home/mia", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/crosswalk"},
		{"linux", "/home/mia", map[string]string{"XDG_DATA_HOME": "data"}, "/home/mia/.local/share/crosswalk"},
		{"freebsd", "/home/mia", nil, "/home/mia/.local/share/crosswalk"},
		{"darwin", "/Users/mia", map[string]string{"XDG_DATA_HOME": "/data"}, "/Users/mia/Library/Application Support/Crosswalk"},
		{"windows", "/mia", map[string]string{"LocalAppData": "/mia/AppData/Local"}, "/mia/AppData/Local/Crosswalk"},
		{"windows", "/mia", nil, ""},
		{"linux", "", nil, ""},
	} {
		got := dataDir(c.goos, c.home, func(name string) string { return c.env[name] })
		if got != filepath.FromSlash(c.want) {
			t.Errorf("%s, home %q, %v: %q, want %q", c.goos, c.home, c.env, got, c.want)
		}
	}
}

func TestAPanicIsOneSentenceAndAReport(t *testing.T) {
	path := inDatabase(t)
	must(t, "new", "Acme")
	var errs strings.Builder
	x := newApp(clocktest.Now, nil, &strings.Builder{}, &errs)
	code := 0
	func() {
		defer x.rescue(&code)
		panic("a slip \x1b[2J of ours")
	}()
	said := errs.String()
	if code != 1 || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "crosswalk: the program failed") || strings.Contains(said, "goroutine") {
		t.Errorf("exit %d, said %q", code, said)
	}
	reports, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "crosswalk-failure-*.txt"))
	if len(reports) != 1 || !strings.Contains(said, reports[0]) {
		t.Fatalf("reports %q", reports)
	}
	info, err := os.Stat(reports[0])
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, mode %v", err, info.Mode())
	}
	text, _ := os.ReadFile(reports[0])
	if !strings.Contains(string(text), "a slip") || !strings.Contains(string(text), "TestAPanicIsOneSentence") {
		t.Errorf("the report says %q", text)
	}
	must(t, "doctor")
}

func TestATableFitsTheTerminalWhateverPeopleTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "N", right: true}, {head: "NOTE", flex: true}}}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			tab.add("A.6.2.8", rapid.String().Draw(t, "title"), "12", rapid.String().Draw(t, "note")+rapid.SampledFrom(payloads).Draw(t, "payload"))
		}
		widths := tab.widths([]string{"ITEM", "TITLE", "N", "NOTE"}, lineWidth)
		for _, row := range tab.rows {
			if line := tab.draw(row, widths); ansi.StringWidth(line) > lineWidth {
				t.Fatalf("%d columns: %q", ansi.StringWidth(line), line)
			}
		}
	})
}

func TestATableIsWholeInAPipe(t *testing.T) {
	var out strings.Builder
	x := &app{out: &output{w: &out}}
	tab := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}}}
	title := strings.Repeat("long ", 40) + "end"
	tab.add("A.5.2", title)
	x.table(tab)
	if !strings.Contains(out.String(), title) {
		t.Errorf("a cell was cut: %q", out.String())
	}
}

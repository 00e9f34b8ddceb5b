package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsWrittenWhereItCantBeSaysWhatIsMissing(t *testing.T) {
	verbs := map[string]func(path string) []string{
		"backup":  func(path string) []string { return []string{"backup", path} },
		"demo":    func(path string) []string { return []string{"demo", "--soa", path} },
		"roadmap": func(path string) []string { return []string{"roadmap", "--ics", path} },
		"log":     func(path string) []string { return []string{"list", "--log", path} },
	}
	for name, verb := range verbs {
		for at, says := range map[string][]string{
			"none/x.out":  {"there is no folder", "make", "choose another"},
			"file/x.out":  {"there is no folder", "make", "choose another"},
			"none/":       {"there is no folder", "make", "choose another"},
			"folder":      {"folder is a folder; name a file in it"},
			"folder/new/": {"there is no folder", "make", "choose another"},
		} {
			t.Run(name+" "+at, func(t *testing.T) {
				inDatabase(t)
				must(t, "new", "Acme")
				dir := t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
					t.Fatal(err)
				}
				c := call(t, "", verb(dir+"/"+at)...)
				if c.code != 1 || strings.Count(c.err, "\n") != 1 || strings.Contains(c.err, "no database") {
					t.Fatalf("exit %d: %s", c.code, c.err)
				}
				for _, text := range says {
					if !strings.Contains(c.err, text) {
						t.Errorf("it does not say %q: %s", text, c.err)
					}
				}
				if made, _ := filepath.Glob(filepath.Join(dir, "*", "*")); len(made) > 0 {
					t.Errorf("it made %v", made)
				}
			})
		}
	}
}

func TestAFileIsReadUpToItsLimitWhateverItSaysOfItsSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sheet.csv")
	if err := os.WriteFile(path, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int64]string{10: "", 9: "has 10 bytes; at most 9 can be read"} {
		if raw, err := readFile(path, limit); (err == nil) != (want == "") || err == nil && len(raw) != 10 || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("up to %d: %q, %v", limit, raw, err)
		}
	}
	silent := "/proc/self/status" // says that it has no bytes
	if _, err := os.Stat(silent); err != nil {
		t.Skip("no file here hides its size")
	}
	if raw, err := readFile(silent, 9); err == nil || !strings.Contains(err.Error(), "has more than 9 bytes") {
		t.Errorf("%q, %v", raw, err)
	}
}

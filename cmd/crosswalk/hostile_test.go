package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"crosswalk/catalog/visible"
)

// payloads are texts that would take over a terminal which prints them raw.
var payloads = []string{
	"\x1b]52;c;cm0gLXJmIH4K\a", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x1b[2J\x1b[H", "\x1b[8mhidden\x1b[0m",
	"\x1bP+q544e\x1b\\", "\x1b_Gi=1;AAAA\x1b\\", "\x1b]0;title\a", "\u009b31mC1", "\u009d52;c;AAAA\u009c", "bell\a",
	"over\bwrite", "line\rback", "\u202egnp.exe", "zero\u200bwidth", "\ufeffbom", "soft\u00adhyphen",
	"tag\U000e0041", "del\x7f",
}

// lineBreaks are refused in names and kept in notes.
const lineBreaks = "vertical\vtab\fpage\u2028line\u2029paragraph"

// fillWithPayloads makes an assessment in which every text is hostile.
func fillWithPayloads(t *testing.T) {
	t.Helper()
	all := strings.Join(payloads, "|")
	must(t, "new", "Acme "+payloads[0])
	for i, p := range payloads {
		item := "A.5." + string(rune('3'+i%3))
		name := strings.ReplaceAll(p, "\r", "") // a name of two lines is refused
		must(t, "system", "add", name, "--owner", name, "--purpose", all)
		must(t, "control", "add", name, "--source", all)
		must(t, "answer", item, "2", "--note", p, "--owner", name, "--evidence", p, "--system", name)
		must(t, "answer", item, "1", "--note", all+lineBreaks, "--owner", name, "--as-person", name)
	}
	must(t, "profile", "--set", "organisation="+payloads[1], "--set", "scope="+all)
	must(t, "baseline", "A.5.9", "3", "--note", all)
}

func TestNothingThatPeopleTypedReachesTheTerminal(t *testing.T) {
	path := inDatabase(t)
	t.Chdir(filepath.Dir(path)) // payloads are file names, too
	fillWithPayloads(t)
	sheet := filepath.Join(filepath.Dir(path), "sheet.csv")
	if err := os.WriteFile(sheet, []byte("item,rating,note\nA.5.2,\x1b[2J,\u009b31m\n"+"\u202e,3,x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	fine := filepath.Join(filepath.Dir(path), "fine.csv")
	if err := os.WriteFile(fine, []byte("item,rating,note,evil\x1b[2J\nA.4.2,3,\u009b31m\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	calls := [][]string{
		{"answers", "--tsv"},
		{"history", "--limit", "500"},
		{"import", sheet, "--as", "answers"},
		{"import", fine, "--as", "answers", "--dry-run"},
		{"backup", path + payloads[2]},
	}
	for _, args := range reading {
		calls = append(calls, args, append(args, "--json"))
	}
	for _, p := range []string{payloads[0], payloads[10], strings.Join(payloads, "")} {
		calls = append(calls, []string{p}, []string{"--" + p}, []string{"-" + p}, []string{"score", "-a", p}, []string{"score", "--db", p + "/x"},
			[]string{"answer", p, "3"}, []string{"answer", "4.1", p}, []string{"answer", "4.1", "3", "--due", p}, []string{"answer", "4.1", "3", "--system", p},
			[]string{"system", "remove", p}, []string{"catalog", "show", p}, []string{"catalog", "check", p}, []string{"new", "x", "--profile", p},
			[]string{"import", p, "--as", "answers"}, []string{"import", p, "--as", p}, []string{"profile", "--set", p}, []string{"schema", p}, []string{"help", p},
			[]string{"history", p}, []string{"control", "edit", p}, []string{"answer", "A.3.2", "3", "--note", p}, []string{"restore", p})
	}
	for _, args := range calls {
		c := call(t, "", args...)
		inert(t, args, c)
		if (c.code == 0) != (c.err == "") {
			t.Errorf("crosswalk %q: exit %d, but stderr is %q", args, c.code, c.err)
		}
	}
	var lines strings.Builder
	for _, p := range payloads {
		lines.WriteString(p + "\t3\t" + p + "\nA.3.2\t3\t" + p + "\nA.3.2\t" + p + "\n")
	}
	inert(t, []string{"answer", "--stdin"}, call(t, lines.String(), "answer", "--stdin"))
}

// inert checks that an output holds nothing a terminal acts on or hides.
func inert(t *testing.T, args []string, c called) {
	t.Helper()
	for _, text := range []string{c.out, c.err} {
		for _, r := range text {
			fields := r == '\t' && (args[len(args)-1] == "--tsv" || args[len(args)-1] == "--stdin")
			if r == '\n' || fields {
				continue
			}
			if r < 0x20 || r >= 0x7f && r <= 0x9f || r == '\u2028' || r == '\u2029' || unicode.In(r, unicode.Cf, unicode.Co) {
				t.Fatalf("crosswalk %q printed %U: %q", args, r, text)
			}
		}
	}
}

func TestJSONIsSafeToLookAtAndSaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(rapid.String().Draw(t, "text")+rapid.SampledFrom(payloads).Draw(t, "payload"), "")
		raw, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		safe := visible.JSON(raw)
		var back string
		if err := json.Unmarshal(safe, &back); err != nil || back != text {
			t.Fatalf("%q became %q: %v", text, back, err)
		}
		for _, r := range string(safe) {
			if visible.Line(string(r)) != string(r) {
				t.Fatalf("%U is raw in %q", r, safe)
			}
		}
	})
}

package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/store/clocktest"
)

// free are the places where nothing can be offered, and why.
var free = map[string]string{
	"COMMAND":         "the shell script offers the commands by itself",
	"new NAME":        "a name that is not there yet",
	"system add NAME": "a name that is not there yet",
	"people add NAME": "a name that is not there yet", "group add NAME": "a name that is not there yet", "group rename NAME": "a name that is not there yet",
	"TITLE": "a title that is not there yet",
	"COUNT": "a show of hands, as 2x3",
	"VALUE": "a number",
	"--at":  "a time", "--what": "a text", "--place": "a place", "--population": "a number", "--group": "a text",

	"system edit --name": "another name", "control edit --title": "another title", "record add --title": "a title", "record set --title": "another title", "record state --title": "another title",
	"--organisation": "a name", "--purpose": "a text", "--source": "a text", "--risk": "a text", "--note": "a text", "--reason": "a text", "--again": "a text",
	"--intended-use": "a text", "--ruled-out": "a text", "--users": "a text", "--affected": "a text", "--base-model": "a name", "--personal-data": "a text",
	"--places": "a text", "--looked-for": "a text", "--oversight": "a text", "--risk-article": "a number of the law", "--risk-reason": "a text",
	"STATEMENT": "what was found", "--statement": "a text", "--because": "a text", "--requirement": "a text", "--shown-by": "a text", "--extent": "a text",
	"--containment": "a text", "--correction": "a text", "--elsewhere": "a text", "--action": "a text", "--aims-change": "a text", "--effect-how": "a text",
	"--why-in": "a text", "--how": "a text", "--described": "a text", "--text": "words to look for", "--listen": "an address",
	"--sheet": "stands in the file", "--join": "stands in the file",
	"--to": "a key", "store init --role": "a role of the server",
	"--issue": "a new version", "issue --version": "a new version", "--approval-at": "a place", "--rests-on": "a text", "--class": "a word of the client",
}

// typedFreely are the kinds of flags that take a number, a time, or nothing.
var typedFreely = []string{"bool", "int", "float64", "duration", "date"}

func TestEveryPlaceIsCompletedOrIsFree(t *testing.T) {
	root := newRoot(newApp(clocktest.Now, nil, &strings.Builder{}, &strings.Builder{}))
	used := map[string]bool{}
	note := func(path, place string, has func(string) bool) bool {
		for _, key := range []string{path + " " + place, place} {
			if has(key) {
				used[key] = true
				return true
			}
		}
		return false
	}
	isFree := func(key string) bool { return free[key] != "" }
	inStock := func(key string) bool { return stock[key] != nil }
	eachVerb(root, func(path string, cmd *cobra.Command) {
		for _, place := range placesOf(cmd) {
			offered := false
			for _, part := range partsOf(place) {
				offered = note(path, part, inStock) || offered || part == strings.ToLower(part)
			}
			if !offered && !note(path, strings.TrimSuffix(place, "..."), isFree) {
				t.Errorf("%s: nothing completes %s", path, place)
			}
		}
		check := func(f *pflag.Flag) {
			if !note(path, "--"+f.Name, inStock) && !(&offer{}).words(f.Value) && !slices.Contains(typedFreely, f.Value.Type()) && !note(path, "--"+f.Name, isFree) {
				t.Errorf("%s: nothing completes --%s", path, f.Name)
			}
		}
		cmd.LocalFlags().VisitAll(check)
	})
	for key := range stock {
		if !used[key] {
			t.Errorf("%q is in stock and is no place of any command", key)
		}
	}
	for key := range free {
		if !used[key] {
			t.Errorf("%q is free and is no place of any command", key)
		}
	}
}

// completions are what a shell is given for a line, without the directive.
func completions(t *testing.T, line ...string) []string {
	t.Helper()
	c := call(t, "", append([]string{"__complete"}, line...)...)
	lines := strings.Split(strings.TrimSuffix(c.out, "\n"), "\n")
	if c.code != 0 || !regexp.MustCompile(`^:\d+$`).MatchString(lines[len(lines)-1]) {
		t.Fatalf("%q: exit %d, out %q, err %q", line, c.code, c.out, c.err)
	}
	return lines[:len(lines)-1]
}

func TestTheShellIsOfferedWhatAVerbTakes(t *testing.T) {
	inDatabase(t)
	t.Setenv("CROSSWALK_DB", filepath.Join(t.TempDir(), "demo.db"))
	must(t, "demo", "--into", os.Getenv("CROSSWALK_DB"))
	must(t, "control", "add", "Works council")
	must(t, "people", "add", "Mara Holm", "--key", keyFile(t), "--role", "assessor")
	must(t, "answer", "4.1", "--evidence", "Register of uses", "--owner", "Kasia")
	must(t, "invite", "--role", "observer")
	must(t, "issue", "soa", "--version", "2.0", "--approved-by", "Mara Holm")
	for _, c := range []struct {
		line string
		want string // one of the lines
	}{
		{"answer |6.1.4", "6.1.4\tAI system impact assessment"},
		{"answer |X", "X.3\tWorks council"},
		{"answer 5.2 |n", "na"},
		{"answer 5.2 3 --question |", "1\t"},
		{"answer 5.2 3 --system |Lotse", "Lotse chat assistant\t"},
		{"answer 5.2 --evidence |Reg", "Register of uses\tdocument"},
		{"answer 5.2 --owner |Kas", "Kasia"},
		{"answer 5.2 --owner |Mara", "Mara Holm\tassessor"},
		{"baseline |A.5.9", "A.5.9\t"},
		{"baseline |l", "list\t"},
		{"declare |27001:A.5.9", "27001:A.5.9\t"},
		{"declare A.5.2 --declared |par", "partly"},
		{"issue show soa |2", "2.0\t"},
		{"issue changes system |Lotse", "Lotse chat assistant\t"},
		{"issue |s", "soa\tevery control: whether it applies, why or why not, how far …"},
		{"declare A.5.2 --drivers |isms,p", "isms,practice"},
		{"impact |A.5.19", "A.5.19\t"},
		{"gaps -a |", demoName(t) + "\tNordwind Analytics GmbH"},
		{"import x.csv --as |s", "soa"},
		{"import x.csv --edition |", "2013"},
		{"import x.csv --scale |", "0-5"},
		{"import x.csv --as soa --column |ra", "rating="},
		{"import x.csv --word |Done=n", "Done=na"},
		{"import x.csv --item |Duties=A.5.3", "Duties=A.5.3\t"},
		{"import |", "xlsx"},
		{"profile --set |si", "size=\tSize of the organisation"},
		{"profile --set |size=l", "size=large"},
		{"profile --set |effort.A.5.2", "effort.A.5.2=\t"},
		{"system add New --role |provider,d", "provider,developer"},
		{"system add New --stage |in", "in operation"},
		{"system edit |Lotse", "Lotse chat assistant\t"},
		{"control edit |", "X.3\tWorks council"},
		{"control add New --phase |2", "2\t"},
		{"task |T1.5", "T1.5\t"},
		{"task T1.5 --status |d", "done"},
		{"strategy --choose |c", "coordinated"},
		{"workshop agenda --filter |g", "gaps\t"},
		{"workshop agenda --system |e", "each\t"},
		{"workshop clock |", "start"},
		{"workshop cast |a", "abstain"},
		{"people role |Mara", "Mara Holm\tassessor"},
		{"people add New --role |f", "facilitator"},
		{"catalog show |6.1.4", "6.1.4\t"},
		{"catalog errata |E38", "E38\t"},
		{"catalog list --clause |A.6", "A.6\t"},
		{"schema catalog |sh", "show"},
		{"register |ris", "risk\tRisks and opportunities"},
		{"register risk --filter |ne", "needs\t"},
		{"register risk --filter |state:tr", "state:treated"},
		{"record add |tr", "training\tTraining and awareness"},
		{"record add risk --set |likeli", "likelihood=\tLikelihood"},
		{"record set RI-1 --set |treatment=a", "treatment=avoid"},
		{"record set RI-1 --set |owner=Kas", "owner=Kasia"},
		{"record set RI-1 --set |systems=Lotse", "systems=Lotse chat assistant\t"},
		{"record set SU-1 --set |contract=D", "contract=DO-1\tAI policy"},
		{"record show |RI", "RI-10\tAn old tariff is quoted"},
		{"record state RI-1 |as", "assessed"},
		{"record take role |RO03", "RO03\tAI board"},
		{"report system |Lot", "Lotse chat assistant\t"},
		{"help workshop |se", "settle\t"},
	} {
		before, typed, _ := strings.Cut(c.line, "|")
		got := completions(t, append(strings.Fields(before), typed)...)
		if !slices.ContainsFunc(got, func(l string) bool {
			return l == c.want || strings.HasSuffix(c.want, "\t") && strings.HasPrefix(l, c.want)
		}) {
			t.Errorf("%s offers %q, want %q", c.line, got, c.want)
		}
	}
	if got := completions(t, "report", "gaps", ""); len(got) > 0 {
		t.Errorf("a document of the whole assessment is offered about %q", got)
	}
	for _, line := range [][]string{{"evidence", "see", ""}, {"erase", ""}, {"forget", ""}, {"invite", "--end", ""}} {
		if len(completions(t, line...)) == 0 {
			t.Errorf("%v offers nothing", line)
		}
	}
}

func keyFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mara.pub")
	if err := os.WriteFile(path, []byte(maraKey), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNoNameThatAShellActsOnIsOffered(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	for _, name := range []string{"$(touch a)", "`b`", "c;d", "-e", "~f", "g\u202eh", "i\u200bj", "k|l", "m&n", "'o'", `p"q`, "r*", "s\u00a0", "t\u2028u"} {
		if c := call(t, "", "system", "add", "--", name); c.code != 0 {
			continue // it can't be a name
		}
		id := ""
		for _, line := range completions(t, "system", "edit", "") {
			word, about, _ := strings.Cut(line, "\t")
			if !regexp.MustCompile(`^[0-9a-f-]{36}$`).MatchString(word) || controls.MatchString(about) {
				t.Errorf("%q is offered as %q", name, line)
			}
			id = word
		}
		if id == "" {
			t.Errorf("%q is not offered at all", name)
		}
	}
}

func TestOfTwoAssessmentsOfOneNameTheIDsAreOffered(t *testing.T) {
	inDatabase(t)
	one := must(t, "new", "Acme")
	must(t, "new", "Acme")
	if got := completions(t, "gaps", "-a", ""); len(got) != 2 || !slices.Contains(got, one+"\tAcme") {
		t.Errorf("offered %q", got)
	}
}

// earlierFile is a database as an earlier version wrote it.
func earlierFile(t *testing.T) []byte {
	t.Helper()
	f, err := os.Open("../../store/sqlite/testdata/old/version-1-6212519.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestCompletionLeavesEverythingAsItIs(t *testing.T) {
	path := inDatabase(t)
	log := filepath.Join(t.TempDir(), "log")
	look := []string{"system", "edit", "--log", log, ""}
	if got := completions(t, look...); len(got) > 0 {
		t.Errorf("offered %q", got)
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("a database was made")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	completions(t, look...)
	if info, err := os.Stat(path); err != nil || info.Size() > 0 {
		t.Errorf("%v, the empty file was filled", err)
	}
	for _, junk := range []string{"no database at all", "SQLite format 3\x00" + strings.Repeat("x", 4096)} {
		if err := os.WriteFile(path, []byte(junk), 0o600); err != nil {
			t.Fatal(err)
		}
		completions(t, look...)
		if raw, err := os.ReadFile(path); err != nil || string(raw) != junk {
			t.Errorf("%v, the file was changed", err)
		}
	}
	old := earlierFile(t)
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	completions(t, look...)
	if raw, err := os.ReadFile(path); err != nil || !bytes.Equal(raw, old) {
		t.Errorf("%v, the file of an earlier version was changed", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("beside it stands %v", entries)
	}
	if _, err := os.Lstat(log); err == nil {
		t.Error("a log was begun")
	}
}

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/report/data"

	"filippo.io/age"
	"github.com/spf13/cobra"
)

// What the second of two equal calls comes to.
const (
	nothing = "nothing to save: " // it says so and ends well
	gone    = ""                  // what it was about is gone or taken
	anew    = "saved: "           // each makes something of its own, as a rating that is repeated is newer than its questions
)

// writing are a call for every verb that writes, by its path, on a fresh copy of the
// demonstration, in a folder of its own.
var writing = map[string]struct {
	before [][]string
	call   []string
	stdout string // else what comes before "saved: " or instead of it, for programs
	again  string
}{
	"new":              {call: []string{"Acme", "--organisation", "Acme"}, stdout: "id", again: anew},
	"demo":             {call: []string{"--soa", "soa.csv"}, again: gone},
	"profile":          {call: []string{"--set", "size=large"}, again: nothing},
	"system add":       {call: []string{"Chatbot"}, stdout: "id", again: gone},
	"system edit":      {call: []string{"Lotse chat assistant", "--owner", "Mia"}, again: nothing},
	"system remove":    {call: []string{"Lotse chat assistant"}, again: gone},
	"control add":      {call: []string{"Works council"}, stdout: "id", again: anew},
	"control edit":     {before: [][]string{{"control", "add", "One"}}, call: []string{"X.1", "--days", "8"}, again: nothing},
	"control remove":   {before: [][]string{{"control", "add", "One"}}, call: []string{"X.1"}, again: gone},
	"answer":           {call: []string{"5.2", "4", "--note", "Seen"}, again: anew},
	"evidence see":     {before: [][]string{{"answer", "4.1", "--evidence", "Register"}}, call: []string{"4.1"}, again: nothing},
	"evidence add":     {call: []string{"4.1", "--file", "mara.pub"}, stdout: "number", again: anew},
	"evidence file":    {before: [][]string{{"evidence", "add", "4.1", "--file", "mara.pub"}}, call: []string{"PIECE", "-o", "again.pub"}, again: gone},
	"baseline":         {call: []string{"A.5.9", "--note", "Seen"}, again: nothing},
	"finding add":      {call: []string{"5.2", "Nobody owns it"}, stdout: "number", again: anew},
	"finding edit":     {before: aFinding, call: []string{"FI-6", "--owner", "Mia"}, again: nothing},
	"finding close":    {before: aFinding, call: []string{"FI-6", "--because", "Mended at once"}, again: gone},
	"finding open":     {before: append(aFinding, []string{"finding", "close", "FI-6", "--because", "Mended"}), call: []string{"FI-6"}, again: nothing},
	"finding remove":   {before: aFinding, call: []string{"FI-6"}, again: gone},
	"declare":          {call: []string{"A.5.2", "--drivers", "law"}, again: nothing},
	"record add":       {call: []string{"risk", "--title", "Drift", "--set", "kind=threat"}, stdout: "number", again: anew},
	"record set":       {before: aRisk, call: []string{"RI-1", "--set", "owner=Mia"}, again: nothing},
	"record state":     {before: aRisk, call: []string{"RI-1", "assessed", "--set", "owner=Mia", "--set", "assessed_on=2026-01-05"}, again: nothing},
	"record remove":    {before: aRisk, call: []string{"RI-1"}, again: gone},
	"record take":      {call: []string{"role", "RO03"}, stdout: "number", again: gone},
	"share":            {call: []string{"Mia", "A.5"}, again: nothing},
	"reassign":         {call: []string{"Jule Hansen, AI governance lead", "Mia"}, again: gone},
	"store copy":       {call: []string{"demo.db", "other.db"}, again: nothing},
	"conflicts settle": {before: disagreed, call: []string{"CONFLICT", "--take", "theirs"}, again: gone},
	"review open":      {before: [][]string{{"record", "add", "review", "--title", "Autumn"}}, call: []string{"MR-2"}, again: nothing},
	"due":              {call: []string{"--ics", "due.ics"}, again: gone},
	"import":           {call: []string{"soa.csv", "--as", "answers"}, again: nothing},
	"roadmap":          {call: []string{"--ics", "plan.ics"}, again: gone},
	"strategy":         {call: []string{"--choose", "coordinated", "--reason", "So"}, again: nothing},
	"task":             {call: []string{"T1.5", "--owner", "Mia"}, again: nothing},
	"workshop agenda":  {before: [][]string{{"workshop", "agenda", "5.2"}}, call: []string{"--add", "A.5.4"}, again: nothing},
	"workshop clock":   {before: [][]string{{"workshop", "agenda", "5.2"}}, call: []string{"start"}, again: nothing},
	"workshop vote":    {call: []string{"5.2"}, again: gone},
	"workshop cast":    {before: [][]string{{"workshop", "vote", "5.2"}}, call: []string{"3"}, again: nothing},
	"workshop hands":   {before: [][]string{{"workshop", "vote", "5.2"}}, call: []string{"3x4"}, again: nothing},
	"workshop reveal":  {before: [][]string{{"workshop", "vote", "5.2"}, {"workshop", "cast", "3"}}, again: gone},
	"workshop park":    {before: [][]string{{"workshop", "vote", "5.2"}}, again: gone},
	"workshop again":   {before: [][]string{{"workshop", "vote", "5.2"}, {"workshop", "park"}}, call: []string{"5.2"}, again: gone},
	"workshop settle":  {before: [][]string{{"workshop", "vote", "5.2"}, {"workshop", "cast", "3"}, {"workshop", "reveal"}}, call: []string{"3"}, again: gone},
	"people add":       {call: []string{"Mara Holm", "--key", "mara.pub", "--role", "assessor"}, again: nothing},
	"people role":      {before: [][]string{{"people", "add", "Mara", "--key", "mara.pub", "--role", "assessor"}}, call: []string{"Mara", "--role", "observer"}, again: nothing},
	"people remove":    {before: [][]string{{"people", "add", "Mara", "--key", "mara.pub", "--role", "assessor"}}, call: []string{"Mara"}, again: gone},
	"member add":       {before: aMember, call: []string{"Mara", "--role", "observer"}, again: nothing},
	"member remove":    {before: append(aMember, []string{"member", "add", "Mara", "--role", "assessor"}), call: []string{"Mara"}, again: gone},
	"group add":        {call: []string{"Nordwind"}, again: gone},
	"group rename":     {before: aGroup, call: []string{"Team Bergen", "Team Oslo"}, again: gone},
	"group remove":     {before: aGroup, call: []string{"team bergen"}, again: gone},
	"group put":        {before: aGroup, call: []string{"Team Bergen"}, again: nothing},
	"group release":    {before: append(aGroup, []string{"group", "put", "Team Bergen"}), call: []string{"Team Bergen"}, again: nothing},
	"invite":           {call: []string{"--role", "assessor"}, stdout: "code", again: anew},
	"issue":            {call: []string{"soa", "--version", "1.0", "--approved-by", "Mara Holm"}, again: gone},
	"bundle out":       {call: []string{"out.cwb"}, again: gone},
	"bundle in":        {call: []string{aBundle, "--yes"}, again: nothing},
	"seal":             {call: []string{"sealed.cwb.age", "--to", witness.Recipient().String()}, again: gone},
	"unseal":           {before: [][]string{{"bundle", "out", "sealed.cwb.age", "--to", witness.Recipient().String()}, {"forget", "ASSESSMENT"}}, call: []string{"sealed.cwb.age", "-i", "witness", "--yes"}, again: nothing},
	"backup":           {call: []string{"kept.db"}, again: gone},
	"restore":          {before: [][]string{{"backup", "kept.db"}}, call: []string{"kept.db"}, again: anew},
	"doctor":           {call: []string{"--repair"}, again: anew},
	"erase":            {call: []string{"REVISION", "--reason", "Asked for"}, again: gone},
	"forget":           {call: []string{"ASSESSMENT"}, again: gone},
	"metric add-value": {before: aMetric, call: []string{"ME-1", "0.9", "--at", "2026-01-05"}, again: nothing},
	"metric import":    {before: aMetric, call: []string{"ME-1", "values.csv"}, again: nothing},
}

// witness opens what the tests seal.
var witness, _ = age.GenerateX25519Identity()

var (
	aRisk    = [][]string{{"record", "add", "risk", "--title", "Drift", "--set", "kind=threat"}}
	aFinding = [][]string{{"finding", "add", "5.2", "Nobody owns it"}} // FI-6 of the demonstration
	aMetric  = [][]string{{"record", "add", "metric", "--title", "Accuracy"}}
	aMember  = [][]string{{"people", "add", "Mara", "--key", "mara.pub", "--role", "member"}}
	aGroup   = [][]string{{"group", "add", "Team Bergen", "--kind", "team"}}
	// Two copies that rated one item each in its own way.
	disagreed = [][]string{
		{"backup", "other.db"},
		{"answer", "5.2", "1", "--db", "other.db"},
		{"answer", "5.2", "4"},
		{"bundle", "out", "other.cwb", "--db", "other.db"},
		{"bundle", "in", "other.cwb", "--yes"},
	}
)

// neither are the verbs that write nothing and print no JSON of their own.
var neither = []string{"audit plan", "audit checklist", "audit report", "review pack", "review minutes", "issue show", "catalog oscal", "schema", "man", "help", "serve", "store init", "completion bash", "completion zsh", "completion fish", "completion powershell"}

func TestEveryVerbThatWritesSaysWhatItSaved(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "demo.db")
	must(t, "demo", "--into", fresh)
	for verb, w := range writing {
		t.Run(verb, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("CROSSWALK_DB", "demo.db")
			t.Setenv("CROSSWALK_USER", "Ines Brandt")
			copyFile(t, fresh, "demo.db")
			for name, text := range map[string]string{"witness": witness.String(), "mara.pub": maraKey, "soa.csv": "Item,Rating\n5.2,5\n", "values.csv": "at,value\n2026-01-05,1\n"} {
				if name != "soa.csv" || verb == "import" {
					if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, b := range w.before {
				if i := slices.Index(b, "ASSESSMENT"); i > 0 {
					b = append(slices.Clone(b[:i]), demoName(t))
				}
				must(t, b...)
			}
			args := append(strings.Fields(verb), w.call...)
			for i, arg := range args {
				switch arg {
				case "REVISION":
					args[i] = someRevision(t)
				case "PIECE":
					args[i] = lastPiece(t)
				case "CONFLICT":
					args[i] = idBehind("VALUE", must(t, "conflicts"))
				case "ASSESSMENT":
					args[i] = demoName(t)
				}
			}
			first := call(t, "", args...)
			if at := sentence(first, w.stdout); first.code != 0 || !strings.Contains(at, "saved: ") || strings.Contains(at, "nothing to save") {
				t.Fatalf("exit %d, out %q, err %q", first.code, first.out, first.err)
			}
			again := call(t, "", args...)
			switch at := sentence(again, w.stdout); {
			case w.again == gone && (again.code != 1 || strings.Contains(again.out+again.err, "saved: ")):
				t.Errorf("again: exit %d, out %q, err %q", again.code, again.out, again.err)
			case w.again != gone && (again.code != 0 || !strings.Contains("\n"+at, "\n"+w.again)):
				t.Errorf("again: exit %d, out %q, err %q", again.code, again.out, again.err)
			}
		})
	}
}

// idBehind is the first word of a table behind its last heading.
func idBehind(heading, table string) string {
	_, rows, _ := strings.Cut(table, heading)
	return strings.Fields(rows)[0]
}

// lastPiece is the number of the piece of evidence that was added last.
func lastPiece(t *testing.T) string {
	t.Helper()
	var all data.EvidenceList
	if err := json.Unmarshal([]byte(must(t, "evidence", "list", "--json")), &all); err != nil {
		t.Fatal(err)
	}
	return all.Evidence[len(all.Evidence)-1].Number
}

// sentence is the stream that says what was saved: stdout, where that is not for
// programs.
func sentence(c called, stdout string) string {
	if stdout == "" {
		return c.out
	}
	return c.err
}

func TestEveryVerbIsKnownToWriteOrNot(t *testing.T) {
	x := newApp(nil, nil, &strings.Builder{}, &strings.Builder{})
	root := newRoot(x)
	root.InitDefaultCompletionCmd()
	eachVerb(root, func(path string, cmd *cobra.Command) {
		_, writes := writing[path]
		_, reads := reading[strings.ReplaceAll(path, " ", "-")]
		other := path == "" || cmd.HasSubCommands() && !writes && !reads
		for _, name := range neither {
			other = other || name == path
		}
		if !writes && !reads && !other {
			t.Errorf("%q is in no table: does it write, or read?", path)
		}
	})
}

// eachVerb calls do for every command with its path below the root's.
func eachVerb(root *cobra.Command, do func(path string, cmd *cobra.Command)) {
	do(strings.TrimPrefix(strings.TrimPrefix(root.CommandPath(), root.Root().Name()), " "), root)
	for _, cmd := range root.Commands() {
		eachVerb(cmd, do)
	}
}

func TestWhereAProgramReadsStdoutTheSentenceGoesToStderr(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	for _, args := range [][]string{{"profile", "--set", "size=large", "--json"}, {"strategy", "--choose", "coordinated", "--reason", "So", "--json"}} {
		c := call(t, "", args...)
		if c.code != 0 || !strings.HasPrefix(c.out, "{") || strings.Contains(c.out, "saved: ") || !strings.HasPrefix(c.err, "saved: ") {
			t.Errorf("%v: exit %d, out %q, err %q", args, c.code, c.out, c.err)
		}
	}
}

func TestAnAISystemBeginsAsTheFormBeginsIt(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	must(t, "system", "add", "Chatbot")
	shows(t, must(t, "system", "list", "--json"), `"stage": "planned"`)
	shows(t, must(t, "system", "list", "--json"), `"risk_class": "unknown"`)
}

func TestAnAssessmentWithoutAnOrganisationIsSaid(t *testing.T) {
	inDatabase(t)
	c := call(t, "", "new", "Acme")
	shows(t, c.err, "it names no organisation yet; crosswalk profile -a "+strings.TrimSpace(c.out)+" --set organisation=NAME does")
	if c := call(t, "", "new", "Other", "--organisation", "Other"); strings.Contains(c.err, "organisation") {
		t.Errorf("said %q", c.err)
	}
}

const maraKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN3P1fxVOuaKgcVIdYo4N/ok+VugMZeRHg7DLmmXmfpQ mara@laptop\n"

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// someRevision is the id of a note in the history.
func someRevision(t *testing.T) string {
	t.Helper()
	must(t, "answer", "4.1", "--note", "Names a person")
	var h data.History
	if err := json.Unmarshal([]byte(must(t, "history", "--json", "--limit", "1")), &h); err != nil {
		t.Fatal(err)
	}
	return h.Acts[0].Changes[0].Revision
}

// demoName is what the demonstration in the database is called: its year is that of
// the day.
func demoName(t *testing.T) string {
	t.Helper()
	name := regexp.MustCompile(`Nordwind Analytics · AIMS gap 20\d\d`).FindString(must(t, "list", "--json"))
	if name == "" {
		t.Fatal("the demonstration is not in the list")
	}
	return name
}

func TestWhatAFlagWritesIsSaidToo(t *testing.T) {
	path := inDatabase(t)
	c := call(t, "", "demo", "--into", path)
	shows(t, c.err, "saved: the assessment "+demoName(t)+" in "+path)
	must(t, "invite", "--role", "observer")
	id := strings.Fields(strings.Split(must(t, "invite", "--list"), "\n")[1])[0]
	shows(t, must(t, "invite", "--end", id), "saved: the invitation "+id+" is ended")
	shows(t, must(t, "import", sheet(t, "Item,Rating\n5.2,5\n"), "--as", "answers", "--layout", "Client"), "saved: the layout Client: the headings alone")
}

func sheet(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

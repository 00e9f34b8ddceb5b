package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"crosswalk/assets"
	"crosswalk/catalog/report/data"
)

// called is what one call of the program did.
type called struct {
	code     int
	out, err string
}

// call runs the program in this process; the environment is the test's.
func call(t *testing.T, stdin string, args ...string) called {
	t.Helper()
	var out, errs bytes.Buffer
	code := runs(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return called{code, out.String(), errs.String()}
}

// must is call for what has to succeed; it gives what was printed, trimmed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	c := call(t, "", args...)
	if c.code != 0 {
		t.Fatalf("crosswalk %q: exit %d: %s", args, c.code, c.err)
	}
	return strings.TrimSpace(c.out)
}

// inDatabase points the program to a database of the test's own.
func inDatabase(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.db")
	t.Setenv("CROSSWALK_DB", path)
	t.Setenv("CROSSWALK_USER", "Ines Brandt")
	nothingChosen(t)
	return path
}

// nothingChosen keeps a test from what its developer chose for the workbench.
func nothingChosen(t *testing.T) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CROSSWALK_CONFIG", path)
	for _, variable := range []string{"NO_COLOR", "CROSSWALK_THEME", "CROSSWALK_OWNER", "CROSSWALK_EDITOR", "CROSSWALK_PLAIN", "VISUAL", "EDITOR"} {
		t.Setenv(variable, "")
	}
}

// reading are the reading verbs with --json, by the name of their schema.
var reading = map[string][]string{
	"answers":        {"answers"},
	"baseline-list":  {"baseline", "list"},
	"check":          {"check"},
	"record-show":    {"record", "show", "RI-1"},
	"register":       {"register", "risk"},
	"bundle-in":      {"bundle", "in", aBundle, "--dry-run"},
	"bundle-inspect": {"bundle", "inspect", aBundle},
	"catalog-check":  {"catalog", "check"},
	"catalog-errata": {"catalog", "errata"},
	"catalog-list":   {"catalog", "list"},
	"catalog-show":   {"catalog", "show", "A.5.2"},
	"catalog-terms":  {"catalog", "terms"},
	"config":         {"config"},
	"conflicts":      {"conflicts"},
	"control-list":   {"control", "list"},
	"doctor":         {"doctor"},
	"evidence-list":  {"evidence", "list"},
	"due":            {"due"},
	"finding-list":   {"finding", "list"},
	"finding-show":   {"finding", "show", "FI-1"},
	"gaps":           {"gaps"},
	"group":          {"group"},
	"history":        {"history"},
	"impact":         {"impact", "A.5.19"},
	"issue-changes":  {"issue", "changes", "soa", "1.0"},
	"issue-list":     {"issue", "list"},
	"list":           {"list"},
	"member":         {"member"},
	"outlook":        {"outlook"},
	"profile":        {"profile"},
	"report":         {"report", "gaps"},
	"roadmap":        {"roadmap"},
	"sample-draw":    {"sample", "draw", "AU-1.1"},
	"score":          {"score"},
	"soa":            {"soa", "--standard", "both", "--for", "internal"},
	"people":         {"people"},
	"store-status":   {"store", "status"},
	"share":          {"share"},
	"strategy":       {"strategy"},
	"synergy":        {"synergy"},
	"system-list":    {"system", "list"},
	"system-show":    {"system", "show", "SY-1"},

	"metric-show":      {"metric", "show", "ME-1"},
	"workshop-show":    {"workshop", "show"},
	"workshop-summary": {"workshop", "summary"},
}

func TestEveryReadingVerbPrintsWhatItsSchemaSays(t *testing.T) {
	demo := filepath.Join(t.TempDir(), "demo.db")
	must(t, "demo", "--into", demo)
	empty := filepath.Join(t.TempDir(), "empty.db")
	must(t, "new", "Empty", "--db", empty)
	must(t, "system", "add", "Bare", "--db", empty)
	must(t, "finding", "add", "5.2", "No policy", "--db", empty)
	must(t, "workshop", "agenda", "5.2", "A.5.4", "--minutes", "60", "--db", demo)
	for _, db := range []string{demo, empty} {
		must(t, "issue", "soa", "--version", "1.0", "--approved-by", "Mara Holm", "--db", db)
	}
	must(t, "declare", "A.5.2", "--declared", "partly", "--db", demo)
	must(t, "group", "add", "Nordwind", "--db", demo)
	must(t, "group", "put", "Nordwind", "--db", demo)
	must(t, "people", "add", "Mara Holm", "--key", keyFile(t), "--role", "member", "--db", demo)
	must(t, "member", "add", "Mara Holm", "--group", "Nordwind", "--role", "assessor", "--db", demo)
	for _, db := range []string{demo, empty} {
		must(t, "record", "add", "metric", "--title", "Accuracy", "--set", "better=higher", "--set", "act_at=0.8", "--db", db)
		must(t, "record", "add", "audit", "--title", "Life cycle", "--db", db)
		must(t, "record", "add", "sample", "--below", "AU-1", "--title", "Releases", "--set", "how=random", "--set", "size=40", "--set", "n=5", "--set", "population=The log", "--set", "criterion=Tested", "--db", db)
	}
	must(t, "record", "add", "risk", "--title", "Invented tariff", "--set", "kind=threat", "--db", empty)
	must(t, "metric", "add-value", "ME-1", "0.7", "--at", "2026-01-05", "--population", "12", "--db", demo)
	for name, args := range reading {
		schema := compile(t, must(t, append([]string{"schema"}, strings.Split(name, "-")...)...))
		for _, db := range []string{demo, empty} {
			printed := must(t, append(args, "--json", "--db", db)...)
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s on %s: %v", name, filepath.Base(db), err)
			}
		}
	}
}

func compile(t *testing.T, text string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestEverySchemaBelongsToAReadingVerb(t *testing.T) {
	entries, err := fs.ReadDir(assets.Catalog, schemas)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".json"); reading[name] == nil {
			t.Errorf("no reading verb is named %s", name)
		}
	}
	if len(entries) != len(reading) {
		t.Errorf("there are %d schemas for %d reading verbs", len(entries), len(reading))
	}
}

func TestAllItemsOfTheDemonstrationAreInTheScore(t *testing.T) {
	demo := filepath.Join(t.TempDir(), "demo.db")
	must(t, "demo", "--into", demo)
	var got data.Score
	if err := json.Unmarshal([]byte(must(t, "score", "--json", "--db", demo)), &got); err != nil {
		t.Fatal(err)
	}
	applicable := 0
	for _, i := range got.Items {
		if i.State != "na" {
			applicable++
			if i.Credit == nil {
				t.Errorf("%s is applicable and has no credit", i.ID)
			}
		} else if i.Credit != nil || i.Rating != nil {
			t.Errorf("%s is excluded and has figures", i.ID)
		}
	}
	if len(got.Items) < 70 || got.Overall.Applicable != applicable || got.Overall.Answered != applicable-4 { // four wait for the last session
		t.Errorf("%d items, %d applicable, overall %+v", len(got.Items), applicable, got.Overall)
	}
	if got.Overall.Progress == nil || *got.Overall.Progress <= 0 || *got.Overall.Progress >= 1 {
		t.Errorf("progress %v", got.Overall.Progress)
	}
}

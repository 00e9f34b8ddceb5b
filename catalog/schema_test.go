package catalog_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"crosswalk/assets"
	"crosswalk/catalog"
)

// schemaOf is the schema a file names for editors in its first line, seen from
// the file.
var schemaOf = regexp.MustCompile(`^# yaml-language-server: \$schema=(\S+)\n`)

func compile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	doc := document(t, name)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(path.Base(name), doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(path.Base(name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return schema
}

// document is a JSON file of the assets.
func document(t *testing.T, name string) any {
	t.Helper()
	raw, err := assets.Catalog.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return doc
}

// instance is YAML as a schema sees it: keys are texts, numbers are JSON's.
func instance(t *testing.T, raw string) any {
	t.Helper()
	var tree any
	if err := yaml.Unmarshal([]byte(raw), &tree); err != nil {
		t.Fatal(err)
	}
	plain, err := json.Marshal(textKeys(tree))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func textKeys(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = textKeys(v[k])
		}
	case map[any]any:
		out := map[string]any{}
		for k, x := range v {
			key, err := yaml.Marshal(k)
			if err != nil {
				return err
			}
			out[strings.TrimSpace(string(key))] = textKeys(x)
		}
		return out
	case []any:
		for i := range v {
			v[i] = textKeys(v[i])
		}
	}
	return v
}

func TestEveryFileOfTheCatalogueIsValidByTheSchemaItNames(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{}
	files := 0
	err := fs.WalkDir(assets.Catalog, "catalog", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		files++
		raw, err := fs.ReadFile(assets.Catalog, name)
		if err != nil {
			return err
		}
		named := schemaOf.FindSubmatch(raw)
		if named == nil {
			t.Errorf("%s names no schema in its first line", name)
			return nil
		}
		schema := path.Join(path.Dir(name), string(named[1]))
		if schemas[schema] == nil {
			schemas[schema] = compile(t, schema)
		}
		if err := schemas[schema].Validate(instance(t, string(raw))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || files < 50 || len(schemas) < 14 {
		t.Errorf("%d files by %d schemas, %v; a walk that misses some proves nothing", files, len(schemas), err)
	}
}

func TestTheSchemasKnowEveryFieldAndNoOther(t *testing.T) {
	for _, c := range []struct {
		of     any
		schema string
		def    string
	}{
		{catalog.Clause{}, "schema/clause.schema.json", ""},
		{catalog.Item{}, "schema/clause.schema.json", "item"},
		{catalog.Question{}, "schema/clause.schema.json", "question"},
		{catalog.Words{}, "schema/language.schema.json", ""},
		{catalog.SaidOfSet{}, "schema/language-set.schema.json", ""},
		{catalog.SaidItem{}, "schema/language-set.schema.json", "item"},
		{catalog.SaidQuestion{}, "schema/language-set.schema.json", "question"},
		{catalog.Relationship{}, "schema/mapping.schema.json", "relationship"},
		{catalog.Method{}, "schema/method.schema.json", ""},
		{catalog.SynergyMethod{}, "schema/method.schema.json", "synergy"},
		{catalog.OutlookMethod{}, "schema/method.schema.json", "outlook"},
		{catalog.EffortMethod{}, "schema/method.schema.json", "effort"},
		{catalog.StrategyMethod{}, "schema/method.schema.json", "strategy"},
		{catalog.PlanMethod{}, "schema/method.schema.json", "plan"},
		{catalog.ForecastMethod{}, "schema/method.schema.json", "forecast"},
		{catalog.Triangular{}, "schema/method.schema.json", "triangular"},
		{catalog.Published{}, "schema/published.schema.json", ""},
		{catalog.Figure{}, "schema/published.schema.json", "figure"},
		{catalog.PublishedRow{}, "schema/published.schema.json", "row"},
		{catalog.Cited{}, "schema/published.schema.json", "cited"},
		{catalog.Reading{}, "schema/published.schema.json", "reading"},
		{catalog.Corrections{}, "schema/errata.schema.json", ""},
		{catalog.Grade{}, "schema/errata.schema.json", "grade"},
		{catalog.Erratum{}, "schema/errata.schema.json", "erratum"},
		{catalog.Vocabulary{}, "schema/terms.schema.json", ""},
		{catalog.Term{}, "schema/terms.schema.json", "term"},
		{catalog.Regulation{}, "schema/regulatory.schema.json", ""},
		{catalog.Framework{}, "schema/regulatory.schema.json", "framework"},
		{catalog.FrameworkDate{}, "schema/regulatory.schema.json", "date"},
		{catalog.Ref{}, "schema/regulatory.schema.json", "ref"},
		{catalog.Applies{}, "schema/regulatory.schema.json", "applies"},
		{catalog.Touch{}, "schema/regulatory.schema.json", "touch"},
		{catalog.Roadmap{}, "schema/roadmap.schema.json", ""},
		{catalog.Strategy{}, "schema/roadmap.schema.json", "strategy"},
		{catalog.Phase{}, "schema/roadmap.schema.json", "phase"},
		{catalog.Task{}, "schema/roadmap.schema.json", "task"},
		{catalog.Sheets{}, "schema/intake.schema.json", ""},
		{catalog.ColumnWords{}, "schema/intake.schema.json", "column"},
		{catalog.SheetWord{}, "schema/intake.schema.json", "word"},
		{catalog.NumberWords{}, "schema/intake.schema.json", "numbers"},
		{catalog.SheetScale{}, "schema/intake.schema.json", "scale"},
		{catalog.Tool{}, "schema/intake.schema.json", "tool"},
		{catalog.Edition2013{}, "schema/edition.schema.json", ""},
		{catalog.Control2013{}, "schema/edition.schema.json", "control"},
		{catalog.RiskLibrary{}, "schema/risk-library.schema.json", ""},
		{catalog.RiskSource{}, "schema/risk-library.schema.json", "source"},
		{catalog.RiskRow{}, "schema/risk-library.schema.json", "risk"},
		{catalog.Checks{}, "schema/checks.schema.json", ""},
		{catalog.RecordCheck{}, "schema/checks.schema.json", "check"},
		{catalog.RecordFault{}, "schema/checks.schema.json", "fault"},
		{catalog.AuditForm{}, "schema/audit-form.schema.json", ""},
		{catalog.AuditCheck{}, "schema/audit-form.schema.json", "check"},
		{catalog.AuditArea{}, "schema/audit-form.schema.json", "area"},
		{catalog.Checkpoints{}, "schema/checkpoints.schema.json", ""},
		{catalog.Checkpoint{}, "schema/checkpoints.schema.json", "checkpoint"},
		{catalog.ImpactForm{}, "schema/impact-form.schema.json", ""},
		{catalog.ImpactSeat{}, "schema/impact-form.schema.json", "seat"},
		{catalog.FullReason{}, "schema/impact-form.schema.json", "reason"},
		{catalog.ImpactScale{}, "schema/impact-form.schema.json", "scale"},
		{catalog.ImpactStep{}, "schema/impact-form.schema.json", "step"},
		{catalog.ImpactPart{}, "schema/impact-form.schema.json", "part"},
		{catalog.ImpactPrompt{}, "schema/impact-form.schema.json", "prompt"},
		{catalog.ReviewForm{}, "schema/review-form.schema.json", ""},
		{catalog.ReviewInput{}, "schema/review-form.schema.json", "input"},
		{catalog.ReviewResult{}, "schema/review-form.schema.json", "result"},
		{catalog.Library{}, "schema/library.schema.json", ""},
		{catalog.RequiredList{}, "schema/required.schema.json", ""},
		{catalog.Required{}, "schema/required.schema.json", "line"},
		{catalog.RequiredKind{}, "schema/required.schema.json", "register"},
		{catalog.Register{}, "schema/register.schema.json", ""},
		{catalog.RegisterField{}, "schema/register.schema.json", "field"},
		{catalog.RegisterState{}, "schema/register.schema.json", "state"},
	} {
		doc := document(t, c.schema).(map[string]any)
		if c.def != "" {
			doc = doc["$defs"].(map[string]any)[c.def].(map[string]any)
		}
		if doc["additionalProperties"] != false {
			t.Errorf("%s %s takes fields it does not know", c.schema, c.def)
		}
		var known, fields []string
		for name := range doc["properties"].(map[string]any) {
			known = append(known, name)
		}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(c.of)) {
			if tag := f.Tag.Get("yaml"); tag != "" && tag != "-" {
				fields = append(fields, tag)
			}
		}
		slices.Sort(known)
		slices.Sort(fields)
		if !slices.Equal(known, fields) {
			t.Errorf("%s %s knows %v; the fields are %v", c.schema, c.def, known, fields)
		}
	}
}

func TestTheSchemasRefuseWhatTheLoaderRefuses(t *testing.T) {
	schema := map[string]*jsonschema.Schema{
		"iso42001/annex-a05.yaml": compile(t, "schema/clause.schema.json"),
		"iso27001/annex-a05.yaml": compile(t, "schema/clause.schema.json"),
		"mapping/crosswalk.yaml":  compile(t, "schema/mapping.schema.json"),
		"method.yaml":             compile(t, "schema/method.schema.json"),
		"published.yaml":          compile(t, "schema/published.schema.json"),
		"errata.yaml":             compile(t, "schema/errata.schema.json"),
		"terms.yaml":              compile(t, "schema/terms.schema.json"),
		"regulatory.yaml":         compile(t, "schema/regulatory.schema.json"),
		"roadmap.yaml":            compile(t, "schema/roadmap.schema.json"),
	}
	for file, s := range schema {
		if err := s.Validate(instance(t, tiny[file])); err != nil {
			t.Errorf("the tiny %s: %v", file, err)
		}
	}
	for _, c := range []struct{ file, was, is string }{
		{"iso42001/annex-a05.yaml", "subject: system", "subject: systems"},
		{"iso42001/annex-a05.yaml", "subject: system", "subject: system\n    colour: red"},
		{"iso42001/annex-a05.yaml", "subject: system", "subject: system\n    levels: {6: more}"},
		{"iso42001/annex-a05.yaml", "subject: system", "subject: system\n    ask: What?"},
		{"iso42001/annex-a05.yaml", "subject: system", "subject: system\n    weight: 0"},
		{"iso42001/annex-a05.yaml", "tests: requirement, ask: \"What", "tests: patience, ask: \"What"},
		{"iso42001/annex-a05.yaml", "decide about?", "decide about."},
		{"iso42001/annex-a05.yaml", "kind: section", "kind: theme"},
		{"iso42001/annex-a05.yaml", `id: "A.5.4"`, "id: A.5.x"},
		{"iso42001/annex-a05.yaml", "    intent: To know who is hurt by this system.\n", ""},
		{"iso27001/annex-a05.yaml", `, ask: "Which rules?"`, ""},
		{"iso27001/annex-a05.yaml", "title: Acceptable use", "subject: system, title: Acceptable use"},
		{"mapping/crosswalk.yaml", "strength: 4", "strength: 11"},
		{"mapping/crosswalk.yaml", "strength: 4", "strength: 4.5"},
		{"mapping/crosswalk.yaml", "superset-of", "contains"},
		{"mapping/crosswalk.yaml", `baseline: "6.1",`, `baseline: "",`},
		{"mapping/crosswalk.yaml", `baseline: "6.1",`, ""},
		{"mapping/crosswalk.yaml", "to: \"ISO/IEC 27001:2022\"", "to: \"ISO/IEC 27001:2013\""},
		{"method.yaml", ", five]", "]"},
		{"method.yaml", "in_place: 3", "in_place: 0"},
		{"method.yaml", "major_cap: 0.3333333333333333", "major_cap: 0"},
		{"method.yaml", "high: 0.8,", "high: 8,"},
		{"method.yaml", "high: 0.8, ", ""},
		{"method.yaml", "fte: 1.5", "fte: 0"},
		{"method.yaml", "start: {integrated: 2}", "start: {merged: 2}"},
		{"method.yaml", "draws: 10000", "draws: 0"},
		{"published.yaml", "share: 0.15", "share: 15"},
		{"published.yaml", "level: high", "level: highest"},
		{"published.yaml", "row: 1", "row: 0"},
		{"errata.yaml", "why: It ends before.", "why: \"\""},
		{"errata.yaml", "id: E01", "id: E1"},
		{"errata.yaml", `sources: [Probo], items`, "sources: [], items"},
		{"terms.yaml", "relation: diverges", "relation: differs"},
		{"regulatory.yaml", "read: \"2026-11-26\"", "read: today"},
		{"regulatory.yaml", "read: \"2026-11-26\"\n", ""},
		{"regulatory.yaml", "applies_from: \"2026-08-02\"", "applies_from: soon"},
		{"regulatory.yaml", ", to: all}", "}"},
		{"regulatory.yaml", "status: two-sources", "status: sure"},
		{"regulatory.yaml", ", sources: [Probo]", ""},
		{"regulatory.yaml", "status: judgement", "status: solid"},
		{"regulatory.yaml", "kind: law", "kind: rule"},
		{"roadmap.yaml", "days: 3", "days: 0"},
		{"roadmap.yaml", "days: 3", "days: 3, items: [\"6.1.2\"]"},
		{"roadmap.yaml", "id: coordinated", "id: other"},
		{"roadmap.yaml", "number: 4", "number: 5"},
		{"roadmap.yaml", "id: T2.1", "id: T5.1"},
	} {
		if strings.Count(tiny[c.file], c.was) != 1 {
			t.Fatalf("%s holds %q %d times", c.file, c.was, strings.Count(tiny[c.file], c.was))
		}
		if schema[c.file].Validate(instance(t, strings.Replace(tiny[c.file], c.was, c.is, 1))) == nil {
			t.Errorf("%s with %q for %q is valid", c.file, c.is, c.was)
		}
	}
}

package catalog_test

import (
	"errors"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

// tiny is a valid catalogue of three items a side.
var tiny = map[string]string{
	"iso42001/clause-06.yaml": `standard: "ISO/IEC 42001:2023"
id: "6"
title: Planning
kind: clause
headings:
  - {id: "6.1", title: Actions to address risks and opportunities}
items:
  - id: "6.1.2"
    title: AI risk assessment
    subject: organisation
    intent: To know what can go wrong.
    questions:
      - id: 6.1.2-1
        tests: requirement
        ask: Who decides which risk is too high?
        carried_by: ["6.1.2", "A.5.9"]
      - id: 6.1.2-2
        tests: maturity
        ask: Which risk surprised you?
        carried_by: []
    levels: {0: Nothing., 3: In place., 5: Improved.}
short: Planning
`,
	"iso42001/annex-a05.yaml": `standard: "ISO/IEC 42001:2023"
id: "A.5"
title: Assessing impacts of AI systems
kind: section
items:
  - id: "A.5.2"
    title: AI system impact assessment process
    subject: organisation
    intent: To know who is hurt.
    questions: [{id: A.5.2-1, tests: requirement, ask: "What starts it?"}]
  - id: "A.5.4"
    title: Impact on individuals
    subject: system
    intent: To know who is hurt by this system.
    questions: [{id: A.5.4-1, tests: requirement, ask: "Whom does it decide about?"}]
short: Impact
`,
	"iso27001/clause-06.yaml": `standard: "ISO/IEC 27001:2022"
id: "6"
title: Planning
kind: clause
headings: [{id: "6.1", title: Actions to address risks and opportunities}]
items:
  - {id: "6.1.2", title: Information security risk assessment, ask: "Which risks?"}
short: Planning
`,
	"iso27001/annex-a05.yaml": `standard: "ISO/IEC 27001:2022"
id: "A.5"
title: Organizational controls
kind: theme
items:
  - {id: "A.5.9", title: Inventory, ask: "Where is the list?"}
  - {id: "A.5.10", title: Acceptable use, ask: "Which rules?"}
short: Organizational
`,
	"mapping/crosswalk.yaml": `from: "ISO/IEC 42001:2023"
to: "ISO/IEC 27001:2022"
relationships:
  - {item: "6.1.2", baseline: "6.1.2", relation: intersects, strength: 7, level: high, rank: primary, status: solid}
  - {item: "6.1.2", baseline: "A.5.9", relation: superset-of, strength: 4, level: low, rank: secondary, status: judgement}
  - {item: "6.1.2", baseline: "6.1", relation: equal, strength: 9, level: high, rank: secondary, status: structural}
  - {item: "6.1.2", baseline: "A.5.10", relation: none, strength: 0, level: none, rank: rejected, status: rejected}
  - {item: "A.5.2", baseline: "", relation: none, strength: 0, level: none, rank: primary, status: disputed, note: nothing like it}
`,
	"method.yaml": `scale: [zero, one, two, three, four, five]
in_place: 3
major_cap: 0.3333333333333333
minor_cap: 0.6666666666666666
precision: 1.0e-9
synergy: {levels: {high: 0.8, medium: 0.55, low: 0.15, none: 0}, published_cap: 0.95, proposal: 0.3, reusable: 0.5}
outlook: {stage1_rating: 2, stage1_documents: ["6.1.2"], stage1_under_way: [], never_excluded: []}
effort: {sizes: {small: 0.6, medium: 1, large: 1.6}, adapting: 0.3, own_phase: 3, own_days: 5}
strategy: {isms_years: 3, within_months: 12, new_sections: [], new_progress: 0.6, start: {integrated: 2}, certified: 1,
  one_owner: 1, wanted: 1, scopes_differ: 2, separate_owners: 1, scope_moves: 1, young_isms: 1, small_budget: 2, no_date: 1, thin_sections: -1}
plan: {fte: 1.5, days_per_month: 18, month_days: 30.4375, days_per_answer: 0.1, fte_step: 0.25, fte_most: 10}
forecast:
  draws: 10000
  common: {low: 0.8, mode: 1, high: 1.6}
  each: {low: 0.7, mode: 1, high: 1.8}
  percentiles: [50, 80]
`,
	"published.yaml": `notice: One author thinks so.
clauses: []
sections:
  - {set: "A.5", share: 0.15, printed: "~15 %", errata: [E01]}
rows:
  - {row: 1, item: "A.5.2", text: Who is hurt, baseline: [{id: "A.5.99", title: Harm}], level: high,
     corrected: [{item: "6.1.2", baseline: ["A.5.9"]}], right: low, problems: [It does not exist.], errata: [E01]}
`,
	"errata.yaml": `grades:
  - {id: A, means: Proved.}
errata:
  - {id: E01, where: "Row 1", published: "A.5.99", corrected: "A.5.9", why: It ends before., grade: A, sources: [Probo], items: ["A.5"], baseline: ["A.5.9"]}
  - {id: F01, where: Whole text, published: Something, corrected: Nothing, why: It says so., grade: A, sources: [Probo]}
`,
	"terms.yaml": `note: Compare them.
terms:
  - {term: risk, defined_in: [ISO/IEC 27000], refs: ["3.61"], relation: diverges, difference: Another object., note: From memory.}
`,
	"regulatory.yaml": `notice: No legal advice.
read: "2026-11-26"
frameworks:
  - id: law
    name: A law
    title: Law 1
    kind: law
    about: It binds.
    dates: [{date: "2027-12-02", what: It applies., moved: "2026-08-02", status: two-sources, note: Check it.}]
    refs: [{ref: Law art. 9, title: Risk, applies: [{applies_from: "2026-08-02", to: all}]}]
touches:
  - {item: "A.5.2", ref: Law art. 9, status: single-source, sources: [Probo]}
  - {item: "6.1.2", ref: Law art. 9, status: judgement}
`,
	"roadmap.yaml": `strategies:
  - {id: integrated, name: One, about: One system., asks: Much.}
  - {id: extension, name: More, about: A part more., asks: Little.}
  - {id: coordinated, name: Two, about: Two systems., asks: Twice.}
phases:
  - {number: 1, name: Look, about: See., min_months: 1, max_months: 2}
  - {number: 2, name: Plan, about: Think., min_months: 2, max_months: 3}
  - {number: 3, name: Do, about: Work., min_months: 3, max_months: 6}
  - {number: 4, name: Check, about: Ask., min_months: 2, max_months: 3}
tasks:
  - {id: T1.1, name: Look, days: 3}
  - {id: T2.1, name: Plan, items: ["6.1.2"]}
`,
}

// edited is the tiny catalogue with a text of a file replaced; an empty text
// stands for the whole file, and "-" as its successor takes the file away.
func edited(t testing.TB, file, was, is string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{"iso42001/README.txt": {Data: []byte("no catalogue")}, "iso42001/drafts/x.yaml": {Data: []byte("}")}}
	for name, text := range tiny {
		if name == file {
			if is == "-" {
				continue
			}
			if was == "" {
				was = text
			}
			if strings.Count(text, was) != 1 {
				t.Fatalf("%s holds %q %d times", file, was, strings.Count(text, was))
			}
			text = strings.Replace(text, was, is, 1)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func loadTiny(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(edited(t, "", "", ""))
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestARefusalNamesFileLineItemAndReason(t *testing.T) {
	const (
		clause = "iso42001/clause-06.yaml"
		annex  = "iso42001/annex-a05.yaml"
		isms   = "iso27001/annex-a05.yaml"
		rows   = "mapping/crosswalk.yaml"
		method = "method.yaml"

		published  = "published.yaml"
		errata     = "errata.yaml"
		terms      = "terms.yaml"
		regulatory = "regulatory.yaml"
		roadmap    = "roadmap.yaml"
	)
	for _, c := range []struct {
		name, file, was, is string
		want                []string
	}{
		{"a clause taken away", "iso27001/clause-06.yaml", "", "-", []string{
			`mapping/crosswalk.yaml:4: item 6.1.2: ISO/IEC 27001:2022 has no "6.1.2"`,
			`mapping/crosswalk.yaml:6: item 6.1.2: ISO/IEC 27001:2022 has no "6.1"`,
			`iso42001/clause-06.yaml:8: item 6.1.2: question 6.1.2-1 is carried by 6.1.2, which the crosswalk does not relate to 6.1.2`,
		}},
		{"no crosswalk", rows, "", "-", []string{"mapping/crosswalk.yaml: the file can't be read: file does not exist"}},
		{"no method", method, "", "-", []string{"method.yaml: the file can't be read: file does not exist"}},
		{"bad YAML", annex, "kind: section", "kind: [section", []string{"iso42001/annex-a05.yaml:3: did not find expected ',' or ']'"}}, // the decoder counts to the last line it understood
		{"an unknown field", annex, "    subject: system", "    subject: system\n    colour: red", []string{"iso42001/annex-a05.yaml:14: item A.5.4: there is no field named colour"}},
		{"a text for a number", method, "in_place: 3", "in_place: three", []string{"method.yaml:2: `three` is a text; a whole number is right"}},
		{"a list for a text", method, "in_place: 3", "in_place: 3\nscale: 1", []string{`method.yaml:3: mapping key "scale" already defined at line 1`}},
		{"a text for a list", method, "scale: [zero, one, two, three, four, five]", "scale: zero", []string{"method.yaml:1: `zero` is a text; a list is right"}},
		{"a list for a text", isms, "title: Inventory", "title: [Inventory]", []string{"iso27001/annex-a05.yaml:6: item A.5.9: this is a list; a text is right"}},
		{"a text for an item", isms, `{id: "A.5.10", title: Acceptable use, ask: "Which rules?"}`, "A.5.10", []string{
			"iso27001/annex-a05.yaml:7: item A.5.9: `A.5.10` is a text; a group of fields is right",
		}},
		{"an empty file", method, "", " ", []string{
			"method.yaml: scale has 0 descriptions; it has six, for 0 to 5",
			"method.yaml: in_place is 0; it is a rating from 1 to 5",
			"method.yaml: major_cap and minor_cap are 0 and 0; they are more than 0, less than 1, and in this order",
			"method.yaml: precision is 0; 1e-15 to 0.001 is right",
			"method.yaml: synergy published_cap is 0; 0.01 to 1 is right",
			"method.yaml: synergy proposal is 0; 0.01 to 1 is right",
			"method.yaml: synergy reusable is 0; 0.01 to 1 is right",
			"method.yaml: outlook stage1_rating is 0; 1 to 5 is right",
			"method.yaml: effort own_phase is 0; 1 to 4 is right",
			"method.yaml: strategy isms_years is 0; 1 to 100 is right",
			"method.yaml: strategy within_months is 0; 1 to 120 is right",
			"method.yaml: plan fte is 0; 0.01 to 1000 is right",
			"method.yaml: plan days_per_month is 0; 1 to 31 is right",
			"method.yaml: plan month_days is 0; 28 to 31 is right",
			"method.yaml: plan fte_step is 0; 0.01 to 10 is right",
			"method.yaml: plan fte_most is 0; 0.01 to 1000 is right",
			"method.yaml: forecast draws is 0; 1 to 1e+06 is right",
			"method.yaml: synergy levels names nothing; it names high, low, medium, none, each once",
			"method.yaml: effort sizes names nothing; it names large, medium, small, each once",
			"method.yaml: forecast common is 0, 0, 0; low, mode and high are more than 0, at most 100, and in this order",
			"method.yaml: forecast each is 0, 0, 0; low, mode and high are more than 0, at most 100, and in this order",
		}},

		{"the wrong standard", annex, `standard: "ISO/IEC 42001:2023"`, `standard: "ISO/IEC 42001"`, []string{
			`iso42001/annex-a05.yaml:1: standard is "ISO/IEC 42001", this folder holds "ISO/IEC 42001:2023"`,
		}},
		{"a set of no clause", clause, `id: "6"`, `id: "11"`, []string{
			`iso42001/clause-06.yaml:2: id "11" is no clause 4-10 and no section of Annex A`,
			`iso42001/clause-06.yaml:8: item 6.1.2: the id does not belong to 11; it starts with "11."`,
		}},
		{"a section that calls itself a clause", annex, "kind: section", "kind: clause", []string{
			`iso42001/annex-a05.yaml:4: kind is "clause"; A.5 of ISO/IEC 42001:2023 is a section`,
		}},
		{"a theme that calls itself a section", isms, "kind: theme", "kind: section", []string{
			`iso27001/annex-a05.yaml:4: kind is "section"; A.5 of ISO/IEC 27001:2022 is a theme`,
		}},
		{"a clause of no kind", clause, "kind: clause\n", "", []string{`iso42001/clause-06.yaml: kind is ""; 6 of ISO/IEC 42001:2023 is a clause`}},
		{"a set without a title", clause, "title: Planning\n", "", []string{"iso42001/clause-06.yaml: the title is missing"}},
		{"a set without a short title", clause, "short: Planning", "", []string{"iso42001/clause-06.yaml: short has 0 characters; 1 to 16 are right"}},
		{"a short title that is long", clause, "short: Planning", "short: Planning of everything", []string{"iso42001/clause-06.yaml:22: short has 22 characters; 1 to 16 are right"}},
		{"a set twice", annex, "", strings.ReplaceAll(tiny[clause], "6.1.2", "6.1.3"), []string{
			"iso42001/clause-06.yaml:2: the id stands already in iso42001/annex-a05.yaml:2",
			`mapping/crosswalk.yaml:8: item A.5.2: ISO/IEC 42001:2023 has no "A.5.2"`,
			"iso42001/annex-a05.yaml:8: item 6.1.3: question 6.1.3-1 is carried by 6.1.3, which the crosswalk does not relate to 6.1.3",
			"iso42001/annex-a05.yaml:8: item 6.1.3: question 6.1.3-1 is carried by A.5.9, which the crosswalk does not relate to 6.1.3",
			`published.yaml:4: the figure: ISO/IEC 42001:2023 has no "A.5"`,
			`errata.yaml:4: E01: ISO/IEC 42001:2023 has no "A.5"`,
			`regulatory.yaml:12: A.5.2, Law art. 9: ISO/IEC 42001:2023 has no "A.5.2"`,
		}},
		{"a set without items", isms, "items:\n  - {id: \"A.5.9\", title: Inventory, ask: \"Where is the list?\"}\n  - {id: \"A.5.10\", title: Acceptable use, ask: \"Which rules?\"}\n", "items: []\n", []string{
			"iso27001/annex-a05.yaml: there are no items",
			`mapping/crosswalk.yaml:5: item 6.1.2: ISO/IEC 27001:2022 has no "A.5.9"`,
			"iso42001/clause-06.yaml:8: item 6.1.2: question 6.1.2-1 is carried by A.5.9, which the crosswalk does not relate to 6.1.2",
			`published.yaml:6: row 1: ISO/IEC 27001:2022 has no "A.5.9"`,
			`errata.yaml:4: E01: ISO/IEC 27001:2022 has no "A.5.9"`,
		}},
		{"an empty item", isms, `  - {id: "A.5.10", title: Acceptable use, ask: "Which rules?"}`, "  -", []string{"iso27001/annex-a05.yaml:7: the item is empty"}},

		{"an item of another set", annex, `id: "A.5.4"`, `id: "A.6.4"`, []string{
			`iso42001/annex-a05.yaml:11: item A.6.4: the id does not belong to A.5; it starts with "A.5."`,
			`iso42001/annex-a05.yaml:11: item A.6.4: question 1 has the id "A.5.4-1"; "A.6.4-1" is right`,
		}},
		{"an id of another form", isms, `id: "A.5.10"`, `id: "A.5.x"`, []string{`iso27001/annex-a05.yaml:7: item A.5.x: the id does not belong to A.5; it starts with "A.5."`}},
		{"an id twice", isms, `id: "A.5.10"`, `id: "A.5.9"`, []string{"iso27001/annex-a05.yaml:7: item A.5.9: the id stands already in iso27001/annex-a05.yaml:6"}},
		{"a missing title", isms, "title: Acceptable use, ", "", []string{"iso27001/annex-a05.yaml:7: item A.5.10: the title has 0 characters; 1 to 120 are right"}},
		{"an endless title", isms, "title: Acceptable use", "title: " + strings.Repeat("ä", 121), []string{"iso27001/annex-a05.yaml:7: item A.5.10: the title has 121 characters; 1 to 120 are right"}},
		{"a baseline item that asks nothing", isms, `, ask: "Which rules?"`, "", []string{"iso27001/annex-a05.yaml:7: item A.5.10: ask is missing"}},
		{"an unknown subject", annex, "subject: system", "subject: systems", []string{`iso42001/annex-a05.yaml:11: item A.5.4: subject is "systems"; it is organisation or system`}},
		{"no intent", annex, "    intent: To know who is hurt by this system.\n", "", []string{"iso42001/annex-a05.yaml:11: item A.5.4: intent is missing"}},
		{"a weight below 0", annex, "subject: system", "subject: system\n    weight: -1", []string{"iso42001/annex-a05.yaml:11: item A.5.4: weight is -1; more than 0 and at most 1000 is right"}},
		{"a weight that is no number", annex, "subject: system", "subject: system\n    weight: .nan", []string{"iso42001/annex-a05.yaml:11: item A.5.4: weight is NaN; more than 0 and at most 1000 is right"}},
		{"endless effort", annex, "subject: system", "subject: system\n    effort_days: .inf", []string{"iso42001/annex-a05.yaml:11: item A.5.4: effort_days is +Inf; 0 to 1000 is right"}},
		{"a fifth phase", annex, "subject: system", "subject: system\n    phase: 5", []string{"iso42001/annex-a05.yaml:11: item A.5.4: phase is 5; the phases are 1 to 4"}},
		{"a sixth level", clause, "5: Improved.", "6: Improved.", []string{"iso42001/clause-06.yaml:8: item 6.1.2: there is no level 6; levels are 0 to 5"}},

		{"a question out of place", clause, "id: 6.1.2-2", "id: 6.1.2-3", []string{`iso42001/clause-06.yaml:8: item 6.1.2: question 2 has the id "6.1.2-3"; "6.1.2-2" is right`}},
		{"a question that tests nothing", clause, "tests: maturity", "tests: patience", []string{`iso42001/clause-06.yaml:8: item 6.1.2: question 6.1.2-2 tests "patience"; it tests requirement or maturity`}},
		{"a question without a question mark", clause, "Which risk surprised you?", "Name a risk.", []string{"iso42001/clause-06.yaml:8: item 6.1.2: question 6.1.2-2 does not end in a question mark"}},
		{"no requirement question", clause, "tests: requirement", "tests: maturity", []string{"iso42001/clause-06.yaml:8: item 6.1.2: no question tests the requirement; at least one must"}},
		{"no questions", annex, `questions: [{id: A.5.4-1, tests: requirement, ask: "Whom does it decide about?"}]`, "", []string{"iso42001/annex-a05.yaml:11: item A.5.4: no question tests the requirement; at least one must"}},
		{"carried by what is no edge", clause, `["6.1.2", "A.5.9"]`, `["6.1.2", "A.5.10"]`, []string{
			"iso42001/clause-06.yaml:8: item 6.1.2: question 6.1.2-1 is carried by A.5.10, which the crosswalk does not relate to 6.1.2",
		}},
		{"carried by a heading", clause, `["6.1.2", "A.5.9"]`, `["6.1"]`, []string{
			"iso42001/clause-06.yaml:8: item 6.1.2: question 6.1.2-1 is carried by 6.1, which the crosswalk does not relate to 6.1.2",
		}},

		{"the wrong end", rows, `from: "ISO/IEC 42001:2023"`, `from: "ISO/IEC 42001"`, []string{`mapping/crosswalk.yaml:1: from is "ISO/IEC 42001"; it is "ISO/IEC 42001:2023"`}},
		{"the other wrong end", rows, `to: "ISO/IEC 27001:2022"`, `to: "ISO/IEC 27001:2013"`, []string{`mapping/crosswalk.yaml:2: to is "ISO/IEC 27001:2013"; it is "ISO/IEC 27001:2022"`}},
		{"a row from nowhere", rows, `item: "A.5.2"`, `item: "A.5.3"`, []string{`mapping/crosswalk.yaml:8: item A.5.3: ISO/IEC 42001:2023 has no "A.5.3"`}},
		{"a row to nowhere", rows, `baseline: "6.1",`, `baseline: "6.9",`, []string{`mapping/crosswalk.yaml:6: item 6.1.2: ISO/IEC 27001:2022 has no "6.9"`}},
		{"a row without an end", rows, `baseline: "6.1",`, `baseline: "",`, []string{"mapping/crosswalk.yaml:6: item 6.1.2: baseline is missing; only a row of relation none has none"}},
		{"a bad relation", rows, "superset-of", "contains", []string{
			`mapping/crosswalk.yaml:5: item 6.1.2: relation is "contains"; it is one of equal, subset-of, superset-of, intersects, none`,
		}},
		{"strength 11", rows, "strength: 4", "strength: 11", []string{"mapping/crosswalk.yaml:5: item 6.1.2: strength is 11; it is 0 to 10"}},
		{"strength -1", rows, "strength: 4", "strength: -1", []string{"mapping/crosswalk.yaml:5: item 6.1.2: strength is -1; it is 0 to 10"}},
		{"a bad level", rows, "level: low", "level: lowish", []string{`mapping/crosswalk.yaml:5: item 6.1.2: level is "lowish"; it is one of high, medium, low, none`}},
		{"a bad rank", rows, "rank: secondary, status: judgement", "rank: third, status: judgement", []string{`mapping/crosswalk.yaml:5: item 6.1.2: rank is "third"; it is one of primary, secondary, rejected`}},
		{"no status", rows, ", status: judgement", "", []string{"mapping/crosswalk.yaml:5: item 6.1.2: status is missing"}},

		{"a level without a factor", method, ", none: 0", "", []string{"method.yaml:6: synergy levels names high, low, medium; it names high, low, medium, none, each once"}},
		{"a factor of 8", method, "high: 0.8,", "high: 8,", []string{"method.yaml:6: synergy levels: high is 8; 0 to 1 is right"}},
		{"no capacity", method, "fte: 1.5, ", "", []string{"method.yaml:11: plan fte is 0; 0.01 to 1000 is right"}},
		{"a group left out", method, "  each: {low: 0.7, mode: 1, high: 1.8}\n", "", []string{"method.yaml:13: forecast each is 0, 0, 0; low, mode and high are more than 0, at most 100, and in this order"}},
		{"percentile 100", method, "[50, 80]", "[50, 100]", []string{"method.yaml:16: forecast percentile 100; 1 to 99 are right"}},
		{"a document of no item", method, `stage1_documents: ["6.1.2"]`, `stage1_documents: ["6.1.9"]`, []string{`method.yaml:7: stage1_documents: ISO/IEC 42001:2023 has no "6.1.9"`}},
		{"a section of nothing", method, "new_sections: []", `new_sections: ["A.9"]`, []string{`method.yaml:9: new_sections: ISO/IEC 42001:2023 has no "A.9"`}},
		{"a strategy of nothing", method, "{integrated: 2}", "{merged: 2}", []string{`method.yaml:9: start names the strategy "merged"; it is one of integrated, extension, coordinated`}},

		{"no comparison", published, "", "-", []string{"published.yaml: the file can't be read: file does not exist"}},
		{"nobody's opinion", published, "notice: One author thinks so.", "notice: ''", []string{"published.yaml: the comparison: notice is missing"}},
		{"a share of 15", published, "share: 0.15", "share: 15", []string{"published.yaml:4: A.5: share is 15; it is 0 to 1"}},
		{"a figure twice", published, "clauses: []", `clauses: [{set: "A.5", share: 0.1, printed: "10 %"}]`, []string{"published.yaml:4: the id stands already in published.yaml:2"}},
		{"a row out of place", published, "row: 1", "row: 2", []string{"published.yaml:6: row 2 stands at place 1; rows are counted in order, from 1"}},
		{"a printed level of nothing", published, "level: high", "level: higher", []string{`published.yaml:6: row 1: level is "higher"; it is one of high, medium, low, none`}},
		{"a row of no reading", published, `[{item: "6.1.2", baseline: ["A.5.9"]}]`, "[]", []string{"published.yaml:6: row 1 has no baseline or no corrected reading; it has one of each at least"}},
		{"a reading of nothing", published, `{item: "6.1.2", baseline: ["A.5.9"]}`, `{item: "6.1.9", baseline: ["A.5.99"]}`, []string{
			`published.yaml:6: row 1: ISO/IEC 42001:2023 has no "6.1.9"`,
			`published.yaml:6: row 1: ISO/IEC 27001:2022 has no "A.5.99"`,
		}},
		{"an erratum that is not listed", published, "problems: [It does not exist.], errata: [E01]", "errata: [E77]", []string{`published.yaml:6: the list of errata has no "E77"`}},

		{"an erratum of another form", errata, "id: F01", "id: F1", []string{`errata.yaml:5: the id is "F1"; an erratum is E or F with two digits`}},
		{"an erratum twice", errata, "id: F01", "id: E01", []string{"errata.yaml:5: the id stands already in errata.yaml:4"}},
		{"an erratum without a reason", errata, "why: It ends before., ", "", []string{"errata.yaml:4: E01: why is missing"}},
		{"a grade of nothing", errata, "grade: A, sources: [Probo], items", "grade: B, sources: [Probo], items", []string{`errata.yaml:4: E01: there is no grade "B"`}},
		{"an erratum from nobody", errata, "sources: [Probo], items", "items", []string{"errata.yaml:4: E01 names no source; one at least is right"}},
		{"an erratum of no item", errata, `items: ["A.5"]`, `items: ["A.5.99"]`, []string{`errata.yaml:4: E01: ISO/IEC 42001:2023 has no "A.5.99"`}},

		{"a term that relates to nothing", terms, "relation: diverges", "relation: differs", []string{
			`terms.yaml:3: risk: relation is "differs"; it is one of same, overlaps, diverges, new in 42001, 27000 only`,
		}},
		{"a term from nowhere", terms, "defined_in: [ISO/IEC 27000], ", "", []string{"terms.yaml:3: risk: defined_in is missing"}},
		{"a term twice", terms, "terms:\n", "terms:\n  - {term: Risk, defined_in: [x], relation: same, difference: None.}\n", []string{"terms.yaml:4: the id stands already in terms.yaml:3"}},

		{"a day of no calendar", regulatory, `date: "2027-12-02"`, `date: "2027-02-30"`, []string{`regulatory.yaml:4: law: "2027-02-30" is no day; write it as 2026-08-02`}},
		{"rows read at no time", regulatory, `read: "2026-11-26"`, "read: today", []string{`regulatory.yaml:2: read: "today" is no day; write it as 2026-08-02`}},
		{"rows read at no time, as it was written before", regulatory, `read: "2026-11-26"`, "as_of: today", []string{`regulatory.yaml:2: as_of: "today" is no day; write it as 2026-08-02`}},
		{"rows of which nobody says when they were read", regulatory, "read: \"2026-11-26\"\n", "", []string{`regulatory.yaml: read: "" is no day; write it as 2026-08-02`}},
		{"a place that applies from no day", regulatory, `applies_from: "2026-08-02"`, "applies_from: soon", []string{`regulatory.yaml:4: Law art. 9: "soon" is no day; write it as 2026-08-02`}},
		{"a place that applies to nobody", regulatory, ", to: all}", "}", []string{"regulatory.yaml:4: Law art. 9: to is missing"}},
		{"a day that sources agree on in no known way", regulatory, "status: two-sources", "status: sure", []string{`regulatory.yaml:4: law 2027-12-02: status is "sure"; it is one of corroborated, two-sources, single-source, judgement`}},
		{"a framework of no kind", regulatory, "kind: law", "kind: rule", []string{`regulatory.yaml:4: law: kind is "rule"; it is one of law, framework, standard, guidance`}},
		{"a touch of no framework", regulatory, "ref: Law art. 9, status: judgement", "ref: Law art. 8, status: judgement", []string{`regulatory.yaml:13: 6.1.2, Law art. 8: no framework has "Law art. 8"`}},
		{"a touch of no status", regulatory, "status: judgement", "status: solid", []string{
			`regulatory.yaml:13: 6.1.2, Law art. 9: status is "solid"; it is one of corroborated, two-sources, single-source, judgement`,
			"regulatory.yaml:13: 6.1.2, Law art. 9 names no source; only a judgement has none",
		}},
		{"a touch twice", regulatory, `item: "A.5.2"`, `item: "6.1.2"`, []string{"regulatory.yaml:13: the id stands already in regulatory.yaml:12"}},
		{"an item that names no framework", annex, "subject: system", "subject: system\n    regulatory: [Law art. 8]", []string{
			`iso42001/annex-a05.yaml:11: item A.5.4: regulatory names "Law art. 8", which no framework of regulatory.yaml has`,
		}},

		{"two strategies", roadmap, "  - {id: coordinated, name: Two, about: Two systems., asks: Twice.}\n", "", []string{
			"roadmap.yaml:2: there are 2 strategies; there are three, integrated, extension, coordinated",
		}},
		{"strategies out of order", roadmap, "id: extension", "id: coordinated", []string{
			`roadmap.yaml:3: strategy 2 is "coordinated"; "extension" is right, which settles ties`,
		}},
		{"three phases", roadmap, "  - {number: 4, name: Check, about: Ask., min_months: 2, max_months: 3}\n", "", []string{"roadmap.yaml:6: there are 3 phases; there are four"}},
		{"a phase out of place", roadmap, "number: 4", "number: 5", []string{"roadmap.yaml:9: phase 5 stands at place 4"}},
		{"a phase that ends before it begins", roadmap, "min_months: 3, max_months: 6", "min_months: 7, max_months: 6", []string{
			"roadmap.yaml:8: the phase takes 7 to 6 months; more than 0, at most 60, and in this order is right",
		}},
		{"a task of a fifth phase", roadmap, "id: T2.1", "id: T5.1", []string{`roadmap.yaml:12: the id is "T5.1"; a task is T1.1 to T4.9`}},
		{"a task twice", roadmap, "id: T2.1", "id: T1.1", []string{"roadmap.yaml:12: T1.1 stands after T1.1; tasks stand in order, each once"}},
		{"a task of a fact nobody knows", roadmap, "name: Look, days: 3", "name: Look, days: 3, follows: rain", []string{`roadmap.yaml:11: T1.1 follows "rain"; it is one of baseline, inventory, clauses, annexes, strategy, procedure, audit, review, correction`}},
		{"a task of no work", roadmap, "name: Look, days: 3", "name: Look", []string{"roadmap.yaml:11: T1.1 has 0 items and 0 days; it has items, or days of its own up to 1000, not both"}},
		{"a task of no item", roadmap, `items: ["6.1.2"]`, `items: ["6.1.9"]`, []string{`roadmap.yaml:12: T2.1: ISO/IEC 42001:2023 has no "6.1.9"`}},

		{"five descriptions", method, ", five]", "]", []string{"method.yaml:1: scale has 5 descriptions; it has six, for 0 to 5"}},
		{"in place at 0", method, "in_place: 3", "in_place: 0", []string{"method.yaml:2: in_place is 0; it is a rating from 1 to 5"}},
		{"caps the wrong way round", method, "minor_cap: 0.6666666666666666", "minor_cap: 0.2", []string{
			"method.yaml:3: major_cap and minor_cap are 0.3333333333333333 and 0.2; they are more than 0, less than 1, and in this order",
		}},
		{"a cap that is no number", method, "minor_cap: 0.6666666666666666", "minor_cap: .nan", []string{
			"method.yaml:3: major_cap and minor_cap are 0.3333333333333333 and NaN; they are more than 0, less than 1, and in this order",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat, err := catalog.Load(edited(t, c.file, c.was, c.is))
			var problems catalog.Problems
			if cat != nil || !errors.As(err, &problems) {
				t.Fatalf("%v; a bad catalogue is refused whole", err)
			}
			if got := strings.Split(err.Error(), "\n"); !slices.Equal(got, c.want) {
				t.Errorf("\n%s\nright is\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestAMissingFolderIsNamed(t *testing.T) {
	_, err := catalog.Load(fstest.MapFS{})
	for _, want := range []string{"iso42001: the folder can't be read", "iso27001: the folder can't be read", "method.yaml: the file can't be read"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; it says %q", err, want)
		}
	}
}

func TestARejectedRowMayPointNowhere(t *testing.T) {
	if _, err := catalog.Load(edited(t, "mapping/crosswalk.yaml", `baseline: "A.5.10"`, `baseline: "A.5.99"`)); err != nil {
		t.Error(err)
	}
}

func TestClausesStandBeforeAnnexA(t *testing.T) {
	var ids []string
	for _, it := range loadTiny(t).Requirements().Items() {
		ids = append(ids, it.ID)
	}
	if want := []string{"6.1.2", "A.5.2", "A.5.4"}; !slices.Equal(ids, want) {
		t.Errorf("%q; right is %q", ids, want)
	}
}

func TestLookups(t *testing.T) {
	cat := loadTiny(t)
	it, ok := cat.Item("6.1.2")
	if !ok || it.Number != "6.1.2" || it.Set.ID != "6" || it.W() != 1 || it.Excludable() || it.PerSystem() {
		t.Errorf("%+v", it)
	}
	control, _ := cat.Item("A.5.4")
	if !control.Excludable() || !control.PerSystem() {
		t.Errorf("%+v", control)
	}
	if heavy := (&catalog.Item{Weight: 2}); heavy.W() != 2 || heavy.Excludable() {
		t.Errorf("%+v", heavy)
	}
	if b, ok := cat.Baseline("A.5.9"); !ok || b.Title != "Inventory" || !b.Excludable() {
		t.Errorf("%+v", b)
	}
	for _, id := range []string{"6.1", "9.9", "", "A.5.9"} {
		if it, ok := cat.Item(id); ok {
			t.Errorf("%q finds %+v", id, it)
		}
	}
	for _, id := range []string{"6.1.2-2", "2"} {
		if q, ok := it.Question(id); !ok || q.ID != "6.1.2-2" || q.Place() != "2" {
			t.Errorf("%q finds %+v", id, q)
		}
	}
	if q, ok := it.Question("3"); ok {
		t.Errorf("a third question is found: %+v", q)
	}
}

func TestRowsThatCarryNothingAreShownAndAreNoEdges(t *testing.T) {
	cat := loadTiny(t)
	if len(cat.Relationships) != 5 {
		t.Errorf("%d rows; five are shown", len(cat.Relationships))
	}
	var to []string
	for _, e := range cat.Edges("6.1.2") {
		to = append(to, e.Baseline)
	}
	if !slices.Equal(to, []string{"6.1.2", "A.5.9"}) {
		t.Errorf("edges to %q; a rejected row and a heading carry nothing", to)
	}
	if e := cat.Edges("A.5.2"); e != nil {
		t.Errorf("a row of relation none is an edge: %+v", e)
	}
	if c := cat.Carries("A.5.9"); len(c) != 1 || c[0].Item != "6.1.2" {
		t.Errorf("%+v", c)
	}
}

func TestNumbersAreFoundAsPeopleTypeThem(t *testing.T) {
	s := loadTiny(t).Requirements()
	for _, text := range []string{"A.5.2", "a.5.2", "a52", "A 5 2", " a5.2 ", "a-5-2", "a_5_2"} {
		if it, ok := s.Find(text); !ok || it.ID != "A.5.2" {
			t.Errorf("%q finds %+v", text, it)
		}
	}
	if it, ok := s.Find("612"); !ok || it.ID != "6.1.2" {
		t.Errorf("612 finds %+v", it)
	}
	for _, text := range []string{"", ".", "a5", "52", "a.5.22", "a52?", "6.1", "ä52"} {
		if it, ok := s.Find(text); ok {
			t.Errorf("%q finds %+v", text, it)
		}
	}
}

func TestWhatIsCompiledSaysTheSame(t *testing.T) {
	cat := loadTiny(t)
	raw, err := catalog.Compile(cat)
	if err != nil {
		t.Fatal(err)
	}
	back, err := catalog.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if !catalog.Equal(cat, back) {
		t.Error("decoded, it says something else")
	}
	if it, ok := back.Item("A.5.4"); !ok || it.Set.ID != "A.5" || len(back.Edges("6.1.2")) != 2 {
		t.Errorf("decoded, its lookups find %+v", it)
	}
	other := loadTiny(t)
	other.Relationships[0].Strength++
	if catalog.Equal(cat, other) {
		t.Error("another strength is not seen")
	}
}

func TestADamagedCompiledFormIsRefused(t *testing.T) {
	for raw, want := range map[string]string{
		"":                   "the compiled catalogue is damaged, make it anew from the YAML",
		"{":                  "the compiled catalogue is damaged",
		"{}":                 "the compiled catalogue has 0 standards; it has two",
		`{"standards":[{}]}`: "the compiled catalogue has 1 standards; it has two",
	} {
		if _, err := catalog.Decode([]byte(raw)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; it says %q", raw, err, want)
		}
	}
}

func FuzzLoadRefusesOrLoads(f *testing.F) {
	for name, text := range tiny {
		f.Add(name, text)
	}
	f.Add("method.yaml", "a: &a [*a]")
	f.Add("iso42001/clause-06.yaml", "items: [~, {}]")
	f.Fuzz(func(t *testing.T, name, text string) {
		fsys := fstest.MapFS{}
		for file, whole := range tiny {
			fsys[file] = &fstest.MapFile{Data: []byte(whole)}
		}
		if !fs.ValidPath(name) || fsys[name] == nil {
			return
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		cat, err := catalog.Load(fsys)
		if err != nil {
			return
		}
		raw, err := catalog.Compile(cat)
		if err != nil {
			t.Fatalf("it loads and can't be compiled: %v", err)
		}
		if back, err := catalog.Decode(raw); err != nil || !catalog.Equal(cat, back) {
			t.Fatalf("compiled it says something else: %v", err)
		}
	})
}

func TestAFolderThatLacksNewerConstantsGetsTheShippedOnes(t *testing.T) {
	old, shipped := loadTiny(t).Method, catalog.Shipped().Method
	if !reflect.DeepEqual(old.Effort.Strategies, shipped.Effort.Strategies) || !reflect.DeepEqual(old.Effort.Further, shipped.Effort.Further) ||
		!reflect.DeepEqual(old.Plan.Coordinated, shipped.Plan.Coordinated) {
		t.Errorf("%+v, %+v", old.Effort, old.Plan.Coordinated)
	}
	if got := old.Effort.FurtherOf(""); got != 0.2 {
		t.Errorf("a system nobody judged costs %v of the first", got)
	}
}

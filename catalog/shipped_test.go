package catalog_test

import (
	"cmp"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crosswalk/assets"
	"crosswalk/catalog"
)

// Where the compiled forms stand, seen from this folder.
const (
	compiled          = "shipped_data.go"
	compiledLanguages = "../assets/lang"
)

func shipped(t testing.TB) *catalog.Catalog {
	t.Helper()
	files, err := fs.Sub(assets.Catalog, "catalog")
	if err != nil {
		t.Fatal(err)
	}
	cat, err := catalog.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestTheCompiledCatalogueSaysTheSameAsTheYAML(t *testing.T) {
	cat := shipped(t)
	raw, err := goFile(cat)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(compiled, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stands, err := os.ReadFile(compiled)
	if err != nil || string(raw) != string(stands) {
		t.Fatalf("the YAML has changed since it was compiled; run make generate (%v)", err)
	}
	reference, err := catalog.CompileReference(cat)
	if err != nil {
		t.Fatal(err)
	}
	again, err := catalog.CompileReference(catalog.Shipped())
	if err != nil || !catalog.Equal(cat, catalog.Shipped()) || string(again) != string(reference) {
		t.Errorf("the shipped catalogue says something else than the YAML, %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	raw, err := catalog.Compile(shipped(b))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalog.Decode(raw); err != nil {
			b.Fatal(err)
		}
	}
}

// sizes says how many items each set has, in order.
func sizes(s *catalog.Standard, kind string) (all []int) {
	for _, cl := range s.Clauses {
		if cl.Kind == kind {
			all = append(all, len(cl.Items))
		}
	}
	return all
}

func TestIdsAndTitlesAreTheFacts(t *testing.T) {
	cat := shipped(t)
	aims, isms := cat.Requirements(), cat.Foundation()
	for _, c := range []struct {
		what      string
		got, want []int
	}{
		{"leaf subclauses of ISO/IEC 42001", sizes(aims, catalog.KindClause), []int{4, 3, 6, 7, 4, 6, 2}},
		{"controls of ISO/IEC 42001", sizes(aims, catalog.KindSection), []int{3, 2, 5, 4, 9, 5, 4, 3, 3}},
		{"leaf subclauses of ISO/IEC 27001", sizes(isms, catalog.KindClause), []int{4, 3, 5, 7, 3, 6, 2}},
		{"controls of ISO/IEC 27001", sizes(isms, catalog.KindTheme), []int{37, 8, 14, 34}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v; right is %v", c.what, c.got, c.want)
		}
	}
	if folder := os.Getenv("CROSSWALK_FACTS"); folder != "" {
		same(t, "ISO/IEC 42001", outline(aims), facts(t, folder, "iso42001.tsv", "id", "title", "kind", "parent"))
		same(t, "ISO/IEC 27001", outline(isms), facts(t, folder, "iso27001.tsv", "id", "title", "kind", "parent"))
		same(t, "crosswalk", rows(cat), facts(t, folder, "crosswalk.tsv", "src_42001", "tgt_27001", "relation", "strength", "level", "rank", "status"))
	}
}

// outline is every number of a standard as the facts write it: id, title, kind,
// parent.
func outline(s *catalog.Standard) [][]string {
	var all [][]string
	for _, cl := range s.Clauses {
		group, leaf := "subclause", "subclause"
		if cl.Annex() {
			group, leaf = "objective-group", "control"
		}
		kind := cl.Kind
		if kind == catalog.KindSection {
			kind = group
		}
		all = append(all, []string{cl.ID, cl.Title, kind, ""})
		for _, h := range cl.Headings {
			all = append(all, []string{h.ID, h.Title, group, cl.ID})
		}
		for _, it := range cl.Items {
			parent := cl.ID
			for _, h := range cl.Headings {
				if strings.HasPrefix(it.ID, h.ID+".") {
					parent = h.ID
				}
			}
			all = append(all, []string{it.ID, it.Title, leaf, parent})
		}
	}
	return all
}

func rows(cat *catalog.Catalog) [][]string {
	all := make([][]string, len(cat.Relationships))
	for i, r := range cat.Relationships {
		all[i] = []string{r.Item, cmp.Or(r.Baseline, "-"), r.Relation, strconv.Itoa(r.Strength), r.Level, r.Rank, r.Status}
	}
	return all
}

// facts reads some columns of a table of facts.
func facts(t *testing.T, folder, name string, columns ...string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(strings.NewReader(string(raw)))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = '\t', true, -1
	table, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, line := range table[1:] {
		row := make([]string, len(columns))
		for i, c := range columns {
			if at := slices.Index(table[0], c); at < len(line) {
				row[i] = line[at]
			}
		}
		all = append(all, row)
	}
	return all
}

// same compares two tables whatever the order of their rows.
func same(t *testing.T, what string, got, want [][]string) {
	t.Helper()
	count := map[string]int{}
	for _, row := range want {
		count[strings.Join(row, " | ")]++
	}
	for _, row := range got {
		count[strings.Join(row, " | ")]--
	}
	for row, n := range count {
		switch {
		case n > 0:
			t.Errorf("%s: the facts have %s, the catalogue has not", what, row)
		case n < 0:
			t.Errorf("%s: the catalogue has %s, the facts have not", what, row)
		}
	}
}

func TestTheItemsAboutAISystemsAreThoseOfTheMethod(t *testing.T) {
	want := strings.Fields("8.2 8.3 8.4 A.4.2 A.4.3 A.4.4 A.4.5 A.4.6 A.5.3 A.5.4 A.5.5 A.6.2.2 A.6.2.3 A.6.2.4 A.6.2.5 A.6.2.6 A.6.2.7 A.6.2.8 A.7.3 A.7.4 A.7.5 A.7.6 A.8.2 A.9.4 A.10.2")
	var got []string
	for _, it := range shipped(t).Requirements().Items() {
		if it.PerSystem() {
			got = append(got, it.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v\nright is\n%v", got, want)
	}
}

func TestEveryRequirementHasARelationshipOrAReasonForHavingNone(t *testing.T) {
	cat := shipped(t)
	for _, it := range cat.Requirements().Items() {
		if len(cat.Edges(it.ID)) > 0 {
			continue
		}
		if !slices.ContainsFunc(cat.Relationships, func(r catalog.Relationship) bool { return r.Item == it.ID && r.Note != "" }) {
			t.Errorf("%s carries nothing over, and no row says why", it.ID)
		}
	}
}

func TestTheConstantsAreThoseOfTheMethod(t *testing.T) {
	m := shipped(t).Method
	if m.InPlace != 3 || m.MajorCap != 1.0/3 || m.MinorCap != 2.0/3 {
		t.Errorf("in place from %d, caps %v and %v; right is 3, a third and two thirds", m.InPlace, m.MajorCap, m.MinorCap)
	}
	for _, it := range shipped(t).Requirements().Items() {
		if it.W() != 1 {
			t.Errorf("%s weighs %v; the shipped catalogue weighs all alike", it.ID, it.W())
		}
	}
}

var avoided = regexp.MustCompile(`(?i)\b(leverag\w*|robust\w*|holistic\w*)\b`)

func TestEveryRequirementHasAllItsWords(t *testing.T) {
	for _, it := range shipped(t).Requirements().Items() {
		if n := len(it.Questions); n < 2 || n > 5 {
			t.Errorf("%s has %d questions; two to five are asked", it.ID, n)
		}
		for level := range 6 {
			if it.Levels[level] == "" {
				t.Errorf("%s does not say what %d looks like", it.ID, level)
			}
		}
		if len(it.Evidence) == 0 || len(it.Interview) == 0 || len(it.Extend) == 0 || len(it.Roles) == 0 ||
			it.Deliverable == "" || it.Pitfall == "" || it.Phase < 1 || it.EffortDays <= 0 {
			t.Errorf("%s lacks evidence, interview, extend, roles, deliverable, pitfall, phase or effort_days", it.ID)
		}
		for _, q := range it.Questions {
			if strings.EqualFold(strings.TrimSuffix(q.Ask, "?"), it.Title) || strings.Count(q.Ask, "?") != 1 {
				t.Errorf("%s asks %q; a question asks one thing, and not the title", q.ID, q.Ask)
			}
		}
		words := append([]string{it.Intent, it.Deliverable, it.Pitfall}, slices.Concat(it.Evidence, it.Extend)...)
		if found := avoided.FindString(strings.Join(words, " ")); found != "" {
			t.Errorf("%s says %q; plain English does without", it.ID, found)
		}
	}
	for _, it := range shipped(t).Foundation().Items() {
		if it.Implemented == "" {
			t.Errorf("%s does not say what implemented looks like", it.ID)
		}
	}
}

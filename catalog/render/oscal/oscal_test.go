package oscal

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/reporttest"
	"crosswalk/catalog/score"
	"crosswalk/catalog/soa"
)

var made = Made{time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC), "2026-11"}

func book(t *testing.T) *catalog.Catalog {
	t.Helper()
	return catalog.Shipped()
}

// official checks a file against the schema of OSCAL, where those lie.
func official(t *testing.T, name string, raw []byte) {
	t.Helper()
	folder := os.Getenv("OSCAL_SCHEMAS")
	if folder == "" {
		t.Skip("OSCAL_SCHEMAS names no folder with the official schemas of OSCAL 1.2, so the file is not held to them")
	}
	c := jsonschema.NewCompiler()
	s, err := c.Compile(filepath.Join(folder, "oscal_"+name+"_schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(value); err != nil {
		t.Error(err)
	}
}

// answered is an assessment with hostile words, an exclusion, evidence, a system and
// a control of its own.
func answered(t *testing.T, cat *catalog.Catalog) *assess.Assessment {
	t.Helper()
	a := assess.New("nw")
	a.Name = "Nordwind\x1b[31m\n<b>*bold*</b>"
	a.Created = made.On.AddDate(0, -3, 0)
	a.Controls = []assess.OwnControl{{ID: "0190a1b2-0000-7000-8000-000000000001", Number: 1, Title: "Red teaming"}}
	for i, it := range cat.Requirements().Items() {
		x := assess.Answer{Rating: assess.Rating{State: assess.Rated, Level: i % 6}, Note: reporttest.Hostile[i%len(reporttest.Hostile)]}
		if it.ID == "A.5.2" {
			x.Rating = assess.Rating{State: assess.NA, Reason: "no"}
		}
		a.Answers.Put(assess.Key{Item: it.ID}, x)
	}
	for i, kind := range append(assess.EvidenceKinds, "strange") {
		a.Evidence = append(a.Evidence, assess.Evidence{ID: kind, Kind: kind, What: reporttest.Hostile[i], Place: reporttest.Hostile[i+6], Date: "2026-10-01", Items: []string{"4.1", "A.10.4"}})
	}
	return a
}

func resultsOf(t *testing.T, a *assess.Assessment) []byte {
	t.Helper()
	raw, err := Results(a, score.Of(book(t), a, made.On), made)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestTheStandardsAreCataloguesOfOSCAL(t *testing.T) {
	for _, s := range book(t).Standards {
		raw, err := Catalog(s, made)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(raw), `"label"`); n != len(s.Items()) {
			t.Errorf("%s has %d controls of %d", s.Name, n, len(s.Items()))
		}
		official(t, "catalog", raw)
	}
}

func TestTheCrosswalkIsAMappingOfOSCAL(t *testing.T) {
	cat := book(t)
	raw, err := Mapping(cat, made)
	if err != nil {
		t.Fatal(err)
	}
	edges, alone := 0, 0
	for _, it := range cat.Requirements().Items() {
		edges += len(cat.Edges(it.ID))
		if len(cat.Edges(it.ID)) == 0 {
			alone++
		}
	}
	var got struct {
		Collection collection `json:"mapping-collection"`
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	m := got.Collection.Mappings[0]
	if len(m.Maps) != edges || alone > 0 && len(m.Gaps.Unmapped[0].IDs) != alone {
		t.Errorf("%d relationships of %d, %+v of %d without one", len(m.Maps), edges, m.Gaps, alone)
	}
	for _, e := range m.Maps {
		if e.Relationship == "" {
			t.Fatalf("%+v has a relation that OSCAL has no word for", e)
		}
	}
	official(t, "mapping", raw)
}

func TestAnAssessmentIsAResultOfOSCAL(t *testing.T) {
	cat := book(t)
	a := answered(t, cat)
	raw := resultsOf(t, a)
	var got struct {
		Results results `json:"assessment-results"`
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	one := got.Results.Results[0]
	if want := len(assess.Items(cat, a)) - 1; len(one.Findings) != want || len(one.Reviewed.Selections[0].Include) != want {
		t.Errorf("%d findings on %d controls; %d apply", len(one.Findings), len(one.Reviewed.Selections[0].Include), want)
	}
	if len(one.Observations) != 2*len(a.Evidence) {
		t.Errorf("%d observations", len(one.Observations))
	}
	if strings.ContainsAny(string(raw), "\x1b\u202e\u200b") || strings.Contains(string(raw), "<b>") || !strings.Contains(string(raw), `&lt;b>\\*bold`) {
		t.Error("hostile text is live")
	}
	official(t, "assessment-results", raw)
}

func TestAStatementOfApplicabilityIsAProfileOfOSCAL(t *testing.T) {
	cat := book(t)
	a := answered(t, cat)
	x := a.Answer(assess.Key{Item: "A.9.2"})
	x.Statement = assess.Statement{WhyIn: reporttest.Hostile[7], Drivers: "risk law", Declared: "partly"}
	a.Answers.Put(assess.Key{Item: "A.9.2"}, x)
	for standard, want := range map[string]int{soa.AIMS: 37, soa.ISMS: 93, soa.Both: 130} { // A.5.2 is excluded
		raw, err := Profile(cat, a, soa.Compile(cat, a, made.On, standard), made)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Profile profile `json:"profile"`
		}
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatal(err)
		}
		if all := got.Profile.controls(); len(all) != want || slices.Contains(all, "iso42001-a.5.2") {
			t.Errorf("%s: %d controls apply, not %d", standard, len(all), want)
		}
		if of := got.Profile.Imports[0].Href; standard != soa.ISMS && of != "#"+catalogID(catalog.AIMS, made) {
			t.Errorf("it refers to %s, which is not the catalogue", of)
		}
		if declared := strings.Contains(string(raw), `"value": "partly"`); declared != (standard != soa.ISMS) {
			t.Errorf("%s: what is declared is in it: %v", standard, declared)
		}
		official(t, "profile", raw)
	}
}

func TestAFileIsReadBackAndHasExactlyItsControls(t *testing.T) {
	cat := book(t)
	raw, err := Mapping(cat, made)
	if err != nil {
		t.Fatal(err)
	}
	all := Controls(cat.Requirements().Items())
	if err := Check(raw, all); err != nil {
		t.Error(err)
	}
	for want, broken := range map[string]func() error{
		"the control iso42001-4.1 is in it and does not belong": func() error { return Check(raw, all[1:]) },
		"the control iso42001-z is not in it":                   func() error { return Check(raw, append(slices.Clone(all), "iso42001-z")) },
		"unknown field":                                         func() error { return Check(bytes.Replace(raw, []byte(`"method"`), []byte(`"methods"`), 1), all) },
		"says something else":                                   func() error { return Check(bytes.Replace(raw, []byte(`  "`), []byte(` "`), 1), all) },
		"there is no model other":                               func() error { return Check([]byte(`{"other":{}}`), nil) },
	} {
		if err := broken(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func TestAnEmptyAssessmentIsAResultToo(t *testing.T) {
	official(t, "assessment-results", resultsOf(t, assess.New("nw")))
}

func TestTheSameIsTheSameToTheByte(t *testing.T) {
	a := answered(t, book(t))
	if !bytes.Equal(resultsOf(t, a), resultsOf(t, a)) {
		t.Error("two files of one assessment differ")
	}
}

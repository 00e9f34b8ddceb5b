package report_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/report"
	"crosswalk/catalog/soa"
)

var today = time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)

func demo(t testing.TB) *assess.Assessment {
	t.Helper()
	n := 0
	newID := func() string { n++; return fmt.Sprintf("01990000-0000-7000-8000-%012d", n) }
	changes, err := intake.Document(catalog.Shipped(), assets.Demo, today, newID)
	if err != nil {
		t.Fatal(err)
	}
	return apply(t, assess.New("one"), changes, nil)
}

func apply(t testing.TB, a *assess.Assessment, changes []assess.Change, err error) *assess.Assessment {
	t.Helper()
	for i, c := range changes {
		var next *assess.Assessment
		if err == nil {
			next, err = assess.Apply(a, assess.Revision{ID: fmt.Sprintf("01999999-0000-7000-8000-%012d", i), Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ines"})
			a = next
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func statement(t testing.TB, a *assess.Assessment, standard string, internal bool) report.Input {
	t.Helper()
	w, err := report.WordsIn(report.English)
	if err != nil {
		t.Fatal(err)
	}
	return report.Input{
		Figures: figures.Of(catalog.Shipped(), a, today), Words: w, Made: today, Program: "crosswalk 1", Hash: "abcdefabcdef", Head: "0123456789ab", Acts: 7,
		Standard: standard, Internal: internal,
	}
}

func made(t testing.TB, in report.Input) *report.Document {
	t.Helper()
	k, _ := report.KindNamed(report.KindSoA)
	d, err := k.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// tables are those of a document.
func tables(d *report.Document) []*report.Table {
	var all []*report.Table
	for _, b := range d.Blocks {
		if b.Table != nil {
			all = append(all, b.Table)
		}
	}
	return all
}

// cell is what stands in a column of a row.
func cell(t *testing.T, d *report.Document, row, column string) string {
	t.Helper()
	for _, table := range tables(d) {
		at := slices.IndexFunc(table.Columns, func(c report.Column) bool { return c.Title == column })
		for _, r := range table.Rows {
			if r.ID == row && at >= 0 {
				return r.Cells[at].Text
			}
		}
	}
	t.Fatalf("the document has no %s of %s", column, row)
	return ""
}

func fact(d *report.Document, label string) string {
	for _, f := range d.Facts {
		if f.Label == label {
			return f.Value
		}
	}
	return ""
}

// The demonstration has two own controls.
func TestTheStatementHoldsEveryControlOnceAndEveryRowFillsItsColumns(t *testing.T) {
	for standard, want := range map[string]int{soa.AIMS: 40, soa.ISMS: 93, soa.Both: 133} {
		for _, internal := range []bool{false, true} {
			d := made(t, statement(t, demo(t), standard, internal))
			seen := map[string]int{}
			for _, table := range tables(d) {
				for _, r := range table.Rows {
					if !r.Head && len(r.Cells) != len(table.Columns) {
						t.Fatalf("%s: the row %s has %d cells under %d headings", standard, r.ID, len(r.Cells), len(table.Columns))
					}
					if r.ID != "" && !r.Head && !strings.Contains(r.ID, "/") {
						seen[r.ID]++
					}
				}
			}
			if len(seen) != want {
				t.Errorf("%s has %d controls, not %d", standard, len(seen), want)
			}
			for id, n := range seen {
				if n != 1 {
					t.Errorf("%s stands %d times", id, n)
				}
			}
		}
	}
}

func TestNoRatingAndNoQuestionOfTheCheckGoesToTheCertificationBody(t *testing.T) {
	cat, a := catalog.Shipped(), assess.New("one")
	changes, err := assess.Declare(cat, a, "A.5.2", assess.Statement{Declared: assess.Implemented})
	a = apply(t, a, changes, err)
	changes, err = assess.Rate(cat, a, assess.Key{Item: "A.5.2"}, 1, "")
	a = apply(t, a, changes, err)
	says := func(internal bool) string {
		raw, err := json.Marshal(made(t, statement(t, a, soa.AIMS, internal)))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	for _, words := range []string{"Rating", "rated 1", "Disagrees", "What an auditor would ask"} {
		if !strings.Contains(says(true), words) {
			t.Errorf("the internal statement does not say %q", words)
		}
		if strings.Contains(says(false), words) {
			t.Errorf("the certification body reads %q", words)
		}
	}
}

func TestALineSaysWhyAndByWhatItIsDriven(t *testing.T) {
	cat, a := catalog.Shipped(), assess.New("one")
	changes, err := assess.Declare(cat, a, "A.5.2", assess.Statement{WhyIn: "=People are affected", Drivers: "risk law", Declared: "partly", How: "At each release", Described: "IM-02", LookedAt: "2026-11-02"})
	a = apply(t, a, changes, err)
	changes, err = assess.Declare(cat, a, "A.9.2", assess.Statement{Drivers: "practice"})
	a = apply(t, a, changes, err)
	changes, err = assess.Exclude(cat, a, assess.Key{Item: "A.10.4"}, assess.Exclusion{Reason: "No customers", ApprovedBy: "Mara", ApprovedOn: "2026-11-01"})
	a = apply(t, a, changes, err)
	d := made(t, statement(t, a, soa.Both, false))
	for _, c := range [][3]string{
		{"A.5.2", "Applicable", "yes"},
		{"A.5.2", "Why included", "=People are affected"},
		{"A.5.2", "Driven by", "risk, law"},
		{"A.5.2", "Status", "partly implemented"},
		{"A.5.2", "How it is done", "At each release"},
		{"A.5.2", "Described in", "IM-02"},
		{"A.9.2", "Driven by", "good practice; no risk, law or contract"},
		{"A.9.3", "Driven by", "nothing is named"},
		{"A.9.3", "Status", "not declared"},
		{"A.10.4", "Applicable", "no"},
		{"A.10.4", "Why excluded", "No customers\nApproved by Mara, 1 Nov 2026"},
		{"A.10.4", "Driven by", ""},
		{"27001:A.5.9", "Applicable", "yes"},
	} {
		if got := cell(t, d, c[0], c[1]); got != c[2] {
			t.Errorf("%s of %s is %q, not %q", c[1], c[0], got, c[2])
		}
	}
	if both := tables(d)[2]; both.Columns[2].Title != "Serves also" || len(both.Rows) == 0 {
		t.Errorf("the third table is %v", both)
	}
	for _, one := range tables(d) {
		if strings.HasPrefix(one.Caption, "Controls of") {
			t.Errorf("the table says again what its heading says: %s", one.Caption)
		}
	}
}

func TestTheHeadSaysWhatIsNotRecorded(t *testing.T) {
	d := made(t, statement(t, assess.New("one"), soa.AIMS, false))
	for label, want := range map[string]string{
		"Scope": "not recorded", "Version": "draft, not issued", "Date": "26 Nov 2026", "Approved by": "nobody yet", "Replaces": "no earlier version",
	} {
		if got := fact(d, label); got != want {
			t.Errorf("%s is %q, not %q", label, got, want)
		}
	}
	x := statement(t, demo(t), soa.AIMS, false)
	x.Approval = report.Approval{Version: "2.0", By: "Mara Holm", On: "2026-11-20", Class: "confidential"}
	d = made(t, x)
	if fact(d, "Approved by") != "Mara Holm, 20 Nov 2026" || fact(d, "Date") != "20 Nov 2026" || d.Class != "confidential" || !strings.Contains(fact(d, "AI systems covered"), "Siebwerk") {
		t.Errorf("%+v", d.Facts)
	}
}

func TestTheFootTellsLineByLineWhatChangedSinceTheLastVersion(t *testing.T) {
	cat, a := catalog.Shipped(), demo(t)
	x := statement(t, a, soa.AIMS, false)
	x.Approval = report.Approval{Version: "1.2", By: "Mara Holm", On: "2026-11-20"}
	raw, err := json.Marshal(made(t, x))
	if err != nil {
		t.Fatal(err)
	}
	before, err := report.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	if all := report.Compare(before, made(t, statement(t, a, soa.AIMS, true))); len(all) != 0 {
		t.Errorf("nothing was said since, and %+v differs", all)
	}
	a = redeclared(t, cat, a, "partly")
	changes, err := assess.PutControl(a, assess.OwnControl{ID: "own", Title: "Kill switch"})
	a = apply(t, a, changes, err)
	x = statement(t, a, soa.AIMS, false)
	x.Before = &report.Earlier{Version: "1.2", Document: before}
	d := made(t, x)
	got := report.Compare(before, d)
	want := []report.Difference{
		{Row: "A.5.2", Name: "A.5.2 AI system impact assessment process", Column: "Status", Was: "planned", Is: "partly implemented"},
		{Row: "own", Name: "X.3 Kill switch", Is: report.Come},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if back := report.Compare(d, before); len(back) != 2 || back[1].Was != report.Gone {
		t.Errorf("the other way round: %+v", back)
	}
	foot := tables(d)[len(tables(d))-1]
	if foot.Caption != "Changes since version 1.2" || len(foot.Rows) != 2 || fact(d, "Replaces") != "version 1.2" {
		t.Errorf("the foot is %q with %d rows", foot.Caption, len(foot.Rows))
	}
}

// redeclared is the assessment with another status of A.5.2.
func redeclared(t *testing.T, cat *catalog.Catalog, a *assess.Assessment, word string) *assess.Assessment {
	t.Helper()
	st := assess.StatementOn(a, "A.5.2")
	st.Declared = word
	changes, err := assess.Declare(cat, a, "A.5.2", st)
	return apply(t, a, changes, err)
}

func TestTheFootTellsWhatChangedSinceAVersionInAnotherLanguage(t *testing.T) {
	cat, a := catalog.Shipped(), demo(t)
	before := made(t, statement(t, a, soa.AIMS, false))
	x := statement(t, redeclared(t, cat, a, "partly"), soa.AIMS, false)
	x.Before = &report.Earlier{Version: "1.2", Document: before}
	var err error
	if x.Words, err = report.WordsIn("de"); err != nil {
		t.Fatal(err)
	}
	all := tables(made(t, x))
	foot := all[len(all)-1]
	if foot.Caption != "Änderungen seit Fassung 1.2" || len(foot.Rows) != 1 || foot.Rows[0].Cells[2].Text != "planned" || foot.Rows[0].Cells[3].Text != "partly implemented" {
		t.Errorf("%q %+v", foot.Caption, foot.Rows)
	}
}

func TestTheStatementSaysInEnglishWhatTheScreensSay(t *testing.T) {
	w, err := report.WordsIn(report.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range assess.DriverWords {
		if got := w.Of("driver", word); got != soa.DriverWord(word) {
			t.Errorf("%s is %q here and %q there", word, got, soa.DriverWord(word))
		}
	}
	for _, word := range assess.DeclaredWords {
		if got := w.Of("declared", word); got != soa.DeclaredWord(word) {
			t.Errorf("%s is %q here and %q there", word, got, soa.DeclaredWord(word))
		}
	}
}

func TestWhatIsNoDocumentIsRefused(t *testing.T) {
	if _, err := report.Read([]byte("[")); err == nil || !strings.Contains(err.Error(), "the document can't be read") {
		t.Error(err)
	}
}

func TestADocumentOfAllThatCanBeSaidReadsBackAsItWas(t *testing.T) {
	d := made(t, statement(t, assesstest.Full(), soa.Both, true))
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	again, err := report.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	if raw2, _ := json.Marshal(again); string(raw2) != string(raw) {
		t.Error("the document is another after it was read back")
	}
	if len(d.Source.Hash) != 12 || d.Source.Head != "0123456789ab" || len(d.Source.Lines) == 0 {
		t.Errorf("%+v", d.Source)
	}
}

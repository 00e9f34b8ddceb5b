package catalog_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
)

func asIs(day string) string { return day }

func TestAPlaceOfALawSaysWhatIsToComeFirst(t *testing.T) {
	r := catalog.Ref{Applies: []catalog.Applies{{From: "2026-08-02", To: "providers"}, {From: "2026-12-02", To: "older systems"}}}
	for on, want := range map[string][]string{
		"2026-08-01": {"from 2026-08-02: providers", "from 2026-12-02: older systems"},
		"2026-11-26": {"from 2026-12-02: older systems", "since 2026-08-02: providers"},
		"2026-12-01": {"from 2026-12-02: older systems", "since 2026-08-02: providers"},
		"2026-12-02": {"since 2026-08-02: providers", "since 2026-12-02: older systems"},
	} {
		if got := r.Says(on, asIs); !slices.Equal(got, want) {
			t.Errorf("on %s: %q; %q is right", on, got, want)
		}
	}
	if got := (catalog.Ref{}).Says("2026-11-26", asIs); len(got) != 0 {
		t.Errorf("a place that is no law says %q", got)
	}
}

func TestTheDaysOfAFrameworkAreToldNextOneFirst(t *testing.T) {
	f := catalog.Framework{Dates: []catalog.FrameworkDate{{Date: "2027-12-02"}, {Date: "2024-08-01"}, {Date: "2026-12-02"}, {Date: "2026-08-02"}}}
	coming, past := f.Days("2026-11-26")
	days := func(of []catalog.FrameworkDate) (all []string) {
		for _, d := range of {
			all = append(all, d.Date)
		}
		return all
	}
	if got := days(coming); !slices.Equal(got, []string{"2026-12-02", "2027-12-02"}) {
		t.Errorf("to come: %v", got)
	}
	if got := days(past); !slices.Equal(got, []string{"2024-08-01", "2026-08-02"}) {
		t.Errorf("past: %v", got)
	}
	if coming, past := f.Days("2030-01-01"); len(coming) != 0 || len(past) != 4 {
		t.Errorf("%v, %v", coming, past)
	}
}

func TestThePageOfTheLawSaysHowOldItIs(t *testing.T) {
	r := catalog.Regulation{Read: "2026-11-26"}
	for on, want := range map[string]string{
		"2026-11-20": "Read on 2026-11-26.", // by the clock of a machine that is behind
		"2026-11-26": "Read on 2026-11-26, today.",
		"2026-11-27": "Read on 2026-11-26, yesterday.",
		"2026-12-02": "Read on 2026-11-26, 6 days ago.",
		"2027-06-14": "Read on 2026-11-26, 200 days ago.",
		"2027-06-15": "! Read on 2026-11-26, 201 days ago. That is long for law: read it anew before you use a date.",
	} {
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.AgeWords(day.Add(23*time.Hour), asIs); got != want {
			t.Errorf("on %s: %q; %q is right", on, got, want)
		}
	}
	if got := (catalog.Regulation{}).AgeWords(time.Now(), asIs); got != "" {
		t.Errorf("of no day it says %q", got)
	}
}

func TestAFolderOfAnEarlierDayHasItsDayOfReading(t *testing.T) {
	cat, err := catalog.Load(edited(t, "regulatory.yaml", `read: "2026-11-26"`, `as_of: "2026-10-01"`))
	if err != nil {
		t.Fatal(err)
	}
	if r := cat.Reference().Regulation; r.Read != "2026-10-01" {
		t.Errorf("%q", r.Read)
	}
}

func TestEveryPlaceOfTheLawSaysFromWhenItAppliesAndToWhom(t *testing.T) {
	cat := shipped(t)
	for _, f := range cat.Frameworks() {
		for _, r := range f.Refs {
			if (f.Kind == "law") != (len(r.Applies) > 0) {
				t.Errorf("%s of kind %s says of %d days from when it applies", r.Ref, f.Kind, len(r.Applies))
			}
			if !slices.IsSortedFunc(r.Applies, func(a, b catalog.Applies) int { return strings.Compare(a.From, b.From) }) {
				t.Errorf("%s: the earliest day stands first; %v", r.Ref, r.Applies)
			}
		}
	}
	touched := map[string]bool{}
	for _, x := range cat.Reference().Regulation.Touches {
		touched[x.Item+" "+x.Ref] = true
	}
	for _, it := range cat.Requirements().Items() {
		for _, ref := range it.Regulatory {
			if _, known := cat.Place(ref); !known || !touched[it.ID+" "+ref] {
				t.Errorf("%s names %s, which no row of regulatory.yaml says", it.ID, ref)
			}
		}
	}
	if _, known := cat.Place("EU AI Act art. 1000"); known {
		t.Error("a place that no framework has is known")
	}
}

// days are those of the catalogue's laws, in all forms they stand in.
func days(cat *catalog.Catalog) map[string]bool {
	all := map[string]bool{}
	for _, f := range cat.Frameworks() {
		for _, d := range f.Dates {
			all[d.Date], all[d.Moved] = true, true
		}
		for _, r := range f.Refs {
			for _, a := range r.Applies {
				all[a.From] = true
			}
		}
	}
	return all
}

// elsewhere are days of the facts that are about other laws, or how this one came
// to be.
var elsewhere = []string{"2026-06-16", "2026-06-29", "2026-07-24", "2026-12-09", "2026-09-11", "2027-12-11"}

// lawFacts is what the project keeps of the law, a line a fact.
func lawFacts(t *testing.T) [][]string {
	t.Helper()
	return facts(t, "../assets/facts", "law-2026.tsv", "id", "fact", "dates", "status", "sources")
}

func TestTheDaysOfTheFactsStandInTheCatalogue(t *testing.T) {
	cat := shipped(t)
	have := days(cat)
	dated := map[string]string{} // day -> the status of its row
	for _, f := range cat.Frameworks() {
		for _, d := range f.Dates {
			dated[d.Date] += " " + d.Status
		}
	}
	for _, row := range lawFacts(t) {
		if row[1] == "" || row[4] == "" || !slices.Contains([]string{"corroborated", "two-sources", "single-source"}, row[3]) {
			t.Errorf("%s says %q, %q by %q", row[0], row[1], row[3], row[4])
		}
		for _, day := range daysOf(row) {
			if !have[day] && !slices.Contains(elsewhere, day) {
				t.Errorf("%s names %s, which the catalogue does not", row[0], day)
			}
		}
	}
	for _, c := range []struct{ day, status string }{
		{"2026-12-02", "corroborated"}, {"2027-08-02", "two-sources"}, {"2027-12-02", "corroborated"}, {"2028-08-02", "corroborated"}, {"2030-08-02", "single-source"},
	} {
		if !strings.Contains(dated[c.day], c.status) {
			t.Errorf("%s is%s; the facts say %s", c.day, dated[c.day], c.status)
		}
	}
}

func daysOf(row []string) []string {
	return strings.FieldsFunc(row[2], func(r rune) bool { return r == ';' || r == ' ' })
}

var (
	factRow  = regexp.MustCompile(`(?m)^\| (.+) \| ([+12]) \|$`)
	spokenOn = regexp.MustCompile(`\b(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b`)
	statusOf = map[string]string{"+": "corroborated", "2": "two-sources", "1": "single-source"}
)

func TestTheFactsOfTheLawAreThoseOfTheFolderOfFacts(t *testing.T) {
	folder := os.Getenv("CROSSWALK_FACTS")
	if folder == "" {
		t.Skip("CROSSWALK_FACTS names no folder of facts")
	}
	raw, err := os.ReadFile(filepath.Join(folder, "law-2026.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, got := factRow.FindAllStringSubmatch(string(raw), -1), lawFacts(t)
	if len(want) != len(got) || len(got) == 0 {
		t.Fatalf("%d facts; the folder has %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i][3] != statusOf[w[2]] {
			t.Errorf("%s is %s; the folder says %s of %q", got[i][0], got[i][3], statusOf[w[2]], w[1])
		}
		for _, spoken := range spokenOn.FindAllString(w[1], -1) {
			day, _ := time.Parse("2 January 2006", spoken)
			if !slices.Contains(daysOf(got[i]), day.Format(time.DateOnly)) {
				t.Errorf("%s names %v; the folder says %q", got[i][0], daysOf(got[i]), w[1])
			}
		}
	}
}

// TestTheRowsOfOtherRulesAreThoseOfTheFolderOfFacts: each row that others have
// published is kept with its status, and whatever is more is a judgement.
func TestTheRowsOfOtherRulesAreThoseOfTheFolderOfFacts(t *testing.T) {
	folder := os.Getenv("CROSSWALK_FACTS")
	if folder == "" {
		t.Skip("CROSSWALK_FACTS names no folder of facts")
	}
	names := map[string]string{"EU-AI-ACT": "EU AI Act", "NIST-AI-RMF-1.0": "NIST AI RMF"}
	want := map[string]string{}
	for _, row := range facts(t, folder, "regulatory.tsv", "src_42001", "framework", "ref", "status", "n_sources") {
		ref := names[row[1]] + " " + strings.ToLower(row[2][:1]) + row[2][1:]
		switch {
		case names[row[1]] == "":
			ref = row[1]
		case !strings.HasPrefix(row[2], "Art."):
			ref = names[row[1]] + " " + row[2]
		}
		want[row[0]+" "+ref] = row[3]
	}
	for _, x := range shipped(t).Reference().Regulation.Touches {
		status, known := want[x.Item+" "+x.Ref]
		delete(want, x.Item+" "+x.Ref)
		if known && status != x.Status || !known && x.Status != "judgement" {
			t.Errorf("%s, %s is %s; the facts say %q", x.Item, x.Ref, x.Status, status)
		}
	}
	for row, status := range want {
		t.Errorf("the facts have %s, %s; the catalogue has not", row, status)
	}
}

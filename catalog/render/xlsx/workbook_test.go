package xlsx

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/report"
)

var tuesday = time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC)

// changed is an assessment with changes.
func changed(t testing.TB, a *assess.Assessment, changes []assess.Change, err error) *assess.Assessment {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	fold := assess.NewFold(a)
	for i, c := range changes {
		if err := fold.Apply(assess.Revision{ID: fmt.Sprintf("%s~%06d", a.Last, i), Subject: c.Subject, Field: c.Field, Value: c.Value, At: tuesday}); err != nil {
			t.Fatal(err)
		}
	}
	return fold.Now()
}

// demonstration is the demonstration's assessment with so many AI systems more.
func demonstration(t testing.TB, more int) *assess.Assessment {
	t.Helper()
	n := 0
	changes, err := intake.Document(catalog.Shipped(), assets.Demo, tuesday, func() string { n++; return fmt.Sprintf("id-%04d", n) })
	a := changed(t, assess.New("a"), changes, err)
	for i := range more {
		changes, err := assess.PutSystem(a, assess.System{ID: fmt.Sprintf("more-%03d", i), Name: fmt.Sprintf("System %d", i), Stage: "in operation", InScope: true, RiskClass: "high"})
		a = changed(t, a, changes, err)
	}
	return a
}

// workbookOf is the document to work on of an assessment.
func workbookOf(t testing.TB, a *assess.Assessment) *report.Document {
	t.Helper()
	words, err := report.WordsIn(report.English)
	if err != nil {
		t.Fatal(err)
	}
	k, _ := report.KindNamed("workbook")
	d, err := k.Build(report.Input{Figures: figures.Of(catalog.Shipped(), a, tuesday), Words: words, Made: tuesday, Program: "crosswalk 1.0"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheWorkbookOfEveryAssessmentIsAGoodFile(t *testing.T) {
	empty, err := assess.Create("Empty", assess.DefaultProfile())
	noted := demonstration(t, 0)
	for i, text := range []string{
		strings.Repeat("long note ", 2000)[:20_000], "=1+1", "+1", "-1", "@SUM(A1)", "数据质量与来源", "إدارة مخاطر الذكاء الاصطناعي", "👩‍👩‍👧 🇩🇪", "<b>&amp;</b>", "_x000D_", "\u202egnp.exe", "a\r\nb\n\n\nc", " in front",
		strings.Repeat("\u202e", 20_000), // longer than a cell where it is made visible
	} {
		changes, err := assess.Note(catalog.Shipped(), noted, assess.Key{Item: catalog.Shipped().Requirements().Clauses[i%7].Items[i/7].ID}, text)
		noted = changed(t, noted, changes, err)
	}
	for name, a := range map[string]*assess.Assessment{
		"the demonstration": demonstration(t, 0), "an empty one": changed(t, assess.New("e"), empty, err), "one of 300 AI systems": demonstration(t, 300), "one of hostile notes": noted,
	} {
		t.Run(name, func(t *testing.T) {
			d := workbookOf(t, a)
			raw := rendered(t, d)
			if err := Verify(d, raw); err != nil {
				t.Error(err)
			}
			file, err := intake.Open("back.xlsx", raw)
			if err != nil {
				t.Fatal(err)
			}
			read, err := file.Read(catalog.Shipped(), a, intake.Request{As: intake.Workbook}, func() string { return "new" })
			if err != nil || len(read.Refused)+len(read.Proposal.Changes)+len(read.Proposal.Remarks) > 0 {
				t.Errorf("nobody edited it, and it changes %d, refuses %v, says %q: %v", len(read.Proposal.Changes), read.Refused, read.Proposal.Remarks, err)
			}
		})
	}
}

// All that is ever taken is more than what is held at once, and the same each time. The
// promise is 100 MiB for the program with the assessment.
func TestTheWorkbookOfALargeOrganisationIsNeverHeldWhole(t *testing.T) {
	d := workbookOf(t, demonstration(t, 300))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	rendered(t, d)
	runtime.ReadMemStats(&after)
	if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 80 {
		t.Errorf("to write it takes %d MiB", taken)
	}
}

// The limit of the design: 200 ms on one core.
func BenchmarkWorkbook(b *testing.B) {
	for _, more := range []int{0, 300} {
		d := workbookOf(b, demonstration(b, more))
		b.Run(fmt.Sprintf("%d-more-systems", more), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rendered(b, d)
			}
		})
	}
}

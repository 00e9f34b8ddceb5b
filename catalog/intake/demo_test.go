package intake

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// statusOf is the word that an organisation writes for a rating.
func statusOf(r assess.Rating) string {
	switch {
	case !r.Is(assess.Rated):
		return ""
	case r.Level >= 3:
		return "Implemented"
	}
	return []string{"Not implemented", "Planned", "Partially implemented"}[r.Level]
}

// demoBaseline is what the demonstration says of the ISMS.
func demoBaseline(t *testing.T) map[string]assess.Answer {
	t.Helper()
	n := 0
	changes, err := Document(catalog.Shipped(), assets.Demo, today, func() string { n++; return fmt.Sprintf("id-%04d", n) })
	if err != nil {
		t.Fatal(err)
	}
	return fold(t, assess.New("demo"), changes).Baseline
}

// writeDemoSoA writes the Statement of Applicability of the demonstration
// company as companies keep theirs: a cover, titles above the headings, a merged
// line before each theme, statuses in words, a list behind.
func writeDemoSoA(t *testing.T, path string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	row := func(sheet string, n int, cells ...any) { must(f.SetSheetRow(sheet, fmt.Sprintf("A%d", n), &cells)) }
	must(f.SetSheetName("Sheet1", "Cover"))
	row("Cover", 2, "", "Statement of Applicability")
	row("Cover", 3, "", "Nordwind Analytics GmbH, information security management system")
	row("Cover", 4, "", "Version 2026, approved on 12 February 2026 by the management board")
	const soa = "SoA 2026"
	_, err := f.NewSheet(soa)
	must(err)
	row(soa, 1, "Statement of Applicability 2026")
	must(f.MergeCell(soa, "A1", "G1"))
	row(soa, 2, "ISO/IEC 27001:2022, Annex A")
	row(soa, 4, "Control", "Title", "Applicable", "Justification", "Implementation status", "Remark", "Control owner")
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	must(err)
	must(f.SetRowStyle(soa, 4, 4, bold))
	for column, width := range map[string]float64{"A": 10, "B": 44, "C": 11, "D": 50, "E": 22, "F": 60, "G": 16} {
		must(f.SetColWidth(soa, column, column, width))
	}
	base := demoBaseline(t)
	owners := map[string]string{"A.5": "CISO", "A.6": "Head of People", "A.7": "Office manager", "A.8": "Head of platform"}
	n := 5
	for _, cl := range catalog.Shipped().Foundation().Clauses {
		if !cl.Annex() {
			continue
		}
		row(soa, n, cl.ID+" "+cl.Title)
		must(f.MergeCell(soa, fmt.Sprintf("A%d", n), fmt.Sprintf("G%d", n)))
		n++
		for _, it := range cl.Items {
			x := base[it.ID]
			applicable, reason := "Yes", "Risk assessment 2026"
			if x.Rating.Is(assess.NA) {
				applicable, reason = "No", x.Rating.Reason
			}
			row(soa, n, it.ID, it.Title, applicable, reason, statusOf(x.Rating), x.Note, owners[cl.ID])
			n++
		}
	}
	_, err = f.NewSheet("Lists")
	must(err)
	row("Lists", 1, "Yes", "Implemented")
	row("Lists", 2, "No", "Partially implemented")
	must(f.SetSheetVisible("Lists", false))
	must(f.SetDocProps(&excelize.DocProperties{Creator: "Nordwind Analytics", Created: "2026-02-12T09:00:00Z", Modified: "2026-02-12T09:00:00Z"}))
	must(f.SaveAs(path))
}

func TestTheStatementOfTheDemonstrationCompanySaysWhatItsBaselineSays(t *testing.T) {
	if os.Getenv("UPDATE") == "1" {
		writeDemoSoA(t, "../../assets/demo/soa.xlsx")
		return
	}
	p, err := Read(catalog.Shipped(), assess.New("x"), "soa.xlsx", assets.DemoSoA, SoA, newID)
	if err != nil {
		t.Fatal(err)
	}
	if p.Sheet != "SoA 2026" || p.Rows != 93 || p.Unchanged != 0 {
		t.Errorf("sheet %s, %d rows, %d unchanged", p.Sheet, p.Rows, p.Unchanged)
	}
	got, want := fold(t, assess.New("x"), p.Changes).Baseline, demoBaseline(t)
	for _, cl := range catalog.Shipped().Foundation().Clauses {
		for _, it := range cl.Items {
			g, w := got[it.ID], want[it.ID]
			if !cl.Annex() {
				if !g.IsZero() {
					t.Errorf("a statement of controls says something of clause %s", it.ID)
				}
				continue
			}
			if statusOf(g.Rating) != statusOf(w.Rating) || g.Rating.Is(assess.NA) != w.Rating.Is(assess.NA) || g.Note != w.Note ||
				g.Rating.Is(assess.NA) && g.Rating.Reason != w.Rating.Reason {
				t.Errorf("%s is %+v in the statement and %+v in the assessment", it.ID, g, w)
			}
		}
	}
}

// The demonstration names a day in a form that moves, or not at all.
func TestEveryDayInTheDemonstrationMoves(t *testing.T) {
	whole := string(assets.Demo) + string(assets.DemoRegisters)
	for _, mark := range regexp.MustCompile(`«[^«»]+»`).FindAllString(whole, -1) {
		if text := strings.Trim(mark, "«»"); movedWords(text, 2026, 40*7) == text {
			t.Errorf("%s is no day, month or year that can move", mark)
		}
	}
	fixed := regexp.MustCompile(`(?m)«[^»]*»|: \d{4}-\d\d-\d\d($|[,}T])|applies_from: "[^"]*"$|^ *- \d{4}-\d\d-\d\d$|^ *#.*$|\b2 (August|December) 202[67]\b|flood line of 2013`)
	day := regexp.MustCompile(`\b(\d+ )?(January|February|March|April|May|June|July|August|September|October|November|December)\b|\b\d{4}-\d\d-\d\d\b|\b[12]\d{3} to [12]\d{3}\b`)
	if left := day.FindAllString(fixed.ReplaceAllString(whole, ""), -1); len(left) > 0 {
		t.Errorf("these stay where they are: %q", left)
	}
}

func TestTheDemonstrationIsAsOldInEveryYear(t *testing.T) {
	for _, later := range []int{0, 7, 70, 700} {
		when := today.AddDate(0, 0, later)
		changes, err := Document(catalog.Shipped(), assets.Demo, when, newID)
		if err != nil {
			t.Fatal(err)
		}
		a := fold(t, blank(), changes)
		for _, e := range a.Evidence {
			if e.Date > when.Format(time.DateOnly) {
				t.Errorf("on %s evidence is of %s", when.Format(time.DateOnly), e.Date)
			}
		}
		due, _ := time.Parse(time.DateOnly, a.Answer(assess.Key{Item: "6.1.4"}).Due)
		if got := int(due.Sub(when).Hours() / 24); got != 65 {
			t.Errorf("on %s 6.1.4 is due in %d days", when.Format(time.DateOnly), got)
		}
	}
}

package xlsx

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/base"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/reporttest"
)

func rendered(t testing.TB, d *report.Document) []byte {
	t.Helper()
	raw, err := Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func opened(t testing.TB, raw []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// partOf is a part of a workbook as it stands in the file.
func read(t testing.TB, raw []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// workbook is a document of ten tables of 70 rows and a summary with figures.
func workbook() *report.Document {
	d := reporttest.Whole()
	for range 8 {
		d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, Table: reporttest.Items(70)})
	}
	return d
}

func TestEveryWordOfADocumentComesBackFromItsWorkbook(t *testing.T) {
	for name, d := range map[string]*report.Document{
		"whole": reporttest.Whole(), "hostile": reporttest.Wicked(), "ten sheets": workbook(),
		"empty": {Kind: "gaps", Title: "Gaps"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := rendered(t, d)
			if dir := os.Getenv("DOCUMENTS"); dir != "" { // to be looked at
				if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), raw, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := Verify(d, raw); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAWorkbookThatLacksACellIsNotPassed(t *testing.T) {
	raw := rendered(t, reporttest.Whole())
	for name, alter := range map[string]func(*report.Document){
		"a text":   func(d *report.Document) { d.Blocks[7].Table.Rows[2].Cells[7].Text = "another" },
		"a number": func(d *report.Document) { *d.Blocks[7].Table.Rows[2].Cells[3].Number = 99 },
		"a lead":   func(d *report.Document) { d.Blocks[1].Text = "No." },
	} {
		d := reporttest.Whole()
		alter(d)
		if Verify(d, raw) == nil {
			t.Errorf("%s differs and was passed", name)
		}
	}
}

func TestNoTextIsEverAFormula(t *testing.T) {
	parts := opened(t, rendered(t, reporttest.Wicked()))
	for _, sheet := range parts.GetSheetList() {
		rows, err := parts.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				name, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := parts.GetCellFormula(sheet, name); formula != "" {
					t.Errorf("%s %s is the formula %s", sheet, name, formula)
				}
			}
		}
	}
}

func TestATextLongerThanACellGoesOnInTheNextColumn(t *testing.T) {
	f := opened(t, rendered(t, reporttest.Wicked()))
	rows, err := f.GetRows("=table")
	if err != nil {
		t.Fatal(err)
	}
	if want := "<b>Note</b> (2)"; !slices.Contains(rows[0], want) {
		t.Errorf("no column is called %s: %q", want, rows[0])
	}
	for _, row := range rows {
		for _, text := range row {
			if n := len([]rune(text)); n > 32_767 {
				t.Errorf("a cell holds %d characters", n)
			}
		}
	}
}

func TestASheetIsReadyToWorkIn(t *testing.T) {
	f := opened(t, rendered(t, reporttest.Whole()))
	if want := []string{"Summary", "Items", "Gaps", base.Sheet}; !slices.Equal(f.GetSheetList(), want) {
		t.Errorf("the sheets are %q", f.GetSheetList())
	}
	if shown, _ := f.GetSheetVisible(base.Sheet); shown {
		t.Error("what the workbook remembers is in sight")
	}
	if shown, _ := f.GetColVisible("Items", "I"); shown {
		t.Error("what a row is about is in sight")
	}
	panes, err := f.GetPanes("Items")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the head is not frozen: %+v %v", panes, err)
	}
	var lists []string
	all, err := f.GetDataValidations("Items")
	for _, v := range all {
		lists = append(lists, v.Formula1)
	}
	if err != nil || !slices.Contains(lists, `"none,planned,partly,implemented"`) {
		t.Errorf("no list of words: %q %v", lists, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] += n.RefersTo
	}
	if !strings.Contains(names["_xlnm._FilterDatabase"], "'Items'!$A$1:$I$9") {
		t.Errorf("sorting by the filter would leave what a row is about behind: %v", names)
	}
	if names["_xlnm.Print_Titles"] == "" || names["t_table_items"] != "'Items'!$A$1:$H$9" {
		t.Errorf("the names are %v", names)
	}
	kinds := map[string]excelize.CellType{}
	for _, cell := range []string{"D3", "F3", "H3"} {
		kinds[cell], _ = f.GetCellType("Items", cell)
	}
	if kinds["D3"] == kinds["H3"] || kinds["F3"] == kinds["H3"] {
		t.Errorf("numbers and days are texts: %v", kinds)
	}
	if day, _ := f.GetCellValue("Items", "F3"); day != "2027-01-01" {
		t.Errorf("the day shows as %q", day)
	}
}

func TestARowIsAsHighAsItsTextsAndGrowsWithThem(t *testing.T) {
	d := &report.Document{Blocks: []report.Block{{Is: report.IsTable, Table: &report.Table{
		Caption: "Notes", Columns: []report.Column{{Title: "Note", Is: report.CellText, Parts: 6}},
		Rows: []report.Row{{Cells: []report.Cell{{Text: "short"}}}, {Cells: []report.Cell{{Text: strings.Repeat("nine more ", 12)}}}, {Cells: []report.Cell{{Text: strings.Repeat("字", 20_000)}}}},
	}}}}
	raw := rendered(t, d)
	f := opened(t, raw)
	var heights []float64
	for row := 2; row <= 4; row++ {
		h, err := f.GetRowHeight("Notes", row)
		if err != nil {
			t.Fatal(err)
		}
		heights = append(heights, h)
	}
	if heights[0] > 20 || heights[1] < 5*lineHeight || heights[1] > 8*lineHeight || heights[2] != mostHeight {
		t.Errorf("the rows are %v points high", heights)
	}
	if part := read(t, raw, "xl/worksheets/sheet2.xml"); !strings.Contains(part, ` ht="`) || strings.Contains(part, "customHeight") {
		t.Error("a row stays as high as it is, whatever is typed into it")
	}
}

func TestWhatADayIsAndWhatNamesARowIsRemembered(t *testing.T) {
	d := &report.Document{Blocks: []report.Block{{Is: report.IsTable, Table: &report.Table{
		Caption: "Items", Columns: []report.Column{{Title: "Item", Is: report.CellText, Names: true}, {Title: "Due", Is: report.CellDate, Field: "due"}},
		Rows: []report.Row{{ID: "answer/4.1//", Cells: []report.Cell{{Text: "4.1"}, {Text: "31. Mär 2027", Day: "2027-03-31"}}}},
	}}}}
	raw := rendered(t, d)
	if err := Verify(d, raw); err != nil {
		t.Error(err)
	}
	f := opened(t, raw)
	if day, _ := f.GetCellValue("Items", "B2", excelize.Options{RawCellValue: true}); day != "46477" {
		t.Errorf("the day is kept as %q", day)
	}
	rows, err := f.GetRows(base.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := base.Read(rows)
	want := []base.Value{{Sheet: "Items", Field: "_name0", Text: "Item"}, {Sheet: "Items", Field: "due", Text: "Due"}, {Sheet: "Items", Row: "answer/4.1//", Field: "_name0", Text: "4.1"}, {Sheet: "Items", Row: "answer/4.1//", Field: "due", Text: "2027-03-31"}}
	if err != nil || !slices.Equal(kept, want) {
		t.Errorf("%v %v", kept, err)
	}
}

func TestAChartIsNeverCutByAPage(t *testing.T) {
	d := &report.Document{Title: "Charts"}
	for range 4 {
		for _, b := range reporttest.Whole().Blocks {
			if b.Is == report.IsFigure {
				d.Blocks = append(d.Blocks, b)
			}
		}
	}
	if n := strings.Count(read(t, rendered(t, d), "xl/worksheets/sheet1.xml"), "<brk "); n < 4 {
		t.Errorf("the sheet in front begins %d pages by itself", n)
	}
}

func TestSheetsHaveNamesThatEveryProgramTakes(t *testing.T) {
	d := &report.Document{}
	for _, name := range []string{"A/B: [x]*?", "A/B: [x]*?", "history", "", strings.Repeat("字", 40), "'quoted'", "Summary", base.Sheet, "🧭" + strings.Repeat("x", 40)} {
		d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, Table: &report.Table{Caption: name, Columns: []report.Column{{Title: "A"}}}})
	}
	if err := Verify(d, rendered(t, d)); err != nil {
		t.Error(err)
	}
}

func TestNoNameStandsForTwoTables(t *testing.T) {
	d := &report.Document{}
	for _, id := range []string{"a-b", "a_b"} {
		d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, ID: id, Table: &report.Table{Caption: id, Columns: []report.Column{{Title: "A"}}}})
	}
	var names []string
	for _, n := range opened(t, rendered(t, d)).GetDefinedName() {
		if strings.HasPrefix(n.Name, "t_") {
			names = append(names, n.Name+" "+n.RefersTo)
		}
	}
	if !slices.Equal(names, []string{"t_a_b 'a-b'!$A$1:$A$1"}) {
		t.Errorf("the names are %q", names)
	}
}

func BenchmarkXLSX(b *testing.B) {
	d := workbook()
	b.ReportAllocs()
	for b.Loop() {
		rendered(b, d)
	}
}

func BenchmarkReadXLSX(b *testing.B) {
	d := workbook()
	raw := rendered(b, d)
	for b.Loop() {
		if err := Verify(d, raw); err != nil {
			b.Fatal(err)
		}
	}
}

package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func opened(t testing.TB, name string, raw string) *File {
	t.Helper()
	f, err := Open(name, []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// seen is the grid of a sheet, a line for each row: its number, h where it is
// hidden, and its cells.
func seen(t testing.TB, f *File, sheet string) []string {
	t.Helper()
	g, err := f.Grid(sheet, 200)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range g.Rows {
		lines = append(lines, fmt.Sprint(r.N, map[bool]string{true: "h"}[r.Hidden], " ", strings.Join(r.Cells, "|")))
	}
	return lines
}

func TestAFileIsKnownWithoutAnIdeaOfItsColumns(t *testing.T) {
	for _, c := range []struct {
		name, form string
		sheets     []SheetInfo
		remarks    []string
		rows       int // of its Statement of Applicability
	}{
		{"sheets/demo-as-ods.ods", "ODS", []SheetInfo{{"Cover", false}, {"SoA 2026", false}, {"Lists", true}}, nil, 93},
		{"sheets/demo-utf16-no-mark.csv", "CSV", []SheetInfo{{Name: "sheets/demo-utf16-no-mark.csv"}}, []string{"the text is read as UTF-16", "the columns end at ;"}, 93},
		{"sheets/demo-windows-1252.csv", "CSV", []SheetInfo{{Name: "sheets/demo-windows-1252.csv"}}, []string{"the text is read as Windows-1252, for it is no UTF-8", "the columns end at ;"}, 93},
		{"sheets/soa-hidden-rows.xlsx", "XLSX", []SheetInfo{{Name: "SoA"}}, nil, 3},
		{"percent.xlsx", "XLSX", []SheetInfo{{Name: "SoA"}}, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := testdata(t, c.name)
			f := opened(t, c.name, raw)
			if f.Name() != c.name || f.Form() != c.form || !slices.Equal(f.Sheets(), c.sheets) || !slices.Equal(f.Remarks(), c.remarks) {
				t.Errorf("%q %q %+v %q", f.Name(), f.Form(), f.Sheets(), f.Remarks())
			}
			if c.rows == 0 {
				return
			}
			p, err := Read(book(), nordwind(t), c.name, []byte(raw), SoA, newID)
			if err != nil || p.Rows != c.rows || !slices.Equal(p.Remarks[:len(c.remarks)], c.remarks) {
				t.Errorf("%d rows, want %d; %q; %v", p.Rows, c.rows, p.Remarks, err)
			}
		})
	}
	if _, err := Open("demo.xls", []byte(testdata(t, "sheets/demo.xls"))); err == nil || !strings.Contains(err.Error(), "in the old XLS form; save it as XLSX") {
		t.Error(err)
	}
}

// What Windows-1252 has no place for is a question mark in that file.
func TestTheSameSheetIsTheSameInODSAndInText(t *testing.T) {
	changes := func(name string) string {
		p, err := Read(book(), nordwind(t), name, []byte(testdata(t, name)), SoA, newID)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, l := range p.Lines {
			fmt.Fprintf(&b, "%s %s %s\n", l.Item, l.What, l.Now)
		}
		return b.String()
	}
	ods := changes("sheets/demo-as-ods.ods")
	if d := cmp.Diff(ods, changes("sheets/demo-utf16-no-mark.csv")); d != "" {
		t.Errorf("-ODS +UTF-16:\n%s", d)
	}
	if d := cmp.Diff(strings.NewReplacer("ń", "?", "中", "?", "文", "?").Replace(ods), changes("sheets/demo-windows-1252.csv")); d != "" {
		t.Errorf("-ODS +Windows-1252:\n%s", d)
	}
}

func TestHiddenRowsAndColumnsAreKeptAndMarked(t *testing.T) {
	f := opened(t, "f", testdata(t, "sheets/soa-hidden-rows.xlsx"))
	if d := cmp.Diff([]string{"1 Control|Status", "2 A.5.1|implemented", "3h A.5.2|planned", "4 A.5.3|implemented"}, seen(t, f, "SoA")); d != "" {
		t.Error(d)
	}
	x := `<worksheet><cols><col min="2" max="3" hidden="1"/><col min="2" max="2" hidden="true"/><col min="1020" max="16384" hidden="1"/></cols>` +
		`<sheetData><row hidden="true"><c><v>1</v></c></row></sheetData></worksheet>`
	g, err := opened(t, "f", string(tiny(t, x))).Grid("S", 10)
	if err != nil || !g.Rows[0].Hidden || !slices.Equal(g.Hidden, []int{1, 2, 1019, 1020, 1021, 1022, 1023}) {
		t.Errorf("%+v %v", g, err)
	}
}

func TestANumberIsShownInTheFormOfItsStyle(t *testing.T) {
	for _, c := range []struct{ form, value, want string }{
		{"0.00", "5.1", "5.10"},
		{"0.0", "5.1", "5.1"},
		{"0.000", "5.1", "5.100"},
		{"#,##0.00", "5.1", "5.10"},
		{"0.00_);(0.00)", "5.1", "5.10"},
		{"@", "5.1", "5.1"},
		{"General", "5.0999999999999996", "5.1"},
		{"0.00", "5.0999999999999996", "5.10"},
		{"0.0", "5.12", "5.12"},
		{"0", "2.5", "2.5"},
		{"General", "1E+300", "1E+300"},
		{"General", "no number", "no number"},
		{"0%", "0.8", "80 %"},
		{"yyyy-mm-dd", "46053", "2026-01-31"},
		{"d. mmm", "46053.75", "2026-01-31"},
		{"[$-407]mmmm;@", "46053", "2026-01-31"},
		{`[Red]0.00 "days"`, "3", "3.00"},
		{"[h]:mm", "1.5", "1.5"},
		{"yyyy", "12", "12"},
	} {
		styles := fmt.Sprintf(`<s><numFmts><numFmt numFmtId="170" formatCode='%s'/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></s>`, c.form)
		raw := tiny(t, `<worksheet><sheetData><row><c s="0"><v>`+c.value+`</v></c></row></sheetData></worksheet>`, styles)
		if got := seen(t, opened(t, "f", string(raw)), "S"); got[0] != "1 "+c.want {
			t.Errorf("%s in the form %s is shown as %s", c.value, c.form, got[0])
		}
	}
}

func TestCellsAreShownAsAPersonSeesThem(t *testing.T) {
	x := `<worksheet><sheetData><row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c><f>1+1</f></c><c/>` +
		`<c t="inlineStr"><is><t>支</t><rPh><t>シ</t></rPh></is></c><c t="str"><f>HYPERLINK("x","A.5.1")</f><v>A.5.1</v></c></row></sheetData></worksheet>`
	if got := seen(t, opened(t, "f", string(tiny(t, x))), "S"); got[0] != "1 TRUE|FALSE|#N/A|(no value)||支|A.5.1" {
		t.Error(got)
	}
}

func TestColumnsThatNobodyWantsAreNotKept(t *testing.T) {
	f := opened(t, "f", strings.Repeat("a,b,c,d\n", 10))
	all, err := f.table("f", 5, func(column int) bool { return column == 2 })
	if err != nil || len(all.rows) != 5 || all.rows[4].at(2).text != "c" || !all.rows[4].at(0).blank() || len(all.rows[4].cells) != 3 {
		t.Errorf("%+v %v", all, err)
	}
}

func TestValuesBeyondTheLastColumnArePassedOverAndNamed(t *testing.T) {
	for name, raw := range map[string]string{
		"CSV":  "a,b" + strings.Repeat(",", 1023) + "x\n",
		"XLSX": string(tiny(t, `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="AMK1"><v>2</v></c></row></sheetData></worksheet>`)),
		"ODS":  openFlat(`<table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell table:number-columns-repeated="1023"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`),
	} {
		f := opened(t, "f", raw)
		got, err := f.table(f.Sheets()[0].Name, maxRow, nil)
		if err != nil || len(got.rows) != 1 || !slices.Contains(got.remarks, "values beyond the 1024 columns that are read were passed over, the first in cell AMK1") {
			t.Errorf("%s: %q %v", name, got.remarks, err)
		}
	}
}

func TestASheetThatIsNotThereIsNamed(t *testing.T) {
	f := opened(t, "f", openFlat(""))
	if _, err := f.Grid("X", 10); err == nil || err.Error() != `the workbook has no sheet "X"; it has "T"` {
		t.Error(err)
	}
	if _, err := opened(t, "f.csv", "a,b\n").Grid("X", 10); err == nil || err.Error() != `a CSV file has no sheet "X"; leave the sheet out` {
		t.Error(err)
	}
}

package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// largeFiles are the same rows of 10 columns in each form; no text stands there
// twice, which is the most that a reader has to do.
func largeFiles(t testing.TB, rowCount int) map[string][]byte {
	t.Helper()
	var plain strings.Builder
	var rows strings.Builder
	book := workbookOf(t, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		for n := range rowCount {
			cells := make([]any, 10)
			rows.WriteString(`<table:table-row table:style-name="ro1">`)
			for c := range cells {
				text := fmt.Sprintf("text %d of row %d", c, n)
				cells[c] = text
				plain.WriteString(text + ",")
				fmt.Fprintf(&rows, `<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>%s</text:p></table:table-cell>`, text)
			}
			plain.WriteString("\n")
			rows.WriteString(`<table:table-cell table:number-columns-repeated="16374"/></table:table-row>`)
			if err := w.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	})
	return map[string][]byte{
		"CSV": []byte(plain.String()), "XLSX": book, "XLSX of shared texts": sharing(t, rowCount),
		"ODS": zipped(t, "content.xml", openSheet(rows.String())),
	}
}

// sharing is the same workbook as spreadsheets save it, each text in a list.
func sharing(t testing.TB, rowCount int) []byte {
	t.Helper()
	return workbookOf(t, func(f *excelize.File) {
		for n := range rowCount {
			for c := range 10 {
				if err := f.SetCellStr("Sheet1", cellName(c, n+1), fmt.Sprintf("text %d of row %d", c, n)); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// zipped is a file of parts, each a name and what stands in it.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		out, err := w.Create(parts[i])
		if err == nil {
			_, err = out.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openSheet is an OpenDocument file of one table.
func openSheet(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body><office:spreadsheet>` +
		`<table:table table:name="T">` + rows + `</table:table></office:spreadsheet></office:body></office:document-content>`
}

func TestALargeFileIsTheSameInEveryForm(t *testing.T) {
	for form, raw := range largeFiles(t, 500) {
		f, err := Open("f", raw)
		if err != nil {
			t.Fatal(form, err)
		}
		sheet := f.Sheets()[0].Name
		g, err := f.Grid(sheet, 200)
		if err != nil || len(g.Rows) != 200 || g.Wide != 10 || g.Rows[199].Cells[9] != "text 9 of row 199" {
			t.Errorf("%s: %d rows, %d wide, %v", form, len(g.Rows), g.Wide, err)
		}
		whole, err := f.table(sheet, maxRow, nil)
		if err != nil || len(whole.rows) != 500 || whole.rows[499].at(9).text != "text 9 of row 499" {
			t.Errorf("%s: %d rows, %v", form, len(whole.rows), err)
		}
	}
}

// BenchmarkFirstRows is what a person waits for before the grid is there: below
// 300 ms. BenchmarkWhole is all rows: below 400 ms.
func BenchmarkFirstRows(b *testing.B) { readLarge(b, 200) }

func BenchmarkWhole(b *testing.B) { readLarge(b, maxRow) }

func readLarge(b *testing.B, most int) {
	for form, raw := range largeFiles(b, 10_000) {
		b.Run(form, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f, err := Open("f", raw)
				if err == nil {
					_, err = f.Grid(f.Sheets()[0].Name, most)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

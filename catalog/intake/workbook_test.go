package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/assess"
)

func readBook(t testing.TB, a *assess.Assessment, as As, raw []byte) (Proposal, error) {
	t.Helper()
	return Read(book(), a, "book.xlsx", raw, as, newID)
}

// importedBook is the assessment after a workbook of one sheet was read.
func importedBook(t testing.TB, as As, rows ...[]any) *assess.Assessment {
	t.Helper()
	p, err := readBook(t, nordwind(t), as, workbookOf(t, func(f *excelize.File) { put(t, f, "Sheet1", rows...) }))
	if err != nil {
		t.Fatal(err)
	}
	return fold(t, nordwind(t), p.Changes)
}

func refusedBook(t testing.TB, as As, build func(f *excelize.File)) string {
	t.Helper()
	_, err := readBook(t, nordwind(t), as, workbookOf(t, build))
	if err == nil {
		t.Fatal("nothing was refused")
	}
	return err.Error()
}

func TestAWorkbookIsReadAsACSVIs(t *testing.T) {
	a := importedBook(t, Answers,
		[]any{"Gap assessment 2026"},
		[]any{"Item", "AI system", "Rating", "Note", "Due", "Owner"},
		[]any{"8.2", "Chatbot", 2, "Prüfung\nzweite Zeile", time.Date(2027, 3, 31, 0, 0, 0, 0, time.UTC), "Ines"},
		[]any{10.1, nil, 3.0, nil, "31.12.2026", nil},
		[]any{"A.5.2", nil, "planned", "  ", 46388, nil},
	)
	x := a.Answer(assess.Key{Item: "8.2", System: "s1"})
	if x.Rating.Level != 2 || x.Note != "Prüfung\nzweite Zeile" || x.Due != "2027-03-31" || x.Owner != "Ines" {
		t.Errorf("%+v", x)
	}
	if x := a.Answer(assess.Key{Item: "10.1"}); x.Rating.Level != 3 || x.Due != "2026-12-31" {
		t.Errorf("%+v", x)
	}
	if x := a.Answer(assess.Key{Item: "A.5.2"}); x.Rating.Level != 1 || x.Note != "" || x.Due != "2027-01-01" {
		t.Errorf("%+v", x)
	}
}

func TestAWorkbookFrom1904CountsItsDaysFromThere(t *testing.T) {
	raw := workbookOf(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		put(t, f, "Sheet1", []any{"item", "due"}, []any{"4.1", 44926})
	})
	p, err := readBook(t, nordwind(t), Answers, raw)
	if err != nil || len(p.Lines) != 1 || p.Lines[0].Now != "2027-01-01" {
		t.Errorf("%+v %v", p.Lines, err)
	}
}

func TestACellThatIsNoRatingIsRefusedWhateverItShows(t *testing.T) {
	style := func(f *excelize.File, format string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "B2", "B2", id); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		value  any
		format string
		want   string
	}{
		"a half":                 {2.5, "", `"2.5" is no rating that is known (once, first in Sheet1, row 2, cell B2)`},
		"a half that shows as 3": {2.5, "0", `"2.5" is no rating that is known`},
		"a tick":                 {true, "", `"TRUE" is no rating that is known (once, first in Sheet1, row 2, cell B2), perhaps 3`},
		"no tick":                {false, "", `"FALSE" is no rating that is known`},
		"a hundred per cent":     {1, "0%", "a scale of percent"},
		"nothing per cent":       {0, "0.00%", "a scale of percent"},
		"a third per cent":       {0.335, `0.0 "of all" %`, "a scale of percent"},
		"too high":               {7, "", `"7" is no rating that is known`},
	} {
		t.Run(name, func(t *testing.T) {
			got := refusedBook(t, Answers, func(f *excelize.File) {
				put(t, f, "Sheet1", []any{"item", "rating"}, []any{"4.1", c.value})
				if c.format != "" {
					style(f, c.format)
				}
			})
			if !strings.Contains(got, c.want) {
				t.Error(got)
			}
		})
	}
}

func TestAPercentSignThatOnlyStandsThereChangesNoNumber(t *testing.T) {
	for _, form := range []string{`0" % sure"`, `0\%`, "0"} {
		raw := workbookOf(t, func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"item", "rating"}, []any{"4.1", 3})
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &form})
			if err == nil {
				err = f.SetCellStyle("Sheet1", "B2", "B2", id)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		if p, err := readBook(t, nordwind(t), Answers, raw); err != nil || len(p.Lines) != 1 || p.Lines[0].Now != "3" {
			t.Errorf("%s: %+v %v", form, p.Lines, err)
		}
	}
}

func TestATickSaysWhetherAControlIsApplicable(t *testing.T) {
	a := importedBook(t, SoA, []any{"id", "applicable", "status", "justification"}, []any{"A.5.9", true, "planned", nil}, []any{"A.7.4", false, nil, "no site"})
	if ratingText(a.Baseline["A.5.9"].Rating) != "1" || ratingText(a.Baseline["A.7.4"].Rating) != "na" {
		t.Errorf("%+v", a.Baseline)
	}
}

// A spreadsheet keeps 5.10 as the number 5.1. The rows around say which is
// meant, and where they don't the row is refused.
func TestAControlThatLostItsZeroIsReadByItsNeighbours(t *testing.T) {
	rows := [][]any{{"id", "status", "note"}}
	for section, most := range map[int]int{5: 37, 7: 14, 8: 34} {
		if section != 5 {
			continue
		}
		for n := 1; n <= most; n++ {
			id := float64(section) + float64(n)/10
			if n > 9 {
				id = float64(section) + float64(n)/100
			}
			rows = append(rows, []any{id, "planned", fmt.Sprintf("A.%d.%d", section, n)})
		}
	}
	rows = append(rows, []any{"8 Technological controls"}, []any{8.3, "planned", "A.8.3"}, []any{8.4, "planned", "A.8.4"})
	a := importedBook(t, SoA, rows...)
	for id, x := range a.Baseline {
		if x.Note != id {
			t.Errorf("the row of %s was read as %s", x.Note, id)
		}
	}
	if len(a.Baseline) != 39 {
		t.Errorf("%d controls, want 39", len(a.Baseline))
	}
}

func TestAControlThatMayHaveLostItsZeroIsRefused(t *testing.T) {
	for name, ids := range map[string][]any{
		"alone":             {5.1},
		"between others":    {6.2, 8.2, 7.2},
		"only tens":         {5.1, 5.2, 5.3},
		"after a gap":       {5.7, 5.1, 5.12},
		"both ways at once": {5.9, 5.1, 5.2, 5.3, 5.4},
	} {
		t.Run(name, func(t *testing.T) {
			got := refusedBook(t, SoA, func(f *excelize.File) {
				rows := [][]any{{"id", "status"}}
				for _, id := range ids {
					rows = append(rows, []any{id, "planned"})
				}
				put(t, f, "Sheet1", rows...)
			})
			if !strings.Contains(got, "for a spreadsheet keeps both as the same number; write A.") {
				t.Error(got)
			}
		})
	}
	a := importedBook(t, SoA, []any{"id", "status"}, []any{"5.1", "planned"}, []any{"5.10", "planned"}, []any{"A.8.2", "planned"})
	if len(a.Baseline) != 3 {
		t.Errorf("text loses no zero: %v", a.Baseline)
	}
}

func TestAnItemThatBecameADateIsRefused(t *testing.T) {
	got := refusedBook(t, Answers, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"item", "rating"}, []any{time.Date(2002, 1, 6, 0, 0, 0, 0, time.UTC), 3})
	})
	if !strings.Contains(got, "row 2, cell A2: the item is the number") || !strings.Contains(got, "may have made a date of it") {
		t.Error(got)
	}
}

func TestAFormulaCountsWithItsStoredValue(t *testing.T) {
	raw := workbookOf(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"item", "rating", "note"}, []any{"4.1", 3, "x"}, []any{"4.2", 2, "y"})
	})
	stored := edited(t, raw, "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, `<c r="B2"><v>3</v>`, `<c r="B2"><f>1+2</f><v>3</v>`, 1)
	})
	p, err := readBook(t, nordwind(t), Answers, stored)
	if err != nil || len(p.Changes) != 4 {
		t.Errorf("%v %v", p.Changes, err)
	}
	for _, none := range []string{`<c r="B2"><f>1+2</f>`, `<c r="B2"><f>1+2</f><v></v>`, `<c r="B2"><f t="shared" si="0"/><v/>`} {
		bare := edited(t, raw, "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, `<c r="B2"><v>3</v>`, none, 1)
		})
		if _, err := readBook(t, nordwind(t), Answers, bare); err == nil || !strings.Contains(err.Error(), "row 2, cell B2: the formula has no stored value") {
			t.Errorf("%s: %v", none, err)
		}
	}
	blank := edited(t, raw, "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, `<c r="B2"><v>3</v>`, `<c r="B2" t="str"><f>""</f><v></v>`, 1)
	})
	if p, err := readBook(t, nordwind(t), Answers, blank); err != nil || len(p.Changes) != 3 {
		t.Errorf("a formula that gives no text: %v %v", p.Changes, err)
	}
	wrong := edited(t, raw, "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, `<c r="B2"><v>3</v>`, `<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v>`, 1)
	})
	if _, err := readBook(t, nordwind(t), Answers, wrong); err == nil || !strings.Contains(err.Error(), `row 2, cell B2: the cell shows the error "#DIV/0!"`) {
		t.Error(err)
	}
}

func TestMergedCellsThatHideAValueAreRefused(t *testing.T) {
	merged := func(from, to string) func(f *excelize.File) {
		return func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"Our answers"}, []any{"item", "rating", "note", "other"}, []any{"4.1", 3, "n"}, []any{"4.2", nil, "m"}, []any{"4.3", 2, nil})
			if err := f.MergeCell("Sheet1", from, to); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, area := range [][2]string{{"B5", "C5"}} {
		if got := refusedBook(t, Answers, merged(area[0], area[1])); !strings.Contains(got, "merged; unmerge them") && !strings.Contains(got, "so unmerge them") {
			t.Errorf("%v: %s", area, got)
		}
	}
	for _, area := range [][2]string{{"B3", "B4"}, {"A3", "A4"}, {"A1", "D1"}, {"C5", "C5"}, {"D3", "D5"}, {"C5", "D5"}, {"A7", "C9"}} {
		if _, err := readBook(t, nordwind(t), Answers, workbookOf(t, merged(area[0], area[1]))); err != nil {
			t.Errorf("%v: %v", area, err)
		}
	}
}

func TestTheSheetWithHeadingsIsRead(t *testing.T) {
	build := func(second, third string) []byte {
		return workbookOf(t, func(f *excelize.File) {
			put(t, f, "Sheet1", []any{"Read me"})
			for i, heading := range []string{second, third} {
				name := fmt.Sprintf("Part %d", i+1)
				if _, err := f.NewSheet(name); err != nil {
					t.Fatal(err)
				}
				put(t, f, name, []any{"item", heading}, []any{"4.1", i + 1})
			}
		})
	}
	p, err := readBook(t, nordwind(t), Answers, build("colour", "rating"))
	if err != nil || p.Sheet != "Part 2" || len(p.Changes) != 1 {
		t.Errorf("%+v %v", p, err)
	}
	both := build("rating", "rating")
	if _, err := readBook(t, nordwind(t), Answers, both); err == nil || !strings.Contains(err.Error(), `the sheets "Part 1", "Part 2" are about the same items; name the one that is meant`) {
		t.Error(err)
	}
	p, err = ReadSheet(book(), nordwind(t), "b.xlsx", both, Request{As: Answers, Layout: Layout{Sheets: []string{"Part 1"}}}, newID)
	if err != nil || p.Lines[0].Now != "1" {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := ReadSheet(book(), nordwind(t), "b.xlsx", both, Request{As: Answers, Layout: Layout{Sheets: []string{"Part 9"}}}, newID); err == nil || !strings.Contains(err.Error(), `has no sheet "Part 9"; it has "Sheet1", "Part 1"`) {
		t.Error(err)
	}
	if _, err := ReadSheet(book(), nordwind(t), "b.xlsx", both, Request{As: Answers, Layout: Layout{Sheets: []string{"Sheet1"}}}, newID); err == nil || !strings.Contains(err.Error(), `sheet "Sheet1": no row among the first 50`) {
		t.Error(err)
	}
}

func TestAHiddenSheetIsNotTakenForTheOneThatIsMeant(t *testing.T) {
	raw := workbookOf(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"item", "rating"}, []any{"4.1", 3})
		if _, err := f.NewSheet("Old"); err != nil {
			t.Fatal(err)
		}
		put(t, f, "Old", []any{"item", "rating"}, []any{"4.1", 1})
		if err := f.SetSheetVisible("Old", false); err != nil {
			t.Fatal(err)
		}
	})
	if p, err := readBook(t, nordwind(t), Answers, raw); err != nil || p.Sheet != "Sheet1" {
		t.Errorf("%+v %v", p, err)
	}
}

func TestRichTextsAndTextsInPlaceAreRead(t *testing.T) {
	raw := workbookOf(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"item", "rating", "note"}, []any{"4.1", 3, nil})
		err := f.SetCellRichText("Sheet1", "C2", []excelize.RichTextRun{{Text: "in "}, {Text: "bold", Font: &excelize.Font{Bold: true}}, {Text: " words"}})
		if err != nil {
			t.Fatal(err)
		}
	})
	p, err := readBook(t, nordwind(t), Answers, raw)
	if err != nil || p.Lines[1].Now != "in bold words" {
		t.Errorf("%+v %v", p.Lines, err)
	}
	raw = edited(t, raw, "xl/worksheets/sheet1.xml", func(s string) string {
		return s[:strings.Index(s, `<c r="C2"`)] + `<c r="C2" t="inlineStr"><is><t>line_x000A_two_x005F_x</t></is></c></row></sheetData></worksheet>`
	})
	p, err = readBook(t, nordwind(t), Answers, raw)
	if err != nil || p.Lines[1].Now != "line\ntwo_x" {
		t.Errorf("%+v %v", p.Lines, err)
	}
}

// edited is a workbook with one part rewritten.
func edited(t testing.TB, raw []byte, part string, edit func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			if content = []byte(edit(string(content))); len(content) == 0 {
				continue
			}
		}
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	sheetHead = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		`<row r="1"><c r="A1" t="inlineStr"><is><t>item</t></is></c><c r="B1" t="inlineStr"><is><t>rating</t></is></c></row>` +
		`<row r="2"><c r="A2"><v>4.1</v></c><c r="B2"><v>3</v></c></row>`
	sheetTail = `</sheetData></worksheet>`
)

// sheetOf is a workbook whose only sheet has headings, one good row, and then
// what is given.
func sheetOf(t testing.TB, rest string) []byte {
	t.Helper()
	plain := workbookOf(t, func(*excelize.File) {})
	return edited(t, plain, "xl/worksheets/sheet1.xml", func(string) string { return sheetHead + rest })
}

func TestAHostileWorkbookIsRefusedOrReadInBounds(t *testing.T) {
	wide := func(n int, cell string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<row r="%d">`+cell+`</row>`, i+3, i+3)
		}
		return b.String() + sheetTail
	}
	inPlace := func(text string) string {
		return `<row r="3"><c r="A3" t="inlineStr"><is><t>` + text + `</t></is></c></row>` + sheetTail
	}
	for name, c := range map[string]struct {
		rest, want string // want empty: it is read
	}{
		"values in column XFD":         {wide(3000, `<c r="XFD%d"><v>1</v></c>`), ""},
		"values in column AMJ":         {wide(4000, `<c r="AMJ%d"><v>1</v></c>`), ""},
		"empty cells in column XFD":    {wide(3000, `<c r="XFD%d" s="0"/>`), ""},
		"a million empty rows":         {strings.Repeat("<row/>", 1_000_000) + sheetTail, ""},
		"a row below the last":         {`<row r="2000000000"/>` + sheetTail, "after row 2 comes a row numbered"},
		"rows backwards":               {`<row r="2"/>` + sheetTail, "after row 2 comes a row numbered"},
		"a cell in another row":        {`<row r="3"><c r="B2"><v>5</v></c></row>` + sheetTail, `in row 3 stands a cell named "B2"`},
		"a cell of no name":            {`<row r="3"><c r="????"><v>5</v></c></row>` + sheetTail, "stands a cell named"},
		"1,000,001 cells":              {wide(500_000, `<c r="A%[1]d"><v>1</v></c><c><v>1</v></c>`), "more than 1000000 cells"},
		"a part of 40 MiB":             {strings.Repeat("<x/>", 10<<20) + sheetTail, "a part of the workbook unpacks to more than 16 MiB"},
		"a text of 40 MiB":             {inPlace(strings.Repeat("x", 40<<20)), "a piece of it is longer than 1 MiB"},
		"a text of 200,000 characters": {inPlace(strings.Repeat("x", 200_000)), "the text in cell A3 is longer than a spreadsheet can hold"},
		"the same in pieces":           {inPlace(strings.Repeat("<![CDATA[xxxxxxxxxx]]>", 20_000)), "the text in cell A3 is longer than a spreadsheet can hold"},
		"the same in runs":             {inPlace("</t><r>" + strings.Repeat("<t>xxxxxxxxxx</t>", 20_000) + "</r><t>"), "the text in cell A3 is longer than a spreadsheet can hold"},
		"elements in one another":      {strings.Repeat("<x>", 1_000_000), "more than 200 elements stand inside one another"},
		"an entity bomb":               {`<row r="3"><c r="A3" t="inlineStr"><is><t>&lol;</t></is></c></row>` + sheetTail, "the workbook is damaged"},
		"a sheet cut short":            {`<row r="3"><c r="A3"`, "the workbook is damaged"},
		"a sheet without its end":      {``, "the workbook is damaged"},
		"a text that is not there":     {`<row r="3"><c r="A3" t="s"><v>99</v></c></row>` + sheetTail, "row 3 refers to a text that is not there"},
		"a text of number -1":          {`<row r="3"><c r="A3" t="s"><v>-1</v></c></row>` + sheetTail, "row 3 refers to a text that is not there"},
		"10,001 merged cells":          {`</sheetData>` + strings.Repeat(`<mergeCell ref="A3:A4"/>`, 10_001) + `</worksheet>`, "more than 10000 merged cells"},
		"merged cells upside down":     {`</sheetData><mergeCell ref="A4:A3"/></worksheet>`, "are no cells that can be merged"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := sheetOf(t, c.rest)
			a := nordwind(t)
			book()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			p, err := readBook(t, a, Answers, raw)
			runtime.ReadMemStats(&after)
			switch {
			case c.want == "" && (err != nil || len(p.Changes) != 1):
				t.Errorf("%v %v", p.Changes, err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("%v\nwant it to contain: %s", err, c.want)
			}
			got := (after.TotalAlloc - before.TotalAlloc) >> 20
			if got > 300 && !raced { // the detector keeps what would be freed or never made
				t.Errorf("%d KiB of file take %d MiB", len(raw)>>10, got)
			}
		})
	}
}

func TestAWorkbookThatIsNoneIsRefusedInOneSentence(t *testing.T) {
	good := sheetOf(t, sheetTail)
	without := func(part string) []byte { return edited(t, good, part, func(string) string { return "" }) }
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"cut short":        {good[:len(good)/2], "book.xlsx: the file is damaged"},
		"another zip":      {without("_rels/.rels"), "is no XLSX workbook"},
		"no list of parts": {without("xl/workbook.xml"), "is no XLSX workbook"},
		"no sheet":         {without("xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml\" is missing"},
		"no relations":     {without("xl/_rels/workbook.xml.rels"), "is missing"},
		"a damaged list":   {edited(t, good, "xl/workbook.xml", func(s string) string { return s[:len(s)-9] }), "the workbook is damaged in"},
		"only a zip's end": {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), "is no XLSX workbook"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readBook(t, nordwind(t), Answers, c.raw); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant it to contain: %s", err, c.want)
			}
		})
	}
}

// Our reader and the common library see the same texts.
func TestTheSameCellsAreSeenAsByExcelize(t *testing.T) {
	raw := workbookOf(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"item", "rating", "note"}, []any{"4.1", 3, "a  b "}, nil, []any{nil, nil, "<&>\"_x0041_"}, []any{"x", "y", "z"})
	})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Open("book.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	got, err := opened.table("Sheet1", maxRow, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range got.rows {
		for column := range 3 {
			theirs := ""
			if column < len(want[r.n-1]) {
				theirs = want[r.n-1][column]
			}
			if r.at(column).text != theirs {
				t.Errorf("%s: %q, excelize sees %q", cellName(column, r.n), r.at(column).text, theirs)
			}
		}
	}
}

func TestADamagedWorkbookNeverPanics(t *testing.T) {
	good := workbookOf(t, func(f *excelize.File) {
		put(t, f, "Sheet1", []any{"item", "rating", "note", "due"}, []any{"4.1", 3, "a", 46000}, []any{"A.5.2", "na", "b", "31.12.2026"})
	})
	random := rand.New(rand.NewPCG(1, 2))
	a := nordwind(t)
	refused := 0
	for range 300 {
		raw := bytes.Clone(good)
		for range 1 + random.IntN(8) {
			raw[random.IntN(len(raw))] ^= byte(1 << random.IntN(8))
		}
		if random.IntN(4) == 0 {
			raw = raw[:random.IntN(len(raw))]
		}
		if _, err := readBook(t, a, Answers, raw); err != nil {
			refused++
		}
	}
	// The same inside the parts, where no checksum stands in the way.
	for i := range 150 {
		part := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"}[i%3]
		raw := edited(t, good, part, func(s string) string {
			b := []byte(s)
			for range 1 + random.IntN(4) {
				b[random.IntN(len(b))] = byte(random.IntN(256))
			}
			return string(b)
		})
		if _, err := readBook(t, a, Answers, raw); err != nil {
			refused++
		}
	}
	if refused < 200 {
		t.Errorf("only %d of 450 damaged workbooks were refused", refused)
	}
}

func TestTheTextsOfAWorkbookAreBounded(t *testing.T) {
	raw := workbookOf(t, func(f *excelize.File) { put(t, f, "Sheet1", []any{"item", "rating"}, []any{"4.1", 3}) })
	for name, c := range map[string]struct{ texts, want string }{
		"2,000,001 texts": {strings.Repeat("<si/>", 2_000_001), "more than 64 MiB of text or 2000000 texts"},
		"70 MiB of text":  {strings.Repeat("<si><t>"+strings.Repeat("x", 100_000)+"</t></si>", 700), "more than 64 MiB of text or 2000000 texts"},
	} {
		t.Run(name, func(t *testing.T) {
			full := edited(t, raw, "xl/sharedStrings.xml", func(string) string { return "<sst>" + c.texts + "</sst>" })
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Open("book.xlsx", full)
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant it to contain: %s", err, c.want)
			}
			if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 300 {
				t.Errorf("%d KiB of file take %d MiB", len(full)>>10, got)
			}
		})
	}
}

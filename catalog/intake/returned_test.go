package intake

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/base"
	"crosswalk/catalog/render/xlsx"
	"crosswalk/catalog/report"
)

// at41 and the others are what rows of the workbook are about.
var (
	at41  = assess.Key{Item: "4.1"}
	atA52 = assess.Key{Item: "A.5.2"}
	at82  = assess.Key{Item: "8.2", System: "s1"}
)

const isms = "A.5.9"

// assessed is an assessment in which something was said before the workbook left.
func assessed(t testing.TB) *assess.Assessment {
	t.Helper()
	a := nordwind(t)
	for _, decide := range []func() ([]assess.Change, error){
		func() ([]assess.Change, error) { return assess.Rate(book(), a, at41, 2, "") },
		func() ([]assess.Change, error) {
			return assess.Note(book(), a, at41, "first\nsecond \u202eline, =1+1")
		},
		func() ([]assess.Change, error) { return assess.Assign(book(), a, at41, "Ines", "2027-03-31") },
		func() ([]assess.Change, error) { return assess.Rate(book(), a, at82, 1, "") },
		func() ([]assess.Change, error) { return assess.RateBaseline(book(), a, isms, 4) },
	} {
		changes, err := decide()
		a = act(t, a, changes, err)
	}
	return a
}

// exported is the workbook of an assessment: a sheet of each standard.
func exported(t testing.TB, a *assess.Assessment) []byte {
	t.Helper()
	columns := []report.Column{{Title: "Item", Is: report.CellText, Names: true}}
	for _, f := range assess.Cells {
		is := report.CellText
		switch f.Field {
		case assess.FieldRating:
			is = report.CellRating
		case assess.FieldDue, assess.FieldLookedAt:
			is = report.CellDate
		}
		columns = append(columns, report.Column{Title: "The " + f.Field, Is: is, Field: f.Field})
	}
	row := func(s assess.Subject, x assess.Answer) report.Row {
		r := report.Row{ID: string(s), Cells: []report.Cell{{Text: s.ID()}}}
		for _, f := range assess.Cells {
			c := report.Cell{Text: f.Says(x)}
			if f.Field == assess.FieldRating && x.Rating.Is(assess.Rated) {
				n := float64(x.Rating.Level)
				c.Number = &n
			}
			r.Cells = append(r.Cells, c)
		}
		return r
	}
	items := &report.Table{Caption: "Items", Columns: columns}
	for _, k := range []assess.Key{at41, atA52, at82} {
		items.Rows = append(items.Rows, row(k.Subject(), a.Answer(k)))
	}
	controls := &report.Table{Caption: "Controls", Columns: columns, Rows: []report.Row{row(assess.BaselineSubject(isms), a.Baseline[isms])}}
	raw, err := xlsx.Render(&report.Document{Title: "Workbook", Blocks: []report.Block{{Is: report.IsTable, Table: items}, {Is: report.IsTable, Table: controls}}})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// editedBook is the workbook after somebody worked in it.
func editedBook(t testing.TB, raw []byte, edit func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	edit(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// set puts a value below a heading, in the row of that number.
func set(t testing.TB, f *excelize.File, sheet, field string, row int, value any) {
	t.Helper()
	found, err := f.SearchSheet(sheet, "The "+field)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s stands in %v: %v", field, found, err)
	}
	column, _, _ := excelize.CellNameToCoordinates(found[0])
	name, _ := excelize.CoordinatesToCellName(column, row)
	if err := f.SetCellValue(sheet, name, value); err != nil {
		t.Fatal(err)
	}
}

func comeBack(t testing.TB, a *assess.Assessment, raw []byte, want Request) (Proposal, error) {
	t.Helper()
	want.As = Workbook
	return ReadSheet(book(), a, "book.xlsx", raw, want, newID)
}

func changesIn(p Proposal) string {
	var all []string
	for _, l := range p.Lines {
		item := l.Item
		if l.System != "" {
			item += " " + l.System
		}
		all = append(all, fmt.Sprintf("%s %s: %q to %q", item, l.What, l.Was, l.Now))
	}
	return strings.Join(all, "; ")
}

func TestAWorkbookThatNobodyEditedChangesNothing(t *testing.T) {
	a := assessed(t)
	p, err := comeBack(t, a, exported(t, a), Request{})
	if err != nil || len(p.Changes) != 0 || p.Rows != 4 || p.Unchanged != 4 || len(p.Remarks) != 0 {
		t.Errorf("%+v %v", p, err)
	}
}

func TestExactlyTheEditsOfAWorkbookComeBack(t *testing.T) {
	a := assessed(t)
	raw := editedBook(t, exported(t, a), func(f *excelize.File) {
		set(t, f, "Items", "rating", 2, 3)
		set(t, f, "Items", "due", 2, 46388)
		set(t, f, "Items", "owner", 2, "")
		set(t, f, "Items", "rating", 3, "n/a")
		set(t, f, "Items", "reason", 3, "no impact on anybody")
		set(t, f, "Items", "note", 4, "=kept as typed")
		set(t, f, "Controls", "declared", 2, "partly")
		set(t, f, "Controls", "looked_at", 2, "2026-11-20")
		if err := f.SetColVisible("Items", "C", false); err != nil {
			t.Fatal(err)
		}
	})
	p, err := comeBack(t, a, raw, Request{})
	want := `4.1 rating: "2" to "3"; 4.1 owner: "Ines" to ""; 4.1 due: "2027-03-31" to "2027-01-01"; ` +
		`A.5.2 rating: "" to "n/a"; A.5.2 reason: "" to "no impact on anybody"; ` +
		`8.2 Chatbot note: "" to "=kept as typed"; A.5.9 declared: "" to "partly"; A.5.9 looked at: "" to "2026-11-20"`
	if got := changesIn(p); err != nil || got != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
	if got := fold(t, a, p.Changes).Answer(at41); got.Rating.Level != 3 || got.Note != a.Answer(at41).Note {
		t.Errorf("%+v", got)
	}
}

func TestSortedRowsAndMovedColumnsAreStillKnown(t *testing.T) {
	a := assessed(t)
	raw := editedBook(t, exported(t, a), func(f *excelize.File) {
		rows, err := f.GetRows("Items", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for c := range rows[0] {
			for r, from := range []int{1, 4, 3, 2} { // the rows below turn round
				value := ""
				if c < len(rows[from-1]) {
					value = rows[from-1][c]
				}
				name, _ := excelize.CoordinatesToCellName(len(rows[0])-c, r+1)
				var kept any = value
				if n, err := strconv.Atoi(value); err == nil {
					kept = n
				}
				if err := f.SetCellValue("Items", name, kept); err != nil {
					t.Fatal(err)
				}
			}
		}
		set(t, f, "Items", "owner", 4, "Noor")
	})
	p, err := comeBack(t, a, raw, Request{})
	if got := changesIn(p); err != nil || !strings.Contains(got, `4.1 owner: "Ines" to "Noor"`) {
		t.Errorf("%v %s", err, got)
	}
}

func TestWhereTheAssessmentMovedOnBothAreShown(t *testing.T) {
	left := assessed(t)
	raw := editedBook(t, exported(t, left), func(f *excelize.File) {
		set(t, f, "Items", "owner", 2, "Noor")
		set(t, f, "Items", "rating", 2, 4)
		set(t, f, "Items", "note", 2, "of the workbook")
	})
	moved := assessed(t)
	changes, err := assess.Assign(book(), moved, at41, "Pia", "2027-03-31")
	moved = act(t, moved, changes, err)
	changes, err = assess.Note(book(), moved, at41, "of the workbook")
	moved = act(t, moved, changes, err)

	p, err := comeBack(t, moved, raw, Request{})
	if got := changesIn(p); err != nil || got != `4.1 rating: "2" to "4"` {
		t.Errorf("%v %s", err, got)
	}
	want := `Items, row 2, 4.1: the owner was "Ines" when the workbook left and is "Noor" in it, but "Pia" here by now, which stays; --replace takes the workbook's`
	if strings.Join(p.Remarks, "\n") != want {
		t.Errorf("%q", p.Remarks)
	}
	p, err = comeBack(t, moved, raw, Request{Falling: Replace})
	if got := changesIn(p); err != nil || got != `4.1 rating: "2" to "4"; 4.1 owner: "Pia" to "Noor"` || len(p.Remarks) != 0 {
		t.Errorf("%v %s %q", err, got, p.Remarks)
	}
}

func TestARatingAndItsReasonGoTogether(t *testing.T) {
	left := assessed(t)
	raw := editedBook(t, exported(t, left), func(f *excelize.File) {
		set(t, f, "Items", "reason", 2, "as the records show")
	})
	changes, err := assess.Rate(book(), left, at41, 4, "")
	moved := act(t, assessed(t), changes, err)

	p, err := comeBack(t, moved, raw, Request{})
	want := `Items, row 2, 4.1: the rating was "2" when the workbook left and is "2, as the records show" in it, but "4" here by now, which stays; --replace takes the workbook's`
	if err != nil || len(p.Changes) != 0 || strings.Join(p.Remarks, "\n") != want {
		t.Errorf("%v %s %q", err, changesIn(p), p.Remarks)
	}
	p, err = comeBack(t, moved, raw, Request{Falling: Replace})
	if got := changesIn(p); err != nil || got != `4.1 rating: "4" to "2"; 4.1 reason: "" to "as the records show"` {
		t.Errorf("%v %s", err, got)
	}
}

func TestAnExclusionKeepsItsApprovalAndLosesItsReasonWithItself(t *testing.T) {
	a := assessed(t)
	x := assess.Exclusion{Reason: "no such systems", Risk: "R-7", ApprovedBy: "Ines", ApprovedOn: "2026-10-01"}
	changes, err := assess.Exclude(book(), a, atA52, x)
	a = act(t, a, changes, err)
	changes, err = assess.ExcludeBaseline(book(), a, isms, x)
	a = act(t, a, changes, err)
	raw := editedBook(t, exported(t, a), func(f *excelize.File) {
		set(t, f, "Items", "reason", 3, "none of our systems does so")
		set(t, f, "Controls", "rating", 2, 3)
	})
	p, err := comeBack(t, a, raw, Request{})
	want := `A.5.2 reason: "no such systems" to "none of our systems does so"; A.5.9 rating: "n/a" to "3"; A.5.9 reason: "no such systems" to ""`
	if got := changesIn(p); err != nil || got != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
	if r := fold(t, a, p.Changes).Answer(atA52).Rating; r.Risk != "R-7" || r.ApprovedBy != "Ines" || r.ApprovedOn != "2026-10-01" {
		t.Errorf("%+v", r)
	}
}

func TestEachChangeOfAWorkbookNamesItsCell(t *testing.T) {
	a := assessed(t)
	raw := editedBook(t, exported(t, a), func(f *excelize.File) {
		set(t, f, "Items", "owner", 4, "Noor")
		set(t, f, "Controls", "rating", 2, 2)
	})
	p, err := comeBack(t, a, raw, Request{})
	if err != nil || len(p.Lines) != 2 || p.Lines[0].Place != "Items E4" || p.Lines[1].Place != "Controls B2" {
		t.Errorf("%v %+v", err, p.Lines)
	}
}

func TestTextsThatDifferLateAreShownWhereTheyDiffer(t *testing.T) {
	left := assessed(t)
	long := strings.Repeat("The context is looked at each year. ", 20)
	note := func(a *assess.Assessment, text string) *assess.Assessment {
		changes, err := assess.Note(book(), a, at41, text)
		return act(t, a, changes, err)
	}
	left = note(left, long+"In May.")
	raw := editedBook(t, exported(t, left), func(f *excelize.File) { set(t, f, "Items", "note", 2, long+"In June.") })
	p, err := comeBack(t, note(left, long+"In July."), raw, Request{})
	want := `the note was "…ed at each year. In May." when the workbook left and is "…ed at each year. In June." in it, but "…ed at each year. In July." here by now`
	if err != nil || !strings.Contains(strings.Join(p.Remarks, "\n"), want) {
		t.Errorf("%v %q", err, p.Remarks)
	}
}

func TestADayInANoteStaysADay(t *testing.T) {
	a := assessed(t)
	raw := editedBook(t, exported(t, a), func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err == nil {
			err = f.SetCellStyle("Items", "D3", "D3", style)
		}
		if err != nil {
			t.Fatal(err)
		}
		set(t, f, "Items", "note", 3, 46477)
	})
	p, err := comeBack(t, a, raw, Request{})
	if got := changesIn(p); err != nil || got != `A.5.2 note: "" to "2027-03-31"` {
		t.Errorf("%v %s", err, got)
	}
}

func TestWhatIsMissingFromAWorkbookChangesNothing(t *testing.T) {
	a := assessed(t)
	for name, c := range map[string]struct {
		edit func(f *excelize.File) error
		said string
	}{
		"a row":               {func(f *excelize.File) error { return f.RemoveRow("Items", 2) }, ""},
		"a column":            {func(f *excelize.File) error { return f.RemoveCol("Items", "B") }, `has no column "The rating" any more`},
		"a sheet":             {func(f *excelize.File) error { return f.DeleteSheet("Items") }, `there is no sheet "Items" any more`},
		"what rows are about": {func(f *excelize.File) error { return f.RemoveCol("Items", "M") }, "has lost its hidden column _row"},
		"nothing, a row more": {func(f *excelize.File) error { return f.SetCellValue("Items", "D9", "a note") }, "row 9 was added"},
	} {
		raw := editedBook(t, exported(t, a), func(f *excelize.File) {
			if err := c.edit(f); err != nil {
				t.Fatal(err)
			}
		})
		p, err := comeBack(t, a, raw, Request{})
		if err != nil || len(p.Changes) != 0 || !strings.Contains(strings.Join(p.Remarks, "\n"), c.said) || c.said == "" && len(p.Remarks) > 0 {
			t.Errorf("%s: %q %d changes %v", name, p.Remarks, len(p.Changes), err)
		}
	}
}

func TestAWorkbookThatCantBeTrustedIsRefused(t *testing.T) {
	a := assessed(t)
	for name, c := range map[string]struct {
		edit func(f *excelize.File) error
		want string
	}{
		"a doubled row": {func(f *excelize.File) error { return f.DuplicateRow("Items", 2) }, "row 3, cell M3: it is about the same as row 2"},
		"what it said":  {func(f *excelize.File) error { return f.SetCellValue(base.Sheet, "D20", "other") }, "was altered"},
		"no memory":     {func(f *excelize.File) error { return f.DeleteSheet(base.Sheet) }, "not written by this program"},
		"another's row": {func(f *excelize.File) error { return f.SetCellValue("Items", "M2", "answer/9.1//") }, "was not in the workbook when it left"},
		"sorted in part": {func(f *excelize.File) error {
			return errors.Join(f.SetCellValue("Items", "M2", "answer/A.5.2//"), f.SetCellValue("Items", "M3", "answer/4.1//"))
		}, `sheet "Items", cell A2: the row is called "4.1//" there`},
		"a name gone":        {func(f *excelize.File) error { return f.SetCellValue("Items", "A2", "") }, `the row is called empty there`},
		"no rating":          {func(f *excelize.File) error { return f.SetCellValue("Items", "B2", 7) }, "7 is no rating"},
		"half a rating":      {func(f *excelize.File) error { return f.SetCellValue("Items", "B2", 2.5) }, `"2.5" is no rating`},
		"a clause excluded":  {func(f *excelize.File) error { return f.SetCellValue("Items", "B2", "n/a") }, "can't be excluded"},
		"no reason":          {func(f *excelize.File) error { return f.SetCellValue("Items", "B3", "n/a") }, "without a justification"},
		"no date":            {func(f *excelize.File) error { return f.SetCellValue("Items", "F2", "soon") }, "is no date"},
		"a formula unsolved": {func(f *excelize.File) error { return f.SetCellFormula("Items", "E3", "A1&A2") }, "the formula has no value"},
		"an unknown word":    {func(f *excelize.File) error { return f.SetCellValue("Controls", "I2", "done") }, `the declared status "done" is not known`},
	} {
		raw := editedBook(t, exported(t, a), func(f *excelize.File) {
			if err := c.edit(f); err != nil {
				t.Fatal(err)
			}
		})
		if _, err := comeBack(t, a, raw, Request{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A workbook that was edited and saved in a spreadsheet program is kept as testdata:
// what programs do to hidden sheets and columns, days and texts shows there alone.
func TestAWorkbookSavedBySpreadsheetProgramsComesBack(t *testing.T) {
	a := assessed(t)
	if dir := os.Getenv("DOCUMENTS"); dir != "" {
		raw := editedBook(t, exported(t, a), func(f *excelize.File) { set(t, f, "Items", "owner", 2, "Noor") })
		if err := os.WriteFile(filepath.Join(dir, "returned.xlsx"), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(filepath.Join("testdata", "returned-libreoffice.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := comeBack(t, a, raw, Request{})
	if got := changesIn(p); err != nil || got != `4.1 owner: "Ines" to "Noor"` {
		t.Errorf("%v %s", err, got)
	}
}

package main

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestAQuestionnaireGoesOutToOnePersonAndComesBackAsAWhole(t *testing.T) {
	folder := filepath.Dir(inDatabase(t))
	must(t, "new", "Acme")
	must(t, "answer", "5.2", "--owner", "Ines Braun", "--due", "2199-01-10")
	must(t, "answer", "4.1", "1", "--owner", "ines braun")
	must(t, "answer", "4.2", "4", "--owner", "Ines Braun") // in place
	must(t, "answer", "4.3", "1", "--owner", "Ali")
	must(t, "record", "add", "request", "--set", "title=Minutes of the review", "--set", "owner=Ines Braun", "--set", "due=2199-01-12")

	path := filepath.Join(folder, "ines.xlsx")
	must(t, "report", "questionnaire", "INES BRAUN", "-o", path)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for item, there := range map[string]bool{"5.2": true, "4.1": true, "4.2": false, "4.3": false} {
		if _, found := rowOf(t, f, "Items", item); found != there {
			t.Errorf("%s is in it: %v", item, found)
		}
	}
	if rows, _ := f.GetRows("Waits for you"); len(rows) < 2 {
		t.Errorf("nothing waits for her: %q", rows)
	}
	row, _ := rowOf(t, f, "Items", "5.2")
	write(t, f, "Items", "Rating", row, "3")
	row, _ = rowOf(t, f, "Questions", "5.2")
	write(t, f, "Questions", "Note of the assessor", row, "The board signed it in May")
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}

	shows(t, must(t, "import", path, "--as", "workbook", "--dry-run"), "2 rows would change")
	must(t, "import", path, "--as", "workbook")
	shows(t, must(t, "answers", "--json"), "The board signed it in May")
	if c := call(t, "", "report", "questionnaire", "Nobody"); c.code != 1 {
		t.Errorf("a questionnaire of nobody ends with %d", c.code)
	}

	row, _ = rowOf(t, f, "Items", "4.1")
	write(t, f, "Items", "Rating", row, "9")
	if err := f.SaveAs(filepath.Join(folder, "wrong.xlsx")); err != nil {
		t.Fatal(err)
	}
	if c := call(t, "", "import", filepath.Join(folder, "wrong.xlsx"), "--as", "workbook"); c.code != 1 {
		t.Errorf("a rating that is none is taken in: %s", c.out)
	}
}

// rowOf is the row of a sheet that begins with an item, from 1.
func rowOf(t *testing.T, f *excelize.File, sheet, item string) (int, bool) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, cells := range rows {
		for _, c := range cells {
			if c == item {
				return i + 1, true
			}
		}
	}
	return 0, false
}

// write types into the cell below a heading.
func write(t *testing.T, f *excelize.File, sheet, heading string, row int, typed string) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range rows {
		for column, c := range cells {
			if c != heading {
				continue
			}
			name, err := excelize.CoordinatesToCellName(column+1, row)
			if err == nil {
				err = f.SetCellValue(sheet, name, typed)
			}
			if err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("the sheet %s has no heading %s", sheet, heading)
}

package main

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestAWorkbookOfRecordsComesBackWithWhatWasEditedInItAlone edits the workbook as a
// person would: a cell, one that moved on here meanwhile, a new row; and sorts it.
func TestAWorkbookOfRecordsComesBackWithWhatWasEditedInItAlone(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	must(t, "system", "add", "Lotse, the old one", "--owner", "Noor")
	for _, title := range []string{"Invents a tariff", "=1+1 drifts", "Leaks"} {
		must(t, "record", "add", "risk", "--title", title, "--set", "kind=threat")
	}
	lotse := "SY-1"
	must(t, "record", "set", "RI-1", "--set", "systems="+lotse, "--set", "likelihood=likely", "--set", "due=2027-01-31", "--set", "to_come=A.6.2.6,27001:A.5.9")
	path := filepath.Join(t.TempDir(), "risks.xlsx")
	must(t, "register", "risk", "--xlsx", path)
	shows(t, must(t, "import", path, "--as", "risk"), "nothing to save: it stands so already (0 rows changed (0 changes), 3 rows unchanged)")

	must(t, "record", "set", "RI-2", "--set", "owner=Pia")
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[1]
	at := func(heading string, row int) string {
		heads, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range heads[0] {
			if h == heading {
				cell, _ := excelize.CoordinatesToCellName(i+1, row)
				return cell
			}
		}
		t.Fatalf("there is no column %s", heading)
		return ""
	}
	for cell, typed := range map[string]any{
		at("Treatment", 2): "modify", at("Due", 2): "", at("Risk owner", 3): "Mia", at("Category", 4): "Data",
		at("Risk", 5): "Drifts at night", at("Threat or opportunity", 5): "threat", at("Due", 5): "2027-05-31", at("State", 5): "identified",
	} {
		if err := f.SetCellValue(sheet, cell, typed); err != nil {
			t.Fatal(err)
		}
	}
	if lists, err := f.GetDataValidations(sheet); err != nil || len(lists) < 10 {
		t.Errorf("the sheet offers %d lists of words (%v)", len(lists), err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	said := must(t, "import", path, "--as", "risk", "--dry-run")
	shows(t, said, `RI-2: the field Risk owner was empty when the file left and is "Mia" in it, but "Pia" here by now, which stays`)
	shows(t, said, "3 rows would change")
	shows(t, must(t, "import", path, "--as", "risk"), "saved: 3 rows changed")
	list := must(t, "register", "risk", "--tsv")
	for _, line := range []string{"RI-1\tidentified\t\tInvents a tariff\tthreat\t", "\tmodify\t", "RI-2\tidentified\t\t=1+1 drifts\t", "\tPia\t", "\tData\t", "RI-4\tidentified\t\tDrifts at night\t", "2027-05-31"} {
		shows(t, list, line)
	}
	must(t, "import", path, "--as", "risk", "--replace")
	shows(t, must(t, "register", "risk", "--tsv"), "\tMia\t")

	if err := f.SetCellValue(sheet, at("No.", 2), "RI-2"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellValue(sheet, at("Likelihood", 4), "often"); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	c := call(t, "", "import", path, "--as", "risk")
	if c.code != 1 {
		t.Errorf("exit %d", c.code)
	}
	shows(t, c.err, `the row is called "RI-2" and was called "RI-1" when the file left; sort whole rows`)
	shows(t, c.err, "Risks and opportunities, row 4, cell J4 (RI-3): the field \"Likelihood\" does not read \"often\" as a step; it is 1 to 5, rare")
}

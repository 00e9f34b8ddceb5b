package main

import (
	"path/filepath"
	"testing"
)

// returnedBook is a workbook of another assessment, edited and saved by a spreadsheet
// program.
var returnedBook = filepath.Join("..", "..", "catalog", "intake", "testdata", "returned-libreoffice.xlsx")

func TestAWorkbookComesBackWithWhatWasEditedInItAlone(t *testing.T) {
	inDatabase(t)
	book, err := filepath.Abs(returnedBook)
	if err != nil {
		t.Fatal(err)
	}
	must(t, "new", "Nordwind")
	out := must(t, "import", book, "--as", "workbook", "--dry-run")
	shows(t, out, `the owner was "Ines" when the workbook left and is "Noor" in it, but empty here by now, which stays`)
	shows(t, out, "a dry run, nothing was written")
	must(t, "import", book, "--as", "workbook", "--replace")
	shows(t, must(t, "answers", "--json"), `"owner": "Noor"`)
	shows(t, must(t, "import", book, "--as", "workbook"), "0 rows changed")
}

func TestAWorkbookTakesNoFlagsThatSayNothingOfIt(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Nordwind")
	for _, flag := range []string{"--keep-higher", "--rest=left.csv", "--layout=Client"} {
		if c := call(t, "", "import", returnedBook, "--as", "workbook", flag); c.code == 0 {
			t.Errorf("%s was taken", flag)
		}
	}
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// edit is what somebody typed into a cell: on a sheet, in the row of an item, for one
// AI system or none, below a heading.
type edit struct {
	sheet, item, system, heading, typed string
}

// edits are one of each kind, and one in a field that moves on meanwhile.
var edits = []edit{
	{"Items", "4.4", "", "Rating", "3"},
	{"Items", "5.2", "", "Note of the assessor", "=1+1 is no sum\n数据 نص 🧭"},
	{"Items", "6.1.1", "", "Owner", "Noor"},
	{"Items", "6.1.2", "", "Due", "2027-05-31"},
	{"Items", "6.1.3", "", "Owner", ""},
	{"Items", "8.2", "Lotse chat assistant", "Rating", "2"},
	{"ISMS", "A.5.13", "", "Rating", "2"},
	{"SoA ISO 42001", "A.2.2", "", "Status", "planned"},
	{"SoA ISO 42001", "A.2.2", "", "Looked at", "2026-11-20"},
}

// comesBack holds a way of editing a workbook to its promise: on another database
// that holds the same assessment exactly the edits come back, and where it moved on
// meanwhile both are shown.
func comesBack(t *testing.T, work func(t *testing.T, from, to string)) {
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	must(t, "demo", "--into", in("here.db"))
	must(t, "report", "workbook", "-o", in("left.xlsx"), "--db", in("here.db"))
	must(t, "backup", in("there.db"), "--db", in("here.db"))
	must(t, "answer", "6.1.1", "3", "--owner", "Pia", "--db", in("there.db"))
	before := answersIn(t, in("there.db"))

	work(t, in("left.xlsx"), in("back.xlsx"))
	said := must(t, "import", in("back.xlsx"), "--as", "workbook", "--dry-run", "--db", in("there.db"))
	shows(t, said, `6.1.1: the owner was empty when the workbook left and is "Noor" in it, but "Pia" here by now, which stays`)
	shows(t, said, "7 rows would change (8 changes)")
	if after := answersIn(t, in("there.db")); len(apartIn(before, after)) > 0 {
		t.Errorf("a dry run changed %v", apartIn(before, after))
	}
	must(t, "import", in("back.xlsx"), "--as", "workbook", "--db", in("there.db"))
	after := answersIn(t, in("there.db"))
	want := []string{"27001:A.5.13", "4.4", "5.2", "6.1.2", "6.1.3", "8.2", "A.2.2"}
	if got := apartIn(before, after); !slices.Equal(got, want) {
		t.Errorf("changed were %v; edited were %v", got, want)
	}
	for item, text := range map[string]string{"5.2": `=1+1 is no sum\n数据 نص 🧭`, "6.1.1": "Pia", "6.1.2": "2027-05-31", "A.2.2": "2026-11-20"} {
		shows(t, after[item], text)
	}
	shows(t, must(t, "import", in("back.xlsx"), "--as", "workbook", "--db", in("there.db")), "0 rows changed")
	must(t, "import", in("back.xlsx"), "--as", "workbook", "--replace", "--db", in("there.db"))
	shows(t, answersIn(t, in("there.db"))["6.1.1"], "Noor")
}

// answersIn are the answers of both standards, each as its JSON, without when it was
// given.
func answersIn(t *testing.T, db string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for prefix, args := range map[string][]string{"": {"answers"}, "27001:": {"baseline", "list"}} {
		var is struct {
			Items []map[string]any `json:"items"`
		}
		if err := json.Unmarshal([]byte(must(t, append(args, "--json", "--db", db)...)), &is); err != nil {
			t.Fatal(err)
		}
		for _, it := range is.Items {
			raw, err := json.Marshal(it)
			if err != nil {
				t.Fatal(err)
			}
			all[prefix+it["id"].(string)] = string(raw)
		}
	}
	return all
}

func apartIn(before, after map[string]string) []string {
	var all []string
	for id, is := range after {
		if before[id] != is {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

func TestExactlyTheEditsOfAWorkbookComeBackInAnotherDatabase(t *testing.T) {
	comesBack(t, func(t *testing.T, from, to string) {
		f, err := excelize.OpenFile(from)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, e := range edits {
			if err := f.SetCellValue(e.sheet, cellOf(t, f, e), value(e.typed)); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetColVisible("Items", "D", false); err != nil {
			t.Fatal(err)
		}
		if err := f.InsertCols("Items", "B", 1); err != nil { // one of the client's own
			t.Fatal(err)
		}
		if err := f.SaveAs(to); err != nil {
			t.Fatal(err)
		}
	})
}

// value is what a spreadsheet makes of what is typed: a number, a day or a text.
func value(typed string) any {
	if n, err := strconv.Atoi(typed); err == nil {
		return n
	}
	if day, err := time.Parse(time.DateOnly, typed); err == nil {
		return day
	}
	return typed
}

func cellOf(t *testing.T, f *excelize.File, e edit) string {
	t.Helper()
	rows, err := f.GetRows(e.sheet)
	if err != nil {
		t.Fatal(err)
	}
	system := slices.Index(rows[0], "AI system")
	for n, r := range rows {
		if r[0] == e.item && (e.system == "" || r[system] == e.system) {
			name, err := excelize.CoordinatesToCellName(slices.Index(rows[0], e.heading)+1, n+1)
			if err != nil {
				t.Fatal(err)
			}
			return name
		}
	}
	t.Fatalf("no row of %s is about %s", e.sheet, e.item)
	return ""
}

func TestAWorkbookThatLibreOfficeSavedBringsExactlyItsEditsToAnotherDatabase(t *testing.T) {
	office, ok := printers[1].installed()
	if !ok {
		t.Skipf("none of %s is installed here, so nothing shows what it makes of a workbook", strings.Join(printers[1].names, ", "))
	}
	comesBack(t, func(t *testing.T, from, to string) {
		profile := t.TempDir()
		start := func(args ...string) {
			ctx, stop := context.WithTimeout(t.Context(), mostPrinting)
			defer stop()
			cmd := exec.CommandContext(ctx, office, append([]string{"-env:UserInstallation=" + fileURL(profile), "--headless", "--norestore"}, args...)...)
			cmd.WaitDelay = 5 * time.Second
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
		start("--terminate_after_init") // it makes the profile, and would write over a macro
		macro(t, profile)
		start(fmt.Sprintf(`macro:///Standard.Edit.Main("%s","%s")`, fileURL(from), fileURL(to)))
		if wrong, err := os.ReadFile(to + ".txt"); err == nil {
			t.Fatalf("the macro ended with %s", wrong)
		}
		f, err := excelize.OpenFile(to)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if first, _ := f.GetCellValue("Items", "A2"); first == "4.1" {
			t.Error("the items were not sorted")
		}
	})
}

// macro puts the edits into a profile as a macro: it types them, sorts the items by
// the range of their filter, hides a column and saves as a workbook.
func macro(t *testing.T, profile string) {
	t.Helper()
	var typed strings.Builder
	for _, e := range edits {
		how := "String"
		if value(e.typed) != any(e.typed) {
			how = "Formula" // read as a person's typing is
		}
		text := `"` + strings.ReplaceAll(e.typed, "\n", `" & Chr(10) & "`) + `"`
		fmt.Fprintf(&typed, "  cell = Found(doc, \"%s\", \"%s\", \"%s\", \"%s\")\n  cell.%s = %s\n", e.sheet, e.item, e.system, e.heading, how, text)
	}
	code := strings.ReplaceAll(basic, "EDITS", typed.String())
	folder := filepath.Join(profile, "user", "basic", "Standard")
	for path, text := range map[string]string{
		filepath.Join(folder, "Edit.xba"): `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">` + html.EscapeString(code) + `</script:module>`,
		filepath.Join(folder, "script.xlb"): `<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">` +
			`<library:element library:name="Edit"/></library:library>`,
	} {
		if err := os.WriteFile(path, []byte(`<?xml version="1.0" encoding="UTF-8"?>`+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

const basic = `
Sub Main(source, target)
  On Error GoTo failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
EDITS
  Dim keys(0) As New com.sun.star.table.TableSortField
  keys(0).Field = 1
  keys(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = keys()
  how(1).Name = "ContainsHeader"
  how(1).Value = True
  items = doc.Sheets.getByName("Items")
  doc.getPropertyValue("UnnamedDatabaseRanges").getByTable(items.RangeAddress.Sheet).ReferredCells.sort(how())
  items.Columns.getByIndex(3).IsVisible = False
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(target, form())
  doc.close(True)
  Exit Sub
failed:
  Open ConvertFromURL(target) & ".txt" For Output As #1
  Print #1, Error & " in line " & Erl
  Close #1
  StarDesktop.terminate()
End Sub

Function Found(doc, sheetName, about, whom, heading)
  sheet = doc.Sheets.getByName(sheetName)
  at = 0
  Do Until sheet.getCellByPosition(at, 0).String = heading
    at = at + 1
  Loop
  row = 1
  Do Until sheet.getCellByPosition(0, row).String = about And (whom = "" Or sheet.getCellByPosition(2, row).String = whom)
    row = row + 1
  Loop
  Found = sheet.getCellByPosition(at, row)
End Function
`

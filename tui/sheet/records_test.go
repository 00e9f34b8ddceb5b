package sheet_test

import (
	"strings"
	"testing"

	"crosswalk/tui/screen"
)

// takeRecords opens a sheet of risks.
func (d *desk) takeRecords(path string) *desk {
	d.t.Helper()
	d.Send(screen.TakeIn{From: screen.Registers, Path: path, Register: "risk"})
	return d
}

// risks are what is kept by now, a line each: title, owner, state.
func (d *desk) risks() string {
	d.t.Helper()
	book, err := d.s.DB.Records(d.t.Context(), d.id)
	if err != nil {
		d.t.Fatal(err)
	}
	var all []string
	for _, r := range book.Of("risk") {
		all = append(all, strings.Join([]string{r.Title(), r.Text("owner"), r.State()}, ", "))
	}
	return strings.Join(all, "; ")
}

func TestASheetOfRecordsIsMappedLookedAtAndTakenAsOneAct(t *testing.T) {
	d := sit(t, map[string]string{"risks.csv": "What may happen,Threat or opportunity,Holder,Due\nAnswers leak,threat,Kasia,2027-03-01\nData is old,threat,Marek,\n"})
	d.takeRecords("risks.csv").Shows("as records: Risks and opportunities", "No headings that can be read")
	for _, column := range []struct{ title, field string }{{"A", "Risk"}, {"C", "Risk owner"}} {
		d.Press("home", "left", "left", "left", "left")
		for range column.title[0] - 'A' {
			d.Press("right")
		}
		d.Press("enter").Shows("What column " + column.title + " holds")
		for !strings.Contains(d.View(), "▸ "+column.field+" ") && !strings.HasSuffix(strings.TrimRight(lineOf(d.View(), "▸"), " │"), "▸ "+column.field) {
			d.Press("down")
		}
		d.Press("enter")
	}
	d.Shows("Nothing is open. y takes 2 rows").Golden("records-80x24")
	d.Press("tab", "tab", "down").Shows("2 rows", "changed").Press("space").Shows("Answers leak", "a new risk")
	d.Press("y")
	if got := d.risks(); got != "Answers leak, Kasia, identified; Data is old, Marek, identified" {
		t.Errorf("it keeps %s", got)
	}
	if at := d.Went[len(d.Went)-1]; at.Route != screen.Registers || at.Record != "risk" {
		t.Errorf("it goes to %v", at)
	}
}

func TestASheetOfRecordsWithAWrongWordIsTakenNotAtAll(t *testing.T) {
	d := sit(t, map[string]string{"risks.csv": "Risk,Threat or opportunity,Risk owner\nAnswers leak,threat,Kasia\nData is old,maybe,Marek\n"})
	d.takeRecords("risks.csv").Shows("Column A is read as Risk: its heading says so").Shows("1 row can't be taken, and records are taken all or none")
	d.Press("y", "down").Shows("Data is old", "maybe")
	d.Press("x")
	if !strings.Contains(d.Notice, "all or none") {
		t.Errorf("x said %q", d.Notice)
	}
	if got := d.risks(); got != "" {
		t.Errorf("it keeps %s", got)
	}
}

func TestWhatARecordSaysAlreadyChangesNothing(t *testing.T) {
	d := sit(t, map[string]string{"risks.csv": "Risk,Threat or opportunity,Risk owner\nAnswers leak,threat,Kasia\n"})
	d.takeRecords("risks.csv").Press("y")
	d.takeRecords("risks.csv").Shows("says what stands here already")
}

// lineOf is the first line of a screen that has a text.
func lineOf(view, text string) string {
	for line := range strings.Lines(view) {
		if strings.Contains(line, text) {
			return strings.TrimRight(line, "\n")
		}
	}
	return ""
}

package sheet_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screentest"
)

func TestRefusedRowsAreNamedAndLeftOutIntoAFile(t *testing.T) {
	text := "control,applicable,status\nA.5.1,yes,implemented\nA.99.1,yes,planned\nA.5.9,yes,implemented\n"
	d := sit(t, map[string]string{"home/bad.csv": text}).takeIn("home/bad.csv")
	d.Shows("1 row can't be taken").Press("y")
	d.says("1 row can't be taken")
	d.untouched()
	d.Shows("− refused           1   not taken", "row 3      A.99.1")
	d.Press("x").Shows("Leave out 1 row", "home/bad-rest.csv").Press("enter")
	d.Shows("left out, into home/bad-rest.csv", "y takes 2 rows, as one act, and leaves 1 out into home/bad-")
	if _, there := d.files["home/bad-rest.csv"]; there {
		t.Error("the file was written before y")
	}
	d.Press("y")
	d.says("2 rows imported, as one act: u takes it back. 1 row left out, in bad-rest.csv.")
	if rest := d.files["home/bad-rest.csv"]; !strings.Contains(rest, "A.99.1,yes,planned") || strings.Contains(rest, "yes,implemented") {
		t.Errorf("the rest is %q", rest)
	}
	d.level("A.5.9", 3)
}

func TestWithoutTheFileOfTheRestNothingIsTaken(t *testing.T) {
	d := sit(t, map[string]string{"bad.csv": "control,status\nA.5.1,implemented\nA.99.1,planned\n", "bad-rest.csv": "older"}).takeIn("bad.csv")
	d.Press("tab", "tab", "x", "enter", "y")
	if d.Failed == nil || !strings.Contains(d.Failed.Error(), "is there already") {
		t.Errorf("failed with %v", d.Failed)
	}
	d.untouched()
	if d.files["bad-rest.csv"] != "older" {
		t.Error("the older file was written over")
	}
}

func TestTheRuleForFallingRatingsIsChosenAndSaysHowManyWouldFall(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status\nA.5.1,planned\nA.5.2,planned\n"})
	screentest.Do(t, d.s, d.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(d.s.Catalog, a, "A.5.1", 4)
	})
	d.News()
	d.takeIn("a.csv").Press("tab", "tab").Shows("words keep it, levels replace it · 0 would fall, 1 stay")
	d.Press("v").Shows("it stays · 0 would fall, 1 stay").Press("v").Shows("the sheet replaces it · 1 would fall, 0 stay").Press("y")
	d.level("A.5.1", 1)
}

func TestHowAFileWasReadIsKeptAndOfferedForTheNextOne(t *testing.T) {
	d := sit(t, map[string]string{
		"Client SoA.csv": "control,status\nA.5.1,blorb\nA.5.2,implemented\n", "next.csv": "status,control\nblorb,A.5.3\n",
	}).takeIn("Client SoA.csv")
	d.Press("tab", "4", "y")
	d.level("A.5.1", 4)
	d.takeIn("next.csv").Shows("read as Client SoA, kept on 24 Nov 2026; x reads it", "Nothing is open")
	d.Press("x").Hides("kept on").Shows("1 thing is open: 1 word.")
	d.Press("L").Shows("How sheets of this client are read", "Client SoA").Press("enter").Shows("Nothing is open")
	d.Press("L", "x").Shows("The layout Client SoA is forgotten").Press("y")
	d.says("is forgotten")
	d.Press("L").Shows("Nothing is kept yet").Press("r").Press("ctrl+u").Type("other").Press("enter")
	d.says("as other")
	d.Press("y")
	d.level("A.5.3", 4)
	kept, err := d.s.DB.Layouts(t.Context(), d.id)
	if err != nil || len(kept) != 1 || kept[0].Name != "other" {
		t.Errorf("kept are %+v, %v", kept, err)
	}
}

func TestEscLeavesAndTheSameFileGoesOnWhereItWasLeft(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status\nA.5.1,blorb\n"}).takeIn("a.csv")
	d.Press("tab", "3", "esc")
	if !d.back() {
		t.Error("esc does not go back")
	}
	d.untouched()
	d.takeIn("a.csv").Shows("Nothing is open. y takes 1 row").Press("y")
	d.level("A.5.1", 3)
}

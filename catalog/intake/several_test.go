package intake

import (
	"strings"
	"testing"
)

// rated are the controls that a sheet of one row rates.
func rated(t *testing.T, as As, cell string) (string, error) {
	t.Helper()
	p, err := read(t, nordwind(t), as, "item,rating\n\""+cell+"\",3\n")
	var items []string
	for _, l := range p.Lines {
		items = append(items, l.Item)
	}
	return strings.Join(items, " "), err
}

func TestACellThatListsItemsNamesThemAll(t *testing.T) {
	for cell, want := range map[string]string{
		"A.5.1 and A.5.2": "A.5.1 A.5.2", "A.5.3 & A.5.4": "A.5.3 A.5.4", "A.5.5 / A.5.6": "A.5.5 A.5.6", "A.8.2 + A.8.3": "A.8.2 A.8.3",
		"A.5.9, A.8.1": "A.5.9 A.8.1", "5.9; 8.1;": "A.5.9 A.8.1", "A.5.1\nA.5.2\r\nA.5.3": "A.5.1 A.5.2 A.5.3", "A.5.1, A.5.2, and A.5.4": "A.5.1 A.5.2 A.5.4",
		"A.5.1 und A.5.2": "A.5.1 A.5.2", "A.5.1 et A.5.2": "A.5.1 A.5.2", "A.5.1 y 5.2": "A.5.1 A.5.2", "Ａ．５．１、Ａ．５．２": "A.5.1 A.5.2",
		"A.5.7 - A.5.8": "A.5.7 A.5.8", "A.5.1-A.5.4": "A.5.1 A.5.2 A.5.3 A.5.4", "5.1 to 5.3": "A.5.1 A.5.2 A.5.3", "A.5.1 bis A.5.3": "A.5.1 A.5.2 A.5.3",
		"A.5.1 – 5.3": "A.5.1 A.5.2 A.5.3", "A.5.1 à A.5.3": "A.5.1 A.5.2 A.5.3", "A.5.1 a A.5.3": "A.5.1 A.5.2 A.5.3", "A.5.1‑A.5.2, A.8.1": "A.5.1 A.5.2 A.8.1",
		"A.5.36 — A.6.1": "A.5.36 A.5.37 A.6.1", "A.5.1 … A.5.3": "A.5.1 A.5.2 A.5.3",
		"A.5.1 / 5.1": "A.5.1", "A.8.24 Use of TLS 1.2": "A.8.24",
	} {
		if got, err := rated(t, SoA, cell); err != nil || got != want {
			t.Errorf("%q rates %q, want %q; %v", cell, got, want, err)
		}
	}
	if got, err := rated(t, Answers, "6.1.2 to 6.1.4"); err != nil || got != "6.1.2 6.1.3 6.1.4" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestACellWithASecondNumberThatCannotBeReadIsRefusedAndNeverItsFirstAlone(t *testing.T) {
	for _, cell := range []string{
		"A.8.1 (also A.8.9)", "A.5.1 A.5.2", "5.1 a 5.3", "A.5.1 Policies, A.5.2 Roles", "A.5.1 kaj A.5.2", "A.5.1 Policies (see 5.2)",
		"A.5.1-3", "A.5.1, 2", "A.5.1 to 3", "A.5.1 und 3", "A.5.1 ff.", "A.5.1 …", "A.5.4 - A.5.1", "A.5.1, A.5.99", "A.5.1 - A.5.99", "A.5.1, A.9", "A.5.1 and A.9", "A.5.1 & 2",
	} {
		if got, err := rated(t, SoA, cell); err == nil {
			t.Errorf("%q rates %q", cell, got)
		}
	}
}

func TestARowOfSeveralItemsSaysSoBeforeItIsSaved(t *testing.T) {
	p, err := read(t, nordwind(t), SoA, "control,status\nA.5.1 and A.5.2,implemented\nA.5.3,planned\n")
	if err != nil || p.Rows != 2 || p.Unchanged != 0 || len(p.Remarks) != 1 || !strings.Contains(p.Remarks[0], "rows that name several items: 1") {
		t.Errorf("%+v, %v", p, err)
	}
	a := imported(t, nordwind(t), SoA, "control,status\nA.5.1 and A.5.2,implemented\nA.5.2,planned\n")
	if ratingText(a.Baseline["A.5.1"].Rating) != "3" || ratingText(a.Baseline["A.5.2"].Rating) != "1" {
		t.Errorf("%+v", a.Baseline)
	}
}

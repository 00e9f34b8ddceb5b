package intake

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

func TestAStatusWordNeverLowersARatingAndALevelDoes(t *testing.T) {
	for _, c := range []struct {
		cell       string
		falling    Falling
		want       string
		fall, stay int
	}{
		{"implemented", ByKind, "4", 0, 1},
		{"3", ByKind, "3", 1, 0},
		{"5", ByKind, "5", 0, 0},
		{"implemented", Replace, "3", 1, 0},
		{"3", KeepHigher, "4", 0, 1},
		{"not applicable", ByKind, "na", 0, 0},
	} {
		for as, id := range map[As]string{Answers: "A.5.2", SoA: "A.5.2"} {
			a := imported(t, nordwind(t), as, "item,rating\n"+id+",4\n")
			p, err := ReadSheet(book(), a, "f", []byte("item,rating,reason,note\n"+id+","+c.cell+",,new\nA.5.3,1,,\n"), Request{As: as, Falling: c.falling}, newID)
			if c.want == "na" {
				p, err = ReadSheet(book(), a, "f", []byte("item,rating,reason,note\n"+id+","+c.cell+",no need,new\nA.5.3,1,,\n"), Request{As: as, Falling: c.falling}, newID)
			}
			if err != nil {
				t.Fatal(err)
			}
			b := fold(t, a, p.Changes)
			x := b.Baseline[id]
			if as == Answers {
				x = b.Answer(assess.Key{Item: id})
			}
			if got := ratingText(x.Rating); got != c.want || p.Fall != c.fall || p.Stay != c.stay || x.Note != "new" {
				t.Errorf("%s, %s as %s: %q, %d fall, %d stay, note %q", c.cell, c.falling, as, got, p.Fall, p.Stay, x.Note)
			}
		}
	}
}

func TestASheetThatSaysNothingOfItsItemsIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Control,Applicable,Status\nA.5.1,Yes,\nA.5.2,Yes,\nA.5.3,,\n": `nothing was read: the column "Status" is empty in all 3 rows (colours are not read)`,
		"Control,Applicable,Colour\nA.5.1,Yes,red\nA.5.2,Yes,blue\n":   `nothing was read: no column of row 1 is read as a rating; not read were "Colour"`,
	} {
		if got := refusal(t, nordwind(t), SoA, text); !strings.Contains(got, want) {
			t.Error(got)
		}
	}
}

func TestRowsThatSayNothingAreCountedApart(t *testing.T) {
	p, err := read(t, nordwind(t), SoA, "Control,Applicability,Colour,Justification\nA.5.1,Yes,red,\nA.7.4,No,blue,no premises\n")
	if err != nil || p.Changed() != 1 || p.Unchanged != 0 || p.Silent != 1 {
		t.Errorf("%+v %v", p, err)
	}
	if len(p.Remarks) != 1 || p.Remarks[0] != "no column is read as a rating" {
		t.Errorf("%v", p.Remarks)
	}
}

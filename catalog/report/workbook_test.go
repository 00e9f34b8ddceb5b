package report

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// editable are the tables of the workbook in which something may be edited.
func editable(d *Document) []*Table {
	var all []*Table
	for _, b := range d.Blocks {
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Columns {
			if c.Field != "" {
				all = append(all, b.Table)
				break
			}
		}
	}
	return all
}

func TestAFieldOfAnAnswerMayBeEditedInOnePlaceOfTheWorkbook(t *testing.T) {
	d := built(t, "workbook", input(t, demo(t), English))
	places, fields := map[string]string{}, map[string]bool{}
	for _, table := range editable(d) {
		for _, r := range table.Rows {
			for _, c := range table.Columns {
				if c.Field == "" {
					continue
				}
				fields[c.Field] = true
				place := r.ID + " " + c.Field
				if other := places[place]; other != "" {
					t.Errorf("%s may be edited in %s and in %s", place, other, table.Caption)
				}
				places[place] = table.Caption
			}
		}
	}
	for _, c := range assess.Cells {
		if !fields[c.Field] {
			t.Errorf("%s can't be edited anywhere", c.Field)
		}
	}
}

func TestTheWorkbookSaysOfEachFieldWhatItsAnswerSays(t *testing.T) {
	for _, lang := range Languages {
		in := input(t, demo(t), lang)
		for _, table := range editable(built(t, "workbook", in)) {
			for _, r := range table.Rows {
				x := in.Assessment.Baseline[assess.Subject(r.ID).ID()]
				if k, err := assess.Subject(r.ID).Key(); err == nil {
					x = in.Assessment.Answer(k)
				}
				for n, c := range table.Columns {
					if want := assess.CellSays(c.Field, x); r.Cells[n].Date() != want && c.Field != "" {
						t.Errorf("%s, %s: %s is %q; it is kept as %q", lang, r.ID, c.Field, r.Cells[n].Date(), want)
					}
				}
			}
		}
	}
}

func TestTheWorkbookHasARowForEachItemAndForEachAISystemItIsAbout(t *testing.T) {
	in := input(t, demo(t), English)
	d := built(t, "workbook", in)
	items, controls := tableOf(t, d, "items"), tableOf(t, d, "soa-isms")
	want := 0
	for _, i := range in.Score.Items {
		want += 1 + len(i.Systems)
	}
	if len(items.Rows) != want || len(controls.Rows) != 93 {
		t.Errorf("%d rows of items, %d of controls; want %d and 93", len(items.Rows), len(controls.Rows), want)
	}
	seen := map[string]bool{}
	for _, r := range items.Rows {
		name := r.Cells[0].Text + " " + r.Cells[2].Text
		if seen[name] {
			t.Errorf("two rows are named %s", name)
		}
		seen[name] = true
	}
}

func TestTheWorkbookSaysNothingOfWhatARoomVotesOn(t *testing.T) {
	a := demo(t)
	note := a.Answer(assess.Key{Item: "6.1.4"}).Note
	in := input(t, a.Without("6.1.4"), English)
	in.Veiled = "6.1.4"
	if note == "" || strings.Contains(plain(t, built(t, "workbook", in)), note[:40]) {
		t.Errorf("%q is in it", note)
	}
}

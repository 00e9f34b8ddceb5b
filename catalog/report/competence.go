package report

import (
	"fmt"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// competence is what each role must be able to do, who shows how much of it, what
// closes the gaps, and which trainings there are.
func competence(d *draft) error {
	all := d.of("competence")
	shown := 0
	for _, r := range all {
		if levels := register.LevelsOf(d.records, r); len(levels) > 0 && len(below(levels)) == 0 {
			shown++
		}
	}
	if len(all) > 0 {
		d.lead(d.say("competence.lead", "n", shown, "of", len(all)))
	}
	d.part("competence", d.titleOf("competence"))
	d.table("competence-table", d.competenceTable(all), d.noneOf("competence"))
	d.part("actions", d.say("competence.actions"))
	t := d.recordTable("competence", picked(all, not(in("met"))), "title", "role", "action", "doing", catalog.RecordOwner, catalog.RecordDue, "effectiveness", catalog.RecordState)
	d.table("actions-table", t, d.say("none"))
	d.chapter("training", "title", "kind", "audience", "competences", catalog.RecordDue, "held_on", "invited", "came", "judged_how", "result", catalog.RecordState)
	return nil
}

// below are the levels that are lower than what is needed.
func below(all []register.Level) []register.Level {
	var low []register.Level
	for _, l := range all {
		if l.Below {
			low = append(low, l)
		}
	}
	return low
}

// competenceTable is a row for each person of each competence: what is needed, what is
// held, and by what that is shown.
func (d *draft) competenceTable(all []register.Record) Table {
	t := Table{Wide: true, Columns: []Column{
		d.column("record.number", CellText, 2), d.column("competence.role", CellText, 4), d.column("competence.title", CellText, 6), d.column("competence.topic", CellText, 3),
		d.column("competence.needed", CellText, 3), d.column("competence.person", CellText, 4), d.column("competence.held", CellText, 3), d.column("competence.proof", CellText, 6), d.column("competence.gap", CellText, 1),
	}}
	for _, r := range all {
		role := ""
		if one, known := d.records.Book.Record("role", r.Text("role")); known {
			role = one.Title()
		}
		head := []Cell{text(d.numbers[r.ID]), text(role), text(r.Title()), text(d.says(r, "topic")), text(d.says(r, "needed"))}
		levels := register.LevelsOf(d.records, r)
		if len(levels) == 0 {
			t.Rows = append(t.Rows, Row{ID: r.ID, Cells: append(head, text(d.say("competence.nobody")), text(""), text(""), text(d.say("word.yes")))})
		}
		for i, l := range levels {
			held := d.say("competence.not_shown")
			if l.Record.Text("level") != "" || d.says(l.Record, "level") != "" {
				held = d.says(l.Record, "level")
			}
			row := append(head[:len(head):len(head)], text(l.Person), text(held), text(join(", ", l.Record.Title(), l.Record.Text("place"))), text(d.applicable(!l.Below)))
			t.Rows = append(t.Rows, Row{ID: fmt.Sprintf("%s/%d", r.ID, i), Cells: row})
		}
	}
	return t
}

package report

import (
	"cmp"
	"fmt"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// system is one AI system on a sheet of its own.
func system(d *draft) error {
	s, ok := d.Assessment.System(d.Record)
	if !ok || s.Removed {
		return fmt.Errorf("the inventory has no AI system %q; name one of it", d.Record)
	}
	d.part("system-"+s.ID, s.Name)
	d.sheet(s)
	return nil
}

// sheet tells of one AI system: what it is, how each item about systems stands for
// it, and what is kept of it.
func (d *draft) sheet(s assess.System) {
	d.facts(d.systemFacts(s)...)
	d.recordsOf(s)
	if s.InScope {
		d.standsFor(s)
	}
	var pieces []assess.Evidence
	for _, e := range d.Assessment.Pieces() {
		if e.System == s.ID {
			pieces = append(pieces, e)
		}
	}
	d.lines("system.evidence", d.seen(pieces))
	var found []assess.Finding
	for _, f := range d.Assessment.Findings {
		if f.System == s.ID && !f.Removed {
			found = append(found, f)
		}
	}
	d.lines("item.findings", d.found(found, true))
}

// systemKeys are the words for fields of an AI system that are not called after the
// field.
var systemKeys = map[string]string{"risk_class": "system.risk", assess.FieldOwner: "item.owner"}

// asked are the fields of an AI system that a sheet shows even where they say nothing.
var asked = []string{"purpose", "intended_use", assess.FieldOwner}

// systemFacts are what is said of an AI system, and how its impacts and risks stand.
func (d *draft) systemFacts(s assess.System) []Fact {
	all := []Fact{
		d.fact("record.number", d.Assessment.SystemNumber(s)), d.fact("system.roles", d.or(d.rolesOf(s))), d.fact("system.scope", d.applicable(!s.InScope)),
	}
	for _, f := range assess.SystemFields {
		said := *f.At(&s)
		switch {
		case f.Name == "stage":
			said = d.Words.Of("stage_of", said)
		case f.Name == "risk_class":
			said = d.Words.Of("risk", said)
		case f.Shape == assess.Day:
			said = d.Words.Day(said)
		case slices.Contains(asked, f.Name):
			said = d.or(said)
		}
		all = append(all, d.fact(cmp.Or(systemKeys[f.Name], "system."+f.Name), said))
	}
	return append(all, d.fact("system.impacts", d.or(d.impactsOn(s))), d.fact("system.risks", d.or(d.risksOf(s))))
}

// standsFor is a row for each item about AI systems: how it stands for one of them.
func (d *draft) standsFor(s assess.System) {
	t := Table{Columns: d.columns("item.number", CellRef, "item.title", CellText, "item.state", CellText, "item.rating", CellRating, "item.owner", CellText, "item.note", CellText), Wide: true}
	at := d.place(s.ID)
	for _, i := range d.Score.Items {
		if at >= len(i.Systems) {
			continue
		}
		x := i.Systems[at]
		own := d.Assessment.Answer(assess.Key{Item: i.Item.ID, System: s.ID})
		t.Rows = append(t.Rows, Row{ID: i.Item.ID, Cells: []Cell{
			item(i.Item), text(i.Item.Title), text(d.stateFor(i, at)), d.levelCell(x.Standing), text(assess.OwnerIn(d.Assessment.Answers[i.Item.ID], s.ID)), text(own.Note),
		}})
	}
	d.table("", t, d.say("none"))
}

// stateFor says how an item stands for the AI system at a place.
func (d *draft) stateFor(i score.ItemScore, at int) string {
	x := i.Systems[at]
	state := d.standing(x.Standing, x.Conforming)
	switch {
	case i.Item.ID == d.Veiled:
		return d.say("veil.state")
	case x.Standing.ByAll:
		return state + ", " + d.say("state.by_all")
	}
	return state
}

// place is where an AI system stands among those in scope.
func (d *draft) place(system string) int {
	for n, s := range d.Assessment.InScope() {
		if s.ID == system {
			return n
		}
	}
	return len(d.Assessment.InScope())
}

// standsAt is how an item stands for an AI system, or as a whole where it is not
// about one.
func (d *draft) standsAt(it *catalog.Item, at int) (standing assess.Standing, conforming bool) {
	i, _ := d.Score.Item(it.ID)
	if at < len(i.Systems) {
		return i.Systems[at].Standing, i.Systems[at].Conforming
	}
	return i.Standing, i.Conforming
}

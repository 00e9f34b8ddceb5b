package report

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// system is one AI system on a sheet of its own.
func system(d *draft) error {
	s, ok := d.Assessment.System(d.System)
	if !ok || s.Removed {
		return fmt.Errorf("the inventory has no AI system %q; name one of it", d.System)
	}
	d.part("system-"+s.ID, s.Name)
	d.sheet(s)
	return nil
}

// sheet tells of one AI system: what it is, how each item about systems stands for
// it, and what is kept of it.
func (d *draft) sheet(s assess.System) {
	var roles []string
	for _, r := range s.Roles {
		roles = append(roles, d.Words.Of("role", r))
	}
	scope := d.say("word.no")
	if s.InScope {
		scope = d.say("word.yes")
	}
	d.facts(
		d.fact("system.purpose", d.or(s.Purpose)), d.fact("system.roles", d.or(strings.Join(roles, ", "))), d.fact("system.stage", d.Words.Of("stage_of", s.Stage)),
		d.fact("system.scope", scope), d.fact("system.risk", d.Words.Of("risk", s.RiskClass)), d.fact("system.family", s.Family), d.fact("item.owner", d.or(s.Owner)),
		d.fact("system.impacts", d.say("not_recorded")), d.fact("system.risks", d.say("not_recorded")),
	)
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
